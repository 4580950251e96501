"""
burnFrozen
├── when the caller is not compliance, not even the reserve, rejects
├── when the account is not frozen, rejects
├── when the account has fewer dollars, rejects
└── otherwise
    ├── destroys dollars and keeps the account frozen
    └── records the transfer to nobody
"""

import pytest
from brownie import ZERO_ADDRESS

from tests.helpers import rejects
from tests.unit.ParDollar.conftest import ALICE_STARTS_WITH


@pytest.fixture(scope="module", autouse=True)
def frozen_alice(dollar, compliance, alice):
    dollar.setFrozen(alice, True, {"from": compliance})


def test_rejects_a_caller_who_is_not_compliance(dollar, reserve, alice):
    with rejects("NotCompliance"):
        dollar.burnFrozen(alice, 400, {"from": reserve})


def test_rejects_an_account_that_is_not_frozen(dollar, reserve, compliance, bob):
    dollar.mint(bob, 400, {"from": reserve})

    with rejects("AccountNotFrozen"):
        dollar.burnFrozen(bob, 400, {"from": compliance})


def test_rejects_an_account_with_fewer_dollars(dollar, compliance, alice):
    with rejects("InsufficientBalance"):
        dollar.burnFrozen(alice, ALICE_STARTS_WITH + 1, {"from": compliance})


@pytest.mark.parametrize("dollars", [400, ALICE_STARTS_WITH])
def test_destroys_dollars_and_keeps_the_account_frozen(dollars, dollar, compliance, alice):
    dollar.burnFrozen(alice, dollars, {"from": compliance})

    assert dollar.balanceOf(alice) == dollar.totalSupply() == ALICE_STARTS_WITH - dollars
    assert dollar.isFrozen(alice)


def test_records_the_transfer_to_nobody(dollar, compliance, alice):
    tx = dollar.burnFrozen(alice, 400, {"from": compliance})

    assert dict(tx.events["Transfer"]) == {"from": alice, "to": ZERO_ADDRESS, "value": 400}
