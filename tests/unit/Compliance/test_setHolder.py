"""
setHolder
├── when the caller is not the compliance officer, rejects
├── when the account is the zero address, rejects
├── when it would strike off the reserve, rejects
├── given the jurisdiction is excluded, rejects, but to strike off
└── otherwise
    ├── registers what is known about the account
    ├── strikes it off with None
    ├── leaves lawful orders on it in force
    └── records the change
"""

from brownie import ZERO_ADDRESS

from model.compliance import HolderClass, OrderAction
from tests.helpers import rejects


def test_rejects_a_caller_who_is_not_the_compliance_officer(compliance, regulator, alice):
    with rejects("AccessManagedUnauthorized"):
        compliance.setHolder(alice, HolderClass.FUND, b"US", True, {"from": regulator})


def test_rejects_the_zero_address(compliance, compliance_officer):
    with rejects("InvalidAccount"):
        compliance.setHolder(ZERO_ADDRESS, HolderClass.FUND, b"US", True, {"from": compliance_officer})


def test_rejects_to_strike_off_the_reserve(compliance, compliance_officer, reserve):
    """It could then neither take bills nor pay in them: nobody could leave in kind."""
    compliance.setHolder(reserve, HolderClass.STABLECOIN_ISSUER, b"US", False, {"from": compliance_officer})

    with rejects("ReserveNotRemovable"):
        compliance.setHolder(reserve, HolderClass.NONE, b"US", False, {"from": compliance_officer})


def test_strikes_off_but_does_not_register_of_an_excluded_jurisdiction(
    compliance, compliance_officer, regulator, alice
):
    by = {"from": compliance_officer}
    compliance.setHolder(alice, HolderClass.FUND, b"KP", False, by)
    compliance.setJurisdiction(b"KP", True, {"from": regulator})

    with rejects("JurisdictionExcluded"):
        compliance.setHolder(alice, HolderClass.BANK, b"KP", False, by)
    compliance.setHolder(alice, HolderClass.NONE, b"KP", False, by)

    assert compliance.holderOf(alice)["holderClass"] == HolderClass.NONE


def test_registers_what_is_known_about_the_account(compliance, compliance_officer, alice):
    compliance.setHolder(alice, HolderClass.FUND, b"US", True, {"from": compliance_officer})

    assert tuple(compliance.holderOf(alice)) == (HolderClass.FUND, "0x" + b"US".hex(), True, 0, 0, 0)


def test_strikes_it_off_with_none(compliance, compliance_officer, alice):
    compliance.setHolder(alice, HolderClass.FUND, b"US", True, {"from": compliance_officer})
    compliance.setHolder(alice, HolderClass.NONE, bytes(2), False, {"from": compliance_officer})

    with rejects("NotEligible"):
        compliance.requireEligible(alice)


def test_leaves_lawful_orders_in_force(compliance, compliance_officer, execute, alice):
    execute(OrderAction.FREEZE, alice)

    compliance.setHolder(alice, HolderClass.FUND, b"US", False, {"from": compliance_officer})

    assert compliance.isFrozen(alice)


def test_records_the_change(compliance, compliance_officer, alice):
    tx = compliance.setHolder(alice, HolderClass.FUND, b"US", True, {"from": compliance_officer})

    assert dict(tx.events["HolderSet"]) == {
        "account": alice,
        "holderClass": HolderClass.FUND,
        "jurisdiction": "0x" + b"US".hex(),
        "bidsDirectly": True,
    }
