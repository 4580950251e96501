"""
permissions
├── every function that changes something is in the table, and nothing else is
├── every function with a role refuses a stranger, and so does one that is another contract's
├── every role is held by its one account, and granted by whom the table says
├── once bound, the administrator can do nothing without seven days' notice
├── the access manager's own functions
│   ├── are all in the table
│   ├── are refused to everybody but the administrator, where they are its own
│   ├── grant and revoke a role for who grants it, and for nobody else
│   └── let a stranger neither announce nor do what it may not do, nor call it off
└── docs/permissions.md
    ├── has every function
    ├── says of every one with a role, or of another contract, who, cap, delay and event
    ├── gives for a missing cap, delay or event the reason
    ├── has the roles and the notice of the table
    └── has events that the contract declares
"""

import re

import pytest

from scripts.batch import order, send
from scripts.deploy import bind_administrator, check
from scripts.notice import announcement
from scripts.permissions import (
    ACCESS_MANAGER,
    NOTICE,
    OF_CONTRACTS,
    OPEN,
    RESTRICTED,
    ROLE_ADMINISTRATORS,
    Role,
)
from tests.helpers import REFUSALS, changing_functions, now, rejects, travel_to
from tests.powers import HEADER, PAGE, Power, powers

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
MANAGER = "ParAccessManager"
OF_ADMINISTRATOR = [function for function, who in ACCESS_MANAGER.items() if who == "the administrator"]
OF_ANOTHER = [
    (name, function) for name in OPEN for function, who in OPEN[name].items() if who in OF_CONTRACTS
]
POWERS = {(power.contract, power.function): power for power in powers()}


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_table_has_every_function_that_changes_something(system, name):
    restricted, free = RESTRICTED.get(name, {}).keys(), OPEN[name].keys()

    assert restricted | free == set(changing_functions(system.by_name()[name]))
    assert not restricted & free


@pytest.mark.lesson(30)
@pytest.mark.parametrize(
    ("name", "function"), [(name, function) for name in RESTRICTED for function in RESTRICTED[name]]
)
def test_a_stranger_is_refused(system, stranger, name, function):
    contract = system.by_name()[name]
    inputs = changing_functions(contract)[function]["inputs"]

    with rejects("AccessManagedUnauthorized"):
        getattr(contract, function)(*map(anything, inputs), {"from": stranger})


@pytest.mark.parametrize(("name", "function"), OF_ANOTHER)
def test_a_stranger_is_not_taken_for_a_contract(system, stranger, name, function):
    contract = system.by_name()[name]
    inputs = changing_functions(contract)[function]["inputs"]

    with rejects(OF_CONTRACTS[OPEN[name][function]]):
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


# The access manager


def test_the_table_has_every_function_of_the_access_manager(system):
    assert ACCESS_MANAGER.keys() == changing_functions(system.access_manager).keys()


@pytest.mark.parametrize("function", OF_ADMINISTRATOR)
def test_only_the_administrator_wires(system, parts, stranger, function):
    inputs = changing_functions(system.access_manager)[function]["inputs"]

    for account in others(parts, parts.administrator) | {stranger}:
        with rejects("AccessManagerUnauthorizedAccount"):
            getattr(system.access_manager, function)(*map(anything, inputs), {"from": account})


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("function", ["grantRole", "revokeRole"])
def test_only_who_grants_a_role_gives_and_takes_it(system, parts, stranger, function, role):
    change = getattr(system.access_manager, function)
    terms = (role, stranger, 0) if function == "grantRole" else (role, stranger)
    granting = getattr(parts, ROLE_ADMINISTRATORS.get(role, Role.ADMINISTRATOR).name.lower())

    for account in others(parts, granting) | {stranger}:
        with rejects("AccessManagerUnauthorizedAccount"):
            change(*terms, {"from": account})
    change(*terms, {"from": granting})


