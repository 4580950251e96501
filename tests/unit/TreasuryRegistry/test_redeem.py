"""
redeem
├── when the CUSIP is unknown, rejects
├── given the security has not matured, rejects
├── when the caller is neither the holder nor its operator, rejects
├── given the holder is frozen, rejects
├── given the maturity date is a Saturday, rejects until Monday
├── given a bill matures on a holiday, rejects until the next day
├── given the price index of the maturity date is missing, rejects until it is published
├── when there is nothing left, rejects
├── otherwise
│   ├── pays par of a bill
│   ├── pays par and all coupons of a note
│   ├── pays the principal of TIPS at the index ratio, and never less than par
│   ├── pays par and all quarters of a floating rate note
│   ├── pays the holder when its operator redeems
│   ├── pays a holder who is no longer eligible
│   ├── pays only interest to who sold before maturity
│   ├── lowers the outstanding to nothing
│   └── records the redemption and a transfer to nobody
└── given the Treasury's account is short
    ├── leaves the units and counts the missed payment
    ├── counts a claim and a redemption of one holder once
    ├── is still missed when interest alone is paid, for a single unit or on the maturity date
    └── pays all when it is tried again
"""

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import HolderClass
from tests.helpers import rejects, travel_to
from tests.indices import consumer_prices, publish
from tests.securities import BILL, FRN, MONTH_END_NOTE, NOTE, TIPS, UNKNOWN, start_of

EMPTY = (0, 0, 0, 0, False, False)
PAR = 100_000000  # [micro-dollars]
PAYMENT_DATE = NOTE.maturity_date + 2  # maturity is a Saturday
OWED = 10 * (PAR + 4 * NOTE.coupon)  # to Alice on her notes


@pytest.fixture(scope="module")
def registry(registry, house, alice):
    """Alice has ten units of a note, of TIPS and of a floating rate note, and three of a bill."""
    for terms in (NOTE, TIPS, FRN):
        registry.issue(terms.cusip, alice, 10, terms.dated_date, {"from": house})
    registry.issue(BILL.cusip, alice, 3, BILL.dated_date, {"from": house})
    return registry


def test_rejects_an_unknown_cusip(registry, alice):
    with rejects("UnknownSecurity"):
        registry.redeem(UNKNOWN, alice, {"from": alice})


def test_rejects_a_security_that_has_not_matured(registry, alice):
    travel_to(start_of(BILL.maturity_date) - 2)

    with rejects("NotMatured"):
        registry.redeem(BILL.cusip, alice, {"from": alice})


@pytest.mark.lesson(8)
def test_rejects_a_caller_who_is_neither_the_holder_nor_its_operator(registry, alice, bob):
    travel_to(start_of(BILL.maturity_date))

    with rejects("NotOperator"):
        registry.redeem(BILL.cusip, alice, {"from": bob})


def test_rejects_a_frozen_holder(registry, freeze, alice):
    travel_to(start_of(BILL.maturity_date))
    freeze(alice)

    with rejects("AccountFrozen"):
        registry.redeem(BILL.cusip, alice, {"from": alice})


