"""ERC-5267, ERC-2612 and ERC-3009: eth-account signs in the domain that a contract itself describes."""

import pytest
from eth_account import Account
from eth_account.messages import encode_typed_data

from tests.authorizations import AUTHORIZATION, CANCELLATION
from tests.conformance.conftest import HAS
from tests.helpers import REFUSALS, now
from tests.permits import PERMIT

SIGNER = Account.from_key(b"\x5b" * 32)
FIELDS = ("name", "version", "chainId", "verifyingContract", "salt")
NONCE = b"\x07" * 32


@pytest.fixture(scope="module")
def funded(coin, reserve):
    coin.mint(SIGNER.address, HAS, {"from": reserve})
    return coin


def described(contract) -> dict:
    """The domain, of the fields that the contract says it uses."""
    used, *values, extensions = contract.eip712Domain()
    assert not list(extensions)
    used = int.from_bytes(bytes(used), "big")
    return {
        field: value for at, (field, value) in enumerate(zip(FIELDS, values, strict=True)) if used >> at & 1
    }


def signed(contract, kind, fields, message) -> tuple:
    """As v, r, s."""
    signature = SIGNER.sign_message(encode_typed_data(described(contract), {kind: fields}, message))
    return signature.v, signature.r.to_bytes(32, "big"), signature.s.to_bytes(32, "big")


def permit(coin, spender, nonce=0, deadline=2**40):
    message = dict(owner=SIGNER.address, spender=str(spender), value=7, nonce=nonce, deadline=deadline)
    terms = SIGNER.address, spender, 7, deadline
    return *terms, *signed(coin, "Permit", PERMIT, message)


def authorization(coin, kind, to, after=0, before=2**40):
    terms = SIGNER.address, str(to), 7, after, before, NONCE
    message = dict(zip((field["name"] for field in AUTHORIZATION), terms, strict=True))
    return *terms, *signed(coin, kind, AUTHORIZATION, message)


def test_the_domain_is_that_of_the_contract(funded, system):
    for contract in (funded, system.auction_house):
        assert described(contract)["verifyingContract"] == contract.address
        assert set(described(contract)) == set(FIELDS) - {"salt"}


def test_a_permit_sets_the_allowance_and_uses_a_nonce_once(funded, alice):
    permitted = permit(funded, alice)
    funded.permit(*permitted, {"from": alice})

    assert funded.allowance(SIGNER.address, alice) == 7
    assert funded.nonces(SIGNER.address) == 1
    with pytest.raises(REFUSALS):
        funded.permit(*permitted, {"from": alice})


@pytest.mark.parametrize("wrong", [{"nonce": 1}, {"deadline": 1}])
def test_a_permit_of_another_nonce_or_too_late_must_revert(funded, alice, wrong):
    with pytest.raises(REFUSALS):
        funded.permit(*permit(funded, alice, **wrong), {"from": alice})


@pytest.mark.parametrize("step", ["transferWithAuthorization", "receiveWithAuthorization"])
def test_an_authorization_is_taken_once(funded, bob, step):
    kind, had = step[0].upper() + step[1:], funded.balanceOf(bob)
    terms = authorization(funded, kind, bob)

    tx = getattr(funded, step)(*terms, {"from": bob})

    assert funded.balanceOf(bob) == had + 7
    assert funded.authorizationState(SIGNER.address, NONCE)
    assert len(tx.events["AuthorizationUsed"]) == 1
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


def test_a_cancelled_authorization_must_not_be_taken(funded, bob):
    message = {"authorizer": SIGNER.address, "nonce": NONCE}
    cancelled = signed(funded, "CancelAuthorization", CANCELLATION, message)
    funded.cancelAuthorization(SIGNER.address, NONCE, *cancelled, {"from": bob})

    with pytest.raises(REFUSALS):
        terms = authorization(funded, "TransferWithAuthorization", bob)
        funded.transferWithAuthorization(*terms, {"from": bob})
