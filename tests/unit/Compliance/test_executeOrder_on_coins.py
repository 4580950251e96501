"""
executeOrder, of an order that takes coins
├── when the caller is not the compliance officer, not even the regulator, rejects
├── given it was executed or revoked, or has expired, rejects
├── given the account is not frozen, or no longer, rejects
├── given the receiver is frozen, rejects
├── given the account has fewer dollars, rejects
└── otherwise
    ├── takes what it says from the account, which stays frozen
    ├── keeps the supply, unless the coins are burned
    ├── takes everything the account holds when it is executed
    ├── leaves securities as they are
    └── records what was taken, from whom and for whom

What the coin does by order nobody else can make it do: not the regulator, the officer or the reserve.
"""

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import EVERYTHING, OrderAction, OrderStatus
from tests.helpers import now, rejects, travel_to
from tests.unit.Compliance.conftest import DAY

HELD = 1_000_000000  # [micro-dollars]
TAKES_COINS = [OrderAction.SEIZE, OrderAction.REISSUE, OrderAction.BURN]


@pytest.fixture(scope="module", autouse=True)
def frozen_alice(dollar, reserve, execute, alice):
    """Whose order is number 1."""
    dollar.mint(alice, HELD, {"from": reserve})
    execute(OrderAction.FREEZE, alice)


@pytest.fixture(params=TAKES_COINS, ids=lambda action: action.name)
def action(request):
    return request.param


@pytest.fixture
def receiver(action, bob):
    return ZERO_ADDRESS if action == OrderAction.BURN else bob


@pytest.fixture
def order(record_on_coins, action, alice, receiver):
    return record_on_coins(action, alice, receiver, 400)


@pytest.fixture
def carry_out(compliance, compliance_officer):
    return lambda order: compliance.executeOrder(order, {"from": compliance_officer})


def test_rejects_the_regulator(compliance, regulator, order):
    with rejects("AccessManagedUnauthorized"):
        compliance.executeOrder(order, {"from": regulator})


def test_rejects_an_order_that_was_executed(carry_out, order):
    carry_out(order)

    with rejects("OrderNotPending"):
        carry_out(order)


def test_rejects_an_order_that_was_revoked(compliance, regulator, carry_out, order):
    compliance.revokeOrder(order, {"from": regulator})

    with rejects("OrderNotPending"):
        carry_out(order)


def test_rejects_an_order_that_has_expired(carry_out, order):
    travel_to(now() + 2 * DAY)

    with rejects("OrderExpired"):
        carry_out(order)


def test_rejects_an_account_that_was_released(compliance, regulator, carry_out, order):
    compliance.revokeOrder(1, {"from": regulator})

    with rejects("AccountNotFrozen"):
        carry_out(order)


@pytest.mark.parametrize("action", [OrderAction.SEIZE, OrderAction.REISSUE], indirect=True)
def test_rejects_a_frozen_receiver(carry_out, execute, order, bob):
    execute(OrderAction.FREEZE, bob)

    with rejects("AccountFrozen"):
        carry_out(order)


def test_rejects_more_than_the_account_holds(carry_out, record_on_coins, action, alice, receiver):
    order = record_on_coins(action, alice, receiver, HELD + 1)

    with rejects("InsufficientBalance"):
        carry_out(order)


def test_takes_what_it_says_and_keeps_the_account_frozen(
    compliance, dollar, carry_out, order, action, alice, bob
):
    carry_out(order)

    is_burn = action == OrderAction.BURN
    assert dollar.balanceOf(alice) == HELD - 400
    assert dollar.balanceOf(bob) == (0 if is_burn else 400)
    assert dollar.totalSupply() == (HELD - 400 if is_burn else HELD)
    assert dollar.isFrozen(alice) and compliance.isFrozen(alice)
    assert compliance.orderOf(order)["status"] == OrderStatus.EXECUTED


def test_takes_everything(dollar, carry_out, record_on_coins, action, alice, receiver):
    order = record_on_coins(action, alice, receiver, EVERYTHING)

    tx = carry_out(order)

    assert dollar.balanceOf(alice) == 0
    assert tx.events["OrderExecuted"]["dollars"] == HELD


def test_leaves_the_freezes_in_force(compliance, carry_out, order, alice):
    before = compliance.holderOf(alice)

    carry_out(order)

    assert compliance.holderOf(alice) == before


def test_records_what_was_taken(carry_out, order, action, alice, receiver):
    tx = carry_out(order)

    assert dict(tx.events["OrderExecuted"]) == {
        "id": order,
        "account": alice,
        "action": action,
        "receiver": receiver,
        "dollars": 400,
    }


@pytest.mark.parametrize("caller", ["regulator", "compliance_officer", "reserve", "treasury"])
def test_nobody_but_compliance_takes_coins(caller, dollar, alice, bob, request):
    by = {"from": request.getfixturevalue(caller)}

    for step, others in (("seize", [bob]), ("reissue", [bob]), ("burnFrozen", [])):
        with rejects("NotCompliance"):
            getattr(dollar, step)(alice, *others, 400, by)
