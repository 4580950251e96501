"""What will happen and when, read from the data alone, so that every run plans the same."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from market.announcement import unix_time
from market.auctions import Auction, load, span, week
from market.holidays import holidays, payment_day
from market.order_book import (
    RESERVED_COMPETITIVE,
    RESERVED_NONCOMPETITIVE,
    CompetitiveBid,
    NoncompetitiveBid,
    OrderBook,
    rebuild,
)
from market.readers import EASTERN
from model.calendar import calendar_date, next_coupon_date, unix_day
from model.note_pricing import HALF_COUPON
from model.tips_pricing import ONE
from scripts.auctions import (
    BOND,
    REVEAL_WINDOW,
    announced_on,
    announcement_of,
    missing_index,
    months_between_payments,
)
from scripts.story.words import UNIT

LONGEST_MATURITY = 93  # of a bill the reserve may hold [days]
MOST_RESERVE_BIDS = 12  # the reserve can have 16 open
HIGHEST_ACCRUED = (
    15_000 * HALF_COUPON
)  # a half-year at the highest rate of scripts/auctions.py [micro-dollars]
SALE = 10_000  # units of the note that change hands: a million dollars of par
YEAR = timedelta(days=365)


class PlanError(Exception):
    """Why there is no story to tell, in one sentence."""


@dataclass(frozen=True)
class Sale:
    """Every step of one auction."""

    auction: Auction
    book: OrderBook
    reserve_bid: CompetitiveBid | NoncompetitiveBid | None

    @property
    def announcement(self):
        return self.auction.announcement

    @property
    def name(self) -> str:
        """Such as "13-Week Bill 912796TQ2"."""
        announced = self.announcement
        return f"{announced.term} {announced.security_type} {announced.cusip}"

    @property
    def is_bill(self) -> bool:
        return self.security_type == "Bill"

    @property
    def security_type(self) -> str:
        return self.announcement.security_type

    @property
    def is_floating(self) -> bool:
        return self.security_type == "FRN"

    @property
    def announced_at(self) -> int:
        return at(announced_on(self.auction), 15 if self.is_floating else 11)

    @property
    def noncompetitive_close(self) -> int:
        return unix_time(self.announcement.noncompetitive_closing)

    @property
    def competitive_close(self) -> int:
        return unix_time(self.announcement.competitive_closing)

    @property
    def reveal_close(self) -> int:
        return unix_time(self.announcement.competitive_closing + REVEAL_WINDOW)

    @property
    def issued_at(self) -> int:
        return at(self.announcement.issue_date, 10)

    @cached_property
    def terms(self) -> tuple:
        return announcement_of(self.auction)

    @property
    def highest_cost(self) -> int:
        """More than one unit can cost at any rate: par and all its interest, undiscounted [micro-dollars].

        TIPS may be bid at -3 %, which makes more of them every year, and are adjusted for inflation.
        """
        announced = self.announcement
        years = announced.maturity_date.year - announced.issue_date.year + 1
        undiscounted = UNIT + 2 * years * (announced.interest_rate or 0) * HALF_COUPON + HIGHEST_ACCRUED
        if self.security_type != "TIPS":
            return undiscounted
        return undiscounted * 104**years // 100**years * announced.index_ratio // ONE

    @property
    def bids(self) -> list[CompetitiveBid | NoncompetitiveBid]:
        """Of all but the reserve."""
        all_bids = (*self.book.competitive, *self.book.noncompetitive)
        return [bid for bid in all_bids if bid is not self.reserve_bid]


@dataclass(frozen=True)
class Plan:
    """The auctions of the story and what follows from them."""

    title: str
    sales: tuple[Sale, ...]  # by time of auction
    not_held: tuple[Auction, ...]  # for what they would be priced by is not in market/data

    @property
    def begins_at(self) -> int:
        """The node's first block: the day of the first announcement."""
        return at(min(sale.announcement.announcement_date for sale in self.sales), 0)

    @property
    def last_issued_at(self) -> int:
        return max(sale.issued_at for sale in self.sales)

    @property
    def first_announced_at(self) -> int:
        return min(sale.announced_at for sale in self.sales)

    @cached_property
    def bills(self) -> list[Sale]:
        """One a CUSIP, by maturity."""
        return self._one_a_cusip(is_bill=True)

    @cached_property
    def notes(self) -> list[Sale]:
        """All that bears interest, one a CUSIP."""
        return self._one_a_cusip(is_bill=False)

    def _one_a_cusip(self, is_bill: bool) -> list[Sale]:
        chosen = {}
        for sale in self.sales:
            if sale.is_bill == is_bill:
                chosen.setdefault(sale.announcement.cusip, sale)
        return sorted(chosen.values(), key=lambda sale: sale.announcement.maturity_date)

    @cached_property
    def traded_note(self) -> Sale | None:
        """The note that is sold on: one with a coupon date on a closed day, to show what happens then."""
        fixed = [note for note in self.notes if not note.is_floating]
        closed = [note for note in fixed if closed_coupon_date(note)]
        return next(iter(closed or fixed), None)

    @cached_property
    def horizon(self) -> date:
        """The last day of the story: all bills have matured, and each note has paid interest."""
        days = [bill.announcement.maturity_date for bill in self.bills]
        days += [coupon_dates(note)[0] for note in self.notes]
        if self.traded_note:
            days.append(closed_coupon_date(self.traded_note) or days[-1])
        return payment_day(max(days))

    @property
    def coupon_payments(self) -> list[tuple[date, date, Sale]]:
        """(day paid, coupon date, note) up to the horizon."""
        dates = ((coupon_date, note) for note in self.notes for coupon_date in coupon_dates(note))
        paid = [(payment_day(coupon_date), coupon_date, note) for coupon_date, note in dates]
        return [each for each in paid if each[0] <= self.horizon]

    @property
    def traded_on(self) -> date:
        """Half way from issue to the first coupon date, a business day."""
        issued, due = self.traded_note.announcement.issue_date, coupon_dates(self.traded_note)[0]
        return payment_day(issued + (due - issued) / 2)

    @property
    def holidays(self) -> list[date]:
        first = min(sale.announcement.announcement_date for sale in self.sales)
        return sorted(each for each in holidays() if first < each <= self.horizon)

    @cached_property
    def reserve_sales(self) -> list[Sale]:
        return [sale for sale in self.sales if sale.reserve_bid]

    @property
    def reserve_needs(self) -> int:
        """Cash the reserve pays for its bids at most [micro-dollars]."""
        return sum(units_of(sale.reserve_bid) * UNIT for sale in self.reserve_sales)

    @property
    def reserve_bonds(self) -> int:
        """Held for its sealed bids at most, before they are revealed [micro-dollars]."""
        return BOND * len(self.reserve_sales)


