"""
setSavingsDollar
├── when the caller is not the administrator, rejects
└── once it is set, rejects
"""

from tests.helpers import rejects


def test_rejects_a_caller_who_is_not_the_administrator(reserve, issuer):
    with rejects("AccessManagedUnauthorized"):
        reserve.setSavingsDollar(issuer, {"from": issuer})


def test_rejects_once_it_is_set(reserve, system, parts):
    assert reserve.savingsDollar() == system.savings_dollar

    with rejects("AlreadySet"):
        reserve.setSavingsDollar(system.savings_dollar, {"from": parts.administrator})
