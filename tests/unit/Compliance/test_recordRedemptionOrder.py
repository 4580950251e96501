"""
recordRedemptionOrder
├── when the caller is not the regulator, rejects
├── when no authority or no document is named, rejects
├── when the account is the zero address, rejects
├── when the receiver is missing, or is the account itself, rejects
├── when the expiry has passed, rejects
├── by no other function: rejects
└── otherwise keeps the order, pending, and records it with all it says
"""

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import OrderAction, OrderStatus
from tests.helpers import now, rejects
from tests.unit.Compliance.conftest import AUTHORITY, DAY, DOCUMENT

NOTHING = "0x" + "00" * 32


@pytest.fixture
def record_on_redemption(compliance, regulator):
    def record(account, receiver, expiry=None, authority=AUTHORITY, document=DOCUMENT, by=regulator):
        order = (authority, document, account, receiver, 3, expiry or now() + DAY)
        return compliance.recordRedemptionOrder(*order, {"from": by})

    return record


def test_rejects_a_caller_who_is_not_the_regulator(record_on_redemption, compliance_officer, alice, bob):
    with rejects("AccessManagedUnauthorized"):
        record_on_redemption(alice, bob, by=compliance_officer)


def test_rejects_an_order_without_authority_or_document(record_on_redemption, alice, bob):
    with rejects("AuthorityMissing"):
        record_on_redemption(alice, bob, authority=NOTHING)
    with rejects("DocumentMissing"):
        record_on_redemption(alice, bob, document=NOTHING)


def test_rejects_the_zero_address(record_on_redemption, bob):
    with rejects("InvalidAccount"):
        record_on_redemption(ZERO_ADDRESS, bob)


def test_rejects_a_wrong_receiver(record_on_redemption, alice):
    for receiver in (ZERO_ADDRESS, alice):
        with rejects("InvalidAccount"):
            record_on_redemption(alice, receiver)


def test_rejects_an_expiry_that_has_passed(record_on_redemption, alice, bob):
    with rejects("OrderExpired"):
        record_on_redemption(alice, bob, expiry=now() - 1)


def test_is_recorded_by_no_other_function(record, record_on_coins, alice, bob):
    with rejects("WrongAction"):
        record(OrderAction.REASSIGN_REDEMPTION, alice)
    with rejects("WrongAction"):
        record_on_coins(OrderAction.REASSIGN_REDEMPTION, alice, bob, 1)


def test_keeps_and_records_the_order(compliance, record_on_redemption, alice, bob):
    expiry = now() + DAY

    tx = record_on_redemption(alice, bob, expiry)

    terms = (AUTHORITY, DOCUMENT, alice, expiry, OrderAction.REASSIGN_REDEMPTION)
    assert tuple(compliance.orderOf(1)) == (*terms, OrderStatus.RECORDED, 0, bob, 3)
    assert dict(tx.events["OrderRecorded"]) == {
        "id": 1,
        "account": alice,
        "action": OrderAction.REASSIGN_REDEMPTION,
        "receiver": bob,
        "dollars": 3,
        "authority": AUTHORITY,
        "documentHash": DOCUMENT,
        "expiry": expiry,
    }
