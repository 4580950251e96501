"""The table of docs/permissions.md: every step, with each account that takes part in it frozen in turn.

In the second table one account takes two parts: it is asked once, here or by the coin, and not forgotten.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from eth_account import Account

from model.par_dollar import INFINITE, Authorization, Permit, Sender
from tests import authorizations, permits
from tests.helpers import as_sender, changing_functions, now, rejects
from tests.stateful.machine import camel

SIGNER = Account.from_key("0x" + "6b" * 32)


@dataclass(frozen=True)
class Cast:
    """The savings and those who take part: whose shares or coins move, to whom, and who sends the step."""

    savings: object
    dollar: object
    reserve: object
    owner: object
    receiver: object
    caller: object
    signer: object


def deposit(cast):
    cast.savings.deposit(1, cast.receiver, {"from": cast.caller})


def mint(cast):
    cast.savings.mint(1, cast.receiver, {"from": cast.caller})


def deposit_with_authorization(cast):
    signed = Authorization(
        *(cast.signer.address, cast.savings.address, 1, 0, now() + 3600, bytes(32), Sender.RECEIVER)
    )
    signature = authorizations.joined(authorizations.sign(cast.dollar, SIGNER, signed))
    terms = (cast.signer, 1, 0, signed.valid_before, signed.nonce, signature)
    cast.savings.depositWithAuthorization(*terms, {"from": cast.caller})


def deposit_with_permit(cast):
    signed = Permit(cast.signer.address, cast.savings.address, 1, 0, now() + 3600)
    signature = authorizations.joined(permits.sign(cast.dollar, SIGNER, signed))
    terms = (1, cast.receiver, signed.deadline, signature)
    cast.savings.depositWithPermit(*terms, {"from": cast.signer})


def withdraw(cast):
    cast.savings.withdraw(1, cast.receiver, cast.owner, {"from": cast.caller})


def redeem(cast):
    cast.savings.redeem(1, cast.receiver, cast.owner, {"from": cast.caller})


def transfer(cast):
    cast.savings.transfer(cast.receiver, 1, {"from": cast.caller})


def transfer_from(cast):
    cast.savings.transferFrom(cast.owner, cast.receiver, 1, {"from": cast.caller})


def approve(cast):
    cast.savings.approve(cast.receiver, 1, {"from": cast.caller})


def permit(cast):
    signed = Permit(cast.signer.address, cast.receiver.address, 1, 0, now() + 3600)
    permits.submit(cast.savings, signed, permits.sign(cast.savings, SIGNER, signed), cast.caller)


def add_earnings(cast):
    cast.savings.addEarnings(0, 0, {"from": cast.reserve})


STOPPED_BY = {
    deposit: {"caller", "receiver"},
    mint: {"caller", "receiver"},
    deposit_with_authorization: {"signer"},
    deposit_with_permit: {"signer", "receiver"},
    withdraw: {"caller", "owner", "receiver"},
    redeem: {"caller", "owner", "receiver"},
    transfer: {"caller", "receiver"},
    transfer_from: {"caller", "owner", "receiver"},
    approve: set(),
    permit: set(),
    add_earnings: set(),
}

BY_ORDER = {"seize"}  # has tests of its own

PARTS = ["owner", "receiver", "caller"]
MOVES = [deposit, mint, withdraw, redeem, transfer, transfer_from]


@pytest.fixture(scope="module")
def cast(dollar, savings, reserve, alice, bob, carol):
    """Everybody has coins and shares, and allows everybody everything."""
    signer = as_sender(SIGNER, paid_by=alice)
    dollar.mint(signer, 1_000, {"from": reserve})
    for holder in (alice, bob, carol):
        savings.deposit(1_000, holder, {"from": holder})
        for spender in (alice, bob, carol):
            savings.approve(spender, INFINITE, {"from": holder})
    savings.deposit(1_000, signer, {"from": alice})
    return Cast(savings, dollar, reserve, owner=alice, receiver=bob, caller=carol, signer=signer)


@pytest.mark.parametrize("who", [*PARTS, "signer"])
@pytest.mark.parametrize("step", STOPPED_BY, ids=lambda step: step.__name__)
def test_a_frozen_account_stops_what_it_takes_part_in(step: Callable, who: str, cast, freeze):
    freeze(getattr(cast, who))

    if who in STOPPED_BY[step]:
        with rejects("AccountFrozen"):
            step(cast)
    else:
        step(cast)


@pytest.mark.lesson(20)
@pytest.mark.parametrize("who", PARTS)
@pytest.mark.parametrize("same", [("owner", "receiver"), ("owner", "caller"), ("receiver", "caller"), PARTS])
@pytest.mark.parametrize("step", MOVES, ids=lambda step: step.__name__)
def test_an_account_with_two_parts_is_not_forgotten(step, same, who, cast, freeze):
    cast = replace(cast, **{part: getattr(cast, same[0]) for part in same})
    stops = {getattr(cast, part) for part in STOPPED_BY[step]}
    freeze(getattr(cast, who))

    if getattr(cast, who) in stops:
        with rejects("AccountFrozen"):
            step(cast)
    else:
        step(cast)


def test_the_table_forgets_no_path(savings):
    names = {function["name"] for function in changing_functions(savings).values()}

    assert {camel(step.__name__) for step in STOPPED_BY} | BY_ORDER == names
