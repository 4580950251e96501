"""The coin's arithmetic equals the model's for any balance, up to what fits beside the freeze bit."""

import pytest
from eth_account import Account
from hypothesis import given
from hypothesis import strategies as st

from model.par_dollar import SUPPLY_LIMIT, ParDollar, Permit
from tests.helpers import now, rejects
from tests.permits import sign, submit
from tests.twins import on_both

DOLLARS = st.integers(0, 10**19) | st.integers(0, SUPPLY_LIMIT)  # [micro-dollars]


@pytest.fixture(scope="module")
def coin(ParDollar, treasury):
    return treasury.deploy(ParDollar, treasury)


@given(held=DOLLARS, moved=DOLLARS, pays_itself=st.booleans())
def test_a_transfer_moves_what_the_model_moves(coin, treasury, alice, bob, held, moved, pays_itself):
    to = alice if pays_itself else bob
    model = ParDollar(treasury, treasury)

    empty(coin, treasury, alice, bob)
    on_both(
        lambda: model.mint(treasury, alice, held),
        lambda: coin.mint(alice, held, {"from": treasury}),
    )
    on_both(
        lambda: model.transfer(alice, to, moved),
        lambda: coin.transfer(to, moved, {"from": alice}),
    )

    assert [coin.balanceOf(who) for who in (alice, bob)] == [model.balance_of[who] for who in (alice, bob)]


@given(
    key=st.integers(1, 2**200),
    dollars=st.integers(0, 2**256 - 1),
    deadline=st.integers(2**40, 2**256 - 1),
)
def test_any_owner_can_permit_any_dollars(coin, alice, bob, key, dollars, deadline):
    owner = Account.from_key(key.to_bytes(32, "big"))
    permit = Permit(owner.address, bob.address, dollars, coin.nonces(owner.address), deadline)

    submit(coin, permit, sign(coin, owner, permit), alice)

    assert coin.allowance(owner.address, bob) == dollars


@given(position=st.integers(0, 64), flip=st.integers(1, 255))
def test_a_signature_with_any_byte_changed_is_refused(coin, alice, bob, position, flip):
    owner = Account.from_key("0x" + "5a" * 32)
    permit = Permit(owner.address, bob.address, 400, 0, now() + 3600)
    v, r, s = sign(coin, owner, permit)
    changed = bytearray(r + s + bytes([v]))
    changed[position] ^= flip

    with rejects("InvalidSignature"):
        coin.permit(owner.address, bob, 400, permit.deadline, bytes(changed), {"from": alice})


def empty(coin, reserve, *holders):
    for holder in holders:
        coin.burn(holder, coin.balanceOf(holder), {"from": reserve})
