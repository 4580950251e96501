"""Who takes part: every bidder of the order books, and those who hold the coin, each with an account."""

from dataclasses import dataclass
from typing import Any

from scripts.auctions import BOND, HOLDER_CLASSES, bids_directly, holder_class
from scripts.node import NodeError
from scripts.story.plan import SALE, Plan, Sale, units_of
from scripts.story.words import MICRO, UNIT

STABLECOIN_ISSUER = HOLDER_CLASSES["StablecoinIssuer"]
OFFICES = 10  # accounts before this one hold the roles of the system
LONGEST = {"Primary dealer": 24, "Direct bidder": 6, "Indirect bidder": 12}

PENSION_FUND = "Pension fund"
FOREIGN_CENTRAL_BANK = "Foreign central bank"
BANK = "Community bank"
CAPITAL = 1_000_000 * MICRO  # the issuer's loss buffer [micro-dollars]
MINTED = {  # changed into Par Dollars; bank and pension fund add what the story needs [micro-dollars]
    "Alice": 12_000 * MICRO,
    "Bob": 3_500_250_000,
    BANK: 5_000_000 * MICRO,
    FOREIGN_CENTRAL_BANK: 20_000_000 * MICRO,
    PENSION_FUND: 250_000 * MICRO,
}
CLASSES = {"Alice": "Retail", "Bob": "Retail", BANK: "Bank", FOREIGN_CENTRAL_BANK: "ForeignOfficial"}
CLASSES[PENSION_FUND] = "Pension"

# Everybody who may appear, in the order of the accounts: the same person has the same account in every story.
NAMES = [
    *MINTED,
    *("SOMA", "Foreign official 1", "Foreign official 2", "TreasuryDirect"),
    *(f"Noncompetitive bidder {number}" for number in (1, 2, 3)),
    *(f"{group} {number}" for group, longest in LONGEST.items() for number in range(1, longest + 1)),
]


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    name: str
    account: Any
    holder_class: int
    bids_directly: bool
    cash: int  # that it begins with [micro-dollars]
    mints: int  # that it changes into Par Dollars [micro-dollars]


def people(plan: Plan, accounts, mints: dict[str, int] | None = None) -> dict[str, Person]:
    """Everybody in this story, by name; `mints` is who changes how much into Par Dollars, if not as usual."""
    cash, classes = dict.fromkeys(MINTED, 0), {}
    for sale in plan.sales:
        for bid in sale.bids:
            cash[bid.bidder] = cash.get(bid.bidder, 0) + units_of(bid) * sale.highest_cost + BOND
            classes[bid.bidder] = holder_class(bid), bids_directly(bid)
    mints = minted(plan) if mints is None else mints
    account_of = accounts_by_name(accounts)
    return {
        name: Person(
            name,
            account_of[name],
            *classes.get(name, (HOLDER_CLASSES[CLASSES.get(name, "Retail")], False)),
            cash=cash[name] + mints.get(name, 0),
            mints=mints.get(name, 0),
        )
        for name in cash
    }


def minted(plan: Plan) -> dict[str, int]:
    """Par Dollars by person: together, enough for the reserve's bids; the pension fund's, for its note."""
    mints = dict(MINTED)
    if plan.traded_note:
        mints[PENSION_FUND] += SALE * most_of(plan.traded_note)
    mints[BANK] += max(0, plan.reserve_needs - sum(mints.values()) + plan.reserve_needs // 20)
    return mints


def most_of(note: Sale) -> int:
    """The most that one unit of the note will be sold on for: the auction's price and a year's interest."""
    interest = note.auction.result.interest_rate * 1_000
    return -(-(note.auction.result.price + interest) // MICRO) * MICRO


def treasury_cash(plan: Plan) -> int:
    """Where the Treasury begins: a tenth of what it sells, for interest and for the discount of its bills."""
    return sum(sale.auction.result.total_accepted for sale in plan.sales) // 10 * UNIT


def accounts_by_name(accounts) -> dict[str, Any]:
    free = list(accounts)[OFFICES:]
    if len(free) < len(NAMES):
        raise NodeError(
            f"This node has {len(accounts)} accounts and the story needs {len(NAMES) + OFFICES}: "
            "start one with `make node`."
        )
    return dict(zip(NAMES, free, strict=False))
