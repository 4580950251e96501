"""
cancelAuthorization
├── when somebody else signed, rejects
├── when the holder signed another nonce, rejects
├── when the signature is the malleable twin of a good one, rejects
├── given the nonce has been used or cancelled, rejects
└── otherwise
    ├── uses up the nonce, with a signature in either form, and moves nothing
    ├── does so for a frozen holder
    ├── leaves the same nonce of others as it is
    ├── takes a wallet's signature
    └── records the cancellation
"""

import pytest
from eth_account import Account

from model.par_dollar import Authorization, Cancellation
from tests.authorizations import cancel, joined, malleable, note, sign, submit
from tests.helpers import now, rejects

NONCE = b"\x07" * 32


@pytest.fixture
def cancellation(saver):
    return Cancellation(saver.address, NONCE)


def test_rejects_somebody_else_s_signature(dollar, bob, cancellation):
    stranger = Account.from_key("0x" + "77" * 32)

    with rejects("InvalidSignature"):
        cancel(dollar, cancellation, sign(dollar, stranger, cancellation), bob)


def test_rejects_another_nonce(dollar, saver, bob, cancellation):
    signature = sign(dollar, saver, Cancellation(saver.address, b"\x08" * 32))

    with rejects("InvalidSignature"):
        cancel(dollar, cancellation, signature, bob)


@pytest.mark.parametrize("form", [tuple, joined])
def test_rejects_the_malleable_twin_of_a_signature(form, dollar, saver, bob, cancellation):
    with rejects("InvalidSignature"):
        cancel(dollar, cancellation, form(malleable(sign(dollar, saver, cancellation))), bob)


def test_rejects_a_nonce_that_has_been_used(dollar, reserve, saver, bob, cancellation):
    payment = Authorization(saver.address, bob.address, 0, 0, now() + 3600, NONCE)
    submit(dollar, payment, sign(dollar, saver, payment), bob)

    with rejects("NonceUsed"):
        cancel(dollar, cancellation, sign(dollar, saver, cancellation), bob)


@pytest.mark.parametrize("form", [tuple, joined])
def test_uses_up_the_nonce_once(form, dollar, saver, bob, cancellation):
    cancel(dollar, cancellation, form(sign(dollar, saver, cancellation)), bob)

    assert dollar.authorizationState(saver.address, NONCE)
    with rejects("NonceUsed"):
        cancel(dollar, cancellation, sign(dollar, saver, cancellation), bob)


def test_uses_up_the_nonce_of_a_frozen_holder(dollar, compliance, saver, bob, cancellation):
    dollar.setFrozen(saver.address, True, {"from": compliance})

    cancel(dollar, cancellation, sign(dollar, saver, cancellation), bob)

    assert dollar.authorizationState(saver.address, NONCE)


def test_leaves_the_same_nonce_of_others(dollar, saver, alice, bob, cancellation):
    cancel(dollar, cancellation, sign(dollar, saver, cancellation), bob)

    assert not dollar.authorizationState(alice, NONCE)


def test_takes_a_wallet_s_signature(dollar, wallet, alice, bob):
    cancellation = Cancellation(wallet.address, NONCE)

    cancel(dollar, cancellation, note(wallet, dollar, cancellation, b"three of five", alice), bob)

    assert dollar.authorizationState(wallet, NONCE)


def test_records_the_cancellation(dollar, saver, bob, cancellation):
    tx = cancel(dollar, cancellation, sign(dollar, saver, cancellation), bob)

    recorded = {"authorizer": saver.address, "nonce": "0x" + NONCE.hex()}
    assert dict(tx.events["AuthorizationCanceled"]) == recorded
    assert "Transfer" not in tx.events
