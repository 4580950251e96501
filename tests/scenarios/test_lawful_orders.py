"""Lawful orders from the document to the dollar: with the deployed system, its roles and its reserve."""

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import EVERYTHING, OrderAction
from tests.helpers import now, rejects

PAPERS = ("0x" + "a1" * 32, "0x" + "d0" * 32)  # the court, its document
SAVED = 1_000_000000  # [micro-dollars]


@pytest.fixture(scope="module", autouse=True)
def alice_s_coins(system, order, alice):
    """Paid for in cash, and stopped."""
    system.cash.mint(alice, SAVED, {"from": alice})
    system.cash.approve(system.reserve, SAVED, {"from": alice})
    system.reserve.mint(alice, SAVED, {"from": alice})
    order(OrderAction.FREEZE, alice)


@pytest.fixture(scope="module")
def order(system, regulator, compliance_officer):
    """The regulator records it, the officer carries it out."""

    def order(action: OrderAction, account, receiver=ZERO_ADDRESS, dollars=0):
        compliance, expiry = system.compliance, now() + 3600
        if action in (OrderAction.FREEZE, OrderAction.UNFREEZE):
            compliance.recordOrder(*PAPERS, action, account, expiry, {"from": regulator})
        else:
            terms = (action, account, receiver, dollars, expiry)
            compliance.recordCoinOrder(*PAPERS, *terms, {"from": regulator})
        return compliance.executeOrder(compliance.orderCount(), {"from": compliance_officer})

    return order


@pytest.mark.parametrize("action", [OrderAction.SEIZE, OrderAction.REISSUE])
def test_who_receives_coins_by_order_can_redeem_them(system, order, action, alice, bob):
    order(action, alice, bob, EVERYTHING)

    system.reserve.redeem(bob, SAVED, {"from": bob})

    assert system.cash.balanceOf(bob) == SAVED
    assert system.par_dollar.totalSupply() == system.reserve.backing() == 0


@pytest.mark.parametrize("action", [OrderAction.SEIZE, OrderAction.REISSUE])
def test_the_coin_is_backed_as_before(system, order, action, alice, bob):
    order(action, alice, bob, 400)

    assert system.reserve.supply() == system.reserve.backing() == SAVED
    assert system.reserve.surplus() == 0


def test_what_backed_burned_coins_becomes_surplus(system, order, issuer, alice):
    order(OrderAction.BURN, alice, dollars=400)
    assert (system.reserve.supply(), system.reserve.surplus()) == (SAVED - 400, 400)
    before = system.cash.balanceOf(system.reserve.treasuryAccount())

    system.reserve.distribute({"from": issuer})

    assert system.cash.balanceOf(system.reserve.treasuryAccount()) == before + 400
    assert system.reserve.backing() == system.reserve.supply()


@pytest.mark.lesson(21)
def test_a_frozen_saver_cannot_escape_by_redeeming(system, order, alice, bob):
    """The way that redeemed before the seizure would be found closed."""
    for to in (alice, bob):
        with rejects("AccountFrozen"):
            system.reserve.redeem(to, SAVED, {"from": alice})

    order(OrderAction.SEIZE, alice, bob, EVERYTHING)

    assert system.par_dollar.balanceOf(bob) == SAVED


def test_a_released_saver_has_what_the_order_left(system, order, alice, bob):
    order(OrderAction.SEIZE, alice, bob, 400)
    order(OrderAction.UNFREEZE, alice)

    system.reserve.redeem(alice, SAVED - 400, {"from": alice})

    assert system.cash.balanceOf(alice) == SAVED - 400


def test_the_reserve_itself_cannot_be_taken_from(system, order, bob):
    """It cannot be frozen, and only a frozen account can lose coins."""
    with rejects("AccountNotFrozen"):
        order(OrderAction.SEIZE, system.reserve, bob, EVERYTHING)


def test_every_power_leaves_a_record(system, order, alice, bob):
    """Also when it is executed: what was done, and each transfer."""
    tx = order(OrderAction.REISSUE, alice, bob, EVERYTHING)

    assert [event.name for event in tx.events] == ["OrderExecuted", "Transfer", "Transfer"]
    assert tx.events["OrderExecuted"]["dollars"] == SAVED
