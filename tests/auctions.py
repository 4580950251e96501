"""Auctions to test with, and the steps that bidders take in them on the chain."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from model.auction import NO_LADDER, Amounts, Announcement, Index, Ladder, Result, Rung, to_abi
from model.auction_pricing import AuctionPricing
from model.calendar import unix_day
from model.clock import SECONDS_IN_DAY
from model.cusip import check_digit
from model.security import SecurityType
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


NOT_INDEXED = AuctionPricing(clock=None, registry=None)  # to price a bill, a nominal note or bond


def price_at(announcement: Announcement, rate: int) -> tuple[int, int]:
    return NOT_INDEXED.price_at(announcement, Index(), rate)


def highest_cost(announcement: Announcement, rate: int) -> int:
    return NOT_INDEXED.highest_cost(announcement, Index(), rate)


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
        return as_result(self.house.resultOf(self.id))

    def escrow(self, bidder) -> int:
        return self.house.bidOf(self.id, bidder)[1]


def announce(house, treasury, announcement: Announcement) -> Sale:
    house.announce(to_abi(announcement), {"from": treasury})
    return Sale(house, announcement, house.auctionCount())
