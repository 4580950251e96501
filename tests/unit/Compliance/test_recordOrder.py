"""
recordOrder
├── when the caller is not the regulator, rejects
├── when no authority is named, rejects
├── when no document is named, rejects
├── when the account is the zero address, rejects
├── when the expiry has passed, rejects
├── when the order takes coins, rejects
└── otherwise
    ├── keeps the order, pending
    ├── keeps one that expires in this very second
    ├── counts orders from 1
    ├── freezes nothing yet
    └── records the order
"""

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import OrderAction, OrderStatus
from tests.helpers import now, rejects, travel_to
from tests.unit.Compliance.conftest import AUTHORITY, DAY, DOCUMENT

NOTHING = "0x" + "00" * 32


def test_rejects_a_caller_who_is_not_the_regulator(compliance, compliance_officer, alice):
    order = (AUTHORITY, DOCUMENT, OrderAction.FREEZE, alice, now() + DAY)

    with rejects("AccessManagedUnauthorized"):
        compliance.recordOrder(*order, {"from": compliance_officer})


@pytest.mark.parametrize(
    "authority, document, error",
    [(NOTHING, DOCUMENT, "AuthorityMissing"), (AUTHORITY, NOTHING, "DocumentMissing")],
)
def test_rejects_an_order_without(authority, document, error, compliance, regulator, alice):
    order = (authority, document, OrderAction.FREEZE, alice, now() + DAY)

    with rejects(error):
        compliance.recordOrder(*order, {"from": regulator})


def test_rejects_the_zero_address(compliance, regulator):
    order = (AUTHORITY, DOCUMENT, OrderAction.FREEZE, ZERO_ADDRESS, now() + DAY)

    with rejects("InvalidAccount"):
        compliance.recordOrder(*order, {"from": regulator})


def test_rejects_an_expiry_that_has_passed(record, alice):
    with rejects("OrderExpired"):
        record(OrderAction.FREEZE, alice, expiry=now() - 1)


@pytest.mark.parametrize("action", [OrderAction.SEIZE, OrderAction.REISSUE, OrderAction.BURN])
def test_rejects_an_order_that_takes_coins(action, record, alice):
    with rejects("WrongAction"):
        record(action, alice)


def test_keeps_the_order_pending(compliance, record, alice):
    expiry = now() + DAY

    order = record(OrderAction.UNFREEZE, alice, expiry)

    kept = (AUTHORITY, DOCUMENT, alice, expiry, OrderAction.UNFREEZE, OrderStatus.RECORDED, 0)
    nothing = (ZERO_ADDRESS, 0)  # no receiver, no dollars
    assert tuple(compliance.orderOf(order)) == kept + nothing


def test_keeps_an_order_in_the_last_second(compliance, record, alice):
    expiry = now() + DAY
    travel_to(expiry)

    order = record(OrderAction.FREEZE, alice, expiry)

    assert compliance.orderOf(order)["status"] == OrderStatus.RECORDED


def test_counts_orders_from_1(compliance, record, alice, bob):
    assert [record(OrderAction.FREEZE, who) for who in (alice, bob)] == [1, 2]
    assert compliance.orderCount() == 2


def test_freezes_nothing_yet(compliance, dollar, record, alice):
    record(OrderAction.FREEZE, alice)

    assert not compliance.isFrozen(alice)
    assert not dollar.isFrozen(alice)


def test_records_the_order(compliance, regulator, alice):
    expiry = now() + DAY

    tx = compliance.recordOrder(AUTHORITY, DOCUMENT, OrderAction.FREEZE, alice, expiry, {"from": regulator})

    assert dict(tx.events["OrderRecorded"]) == {
        "id": 1,
        "account": alice,
        "action": OrderAction.FREEZE,
        "receiver": ZERO_ADDRESS,
        "dollars": 0,
        "authority": AUTHORITY,
        "documentHash": DOCUMENT,
        "expiry": expiry,
    }
