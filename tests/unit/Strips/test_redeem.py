"""
redeem
├── when the caller is neither the holder nor its operator, rejects
├── given the holder or its operator is frozen, rejects
├── when the holder has nothing of the piece, rejects
├── when no piece has the id, rejects
├── given the payment date has not come, rejects
├── given the payment date is a Saturday or a holiday, rejects until the next business day
├── otherwise
│   ├── pays interest to the micro-dollar
│   ├── pays par of principal
│   ├── pays the interest of two securities together
│   ├── pays each holder of a piece its part
│   ├── pays the holder when its operator redeems
│   ├── pays a holder who may no longer hold securities
│   ├── ends the piece, and pays nothing twice
│   └── records the payment and a transfer to nobody
└── given the Treasury's account is short
    ├── leaves the piece, and says that the payment is missed
    ├── does so too if it may not take the money
    └── pays when it is tried again
"""

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import HolderClass
from tests.helpers import rejects, travel_to
from tests.securities import NOTE, start_of
from tests.unit.Strips.conftest import FIVE_YEAR_NOTE, interest, principal

PAR = 100_000000  # [micro-dollars]
MONDAY = NOTE.maturity_date + 2  # maturity is a Saturday
OWED = 10 * NOTE.coupon  # on the first interest pieces


@pytest.fixture(scope="module")
def drain(cash, treasury, stranger):
    """Leaves the Treasury's account with so many dollars."""

    def drain(left=0):
        cash.transfer(stranger, cash.balanceOf(treasury) - left, {"from": treasury})

    return drain


@pytest.fixture
def due(stripped):
    """On the day of the first interest payment."""
    travel_to(start_of(NOTE.coupon_date(1)))
    return stripped


def test_rejects_a_caller_who_is_neither_the_holder_nor_its_operator(due, alice, bob):
    with rejects("NotOperator"):
        due.redeem(interest(NOTE, 1), alice, {"from": bob})


def test_rejects_a_frozen_holder(due, freeze, alice):
    freeze(alice)

    with rejects("AccountFrozen"):
        due.redeem(interest(NOTE, 1), alice, {"from": alice})


def test_rejects_a_frozen_operator(due, freeze, alice, operator):
    due.setOperator(operator, True, {"from": alice})
    freeze(operator)

    with rejects("AccountFrozen"):
        due.redeem(interest(NOTE, 1), alice, {"from": operator})


def test_rejects_a_holder_who_has_nothing(due, bob):
    with rejects("NothingOwed"):
        due.redeem(interest(NOTE, 1), bob, {"from": bob})


def test_rejects_an_id_of_no_piece(due, alice):
    with rejects("NothingOwed"):
        due.redeem(2**256 - 1, alice, {"from": alice})


def test_rejects_a_piece_before_its_payment_date(stripped, alice):
    travel_to(start_of(NOTE.coupon_date(1)) - 2)

    with rejects("PaymentNotDue"):
        stripped.redeem(interest(NOTE, 1), alice, {"from": alice})


@pytest.mark.parametrize("piece", [interest(NOTE, 4), principal(NOTE)], ids=["interest", "principal"])
def test_rejects_from_a_saturday_until_monday(stripped, alice, piece):
    for date in (NOTE.maturity_date, NOTE.maturity_date + 1):
        travel_to(start_of(date))
        with rejects("PaymentNotDue"):
            stripped.redeem(piece, alice, {"from": alice})

    travel_to(start_of(MONDAY))
    stripped.redeem(piece, alice, {"from": alice})

    assert stripped.balanceOf(alice, piece) == 0


def test_rejects_on_a_holiday(stripped, registry, cash, administrator, alice):
    registry.announceHolidays([NOTE.coupon_date(1)], {"from": administrator})
    travel_to(start_of(NOTE.coupon_date(1)))
    with rejects("PaymentNotDue"):
        stripped.redeem(interest(NOTE, 1), alice, {"from": alice})

    travel_to(start_of(NOTE.coupon_date(1) + 1))
    stripped.redeem(interest(NOTE, 1), alice, {"from": alice})

    assert cash.balanceOf(alice) == OWED