def test_a_stranger_does_nothing_by_notice(system, parts, stranger, regulator):
    manager, reserve = system.access_manager, system.reserve
    data = reserve.setPolicy.encode_input((0, 0, 0))
    nobody, issuer = {"from": stranger}, {"from": parts.issuer}

    with rejects("AccessManagerUnauthorizedCall"):
        manager.schedule(reserve, data, 0, nobody)
    with rejects("AccessManagerUnauthorizedCall"):
        manager.execute(reserve, data, nobody)
    manager.schedule(reserve, data, 0, issuer)
    with rejects("AccessManagerUnauthorizedCancel"):
        manager.cancel(parts.issuer, reserve, data, nobody)
    with pytest.raises(REFUSALS):  # who calls is asked back, and is no contract
        manager.consumeScheduledOp(parts.issuer, data, nobody)
    with rejects("AccessManagerBadConfirmation"):
        manager.renounceRole(Role.REGULATOR, regulator, nobody)


def test_calls_together_are_each_asked(system, stranger):
    manager = system.access_manager
    grant = manager.grantRole.encode_input(Role.ADMINISTRATOR, stranger, 0)

    manager.multicall([], {"from": stranger})
    with rejects("AccessManagerUnauthorizedAccount"):
        manager.multicall([grant], {"from": stranger})


# The page


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_documentation_names_every_function(system, name):
    text = PAGE.read_text()

    assert f"## {name}" in text
    functions = {**RESTRICTED.get(name, {}), **OPEN[name]}
    assert not [each for each in functions if f"`{each.partition('(')[0]}`" not in text]


@pytest.mark.lesson(30)
def test_the_documentation_has_a_row_for_every_power():
    restricted = {(name, function) for name, functions in RESTRICTED.items() for function in functions}
    of_manager = {(MANAGER, function) for function in ACCESS_MANAGER}

    assert len(powers()) == len(POWERS)
    assert POWERS.keys() == restricted | set(OF_ANOTHER) | of_manager


@pytest.mark.parametrize("power", powers(), ids=str)
def test_a_missing_bound_has_a_reason(power):
    for what in HEADER[1:]:
        assert re.fullmatch(r"(?!none).+|none: .{10,}", getattr(power, what)), what


@pytest.mark.parametrize("power", powers(), ids=str)
def test_the_documentation_has_who_and_the_notice_of_the_table(power):
    role = RESTRICTED.get(power.contract, {}).get(power.function)

    assert power.who.startswith(who_of(power))
    if role is None:
        return
    if role in NOTICE:
        assert power.delay == "seven days"
    elif role == Role.ADMINISTRATOR:
        assert power.delay == "seven days, once the administrator is bound"
    else:
        assert power.delay.startswith("none: ")


@pytest.mark.parametrize("power", [each for each in powers() if each.event_name], ids=str)
def test_the_event_is_one_of_the_contract(system, power):
    contract, event = power.event_name

    assert event in {each["name"] for each in system.by_name()[contract].abi if each["type"] == "event"}


def who_of(power: Power) -> str:
    """In the words of the table."""
    if power.contract == MANAGER:
        return ACCESS_MANAGER[power.function]
    role = RESTRICTED.get(power.contract, {}).get(power.function)
    if role is None:
        return OPEN[power.contract][power.function]
    return role.name.replace("_", " ").lower().replace("treasury", "Treasury")


def others(parts, account) -> set:
    """Everybody who has a part but this one."""
    return {each for each in vars(parts).values() if each} - {account}


def anything(parameter: dict):
    """Some value of the parameter's type."""
    kind = parameter["type"]
    if kind.endswith("[]"):
        return []
    if array := re.fullmatch(r"(\w+)\[(\d+)\]", kind):
        return [anything({"type": array[1]})] * int(array[2])
    if kind == "string":
        return "anything"
    if kind == "tuple":
        return tuple(map(anything, parameter["components"]))
    if kind.startswith("bytes"):
        return b"\x11" * int(kind[5:] or 4)
    if kind.startswith(("uint", "int")):
        return 1
    return {"address": "0x" + "11" * 20, "bool": True}[kind]
