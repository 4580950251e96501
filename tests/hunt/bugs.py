"""The bugs: each a failure of others, from docs/lessons.md, as one change of one contract of ours."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class BugError(Exception):
    """Why a bug cannot be put in, in one sentence."""


@dataclass(frozen=True)
class Bug:
    """`text` stands in the contract exactly once, and the bug is `changed` in its place."""

    name: str
    lesson: int  # of docs/lessons.md
    contract: str  # under contracts/
    text: str
    changed: str
    hint: str  # what a learner is told
    found_by: str  # a test, or a file of them, under tests/
    compiled: str = ""  # which contract has it inside, if not itself

    @property
    def path(self) -> Path:
        return ROOT / "contracts" / f"{self.contract}.sol"

    @property
    def deployed(self) -> str:
        """What has to be compiled, under contracts/."""
        return self.compiled or self.contract

    @property
    def line(self) -> int:
        """Where it begins."""
        source = self.source()
        return source[: source.index(self.text)].count("\n") + 1

    def source(self) -> str:
        """Of the contract, as it is."""
        source = self.path.read_text()
        if source.count(self.text) != 1:
            raise BugError(f"{self.path.name} has changed: `{self.name}` in tests/hunt/bugs.py fits no more.")
        return source

    def applied(self) -> str:
        """The source of the contract with the bug in it; the file itself stays as it is."""
        return self.source().replace(self.text, self.changed)


BUGS = (
    Bug(
        name="first-depositor",
        lesson=24,
        contract="SavingsDollar",
        text="return _savings.dollars - _unvested(_savings.earnings, _savings.vestedAt);",
        changed="return parDollar.balanceOf(address(this))"
        " - _unvested(_savings.earnings, _savings.vestedAt);",
        hint="What is a share worth after somebody has sent coins that nobody asked for?",
        found_by="property/test_savings_dollar.py"
        "::test_a_first_depositor_who_gives_coins_away_takes_nothing_of_the_next",
    ),
    Bug(
        name="sandwich",
        lesson=3,
        contract="SavingsDollar",
        text="if (block.timestamp >= end) return 0;",
        changed="if (block.timestamp >= end || earnings > 0) return 0;",
        hint="Who comes just before the savers are paid, and leaves just after?",
        found_by="property/test_savings_dollar.py"
        "::test_who_comes_for_a_distribution_and_leaves_after_it_gains_nothing",
    ),
    Bug(
        name="wrong-way",
        lesson=25,
        contract="SavingsDollar",
        text="shares = previewWithdraw(dollars);",
        changed="shares = convertToShares(dollars);",
        hint="How many shares does the smallest withdrawal there can be burn?",
        found_by="property/test_savings_dollar.py::test_in_and_out_at_once_gains_nothing",
    ),
    Bug(
        name="spender",
        lesson=20,
        contract="SavingsDollar",
        text="if (msg.sender != from) _requireNotFrozen(msg.sender);\n",
        changed="",
        hint="A court stops an account. Whose shares can it still move?",
        found_by="stateful/test_savings_dollar.py",
    ),
    Bug(
        name="printing-money",
        lesson=5,
        contract="libraries/AmortisedCost",
        text="(discount * (maturity - time) + whole - 1) / whole",
        changed="discount * (maturity - time) / whole",
        hint="Which of two neighbouring micro-dollars is a bill worth, and who has the difference?",
        found_by="property/test_amortised_cost.py::test_contract_and_model_agree",
        compiled="mocks/LibraryHarness",
    ),
    Bug(
        name="old-price",
        lesson=2,
        contract="RateBoard",
        text="require(block.timestamp <= publishedFor + MAXIMUM_AGE, StaleRates(uint40(publishedFor)));\n",
        changed="",
        hint="The publisher of yields has gone on holiday. What does a bill cost next week?",
        found_by="property/test_rate_board.py::test_contract_and_model_agree",
    ),
    Bug(
        name="depeg",
        lesson=1,
        contract="Reserve",
        text="require(current.cashPrice >= FLOOR_PRICE, CashBelowFloor(current.cashPrice));\n",
        changed="",
        hint="A dollar of cash is worth 90 cents today. What is it worth here?",
        found_by="stateful/test_reserve.py",
    ),
    Bug(
        name="head-of-the-queue",
        lesson=13,
        contract="reserve/RedemptionQueue",
        text="return Math.saturatingSub(reached, redemption.paid);",
        changed="return reached < redemption.dollars ? 0 : Math.saturatingSub(reached, redemption.paid);",
        hint="The first in the queue asks for more than there is. What does anybody get?",
        found_by="stateful/test_reserve.py",
        compiled="Reserve",
    ),
    Bug(
        name="sold-coupon",
        lesson=8,
        contract="TreasuryRegistry",
        text="        } else {\n            _makeTradable(cusip, buyer);\n        }\n",
        changed="        }\n",
        hint="A holder buys more of a note on the day after its interest was due. Whose interest is it?",
        found_by="stateful/test_treasury_registry.py",
    ),
    Bug(
        name="same-order-again",
        lesson=22,
        contract="Compliance",
        text="order.status = OrderStatus.Executed;\n",
        changed="if (_stopsOrReleases(order.action)) order.status = OrderStatus.Executed;\n",
        hint="A judge orders coins to be taken once. Who counts?",
        found_by="stateful/test_compliance.py",
    ),
    Bug(
        name="wrapper",
        lesson=23,
        contract="Strips",
        text="compliance.requireTransferable(msg.sender, from, to);\n",
        changed="",
        hint="A note may not be sold to everybody. And the pieces that it is stripped into?",
        found_by="stateful/test_strips.py",
    ),
    Bug(
        name="signed-once",
        lesson=22,
        contract="ParDollar",
        text="authorizationState[authorizer][nonce] = true;\n",
        changed="authorizationState[authorizer][nonce] = nonce != 0;\n",
        hint="How often can a signature be used, whatever number stands in it?",
        found_by="stateful/test_par_dollar.py",
    ),
    Bug(
        name="paid-twice",
        lesson=28,
        contract="AuctionHouse",
        text="uint256 refunded = _close(bid, BidStatus.Settled) - cost;",
        changed="uint256 refunded = _close(bid, BidStatus.Settled);",
        hint="A bidder gets its bills, and its change. Out of whose money?",
        found_by="stateful/test_auction_house.py",
    ),
    Bug(
        name="one-key",
        lesson=30,
        contract="Disclosure",
        text="        _requireNoOtherSignature(month, version);\n",
        changed="",
        hint="Three people sign a report. Are they three?",
        found_by="stateful/test_disclosure.py",
    ),
)


def named(name: str) -> Bug:
    for bug in BUGS:
        if bug.name == name:
            return bug
    raise BugError(f"There is no bug named {name!r}: `--list` names them.")
