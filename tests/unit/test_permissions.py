"""
permissions
├── every function that changes something is in the table, and nothing else is
├── every function with a role refuses a stranger
├── every role is held by its one account
└── every function is in docs/permissions.md
"""

import re
from pathlib import Path

import pytest

from scripts.permissions import OPEN, RESTRICTED, Role
from tests.helpers import rejects

CONTRACTS = [
    "Compliance",
    "IndexBoard",
    "RateBoard",
    "TreasuryRegistry",
    "Strips",
    "AuctionHouse",
    "Reserve",
    "ParDollar",
    "SavingsDollar",
    "TreasuryPricing",
    "RuleBook",
    "Disclosure",
]
DOCS = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_table_has_every_function_that_changes_something(system, name):
    restricted, free = RESTRICTED.get(name, {}).keys(), OPEN[name].keys()

    assert restricted | free == set(changing_functions(system.by_name()[name]))
    assert not restricted & free


@pytest.mark.parametrize(
    ("name", "function"), [(name, function) for name in RESTRICTED for function in RESTRICTED[name]]
)
def test_a_stranger_is_refused(system, stranger, name, function):
    contract = system.by_name()[name]
    inputs = changing_functions(contract)[function]["inputs"]

    with rejects("AccessManagedUnauthorized"):
        getattr(contract, function)(*map(anything, inputs), {"from": stranger})


def test_roles_are_held_by_their_one_account(system, parts):
    for role in Role:
        if role is Role.REGISTRAR:
            continue
        holder = getattr(parts, role.name.lower())
        others = {account for account in vars(parts).values() if account} - {holder}

        assert system.access_manager.hasRole(role, holder)[0]
        assert not any(system.access_manager.hasRole(role, other)[0] for other in others)


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_documentation_names_every_function(system, name):
    text = DOCS.read_text()

    assert f"## {name}" in text
    missing = [
        function for function in {**RESTRICTED.get(name, {}), **OPEN[name]} if f"`{function}`" not in text
    ]
    assert not missing


def changing_functions(contract) -> dict[str, dict]:
    return {
        entry["name"]: entry
        for entry in contract.abi
        if entry["type"] == "function" and entry["stateMutability"] not in ("view", "pure")
    }


def anything(parameter: dict):
    """Some value of the parameter's type."""
    kind = parameter["type"]
    if kind.endswith("[]"):
        return []
    if array := re.fullmatch(r"(\w+)\[(\d+)\]", kind):
        return [anything({"type": array[1]})] * int(array[2])
    if kind == "tuple":
        return tuple(map(anything, parameter["components"]))
    if kind.startswith("bytes"):
        return b"\x11" * int(kind[5:] or 1)
    if kind.startswith(("uint", "int")):
        return 1
    return {"address": "0x" + "11" * 20, "bool": True}[kind]
