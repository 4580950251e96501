"""Real auctions, held on the chain bid by bid, come to every figure that the Treasury published.

The chain cannot go back to them, so they are held 28 years later, when the calendar is the same: the same
weekdays, month lengths and leap years.

Four weeks by default; every auction shipped, in less than half an hour, by

    make test ARGS="-m deep tests/real"
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import pytest

from market import auctions
from market.announcement import unix_day, unix_time
from market.auctions import Auction
from market.consumer_prices import consumer_prices
from market.order_book import OrderBook, rebuild
from market.readers import EASTERN
from model.auction import to_abi
from model.clock import SECONDS_IN_DAY
from model.index_board import month_of
from scripts.auctions import (
    accrued_interest,
    announced_on,
    announcement_of,
    bids_directly,
    holder_class,
    index_bills,
    ladder_of,
    missing_index,
    older_series,
    original_day,
)
from scripts.batch import order, read, send
from tests.auctions import as_result
from tests.helpers import now, travel_to

CALENDAR_CYCLE = 10_227  # days in 28 years
MONTHS_IN_CYCLE = 28 * 12
WEEKS = [
    "2020-02",  # with reopenings
    "2020-07",  # with accrued interest of new notes
    "2011-33",  # with reopened TIPS at a negative yield
    "2016-04",  # with a floating rate note and its accrued interest
]
ALL_WEEKS = sorted({"{}-{:02}".format(*it.announcement.auction_date.isocalendar()) for it in auctions.load()})
CLASSES = ("primary_dealer", "direct", "indirect", "noncompetitive", "fima", "soma")
RICH = 2**63  # of each bidder [micro-dollars]
SALT = bytes(32)
HALF_HOUR = 1_800  # [seconds]
AFTERNOON = time(15)  # in New York; that day's bill auctions are over
# of the fields of an announcement
ISSUE_DATE, MATURITY_DATE, DATED_DATE, FIRST_INTEREST_PAYMENT_DATE, CLOSES = 2, 3, 10, 11, slice(12, 15)
LOCK_OUT = 21  # before a dated date a floating rate note needs a bill auction [days, more than enough]


@dataclass
class Held:
    """A real auction and, once announced, its number on the chain."""

    real: Auction
    announcement: tuple
    book: OrderBook
    id: int = 0

    @property
    def announced_at(self) -> int:
        afternoon = datetime.combine(announced_on(self.real), AFTERNOON, EASTERN)
        return unix_time(afternoon) + CALENDAR_CYCLE * SECONDS_IN_DAY

    @property
    def issued_at(self) -> int:
        return self.announcement[ISSUE_DATE] * SECONDS_IN_DAY

    @property
    def closes(self) -> tuple[int, int, int]:
        """To noncompetitive bids, to competitive ones, to reveals."""
        return self.announcement[CLOSES]


@pytest.fixture(scope="module")
def bidders(accounts, cash, auction_house):
    """Accounts with cash, for whoever bids."""
    for account in accounts[1:]:
        cash.mint(account, RICH)
        cash.approve(auction_house, RICH, {"from": account})
    return accounts[1:]


class Week:
    """The auctions of a week, held on the chain one step after another."""

    def __init__(self, system, parts, accounts):
        self.system, self.parts = system, parts
        self.house = system.auction_house
        self.free_accounts = iter(accounts)
        self.account_of = {}  # by the name of a bidder
        self.auctions = []

    def hold(self, real_auctions: list[Auction]) -> None:
        """Every step of each, at its time."""
        self.auctions = [Held(real, later(announcement_of(real)), rebuild(real)) for real in real_auctions]
        steps = [step for held in self.auctions for step in self.steps(held)]
        for when, step, held in sorted(steps, key=lambda step: step[0]):
            travel_to(max(now(), when))
            step(held)

    def steps(self, held: Held) -> list[tuple]:
        noncompetitive_close, competitive_close, reveal_close = held.closes
        return [
            (held.announced_at, self.announce, held),
            (noncompetitive_close - HALF_HOUR, self.bid, held),
            (competitive_close, self.reveal, held),
            (reveal_close, self.clear, held),
            (held.issued_at, self.settle, held),
        ]

    def announce(self, held: Held) -> None:
        self.publish_indices(held.real)
        if older_series(held.real):
            self.establish(*older_series(held.real))
        send([order(self.house.announce, held.announcement, by=self.parts.treasury)])
        held.id = self.house.auctionCount()

    def publish_indices(self, real: Auction) -> None:
        """What its price follows, as far as known when it is announced."""
        board, orders = self.system.index_board, []
        announced, since = real.announcement, original_day(real)
        if announced.security_type == "TIPS":
            months = range(month_of(since) - 3, month_of(unix_day(announced.issue_date)) - 1)
            for price in (each for each in consumer_prices() if each.number in months):
                orders.append((board.publishCpi, price.number + MONTHS_IN_CYCLE, price.index))
        if announced.security_type == "FRN":
            days = range(since - LOCK_OUT, unix_day(announced_on(real)) + 1)
            for bill in (each for each in index_bills().known() if unix_day(each.auction_date) in days):
                auctioned = unix_day(bill.auction_date) + CALENDAR_CYCLE
                orders.append((board.publishBillAuction, auctioned, bill.high_rate, bill.days_to_maturity))
        send([order(*each, by=self.parts.rate_publisher) for each in orders])

    def establish(self, cusip: bytes, terms: tuple) -> None:
        *rates, dated_date, first_interest_day, maturity_date = terms
        first_interest_day += CALENDAR_CYCLE if first_interest_day else 0
        dates = dated_date + CALENDAR_CYCLE, first_interest_day, maturity_date + CALENDAR_CYCLE
        send([order(self.system.registry.establish, cusip, (*rates, *dates), by=self.parts.treasury)])

    def bid(self, held: Held) -> None:
        house, book = self.house, held.book
        self.admit(held)
        send(
            [order(house.bidNoncompetitive, held.id, it.units, by=self.of(it)) for it in book.noncompetitive]
        )
        asked = [(house.commitmentOf, held.id, self.of(it), ladder_of(it, SALT)) for it in book.competitive]
        commitments = zip(book.competitive, read(asked), strict=True)
        send([order(house.commitBid, held.id, words, by=self.of(it)) for it, words in commitments])

    def reveal(self, held: Held) -> None:
        bids = held.book.competitive
        send([order(self.house.revealBid, held.id, ladder_of(it, SALT), by=self.of(it)) for it in bids])

    def clear(self, held: Held) -> None:
        send([order(self.house.clear, held.id, 100, by=self.parts.treasury)])

    def settle(self, held: Held) -> None:
        bids = *held.book.competitive, *held.book.noncompetitive
        send([order(self.house.settle, held.id, ladder_of(it, SALT), by=self.of(it)) for it in bids])

    def admit(self, held: Held) -> None:
        """Register who bids for the first time."""
        book, compliance, officer = held.book, self.system.compliance, self.parts.compliance_officer
        orders = []
        for bid in (*book.noncompetitive, *book.competitive):
            if bid.bidder not in self.account_of:
                self.account_of[bid.bidder] = account = next(self.free_accounts)
                terms = account, holder_class(bid), b"US", bids_directly(bid)
                orders.append(order(compliance.setHolder, *terms, by=officer))
        send(orders)

    def of(self, bid) -> str:
        """The account of a bidder."""
        return self.account_of[bid.bidder].address


@pytest.fixture
def hold(system, parts, bidders):
    """Hold these auctions, which are of one week, and settle them all."""

    def all_of(real_auctions: list[Auction]) -> list[Held]:
        week = Week(system, parts, bidders)
        week.hold(real_auctions)
        return week.auctions

    return all_of


def later(announcement: tuple) -> tuple:
    """28 years later."""
    changed = list(announcement)
    for place in (ISSUE_DATE, MATURITY_DATE, DATED_DATE, FIRST_INTEREST_PAYMENT_DATE):
        changed[place] += CALENDAR_CYCLE if changed[place] else 0  # a bill has no first interest payment
    changed[CLOSES] = [time + CALENDAR_CYCLE * SECONDS_IN_DAY for time in announcement[CLOSES]]
    return tuple(changed)


def published(real: Auction) -> dict[str, Any]:
    result = real.result
    return {
        "cusip": real.announcement.cusip,
        "rates": (result.high_rate, result.median_rate, result.low_rate),
        "price": result.price,
        "interest rate": result.interest_rate or 0,
        "spread": result.spread or 0,
        "investment rate": result.investment_rate or 0,
        "accrued interest": accrued_interest(real) or 0,
        "index ratio": real.announcement.index_ratio or 0,
        "unadjusted price": result.unadjusted_price or 0,
        "unadjusted accrued interest": result.unadjusted_accrued_interest or 0,
        "allotted at high": result.allotted_at_high,
        "bid-to-cover": result.bid_to_cover,
        "tendered": {part: result.tendered(part) for part in (*CLASSES, "total")},
        "accepted": {part: result.accepted(part) for part in (*CLASSES, "total")},
    }


def on_chain(results, held: Held) -> dict[str, Any]:
    result = as_result(results.resultOf(held.id))
    return {
        "cusip": result.cusip,
        "rates": (result.high_rate, result.median_rate, result.low_rate),
        "price": result.price,
        "interest rate": result.interest_rate,
        "spread": result.spread,
        "investment rate": result.investment_rate,
        "accrued interest": result.accrued_interest,
        "index ratio": 0 if held.real.announcement.security_type == "FRN" else result.index,
        "unadjusted price": result.unadjusted_price,
        "unadjusted accrued interest": result.unadjusted_accrued_interest,
        "allotted at high": result.allotted_at_high,
        "bid-to-cover": result.bid_to_cover,
        "tendered": by_class(result.tendered),
        "accepted": by_class(result.accepted),
    }


def by_class(amounts) -> dict[str, int]:
    every = dict(zip(CLASSES, to_abi(amounts), strict=True))
    return every | {"total": sum(every.values())}


def sold(week: str) -> list[Auction]:
    return [auction for auction in auctions.week(week) if not missing_index(auction)]


def check(hold, system, treasury, bidders, week: str) -> None:
    house, registry, cash = system.auction_house, system.registry, system.cash
    before = cash.balanceOf(treasury)

    week = hold(sold(week))

    assert [on_chain(system.auction_results, held) for held in week] == [
        published(held.real) for held in week
    ]
    issued = Counter()
    for held in week:
        issued[held.real.announcement.cusip] += held.real.result.total_accepted
    for name, units in issued.items():
        assert registry.securityOf(name.encode())["outstanding"] == units
    results = [held.real.result for held in week]
    costs = [
        result.price + (accrued_interest(held.real) or 0) for held, result in zip(week, results, strict=True)
    ]
    paid = sum(result.total_accepted * cost for result, cost in zip(results, costs, strict=True))
    everybody = (treasury, *bidders)
    kept = read([(house.cashOf, account.address) for account in everybody])
    send([order(house.withdraw, dollars, by=each) for each, dollars in zip(everybody, kept, strict=True)])
    assert cash.balanceOf(treasury) - before == paid
    assert cash.balanceOf(house) == 0


@pytest.mark.parametrize("week", WEEKS)
def test_every_published_figure_of_a_week(hold, system, treasury, bidders, week):
    assert len(sold(week)) == len(auctions.week(week)) > 1

    check(hold, system, treasury, bidders, week)


@pytest.mark.deep
@pytest.mark.parametrize("week", ALL_WEEKS)
def test_every_published_figure_of_every_week(hold, system, treasury, bidders, week):
    check(hold, system, treasury, bidders, week)


def test_what_cannot_be_held():
    """Reopened floating rate notes whose accrued interest follows bill auctions not in market/data."""
    reasons = {}
    for auction in auctions.load():
        if reason := missing_index(auction):
            reasons[auction.announcement.cusip, str(auction.announcement.auction_date)] = reason

    assert reasons == {
        (
            cusip,
            day,
        ): f"it follows from {weeks} weekly auctions of 13-week bills; the data has {known} of them"
        for cusip, day, weeks, known in (
            ("912828S84", "2016-09-28", 10, 2),
            ("912828V64", "2017-03-29", 10, 2),
            ("912828X54", "2017-06-28", 10, 2),
            ("9128283T5", "2018-03-28", 10, 2),
            ("912828Y53", "2018-08-29", 6, 2),
            ("9128285H9", "2018-11-28", 6, 1),
            ("9128286Q8", "2019-05-29", 5, 2),
            ("91282CEL1", "2022-05-25", 5, 4),
        )
    }
