"""
setSavingsDollar
├── when the caller is not the administrator, rejects
├── when it belongs to another reserve, rejects
├── once it is set, rejects
└── otherwise records it
"""

from scripts.network import load
from tests.helpers import rejects


def test_rejects_a_caller_who_is_not_the_administrator(reserve, issuer):
    with rejects("AccessManagedUnauthorized"):
        reserve.setSavingsDollar(issuer, {"from": issuer})


def test_rejects_once_it_is_set(reserve, system, parts):
    assert reserve.savingsDollar() == system.savings_dollar

    with rejects("AlreadySet"):
        reserve.setSavingsDollar(system.savings_dollar, {"from": parts.administrator})


def test_rejects_one_of_another_reserve(another_reserve, system, parts):
    with rejects("OfAnotherReserve"):
        another_reserve.setSavingsDollar(system.savings_dollar, {"from": parts.administrator})


def test_records_it(another_reserve, parts):
    savings = parts.administrator.deploy(load().SavingsDollar, another_reserve.parDollar())

    tx = another_reserve.setSavingsDollar(savings, {"from": parts.administrator})

    assert another_reserve.savingsDollar() == savings
    assert dict(tx.events["SavingsDollarSet"]) == {"savingsDollar": savings}
