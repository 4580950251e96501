"""
transferWithAuthorization, receiveWithAuthorization
├── when the caller is not the receiver, rejects what only the receiver may send
├── when the time has not come, rejects
├── when the time has passed, rejects
├── when the holder signed other terms, rejects
├── when the holder signed the other kind of authorization, rejects
├── when the holder signed it for another coin, rejects
├── when somebody else signed, rejects
├── when the holder is the zero address, rejects
├── when the signature is the malleable twin of a good one, in either form, rejects
├── when the holder has fewer dollars, rejects and leaves the nonce unused
├── given the nonce has been used, by either kind, rejects
├── given the nonce has been cancelled, rejects
├── given the holder or the receiver is frozen, rejects and leaves the nonce unused
├── given the holder is a wallet
│   ├── when it did not note the signature, rejects
│   └── otherwise accepts a signature of any form
└── otherwise
    ├── moves the dollars and uses the nonce, with a signature in either form
    ├── is valid in every second between the two times, and in no other
    ├── asks nothing of who sends it
    ├── leaves allowances and permits as they are
    └── records the payment and the use
"""

from dataclasses import replace

import pytest
from brownie import ZERO_ADDRESS
from eth_account import Account

from model.par_dollar import Authorization, Cancellation, Permit, Sender
from tests import permits
from tests.authorizations import cancel, joined, malleable, note, sign, submit
from tests.helpers import now, rejects, travel_to

pytestmark = pytest.mark.ganache

OTHER = {Sender.ANYBODY: Sender.RECEIVER, Sender.RECEIVER: Sender.ANYBODY}
NONCE = b"\x07" * 32


@pytest.fixture(params=list(Sender), ids=str)
def payment(request, dollar, reserve, saver, bob):
    """400 from the saver to Bob, who sends it."""
    dollar.mint(saver.address, 1000, {"from": reserve})
    return Authorization(saver.address, bob.address, 400, 0, now() + 3600, NONCE, request.param)


def test_rejects_a_caller_who_is_not_the_receiver(dollar, saver, carol, payment):
    only_receiver = replace(payment, sender=Sender.RECEIVER)

    with rejects("NotReceiver"):
        submit(dollar, only_receiver, sign(dollar, saver, only_receiver), carol)


def test_rejects_before_its_time(dollar, saver, bob, payment):
    early = replace(payment, valid_after=now() + 100)

    with rejects("AuthorizationNotYetValid"):
        submit(dollar, early, sign(dollar, saver, early), bob)


def test_rejects_after_its_time(dollar, saver, bob, payment):
    late = replace(payment, valid_before=now() - 1)

    with rejects("AuthorizationExpired"):
        submit(dollar, late, sign(dollar, saver, late), bob)


@pytest.mark.parametrize("late, error", [(0, "AuthorizationNotYetValid"), (10, "AuthorizationExpired")])
def test_is_not_valid_in_the_second_of_either_time(late, error, dollar, saver, bob, payment):
    start = now() + 100
    bounded = replace(payment, valid_after=start, valid_before=start + 10)
    travel_to(start + late)

    with rejects(error):
        submit(dollar, bounded, sign(dollar, saver, bounded), bob)


@pytest.mark.parametrize("second", [1, 9])
def test_is_valid_in_the_first_second_and_the_last_between(second, dollar, saver, bob, payment):
    start = now() + 100
    bounded = replace(payment, valid_after=start, valid_before=start + 10)
    travel_to(start + second)

    tx = submit(dollar, bounded, sign(dollar, saver, bounded), bob)

    assert tx.timestamp == start + second


@pytest.mark.parametrize(
    "field, other",
    [("dollars", 401), ("valid_after", 1), ("valid_before", 2**40), ("nonce", b"\x08" * 32)],
)
def test_rejects_terms_the_holder_did_not_sign(field, other, dollar, saver, bob, payment):
    signature = sign(dollar, saver, replace(payment, **{field: other}))

    with rejects("InvalidSignature"):
        submit(dollar, payment, signature, bob)


def test_rejects_another_receiver(dollar, saver, bob, carol, payment):
    signature = sign(dollar, saver, payment)

    with rejects("InvalidSignature"):
        submit(dollar, replace(payment, to=carol.address), signature, carol)


def test_rejects_the_other_kind_of_authorization(dollar, saver, bob, payment):
    """Or a stranger could send what only the receiver may."""
    signature = sign(dollar, saver, replace(payment, sender=OTHER[payment.sender]))

    with rejects("InvalidSignature"):
        submit(dollar, payment, signature, bob)


def test_rejects_what_was_signed_for_another_coin(
    ParDollar, dollar, reserve, compliance, saver, bob, payment
):
    other = ParDollar.deploy(compliance, {"from": reserve})

    with rejects("InvalidSignature"):
        submit(dollar, payment, sign(other, saver, payment), bob)


def test_rejects_somebody_else_s_signature(dollar, bob, payment):
    stranger = Account.from_key("0x" + "77" * 32)

    with rejects("InvalidSignature"):
        submit(dollar, payment, sign(dollar, stranger, payment), bob)


