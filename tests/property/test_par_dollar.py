"""The coin's arithmetic equals the model's for any balance, up to what fits beside the freeze bit."""

from dataclasses import replace

import pytest
from eth_account import Account
from eth_utils import to_checksum_address
from hypothesis import example, given
from hypothesis import strategies as st

from model.par_dollar import INFINITE, SUPPLY_LIMIT, Authorization, ParDollar, Permit, Sender
from scripts.network import chain_in_use
from tests import authorizations
from tests.helpers import now, rejects
from tests.permits import sign, submit
from tests.stateful.machine import camel
from tests.twins import on_both

SIGNER = Account.from_key("0x" + "5a" * 32)
ADDRESS = st.binary(min_size=20, max_size=20).filter(any).map(lambda some: to_checksum_address(some))
DOLLARS = st.integers(0, 10**19) | st.integers(0, SUPPLY_LIMIT)  # [micro-dollars]
BEYOND = st.builds(  # more than a balance can be, though the bits of a balance are few: they alone would pass
    lambda above, below: above * 2 * SUPPLY_LIMIT + below, st.integers(1, 2**64 - 1), st.integers(0, 10**6)
)


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
    permit = Permit(SIGNER.address, bob.address, 400, coin.nonces(SIGNER.address), now() + 3600)
    v, r, s = sign(coin, SIGNER, permit)
    changed = bytearray(r + s + bytes([v]))
    changed[position] ^= flip

    with rejects("InvalidSignature"):
        coin.permit(SIGNER.address, bob, 400, permit.deadline, bytes(changed), {"from": alice})


@given(
    held=DOLLARS,
    moved=DOLLARS | BEYOND,
    received=st.integers(0, 10**19),
    permits=st.integers(0, 2),
    frozen=st.sampled_from(["nobody", "nobody", "holder", "receiver"]),
)
@example(held=10**9, moved=2 * SUPPLY_LIMIT + 400, received=0, permits=0, frozen="nobody")
def test_one_comparison_stops_what_the_model_stops(
    coin, treasury, alice, bob, held, moved, received, permits, frozen
):
    """Whatever else the two words hold: what the receiver has, permits of the holder, either freeze bit."""
    holder, model = SIGNER.address, ParDollar(treasury, treasury)
    release_and_empty(coin, treasury, holder, alice)
    for who, dollars in ((holder, min(held, SUPPLY_LIMIT - 1 - received)), (alice, received)):
        model.mint(treasury, who, dollars)
        coin.mint(who, dollars, {"from": treasury})
    permit_some(coin, bob, permits + 1)  # the transfer needs one
    model.approve(holder, bob, INFINITE)
    if frozen != "nobody":
        stopped = holder if frozen == "holder" else alice
        model.set_frozen(treasury, stopped, True)
        coin.setFrozen(stopped, True, {"from": treasury})
    used = coin.nonces(holder)

    on_both(
        lambda: model.transfer_from(bob, holder, alice, moved),
        lambda: coin.transferFrom(holder, alice, moved, {"from": bob}),
    )

    assert [coin.balanceOf(who) for who in (holder, alice)] == [
        model.balance_of[who] for who in (holder, alice)
    ]
    assert [coin.isFrozen(who) for who in (holder, alice)] == [who in model.frozen for who in (holder, alice)]
    assert coin.nonces(holder) == used


@given(
    held=DOLLARS,
    taken=DOLLARS | BEYOND,
    permits=st.integers(0, 1),
    is_expected=st.sampled_from([True, True, False]),
    step=st.sampled_from(["seize", "reissue", "burn_frozen", "burn"]),
)
def test_an_order_or_the_reserve_takes_what_the_model_takes(
    coin, treasury, bob, held, taken, permits, is_expected, step
):
    """An order from a frozen account, the reserve from a free one; whatever permits the holder has given."""
    holder, model = SIGNER.address, ParDollar(treasury, treasury)
    others = [bob] if step in ("seize", "reissue") else []
    is_frozen = is_expected == (step != "burn")
    release_and_empty(coin, treasury, holder, bob)
    on_both(
        lambda: model.mint(treasury, holder, held),
        lambda: coin.mint(holder, held, {"from": treasury}),
    )
    permit_some(coin, bob, permits)
    model.set_frozen(treasury, holder, is_frozen)
    coin.setFrozen(holder, is_frozen, {"from": treasury})
    used = coin.nonces(holder)

    on_both(
        lambda: getattr(model, step)(treasury, holder, *others, taken),
        lambda: getattr(coin, camel(step))(holder, *others, taken, {"from": treasury}),
    )

    assert [coin.balanceOf(who) for who in (holder, bob)] == [model.balance_of[who] for who in (holder, bob)]
    assert (coin.totalSupply(), coin.isFrozen(holder)) == (model.total_supply, is_frozen)
    assert coin.nonces(holder) == used


