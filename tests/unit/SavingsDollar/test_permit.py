"""
permit
├── when the deadline has passed, rejects
├── when the owner signed other terms, rejects
├── when somebody else signed, rejects
├── when the owner signed for the coin, rejects
├── given the permit was used, rejects
├── given a stranger has submitted it beforehand, the allowance stands and can be spent
└── otherwise
    ├── sets the allowance and uses the nonce
    └── its domain is that of EIP-712
"""

from dataclasses import replace

import pytest
from brownie import web3
from eth_account.messages import encode_typed_data

from model.par_dollar import Permit
from tests.helpers import now, rejects
from tests.permits import domain, sign, submit
from tests.unit.SavingsDollar.conftest import ONE_DOLLAR


@pytest.fixture(scope="module", autouse=True)
def saved(savings, saver, alice):
    savings.deposit(400_000000, saver.address, {"from": alice})


@pytest.fixture
def permit(saver, bob):
    return Permit(saver.address, bob.address, ONE_DOLLAR, 0, now() + 3600)


def test_rejects_a_deadline_that_has_passed(savings, saver, bob, permit):
    late = replace(permit, deadline=now() - 1)

    with rejects("PermitExpired"):
        submit(savings, late, sign(savings, saver, late), bob)


@pytest.mark.parametrize("field, other", [("dollars", 401), ("deadline", 2**40), ("nonce", 1)])
def test_rejects_terms_the_owner_did_not_sign(field, other, savings, saver, bob, permit):
    signature = sign(savings, saver, replace(permit, **{field: other}))

    with rejects("InvalidPermit"):
        submit(savings, permit, signature, bob)


def test_rejects_the_signature_of_somebody_else(savings, saver, alice, bob, permit):
    with rejects("InvalidPermit"):
        submit(savings, replace(permit, owner=alice.address), sign(savings, saver, permit), bob)


def test_rejects_what_was_signed_for_the_coin(savings, dollar, saver, bob, permit):
    with rejects("InvalidPermit"):
        submit(savings, permit, sign(dollar, saver, permit), bob)


def test_rejects_a_permit_that_was_used(savings, saver, bob, permit):
    signature = sign(savings, saver, permit)
    submit(savings, permit, signature, bob)

    with rejects("InvalidPermit"):
        submit(savings, permit, signature, bob)


def test_stands_if_a_stranger_submits_it(savings, saver, bob, stranger, permit):
    submit(savings, permit, sign(savings, saver, permit), stranger)

    savings.transferFrom(saver.address, bob, ONE_DOLLAR, {"from": bob})

    assert savings.balanceOf(bob) == ONE_DOLLAR


def test_sets_the_allowance_and_uses_the_nonce(savings, saver, bob, permit):
    tx = submit(savings, permit, sign(savings, saver, permit), bob)

    assert savings.allowance(saver.address, bob) == ONE_DOLLAR
    assert savings.nonces(saver.address) == 1
    assert [tuple(each.values()) for each in tx.events["Approval"]] == [(saver.address, bob, ONE_DOLLAR)]


@pytest.mark.lesson(27)
def test_its_domain_is_that_of_eip712(savings):
    """As eth-account hashes it, which shares no code with the contract."""
    message = {"Nothing": [{"name": "nothing", "type": "bool"}]}
    hashed = encode_typed_data(domain(savings), message, {"nothing": True}).header

    assert savings.DOMAIN_SEPARATOR() == web3.to_hex(hashed)
