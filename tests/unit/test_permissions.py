"""
permissions
├── every function that changes something is in the table, and nothing else is
├── every function with a role refuses a stranger
├── every role is held by its one account, and granted by whom the table says
├── once bound, the administrator can do nothing without seven days' notice
└── every function is in docs/permissions.md
"""

import re
from pathlib import Path

import pytest

from scripts.batch import order, send
from scripts.deploy import bind_administrator, check
from scripts.notice import announcement
from scripts.permissions import OPEN, RESTRICTED, ROLE_ADMINISTRATORS, Role
from tests.helpers import changing_functions, now, rejects, travel_to

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


@pytest.mark.parametrize("role", Role)
def test_roles_are_granted_by_whom_the_table_says(system, role):
    assert system.access_manager.getRoleAdmin(role) == ROLE_ADMINISTRATORS.get(role, Role.ADMINISTRATOR)


def test_a_bound_administrator_gives_notice_of_seven_days(system, parts, stranger):
    manager, administrator = system.access_manager, {"from": parts.administrator}
    bind_administrator(system, parts)
    bind_administrator(system, parts)  # again, as an interrupted deployment does
    check(system, parts)

    with rejects("AccessManagerNotScheduled"):
        manager.grantRole(Role.TREASURY, stranger, 0, administrator)
    planned = order(manager.grantRole, Role.TREASURY, stranger, 0, by=parts.administrator)
    send([announcement(manager, planned)])
    announced_at = now()
    with rejects("AccessManagerNotReady"):
        manager.grantRole(Role.TREASURY, stranger, 0, administrator)
    travel_to(announced_at + 7 * 86_400)
    manager.grantRole(Role.TREASURY, stranger, 0, administrator)

    assert manager.hasRole(Role.TREASURY, stranger)[0]


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_documentation_names_every_function(system, name):
    text = DOCS.read_text()

    assert f"## {name}" in text
    missing = [
        function for function in {**RESTRICTED.get(name, {}), **OPEN[name]} if f"`{function}`" not in text
    ]
    assert not missing


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
