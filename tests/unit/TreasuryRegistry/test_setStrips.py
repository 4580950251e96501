"""
setStrips
├── when the caller is not the administrator, rejects
├── when the contract is the zero address, rejects
├── given it is already set, rejects
└── otherwise, keeps and records it
"""

from brownie import ZERO_ADDRESS

from tests.helpers import rejects


def test_rejects_a_caller_who_is_not_the_administrator(bare_registry, treasury, operator):
    with rejects("AccessManagedUnauthorized"):
        bare_registry.setStrips(operator, {"from": treasury})


def test_rejects_the_zero_address(bare_registry, administrator):
    with rejects("ZeroAddress"):
        bare_registry.setStrips(ZERO_ADDRESS, {"from": administrator})


def test_rejects_a_second_contract(bare_registry, administrator, operator):
    bare_registry.setStrips(operator, {"from": administrator})

    with rejects("AlreadySet"):
        bare_registry.setStrips(operator, {"from": administrator})


def test_keeps_and_records_it(bare_registry, administrator, operator):
    tx = bare_registry.setStrips(operator, {"from": administrator})

    assert bare_registry.strips() == operator
    assert tx.events["StripsSet"]["strips"] == operator
