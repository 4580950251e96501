"""
redeem
├── when the caller has fewer coins, rejects
├── given the caller or the receiver is frozen, rejects
├── given the reserve is insolvent, rejects
├── given others wait for a redemption, pays only what they leave
├── given the reserve has too little cash
│   ├── rejects, and says how much there is
│   ├── pays what there is
│   └── pays again once a bill has matured
└── otherwise
    ├── destroys coins of the caller
    ├── pays as much cash to the receiver
    ├── takes the same from backing and supply
    ├── gives back exactly what was minted
    └── is recorded by the transfers of coin and cash
"""

import pytest
from brownie import ZERO_ADDRESS

from tests.helpers import rejects
from tests.unit.Reserve.conftest import ALICE_MINTED, ALICE_STARTS_WITH, DOLLAR, cusip_of, reach_maturity

pytestmark = [pytest.mark.ganache, pytest.mark.usefixtures("coins")]


def test_rejects_a_caller_with_fewer_coins(reserve, alice):
    with rejects("InsufficientBalance"):
        reserve.redeem(alice, ALICE_MINTED + 1, {"from": alice})


def test_rejects_a_caller_without_coins_though_there_is_cash(reserve, bob):
    with rejects("InsufficientBalance"):
        reserve.redeem(bob, 1, {"from": bob})


def test_rejects_a_frozen_caller(reserve, alice, bob, freeze):
    freeze(alice)

    with rejects("AccountFrozen"):
        reserve.redeem(bob, 1, {"from": alice})


def test_rejects_a_frozen_receiver(reserve, alice, bob, freeze):
    freeze(bob)

    with rejects("AccountFrozen"):
        reserve.redeem(bob, 1, {"from": alice})


def test_rejects_given_the_reserve_is_insolvent(reserve, alice, regulator):
    reserve.declareInsolvency({"from": regulator})

    with rejects("IsInsolvent"):
        reserve.redeem(alice, 1, {"from": alice})


def test_pays_only_what_those_who_wait_leave(reserve, par_dollar, cash, spend_cash, alice, bob):
    spend_cash()
    held = cash.balanceOf(reserve)
    par_dollar.transfer(bob, 1_000, {"from": alice})
    reserve.requestRedemption(1_000, {"from": bob})

    with rejects("InsufficientCash"):
        reserve.redeem(alice, held - 999, {"from": alice})
    reserve.redeem(alice, held - 1_000, {"from": alice})
    reserve.claimRedemption(1, bob, {"from": bob})


def test_rejects_while_cash_is_short_and_pays_what_there_is(reserve, cash, alice, spend_cash):
    spend_cash()
    held = cash.balanceOf(reserve)
    assert held < ALICE_MINTED

    with rejects("InsufficientCash"):
        reserve.redeem(alice, held + 1, {"from": alice})
    reserve.redeem(alice, held, {"from": alice})

    assert cash.balanceOf(reserve) == 0
    assert reserve.backing() >= reserve.supply() == ALICE_MINTED - held


def test_pays_everybody_once_a_bill_has_matured(reserve, par_dollar, alice, bought):
    reach_maturity(bought)
    reserve.collect(cusip_of(bought), {"from": alice})

    reserve.redeem(alice, ALICE_MINTED, {"from": alice})

    assert par_dollar.totalSupply() == 0


def test_destroys_coins_of_the_caller(reserve, par_dollar, alice, bob):
    reserve.redeem(bob, 400, {"from": alice})

    assert par_dollar.balanceOf(alice) == ALICE_MINTED - 400


@pytest.mark.parametrize("dollars", [0, 1, 1_000 * DOLLAR])
def test_pays_as_much_cash_to_the_receiver(dollars, reserve, cash, alice, bob):
    reserve.redeem(bob, dollars, {"from": alice})

    assert cash.balanceOf(bob) == dollars


def test_takes_the_same_from_backing_and_supply(reserve, alice):
    reserve.redeem(alice, 400, {"from": alice})

    assert reserve.backing() == reserve.supply() == ALICE_MINTED - 400


def test_gives_back_exactly_what_was_minted(reserve, cash, alice):
    reserve.redeem(alice, ALICE_MINTED, {"from": alice})

    assert cash.balanceOf(alice) == ALICE_STARTS_WITH


def test_is_recorded_by_the_transfers_of_coin_and_cash(reserve, alice, bob):
    destroyed, paid = reserve.redeem(bob, 400, {"from": alice}).events["Transfer"]

    assert tuple(destroyed.values()) == (alice, ZERO_ADDRESS, 400)
    assert tuple(paid.values()) == (reserve, bob, 400)
