"""
setSavingsDollar
├── when the caller is not the administrator, rejects
├── given the savings are set, rejects
└── otherwise
    ├── names the savings
    └── records them
"""

import pytest

from tests.helpers import rejects


@pytest.fixture(scope="module")
def savings(SavingsDollar, dollar, reserve):
    return reserve.deploy(SavingsDollar, dollar)


def test_rejects_a_caller_who_is_not_the_administrator(compliance, savings, compliance_officer):
    with rejects("AccessManagedUnauthorized"):
        compliance.setSavingsDollar(savings, {"from": compliance_officer})


def test_names_the_savings_and_records_them(compliance, savings, treasury):
    tx = compliance.setSavingsDollar(savings, {"from": treasury})

    assert compliance.savingsDollar() == savings
    assert dict(tx.events["SavingsDollarSet"]) == {"savingsDollar": savings}


def test_rejects_savings_once_they_are_set(compliance, savings, treasury):
    compliance.setSavingsDollar(savings, {"from": treasury})

    with rejects("AlreadySet"):
        compliance.setSavingsDollar(savings, {"from": treasury})
