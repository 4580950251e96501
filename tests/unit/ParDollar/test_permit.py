"""
permit
├── when the deadline has passed, rejects
├── when the owner signed other terms, rejects
├── when somebody else signed, rejects
├── when the owner is the zero address, rejects
├── when the signature is the malleable twin of a good one, rejects
├── given the nonce has been used, rejects
├── given a stranger has submitted it beforehand, the allowance stands and can be spent
├── given the owner is frozen, sets the allowance and moves nothing
├── given the owner is a wallet
│   ├── when it did not note the signature, rejects
│   └── otherwise accepts a signature of any form
└── otherwise
    ├── sets the allowance and uses the nonce
    ├── also in the last second
    └── records the approval
"""

from dataclasses import replace

import pytest
from brownie import ZERO_ADDRESS
from eth_account import Account
from eth_account.messages import _hash_eip191_message

from model.par_dollar import Permit
from tests.helpers import now, rejects, travel_to
from tests.permits import sign, submit, typed_data

pytestmark = pytest.mark.ganache

CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


@pytest.fixture
def permit(saver, bob):
    return Permit(saver.address, bob.address, 400, 0, now() + 3600)


def test_rejects_a_deadline_that_has_passed(dollar, saver, bob, permit):
    late = replace(permit, deadline=now() - 1)

    with rejects("PermitExpired"):
        submit(dollar, late, sign(dollar, saver, late), bob)


@pytest.mark.parametrize("field, other", [("dollars", 401), ("deadline", 2**40), ("nonce", 1)])
def test_rejects_terms_the_owner_did_not_sign(field, other, dollar, saver, bob, permit):
    signature = sign(dollar, saver, replace(permit, **{field: other}))

    with rejects("InvalidSignature"):
        submit(dollar, permit, signature, bob)


def test_rejects_another_spender(dollar, saver, bob, carol, permit):
    signature = sign(dollar, saver, permit)

    with rejects("InvalidSignature"):
        submit(dollar, replace(permit, spender=carol.address), signature, bob)


def test_rejects_somebody_else_s_signature(dollar, bob, permit):
    stranger = Account.from_key("0x" + "77" * 32)

    with rejects("InvalidSignature"):
        submit(dollar, permit, sign(dollar, stranger, permit), bob)


def test_rejects_the_zero_address_as_owner(dollar, bob, permit):
    with rejects("InvalidSignature"):
        submit(dollar, replace(permit, owner=ZERO_ADDRESS), (27, bytes(32), bytes(32)), bob)


def test_rejects_the_malleable_twin_of_a_signature(dollar, saver, bob, permit):
    v, r, s = sign(dollar, saver, permit)
    twin = (27 + 28 - v, r, (CURVE_ORDER - int.from_bytes(s, "big")).to_bytes(32, "big"))

    with rejects("InvalidSignature"):
        submit(dollar, permit, twin, bob)


def test_rejects_a_nonce_that_has_been_used(dollar, saver, bob, permit):
    signature = sign(dollar, saver, permit)
    submit(dollar, permit, signature, bob)

    with rejects("InvalidSignature"):
        submit(dollar, permit, signature, bob)


def test_a_stranger_who_submits_it_beforehand_does_no_harm(dollar, reserve, saver, bob, carol, permit):
    dollar.mint(saver.address, 400, {"from": reserve})
    submit(dollar, permit, sign(dollar, saver, permit), carol)

    dollar.transferFrom(saver.address, bob, 400, {"from": bob})

    assert dollar.balanceOf(bob) == 400


def test_sets_the_allowance_of_a_frozen_owner_and_moves_nothing(
    dollar, reserve, compliance, saver, bob, permit
):
    dollar.mint(saver.address, 400, {"from": reserve})
    dollar.setFrozen(saver.address, True, {"from": compliance})

    submit(dollar, permit, sign(dollar, saver, permit), bob)

    with rejects("AccountFrozen"):
        dollar.transferFrom(saver.address, bob, 400, {"from": bob})


def test_rejects_a_signature_the_wallet_did_not_note(dollar, wallet, bob, permit):
    with rejects("InvalidSignature"):
        dollar.permit(wallet, bob, 400, permit.deadline, b"three of five", {"from": bob})


@pytest.mark.parametrize("signature", [b"", b"three of five", b"x" * 65, b"y" * 500])
def test_accepts_a_wallet_s_signature_of_any_form(signature, dollar, wallet, alice, bob, permit):
    signed = typed_data(dollar, replace(permit, owner=wallet.address))
    wallet.note(_hash_eip191_message(signed), signature, {"from": alice})

    dollar.permit(wallet, bob, 400, permit.deadline, signature, {"from": bob})

    assert dollar.allowance(wallet, bob) == 400


def test_sets_the_allowance_and_uses_the_nonce(dollar, saver, bob, permit):
    submit(dollar, permit, sign(dollar, saver, permit), bob)

    assert dollar.allowance(saver.address, bob) == 400
    assert dollar.nonces(saver.address) == 1


def test_sets_the_allowance_in_the_last_second(dollar, saver, bob, permit):
    travel_to(permit.deadline)

    submit(dollar, permit, sign(dollar, saver, permit), bob)

    assert dollar.allowance(saver.address, bob) == 400


def test_records_the_approval(dollar, saver, bob, permit):
    tx = submit(dollar, permit, sign(dollar, saver, permit), bob)

    assert dict(tx.events["Approval"]) == {"owner": saver.address, "spender": bob, "value": 400}
