"""What to ask the libraries about an auction.

A function for each kind of security yields its questions and is sent the answers (a tuple each), so that a
later question builds on what the chain said, never on what was published: one wrong figure shows as one.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from market.announcement import unix_day
from market.auctions import Auction
from market.index_bills import (
    IndexBill,
    IndexBills,
    UnknownIndex,
    lock_out,
    named_by,
    require_index,
)
from scripts.auctions import is_reopening
from scripts.fidelity import rules
from scripts.fidelity.rules import Rule


@dataclass(frozen=True)
class Question:
    """A function of a contract, its arguments, and what was published of each answer."""

    function: str  # such as "TreasuryPricing.billPrice"
    arguments: tuple
    published: tuple[tuple[Rule, int | None], ...]


@dataclass(frozen=True)
class Undetermined:
    """A published figure that cannot be checked, and why."""

    rule: Rule
    reason: str


Questions = Generator[Question | Undetermined, Any, Any]


def about(auction: Auction, bills: IndexBills) -> Questions:
    yield from demand(auction)
    match auction.announcement.security_type:
        case "Bill":
            yield from bill(auction)
        case "TIPS":
            yield from inflation_protected(auction)
        case "FRN":
            yield from floating(auction, bills)
        case _:
            yield from note(auction)


def ask(function: str, arguments: tuple, *published: tuple[Rule, int | None]) -> Question:
    return Question(function, arguments, published)


def demand(auction: Auction) -> Questions:
    announced, result = auction.announcement, auction.result
    tendered = result.total_tendered - result.soma_tendered
    accepted = result.total_accepted - result.soma_accepted
    yield ask("AuctionHarness.bidToCover", (tendered, accepted), (rules.BID_TO_COVER, result.bid_to_cover))
    limit = announced.maximum_competitive_award
    yield ask("AuctionHarness.awardLimit", (announced.offering,), (rules.AWARD_LIMIT, limit))


def bill(auction: Auction) -> Questions:
    result = auction.result
    issue, maturity = dates(auction)
    (price,) = yield ask(
        "TreasuryPricing.billPrice", (result.high_rate, maturity - issue), (rules.BILL_PRICE, result.price)
    )
    yield ask(
        "TreasuryPricing.investmentRate",
        (price, issue, maturity),
        (rules.INVESTMENT_RATE, result.investment_rate),
    )


def note(auction: Auction) -> Questions:
    result = auction.result
    coupon = yield from interest_rate(auction)
    yield ask(
        "TreasuryPricing.notePrice",
        (coupon, result.high_rate, *dates(auction)),
        (rules.NOTE_PRICE, result.price),
        (rules.ACCRUED_INTEREST, result.accrued_interest),
    )


def inflation_protected(auction: Auction) -> Questions:
    announced, result = auction.announcement, auction.result
    coupon = yield from interest_rate(auction)
    (ratio,) = yield ask(
        "TreasuryPricing.indexRatioFromCpi",
        (announced.ref_cpi_on_issue_date, announced.ref_cpi_on_dated_date),
        (rules.INDEX_RATIO, announced.index_ratio),
    )
    yield ask(
        "TreasuryPricing.unadjustedTipsPrice",
        (coupon, result.high_rate, *dates(auction)),
        (rules.UNADJUSTED_PRICE, result.unadjusted_price),
        (rules.UNADJUSTED_INTEREST, result.unadjusted_accrued_interest),
    )
    yield ask(
        "TreasuryPricing.tipsPrice",
        (coupon, result.high_rate, ratio, *dates(auction)),
        (rules.ADJUSTED_PRICE, result.price),
        (rules.ADJUSTED_INTEREST, result.accrued_interest),
    )


def interest_rate(auction: Auction) -> Questions:
    """That of a reopening is known before; the auction decides that of a new issue."""
    published = auction.result.interest_rate
    if is_reopening(auction):
        return published
    (decided,) = yield ask(
        "TreasuryPricing.interestRateFromYield", (auction.result.high_rate,), (rules.INTEREST_RATE, published)
    )
    return decided


def floating(auction: Auction, bills: IndexBills) -> Questions:
    result = auction.result
    try:
        require_index(auction)
    except UnknownIndex as why:
        yield Undetermined(rules.FLOATING_INTEREST, str(why))
        yield Undetermined(rules.FLOATING_PRICE, str(why))
        return
    (index_rate,) = yield index_rate_of(named_by(auction))
    accrued = yield from floating_interest(auction, bills)
    yield ask(
        "TreasuryPricing.frnPrice",
        (result.spread, result.high_rate, index_rate, accrued, *dates(auction)),
        (rules.FLOATING_PRICE, result.price),
    )


def floating_interest(auction: Auction, bills: IndexBills) -> Questions:
    """Where the bills of some week are not known, the published interest goes into the price."""
    announced, result = auction.announcement, auction.result
    try:
        in_effect = bills.between(announced.dated_date, result.index_auction_date)
    except UnknownIndex as why:
        yield Undetermined(rules.FLOATING_INTEREST, str(why))
        return result.floating_accrued_interest or 0
    rates = []
    for each in in_effect:
        (rate,) = yield index_rate_of(each)
        rates.append((each.effective_date, rate))
    span = [
        unix_day(day) for end in (announced.dated_date, announced.issue_date) for day in (lock_out(end), end)
    ]
    (accrued,) = yield ask(
        "TreasuryPricing.frnAccruedInterest",
        (tuple(span), rates, result.spread),
        (rules.FLOATING_INTEREST, result.floating_accrued_interest),
    )
    return accrued


def index_rate_of(index_bill: IndexBill) -> Question:
    """Itself not published with an auction; interest and price follow from it."""
    return ask("TreasuryPricing.indexRateFromBill", (index_bill.high_rate, index_bill.days_to_maturity))


def dates(auction: Auction) -> tuple[int, int]:
    return unix_day(auction.announcement.issue_date), unix_day(auction.announcement.maturity_date)
