"""
executeOrder
├── when the caller is not the compliance officer, rejects
├── when the order was never recorded, rejects
├── when it names the reserve, rejects
├── given it was executed, rejects
├── given it was revoked, rejects
├── given it has expired, rejects
├── given the coin is not known yet, rejects
└── otherwise
    ├── executes in the last second
    ├── freezes securities and coin together
    ├── keeps them frozen past the expiry
    ├── releases both by an Unfreeze order, however many orders stopped the account
    ├── freezes again after that
    └── records the execution
"""

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import OrderAction, OrderStatus
from tests.helpers import now, rejects, travel_to
from tests.unit.Compliance.conftest import AUTHORITY, DAY, DOCUMENT

pytestmark = pytest.mark.ganache


def test_rejects_a_caller_who_is_not_the_compliance_officer(compliance, regulator, record, alice):
    order = record(OrderAction.FREEZE, alice)

    with rejects("AccessManagedUnauthorized"):
        compliance.executeOrder(order, {"from": regulator})


def test_rejects_an_order_that_was_never_recorded(compliance, compliance_officer):
    with rejects("OrderNotPending"):
        compliance.executeOrder(1, {"from": compliance_officer})


def test_rejects_an_order_on_the_reserve(compliance, compliance_officer, record, reserve):
    order = record(OrderAction.FREEZE, reserve)

    with rejects("ReserveNotFreezable"):
        compliance.executeOrder(order, {"from": compliance_officer})


@pytest.mark.lesson(22)
def test_rejects_an_order_that_was_executed(compliance, compliance_officer, execute, alice):
    order = execute(OrderAction.FREEZE, alice)

    with rejects("OrderNotPending"):
        compliance.executeOrder(order, {"from": compliance_officer})


@pytest.mark.lesson(22)
def test_rejects_an_order_that_was_revoked(compliance, regulator, compliance_officer, record, alice):
    order = record(OrderAction.FREEZE, alice)
    compliance.revokeOrder(order, {"from": regulator})

    with rejects("OrderNotPending"):
        compliance.executeOrder(order, {"from": compliance_officer})


def test_rejects_an_order_that_has_expired(compliance, compliance_officer, record, alice):
    expiry = now() + DAY
    order = record(OrderAction.FREEZE, alice, expiry)
    travel_to(expiry + 1)

    with rejects("OrderExpired"):
        compliance.executeOrder(order, {"from": compliance_officer})


def test_rejects_while_the_coin_is_not_known(Compliance, ParAccessManager, treasury, alice):
    manager = treasury.deploy(ParAccessManager, treasury)
    compliance = treasury.deploy(Compliance, manager)
    compliance.recordOrder(AUTHORITY, DOCUMENT, OrderAction.FREEZE, alice, now() + DAY, {"from": treasury})

    with rejects("ParDollarNotSet"):
        compliance.executeOrder(1, {"from": treasury})


def test_executes_in_the_last_second(compliance, compliance_officer, record, alice):
    expiry = now() + DAY
    order = record(OrderAction.FREEZE, alice, expiry)
    travel_to(expiry)

    tx = compliance.executeOrder(order, {"from": compliance_officer})

    assert tx.timestamp == expiry
    assert compliance.isFrozen(alice)


def test_freezes_securities_and_coin_together(compliance, dollar, execute, alice):
    order = execute(OrderAction.FREEZE, alice)

    assert compliance.isFrozen(alice)
    assert dollar.isFrozen(alice)
    assert compliance.orderOf(order)["status"] == OrderStatus.EXECUTED


def test_keeps_them_frozen_past_the_expiry(compliance, dollar, execute, alice):
    execute(OrderAction.FREEZE, alice)

    travel_to(now() + 2 * DAY)

    assert compliance.isFrozen(alice)
    assert dollar.isFrozen(alice)


def test_an_unfreeze_order_ends_every_freeze_before_it(compliance, dollar, execute, alice):
    execute(OrderAction.FREEZE, alice)
    execute(OrderAction.FREEZE, alice)

    execute(OrderAction.UNFREEZE, alice)

    assert not compliance.isFrozen(alice)
    assert not dollar.isFrozen(alice)


def test_a_freeze_after_an_unfreeze_stops_the_account_again(compliance, dollar, execute, alice):
    execute(OrderAction.FREEZE, alice)
    execute(OrderAction.UNFREEZE, alice)

    execute(OrderAction.FREEZE, alice)

    assert compliance.isFrozen(alice)
    assert dollar.isFrozen(alice)


def test_records_the_execution(compliance, compliance_officer, record, alice):
    order = record(OrderAction.FREEZE, alice)

    tx = compliance.executeOrder(order, {"from": compliance_officer})

    executed = {"id": 1, "account": alice, "action": OrderAction.FREEZE}
    assert dict(tx.events["OrderExecuted"]) == {**executed, "receiver": ZERO_ADDRESS, "dollars": 0}
    assert dict(tx.events["FreezeChanged"]) == {"account": alice, "isFrozen": True}