def plan(week_name: str | None, first: date | None, last: date | None) -> Plan:
    """The story of a week ("2020-02") or of the days from `first` to `last`."""
    title, (first, last) = chosen(week_name, first, last)
    auctions = week((first, last))
    if not auctions:
        raise PlanError(
            f"No auction of {title} is among those shipped with Par; the nearest are of week "
            f"{' and '.join(nearest_weeks(first, last))}."
        )
    not_held = tuple(auction for auction in auctions if missing_index(auction))
    held = [auction for auction in auctions if not missing_index(auction)]
    if not held:
        raise PlanError(f"No auction of {title} can be held: {reason(not_held[0])}")
    return Plan(title, tuple(sales(held)), not_held)


def reason(auction: Auction) -> str:
    """Why it is not held, in one sentence."""
    announced = auction.announcement
    name = f"{announced.term} {announced.security_type} {announced.cusip}"
    return f"the accrued interest of the {name} is not known, for {missing_index(auction)}."


def nearest_weeks(first: date, last: date) -> list[str]:
    """Of the last auctions before those days and of the first after them."""
    days = sorted(auction.announcement.auction_date for auction in load())
    before, after = [day for day in days if day < first], [day for day in days if day > last]
    return [f"{day.isocalendar().year}-{day.isocalendar().week:02}" for day in before[-1:] + after[:1]]


def chosen(week_name: str | None, first: date | None, last: date | None) -> tuple[str, tuple[date, date]]:
    if first or last:
        first, last = first or last, last or first
        if first > last:
            raise PlanError(f"The days from {first} to {last} are in the wrong order.")
        return f"{first} to {last}", (first, last)
    try:
        return f"week {week_name}", span(week_name)
    except ValueError:
        raise PlanError(f"{week_name!r} is not a year and its week, such as 2020-02.") from None


def sales(auctions: list[Auction]):
    room = MOST_RESERVE_BIDS
    for auction in auctions:
        book = rebuild(auction)
        bid = reserve_bid(auction, book) if room else None
        room -= bid is not None
        yield Sale(auction, book, bid)


def reserve_bid(auction: Auction, book: OrderBook) -> CompetitiveBid | NoncompetitiveBid | None:
    """The bid whose place the reserve takes, in an auction of a bill it may hold."""
    announced = auction.announcement
    days = (announced.maturity_date - announced.issue_date).days
    if announced.security_type != "Bill" or days > LONGEST_MATURITY:
        return None
    return book.bid_of(RESERVED_COMPETITIVE) or book.bid_of(RESERVED_NONCOMPETITIVE)


def units_of(bid: CompetitiveBid | NoncompetitiveBid) -> int:
    if isinstance(bid, NoncompetitiveBid):
        return bid.units
    return sum(units for _, units in bid.ladder)


def coupon_dates(note: Sale) -> list[date]:
    """Of the first year after issue."""
    announced = note.announcement
    dates, maturity = [], unix_day(announced.maturity_date)
    latest = unix_day(announced.issue_date)
    while latest < min(maturity, unix_day(announced.issue_date + YEAR)):
        latest = next_coupon_date(latest, maturity, months_between_payments(note.auction))
        dates.append(calendar_date(latest))
    return dates


def closed_coupon_date(note: Sale) -> date | None:
    """The first of the year on which no payment is made."""
    return next((due for due in coupon_dates(note) if payment_day(due) != due), None)


def at(day: date, hour: int) -> int:
    """That hour of a day in New York; hour 0 is the beginning of the day on the chain [unix time]."""
    if hour == 0:
        return unix_time(datetime.combine(day, time(), UTC))
    return unix_time(datetime.combine(day, time(hour), EASTERN))
