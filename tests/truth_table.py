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
    EXCLUDED = "of an excluded class"  # registered, but the security is not for its class

    @property
    def is_registered(self) -> bool:
        return self in (Status.REGISTERED, Status.FROZEN, Status.EXCLUDED)

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


PASSES, FROZEN, NOT_ELIGIBLE, EXCLUDED = "passes", "AccountFrozen", "NotEligible", "ClassExcluded"

# One answer for each status
ANYBODY = (PASSES, PASSES, PASSES, PASSES, PASSES)
FREE = (PASSES, PASSES, FROZEN, FROZEN, PASSES)
ELIGIBLE = (PASSES, NOT_ELIGIBLE, FROZEN, NOT_ELIGIBLE, PASSES)
ELIGIBLE_IF_FREE = (PASSES, NOT_ELIGIBLE, FROZEN, FROZEN, PASSES)  # the freeze is asked first
ADMITTED = (*ELIGIBLE[:-1], EXCLUDED)  # who takes a security up
ADMITTED_IF_FREE = (*ELIGIBLE_IF_FREE[:-1], EXCLUDED)
STOPPED = ("AccountNotFrozen", "AccountNotFrozen", PASSES, PASSES, "AccountNotFrozen")


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
    def asked(self) -> dict[str, tuple[str, ...]]:
        """What is asked of each party that takes part."""
        return {party: getattr(self, party) for party in PARTIES if getattr(self, party)}

    @property
    def is_for_anyone(self) -> bool:
        """Whoever sends it does so for another, or decides about nothing but the own."""
        return self.caller == ANYBODY

    def answer(self, party: str, status: Status) -> str:
        """What the step says if one party is of this status and the others can take it."""
        return PASSES if party not in self.asked else self.asked[party][list(Status).index(status)]

    def answers(self, statuses: dict[str, Status]) -> set[str]:
        """What it may say if each party has its status: it passes only if it does for each alone."""
        errors = {self.answer(party, status) for party, status in statuses.items()} - {PASSES}
        return errors or {PASSES}

    def answer_in_insolvency(self, party: str, status: Status) -> str:
        function = self.name.partition(",")[0]
        return INSOLVENT.get((self.contract, function)) or self.answer(party, status)


PARTIES = ("holder", "receiver", "caller")

# A signature is sent as v, r and s, or in bytes; a contract answers for what it has signed (ERC-1271).
FORMS = ("signed in three parts", "signed in bytes", "signed by a contract")

