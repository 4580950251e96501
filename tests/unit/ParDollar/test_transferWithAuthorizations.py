"""
transferWithAuthorizations, receiveWithAuthorizations
├── when one of them is refused, rejects all, for the reason of that one
├── when one is there twice, rejects all
├── when one is to somebody else, rejects all of what only the receiver may send
├── given a stranger has sent one beforehand
│   ├── rejects all of what anybody may send, and takes the rest without it
│   └── cannot happen to what only the receiver may send
└── otherwise
    ├── carries out each in its order, so that dollars received can be paid on
    ├── takes signatures of keys and wallets together
    └── does nothing for none
"""

from dataclasses import replace

import pytest

from model.par_dollar import Authorization, Sender
from tests.authorizations import joined, note, sign, submit, submit_all
from tests.helpers import now, rejects

NONCES = [bytes([number]) * 32 for number in range(3)]


@pytest.fixture(params=list(Sender), ids=str)
def kind(request):
    return request.param


@pytest.fixture
def payments(dollar, reserve, saver, bob, kind):
    """Three times 100 from the saver to Bob."""
    dollar.mint(saver.address, 300, {"from": reserve})
    by = now() + 3600
    return [Authorization(saver.address, bob.address, 100, 0, by, nonce, kind) for nonce in NONCES]


@pytest.fixture
def signed(dollar, saver, payments):
    return [(payment, joined(sign(dollar, saver, payment))) for payment in payments]


def test_rejects_all_when_one_is_refused(dollar, saver, bob, kind, payments, signed):
    too_much = replace(payments[2], dollars=101)
    signed[2] = (too_much, joined(sign(dollar, saver, too_much)))

    with rejects("InsufficientBalance"):
        submit_all(dollar, kind, signed, bob)

    assert dollar.balanceOf(bob) == 0
    assert not any(dollar.authorizationState(saver.address, nonce) for nonce in NONCES)


def test_rejects_all_when_one_is_not_signed(dollar, bob, kind, signed):
    signed[1] = (signed[1][0], signed[0][1])

    with rejects("InvalidSignature"):
        submit_all(dollar, kind, signed, bob)


def test_rejects_one_that_is_there_twice(dollar, bob, kind, signed):
    with rejects("NonceUsed"):
        submit_all(dollar, kind, [*signed, signed[0]], bob)


def test_rejects_all_when_one_is_to_somebody_else(dollar, saver, bob, carol, payments):
    payments = [replace(payment, sender=Sender.RECEIVER) for payment in payments]
    payments[1] = replace(payments[1], to=carol.address)
    signed = [(payment, joined(sign(dollar, saver, payment))) for payment in payments]

    with rejects("NotReceiver"):
        submit_all(dollar, Sender.RECEIVER, signed, bob)


@pytest.mark.lesson(27)
@pytest.mark.parametrize("kind", [Sender.ANYBODY], indirect=True)
def test_takes_the_rest_after_a_stranger_has_sent_one(dollar, bob, carol, kind, signed):
    submit(dollar, *signed[1], carol)

    with rejects("NonceUsed"):
        submit_all(dollar, kind, signed, bob)
    submit_all(dollar, kind, [signed[0], signed[2]], bob)

    assert dollar.balanceOf(bob) == 300


@pytest.mark.parametrize("kind", [Sender.RECEIVER], indirect=True)
def test_a_stranger_cannot_send_one_that_only_the_receiver_may(dollar, bob, carol, kind, signed):
    with rejects("NotReceiver"):
        submit(dollar, *signed[1], carol)

    submit_all(dollar, kind, signed, bob)

    assert dollar.balanceOf(bob) == 300


@pytest.mark.parametrize("kind", [Sender.ANYBODY], indirect=True)
def test_dollars_received_can_be_paid_on(dollar, wallet, alice, bob, carol, saver, kind, payments):
    """A key pays a wallet, the wallet pays Carol."""
    first = replace(payments[0], to=wallet.address)
    second = replace(payments[1], holder=wallet.address, to=carol.address)
    signatures = (
        joined(sign(dollar, saver, first)),
        note(wallet, dollar, second, b"three of five", alice),
    )

    submit_all(dollar, kind, list(zip((first, second), signatures, strict=True)), bob)

    assert (dollar.balanceOf(wallet), dollar.balanceOf(carol)) == (0, 100)


def test_carries_out_each(dollar, saver, bob, kind, signed):
    tx = submit_all(dollar, kind, signed, bob)

    assert dollar.balanceOf(bob) == 300
    assert [used["nonce"] for used in tx.events["AuthorizationUsed"]] == [
        "0x" + nonce.hex() for nonce in NONCES
    ]


def test_does_nothing_for_none(dollar, bob, kind):
    assert not submit_all(dollar, kind, [], bob).events
