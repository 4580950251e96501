"""
mint
├── when the payer has too little cash, rejects
├── when the receiver is the zero address, rejects
├── given the payer or the receiver is frozen, rejects
└── otherwise
    ├── takes cash of the caller
    ├── creates as many coins for the receiver
    ├── adds the same to backing and supply
    └── records who paid and who received
"""

import pytest
from brownie import ZERO_ADDRESS

from tests.helpers import rejects
from tests.unit.Reserve.conftest import ALICE_MINTED, ALICE_STARTS_WITH, DOLLAR

pytestmark = [pytest.mark.ganache, pytest.mark.usefixtures("coins")]


def test_rejects_a_payer_with_too_little_cash(reserve, alice, cash):
    with rejects("InsufficientBalance"):
        reserve.mint(alice, cash.balanceOf(alice) + 1, {"from": alice})


def test_rejects_the_zero_address(reserve, alice):
    with rejects("InvalidReceiver"):
        reserve.mint(ZERO_ADDRESS, 1, {"from": alice})


def test_rejects_a_frozen_receiver(reserve, alice, bob, freeze):
    freeze(bob)

    with rejects("AccountFrozen"):
        reserve.mint(bob, 1, {"from": alice})


def test_rejects_a_frozen_payer(reserve, alice, bob, freeze):
    freeze(alice)

    with rejects("AccountFrozen"):
        reserve.mint(bob, 1, {"from": alice})


def test_takes_cash_of_the_caller(reserve, cash, alice, bob):
    reserve.mint(bob, 400, {"from": alice})

    assert cash.balanceOf(alice) == ALICE_STARTS_WITH - ALICE_MINTED - 400
    assert cash.balanceOf(reserve) == ALICE_MINTED + 400


@pytest.mark.parametrize("dollars", [0, 1, 1_000 * DOLLAR])
def test_creates_as_many_coins_for_the_receiver(dollars, reserve, par_dollar, alice, bob):
    reserve.mint(bob, dollars, {"from": alice})

    assert par_dollar.balanceOf(bob) == dollars
    assert par_dollar.balanceOf(alice) == ALICE_MINTED


def test_adds_the_same_to_backing_and_supply(reserve, alice, bob):
    reserve.mint(bob, 400, {"from": alice})

    assert reserve.backing() == reserve.supply() == ALICE_MINTED + 400


def test_records_who_paid_and_who_received(reserve, alice, bob):
    tx = reserve.mint(bob, 400, {"from": alice})

    assert dict(tx.events["Minted"]) == {"payer": alice, "to": bob, "dollars": 400}
