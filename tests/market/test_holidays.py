"""
holidays
├── follows the Federal Reserve's rule in every year from 2008 to 2030
└── moves a payment to the next business day
"""

from datetime import date, timedelta

import pytest

from market.holidays import holidays, payment_day

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6


def nth(year, month, weekday, number):
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def by_the_rule(year):
    """A holiday of a fixed date moves from Sunday to Monday; on a Saturday it closes no other day."""
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    fixed += [date(year, 6, 19)] if year >= 2022 else []
    yield from (day + timedelta(days=day.weekday() == SUNDAY) for day in fixed if day.weekday() != SATURDAY)
    yield from (nth(year, month, MONDAY, 3) for month in (1, 2))
    yield nth(year, 6, MONDAY, 1) - timedelta(days=7)
    yield from (nth(year, 9, MONDAY, 1), nth(year, 10, MONDAY, 2), nth(year, 11, THURSDAY, 4))


def test_follows_the_rule_in_every_year():
    assert holidays() == {day for year in range(2008, 2031) for day in by_the_rule(year)}


@pytest.mark.parametrize(
    ("due", "paid"),
    [
        ("2020-11-13", "2020-11-13"),
        ("2020-11-15", "2020-11-16"),  # a Sunday
        ("2020-11-26", "2020-11-27"),  # Thanksgiving
        ("2019-01-19", "2019-01-22"),  # a Saturday before a holiday
    ],
)
def test_moves_a_payment_to_the_next_business_day(due, paid):
    assert payment_day(date.fromisoformat(due)) == date.fromisoformat(paid)
