"""
seize, reissue
├── when the caller is not compliance, not even the reserve, rejects
├── when the account is not frozen, rejects
├── when the account has fewer dollars, rejects
├── when the receiver is the zero address, rejects
├── given the receiver is frozen, rejects
└── otherwise
    ├── moves some dollars, or all
    ├── keeps the supply
    ├── keeps the account frozen, with its permits
    ├── changes nothing when the account is its own receiver
    ├── asks for no allowance, and leaves those there are
    └── records transfers: one if seized, a burn and a mint if reissued
"""

import pytest
from brownie import ZERO_ADDRESS

from tests.helpers import rejects
from tests.unit.ParDollar.conftest import ALICE_STARTS_WITH


@pytest.fixture(scope="module", autouse=True)
def frozen_alice(dollar, compliance, alice, carol):
    dollar.approve(carol, 500, {"from": alice})
    dollar.setFrozen(alice, True, {"from": compliance})


@pytest.fixture(params=["seize", "reissue"])
def take(request, dollar, compliance):
    """Takes dollars from an account and gives them to another."""

    def take(holder, to, dollars, caller=compliance):
        return getattr(dollar, request.param)(holder, to, dollars, {"from": caller})

    return take


@pytest.mark.parametrize("caller", ["reserve", "alice", "bob"])
def test_rejects_a_caller_who_is_not_compliance(caller, take, alice, bob, request):
    with rejects("NotCompliance"):
        take(alice, bob, 400, request.getfixturevalue(caller))


def test_rejects_an_account_that_is_not_frozen(dollar, reserve, take, bob, carol):
    dollar.mint(bob, 400, {"from": reserve})

    with rejects("AccountNotFrozen"):
        take(bob, carol, 400)


@pytest.mark.parametrize("dollars", [ALICE_STARTS_WITH + 1, 2**191, 2**192, 2**255, 2**256 - 1])
def test_rejects_an_account_with_fewer_dollars(dollars, take, alice, bob):
    with rejects("InsufficientBalance"):
        take(alice, bob, dollars)


def test_rejects_the_zero_address(take, alice):
    with rejects("InvalidReceiver"):
        take(alice, ZERO_ADDRESS, 400)


def test_rejects_a_frozen_receiver(dollar, compliance, take, alice, bob):
    dollar.setFrozen(bob, True, {"from": compliance})

    with rejects("AccountFrozen"):
        take(alice, bob, 400)


@pytest.mark.parametrize("dollars", [0, 400, ALICE_STARTS_WITH])
def test_moves_dollars_and_keeps_the_supply(dollars, dollar, take, alice, bob):
    take(alice, bob, dollars)

    assert dollar.balanceOf(alice) == ALICE_STARTS_WITH - dollars
    assert dollar.balanceOf(bob) == dollars
    assert dollar.totalSupply() == ALICE_STARTS_WITH


def test_keeps_the_account_frozen(dollar, take, alice, bob):
    take(alice, bob, 400)

    assert dollar.isFrozen(alice)
    with rejects("AccountFrozen"):
        dollar.transfer(bob, 1, {"from": alice})


def test_changes_nothing_when_the_account_is_its_own_receiver(dollar, take, alice):
    take(alice, alice, 400)

    assert dollar.isFrozen(alice)
    assert dollar.balanceOf(alice) == dollar.totalSupply() == ALICE_STARTS_WITH


def test_leaves_allowances(dollar, take, alice, bob, carol):
    take(alice, bob, 400)

    assert dollar.allowance(alice, carol) == 500


def test_records_a_seizure_as_one_transfer(dollar, compliance, alice, bob):
    tx = dollar.seize(alice, bob, 400, {"from": compliance})

    assert [dict(each) for each in tx.events["Transfer"]] == [{"from": alice, "to": bob, "value": 400}]


def test_records_a_reissue_as_a_burn_and_a_mint(dollar, compliance, alice, bob):
    tx = dollar.reissue(alice, bob, 400, {"from": compliance})

    assert [dict(each) for each in tx.events["Transfer"]] == [
        {"from": alice, "to": ZERO_ADDRESS, "value": 400},
        {"from": ZERO_ADDRESS, "to": bob, "value": 400},
    ]
