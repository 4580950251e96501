"""
strikeOff
├── when an account is of a jurisdiction that is not excluded, rejects
├── when it would strike off the reserve, rejects
├── passes over who is not registered, or was struck off before
└── otherwise, called by anyone
    ├── strikes off all of them, and leaves what else is known about them
    ├── leaves lawful orders on them in force
    └── records each
"""

import pytest

from model.compliance import HolderClass, OrderAction
from tests.helpers import rejects


@pytest.fixture
def people(compliance, compliance_officer, regulator, alice, bob):
    """Of a jurisdiction that was excluded after they were registered."""
    for account in (alice, bob):
        compliance.setHolder(account, HolderClass.FUND, b"KP", True, {"from": compliance_officer})
    compliance.setJurisdiction(b"KP", True, {"from": regulator})
    return [alice, bob]


def test_rejects_an_account_of_another_jurisdiction(compliance, compliance_officer, people, fund, stranger):
    compliance.setHolder(fund, HolderClass.FUND, b"KR", False, {"from": compliance_officer})

    with rejects("JurisdictionNotExcluded"):
        compliance.strikeOff([*people, fund], {"from": stranger})


def test_rejects_to_strike_off_the_reserve(compliance, compliance_officer, regulator, reserve, stranger):
    terms = (HolderClass.STABLECOIN_ISSUER, b"US", False)
    compliance.setHolder(reserve, *terms, {"from": compliance_officer})
    compliance.setJurisdiction(b"US", True, {"from": regulator})

    with rejects("ReserveNotRemovable"):
        compliance.strikeOff([reserve], {"from": stranger})


def test_passes_over_who_is_not_registered(compliance, people, fund, stranger):
    """Nobody stops many by striking off one of them first."""
    compliance.strikeOff(people[:1], {"from": stranger})

    tx = compliance.strikeOff([fund, *people], {"from": stranger})

    assert [event["account"] for event in tx.events["HolderSet"]] == people[1:]


def test_strikes_off_all_of_them(compliance, people, stranger):
    compliance.strikeOff(people, {"from": stranger})

    for account in people:
        assert tuple(compliance.holderOf(account)) == (HolderClass.NONE, "0x" + b"KP".hex(), True, 0, 0, 0)


def test_leaves_lawful_orders_in_force(compliance, execute, people, stranger):
    execute(OrderAction.FREEZE, people[0])

    compliance.strikeOff(people, {"from": stranger})

    assert compliance.isFrozen(people[0])


def test_records_each(compliance, people, stranger):
    tx = compliance.strikeOff(people, {"from": stranger})

    assert [tuple(event.values()) for event in tx.events["HolderSet"]] == [
        (account, HolderClass.NONE, "0x" + b"KP".hex(), True) for account in people
    ]
