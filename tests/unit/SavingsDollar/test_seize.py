"""
seize
├── when the caller is not compliance, not even the reserve, rejects
├── given the account is not frozen, rejects
├── given the receiver is frozen, or is the zero address, rejects
├── when the account has fewer shares, rejects
└── otherwise
    ├── moves shares, and keeps supply, assets and freeze
    ├── asks for no allowance, and leaves those there are
    └── records one transfer
"""

import pytest
from brownie import ZERO_ADDRESS

from tests.helpers import rejects
from tests.unit.SavingsDollar.conftest import ONE_DOLLAR

SHARES = 400 * ONE_DOLLAR


@pytest.fixture(scope="module", autouse=True)
def frozen_alice(savings, freeze, alice, carol):
    savings.deposit(400_000000, alice, {"from": alice})
    savings.approve(carol, 500, {"from": alice})
    freeze(alice)


@pytest.fixture
def seize(savings, compliance):
    return lambda holder, to, shares: savings.seize(holder, to, shares, {"from": compliance})


@pytest.mark.parametrize("caller", ["reserve", "alice", "bob"])
def test_rejects_a_caller_who_is_not_compliance(caller, savings, alice, bob, request):
    with rejects("NotCompliance"):
        savings.seize(alice, bob, 1, {"from": request.getfixturevalue(caller)})


def test_rejects_an_account_that_is_not_frozen(savings, seize, bob, carol):
    savings.deposit(400, bob, {"from": bob})

    with rejects("AccountNotFrozen"):
        seize(bob, carol, 1)


def test_rejects_a_frozen_receiver(seize, freeze, alice, bob):
    freeze(bob)

    with rejects("AccountFrozen"):
        seize(alice, bob, 1)


@pytest.mark.parametrize("to", ["account itself", "zero address"])
def test_rejects_the_account_itself_and_the_zero_address(to, seize, alice):
    with rejects("AccountFrozen"):
        seize(alice, alice if to == "account itself" else ZERO_ADDRESS, 1)


@pytest.mark.parametrize("shares", [SHARES + 1, 2**255])
def test_rejects_an_account_with_fewer_shares(shares, seize, alice, bob):
    with rejects("InsufficientBalance"):
        seize(alice, bob, shares)


@pytest.mark.parametrize("shares", [0, 1, SHARES])
def test_moves_shares(shares, dollar, savings, seize, alice, bob):
    seize(alice, bob, shares)

    assert (savings.balanceOf(alice), savings.balanceOf(bob)) == (SHARES - shares, shares)
    assert (savings.totalSupply(), savings.totalAssets()) == (SHARES, 400_000000)
    assert dollar.isFrozen(alice)


def test_who_receives_shares_can_redeem_them(dollar, savings, seize, alice, bob):
    seize(alice, bob, SHARES)
    before = dollar.balanceOf(bob)

    savings.redeem(SHARES, bob, bob, {"from": bob})

    assert dollar.balanceOf(bob) == before + 400_000000


def test_leaves_allowances(savings, seize, alice, bob, carol):
    seize(alice, bob, SHARES)

    assert savings.allowance(alice, carol) == 500


def test_records_one_transfer(seize, alice, bob):
    tx = seize(alice, bob, SHARES)

    assert [tuple(each.values()) for each in tx.events["Transfer"]] == [(alice, bob, SHARES)]
