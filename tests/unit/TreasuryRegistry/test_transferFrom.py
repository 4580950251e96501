"""
transferFrom
├── when the caller is neither operator nor allowed, rejects
├── when the allowance is smaller, rejects
├── when the allowance is for another security, rejects
├── given the caller is frozen, rejects
├── given the holder is frozen, rejects even its operator
├── when the holder is not eligible, rejects
├── when the receiver is not eligible, rejects
├── when the receiver is the zero address, rejects
├── when the holder has fewer units, rejects
├── given the security has matured, rejects
└── otherwise
    ├── moves units and uses the allowance up
    ├── never uses up an infinite allowance
    ├── uses no allowance of an operator
    ├── needs no allowance of the holder itself
    ├── needs no class of the caller
    ├── needs no allowance for nothing
    └── records who moved the units
"""

import pytest
from brownie import ZERO_ADDRESS

from scripts.deploy import FOREVER
from tests.helpers import rejects, travel_to
from tests.securities import BILL, NOTE, start_of


@pytest.fixture(scope="module")
def approved(registry, deliver, alice, operator):
    """Alice has ten units, and lets the operator move four."""
    deliver(NOTE, alice, 10)
    registry.approve(operator, NOTE.id, 4, {"from": alice})
    return registry


def test_rejects_a_caller_who_is_neither_operator_nor_allowed(approved, alice, bob):
    with rejects("InsufficientAllowance"):
        approved.transferFrom(alice, bob, NOTE.id, 1, {"from": bob})


def test_rejects_more_than_the_allowance(approved, alice, bob, operator):
    with rejects("InsufficientAllowance"):
        approved.transferFrom(alice, bob, NOTE.id, 5, {"from": operator})


def test_rejects_an_allowance_for_another_security(approved, deliver, alice, bob, operator):
    deliver(BILL, alice, 10)

    with rejects("InsufficientAllowance"):
        approved.transferFrom(alice, bob, BILL.id, 1, {"from": operator})


def test_rejects_a_frozen_caller(approved, freeze, alice, bob, operator):
    freeze(operator)

    with rejects("AccountFrozen"):
        approved.transferFrom(alice, bob, NOTE.id, 1, {"from": operator})


def test_rejects_a_frozen_holder_even_for_its_operator(approved, freeze, alice, bob, operator):
    approved.setOperator(operator, True, {"from": alice})
    freeze(alice)

    with rejects("AccountFrozen"):
        approved.transferFrom(alice, bob, NOTE.id, 1, {"from": operator})


def test_rejects_an_ineligible_holder(approved, stranger, bob):
    with rejects("NotEligible"):
        approved.transferFrom(stranger, bob, NOTE.id, 0, {"from": stranger})


def test_rejects_an_ineligible_receiver(approved, stranger, alice, operator):
    with rejects("NotEligible"):
        approved.transferFrom(alice, stranger, NOTE.id, 1, {"from": operator})


def test_rejects_the_zero_address(approved, alice, operator):
    with rejects("ZeroAddress"):
        approved.transferFrom(alice, ZERO_ADDRESS, NOTE.id, 1, {"from": operator})


def test_rejects_a_holder_with_fewer_units(approved, alice, bob, operator):
    approved.setOperator(operator, True, {"from": alice})

    with rejects("InsufficientUnits"):
        approved.transferFrom(alice, bob, NOTE.id, 11, {"from": operator})


def test_rejects_a_matured_security(approved, alice, bob, operator):
    travel_to(start_of(NOTE.maturity_date))

    with rejects("Matured"):
        approved.transferFrom(alice, bob, NOTE.id, 1, {"from": operator})


def test_moves_units_and_uses_the_allowance_up(approved, alice, bob, operator):
    approved.transferFrom(alice, bob, NOTE.id, 3, {"from": operator})

    assert approved.balanceOf(alice, NOTE.id) == 7
    assert approved.balanceOf(bob, NOTE.id) == 3
    assert approved.allowance(alice, operator, NOTE.id) == 1


def test_never_uses_up_an_infinite_allowance(approved, alice, bob, operator):
    approved.approve(operator, NOTE.id, FOREVER, {"from": alice})

    approved.transferFrom(alice, bob, NOTE.id, 3, {"from": operator})

    assert approved.allowance(alice, operator, NOTE.id) == FOREVER


def test_uses_no_allowance_of_an_operator(approved, alice, bob, operator):
    approved.setOperator(operator, True, {"from": alice})

    approved.transferFrom(alice, bob, NOTE.id, 10, {"from": operator})

    assert approved.balanceOf(bob, NOTE.id) == 10
    assert approved.allowance(alice, operator, NOTE.id) == 4


def test_needs_no_allowance_of_the_holder_itself(approved, alice, bob):
    approved.transferFrom(alice, bob, NOTE.id, 10, {"from": alice})

    assert approved.balanceOf(bob, NOTE.id) == 10


def test_needs_no_class_of_the_caller(approved, alice, bob, stranger):
    approved.approve(stranger, NOTE.id, 1, {"from": alice})

    approved.transferFrom(alice, bob, NOTE.id, 1, {"from": stranger})

    assert approved.balanceOf(bob, NOTE.id) == 1


def test_needs_no_allowance_for_nothing(approved, alice, bob, stranger):
    approved.transferFrom(alice, bob, NOTE.id, 0, {"from": stranger})

    assert approved.balanceOf(alice, NOTE.id) == 10


def test_records_who_moved_the_units(approved, alice, bob, operator):
    tx = approved.transferFrom(alice, bob, NOTE.id, 3, {"from": operator})

    assert tx.return_value is True
    assert tuple(tx.events["Transfer"].values()) == (operator, alice, bob, NOTE.id, 3)
