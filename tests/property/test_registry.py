"""Interest credited lazily, holding by holding, is the interest credited eagerly, day by day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from model.calendar import calendar_date, next_coupon_date, unix_day
from model.cash import Cash
from model.clock import SECONDS_IN_DAY, Clock
from model.compliance import Compliance, HolderClass
from model.index_board import IndexBoard
from model.registry import TreasuryRegistry
from model.security import SecurityType, Terms
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


@given(
    maturity_date=maturities,
    half_years=st.integers(1, 10),
    eighths=st.integers(1, 160),
    steps=st.lists(deliveries | sales, min_size=1, max_size=12),
    rest=st.integers(0, 2_000),
)
def test_interest_owed_is_that_of_a_book_kept_every_day(maturity_date, half_years, eighths, steps, rest):
    dates = coupon_dates(maturity_date, half_years)
    registry = with_a_note(eighths * 125, dates[0], maturity_date)
    book = EagerBook(eighths * 62_500, dates[1:])

    for step, days, *terms in steps:
        today = registry.clock.today + days
        registry.clock.now = today * SECONDS_IN_DAY
        book.keep_until(today)
        if step == "issue":
            to, units, days_late = terms
            issue_date = max(dates[0], today - days_late)
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
    """Begins every day by crediting a coupon, if it is a coupon date, to everybody who holds."""

    def __init__(self, coupon, dates):
        self.coupon, self.dates = coupon, dates
        self.today = 0
        self.units = dict.fromkeys(PEOPLE, 0)
        self.owed = dict.fromkeys(PEOPLE, 0)

    def keep_until(self, today):
        for day in self.dates:
            if self.today < day <= today:
                for holder, units in self.units.items():
                    self.owed[holder] += units * self.coupon
        self.today = today

    def issue(self, to, units, issue_date):
        self.units[to] += units
        self.owed[to] += units * self.coupon * sum(issue_date < day <= self.today for day in self.dates)

    def move(self, holder, to, units):
        self.units[holder] -= units
        self.units[to] += units


def coupon_dates(maturity_date, half_years):
    """From the dated date to maturity, found by trying every day: six months apart and on the same day of the
    month, or on the last day of a shorter month, or always on the last day if the maturity date is one."""
    maturity = calendar_date(maturity_date)
    dates = [
        day
        for day in range(maturity_date - half_years * 184 - 3, maturity_date + 1)
        if is_coupon_date(calendar_date(day), maturity)
    ]
    return dates[-half_years - 1 :]


def is_coupon_date(day, maturity):
    if (day.month - maturity.month) % 6:
        return False
    if is_month_end(maturity):
        return is_month_end(day)
    return day.day == maturity.day or (is_month_end(day) and day.day < maturity.day)


def is_month_end(day):
    return calendar_date(unix_day(day) + 1).day == 1


def with_a_note(interest_rate, dated_date, maturity_date):
    compliance = Compliance("compliance")
    for holder in PEOPLE:
        compliance.set_holder(holder, HolderClass.FUND, b"US", False)
    clock = Clock(dated_date * SECONDS_IN_DAY)
    registry = TreasuryRegistry("registry", clock, Cash(), compliance, IndexBoard(clock), TREASURY)
    registry.set_auction_house(HOUSE)
    first_date = next_coupon_date(dated_date, maturity_date)
    registry.establish(
        CUSIP, Terms(SecurityType.NOTE, interest_rate, 0, dated_date, first_date, maturity_date)
    )
    return registry