@pytest.mark.parametrize("signature", [(27, bytes(32), bytes(32)), bytes(65), b""], ids=["parts", "65", "0"])
def test_rejects_the_zero_address_as_holder(signature, dollar, bob, payment):
    with rejects("InvalidSignature"):
        submit(dollar, replace(payment, holder=ZERO_ADDRESS, dollars=0), signature, bob)


@pytest.mark.parametrize("form", [tuple, joined])
def test_rejects_the_malleable_twin_of_a_signature(form, dollar, saver, bob, payment):
    twin = malleable(sign(dollar, saver, payment))

    with rejects("InvalidSignature"):
        submit(dollar, payment, form(twin), bob)


def test_rejects_a_holder_with_fewer_dollars(dollar, saver, bob, payment):
    too_much = replace(payment, dollars=1001)

    with rejects("InsufficientBalance"):
        submit(dollar, too_much, sign(dollar, saver, too_much), bob)

    assert not dollar.authorizationState(saver.address, NONCE)


@pytest.mark.parametrize("second", list(Sender), ids=str)
def test_rejects_a_nonce_that_has_been_used(second, dollar, saver, bob, payment):
    submit(dollar, payment, sign(dollar, saver, payment), bob)
    again = replace(payment, sender=second)

    with rejects("NonceUsed"):
        submit(dollar, again, sign(dollar, saver, again), bob)


def test_rejects_a_nonce_that_has_been_cancelled(dollar, saver, bob, payment):
    cancellation = Cancellation(saver.address, NONCE)
    cancel(dollar, cancellation, sign(dollar, saver, cancellation), bob)

    with rejects("NonceUsed"):
        submit(dollar, payment, sign(dollar, saver, payment), bob)


@pytest.mark.parametrize("who", ["holder", "to"])
def test_rejects_a_frozen(who, dollar, compliance, saver, bob, payment):
    dollar.setFrozen(getattr(payment, who), True, {"from": compliance})

    with rejects("AccountFrozen"):
        submit(dollar, payment, sign(dollar, saver, payment), bob)

    assert not dollar.authorizationState(saver.address, NONCE)


def test_rejects_a_signature_the_wallet_did_not_note(dollar, wallet, bob, payment):
    with rejects("InvalidSignature"):
        submit(dollar, replace(payment, holder=wallet.address), b"three of five", bob)


@pytest.mark.parametrize("signature", [b"", b"three of five", b"x" * 65, b"y" * 500])
def test_accepts_a_wallet_s_signature_of_any_form(signature, dollar, reserve, wallet, alice, bob, payment):
    dollar.mint(wallet, 400, {"from": reserve})
    by_wallet = replace(payment, holder=wallet.address)

    submit(dollar, by_wallet, note(wallet, dollar, by_wallet, signature, alice), bob)

    assert dollar.balanceOf(bob) == 400


def test_accepts_a_wallet_s_signature_in_three_parts(dollar, reserve, wallet, alice, bob, payment):
    dollar.mint(wallet, 400, {"from": reserve})
    by_wallet = replace(payment, holder=wallet.address)
    signature = (28, b"\x01" * 32, b"\x02" * 32)
    note(wallet, dollar, by_wallet, joined(signature), alice)

    submit(dollar, by_wallet, signature, bob)

    assert dollar.balanceOf(bob) == 400


@pytest.mark.parametrize("form", [tuple, joined])
def test_moves_the_dollars_and_uses_the_nonce(form, dollar, saver, bob, payment):
    submit(dollar, payment, form(sign(dollar, saver, payment)), bob)

    assert (dollar.balanceOf(saver.address), dollar.balanceOf(bob)) == (600, 400)
    assert dollar.authorizationState(saver.address, NONCE)
    assert not dollar.authorizationState(bob, NONCE)


def test_asks_nothing_of_who_sends_it(dollar, compliance, saver, bob, carol, payment):
    by_anybody = replace(payment, sender=Sender.ANYBODY)
    dollar.setFrozen(carol, True, {"from": compliance})

    submit(dollar, by_anybody, sign(dollar, saver, by_anybody), carol)

    assert dollar.balanceOf(bob) == 400


def test_leaves_allowances_and_permits_as_they_are(dollar, saver, bob, payment):
    permit = Permit(saver.address, bob.address, 300, 0, now() + 3600)
    permits.submit(dollar, permit, permits.sign(dollar, saver, permit), bob)

    submit(dollar, payment, sign(dollar, saver, payment), bob)

    assert (dollar.allowance(saver.address, bob), dollar.nonces(saver.address)) == (300, 1)


def test_records_the_payment_and_the_use(dollar, saver, bob, payment):
    tx = submit(dollar, payment, sign(dollar, saver, payment), bob)

    assert dict(tx.events["Transfer"]) == {"from": saver.address, "to": bob, "value": 400}
    assert dict(tx.events["AuthorizationUsed"]) == {"authorizer": saver.address, "nonce": "0x" + NONCE.hex()}
