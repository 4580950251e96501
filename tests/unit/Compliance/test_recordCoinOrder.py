"""
recordCoinOrder
├── when the caller is not the regulator, rejects
├── when no authority or no document is named, rejects
├── when the account is the zero address, rejects
├── when the order freezes or releases, rejects
├── when it takes nothing, rejects
├── when a receiver is missing, or named where the coins are burned, or is the account itself, rejects
├── when the expiry has passed, rejects
└── otherwise
    ├── keeps the order, pending
    ├── counts it together with the orders to freeze
    ├── takes nothing yet
    └── records the order with all it says
"""

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import EVERYTHING, OrderAction, OrderStatus
from tests.helpers import now, rejects
from tests.unit.Compliance.conftest import AUTHORITY, DAY, DOCUMENT

NOTHING = "0x" + "00" * 32


def test_rejects_a_caller_who_is_not_the_regulator(compliance, compliance_officer, alice, bob):
    order = (AUTHORITY, DOCUMENT, OrderAction.SEIZE, alice, bob, 400, now() + DAY)

    with rejects("AccessManagedUnauthorized"):
        compliance.recordCoinOrder(*order, {"from": compliance_officer})


@pytest.mark.parametrize(
    "authority, document, error",
    [(NOTHING, DOCUMENT, "AuthorityMissing"), (AUTHORITY, NOTHING, "DocumentMissing")],
)
def test_rejects_an_order_without(authority, document, error, compliance, regulator, alice, bob):
    order = (authority, document, OrderAction.SEIZE, alice, bob, 400, now() + DAY)

    with rejects(error):
        compliance.recordCoinOrder(*order, {"from": regulator})


def test_rejects_the_zero_address(record_on_coins, bob):
    with rejects("InvalidAccount"):
        record_on_coins(OrderAction.SEIZE, ZERO_ADDRESS, bob, 400)


@pytest.mark.parametrize("action", [OrderAction.FREEZE, OrderAction.UNFREEZE])
def test_rejects_an_order_to_freeze_or_release(action, record_on_coins, alice, bob):
    with rejects("WrongAction"):
        record_on_coins(action, alice, bob, 400)


def test_rejects_an_order_that_takes_nothing(record_on_coins, alice, bob):
    with rejects("NothingToTake"):
        record_on_coins(OrderAction.SEIZE, alice, bob, 0)


@pytest.mark.parametrize(
    "action, receiver",
    [
        (OrderAction.SEIZE, None),
        (OrderAction.REISSUE, None),
        (OrderAction.SEIZE, "alice"),
        (OrderAction.REISSUE, "alice"),
        (OrderAction.BURN, "alice"),
        (OrderAction.BURN, "bob"),
    ],
)
def test_rejects_a_wrong_receiver(action, receiver, record_on_coins, alice, request):
    receiver = request.getfixturevalue(receiver) if receiver else ZERO_ADDRESS

    with rejects("InvalidAccount"):
        record_on_coins(action, alice, receiver, 400)


def test_rejects_an_expiry_that_has_passed(record_on_coins, alice, bob):
    with rejects("OrderExpired"):
        record_on_coins(OrderAction.SEIZE, alice, bob, 400, expiry=now() - 1)


def test_keeps_the_order_pending(compliance, record_on_coins, alice, bob):
    expiry = now() + DAY

    order = record_on_coins(OrderAction.REISSUE, alice, bob, 400, expiry)

    terms = (AUTHORITY, DOCUMENT, alice, expiry, OrderAction.REISSUE)
    assert tuple(compliance.orderOf(order)) == (*terms, OrderStatus.RECORDED, 0, bob, 400)


def test_counts_all_orders_together(compliance, record, record_on_coins, alice, bob):
    assert record(OrderAction.FREEZE, alice) == 1
    assert record_on_coins(OrderAction.BURN, alice, ZERO_ADDRESS, EVERYTHING) == 2
    assert compliance.orderCount() == 2


def test_takes_nothing_yet(dollar, reserve, execute, record_on_coins, alice, bob):
    dollar.mint(alice, 400, {"from": reserve})
    execute(OrderAction.FREEZE, alice)

    record_on_coins(OrderAction.SEIZE, alice, bob, 400)

    assert dollar.balanceOf(alice) == 400


def test_records_the_order(compliance, regulator, alice, bob):
    expiry = now() + DAY

    tx = compliance.recordCoinOrder(
        AUTHORITY, DOCUMENT, OrderAction.SEIZE, alice, bob, 400, expiry, {"from": regulator}
    )

    assert dict(tx.events["OrderRecorded"]) == {
        "id": 1,
        "account": alice,
        "action": OrderAction.SEIZE,
        "receiver": bob,
        "dollars": 400,
        "authority": AUTHORITY,
        "documentHash": DOCUMENT,
        "expiry": expiry,
    }
