"""
paymentDate
├── is the date itself on a business day
├── is Monday for a weekend
├── is Tuesday for a weekend before a holiday
├── passes a row of holidays
└── agrees with the model on every day of a year
"""

from model.business_days import payment_date
from tests.helpers import travel_to
from tests.securities import day, start_of

SATURDAY = day(2040, 9, 1)
LABOR_DAY = SATURDAY + 2
THANKSGIVING = day(2040, 11, 22)


def test_is_the_date_itself_on_a_business_day(registry):
    assert registry.paymentDate(LABOR_DAY) == LABOR_DAY


def test_is_monday_for_a_weekend(registry):
    assert registry.paymentDate(SATURDAY) == registry.paymentDate(SATURDAY + 1) == LABOR_DAY


def test_is_tuesday_for_a_weekend_before_a_holiday(registry, treasury):
    registry.announceHolidays([LABOR_DAY], {"from": treasury})

    assert registry.paymentDate(SATURDAY) == LABOR_DAY + 1


def test_passes_a_row_of_holidays(registry, treasury):
    registry.announceHolidays([THANKSGIVING, THANKSGIVING + 1], {"from": treasury})

    assert registry.paymentDate(THANKSGIVING) == THANKSGIVING + 4


def test_agrees_with_the_model_on_every_day_of_a_year(registry, treasury):
    travel_to(start_of(day(2040, 12, 31)))
    year = range(day(2041, 1, 1), day(2042, 1, 1))
    holidays = set(year[20::51])
    registry.announceHolidays(sorted(holidays), {"from": treasury})

    assert [registry.paymentDate(date) for date in year] == [payment_date(holidays, date) for date in year]
