"""The table of docs/permissions.md: every step, with each account that takes part in it frozen in turn."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from model.par_dollar import Permit
from tests.helpers import now, rejects
from tests.permits import sign, submit


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


STOPPED_BY = {
    transfer: {"holder", "receiver"},
    transfer_from: {"holder", "receiver", "spender"},
    mint: {"receiver"},
    burn: {"holder"},
    approve: set(),
    permit: set(),
}


@pytest.fixture(scope="module")
def cast(dollar, reserve, alice, bob, carol, saver):
    dollar.approve(carol, 1, {"from": alice})
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