def test_rejects_from_a_saturday_until_monday(registry, cash, alice):
    for date in (NOTE.maturity_date, NOTE.maturity_date + 1):
        travel_to(start_of(date))
        with rejects("PaymentNotDue"):
            registry.redeem(NOTE.cusip, alice, {"from": alice})

    travel_to(start_of(PAYMENT_DATE))
    registry.redeem(NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == OWED


def test_rejects_a_bill_that_matures_on_a_holiday_until_the_next_day(registry, treasury, cash, alice):
    registry.announceHolidays([BILL.maturity_date], {"from": treasury})
    travel_to(start_of(BILL.maturity_date))
    with rejects("PaymentNotDue"):
        registry.redeem(BILL.cusip, alice, {"from": alice})

    travel_to(start_of(BILL.maturity_date + 1))
    registry.redeem(BILL.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == 3 * PAR


def test_rejects_a_second_redemption(registry, alice):
    travel_to(start_of(BILL.maturity_date))
    registry.redeem(BILL.cusip, alice, {"from": alice})

    with rejects("NothingOwed"):
        registry.redeem(BILL.cusip, alice, {"from": alice})


def test_pays_par_of_a_bill(registry, cash, alice):
    travel_to(start_of(BILL.maturity_date))

    tx = registry.redeem(BILL.cusip, alice, {"from": alice})

    assert tx.return_value == cash.balanceOf(alice) == 3 * PAR


def test_pays_par_and_all_coupons_of_a_note(registry, cash, alice):
    travel_to(start_of(PAYMENT_DATE + 400))

    tx = registry.redeem(NOTE.cusip, alice, {"from": alice})

    assert tx.return_value == cash.balanceOf(alice) == OWED
    assert registry.holdingOf(NOTE.cusip, alice) == EMPTY


def test_pays_tips_at_the_index_ratio(registry, cash, travel, alice):
    travel(PAYMENT_DATE)

    tx = registry.redeem(TIPS.cusip, alice, {"from": alice})

    interest = 10 * (505_000 + 512_500 + 485_000 + 520_000)
    assert tx.return_value == cash.balanceOf(alice) == 10 * 104 * PAR // 100 + interest
    assert tx.events["Redeemed"]["interest"] == interest


def test_pays_at_least_par_of_tips(registry, index_board, rate_publisher, cash, alice):
    """Prices fall by a twentieth, and so does interest; the principal does not."""
    travel_to(start_of(PAYMENT_DATE))
    for month, _ in consumer_prices(TIPS.dated_date, PAYMENT_DATE):
        index_board.publishCpi(month, 285_000, {"from": rate_publisher})

    registry.redeem(TIPS.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == 10 * (PAR + 4 * TIPS.coupon * 95 // 100)


def test_rejects_tips_until_the_price_index_is_published(registry, index_board, rate_publisher, alice):
    travel_to(start_of(PAYMENT_DATE))
    with rejects("MissingCpi"):
        registry.redeem(TIPS.cusip, alice, {"from": alice})

    publish(index_board, rate_publisher, TIPS.dated_date, PAYMENT_DATE)
    registry.redeem(TIPS.cusip, alice, {"from": alice})

    assert registry.holdingOf(TIPS.cusip, alice) == EMPTY


def test_pays_par_and_all_quarters_of_a_floating_rate_note(registry, cash, travel, alice):
    travel(FRN.maturity_date)

    registry.redeem(FRN.cusip, alice, {"from": alice})

    payments = [registry.interestPayment(FRN.cusip, number) for number in range(1, 9)]
    assert cash.balanceOf(alice) == 10 * (PAR + sum(payments))


@pytest.mark.lesson(8)
def test_pays_the_holder_when_its_operator_redeems(registry, cash, alice, operator):
    registry.setOperator(operator, True, {"from": alice})
    travel_to(start_of(PAYMENT_DATE))

    registry.redeem(NOTE.cusip, alice, {"from": operator})

    assert cash.balanceOf(alice) == OWED


def test_pays_a_holder_who_is_no_longer_eligible(registry, cash, admit, alice):
    travel_to(start_of(PAYMENT_DATE))
    admit(alice, HolderClass.NONE)

    registry.redeem(NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == OWED


def test_pays_only_interest_to_who_sold_before_maturity(registry, cash, alice, bob):
    travel_to(start_of(NOTE.coupon_date(3)))
    registry.transfer(bob, NOTE.id, 10, {"from": alice})
    travel_to(start_of(PAYMENT_DATE))

    for holder in (alice, bob):
        registry.redeem(NOTE.cusip, holder, {"from": holder})

    assert cash.balanceOf(alice) == 10 * 3 * NOTE.coupon
    assert cash.balanceOf(bob) == 10 * (PAR + NOTE.coupon)


def test_lowers_the_outstanding_to_nothing(registry, deliver, alice, bob):
    deliver(BILL, bob, 5)
    travel_to(start_of(BILL.maturity_date))

    registry.redeem(BILL.cusip, alice, {"from": alice})
    assert registry.securityOf(BILL.cusip)["outstanding"] == 5

    registry.redeem(BILL.cusip, bob, {"from": bob})
    assert registry.securityOf(BILL.cusip)["outstanding"] == 0


def test_records_the_redemption_and_a_transfer_to_nobody(registry, alice, operator):
    registry.setOperator(operator, True, {"from": alice})
    travel_to(start_of(PAYMENT_DATE))

    tx = registry.redeem(NOTE.cusip, alice, {"from": operator})

    assert tuple(tx.events["Redeemed"].values()) == ("0x" + NOTE.cusip.hex(), alice, 10, 40 * NOTE.coupon)
    assert tuple(tx.events[0].values()) == (operator, alice, ZERO_ADDRESS, NOTE.id, 10)


# Given the Treasury's account is short


def test_leaves_the_units_and_counts_the_missed_payment(registry, cash, drain, alice):
    travel_to(start_of(PAYMENT_DATE))
    drain(left=OWED - 1)

    tx = registry.redeem(NOTE.cusip, alice, {"from": alice})

    assert tx.return_value == cash.balanceOf(alice) == 0
    assert tx.events["PaymentMissed"]["owed"] == OWED
    assert registry.balanceOf(alice, NOTE.id) == registry.securityOf(NOTE.cusip)["outstanding"] == 10
    assert registry.securityOf(NOTE.cusip)["missedPayments"] == 1


def test_counts_a_claim_and_a_redemption_of_one_holder_once(registry, drain, alice):
    travel_to(start_of(PAYMENT_DATE))
    drain()

    registry.claim(NOTE.cusip, alice, {"from": alice})
    registry.redeem(NOTE.cusip, alice, {"from": alice})

    assert registry.securityOf(NOTE.cusip)["missedPayments"] == 1


@pytest.mark.parametrize("units", [1, 10])
def test_is_still_missed_when_interest_alone_is_paid(units, registry, drain, alice, bob):
    registry.transfer(bob, NOTE.id, 10 - units, {"from": alice})
    travel_to(start_of(PAYMENT_DATE))
    drain(left=OWED * units // 10 - 1)
    registry.redeem(NOTE.cusip, alice, {"from": alice})

    registry.claim(NOTE.cusip, alice, {"from": alice})

    assert registry.securityOf(NOTE.cusip)["missedPayments"] == 1


def test_is_still_missed_when_interest_alone_is_paid_on_the_maturity_date(registry, deliver, drain, bob):
    deliver(MONTH_END_NOTE, bob, 10)
    travel_to(start_of(MONTH_END_NOTE.maturity_date))
    drain(left=10 * PAR)
    registry.redeem(MONTH_END_NOTE.cusip, bob, {"from": bob})

    registry.claim(MONTH_END_NOTE.cusip, bob, {"from": bob})

    assert registry.securityOf(MONTH_END_NOTE.cusip)["missedPayments"] == 1


def test_pays_all_when_it_is_tried_again(registry, cash, treasury, drain, alice):
    travel_to(start_of(PAYMENT_DATE))
    drain()
    registry.redeem(NOTE.cusip, alice, {"from": alice})
    cash.mint(treasury, OWED, {"from": treasury})

    registry.redeem(NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == OWED
    assert registry.securityOf(NOTE.cusip)["missedPayments"] == 0
