"""Whether each contract was created as the sources say.

A constructor can do more than leave code: give a role, create coins, allow somebody to take cash, and record
nothing of it. So the transaction that created a contract must have carried the compiled constructor, and the
arguments that this deployment calls for, and not a byte besides. What happened since then the code has done,
and records it.
"""

from collections.abc import Iterator

from scripts.permissions import Role
from scripts.verify.chain import Contract, Creation, Event, NoHistory, created_address
from scripts.verify.check import Check, Verdict, check, unknown
from scripts.verify.code import CONSTRUCTED_WITH, creation_code, encoded
from scripts.verify.deployment import ADMINISTRATOR, CASH, NOBODY, Deployment
from scripts.verify.roles import managed_contracts, of_manager

GROUP = "Creation"
COIN = "ParDollar"
FIRST = 1  # nonce of a contract's first creation


def creations(deployment: Deployment, events: list[Event]) -> Iterator[Check]:
    known = {contract.address: contract for contract in deployment.contracts.values()}
    known |= managed_contracts(deployment, of_manager(events))
    for contract in known.values():
        if contract.name == COIN:
            yield coin_of(deployment)
        elif contract.name != CASH:  # somebody else's
            yield creation_of(contract, deployment, events)


def creation_of(contract: Contract, deployment: Deployment, events: list[Event]) -> Check:
    try:
        creation = contract.chain.creation_of(contract.address)
    except NoHistory as why:
        sentence = f"How {contract.name} was created cannot be told: {why}. Ask a node that keeps all states."
        return unknown(GROUP, sentence)
    wrong = what_is_wrong(creation, contract.name, arguments_of(contract.name, deployment, events))
    if wrong:
        return Check(GROUP, f"{contract.name} {wrong}", Verdict.FAILS)
    sentence = (
        f"{contract.name} was created in block {creation.block:,} by the constructor of the sources, with "
        "addresses of this deployment."
    )
    return Check(GROUP, sentence, Verdict.HOLDS)


def what_is_wrong(creation: Creation, name: str, arguments: list[str]) -> str:
    constructor, where = creation_code(name), f"in block {creation.block:,}"
    if creation.input is None:
        return f"appeared {where}, and no transaction created it: anything may have been written into it."
    if not creation.input.startswith(constructor):
        return f"was created {where} by another constructor than the sources': it may have written anything."
    if creation.input != constructor + encoded(arguments):
        return f"was created {where} with other arguments than this deployment calls for."
    return ""


def arguments_of(name: str, deployment: Deployment, events: list[Event]) -> list[str]:
    return [
        first_administrator(events) if each == ADMINISTRATOR else deployment.address_of(each)
        for each in CONSTRUCTED_WITH[name]
    ]


def first_administrator(events: list[Event]) -> str:
    """By the logs: the constructor of the access manager records it."""
    granted = (event.arguments for event in of_manager(events) if event.name == "RoleGranted")
    return next((each["account"] for each in granted if each["roleId"] == Role.ADMINISTRATOR), NOBODY)


def coin_of(deployment: Deployment) -> Check:
    """Its constructor is part of the Reserve's."""
    coin, reserve = deployment[COIN].address, deployment["Reserve"].address
    return check(
        GROUP,
        coin == created_address(reserve, FIRST),
        f"{COIN} was created by the constructor of the Reserve.",
        f"{COIN} at {coin} is not the contract that the constructor of the Reserve has created.",
    )
