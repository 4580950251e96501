"""
depositWithAuthorization
├── when the saver signed other terms, rejects
├── when the authorization is used a second time, rejects
├── when the saver signed a transfer that anybody may send, rejects
├── given the saver or the contract could not pay, rejects
└── otherwise
    ├── gives the saver shares, whoever sends it
    ├── accepts a wallet's signature of any form
    └── records a deposit of the saver
"""

from dataclasses import replace

import pytest

from model.par_dollar import Authorization, Sender
from tests.authorizations import joined, note, sign
from tests.helpers import now, rejects
from tests.unit.SavingsDollar.conftest import ALICE_STARTS_WITH


@pytest.fixture
def payment(savings, saver):
    return Authorization(saver.address, savings.address, 400, 0, now() + 3600, b"\xee" * 32, Sender.RECEIVER)


@pytest.fixture
def deposit(savings, dollar, saver, bob):
    def deposit(payment, signed=None, signature=None, by=bob):
        signature = signature or joined(sign(dollar, saver, signed or payment))
        terms = (payment.holder, payment.dollars, payment.valid_after, payment.valid_before, payment.nonce)
        return savings.depositWithAuthorization(*terms, signature, {"from": by})

    return deposit


@pytest.mark.parametrize(
    "other",
    [{"dollars": 399}, {"nonce": b"\xef" * 32}, {"sender": Sender.ANYBODY}, {"to": "0x" + "77" * 20}],
    ids=lambda other: next(iter(other)),
)
def test_rejects_what_the_saver_did_not_sign(other, deposit, payment):
    with rejects("InvalidSignature"):
        deposit(payment, replace(payment, **other))


def test_rejects_a_second_use(deposit, payment):
    deposit(payment)

    with rejects("NonceUsed"):
        deposit(payment)


def test_rejects_an_authorization_that_has_expired(deposit, payment):
    with rejects("AuthorizationExpired"):
        deposit(replace(payment, valid_before=now()))


def test_rejects_more_than_the_saver_has(deposit, payment):
    with rejects("InsufficientBalance"):
        deposit(replace(payment, dollars=ALICE_STARTS_WITH + 1))


@pytest.mark.lesson(27)
def test_nobody_else_can_send_it_to_the_coin(dollar, saver, bob, payment):
    terms = (saver.address, payment.to, 400, 0, payment.valid_before, payment.nonce)

    with rejects("NotReceiver"):
        dollar.receiveWithAuthorization(*terms, *sign(dollar, saver, payment), {"from": bob})


@pytest.mark.parametrize("by", ["alice", "bob"])
def test_gives_the_saver_shares_whoever_sends_it(by, deposit, dollar, savings, saver, payment, request):
    tx = deposit(payment, by=request.getfixturevalue(by))

    assert tx.return_value == savings.balanceOf(saver.address) == 400 * 10**12
    assert dollar.balanceOf(saver.address) == ALICE_STARTS_WITH - 400
    assert savings.totalAssets() == 400


def test_accepts_a_wallet_s_signature_of_any_form(SignatureWallet, deposit, dollar, savings, alice, payment):
    wallet = SignatureWallet.deploy({"from": alice})
    dollar.transfer(wallet, 400, {"from": alice})
    payment = replace(payment, holder=wallet.address)
    signature = note(wallet, dollar, payment, b"three of five", alice)

    deposit(payment, signature=signature)

    assert savings.balanceOf(wallet) == 400 * 10**12


def test_records_a_deposit_of_the_saver(deposit, saver, payment):
    tx = deposit(payment)

    recorded = {"by": saver.address, "owner": saver.address, "assets": 400, "shares": 400 * 10**12}
    assert dict(tx.events["Deposit"]) == recorded
