"""Who must be what for each step that moves value.    python -m tests.truth_table

That writes the tables of docs/compliance.md again; tests/unit/test_truth_table.py tries every cell of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from pathlib import Path

from model.compliance import HolderClass

PAGE = Path(__file__).resolve().parents[1] / "docs" / "compliance.md"
BEGIN, END = "<!-- tables -->\n", "<!-- end of tables -->\n"


class Status(StrEnum):
    """What an account can be."""

    REGISTERED = "registered"
    UNREGISTERED = "not registered"
    FROZEN = "frozen"
    FROZEN_UNREGISTERED = "frozen, not registered"

    @property
    def is_registered(self) -> bool:
        return self in (Status.REGISTERED, Status.FROZEN)

    @property
    def is_frozen(self) -> bool:
        return self in (Status.FROZEN, Status.FROZEN_UNREGISTERED)


class Stage(IntEnum):
    """When a step can be taken, in the order in which the test comes by."""

    TRADING = 0  # auctions take bids, nothing has matured
    ORDERED = 1  # the same, and the holder is frozen to begin with
    REVEALING = 2
    SETTLING = 3
    MATURED = 4


PASSES, FROZEN, NOT_ELIGIBLE = "passes", "AccountFrozen", "NotEligible"

# One answer for each status
ANYBODY = (PASSES, PASSES, PASSES, PASSES)
FREE = (PASSES, PASSES, FROZEN, FROZEN)
ELIGIBLE = (PASSES, NOT_ELIGIBLE, FROZEN, NOT_ELIGIBLE)
ELIGIBLE_IF_FREE = (PASSES, NOT_ELIGIBLE, FROZEN, FROZEN)  # the freeze is asked first
STOPPED = ("AccountNotFrozen", "AccountNotFrozen", PASSES, PASSES)


@dataclass(frozen=True)
class Step:
    """A step, and what it asks of the holder, the receiver and the caller; of who is missing, nothing."""

    contract: str
    name: str  # that of the function, then how it is called
    holder: tuple[str, ...] | None = None
    receiver: tuple[str, ...] | None = None
    caller: tuple[str, ...] | None = None
    stage: Stage = field(default=Stage.TRADING, kw_only=True)

    @property
    def function(self) -> str:
        return self.name.split(",")[0]

    def answer(self, party: str, status: Status) -> str:
        """What the step says if one party is of this status and the others can take it."""
        answers = getattr(self, party)
        return PASSES if answers is None else answers[list(Status).index(status)]


PARTIES = ("holder", "receiver", "caller")

STEPS = [
    Step("ParDollar", "mint", receiver=FREE),
    Step("ParDollar", "burn", FREE),
    Step("ParDollar", "transfer", FREE, FREE),
    Step("ParDollar", "transferFrom", FREE, FREE, FREE),
    Step("ParDollar", "approve", ANYBODY, caller=ANYBODY),
    Step("ParDollar", "permit", ANYBODY, caller=ANYBODY),
    Step("ParDollar", "transferWithAuthorization", FREE, FREE, ANYBODY),
    Step("ParDollar", "transferWithAuthorizations", FREE, FREE, ANYBODY),
    Step("ParDollar", "receiveWithAuthorization", FREE, FREE),
    Step("ParDollar", "receiveWithAuthorizations", FREE, FREE),
    Step("ParDollar", "cancelAuthorization", ANYBODY, caller=ANYBODY),
    Step("ParDollar", "seize", STOPPED, FREE, stage=Stage.ORDERED),
    Step("ParDollar", "reissue", STOPPED, FREE, stage=Stage.ORDERED),
    Step("ParDollar", "burnFrozen", STOPPED, stage=Stage.ORDERED),
    Step("SavingsDollar", "deposit", FREE, FREE),
    Step("SavingsDollar", "mint", FREE, FREE),
    Step("SavingsDollar", "depositWithAuthorization", FREE, caller=ANYBODY),
    Step("SavingsDollar", "depositWithPermit", FREE, FREE),
    Step("SavingsDollar", "withdraw", FREE, FREE, FREE),
    Step("SavingsDollar", "redeem", FREE, FREE, FREE),
    Step("SavingsDollar", "transfer", FREE, FREE),
    Step("SavingsDollar", "transferFrom", FREE, FREE, FREE),
    Step("SavingsDollar", "approve", ANYBODY, caller=ANYBODY),
    Step("SavingsDollar", "permit", ANYBODY, caller=ANYBODY),
    Step("SavingsDollar", "seize", STOPPED, FREE, stage=Stage.ORDERED),
    Step("Reserve", "mint", FREE, FREE),
    Step("Reserve", "redeem", FREE, FREE),
    Step("Reserve", "mintInKind", ELIGIBLE_IF_FREE, FREE),
    Step("Reserve", "mintInKind, for oneself", ELIGIBLE),
    Step("Reserve", "redeemInKind", FREE, ELIGIBLE_IF_FREE),
    Step("Reserve", "redeemInKind, for oneself", ELIGIBLE_IF_FREE),
    Step("Reserve", "requestRedemption", FREE),
    Step("Reserve", "claimRedemption, by the owner", FREE, FREE),
    Step("Reserve", "claimRedemption, for the owner", FREE, caller=ANYBODY),
    Step("Reserve", "contributeCapital", ANYBODY),
    Step("TreasuryRegistry", "issue", receiver=FREE),
    Step("TreasuryRegistry", "retire", FREE),
    Step("TreasuryRegistry", "transfer", ELIGIBLE, ELIGIBLE),
    Step("TreasuryRegistry", "transferFrom, by an operator", ELIGIBLE, ELIGIBLE, FREE),
    Step("TreasuryRegistry", "transferFrom, within an allowance", ELIGIBLE, ELIGIBLE, FREE),
    Step("TreasuryRegistry", "approve", ANYBODY, caller=ANYBODY),
    Step("TreasuryRegistry", "setOperator", ANYBODY, caller=ANYBODY),
    Step("TreasuryRegistry", "claim", FREE, stage=Stage.MATURED),
    Step("TreasuryRegistry", "claim, by an operator", FREE, caller=FREE, stage=Stage.MATURED),
    Step("TreasuryRegistry", "redeem", FREE, stage=Stage.MATURED),
    Step("TreasuryRegistry", "redeem, by an operator", FREE, caller=FREE, stage=Stage.MATURED),
    Step("Strips", "strip", ELIGIBLE),
    Step("Strips", "reconstitute", ELIGIBLE),
    Step("Strips", "transfer", ELIGIBLE, ELIGIBLE),
    Step("Strips", "transferFrom, by an operator", ELIGIBLE, ELIGIBLE, FREE),
    Step("Strips", "transferFrom, within an allowance", ELIGIBLE, ELIGIBLE, FREE),
    Step("Strips", "approve", ANYBODY, caller=ANYBODY),
    Step("Strips", "setOperator", ANYBODY, caller=ANYBODY),
    Step("Strips", "redeem", FREE, stage=Stage.MATURED),
    Step("Strips", "redeem, by an operator", FREE, caller=FREE, stage=Stage.MATURED),
    Step("AuctionHouse", "deposit", ANYBODY, ANYBODY),
    Step("AuctionHouse", "withdraw", FREE),
    Step("AuctionHouse", "bidNoncompetitive", ELIGIBLE),
    Step("AuctionHouse", "submitNoncompetitiveBids", ELIGIBLE, caller=ANYBODY),
    Step("AuctionHouse", "commitBid", ELIGIBLE),
    Step("AuctionHouse", "submitCommitments", ELIGIBLE, caller=ANYBODY),
    Step("AuctionHouse", "refund", ANYBODY, caller=ANYBODY),
    Step("AuctionHouse", "revealBid", FREE, stage=Stage.REVEALING),
    Step("AuctionHouse", "revealBids", FREE, caller=ANYBODY, stage=Stage.REVEALING),
    Step("AuctionHouse", "settle", FREE, stage=Stage.SETTLING),
    Step("AuctionHouse", "settleBids", FREE, caller=ANYBODY, stage=Stage.SETTLING),
    Step("AuctionHouse", "forfeitBond", ANYBODY, caller=ANYBODY, stage=Stage.SETTLING),
    Step("Compliance", "executeOrder, Seize", STOPPED, FREE, stage=Stage.ORDERED),
    Step("Compliance", "executeOrder, Reissue", STOPPED, FREE, stage=Stage.ORDERED),
    Step("Compliance", "executeOrder, Burn", STOPPED, stage=Stage.ORDERED),
    Step("Compliance", "executeOrder, SeizeSavings", STOPPED, FREE, stage=Stage.ORDERED),
    Step("Compliance", "executeOrder, ReassignRedemption", STOPPED, FREE, stage=Stage.ORDERED),
]

# Steps of these contracts that are not about an account's value, or have their own page.
ELSEWHERE = {
    "ParDollar": {"setFrozen"},
    "SavingsDollar": {"addEarnings"},  # the Reserve's
    "Reserve": {
        *("setAuthority", "assessSolvency", "distribute"),
        *("settleBid", "closeBid", "collect"),  # the Reserve's own value, into the Reserve
        "reassignRedemption",  # asks nothing of the two: Compliance has
    },
    "TreasuryRegistry": {"setAuthority", "fixInterest"},
    "Strips": set(),
    "AuctionHouse": {"setAuthority", "clear"},
}

# The class of a registered holder matters to one step: a noncompetitive bid above the limit of the auction.
WITHOUT_LIMIT = (HolderClass.FOREIGN_OFFICIAL, HolderClass.FEDERAL_RESERVE, HolderClass.TREASURY_DIRECT)
ABOVE_THE_LIMIT = (
    dict.fromkeys(HolderClass, "AboveNoncompetitiveLimit")
    | dict.fromkeys(WITHOUT_LIMIT, PASSES)
    | {HolderClass.NONE: NOT_ELIGIBLE}
)


def tables() -> str:
    """As they stand in docs/compliance.md."""
    contracts = dict.fromkeys(step.contract for step in STEPS)
    return "\n".join([*map(table_of, contracts), table_of_classes()])


def table_of(contract: str) -> str:
    lines = [f"### {contract}", "", f"| step | of | {' | '.join(Status)} |", "| --- " * 6 + "|"]
    for step in (step for step in STEPS if step.contract == contract):
        lines += rows_of(step)
    return "\n".join([*lines, ""])


def rows_of(step: Step) -> Iterator[str]:
    """One for all parties of whom the same is asked."""
    function, _, how = step.name.partition(",")
    asked = {party: getattr(step, party) for party in PARTIES if getattr(step, party)}
    for answers in dict.fromkeys(asked.values()):
        parties = ", ".join(party for party in asked if asked[party] == answers)
        cells = " | ".join(answer if answer == PASSES else f"`{answer}`" for answer in answers)
        yield f"| `{function}`{how and ','}{how} | {parties} | {cells} |"


def table_of_classes() -> str:
    lines = ["### A noncompetitive bid above the limit", "", "| class of the bidder | |", "| --- | --- |"]
    for holder_class, answer in ABOVE_THE_LIMIT.items():
        name = "".join(word.capitalize() for word in holder_class.name.split("_"))
        lines.append(f"| `{name}` | {answer if answer == PASSES else f'`{answer}`'} |")
    return "\n".join([*lines, ""])


def on_page() -> str:
    """The tables that the page has."""
    return PAGE.read_text().partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    before, _, rest = PAGE.read_text().partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{tables()}{END}{rest.partition(END)[2]}")
