"""
setSavingsDollar
├── when the caller is not the administrator, rejects
├── when it belongs to another reserve, rejects
└── once it is set, rejects
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


def test_rejects_one_of_another_reserve(system, parts):
    cash, house, registry = system.cash, system.auction_house, system.registry
    boards = (system.rate_board, system.rule_book, system.compliance, system.access_manager)
    another = parts.administrator.deploy(load().Reserve, cash, house, registry, *boards)

    with rejects("OfAnotherReserve"):
        another.setSavingsDollar(system.savings_dollar, {"from": parts.administrator})
