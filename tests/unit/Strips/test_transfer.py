"""
transfer
├── when the receiver is the zero address, rejects
├── when the sender or the receiver may not hold securities, rejects
├── given the sender or the receiver is frozen, rejects
├── when no piece has the id, rejects
├── given the payment date has come, rejects, business day or not
├── when the sender has less, rejects
└── otherwise
    ├── moves interest in micro-dollars
    ├── moves principal in units
    ├── leaves the total as it is
    ├── changes nothing when the sender pays itself
    └── records the transfer
"""

import pytest
from brownie import ZERO_ADDRESS

from tests.helpers import rejects, travel_to
from tests.securities import NOTE, start_of
from tests.unit.Strips.conftest import interest, principal


def test_rejects_the_zero_address(stripped, alice):
    with rejects("ERC6909InvalidReceiver"):
        stripped.transfer(ZERO_ADDRESS, principal(NOTE), 1, {"from": alice})


def test_rejects_an_ineligible_sender(stripped, stranger, alice):
    with rejects("NotEligible"):
        stripped.transfer(alice, principal(NOTE), 0, {"from": stranger})


@pytest.mark.lesson(23)
def test_rejects_an_ineligible_receiver(stripped, stranger, alice):
    with rejects("NotEligible"):
        stripped.transfer(stranger, principal(NOTE), 1, {"from": alice})


@pytest.mark.parametrize("side", ["alice", "bob"])
def test_rejects_a_frozen_side(stripped, freeze, alice, bob, side):
    freeze({"alice": alice, "bob": bob}[side])

    with rejects("AccountFrozen"):
        stripped.transfer(bob, principal(NOTE), 1, {"from": alice})


def test_rejects_an_id_of_no_piece(stripped, alice, bob):
    with rejects("UnknownPiece"):
        stripped.transfer(bob, 2**104 + principal(NOTE), 0, {"from": alice})


def test_rejects_a_piece_from_its_payment_date(stripped, alice, bob):
    travel_to(start_of(NOTE.coupon_date(1)) - 2)
    stripped.transfer(bob, interest(NOTE, 1), 1, {"from": alice})
    travel_to(start_of(NOTE.coupon_date(1)))

    with rejects("PieceDue"):
        stripped.transfer(bob, interest(NOTE, 1), 1, {"from": alice})


def test_rejects_principal_on_a_saturday_that_is_paid_on_monday(stripped, alice, bob):
    travel_to(start_of(NOTE.maturity_date))

    with rejects("PieceDue"):
        stripped.transfer(bob, principal(NOTE), 1, {"from": alice})


def test_rejects_more_than_the_sender_has(stripped, alice, bob):
    with rejects("ERC6909InsufficientBalance"):
        stripped.transfer(bob, interest(NOTE, 1), 10 * NOTE.coupon + 1, {"from": alice})


def test_moves_interest_in_micro_dollars(stripped, alice, bob):
    stripped.transfer(bob, interest(NOTE, 2), 1, {"from": alice})

    assert stripped.balanceOf(alice, interest(NOTE, 2)) == 10 * NOTE.coupon - 1
    assert stripped.balanceOf(bob, interest(NOTE, 2)) == 1
    assert stripped.balanceOf(alice, interest(NOTE, 3)) == 10 * NOTE.coupon


def test_moves_principal_in_units(stripped, alice, bob):
    stripped.transfer(bob, principal(NOTE), 3, {"from": alice})

    assert (stripped.balanceOf(alice, principal(NOTE)), stripped.balanceOf(bob, principal(NOTE))) == (7, 3)


def test_leaves_the_total_as_it_is(stripped, alice, bob):
    stripped.transfer(bob, interest(NOTE, 2), 1, {"from": alice})

    assert stripped.totalSupply(interest(NOTE, 2)) == 10 * NOTE.coupon


def test_changes_nothing_when_the_sender_pays_itself(stripped, alice):
    stripped.transfer(alice, principal(NOTE), 10, {"from": alice})

    assert stripped.balanceOf(alice, principal(NOTE)) == 10


def test_records_the_transfer(stripped, alice, bob):
    tx = stripped.transfer(bob, principal(NOTE), 3, {"from": alice})

    assert tuple(tx.events["Transfer"].values()) == (alice, alice, bob, principal(NOTE), 3)