@given(
    key=st.integers(1, 2**200),
    dollars=st.integers(0, 2**256 - 1),
    after=st.integers(-3600, 3600),
    lasts=st.integers(-3600, 7200),
    nonce=st.binary(min_size=32, max_size=32),
    sender=st.sampled_from(Sender),
    sent_by_receiver=st.sampled_from([True, True, False]),
    forged=st.sampled_from(["", "", "", "to", "dollars", "valid_after", "valid_before", "nonce", "sender"]),
)
def test_an_authorization_does_what_the_model_does(
    coin, treasury, alice, bob, key, dollars, after, lasts, nonce, sender, sent_by_receiver, forged
):
    """Of any key, with any nonce, at any time, changed in any field after it was signed or not at all."""
    signer, model = Account.from_key(key.to_bytes(32, "big")), ParDollar(treasury, treasury)
    release_and_empty(coin, treasury, alice, bob, signer.address)
    model.mint(treasury, signer.address, 10**9)
    coin.mint(signer.address, 10**9, {"from": treasury})
    start, paid = now() + after, dollars % (2 * 10**9)
    signed = Authorization(signer.address, bob.address, paid, start, start + lasts, nonce, sender)
    submitted = replace(signed, **{forged: FORGED[forged](getattr(signed, forged))}) if forged else signed
    by, nonce = bob if sent_by_receiver else alice, (signer.address, submitted.nonce)
    if coin.authorizationState(*nonce):  # by an example before
        model.used_nonces.add(nonce)

    on_both(
        lambda: model.send_authorization(by.address, submitted, signed, now()),
        lambda: authorizations.submit(coin, submitted, authorizations.sign(coin, signer, signed), by),
    )

    assert coin.balanceOf(signer.address) == model.balance_of[signer.address]
    assert coin.authorizationState(*nonce) == (nonce in model.used_nonces)


FORGED = {
    "to": lambda _: "0x" + "77" * 20,
    "dollars": lambda dollars: dollars + 1,
    "valid_after": lambda time: max(0, time - 1),
    "valid_before": lambda time: time + 1,
    "nonce": lambda nonce: bytes([nonce[0] ^ 1]) + nonce[1:],
    "sender": lambda sender: Sender.ANYBODY if sender == Sender.RECEIVER else Sender.RECEIVER,
}


@given(position=st.integers(0, 64), flip=st.integers(1, 255), sender=st.sampled_from(Sender))
def test_an_authorization_with_any_byte_of_its_signature_changed_is_refused(
    coin, bob, position, flip, sender
):
    payment = Authorization(SIGNER.address, bob.address, 0, 0, 2**40, b"\xee" * 32, sender)
    changed = bytearray(authorizations.joined(authorizations.sign(coin, SIGNER, payment)))
    changed[position] ^= flip

    with rejects("InvalidSignature"):
        authorizations.submit(coin, payment, bytes(changed), bob)


@given(holder=ADDRESS, bit=st.integers(0, 159), dollars=st.integers(1, 10**19), frozen=st.booleans())
def test_a_holder_s_word_lies_at_its_own_slot(coin, treasury, holder, bit, dollars, frozen):
    """Even if another address differs in one bit; and no word lies where Solidity counts its variables."""
    other = to_checksum_address((int(holder, 16) ^ 1 << bit).to_bytes(20, "big"))
    held = coin.balanceOf(other)
    coin.setFrozen(holder, False, {"from": treasury})
    coin.burn(holder, coin.balanceOf(holder), {"from": treasury})

    coin.mint(holder, dollars, {"from": treasury})
    coin.setFrozen(holder, frozen, {"from": treasury})

    slot = 2**256 - 1 - (int(holder, 16) << 96)
    assert slot >= 2**96 - 1
    assert chain_in_use().storage_at(coin.address, slot) == frozen << 191 | dollars
    assert coin.balanceOf(other) == held


def permit_some(coin, spender, permits):
    """The signer allows everything, so many times."""
    for _ in range(permits):
        permit = Permit(SIGNER.address, spender.address, INFINITE, coin.nonces(SIGNER.address), 2**40)
        submit(coin, permit, sign(coin, SIGNER, permit), spender)


def release_and_empty(coin, authority, *holders):
    for holder in holders:
        coin.setFrozen(holder, False, {"from": authority})
    empty(coin, authority, *holders)


def empty(coin, reserve, *holders):
    for holder in holders:
        coin.burn(holder, coin.balanceOf(holder), {"from": reserve})
