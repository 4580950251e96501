"""
lockOut
├── is two business days before the date, whatever day that is
└── leaps over weekends and announced holidays
"""

import pytest

from tests.helpers import travel_to
from tests.securities import day, start_of


@pytest.mark.parametrize(
    ("date", "lock_out"),
    [
        (day(2040, 5, 31), day(2040, 5, 29)),  # Thursday
        (day(2040, 5, 29), day(2040, 5, 25)),  # Tuesday
        (day(2040, 5, 27), day(2040, 5, 24)),  # Sunday
    ],
)
def test_is_two_business_days_before(registry, date, lock_out):
    assert registry.lockOut(date) == lock_out


def test_leaps_over_holidays(registry, treasury):
    travel_to(start_of(day(2040, 5, 1)))
    registry.announceHolidays([day(2040, 5, 28)], {"from": treasury})  # Memorial Day, a Monday

    assert registry.lockOut(day(2040, 5, 30)) == day(2040, 5, 25)
