"""
setStrips
├── when the caller is not the administrator, rejects
├── when it is set already, rejects
├── when it is the zero address, rejects
└── otherwise, names the one contract that may retire units, and issue them again
"""

from brownie import ZERO_ADDRESS

from tests.helpers import rejects


def test_rejects_a_caller_who_is_not_the_administrator(bare_registry, treasury, strips):
    with rejects("AccessManagedUnauthorized"):
        bare_registry.setStrips(strips, {"from": treasury})


def test_rejects_a_second_one(bare_registry, administrator, strips, operator):
    bare_registry.setStrips(strips, {"from": administrator})

    with rejects("AlreadySet"):
        bare_registry.setStrips(operator, {"from": administrator})


def test_rejects_the_zero_address(bare_registry, administrator):
    with rejects("ZeroAddress"):
        bare_registry.setStrips(ZERO_ADDRESS, {"from": administrator})


def test_names_the_one_contract_that_may_retire_units(bare_registry, administrator, strips):
    tx = bare_registry.setStrips(strips, {"from": administrator})

    assert bare_registry.strips() == strips == tx.events["StripsSet"]["strips"]
