"""
requireTransferable, requireEligible, requireNotFrozen: which of the three who take part stops a transfer

            not registered   frozen
operator    passes           stops
from        stops            stops
to          stops            stops

├── each cell of the table
├── given the holder is the operator, asks nothing more
├── requireEligible asks of one account what a transfer asks of either side
└── requireNotFrozen asks only that no lawful order stops the account
"""

import pytest

from model.compliance import HolderClass, OrderAction
from tests.helpers import rejects


@pytest.fixture(scope="module")
def taking_part(compliance, compliance_officer, dealer, alice, bob):
    """All three registered."""
    taking_part = {"operator": dealer, "from": alice, "to": bob}
    for account in taking_part.values():
        compliance.setHolder(account, HolderClass.BANK, b"US", False, {"from": compliance_officer})
    return taking_part


def test_passes_when_all_are_eligible(compliance, taking_part):
    compliance.requireTransferable(*taking_part.values())


@pytest.mark.parametrize("role", ["operator", "from", "to"])
def test_stops_for_a_frozen(role, compliance, execute, taking_part):
    execute(OrderAction.FREEZE, taking_part[role])

    with rejects("AccountFrozen"):
        compliance.requireTransferable(*taking_part.values())


@pytest.mark.parametrize("role", ["from", "to"])
def test_stops_for_an_unregistered(role, compliance, taking_part, stranger):
    with rejects("NotEligible"):
        compliance.requireTransferable(*{**taking_part, role: stranger}.values())


def test_passes_for_an_unregistered_operator(compliance, taking_part, stranger):
    compliance.requireTransferable(stranger, taking_part["from"], taking_part["to"])


def test_a_holder_who_transfers_itself_needs_nothing_more(compliance, taking_part):
    compliance.requireTransferable(taking_part["from"], taking_part["from"], taking_part["to"])


def test_an_unregistered_account_is_not_eligible(compliance, stranger):
    with rejects("NotEligible"):
        compliance.requireEligible(stranger)


def test_a_frozen_account_is_not_eligible(compliance, execute, taking_part):
    execute(OrderAction.FREEZE, taking_part["from"])

    with rejects("AccountFrozen"):
        compliance.requireEligible(taking_part["from"])


def test_an_unregistered_account_need_not_be_frozen(compliance, stranger):
    compliance.requireNotFrozen(stranger)


def test_a_frozen_account_is_stopped(compliance, execute, stranger):
    execute(OrderAction.FREEZE, stranger)

    with rejects("AccountFrozen"):
        compliance.requireNotFrozen(stranger)
