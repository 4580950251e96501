"""
setJurisdiction
├── when the caller is not the regulator, rejects
└── otherwise
    ├── keeps accounts of an excluded jurisdiction from being registered
    ├── leaves those registered before as they are, until they are struck off
    ├── admits it again
    ├── excludes no other
    └── records the change
"""

import pytest

from model.compliance import HolderClass
from tests.helpers import rejects


@pytest.fixture
def register(compliance, compliance_officer):
    def register(account, jurisdiction):
        compliance.setHolder(account, HolderClass.FUND, jurisdiction, False, {"from": compliance_officer})

    return register


def test_rejects_a_caller_who_is_not_the_regulator(compliance, compliance_officer):
    with rejects("AccessManagedUnauthorized"):
        compliance.setJurisdiction(b"KP", True, {"from": compliance_officer})


def test_keeps_accounts_from_being_registered(compliance, regulator, register, alice):
    compliance.setJurisdiction(b"KP", True, {"from": regulator})

    with rejects("JurisdictionExcluded"):
        register(alice, b"KP")


def test_leaves_those_registered_before(compliance, regulator, register, alice):
    register(alice, b"KP")

    compliance.setJurisdiction(b"KP", True, {"from": regulator})

    compliance.requireEligible(alice)


def test_admits_it_again(compliance, regulator, register, alice):
    compliance.setJurisdiction(b"KP", True, {"from": regulator})
    compliance.setJurisdiction(b"KP", False, {"from": regulator})

    register(alice, b"KP")

    compliance.requireEligible(alice)


def test_excludes_no_other(compliance, regulator, register, alice):
    compliance.setJurisdiction(b"KP", True, {"from": regulator})

    register(alice, b"KR")

    assert compliance.isJurisdictionExcluded(b"KP")
    assert not compliance.isJurisdictionExcluded(b"KR")


def test_records_the_change(compliance, regulator):
    tx = compliance.setJurisdiction(b"KP", True, {"from": regulator})

    assert tuple(tx.events["JurisdictionSet"].values()) == ("0x" + b"KP".hex(), True)
