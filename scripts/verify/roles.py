"""Whether every role of the access manager is as the public table says: scripts/permissions.py."""

from collections import defaultdict
from collections.abc import Iterator

from eth_utils.abi import function_abi_to_4byte_selector

from scripts.permissions import ADMINISTRATOR_NOTICE, GUARDIANS, NOTICE, RESTRICTED, ROLE_ADMINISTRATORS, Role
from scripts.story.words import count
from scripts.verify.chain import Contract, Event
from scripts.verify.check import Check, Verdict, check
from scripts.verify.code import is_as_compiled
from scripts.verify.deployment import Deployment

GROUP = "Roles"
PUBLIC_ROLE = 2**64 - 1
BESIDES = ("Disclosure",)  # contracts with roles that the reserve does not depend on

EVERY_NOTICE = {**NOTICE, Role.ADMINISTRATOR: ADMINISTRATOR_NOTICE}

Holders = dict[int, set[str]]  # by role


def roles(deployment: Deployment, events: list[Event]) -> Iterator[Check]:
    recorded = of_manager(events)
    holders = holders_of(recorded)
    yield from unknown_roles(holders, deployment)
    for role in Role:
        yield from holders_as_told(role, holders[role], deployment)
        yield from terms_as_told(role, deployment)
    managed = managed_contracts(deployment, recorded)
    yield from strange_targets(managed, recorded)
    for contract in managed.values():
        yield from functions_as_told(contract, deployment["ParAccessManager"], recorded)


def of_manager(events: list[Event]) -> list[Event]:
    return [event for event in events if event.contract == "ParAccessManager"]


def holders_of(recorded: list[Event]) -> Holders:
    """By the logs."""
    holders = defaultdict(set)
    for event in recorded:
        if event.name == "RoleGranted":
            holders[event.arguments["roleId"]].add(event.arguments["account"])
        elif event.name == "RoleRevoked":
            holders[event.arguments["roleId"]].discard(event.arguments["account"])
    return holders


def unknown_roles(holders: Holders, deployment: Deployment) -> Iterator[Check]:
    hidden = {role: accounts for role, accounts in holders.items() if accounts and role not in set(Role)}
    for role, accounts in hidden.items():
        held = names(accounts, deployment)
        yield Check(GROUP, f"Role {role}, which is not in the table, is held by {held}.", Verdict.FAILS)
    if not hidden:
        yield Check(GROUP, "Nobody holds a role that is not in the table.", Verdict.HOLDS)


def holders_as_told(role: Role, accounts: set[str], deployment: Deployment) -> Iterator[Check]:
    expected = fixed_holders(role, deployment)
    is_told = accounts == expected if expected else len(accounts) == 1
    wanted = names(expected, deployment) if expected else "one account"
    held = names(accounts, deployment) or "nobody"
    yield check(
        GROUP,
        is_told,
        f"{title(role)} is {held}.",
        f"{title(role)} should be {wanted} and is {held}.",
    )
    manager, notice = deployment["ParAccessManager"], EVERY_NOTICE.get(role, 0)
    for account in accounts:
        actual = tuple(manager.ask("hasRole", role, account))
        if actual != (True, notice):
            yield Check(
                GROUP,
                f"{title(role)} {account} should act after a notice of {notice} seconds; "
                f"the access manager says {actual[1]}{'' if actual[0] else ', and not yet'}.",
                Verdict.FAILS,
            )


def fixed_holders(role: Role, deployment: Deployment) -> set[str]:
    """Whose accounts follow from the deployment."""
    treasury = {deployment.treasury}
    return {
        Role.TREASURY: treasury,
        Role.REGISTRAR: treasury | {deployment["AuctionHouse"].address},
    }.get(role, set())


