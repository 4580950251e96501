"""
transfer, transferFrom
├── when the receiver is the zero address, rejects
├── when the holder has fewer shares, rejects
├── when the holder allowed fewer shares, rejects
└── otherwise
    ├── moves shares and nothing else
    └── uses up an allowance, unless it is infinite
"""

import pytest
from brownie import ZERO_ADDRESS

from model.par_dollar import INFINITE
from tests.helpers import rejects
from tests.unit.SavingsDollar.conftest import ONE_DOLLAR


@pytest.fixture(scope="module", autouse=True)
def saved(savings, alice):
    savings.deposit(400_000000, alice, {"from": alice})


def test_rejects_the_zero_address(savings, alice, bob):
    savings.approve(bob, INFINITE, {"from": alice})

    with rejects("AccountFrozen"):
        savings.transfer(ZERO_ADDRESS, 1, {"from": alice})
    with rejects("AccountFrozen"):
        savings.transferFrom(alice, ZERO_ADDRESS, 1, {"from": bob})


def test_rejects_a_holder_with_fewer_shares(savings, alice, bob):
    savings.approve(bob, INFINITE, {"from": alice})

    with rejects("InsufficientBalance"):
        savings.transfer(bob, 400 * ONE_DOLLAR + 1, {"from": alice})
    with rejects("InsufficientBalance"):
        savings.transferFrom(alice, bob, 400 * ONE_DOLLAR + 1, {"from": bob})


@pytest.mark.parametrize("by", ["alice", "bob"])
def test_rejects_more_than_the_holder_allowed(by, savings, alice, bob, request):
    savings.approve(bob, 399, {"from": alice})

    with rejects("InsufficientAllowance"):
        savings.transferFrom(alice, bob, 400, {"from": request.getfixturevalue(by)})


def test_moves_shares_and_nothing_else(savings, dollar, alice, bob):
    before = dollar.balanceOf(alice), dollar.balanceOf(bob), savings.totalAssets()

    tx = savings.transfer(bob, ONE_DOLLAR, {"from": alice})

    assert (savings.balanceOf(alice), savings.balanceOf(bob)) == (399 * ONE_DOLLAR, ONE_DOLLAR)
    assert (dollar.balanceOf(alice), dollar.balanceOf(bob), savings.totalAssets()) == before
    assert [tuple(each.values()) for each in tx.events["Transfer"]] == [(alice, bob, ONE_DOLLAR)]


@pytest.mark.parametrize("allowed, left", [(5 * ONE_DOLLAR, 4 * ONE_DOLLAR), (INFINITE, INFINITE)])
def test_uses_up_an_allowance(allowed, left, savings, alice, bob, carol):
    savings.approve(bob, allowed, {"from": alice})

    savings.transferFrom(alice, carol, ONE_DOLLAR, {"from": bob})

    assert savings.allowance(alice, bob) == left
    assert savings.balanceOf(carol) == ONE_DOLLAR
