"""Auctions to test with, and the steps that bidders take in them on the chain."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from model.auction import NO_LADDER, Amounts, Announcement, Index, Ladder, Result, Rung, to_abi
from model.auction_pricing import AuctionPricing
from model.calendar import unix_day
from model.cash import Cash
from model.clock import SECONDS_IN_DAY, Clock
from model.compliance import Compliance
from model.cusip import check_digit
from model.index_board import IndexBoard, month_of
from model.registry import TreasuryRegistry
from model.security import INDEXED, SecurityType
from scripts.network import load
from tests.helpers import travel_to

AUCTION_DAY = unix_day(date(2050, 1, 11))
CLOSE = AUCTION_DAY * SECONDS_IN_DAY + 16 * 3600
HALF_HOUR = 1800


def cusip(first_eight: str) -> str:
    return f"{first_eight}{check_digit(first_eight)}"


BILL = Announcement(
    cusip=cusip("912796AA"),
    security_type=SecurityType.BILL,
    is_reopening=False,
    interest_rate=0,
    spread=0,
    dated_date=AUCTION_DAY + 2,
    first_interest_payment_date=0,
    issue_date=AUCTION_DAY + 2,
    maturity_date=AUCTION_DAY + 93,
    noncompetitive_close=CLOSE,
    competitive_close=CLOSE + HALF_HOUR,
    reveal_close=CLOSE + 2 * HALF_HOUR,
    bond=1_000_000_000,
    minimum_rate=0,
    maximum_rate=10_000,
    offering=100_000,
    maximum_noncompetitive_award=5_000,
)
NEW_NOTE = replace(  # settles with eleven days of accrued interest
    BILL,
    cusip=cusip("91282CAA"),
    security_type=SecurityType.NOTE,
    dated_date=unix_day(date(2049, 12, 31)),
    first_interest_payment_date=unix_day(date(2050, 6, 30)),
    maturity_date=unix_day(date(2054, 12, 31)),
)
REOPENED_NOTE = replace(
    BILL,
    cusip=cusip("91282CAB"),
    security_type=SecurityType.NOTE,
    is_reopening=True,
    interest_rate=4_250,
    dated_date=unix_day(date(2049, 11, 15)),
    first_interest_payment_date=unix_day(date(2050, 5, 15)),
    maturity_date=unix_day(date(2059, 11, 15)),
)

NEW_TIPS = replace(  # settles with 29 days of accrued interest
    NEW_NOTE,
    cusip=cusip("91282CAD"),
    security_type=SecurityType.TIPS,
    dated_date=unix_day(date(2049, 12, 15)),
    first_interest_payment_date=unix_day(date(2050, 6, 15)),
    maturity_date=unix_day(date(2054, 12, 15)),
    minimum_rate=-2_000,
)
REOPENED_TIPS = replace(
    NEW_TIPS,
    cusip=cusip("91282CAE"),
    is_reopening=True,
    interest_rate=125,
    dated_date=unix_day(date(2049, 7, 15)),
    first_interest_payment_date=unix_day(date(2050, 1, 15)),
    maturity_date=unix_day(date(2059, 7, 15)),
)
NEW_FRN = replace(  # settles with thirteen days of accrued interest
    NEW_NOTE,
    cusip=cusip("91282CAF"),
    security_type=SecurityType.FRN,
    first_interest_payment_date=unix_day(date(2050, 3, 31)),
    maturity_date=unix_day(date(2051, 12, 31)),
    minimum_rate=-1_000,
    maximum_rate=2_000,
)
REOPENED_FRN = replace(
    NEW_FRN,
    cusip=cusip("91282CAG"),
    is_reopening=True,
    spread=-75,
)
# What they follow: consumer prices [0.001], and 13-week bills auctioned on Mondays [0.001 %]
CONSUMER_PRICES = {
    (2049, 4): 301_224,
    (2049, 5): 302_310,
    (2049, 9): 304_127,
    (2049, 10): 304_332,
    (2049, 11): 304_127,
}
BILLS = {date(2049, 12, 20): 1_490, date(2049, 12, 27): 1_535, date(2050, 1, 3): 1_520}
TERM = 91  # of these bills [days]


def publications() -> tuple[list[tuple], list[tuple]]:
    """The arguments of every `publishCpi` and every `publishBillAuction`."""
    months = [(month_of(unix_day(date(*month, 1))), cpi) for month, cpi in CONSUMER_PRICES.items()]
    return months, [(unix_day(day), rate, TERM) for day, rate in BILLS.items()]


def publish_indices(index_board, publisher) -> None:
    """All that the securities above follow; it is then the auction day."""
    travel_to(AUCTION_DAY * SECONDS_IN_DAY)
    months, bills = publications()
    for month in months:
        index_board.publishCpi(*month, {"from": publisher})
    for bill in bills:
        index_board.publishBillAuction(*bill, {"from": publisher})


def published_board(clock: Clock) -> IndexBoard:
    """The model of the board on which that is published."""
    board = IndexBoard(clock)
    months, bills = publications()
    for month in months:
        board.publish_cpi(*month)
    for bill in bills:
        board.publish_bill_auction(*bill)
    return board


def pricing_then() -> AuctionPricing:
    """The model on the auction day."""
    clock = Clock(AUCTION_DAY * SECONDS_IN_DAY)
    surroundings = Cash(), Compliance("compliance"), published_board(clock)
    return AuctionPricing(clock, TreasuryRegistry("registry", clock, *surroundings, "treasury"))


PRICING = pricing_then()


def index_of(announcement: Announcement) -> Index:
    return PRICING.examine(announcement) if announcement.security_type in INDEXED else Index()


def price_at(announcement: Announcement, rate: int) -> tuple[int, int]:
    return PRICING.price_at(announcement, index_of(announcement), rate)


def highest_cost(announcement: Announcement, rate: int) -> int:
    return PRICING.highest_cost(announcement, index_of(announcement), rate)


def series_of(announcement: Announcement) -> tuple[bytes, tuple]:
    """What a reopening needs to be outstanding: the arguments of `establish`."""
    terms = PRICING.terms_at(announcement, announcement.minimum_rate)
    return announcement.cusip.encode(), to_abi(terms)


def results_of(house):
    """The contract that computes the results of a house."""
    return next(each for each in reversed(load().AuctionResults) if each.auctionHouse() == house)


def ladder(*rungs: tuple[int, int], net_long_position: int = 0, salt: bytes = bytes(32)) -> Ladder:
    """Of (rate [0.001 %], units)."""
    return Ladder(tuple(Rung(*rung) for rung in rungs), net_long_position, salt)


def as_result(given: Any) -> Result:
    """The contract's answer as the model's record."""
    name, *figures, tendered, accepted = given
    return Result(bytes(name).decode(), *figures, Amounts(*tendered), Amounts(*accepted))


@dataclass(frozen=True)
class Sale:
    """One auction on the chain."""

    house: Any
    announcement: Announcement
    id: int

    # Bidders

    def bid(self, bidder, units: int):
        return self.house.bidNoncompetitive(self.id, units, {"from": bidder})

    def commit(self, bidder, bids: Ladder):
        commitment = self.house.commitmentOf(self.id, bidder, to_abi(bids))
        return self.house.commitBid(self.id, commitment, {"from": bidder})

    def reveal(self, bidder, bids: Ladder):
        return self.house.revealBid(self.id, to_abi(bids), {"from": bidder})

    def settle(self, bidder, bids: Ladder = NO_LADDER):
        return self.house.settle(self.id, to_abi(bids), {"from": bidder})

    def refund(self, bidder):
        return self.house.refund(self.id, bidder, {"from": bidder})

    def withdraw(self, account):
        """All cash that the house keeps for it."""
        return self.house.withdraw(self.house.cashOf(account), {"from": account})

    # Time

    def close_bidding(self) -> None:
        travel_to(self.announcement.competitive_close)

    def close(self) -> None:
        travel_to(self.announcement.reveal_close)

    def reach_issue_date(self) -> None:
        travel_to(self.announcement.issue_date * SECONDS_IN_DAY)

    # All at once

    def take_bids(self, bids: dict) -> None:
        """Commit and reveal each bidder's ladder, and close."""
        for bidder, each in bids.items():
            self.commit(bidder, each)
        self.close_bidding()
        for bidder, each in bids.items():
            self.reveal(bidder, each)
        self.close()

    def sell(self, bids: dict) -> Result:
        """Take bids, clear, and go to the issue date."""
        self.take_bids(bids)
        self.clear()
        self.reach_issue_date()
        return self.result()

    def clear(self, maximum_ticks: int = 1_000):
        return self.house.clear(self.id, maximum_ticks)

    def result(self) -> Result:
        return as_result(results_of(self.house).resultOf(self.id))

    def demand(self, rate: int) -> tuple[int, int, int]:
        """By primary dealers, direct and indirect bidders [units]."""
        return tuple(results_of(self.house).demandAt(self.id, rate))

    def escrow(self, bidder) -> int:
        return self.house.bidOf(self.id, bidder)[1]


def announce(house, treasury, announcement: Announcement) -> Sale:
    """What is reopened is outstanding."""
    registry = load().TreasuryRegistry.at(house.registry())
    if announcement.is_reopening and not registry.isEstablished(announcement.cusip.encode()):
        registry.establish(*series_of(announcement), {"from": treasury})
    house.announce(to_abi(announcement), {"from": treasury})
    return Sale(house, announcement, house.auctionCount())
