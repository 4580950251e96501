"""Interest credited lazily, holding by holding, is the interest credited eagerly, day by day."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.calendar import calendar_date, is_weekend, unix_day
from model.cash import Cash
from model.clock import SECONDS_IN_DAY, Clock
from model.compliance import Compliance, HolderClass
from model.frn_pricing import daily_interest
from model.index_board import IndexBoard
from model.registry import TreasuryRegistry
from model.rounding import round_half_up
from model.security import SecurityType, Terms
from tests.indices import index_rates, publish_on_model
from tests.property.dates import month_ends

CUSIP = "912828ZZ6"
HOUSE, TREASURY = "house", "treasury"
PEOPLE = ["alice", "bob", "carol"]

maturities = st.one_of(st.dates(date(2035, 1, 1), date(2060, 12, 31)).map(unix_day), month_ends).filter(
    lambda maturity: maturity > unix_day(date(2030, 1, 1))
)
person = st.sampled_from(PEOPLE)
days = st.integers(0, 250)  # since the step before
deliveries = st.tuples(st.just("issue"), days, person, st.integers(1, 10**9), st.integers(0, 400))
sales = st.tuples(st.just("transfer"), days, person, person, st.integers(0, 100))


@dataclass(frozen=True)
class Kind:
    """What a series pays on its coupon dates."""

    security_type: SecurityType
    skipped: int = 0  # coupon dates on which a first interest period does not end yet
    is_irregular: bool = False  # it begins between two coupon dates

    @property
    def months(self):
        return 3 if self.security_type == SecurityType.FRN else 6


kinds = st.sampled_from(
    [
        Kind(SecurityType.NOTE),
        Kind(SecurityType.NOTE, is_irregular=True),
        Kind(SecurityType.NOTE, is_irregular=True, skipped=1),
        Kind(SecurityType.TIPS),
        Kind(SecurityType.TIPS, is_irregular=True, skipped=1),
        Kind(SecurityType.FRN),
    ]
)


@pytest.mark.lesson(10)
@given(
    kind=kinds,
    maturity_date=maturities,
    periods=st.integers(2, 10),
    eighths=st.integers(1, 160),
    days_in=st.integers(1, 180),
    steps=st.lists(deliveries | sales, min_size=1, max_size=12),
    rest=st.integers(0, 2_000),
)
def test_interest_owed_is_that_of_a_book_kept_every_day(
    kind, maturity_date, periods, eighths, days_in, steps, rest
):
    dates = coupon_dates(maturity_date, periods, kind.months)
    dated_date = dates[0] + days_in if kind.is_irregular else dates[0]
    registry = with_a_series(kind, eighths * 125, dated_date, dates[1 + kind.skipped], maturity_date)
    book = EagerBook(payments(kind, eighths * 62_500, dated_date, dates, registry.index_board))

    for step, days, *terms in steps:
        today = registry.clock.today + days
        registry.clock.now = today * SECONDS_IN_DAY
        book.keep_until(today)
        if step == "issue":
            to, units, days_late = terms
            issue_date = max(dated_date, today - days_late)
            registry.issue(HOUSE, CUSIP, to, units, issue_date)
            book.issue(to, units, issue_date)
        elif today < maturity_date:
            holder, to, percent = terms
            units = registry.holding_of(CUSIP, holder).units * percent // 100
            registry.transfer(holder, to, CUSIP, units)
            book.move(holder, to, units)

    registry.clock.now += rest * SECONDS_IN_DAY
    book.keep_until(registry.clock.today)
    assert {holder: registry.interest_owed(CUSIP, holder) for holder in PEOPLE} == book.owed
    assert {holder: registry.holding_of(CUSIP, holder).units for holder in PEOPLE} == book.units


class EagerBook:
    """Begins every day by crediting a payment, if one is due, to everybody who holds."""

    def __init__(self, payments):
        self.payments = payments
        self.today = 0
        self.units = dict.fromkeys(PEOPLE, 0)
        self.owed = dict.fromkeys(PEOPLE, 0)

    def keep_until(self, today):
        for day, payment in self.payments.items():
            if self.today < day <= today:
                for holder, units in self.units.items():
                    self.owed[holder] += units * payment
        self.today = today

    def issue(self, to, units, issue_date):
        self.units[to] += units
        missed = sum(paid for day, paid in self.payments.items() if issue_date < day <= self.today)
        self.owed[to] += units * missed

    def move(self, holder, to, units):
        self.units[holder] -= units
        self.units[to] += units


def payments(kind, coupon, dated_date, dates, board):
    """By date; a first interest period is a part of its half-year, and the whole next one if it is long."""
    if kind.security_type == SecurityType.FRN:
        return {end: quarter(start, end) for start, end in zip(dates, dates[1:], strict=False)}

    paid = dict.fromkeys(dates[1 + kind.skipped :], coupon)
    part = Fraction(dates[1] - dated_date, dates[1] - dates[0])
    paid[dates[1 + kind.skipped]] = round_half_up(coupon * (part + kind.skipped))
    if kind.security_type == SecurityType.TIPS:
        for day, payment in paid.items():
            ratio = Fraction(board.index_ratio(day, dated_date), 100_000)
            paid[day] = round_half_up(payment * ratio)
    return paid


def quarter(start, end):
    """Interest of a floating rate note, day by day; in a lock-out nothing new takes effect."""
    rates = index_rates(start - 20, end)
    total = 0
    for day in range(start, end):
        last = min(day, two_business_days_before(end) - 1)
        if day == start:
            last = two_business_days_before(start) - 1
        in_effect = [each.rate for each in rates if each.effective_date <= last]
        total += daily_interest(in_effect[-1], 0)
    return round_half_up(Fraction(total, 1_000))


def two_business_days_before(day):
    weekdays = [before for before in range(day - 6, day) if not is_weekend(before)]
    return weekdays[-2]


def coupon_dates(maturity_date, periods, months):
    """So many and one before, found by trying every day: months apart and on the same day of the month,
    or on the last day of a shorter month, or always on the last day if the maturity date is one."""
    maturity = calendar_date(maturity_date)
    dates = [
        day
        for day in range(maturity_date - periods * 31 * months - 3, maturity_date + 1)
        if is_coupon_date(calendar_date(day), maturity, months)
    ]
    return dates[-periods - 1 :]


def is_coupon_date(day, maturity, months):
    if (day.month - maturity.month) % months:
        return False
    if is_month_end(maturity):
        return is_month_end(day)
    return day.day == maturity.day or (is_month_end(day) and day.day < maturity.day)


def is_month_end(day):
    return calendar_date(unix_day(day) + 1).day == 1


def with_a_series(kind, interest_rate, dated_date, first_date, maturity_date):
    compliance = Compliance("compliance")
    for holder in PEOPLE:
        compliance.set_holder(holder, HolderClass.FUND, b"US", False)
    board = IndexBoard(Clock((maturity_date + 1) * SECONDS_IN_DAY))  # knows all figures in advance
    if kind.security_type != SecurityType.NOTE:
        publish_on_model(board, dated_date - 120, maturity_date)
    clock = Clock(dated_date * SECONDS_IN_DAY)
    registry = TreasuryRegistry("registry", clock, Cash(), compliance, board, TREASURY)
    registry.set_auction_house(HOUSE)
    rate = 0 if kind.security_type == SecurityType.FRN else interest_rate
    registry.establish(CUSIP, Terms(kind.security_type, rate, 0, dated_date, first_date, maturity_date))
    return registry
