"""
transfer
├── when the receiver is the zero address, rejects
├── when the sender has fewer dollars, rejects, whatever their lower bits
├── given the sender is frozen, rejects
├── given the receiver is frozen, rejects
└── otherwise
    ├── moves dollars and nothing else
    ├── moves the whole balance
    ├── moves nothing, when asked to
    ├── changes no balance when the sender pays itself
    └── records the transfer
"""

import pytest
from brownie import ZERO_ADDRESS

from tests.helpers import rejects
from tests.unit.ParDollar.conftest import ALICE_STARTS_WITH

pytestmark = pytest.mark.ganache


def test_rejects_the_zero_address(dollar, alice):
    with rejects("InvalidReceiver"):
        dollar.transfer(ZERO_ADDRESS, 1, {"from": alice})


@pytest.mark.parametrize(
    "dollars", [ALICE_STARTS_WITH + 1, 2**191, 2**192, 2**192 + 1, 2**193 - 2**191, 2**255, 2**256 - 1]
)
def test_rejects_a_sender_with_fewer_dollars(dollars, dollar, alice, bob):
    with rejects("InsufficientBalance"):
        dollar.transfer(bob, dollars, {"from": alice})


def test_rejects_a_frozen_sender(dollar, compliance, alice, bob):
    dollar.setFrozen(alice, True, {"from": compliance})

    with rejects("AccountFrozen"):
        dollar.transfer(bob, 1, {"from": alice})


def test_rejects_a_frozen_receiver(dollar, compliance, alice, bob):
    dollar.setFrozen(bob, True, {"from": compliance})

    with rejects("AccountFrozen"):
        dollar.transfer(bob, 1, {"from": alice})


def test_moves_dollars_and_nothing_else(dollar, alice, bob):
    dollar.transfer(bob, 400, {"from": alice})

    assert dollar.balanceOf(alice) == ALICE_STARTS_WITH - 400
    assert dollar.balanceOf(bob) == 400
    assert dollar.totalSupply() == ALICE_STARTS_WITH


def test_moves_the_whole_balance(dollar, alice, bob):
    dollar.transfer(bob, ALICE_STARTS_WITH, {"from": alice})

    assert dollar.balanceOf(alice) == 0
    assert dollar.balanceOf(bob) == ALICE_STARTS_WITH


def test_moves_nothing_when_asked_to(dollar, alice, bob):
    dollar.transfer(alice, 0, {"from": bob})

    assert dollar.balanceOf(alice) == ALICE_STARTS_WITH


def test_changes_no_balance_when_the_sender_pays_itself(dollar, alice):
    dollar.transfer(alice, 400, {"from": alice})

    assert dollar.balanceOf(alice) == ALICE_STARTS_WITH


def test_records_the_transfer(dollar, alice, bob):
    tx = dollar.transfer(bob, 400, {"from": alice})

    assert tx.return_value is True
    assert dict(tx.events["Transfer"]) == {"from": alice, "to": bob, "value": 400}
