"""
floatingInterest
├── when the dates are out of order, rejects
├── when a rate is missing, rejects
└── otherwise
    ├── finds the lock-outs, two business days before each date
    └── finds them around holidays
"""

from dataclasses import astuple, replace

import pytest

from model.frn_pricing import Accrual
from tests.helpers import rejects
from tests.securities import day

# From a Monday, over the weekend before, to a Friday.
START, END = day(2040, 2, 13), day(2040, 3, 9)
ALL_WEEKS = 2**32 - 1
ACCRUAL = Accrual(day(2040, 2, 9), START, day(2040, 3, 7), END)


def test_rejects_dates_out_of_order(registry):
    with rejects("DatesOutOfOrder"):
        registry.floatingInterest(END, START, 0, ALL_WEEKS)


def test_rejects_a_missing_rate(registry):
    with rejects("MissingIndexRate"):
        registry.floatingInterest(START, END, 0, ALL_WEEKS)


@pytest.mark.parametrize("spread", [0, 150, -2_200])
def test_finds_the_lock_outs(registry, index_board, travel, spread):
    travel(END)

    interest = registry.floatingInterest(START, END, spread, ALL_WEEKS)

    assert interest == index_board.floatingInterest(astuple(ACCRUAL), spread, ALL_WEEKS)


def test_finds_the_lock_outs_around_holidays(registry, index_board, treasury, travel):
    """From Monday on: the rate that would take effect on Tuesday does not."""
    registry.announceHolidays([day(2040, 3, 7), day(2040, 3, 8)], {"from": treasury})
    travel(END)

    interest = registry.floatingInterest(START, END, 0, ALL_WEEKS)

    accrual = replace(ACCRUAL, end_lock_out=day(2040, 3, 5))
    assert interest == index_board.floatingInterest(astuple(accrual), 0, ALL_WEEKS)
    assert interest != index_board.floatingInterest(astuple(ACCRUAL), 0, ALL_WEEKS)
