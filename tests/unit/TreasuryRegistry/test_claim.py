"""
claim
├── when the CUSIP is unknown, rejects
├── when the caller is neither the holder nor its operator, rejects
├── given the holder is frozen, rejects
├── given the operator is frozen, rejects
├── before the first coupon date, rejects
├── when it was claimed already, rejects
├── given the coupon date is a Saturday, rejects until Monday, and then pays no extra interest
├── given that Monday is a holiday, rejects until Tuesday
├── given the first coupon date is a holiday, rejects until the next day
├── given a figure is missing that the payment follows, rejects until it is published
├── on the coupon date that a long first interest period skips, rejects
├── otherwise
│   ├── pays the coupon on its date
│   ├── pays all coupons since the last claim, once
│   ├── pays the holder when its operator claims
│   ├── pays a holder who is no longer eligible
│   ├── pays what was earned before all was sold
│   ├── pays the last coupon at maturity and leaves par
│   ├── pays a short or long first interest period, then half-years
│   ├── pays what follows an index by the figures of each coupon date
│   └── records the payment
└── given the Treasury's account is short
    ├── keeps the claim, in full and visible
    ├── counts the holder once, however often it tries
    ├── counts every holder
    ├── misses a payment for want of allowance too
    ├── pays all when it is tried again
    ├── grows by the next coupon
    └── stays with the seller when all units are sold, past maturity too
"""

import pytest

from model.compliance import HolderClass
from tests.helpers import now, rejects, travel_to
from tests.indices import publish
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
    start_of,
)

EMPTY = (0, 0, 0, 0, False, False)
COUPON = 10 * NOTE.coupon  # of Alice


@pytest.fixture(scope="module")
def registry(registry, house, alice):
    """Alice has ten units of each series."""
    for terms in (NOTE, MONTH_END_NOTE, BILL, TIPS, FRN, SHORT_NOTE, LONG_NOTE):
        registry.issue(terms.cusip, alice, 10, terms.dated_date, {"from": house})
    return registry


@pytest.mark.ganache
def test_rejects_an_unknown_cusip(registry, alice):
    with rejects("UnknownSecurity"):
        registry.claim(UNKNOWN, alice, {"from": alice})


def test_rejects_a_caller_who_is_neither_the_holder_nor_its_operator(registry, alice, bob, operator):
    registry.approve(operator, NOTE.id, 10, {"from": alice})
    travel_to(start_of(NOTE.coupon_date(1)))

    for caller in (bob, operator):
        with rejects("NotOperator"):
            registry.claim(NOTE.cusip, alice, {"from": caller})


def test_rejects_a_frozen_holder(registry, freeze, alice):
    travel_to(start_of(NOTE.coupon_date(1)))
    freeze(alice)

    with rejects("AccountFrozen"):
        registry.claim(NOTE.cusip, alice, {"from": alice})


def test_rejects_a_frozen_operator(registry, freeze, alice, operator):
    registry.setOperator(operator, True, {"from": alice})
    travel_to(start_of(NOTE.coupon_date(1)))
    freeze(operator)

    with rejects("AccountFrozen"):
        registry.claim(NOTE.cusip, alice, {"from": operator})


def test_rejects_before_the_first_coupon_date(registry, alice):
    travel_to(start_of(NOTE.coupon_date(1)) - 2)

    for cusip in (NOTE.cusip, BILL.cusip):
        with rejects("NothingOwed"):
            registry.claim(cusip, alice, {"from": alice})


def test_rejects_a_second_claim(registry, alice):
    travel_to(start_of(NOTE.coupon_date(1)))
    registry.claim(NOTE.cusip, alice, {"from": alice})

    with rejects("NothingOwed"):
        registry.claim(NOTE.cusip, alice, {"from": alice})


