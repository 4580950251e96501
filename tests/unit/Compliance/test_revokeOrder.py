"""
revokeOrder
├── when the caller is not the regulator, rejects
├── when the order was never recorded, rejects
├── given it was revoked, rejects
├── given it is an executed Unfreeze order, or one that took coins, rejects
├── given it is pending, it can no longer be executed, and nothing else changes
├── given it is an executed Freeze order
│   ├── releases securities and coin
│   ├── keeps them frozen while another order stops the account
│   ├── when an Unfreeze order has ended it, leaves a later Freeze order in force
│   └── releases them also when an earlier freeze was ended by an Unfreeze order
├── given it has expired, revokes all the same
└── records the revocation
"""

from model.compliance import OrderAction, OrderStatus
from tests.helpers import now, rejects, travel_to
from tests.unit.Compliance.conftest import DAY


def test_rejects_a_caller_who_is_not_the_regulator(compliance, compliance_officer, record, alice):
    order = record(OrderAction.FREEZE, alice)

    with rejects("AccessManagedUnauthorized"):
        compliance.revokeOrder(order, {"from": compliance_officer})


def test_rejects_an_order_that_was_never_recorded(compliance, regulator):
    with rejects("OrderNotRevocable"):
        compliance.revokeOrder(1, {"from": regulator})


def test_rejects_an_order_that_was_revoked(compliance, regulator, record, alice):
    order = record(OrderAction.FREEZE, alice)
    compliance.revokeOrder(order, {"from": regulator})

    with rejects("OrderNotRevocable"):
        compliance.revokeOrder(order, {"from": regulator})


def test_rejects_an_executed_unfreeze_order(compliance, regulator, execute, alice):
    order = execute(OrderAction.UNFREEZE, alice)

    with rejects("OrderNotRevocable"):
        compliance.revokeOrder(order, {"from": regulator})


def test_rejects_an_executed_order_that_took_coins(
    compliance, dollar, regulator, reserve, compliance_officer, execute, record_on_coins, alice, bob
):
    dollar.mint(alice, 400, {"from": reserve})
    execute(OrderAction.FREEZE, alice)
    order = record_on_coins(OrderAction.SEIZE, alice, bob, 400)
    compliance.executeOrder(order, {"from": compliance_officer})

    with rejects("OrderNotRevocable"):
        compliance.revokeOrder(order, {"from": regulator})


def test_a_pending_order_that_takes_coins_releases_nobody(
    compliance, dollar, regulator, execute, record_on_coins, alice, bob
):
    execute(OrderAction.FREEZE, alice)
    order = record_on_coins(OrderAction.SEIZE, alice, bob, 400)

    compliance.revokeOrder(order, {"from": regulator})

    assert compliance.orderOf(order)["status"] == OrderStatus.REVOKED
    assert compliance.isFrozen(alice) and dollar.isFrozen(alice)


def test_a_pending_order_changes_nothing_else(compliance, dollar, regulator, record, execute, alice):
    execute(OrderAction.FREEZE, alice)
    order = record(OrderAction.FREEZE, alice)

    compliance.revokeOrder(order, {"from": regulator})

    assert compliance.orderOf(order)["status"] == OrderStatus.REVOKED
    assert compliance.isFrozen(alice)
    assert dollar.isFrozen(alice)


def test_releases_securities_and_coin(compliance, dollar, regulator, execute, alice):
    order = execute(OrderAction.FREEZE, alice)

    compliance.revokeOrder(order, {"from": regulator})

    assert not compliance.isFrozen(alice)
    assert not dollar.isFrozen(alice)


def test_keeps_them_frozen_while_another_order_stops_the_account(
    compliance, dollar, regulator, execute, alice
):
    first = execute(OrderAction.FREEZE, alice)
    execute(OrderAction.FREEZE, alice)

    compliance.revokeOrder(first, {"from": regulator})

    assert compliance.isFrozen(alice)
    assert dollar.isFrozen(alice)


def test_an_order_that_an_unfreeze_has_ended_leaves_a_later_one_in_force(
    compliance, dollar, regulator, execute, alice
):
    ended = execute(OrderAction.FREEZE, alice)
    execute(OrderAction.UNFREEZE, alice)
    execute(OrderAction.FREEZE, alice)

    compliance.revokeOrder(ended, {"from": regulator})

    assert compliance.isFrozen(alice)
    assert dollar.isFrozen(alice)


def test_releases_an_account_that_was_frozen_again(compliance, dollar, regulator, execute, alice):
    execute(OrderAction.FREEZE, alice)
    execute(OrderAction.UNFREEZE, alice)
    order = execute(OrderAction.FREEZE, alice)

    compliance.revokeOrder(order, {"from": regulator})

    assert not compliance.isFrozen(alice)
    assert not dollar.isFrozen(alice)


def test_revokes_past_the_expiry(compliance, regulator, execute, alice):
    order = execute(OrderAction.FREEZE, alice)
    travel_to(now() + 2 * DAY)

    compliance.revokeOrder(order, {"from": regulator})

    assert not compliance.isFrozen(alice)


def test_records_the_revocation(compliance, regulator, record, alice):
    order = record(OrderAction.FREEZE, alice)

    tx = compliance.revokeOrder(order, {"from": regulator})

    assert dict(tx.events["OrderRevoked"]) == {"id": order, "account": alice}
