"""The 13-week bills whose rates are the index of floating rate notes (31 CFR 356 Appendix B, I.C)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from market.announcement import unix_day
from market.auctions import Auction
from market.holidays import holidays, is_business_day, payment_day

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
THURSDAY = timedelta(days=3)
TERM = 13 * WEEK
LOCK_OUT = 2  # business days before an issue or payment date


class UnknownIndex(Exception):
    """Why index rates cannot be said, in one clause."""


@dataclass(frozen=True)
class IndexBill:
    auction_date: date
    high_rate: int | None  # [0.001 %]
    days_to_maturity: int

    @property
    def effective_date(self) -> int:
        """Its rate is the index from the day after its auction [unix day]."""
        return unix_day(self.auction_date) + 1


class IndexBills:
    """One a week, as far as the auctions given tell them."""

    def __init__(self, auctions: Iterable[Auction]) -> None:
        auctions = list(auctions)
        self._by_week = {}
        for auction in auctions:
            if auction.announcement.security_type == "FRN" and auction.result.index_auction_date:
                bill = named_by(auction)
                self._by_week[monday(bill.auction_date)] = bill
        for auction in auctions:
            announced = auction.announcement
            if announced.security_type == "Bill" and announced.term == "13-Week":
                days = (announced.maturity_date - announced.issue_date).days
                bill = IndexBill(announced.auction_date, auction.result.high_rate, days)
                self._by_week[monday(bill.auction_date)] = bill

    def known(self) -> list[IndexBill]:
        """All of them, by date of auction; weeks may be missing in between."""
        return [self._by_week[week] for week in sorted(self._by_week)]

    def between(self, first: date, last: date) -> list[IndexBill]:
        """Those in effect from `first` on, by its lock-out, to the one auctioned on `last`."""
        begins = lock_out(first)
        week = monday(first)
        while payment_day(week) + DAY >= begins:
            week -= WEEK
        weeks = [week + number * WEEK for number in range((monday(last) - week).days // 7 + 1)]
        missing = [each for each in weeks if each not in self._by_week]
        if missing:
            raise UnknownIndex(
                f"it follows from {len(weeks)} weekly auctions of 13-week bills; "
                f"the data has {len(weeks) - len(missing)} of them"
            )
        return [self._by_week[each] for each in weeks]


def named_by(auction: Auction) -> IndexBill:
    """The bill that a floating rate note's own result names.

    It was issued on the Thursday after its auction, for 13 weeks, both moved past holidays.
    """
    auction_date = auction.result.index_auction_date
    thursday = monday(auction_date) + THURSDAY
    days = (payment_day(thursday + TERM) - payment_day(thursday)).days
    return IndexBill(auction_date, auction.result.index_high_rate, days)


def lock_out(day: date) -> date:
    """Where the business days before `day` begin, in which the index does not change."""
    for _ in range(LOCK_OUT):
        day -= DAY
        while not is_business_day(day):
            day -= DAY
    return day


def require_index(auction: Auction) -> None:
    last_known = max(holidays()).year
    if auction.result.index_auction_date is None:
        raise UnknownIndex("the bill that is its index is not published")
    if (auction.announcement.issue_date + TERM).year > last_known:
        raise UnknownIndex(f"it depends on holidays, which market/data/holidays.csv has up to {last_known}")


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
