"""Real auctions, held on the chain bid by bid, come to every figure that the Treasury published.

The chain cannot go back to them, so they are held 28 years later, when the calendar is the same: the same
weekdays, month lengths and leap years.

Three weeks by default; every bill, note and bond shipped, in some half an hour, by

    make deep ARGS="-m deep tests/real"
"""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pytest

from market import auctions
from market.auctions import Auction
from market.order_book import OrderBook, rebuild
from model.auction import to_abi
from model.clock import SECONDS_IN_DAY
from scripts.auctions import (
    announcement_of,
    bids_directly,
    holder_class,
    ladder_of,
    older_series,
    reason_left_out,
)
from tests.auctions import as_result
from tests.helpers import now, travel_to

CALENDAR_CYCLE = 10_227  # days in 28 years
WEEKS = ["2020-02", "2020-07", "2020-27"]  # with a reopening; with accrued interest of new notes; bills only
ALL_WEEKS = sorted({"{}-{:02}".format(*it.announcement.auction_date.isocalendar()) for it in auctions.load()})
CLASSES = ("primary_dealer", "direct", "indirect", "noncompetitive", "fima", "soma")
RICH = 2**63  # of each bidder [micro-dollars]
SALT = bytes(32)


@dataclass(frozen=True)
class Held:
    """A real auction and its number on the chain."""

    real: Auction
    announcement: tuple
    id: int
    book: OrderBook

    @property
    def competitive_close(self) -> int:
        return self.announcement[8]

    @property
    def reveal_close(self) -> int:
        return self.announcement[9]

    @property
    def issue_date(self) -> int:
        return self.announcement[5]


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
        for real in real_auctions:
            self.announce(real)
        for held in self.auctions:
            self.bid(held)
        for _, group in groupby(self.auctions, key=lambda held: held.competitive_close):
            self.reveal_and_clear(list(group))
        for held in sorted(self.auctions, key=lambda held: held.issue_date):
            self.settle(held)

    def announce(self, real: Auction) -> None:
        if older_series(real):
            self.establish(*older_series(real))
        announcement = later(announcement_of(real))
        self.house.announce(announcement, {"from": self.parts.treasury})
        self.auctions.append(Held(real, announcement, self.house.auctionCount(), rebuild(real)))

    def establish(self, cusip, security_type, interest_rate, *dates) -> None:
        dates = (date + CALENDAR_CYCLE for date in dates)
        self.system.registry.establish(
            cusip, security_type, interest_rate, *dates, {"from": self.parts.treasury}
        )

    def bid(self, held: Held) -> None:
        for each in held.book.noncompetitive:
            self.house.bidNoncompetitive(held.id, each.units, self.by(each))
        for each in held.book.competitive:
            sender = self.by(each)
            commitment = self.house.commitmentOf(held.id, sender["from"], ladder_of(each, SALT))
            self.house.commitBid(held.id, commitment, sender)

    def reveal_and_clear(self, group: list[Held]) -> None:
        travel_to(group[0].competitive_close)
        for held in group:
            for each in held.book.competitive:
                self.house.revealBid(held.id, ladder_of(each, SALT), self.by(each))
        travel_to(group[0].reveal_close)
        for held in group:
            self.house.clear(held.id, 100, {"from": self.parts.treasury})

    def settle(self, held: Held) -> None:
        travel_to(max(now(), held.issue_date * SECONDS_IN_DAY))
        for each in (*held.book.competitive, *held.book.noncompetitive):
            self.house.settle(held.id, ladder_of(each, SALT), self.by(each))

    def by(self, bid) -> dict:
        """From the account of a bidder, registered when it first bids."""
        if bid.bidder not in self.account_of:
            self.account_of[bid.bidder] = account = next(self.free_accounts)
            terms = holder_class(bid), b"US", bids_directly(bid)
            self.system.compliance.setHolder(account, *terms, {"from": self.parts.compliance_officer})
        return {"from": self.account_of[bid.bidder]}


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
    terms, dates, times, rest = announcement[:4], announcement[4:7], announcement[7:10], announcement[10:]
    return (
        *terms,
        *(date + CALENDAR_CYCLE for date in dates),
        *(time + CALENDAR_CYCLE * SECONDS_IN_DAY for time in times),
        *rest,
    )


def published(real: Auction) -> dict[str, Any]:
    result = real.result
    return {
        "cusip": real.announcement.cusip,
        "rates": (result.high_rate, result.median_rate, result.low_rate),
        "price": result.price,
        "interest rate": result.interest_rate or 0,
        "investment rate": result.investment_rate or 0,
        "accrued interest": result.accrued_interest or 0,
        "allotted at high": result.allotted_at_high,
        "bid-to-cover": result.bid_to_cover,
        "tendered": {part: result.tendered(part) for part in (*CLASSES, "total")},
        "accepted": {part: result.accepted(part) for part in (*CLASSES, "total")},
    }


def on_chain(house, held: Held) -> dict[str, Any]:
    result = as_result(house.resultOf(held.id))
    return {
        "cusip": result.cusip,
        "rates": (result.high_rate, result.median_rate, result.low_rate),
        "price": result.price,
        "interest rate": result.interest_rate,
        "investment rate": result.investment_rate,
        "accrued interest": result.accrued_interest,
        "allotted at high": result.allotted_at_high,
        "bid-to-cover": result.bid_to_cover,
        "tendered": by_class(result.tendered),
        "accepted": by_class(result.accepted),
    }


def by_class(amounts) -> dict[str, int]:
    every = dict(zip(CLASSES, to_abi(amounts), strict=True))
    return every | {"total": sum(every.values())}


def sold(week: str) -> list[Auction]:
    return [auction for auction in auctions.week(week) if not reason_left_out(auction)]


def check(hold, system, treasury, week: str) -> None:
    house, registry, cash = system.auction_house, system.registry, system.cash
    before = cash.balanceOf(treasury)

    week = hold(sold(week))

    assert [on_chain(house, held) for held in week] == [published(held.real) for held in week]
    issued = Counter()
    for held in week:
        issued[held.real.announcement.cusip] += held.real.result.total_accepted
    for name, units in issued.items():
        assert registry.securityOf(name.encode())["outstanding"] == units
    results = [held.real.result for held in week]
    paid = sum(it.total_accepted * (it.price + (it.accrued_interest or 0)) for it in results)
    assert cash.balanceOf(treasury) - before == paid
    assert cash.balanceOf(house) == 0


@pytest.mark.parametrize("week", WEEKS)
def test_every_published_figure_of_a_week(hold, system, treasury, week):
    assert len(sold(week)) == len(auctions.week(week)) > 3

    check(hold, system, treasury, week)


@pytest.mark.deep
@pytest.mark.parametrize("week", ALL_WEEKS)
def test_every_published_figure_of_every_week(hold, system, treasury, week):
    check(hold, system, treasury, week)


def test_what_is_left_out():
    """Securities that the contracts do not know yet, each type for its reason."""
    reasons = Counter(filter(None, map(reason_left_out, auctions.load())))

    assert reasons == {
        "its principal follows the consumer price index, which the contracts do not know yet": 74,  # TIPS
        "its interest follows the 13-week bill rate, which the contracts do not know yet": 28,  # FRN
    }
