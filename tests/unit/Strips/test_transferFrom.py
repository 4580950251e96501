"""
transferFrom
├── when the caller is neither operator nor allowed, rejects
├── when the allowance is for another piece, rejects
├── given the operator is frozen, rejects
├── given the holder is frozen, rejects even its operator
├── given the payment date has come, rejects
└── otherwise
    ├── uses the allowance up
    ├── uses no allowance of an operator
    └── records who moved the piece
"""

import pytest

from tests.helpers import rejects, travel_to
from tests.securities import NOTE, start_of
from tests.unit.Strips.conftest import interest, principal


@pytest.fixture(scope="module")
def approved(stripped, alice, operator):
    """Alice lets the operator move four units of principal."""
    stripped.approve(operator, principal(NOTE), 4, {"from": alice})
    return stripped


def test_rejects_a_caller_who_is_neither_operator_nor_allowed(approved, alice, bob):
    with rejects("ERC6909InsufficientAllowance"):
        approved.transferFrom(alice, bob, principal(NOTE), 1, {"from": bob})


def test_rejects_an_allowance_for_another_piece(approved, alice, bob, operator):
    with rejects("ERC6909InsufficientAllowance"):
        approved.transferFrom(alice, bob, interest(NOTE, 4), 1, {"from": operator})


def test_rejects_a_frozen_operator(approved, freeze, alice, bob, operator):
    freeze(operator)

    with rejects("AccountFrozen"):
        approved.transferFrom(alice, bob, principal(NOTE), 1, {"from": operator})


def test_rejects_a_frozen_holder_even_to_its_operator(approved, freeze, alice, bob, operator):
    approved.setOperator(operator, True, {"from": alice})
    freeze(alice)

    with rejects("AccountFrozen"):
        approved.transferFrom(alice, bob, principal(NOTE), 1, {"from": operator})


def test_rejects_a_piece_from_its_payment_date(approved, alice, bob, operator):
    travel_to(start_of(NOTE.maturity_date))

    with rejects("PieceDue"):
        approved.transferFrom(alice, bob, principal(NOTE), 1, {"from": operator})


def test_uses_the_allowance_up(approved, alice, bob, operator):
    approved.transferFrom(alice, bob, principal(NOTE), 3, {"from": operator})

    assert approved.balanceOf(bob, principal(NOTE)) == 3
    assert approved.allowance(alice, operator, principal(NOTE)) == 1


def test_uses_no_allowance_of_an_operator(approved, alice, bob, operator):
    approved.setOperator(operator, True, {"from": alice})

    approved.transferFrom(alice, bob, principal(NOTE), 10, {"from": operator})

    assert approved.balanceOf(bob, principal(NOTE)) == 10
    assert approved.allowance(alice, operator, principal(NOTE)) == 4


def test_records_who_moved_the_piece(approved, alice, bob, operator):
    tx = approved.transferFrom(alice, bob, principal(NOTE), 3, {"from": operator})

    assert tuple(tx.events["Transfer"].values()) == (operator, alice, bob, principal(NOTE), 3)
