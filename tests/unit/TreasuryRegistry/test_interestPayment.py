"""
interestPayment
├── when the CUSIP is unknown, rejects
├── when there is no such coupon, rejects
├── of a note, is half the annual interest each time
├── given a short first interest period, is its share of a half-year at first
├── given a long first interest period, is the share and a whole half-year at first
├── of TIPS
│   ├── is half the annual interest times the index ratio, also below par
│   ├── rejects while the price index is missing
│   └── does not need that of other coupon dates
└── of a floating rate note
    ├── is the interest of every day of the quarter
    ├── is nothing while the index rate and a negative spread are below zero
    ├── begins the lock-out earlier when holidays lie before the coupon date
    ├── rejects while an auction is missing
    └── does not need those of other quarters
"""

from dataclasses import replace

import pytest

from model import frn_pricing
from model.frn_pricing import Accrual
from tests.helpers import rejects, travel_to
from tests.indices import index_rates, publish
from tests.securities import BILL, FRN, LONG_NOTE, NOTE, SHORT_NOTE, TIPS, UNKNOWN, day, start_of

# From a Tuesday to a Wednesday: the lock-outs begin on a Friday and on a Monday.
THIRD_QUARTER = Accrual(day(2040, 7, 27), FRN.coupon_date(2), day(2040, 10, 29), FRN.coupon_date(3))


def test_rejects_an_unknown_cusip(registry):
    with rejects("UnknownSecurity"):
        registry.interestPayment(UNKNOWN, 1)


@pytest.mark.parametrize(
    ("terms", "coupon"), [(NOTE, 0), (NOTE, 5), (LONG_NOTE, 4), (FRN, 9), (BILL, 0), (BILL, 1)]
)
def test_rejects_a_coupon_that_there_is_not(registry, terms, coupon):
    with rejects("NoSuchCoupon"):
        registry.interestPayment(terms.cusip, coupon)


def test_of_a_note_is_half_the_annual_interest(registry):
    assert [registry.interestPayment(NOTE.cusip, coupon) for coupon in (1, 2, 3, 4)] == 4 * [2_000_000]


def test_of_a_short_first_period_is_its_share_of_a_half_year(registry):
    payments = [registry.interestPayment(SHORT_NOTE.cusip, coupon) for coupon in (1, 2, 3, 4)]

    assert payments == [round(1_500_000 * 106 / 182), *3 * [1_500_000]]


def test_of_a_long_first_period_is_the_share_and_a_half_year(registry):
    payments = [registry.interestPayment(LONG_NOTE.cusip, coupon) for coupon in (1, 2, 3)]

    assert payments == [1_000_000 + round(1_000_000 * 106 / 182), *2 * [1_000_000]]


# TIPS


def test_of_tips_is_half_the_annual_interest_times_the_index_ratio(registry, travel):
    travel(TIPS.maturity_date)

    payments = [registry.interestPayment(TIPS.cusip, coupon) for coupon in (1, 2, 3, 4)]

    assert payments == [505_000, 512_500, 485_000, 520_000]


def test_of_tips_with_a_short_first_period_is_its_share_times_the_index_ratio(registry, treasury, travel):
    dated = day(2040, 5, 1)
    registry.establish(*replace(TIPS, cusip=UNKNOWN, dated_date=dated), {"from": treasury})
    travel(TIPS.coupon_date(2))

    first, second = (registry.interestPayment(UNKNOWN, coupon) for coupon in (1, 2))

    # February's prices, of 101 %, begin the month of May
    assert first == round(500_000 * 106 / 182)
    assert second == round(500_000 * 1.01485)  # 102.5 / 101


def test_of_tips_rejects_a_missing_price_index(registry, travel):
    with rejects("MissingCpi"):
        registry.interestPayment(TIPS.cusip, 1)

    travel(day(2040, 7, 1))

    assert registry.interestPayment(TIPS.cusip, 1) == 505_000


def test_of_tips_does_not_need_the_index_of_other_dates(registry, index_board, rate_publisher):
    travel_to(start_of(TIPS.coupon_date(2)))
    publish(index_board, rate_publisher, day(2040, 9, 1), TIPS.coupon_date(2))

    assert registry.interestPayment(TIPS.cusip, 2) == 512_500
    with rejects("MissingCpi"):
        registry.interestPayment(TIPS.cusip, 1)


# Floating rate notes


@pytest.fixture
def third_quarter(registry, travel):
    """On its coupon date."""
    travel(FRN.coupon_date(3))
    return lambda spread: frn_pricing.in_micro_dollars(
        frn_pricing.accrued_interest(THIRD_QUARTER, index_rates(day(2040, 7, 1), day(2040, 11, 1)), spread)
    )


def test_of_a_floating_rate_note_is_the_interest_of_every_day(registry, third_quarter):
    assert registry.interestPayment(FRN.cusip, 3) == third_quarter(FRN.spread)


@pytest.mark.parametrize("spread", [-2_080, -10_000])
def test_of_a_floating_rate_note_is_never_negative(registry, treasury, third_quarter, spread):
    """At -2.08 % only the days of some weeks bear no interest."""
    registry.establish(*replace(FRN, cusip=UNKNOWN, spread=spread), {"from": treasury})

    payment = registry.interestPayment(UNKNOWN, 3)

    assert payment == third_quarter(spread)
    assert (payment == 0) == (spread == -10_000)


def test_of_a_floating_rate_note_begins_the_lock_out_before_holidays(registry, treasury, travel):
    """From a Thursday to a Monday: the rate that would take effect on Tuesday does not."""
    registry.announceHolidays([day(2040, 4, 26), day(2040, 4, 27)], {"from": treasury})
    travel(FRN.coupon_date(1))

    accrual = Accrual(day(2040, 1, 27), FRN.dated_date, day(2040, 4, 24), FRN.coupon_date(1))
    rates = index_rates(day(2040, 1, 1), FRN.coupon_date(1))
    interest = frn_pricing.accrued_interest(accrual, rates, FRN.spread)
    assert registry.interestPayment(FRN.cusip, 1) == frn_pricing.in_micro_dollars(interest)
    without = replace(accrual, end_lock_out=day(2040, 4, 26))
    assert interest != frn_pricing.accrued_interest(without, rates, FRN.spread)


def test_of_a_floating_rate_note_rejects_a_missing_auction(registry, travel):
    travel(day(2040, 4, 1))

    with rejects("MissingIndexRate"):
        registry.interestPayment(FRN.cusip, 1)


def test_of_a_floating_rate_note_does_not_need_other_quarters(registry, index_board, rate_publisher):
    travel_to(start_of(FRN.coupon_date(3)))
    publish(index_board, rate_publisher, day(2040, 7, 10), FRN.coupon_date(3))

    assert registry.interestPayment(FRN.cusip, 3) > 0
    with rejects("MissingIndexRate"):
        registry.interestPayment(FRN.cusip, 2)
