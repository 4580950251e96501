"""
accruedInterest
├── when the CUSIP is unknown, rejects
├── when the security has matured by then, rejects
├── is nothing on a bill
├── is nothing on a coupon date
├── is the share of the half-year's days that have passed
└── agrees with the model on every day of a series
"""

import pytest

from model import note_pricing
from tests.helpers import rejects
from tests.securities import BILL, MONTH_END_NOTE, NOTE, UNKNOWN


def test_rejects_an_unknown_cusip(registry):
    with rejects("UnknownSecurity"):
        registry.accruedInterest(UNKNOWN, NOTE.dated_date)


def test_rejects_a_date_from_maturity_on(registry):
    with rejects("AlreadyMatured"):
        registry.accruedInterest(NOTE.cusip, NOTE.maturity_date)


def test_is_nothing_on_a_bill(registry):
    assert registry.accruedInterest(BILL.cusip, BILL.dated_date + 30) == 0


@pytest.mark.parametrize("terms", [NOTE, MONTH_END_NOTE])
def test_is_nothing_on_a_coupon_date(registry, terms):
    for number in range(4):
        assert registry.accruedInterest(terms.cusip, terms.coupon_date(number)) == 0


def test_is_the_share_of_the_half_years_days_that_have_passed(registry):
    """182 days from 15 February to 15 August of a leap year; 91 of them are half."""
    assert registry.accruedInterest(NOTE.cusip, NOTE.dated_date + 91) == NOTE.coupon // 2


@pytest.mark.parametrize("terms", [NOTE, MONTH_END_NOTE])
def test_agrees_with_the_model(registry, terms):
    for date in range(terms.dated_date, terms.maturity_date, 13):
        expected = note_pricing.accrued_interest(terms.interest_rate, date, terms.maturity_date)
        assert registry.accruedInterest(terms.cusip, date) == expected
