"""The words that tests share."""

import signal
from collections import Counter
from contextlib import contextmanager
from dataclasses import astuple, replace

from brownie import accounts, web3
from brownie.exceptions import VirtualMachineError

from evm.abi import Parameters
from evm.chain import Reverted
from market.rule_profiles import laws
from scripts.network import chain_in_use, is_in_process, now, travel_to

__all__ = [
    "REFUSALS",
    "as_contract",
    "as_sender",
    "attempt",
    "changing_functions",
    "hear_interrupts",
    "now",
    "rejects",
    "signature",
    "travel_to",
    "write_law_without_a_day",
]

ETHER = 10**18

REFUSALS = (VirtualMachineError, Reverted)  # on a node, in this process


@contextmanager
def rejects(error: str):
    """The contract must refuse, by the custom error of this name."""
    try:
        yield
    except REFUSALS as refusal:
        given = (refusal.revert_msg or "").split(":")[0]
        assert given == error, f"refused by {given or 'no error'}, expected {error}"
    else:
        raise AssertionError(f"was not refused, expected {error}")


def as_contract(contract):
    """An account that the node lets speak for it; in this process anybody may."""
    if is_in_process():
        return chain_in_use().accounts.at(contract.address)
    web3.provider.make_request("anvil_impersonateAccount", [contract.address])
    web3.provider.make_request("anvil_setBalance", [contract.address, hex(ETHER)])
    return accounts.at(contract.address, force=True)


def attempt(function, *arguments, by):
    """What a transaction would answer; nothing is changed."""
    if is_in_process():
        return function.attempt(*arguments, by=by)
    return function.call(*arguments, {"from": str(by)})


def write_law_without_a_day(rule_book, regulator) -> bytes:
    """Into the rule book: that of the United States, but redemptions may wait for ever."""
    name, profile = b"no day".ljust(32, b"\0"), replace(laws()[0].profile, redemption_days=0)
    rule_book.setProfile(name, astuple(profile), {"from": regulator})
    return name


def as_sender(signer, paid_by):
    """The account of somebody who signs, with which to send transactions as well."""
    if is_in_process():
        return chain_in_use().accounts.at(signer.address)
    sender = accounts.add(signer.key)
    paid_by.transfer(sender, ETHER)
    # Steps are sent without Brownie, who alone has the key; Ganache does not know this.
    web3.provider.make_request("anvil_impersonateAccount", [sender.address])
    return sender


def changing_functions(contract) -> dict[str, dict]:
    """Those that are no view, by their names; by their signatures, where there are several of a name."""
    functions = [
        entry
        for entry in contract.abi
        if entry["type"] == "function" and entry["stateMutability"] not in ("view", "pure")
    ]
    named = Counter(entry["name"] for entry in functions)
    return {entry["name"] if named[entry["name"]] == 1 else signature(entry): entry for entry in functions}


def signature(entry: dict) -> str:
    """Name and types, of which the selector, or the topic, is the hash."""
    return entry["name"] + Parameters(entry["inputs"]).type


def hear_interrupts() -> None:
    """For a new process, also where the tests run in the background, where a shell has them ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
