"""
depositWithPermit
├── when the caller signed other terms and allowed nothing before, rejects
├── when the caller has fewer coins, rejects and leaves the permit unused
├── given a stranger has sent the permit beforehand, deposits all the same
└── otherwise deposits coins of the caller and leaves no allowance
"""

from dataclasses import replace

import pytest
from eth_account import Account

from model.par_dollar import Permit
from tests.authorizations import joined
from tests.helpers import as_sender, now, rejects
from tests.permits import sign, submit
from tests.unit.SavingsDollar.conftest import ALICE_STARTS_WITH

SIGNER = Account.from_key("0x" + "6b" * 32)


@pytest.fixture(scope="module")
def signer(dollar, reserve, alice):
    """Signs and sends."""
    signer = as_sender(SIGNER, paid_by=alice)
    dollar.mint(signer, ALICE_STARTS_WITH, {"from": reserve})
    return signer


@pytest.fixture
def permit(savings, signer):
    return Permit(signer.address, savings.address, 400, 0, now() + 3600)


@pytest.fixture
def deposit(savings, dollar, signer, bob):
    def deposit(permit, signed=None):
        signature = joined(sign(dollar, SIGNER, signed or permit))
        return savings.depositWithPermit(permit.dollars, bob, permit.deadline, signature, {"from": signer})

    return deposit


@pytest.mark.parametrize("field, other", [("dollars", 399), ("nonce", 1), ("deadline", 2**40)])
def test_rejects_what_the_caller_did_not_sign(field, other, deposit, permit):
    with rejects("InsufficientAllowance"):
        deposit(permit, replace(permit, **{field: other}))


def test_rejects_more_than_the_caller_has_and_leaves_the_permit(deposit, dollar, signer, permit):
    with rejects("InsufficientBalance"):
        deposit(replace(permit, dollars=ALICE_STARTS_WITH + 1))

    assert dollar.nonces(signer) == 0


@pytest.mark.lesson(27)
def test_a_stranger_who_sends_the_permit_beforehand_stops_nothing(
    deposit, dollar, savings, bob, carol, permit
):
    submit(dollar, permit, sign(dollar, SIGNER, permit), carol)

    deposit(permit)

    assert savings.balanceOf(bob) == 400 * 10**12


def test_deposits_and_leaves_no_allowance(deposit, dollar, savings, signer, bob, permit):
    deposit(permit)

    assert savings.balanceOf(bob) == 400 * 10**12
    assert dollar.balanceOf(signer) == ALICE_STARTS_WITH - 400
    assert dollar.allowance(signer, savings) == 0
