"""
accruedInterest
├── when the CUSIP is unknown, rejects
├── when the security has matured by then, rejects
├── when the security is not dated by then, rejects
├── is nothing on a bill
├── is nothing on a coupon date, nor on the dated date of a floating rate note
├── is the share of the half-year's days that have passed
├── agrees with the model on every day of a series
├── given an irregular first interest period, begins with it and goes on to its end
├── of TIPS, is adjusted by the index ratio of the date
└── of a floating rate note, is the interest of the days since the last coupon date
"""

import pytest

from model import frn_pricing, note_pricing
from model.frn_pricing import Accrual
from model.note_pricing import FirstPeriod
from tests.helpers import rejects
from tests.indices import index_rates
from tests.securities import (
    BILL,
    FRN,
    LONG_NOTE,
    MONTH_END_NOTE,
    NOTE,
    SHORT_NOTE,
    TIPS,
    UNKNOWN,
    day,
)


def test_rejects_an_unknown_cusip(registry):
    with rejects("UnknownSecurity"):
        registry.accruedInterest(UNKNOWN, NOTE.dated_date)


@pytest.mark.parametrize("terms", [NOTE, TIPS, FRN])
def test_rejects_a_date_from_maturity_on(registry, terms):
    with rejects("AlreadyMatured"):
        registry.accruedInterest(terms.cusip, terms.maturity_date)


@pytest.mark.parametrize("terms", [LONG_NOTE, TIPS, FRN])
def test_rejects_a_date_before_the_dated_date(registry, terms):
    with rejects("IssuedBeforeDated"):
        registry.accruedInterest(terms.cusip, terms.dated_date - 1)


def test_is_nothing_on_a_bill(registry):
    assert registry.accruedInterest(BILL.cusip, BILL.dated_date + 30) == 0


@pytest.mark.parametrize("terms", [NOTE, MONTH_END_NOTE])
def test_is_nothing_on_a_coupon_date(registry, terms):
    for number in range(4):
        assert registry.accruedInterest(terms.cusip, terms.coupon_date(number)) == 0


def test_is_nothing_on_the_dated_date_of_a_floating_rate_note(registry):
    assert registry.accruedInterest(FRN.cusip, FRN.dated_date) == 0


def test_is_the_share_of_the_half_years_days_that_have_passed(registry):
    """182 days from 15 February to 15 August of a leap year; 91 of them are half."""
    assert registry.accruedInterest(NOTE.cusip, NOTE.dated_date + 91) == NOTE.coupon // 2


@pytest.mark.parametrize("terms", [NOTE, MONTH_END_NOTE])
def test_agrees_with_the_model(registry, terms):
    for date in range(terms.dated_date, terms.maturity_date, 13):
        expected = note_pricing.accrued_interest(terms.interest_rate, date, terms.maturity_date)
        assert registry.accruedInterest(terms.cusip, date) == expected


@pytest.mark.parametrize("terms", [SHORT_NOTE, LONG_NOTE])
def test_begins_with_an_irregular_first_interest_period(registry, terms):
    first = terms.terms.first_interest_payment_date
    whole = registry.interestPayment(terms.cusip, 1)

    assert registry.accruedInterest(terms.cusip, terms.dated_date) == 0
    assert registry.accruedInterest(terms.cusip, terms.dated_date + 53) == round(terms.coupon * 53 / 182)
    assert whole - registry.accruedInterest(terms.cusip, first - 1) in range(terms.coupon // 181)
    assert registry.accruedInterest(terms.cusip, first) == 0


@pytest.mark.parametrize("terms", [SHORT_NOTE, LONG_NOTE])
def test_agrees_with_the_model_given_an_irregular_first_interest_period(registry, terms):
    first_period = FirstPeriod(terms.dated_date, terms.terms.first_interest_payment_date)
    for date in range(terms.dated_date, terms.maturity_date, 29):
        expected = note_pricing.accrued_interest(terms.interest_rate, date, terms.maturity_date, first_period)
        assert registry.accruedInterest(terms.cusip, date) == expected


def test_of_tips_is_adjusted_by_the_index_ratio_of_the_date(registry, travel):
    with rejects("MissingCpi"):
        registry.accruedInterest(TIPS.cusip, TIPS.coupon_date(1) - 1)

    travel(TIPS.coupon_date(1))

    in_real_terms = round(TIPS.coupon * 181 / 182)
    assert registry.accruedInterest(TIPS.cusip, TIPS.coupon_date(1) - 1) == round(in_real_terms * 1.01)
    assert registry.accruedInterest(TIPS.cusip, TIPS.coupon_date(1)) == 0


def test_of_a_floating_rate_note_is_the_interest_of_the_days_since_the_last_coupon_date(registry, travel):
    with rejects("MissingIndexRate"):
        registry.accruedInterest(FRN.cusip, FRN.coupon_date(1) + 20)

    travel(FRN.coupon_date(1) + 20)  # from a Monday to a Sunday

    accrual = Accrual(day(2040, 4, 26), day(2040, 4, 30), day(2040, 5, 17), day(2040, 5, 20))
    rates = index_rates(day(2040, 4, 1), day(2040, 5, 20))
    expected = frn_pricing.in_micro_dollars(frn_pricing.accrued_interest(accrual, rates, FRN.spread))
    assert registry.accruedInterest(FRN.cusip, FRN.coupon_date(1) + 20) == expected
    assert registry.accruedInterest(FRN.cusip, FRN.coupon_date(1)) == 0
