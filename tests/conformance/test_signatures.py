"""ERC-5267, ERC-2612 and ERC-3009: eth-account signs in the domain that a contract itself describes."""

import pytest
from brownie import ZERO_ADDRESS
from eth_account import Account
from eth_account.messages import encode_typed_data

from scripts.network import chain_in_use
from tests.authorizations import AUTHORIZATION, CANCELLATION
from tests.conformance.conftest import HAS
from tests.conformance.words import BIDS, FIELDS, bid_of, described, submit_bid
from tests.helpers import REFUSALS, now
from tests.obstacles import skipped
from tests.permits import PERMIT

SIGNER, OTHER = (Account.from_key(bytes([key]) * 32) for key in (0x5B, 0x5C))
NONCE = b"\x07" * 32


@pytest.fixture(scope="module")
def funded(coin, reserve):
    coin.mint(SIGNER.address, HAS, {"from": reserve})
    return coin


def domain_of(contract) -> dict:
    """Shares in savings describe none: theirs is the customary one, whose separator they tell (ERC-2612)."""
    if hasattr(contract, "eip712Domain"):
        return described(contract)
    values = contract.name(), "1", chain_in_use().id, contract.address
    return dict(zip(FIELDS, values, strict=False))


def words(contract, kind, fields, message):
    return encode_typed_data(domain_of(contract), {kind: fields}, message)


def signed(contract, kind, fields, message, signer=SIGNER) -> tuple:
    """As v, r, s."""
    signature = signer.sign_message(words(contract, kind, fields, message))
    return signature.v, signature.r.to_bytes(32, "big"), signature.s.to_bytes(32, "big")


def permit(token, spender, nonce=0, deadline=2**40, owner=SIGNER.address, signer=SIGNER):
    message = dict(owner=owner, spender=str(spender), value=7, nonce=nonce, deadline=deadline)
    terms = owner, spender, 7, deadline
    return *terms, *signed(token, "Permit", PERMIT, message, signer)


def authorization(coin, kind, to, after=0, before=2**40):
    terms = SIGNER.address, str(to), 7, after, before, NONCE
    message = dict(zip((field["name"] for field in AUTHORIZATION), terms, strict=True))
    return *terms, *signed(coin, kind, AUTHORIZATION, message)


def test_the_domain_is_that_of_the_contract(funded, system):
    for contract in (funded, system.auction_house):
        assert described(contract)["verifyingContract"] == contract.address
        assert set(described(contract)) == set(FIELDS) - {"salt"}


@pytest.mark.parametrize("step", BIDS)
def test_a_bid_is_signed_in_the_domain_that_the_house_describes(sale, admit_bidder, bob, step):
    admit_bidder(SIGNER.address)
    signature = SIGNER.sign_message(bid_of(sale, step, SIGNER.address)).signature

    tx = submit_bid(sale, step, SIGNER.address, signature, bob)

    assert skipped(tx) == {}
    assert sale.house.bidOf(sale.id, SIGNER.address)[1] > 0


def test_the_separator_is_that_of_the_domain(token):
    message = dict(owner=ZERO_ADDRESS, spender=ZERO_ADDRESS, value=0, nonce=0, deadline=0)

    assert token.DOMAIN_SEPARATOR() == words(token, "Permit", PERMIT, message).header


def test_a_permit_sets_the_allowance_and_uses_a_nonce_once_and_emits_the_event(token, alice):
    permitted = permit(token, alice)
    tx = token.permit(*permitted, {"from": alice})

    assert token.allowance(SIGNER.address, alice) == 7
    assert token.nonces(SIGNER.address) == 1
    assert list(tx.events["Approval"][0].values()) == [SIGNER.address, alice, 7]
    with pytest.raises(REFUSALS):
        token.permit(*permitted, {"from": alice})


@pytest.mark.parametrize("wrong", [{"nonce": 1}, {"deadline": 1}])
def test_a_permit_of_another_nonce_or_too_late_must_revert(token, alice, wrong):
    with pytest.raises(REFUSALS):
        token.permit(*permit(token, alice, **wrong), {"from": alice})


@pytest.mark.parametrize("wrong", [{"signer": OTHER}, {"owner": OTHER.address}])
def test_a_permit_that_the_owner_has_not_signed_must_revert(token, alice, wrong):
    with pytest.raises(REFUSALS):
        token.permit(*permit(token, alice, **wrong), {"from": alice})


@pytest.mark.parametrize("signature", [(), (27, bytes(32), bytes(32))], ids=["somebody_s", "no"])
def test_a_permit_of_the_zero_owner_must_revert(token, alice, signature):
    """From what is no signature the zero address is recovered."""
    *terms, v, r, s = permit(token, alice, owner=ZERO_ADDRESS)
    with pytest.raises(REFUSALS):
        token.permit(*terms, *(signature or (v, r, s)), {"from": alice})


@pytest.mark.parametrize("step", ["transferWithAuthorization", "receiveWithAuthorization"])
def test_an_authorization_is_taken_once(funded, bob, step):
    kind, had = step[0].upper() + step[1:], funded.balanceOf(bob)
    terms = authorization(funded, kind, bob)

    tx = getattr(funded, step)(*terms, {"from": bob})

    assert funded.balanceOf(bob) == had + 7
    assert funded.authorizationState(SIGNER.address, NONCE)
    assert [list(event.values()) for event in tx.events["AuthorizationUsed"]] == [[SIGNER.address, NONCE]]
    with pytest.raises(REFUSALS):
        getattr(funded, step)(*terms, {"from": bob})


def test_a_receipt_must_be_sent_by_its_receiver(funded, alice, bob):
    terms = authorization(funded, "ReceiveWithAuthorization", bob)
    with pytest.raises(REFUSALS):
        funded.receiveWithAuthorization(*terms, {"from": alice})


@pytest.mark.parametrize("bound", ["after", "before"])
def test_an_authorization_must_be_in_its_time(funded, bob, bound):
    """Later than the one, earlier than the other: each excluded, as the next second is not yet there."""
    terms = authorization(
        funded, "TransferWithAuthorization", bob, **{bound: now() + 1000 * (bound == "after")}
    )
    with pytest.raises(REFUSALS):
        funded.transferWithAuthorization(*terms, {"from": bob})


def test_a_cancellation_emits_the_event_and_what_is_cancelled_must_not_be_taken(funded, bob):
    message = {"authorizer": SIGNER.address, "nonce": NONCE}
    cancelled = signed(funded, "CancelAuthorization", CANCELLATION, message)
    tx = funded.cancelAuthorization(SIGNER.address, NONCE, *cancelled, {"from": bob})

    assert [list(event.values()) for event in tx.events["AuthorizationCanceled"]] == [[SIGNER.address, NONCE]]
    with pytest.raises(REFUSALS):
        terms = authorization(funded, "TransferWithAuthorization", bob)
        funded.transferWithAuthorization(*terms, {"from": bob})