def test_rejects_from_a_saturday_until_monday(registry, cash, alice):
    assert MONTH_END_NOTE.coupon_date(3) == day(2041, 8, 31)
    for date in (day(2041, 8, 31), day(2041, 9, 1)):
        travel_to(start_of(date))
        with rejects("PaymentNotDue"):
            registry.claim(MONTH_END_NOTE.cusip, alice, {"from": alice})
    assert registry.interestOwed(MONTH_END_NOTE.cusip, alice) == 3 * 10 * MONTH_END_NOTE.coupon

    travel_to(start_of(day(2041, 9, 2)))
    registry.claim(MONTH_END_NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == 3 * 10 * MONTH_END_NOTE.coupon


def test_rejects_on_a_holiday(registry, treasury, cash, alice):
    labor_day = day(2041, 9, 2)
    registry.announceHolidays([labor_day], {"from": treasury})
    travel_to(start_of(labor_day))
    with rejects("PaymentNotDue"):
        registry.claim(MONTH_END_NOTE.cusip, alice, {"from": alice})

    travel_to(start_of(labor_day + 1))
    registry.claim(MONTH_END_NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == 3 * 10 * MONTH_END_NOTE.coupon


def test_rejects_when_the_first_coupon_date_is_a_holiday(registry, treasury, cash, alice):
    first = NOTE.coupon_date(1)
    registry.announceHolidays([first], {"from": treasury})
    travel_to(start_of(first))
    with rejects("PaymentNotDue"):
        registry.claim(NOTE.cusip, alice, {"from": alice})

    travel_to(start_of(first + 1))
    registry.claim(NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == COUPON


@pytest.mark.parametrize(("terms", "error"), [(TIPS, "MissingCpi"), (FRN, "MissingIndexRate")])
def test_rejects_until_the_figures_are_published(
    registry, index_board, rate_publisher, cash, alice, terms, error
):
    travel_to(start_of(terms.coupon_date(1)))
    with rejects(error):
        registry.claim(terms.cusip, alice, {"from": alice})
    with rejects(error):
        registry.interestOwed(terms.cusip, alice)

    publish(index_board, rate_publisher, NOTE.dated_date, terms.coupon_date(1))
    registry.claim(terms.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == 10 * registry.interestPayment(terms.cusip, 1)


def test_rejects_on_the_coupon_date_that_a_long_first_period_skips(registry, alice):
    travel_to(start_of(LONG_NOTE.coupon_date(2)) - 2)

    with rejects("NothingOwed"):
        registry.claim(LONG_NOTE.cusip, alice, {"from": alice})
    assert registry.holdingOf(LONG_NOTE.cusip, alice)["nextDueDate"] == LONG_NOTE.coupon_date(2)


@pytest.mark.ganache
def test_pays_the_coupon_on_its_date(registry, cash, treasury, alice):
    treasury_had = cash.balanceOf(treasury)
    travel_to(start_of(NOTE.coupon_date(1)))

    tx = registry.claim(NOTE.cusip, alice, {"from": alice})

    assert tx.return_value == cash.balanceOf(alice) == treasury_had - cash.balanceOf(treasury) == COUPON
    assert registry.interestOwed(NOTE.cusip, alice) == 0


def test_pays_all_coupons_since_the_last_claim_once(registry, cash, alice):
    for number, paid in ((1, 1), (3, 3)):
        travel_to(start_of(NOTE.coupon_date(number)))
        registry.claim(NOTE.cusip, alice, {"from": alice})

        assert cash.balanceOf(alice) == paid * COUPON


def test_pays_the_holder_when_its_operator_claims(registry, cash, alice, operator):
    registry.setOperator(operator, True, {"from": alice})
    travel_to(start_of(NOTE.coupon_date(1)))

    registry.claim(NOTE.cusip, alice, {"from": operator})

    assert cash.balanceOf(alice) == COUPON
    assert cash.balanceOf(operator) == 0


def test_pays_a_holder_who_is_no_longer_eligible(registry, cash, admit, alice):
    travel_to(start_of(NOTE.coupon_date(1)))
    admit(alice, HolderClass.NONE)

    registry.claim(NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == COUPON


def test_pays_what_was_earned_before_all_was_sold(registry, cash, alice, bob):
    travel_to(start_of(NOTE.coupon_date(1)))
    registry.transfer(bob, NOTE.id, 10, {"from": alice})

    registry.claim(NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == COUPON
    assert registry.holdingOf(NOTE.cusip, alice) == EMPTY


def test_pays_the_last_coupon_at_maturity_and_leaves_par(registry, cash, alice):
    travel_to(start_of(NOTE.maturity_date + 2))

    registry.claim(NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == 4 * COUPON
    assert registry.balanceOf(alice, NOTE.id) == registry.securityOf(NOTE.cusip)["outstanding"] == 10


@pytest.mark.parametrize(
    ("terms", "paid"),
    [
        (SHORT_NOTE, [873_626, 1_500_000, 1_500_000]),  # 106 of 182 days
        (LONG_NOTE, [0, 1_582_418, 1_000_000]),
        (TIPS, [505_000, 512_500, 485_000]),
    ],
)
@pytest.mark.ganache
def test_pays_what_each_coupon_date_brings(registry, cash, travel, alice, terms, paid):
    for number, payment in enumerate(paid, start=1):
        had = cash.balanceOf(alice)
        travel(terms.coupon_date(number))
        if payment:
            registry.claim(terms.cusip, alice, {"from": alice})

        assert cash.balanceOf(alice) - had == 10 * payment


def test_pays_every_quarter_of_a_floating_rate_note(registry, cash, travel, alice):
    payments = set()
    for number in (1, 2, 3):
        had = cash.balanceOf(alice)
        travel(FRN.coupon_date(number))
        registry.claim(FRN.cusip, alice, {"from": alice})

        payment = registry.interestPayment(FRN.cusip, number)
        payments.add(payment)
        assert cash.balanceOf(alice) - had == 10 * payment
    assert len(payments) == 3


@pytest.mark.parametrize("terms", [SHORT_NOTE, LONG_NOTE, TIPS, FRN])
def test_pays_all_that_was_not_claimed_once(registry, cash, travel, alice, terms):
    travel(day(2041, 9, 3))
    coupons = registry.securityOf(terms.cusip)["couponCount"] - (2 if terms == FRN else 1)
    expected = [registry.interestPayment(terms.cusip, number) for number in range(1, coupons + 1)]

    registry.claim(terms.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == 10 * sum(expected)
    with rejects("NothingOwed"):
        registry.claim(terms.cusip, alice, {"from": alice})


def test_records_the_payment(registry, alice):
    travel_to(start_of(NOTE.coupon_date(1)))

    tx = registry.claim(NOTE.cusip, alice, {"from": alice})

    assert tuple(tx.events["InterestPaid"].values()) == ("0x" + NOTE.cusip.hex(), alice, COUPON)


# Given the Treasury's account is short


def test_keeps_a_missed_claim_in_full_and_visible(registry, cash, drain, alice):
    travel_to(start_of(NOTE.coupon_date(1)))
    drain(left=COUPON - 1)

    tx = registry.claim(NOTE.cusip, alice, {"from": alice})

    assert tx.return_value == cash.balanceOf(alice) == 0
    assert tuple(tx.events["PaymentMissed"].values()) == ("0x" + NOTE.cusip.hex(), alice, COUPON)
    assert registry.interestOwed(NOTE.cusip, alice) == COUPON
    assert registry.holdingOf(NOTE.cusip, alice)["isPaymentMissed"]
    assert registry.securityOf(NOTE.cusip)["missedPayments"] == 1


def test_counts_a_holder_once_however_often_it_tries(registry, drain, alice):
    travel_to(start_of(NOTE.coupon_date(1)))
    drain()

    for _ in range(2):
        registry.claim(NOTE.cusip, alice, {"from": alice})

    assert registry.securityOf(NOTE.cusip)["missedPayments"] == 1


def test_counts_every_holder(registry, deliver, drain, alice, bob):
    deliver(NOTE, bob, 1)
    travel_to(start_of(NOTE.coupon_date(1)))
    drain()

    for holder in (alice, bob):
        registry.claim(NOTE.cusip, holder, {"from": holder})

    assert registry.securityOf(NOTE.cusip)["missedPayments"] == 2


def test_misses_a_payment_for_want_of_allowance_too(registry, cash, treasury, alice):
    travel_to(start_of(NOTE.coupon_date(1)))
    cash.approve(registry, COUPON - 1, {"from": treasury})
    registry.claim(NOTE.cusip, alice, {"from": alice})
    assert registry.securityOf(NOTE.cusip)["missedPayments"] == 1

    cash.approve(registry, COUPON, {"from": treasury})
    registry.claim(NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == COUPON
    assert registry.securityOf(NOTE.cusip)["missedPayments"] == 0


@pytest.mark.ganache
def test_pays_all_when_it_is_tried_again(registry, cash, treasury, drain, alice):
    travel_to(start_of(NOTE.coupon_date(1)))
    drain()
    registry.claim(NOTE.cusip, alice, {"from": alice})
    cash.mint(treasury, COUPON, {"from": treasury})

    registry.claim(NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == COUPON
    assert registry.holdingOf(NOTE.cusip, alice)["isPaymentMissed"] is False
    assert registry.securityOf(NOTE.cusip)["missedPayments"] == 0


def test_grows_by_the_next_coupon(registry, drain, alice):
    travel_to(start_of(NOTE.coupon_date(1)))
    drain()
    registry.claim(NOTE.cusip, alice, {"from": alice})

    travel_to(start_of(NOTE.coupon_date(2)))
    tx = registry.claim(NOTE.cusip, alice, {"from": alice})

    assert tx.events["PaymentMissed"]["owed"] == 2 * COUPON


@pytest.mark.parametrize("paid_on", [NOTE.coupon_date(1), NOTE.maturity_date + 2])
def test_stays_with_the_seller_when_all_units_are_sold(paid_on, registry, cash, treasury, drain, alice, bob):
    travel_to(start_of(NOTE.coupon_date(1)))
    drain()
    registry.claim(NOTE.cusip, alice, {"from": alice})
    registry.transfer(bob, NOTE.id, 10, {"from": alice})
    assert registry.holdingOf(NOTE.cusip, alice)["isPaymentMissed"]

    travel_to(max(now(), start_of(paid_on)))
    cash.mint(treasury, COUPON, {"from": treasury})
    registry.claim(NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == COUPON
    assert registry.holdingOf(NOTE.cusip, alice) == EMPTY
    assert registry.securityOf(NOTE.cusip)["missedPayments"] == 0