STEPS = [
    Step("ParDollar", "mint", receiver=FREE),
    Step("ParDollar", "burn", FREE),
    Step("ParDollar", "transfer", FREE, FREE),
    Step("ParDollar", "transferFrom", FREE, FREE, FREE),
    Step("ParDollar", "approve", ANYBODY, caller=ANYBODY),
    *(Step("ParDollar", f"permit, {form}", ANYBODY, caller=ANYBODY) for form in FORMS),
    *(Step("ParDollar", f"transferWithAuthorization, {form}", FREE, FREE, ANYBODY) for form in FORMS),
    *(Step("ParDollar", f"transferWithAuthorizations, {form}", FREE, FREE, ANYBODY) for form in FORMS[1:]),
    *(Step("ParDollar", f"receiveWithAuthorization, {form}", FREE, FREE) for form in FORMS),
    *(Step("ParDollar", f"receiveWithAuthorizations, {form}", FREE, FREE) for form in FORMS[1:]),
    *(Step("ParDollar", f"cancelAuthorization, {form}", ANYBODY, caller=ANYBODY) for form in FORMS),
    Step("ParDollar", "seize", STOPPED, FREE, stage=Stage.ORDERED),
    Step("ParDollar", "reissue", STOPPED, FREE, stage=Stage.ORDERED),
    Step("ParDollar", "burnFrozen", STOPPED, stage=Stage.ORDERED),
    Step("SavingsDollar", "deposit", FREE, FREE),
    Step("SavingsDollar", "mint", FREE, FREE),
    *(Step("SavingsDollar", f"depositWithAuthorization, {form}", FREE, caller=ANYBODY) for form in FORMS[1:]),
    *(Step("SavingsDollar", f"depositWithPermit, {form}", FREE, FREE) for form in FORMS[1:]),
    Step("SavingsDollar", "withdraw", FREE, FREE, FREE),
    Step("SavingsDollar", "redeem", FREE, FREE, FREE),
    Step("SavingsDollar", "transfer", FREE, FREE),
    Step("SavingsDollar", "transferFrom", FREE, FREE, FREE),
    Step("SavingsDollar", "approve", ANYBODY, caller=ANYBODY),
    Step("SavingsDollar", f"permit, {FORMS[0]}", ANYBODY, caller=ANYBODY),
    Step("SavingsDollar", "seize", STOPPED, FREE, stage=Stage.ORDERED),
    Step("Reserve", "mint", FREE, FREE),
    Step("Reserve", "redeem", FREE, FREE),
    Step("Reserve", "mintInKind", ELIGIBLE_IF_FREE, FREE),
    Step("Reserve", "mintInKind, for oneself", ELIGIBLE),
    Step("Reserve", "redeemInKind", FREE, ADMITTED_IF_FREE),
    Step("Reserve", "redeemInKind, for oneself", ADMITTED_IF_FREE),
    Step("Reserve", "requestRedemption", FREE),
    Step("Reserve", "claimRedemption, by the owner", FREE, FREE),
    Step("Reserve", "claimRedemption, for the owner", FREE, caller=ANYBODY),
    Step("Reserve", "contributeCapital", ANYBODY),
    Step("Reserve", "withdrawCapital", receiver=ANYBODY),
    Step("TreasuryRegistry", "issue", receiver=FREE),
    Step("TreasuryRegistry", "retire", FREE),
    Step("TreasuryRegistry", "transfer", ELIGIBLE, ADMITTED),
    Step("TreasuryRegistry", "transferFrom, by an operator", ELIGIBLE, ADMITTED, FREE),
    Step("TreasuryRegistry", "transferFrom, within an allowance", ELIGIBLE, ADMITTED, FREE),
    Step("TreasuryRegistry", "approve", ANYBODY, caller=ANYBODY),
    Step("TreasuryRegistry", "setOperator", ANYBODY, caller=ANYBODY),
    Step("TreasuryRegistry", "claim", FREE, stage=Stage.MATURED),
    Step("TreasuryRegistry", "claim, by an operator", FREE, caller=FREE, stage=Stage.MATURED),
    Step("TreasuryRegistry", "redeem", FREE, stage=Stage.MATURED),
    Step("TreasuryRegistry", "redeem, by an operator", FREE, caller=FREE, stage=Stage.MATURED),
    Step("Strips", "strip", ELIGIBLE),
    Step("Strips", "reconstitute", ADMITTED),
    Step("Strips", "transfer", ELIGIBLE, ELIGIBLE),
    Step("Strips", "transferFrom, by an operator", ELIGIBLE, ELIGIBLE, FREE),
    Step("Strips", "transferFrom, within an allowance", ELIGIBLE, ELIGIBLE, FREE),
    Step("Strips", "approve", ANYBODY, caller=ANYBODY),
    Step("Strips", "setOperator", ANYBODY, caller=ANYBODY),
    Step("Strips", "redeem", FREE, stage=Stage.MATURED),
    Step("Strips", "redeem, by an operator", FREE, caller=FREE, stage=Stage.MATURED),
    Step("AuctionHouse", "deposit", ANYBODY, ANYBODY),
    Step("AuctionHouse", "withdraw", FREE),
    Step("AuctionHouse", "bidNoncompetitive", ADMITTED),
    *(
        Step("AuctionHouse", f"submitNoncompetitiveBids, {form}", ADMITTED, caller=ANYBODY)
        for form in FORMS[1:]
    ),
    Step("AuctionHouse", "commitBid", ADMITTED),
    *(Step("AuctionHouse", f"submitCommitments, {form}", ADMITTED, caller=ANYBODY) for form in FORMS[1:]),
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

# What steps say in an insolvency, whoever takes them; all others say the same as before it.
INSOLVENT = {
    ("Reserve", "mint"): "IsInsolvent",
    ("Reserve", "redeem"): "IsInsolvent",
    ("Reserve", "mintInKind"): "IsInsolvent",
    ("Reserve", "redeemInKind"): "IsInsolvent",
    ("Reserve", "withdrawCapital"): "InsufficientCash",
}

# Functions of these contracts that move no account's value.
ELSEWHERE = {
    "ParDollar": {"setFrozen"},
    "SavingsDollar": {"addEarnings"},  # the Reserve's
    "Reserve": {
        *("setAuthority", "setSavingsDollar", "setPolicy", "publishCashPrice", "stopMinting"),
        *("assessSolvency", "declareInsolvency", "endInsolvency"),
        "distribute",  # to whom is fixed
        *("bidNoncompetitive", "commitBid", "revealBid", "settleBid", "closeBid", "collect"),  # the Reserve's
        "reassignRedemption",  # asks nothing of the two: Compliance has
    },
    "TreasuryRegistry": {
        *("setAuthority", "setAuctionHouse", "setStrips"),
        *("establish", "excludeClasses", "announceHolidays", "fixInterest"),
    },
    "Strips": set(),
    "AuctionHouse": {
        *("setAuthority", "announce", "cancel", "clear"),
        "collect",  # a part of other steps
    },
    "Compliance": {
        *("setAuthority", "setParDollar", "setSavingsDollar"),
        *("setHolder", "setJurisdiction", "strikeOff"),
        *("recordOrder", "recordCoinOrder", "recordRedemptionOrder", "revokeOrder"),
    },
}

# Contracts in which nobody has anything, and the cash, which is not Par's.
WITHOUT_VALUE = {
    *("ParAccessManager", "IndexBoard", "RateBoard", "RuleBook", "Disclosure", "CashToken"),
    *("AuctionPricing", "AuctionResults", "TreasuryPricing", "ReserveMonitor"),
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
    return "\n".join([*map(table_of, contracts), table_of_classes(), table_of_insolvency()])


def table_of(contract: str) -> str:
    lines = [
        f"### {contract}",
        "",
        f"| step | of | {' | '.join(Status)} |",
        "| --- " * (2 + len(Status)) + "|",
    ]
    for step in (step for step in STEPS if step.contract == contract):
        lines += rows_of(step)
    return "\n".join([*lines, ""])


def rows_of(step: Step) -> Iterator[str]:
    """One for all parties of whom the same is asked."""
    function, _, how = step.name.partition(",")
    for answers in dict.fromkeys(step.asked.values()):
        parties = ", ".join(party for party, its in step.asked.items() if its == answers)
        cells = " | ".join(answer if answer == PASSES else f"`{answer}`" for answer in answers)
        yield f"| `{function}`{how and ','}{how} | {parties} | {cells} |"


def table_of_classes() -> str:
    lines = ["### A noncompetitive bid above the limit", "", "| class of the bidder | |", "| --- | --- |"]
    for holder_class, answer in ABOVE_THE_LIMIT.items():
        name = "".join(word.capitalize() for word in holder_class.name.split("_"))
        lines.append(f"| `{name}` | {answer if answer == PASSES else f'`{answer}`'} |")
    return "\n".join([*lines, ""])


def table_of_insolvency() -> str:
    lines = ["### In an insolvency", "", "| step | whoever takes it |", "| --- | --- |"]
    lines += [
        f"| `{contract}.{function}` | `{answer}` |" for (contract, function), answer in INSOLVENT.items()
    ]
    return "\n".join([*lines, "| any other | as above |", ""])


def on_page() -> str:
    """The tables that the page has."""
    return PAGE.read_text().partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    before, _, rest = PAGE.read_text().partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{tables()}{END}{rest.partition(END)[2]}")