def test_pays_interest_to_the_micro_dollar(due, cash, alice, bob):
    tx = due.redeem(interest(NOTE, 1), alice, {"from": alice})

    assert tx.return_value == cash.balanceOf(alice) == OWED


def test_pays_par_of_principal(stripped, cash, alice):
    travel_to(start_of(MONDAY))

    tx = stripped.redeem(principal(NOTE), alice, {"from": alice})

    assert tx.return_value == cash.balanceOf(alice) == 10 * PAR


def test_pays_the_interest_of_two_securities_together(stripped, cash, alice):
    stripped.strip(FIVE_YEAR_NOTE.cusip, 10, {"from": alice})
    travel_to(start_of(NOTE.coupon_date(1)))

    stripped.redeem(interest(NOTE, 1), alice, {"from": alice})

    assert cash.balanceOf(alice) == 10 * (NOTE.coupon + FIVE_YEAR_NOTE.coupon)


def test_pays_each_holder_its_part(stripped, cash, alice, bob):
    stripped.transfer(bob, interest(NOTE, 1), 1_234_567, {"from": alice})
    travel_to(start_of(NOTE.coupon_date(1)))

    for holder in (alice, bob):
        stripped.redeem(interest(NOTE, 1), holder, {"from": holder})

    assert cash.balanceOf(bob) == 1_234_567
    assert cash.balanceOf(alice) == OWED - 1_234_567


def test_pays_the_holder_when_its_operator_redeems(due, cash, alice, operator):
    due.setOperator(operator, True, {"from": alice})

    due.redeem(interest(NOTE, 1), alice, {"from": operator})

    assert cash.balanceOf(alice) == OWED


def test_pays_a_holder_who_is_no_longer_eligible(due, cash, admit, alice):
    admit(alice, HolderClass.NONE)

    due.redeem(interest(NOTE, 1), alice, {"from": alice})

    assert cash.balanceOf(alice) == OWED


def test_pays_nothing_twice(due, alice):
    due.redeem(interest(NOTE, 1), alice, {"from": alice})

    assert due.totalSupply(interest(NOTE, 1)) == 0
    with rejects("NothingOwed"):
        due.redeem(interest(NOTE, 1), alice, {"from": alice})


def test_records_the_payment_and_a_transfer_to_nobody(due, alice, operator):
    due.setOperator(operator, True, {"from": alice})

    tx = due.redeem(interest(NOTE, 1), alice, {"from": operator})

    assert tuple(tx.events[0].values()) == (operator, alice, ZERO_ADDRESS, interest(NOTE, 1), OWED)
    assert tuple(tx.events["Redeemed"].values()) == (interest(NOTE, 1), alice, OWED)


# Given the Treasury's account is short


def test_leaves_the_piece_and_says_that_the_payment_is_missed(due, cash, drain, alice):
    drain(left=OWED - 1)

    tx = due.redeem(interest(NOTE, 1), alice, {"from": alice})

    assert tx.return_value == cash.balanceOf(alice) == 0
    assert tuple(tx.events["PaymentMissed"].values()) == (interest(NOTE, 1), alice, OWED)
    assert due.balanceOf(alice, interest(NOTE, 1)) == due.totalSupply(interest(NOTE, 1)) == OWED


def test_leaves_the_piece_if_it_may_not_take_the_money(due, cash, treasury, alice):
    cash.approve(due, OWED - 1, {"from": treasury})

    tx = due.redeem(interest(NOTE, 1), alice, {"from": alice})

    assert "PaymentMissed" in tx.events
    assert due.balanceOf(alice, interest(NOTE, 1)) == OWED


def test_pays_when_it_is_tried_again(due, cash, drain, treasury, alice):
    drain()
    due.redeem(interest(NOTE, 1), alice, {"from": alice})
    cash.mint(treasury, OWED, {"from": treasury})

    due.redeem(interest(NOTE, 1), alice, {"from": alice})

    assert cash.balanceOf(alice) == OWED
