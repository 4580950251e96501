"""Calendar: contract and model agree."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from model import calendar
from model.calendar import unix_day
from tests.helpers import rejects
from tests.property.dates import days, issue_and_maturity


@given(dates=st.lists(days, min_size=20, max_size=60))
def test_weekends_and_years_agree(on_chain, dates):
    rows = [(date,) for date in dates]

    assert on_chain("isWeekend", rows) == [calendar.is_weekend(date) for date in dates]
    assert on_chain("oneYearAfter", rows) == [calendar.one_year_after(date) for date in dates]


@given(rows=st.lists(issue_and_maturity(), min_size=15, max_size=40))
def test_coupon_dates_agree(on_chain, rows):
    assert on_chain("couponDatesAfter", rows) == [calendar.coupon_dates_after(*row) for row in rows]
    assert on_chain("nextCouponDate", rows) == [calendar.next_coupon_date(*row) for row in rows]
    assert on_chain("previousCouponDate", rows) == [calendar.previous_coupon_date(*row) for row in rows]
    assert on_chain("halfYearOf", rows) == [period_of(*row, calendar.MONTHS_IN_HALF_YEAR) for row in rows]


def test_coupon_dates_agree_on_every_day_of_every_kind_of_maturity(on_chain):
    """The 28th to 31st of months long and short, in leap years and others, from two years before."""
    maturities = [
        unix_day(date(year, month, 28)) + later
        for year in (2023, 2024)
        for month in (2, 3, 8, 11, 12)
        for later in range(4)
    ]
    rows = [(day, maturity) for maturity in maturities for day in range(maturity - 740, maturity + 30, 5)]

    assert on_chain("couponDatesAfter", rows) == [calendar.coupon_dates_after(*row) for row in rows]
    assert on_chain("previousCouponDate", rows) == [calendar.previous_coupon_date(*row) for row in rows]


@given(rows=st.lists(issue_and_maturity(), min_size=15, max_size=40))
def test_quarters_agree(on_chain, rows):
    assert on_chain("quarterOf", rows) == [period_of(*row, calendar.MONTHS_IN_QUARTER) for row in rows]


def test_periods_agree_in_the_first_year_and_in_the_last(on_chain):
    """From the first coupon date there can be to the last."""
    first, last = unix_day(date(1970, 7, 1)), unix_day(date(9999, 12, 31))
    rows = [(day, maturity) for maturity in (first, last) for day in range(maturity - 181, maturity, 10)]

    assert on_chain("halfYearOf", rows) == [period_of(*row, calendar.MONTHS_IN_HALF_YEAR) for row in rows]
    assert on_chain("quarterOf", rows) == [period_of(*row, calendar.MONTHS_IN_QUARTER) for row in rows]


def period_of(date, maturity_date, months):
    return (
        calendar.previous_coupon_date(date, maturity_date, months),
        calendar.next_coupon_date(date, maturity_date, months),
        calendar.coupon_dates_after(date, maturity_date, months),
    )


def test_no_coupon_follows_maturity(pricing):
    assert pricing.couponDatesAfter(20_000, 20_000) == 0
    assert pricing.previousCouponDate(20_100, 20_000) == 20_000
    with rejects("AlreadyMatured"):
        pricing.nextCouponDate(20_000, 20_000)


def test_the_schedule_does_not_reach_before_1970(pricing):
    with rejects("BeforeUnixTime"):
        pricing.previousCouponDate(10, 100)