def terms_as_told(role: Role, deployment: Deployment) -> Iterator[Check]:
    manager = deployment["ParAccessManager"]
    terms = {
        "is granted by": ("getRoleAdmin", ROLE_ADMINISTRATORS.get(role, Role.ADMINISTRATOR)),
        "is guarded by": ("getRoleGuardian", GUARDIANS.get(role, Role.ADMINISTRATOR)),
    }
    for what, (getter, expected) in terms.items():
        actual = manager.ask(getter, role)
        if actual != expected:
            yield Check(
                GROUP,
                f"{title(role)} {what} {role_name(actual)} and should be by {role_name(expected)}.",
                Verdict.FAILS,
            )


def managed_contracts(deployment: Deployment, recorded: list[Event]) -> dict[str, Contract]:
    """By address: those of the deployment, and any other with roles whose code we know."""
    chain, own = deployment["Reserve"].chain, deployment.contracts.values()
    managed = {contract.address: contract for contract in own if contract.name in RESTRICTED}
    for target in targets(recorded) - {contract.address for contract in own}:
        for name in BESIDES:
            if is_as_compiled(name, chain.code(target)):
                managed[target] = chain.contract(name, target)
    return managed


def strange_targets(managed: dict[str, Contract], recorded: list[Event]) -> Iterator[Check]:
    strange = sorted(targets(recorded) - set(managed))
    if strange:
        sentence = f"Roles were set on {', '.join(strange)}, which is no contract of this deployment."
        yield Check(GROUP, sentence, Verdict.FAILS)


def targets(recorded: list[Event]) -> set[str]:
    return {event.arguments["target"] for event in recorded if "target" in event.arguments}


def functions_as_told(contract: Contract, manager: Contract, recorded: list[Event]) -> Iterator[Check]:
    wrong = list(wrong_functions(contract, manager, recorded))
    if manager.ask("isTargetClosed", contract.address):
        wrong.append(f"{contract.name} is closed: nobody can call what needs a role.")
    delay = manager.ask("getTargetAdminDelay", contract.address)
    if delay:
        wrong.append(
            f"The roles of {contract.name} change only after {delay} seconds; the table has no delay."
        )
    yield from (Check(GROUP, sentence, Verdict.FAILS) for sentence in wrong)
    if not wrong:
        restricted = len(RESTRICTED[contract.name])
        need = "needs" if restricted == 1 else "need"
        sentence = (
            f"{count(restricted, 'function')} of {contract.name} {need} the role that the table says, and no "
            "other function needs one."
        )
        yield Check(GROUP, sentence, Verdict.HOLDS)


def wrong_functions(contract: Contract, manager: Contract, recorded: list[Event]) -> Iterator[str]:
    selectors = selectors_of(contract)
    for selector, function in selectors.items():
        expected = RESTRICTED[contract.name].get(
            function, Role.ADMINISTRATOR
        )  # unless set, the administrator
        actual = manager.ask("getTargetFunctionRole", contract.address, selector)
        if actual != expected:
            yield (
                f"{contract.name}.{function} can be called by {role_name(actual)}; "
                f"the table says by {role_name(expected)}."
            )
    for event in recorded:
        if event.name == "TargetFunctionRoleUpdated" and event.arguments["target"] == contract.address:
            selector = bytes(event.arguments["selector"])
            if selector not in selectors:
                yield f"A role was set on 0x{selector.hex()}, which is no function of {contract.name}."


def selectors_of(contract: Contract) -> dict[bytes, str]:
    """Of the functions that change something."""
    return {
        function_abi_to_4byte_selector(entry): entry["name"]
        for entry in contract.abi
        if entry["type"] == "function" and entry["stateMutability"] not in ("view", "pure")
    }


def names(accounts: set[str], deployment: Deployment) -> str:
    return " and ".join(sorted(deployment.name_of(account) for account in accounts))


def title(role: Role) -> str:
    return f"The {role.name.replace('_', ' ').lower()}".replace("treasury", "Treasury")


def role_name(role: int) -> str:
    if role == PUBLIC_ROLE:
        return "anybody"
    if role in set(Role):
        return title(Role(role)).replace("The", "the")
    return f"role {role}"
