"""The table of docs/permissions.md: every step, with each account that takes part in it frozen in turn.

The rule: every path that moves dollars asks the holder, the receiver and whoever decides about them; burning
is such a path, and so is each way to pay by signature. A frozen holder can always take back what it has
allowed or signed.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from model.par_dollar import Authorization, Cancellation, Permit, Sender
from tests import authorizations
from tests.helpers import changing_functions, now, rejects
from tests.permits import sign, submit
from tests.stateful.machine import camel


@dataclass(frozen=True)
class Cast:
    """The coin and those who take part."""

    dollar: object
    reserve: object
    holder: object
    receiver: object
    spender: object
    signer: object


def transfer(cast):
    cast.dollar.transfer(cast.receiver, 1, {"from": cast.holder})


def transfer_from(cast):
    cast.dollar.transferFrom(cast.holder, cast.receiver, 1, {"from": cast.spender})


def mint(cast):
    cast.dollar.mint(cast.receiver, 1, {"from": cast.reserve})


def burn(cast):
    cast.dollar.burn(cast.holder, 1, {"from": cast.reserve})


def approve(cast):
    cast.dollar.approve(cast.spender, 1, {"from": cast.holder})


def permit(cast):
    permit = Permit(cast.signer.address, cast.spender.address, 1, 0, now() + 3600)
    submit(cast.dollar, permit, sign(cast.dollar, cast.signer, permit), cast.receiver)


def payment(cast, sender: Sender) -> Authorization:
    by = now() + 3600
    return Authorization(cast.signer.address, cast.receiver.address, 1, 0, by, bytes(32), sender)


def pay_by_signature(cast, sender: Sender, by):
    signed = payment(cast, sender)
    authorizations.submit(cast.dollar, signed, authorizations.sign(cast.dollar, cast.signer, signed), by)


def pay_many_by_signature(cast, sender: Sender, by):
    signed = payment(cast, sender)
    signature = authorizations.joined(authorizations.sign(cast.dollar, cast.signer, signed))
    authorizations.submit_all(cast.dollar, sender, [(signed, signature)], by)


def transfer_with_authorization(cast):
    pay_by_signature(cast, Sender.ANYBODY, cast.spender)


def receive_with_authorization(cast):
    pay_by_signature(cast, Sender.RECEIVER, cast.receiver)


def transfer_with_authorizations(cast):
    pay_many_by_signature(cast, Sender.ANYBODY, cast.spender)


def receive_with_authorizations(cast):
    pay_many_by_signature(cast, Sender.RECEIVER, cast.receiver)


def cancel_authorization(cast):
    signed = Cancellation(cast.signer.address, bytes(32))
    signature = authorizations.sign(cast.dollar, cast.signer, signed)
    authorizations.cancel(cast.dollar, signed, signature, cast.spender)


STOPPED_BY = {
    transfer: {"holder", "receiver"},
    transfer_from: {"holder", "receiver", "spender"},
    mint: {"receiver"},
    burn: {"holder"},
    approve: set(),
    permit: set(),
    transfer_with_authorization: {"signer", "receiver"},
    receive_with_authorization: {"signer", "receiver"},
    transfer_with_authorizations: {"signer", "receiver"},
    receive_with_authorizations: {"signer", "receiver"},
    cancel_authorization: set(),
}

BY_ORDER = {"setFrozen", "seize", "reissue", "burnFrozen"}  # each has tests of its own


@pytest.fixture(scope="module")
def cast(dollar, reserve, alice, bob, carol, saver):
    dollar.approve(carol, 1, {"from": alice})
    dollar.mint(saver.address, 1, {"from": reserve})
    return Cast(dollar, reserve, holder=alice, receiver=bob, spender=carol, signer=saver)


@pytest.mark.parametrize("who", ["holder", "receiver", "spender", "signer"])
@pytest.mark.parametrize("step", STOPPED_BY, ids=lambda step: step.__name__)
def test_a_frozen_account_stops_what_it_takes_part_in(step: Callable, who: str, cast, compliance):
    cast.dollar.setFrozen(getattr(cast, who).address, True, {"from": compliance})

    if who in STOPPED_BY[step]:
        with rejects("AccountFrozen"):
            step(cast)
    else:
        step(cast)


def test_the_table_forgets_no_path(dollar):
    names = {function["name"] for function in changing_functions(dollar).values()}

    assert {camel(step.__name__) for step in STOPPED_BY} | BY_ORDER == names
