"""
deposit, mint
├── given the saver allowed the contract fewer coins, rejects
├── given the saver has fewer coins, rejects
├── when the receiver is the zero address, rejects
├── when there are more dollars than it can count, rejects
└── otherwise
    ├── moves coins of the caller and gives as many shares to whom it names
    ├── counts the coins and no others that are there
    ├── gives fewer shares once they have earned, rounded down; or takes coins rounded up
    └── records the deposit
"""

import pytest
from brownie import ZERO_ADDRESS

from tests.helpers import now, rejects, travel_to
from tests.unit.SavingsDollar.conftest import ALICE_STARTS_WITH, ONE_DOLLAR, WEEK


@pytest.fixture(params=["deposit", "mint"])
def save(request, savings):
    """Deposits so many dollars, before there are earnings."""

    def save(dollars, to, by):
        units = dollars if request.param == "deposit" else dollars * 10**12
        return getattr(savings, request.param)(units, to, {"from": by})

    return save


def test_rejects_more_than_the_saver_allowed(save, dollar, savings, alice):
    dollar.approve(savings, 399, {"from": alice})

    with rejects("InsufficientAllowance"):
        save(400, alice, alice)


def test_rejects_more_than_the_saver_has(save, alice):
    with rejects("InsufficientBalance"):
        save(ALICE_STARTS_WITH + 1, alice, alice)


def test_rejects_the_zero_address(save, alice):
    with rejects("AccountFrozen"):
        save(400, ZERO_ADDRESS, alice)


@pytest.mark.parametrize("dollars", [2**72, 2**160])
def test_rejects_more_than_it_can_count(dollars, save, alice):
    with rejects("SavingsTooLarge"):
        save(dollars, alice, alice)


def test_rejects_what_it_could_no_longer_count_together(dollar, savings, reserve, alice, bob):
    dollar.mint(bob, 2**72, {"from": reserve})
    savings.deposit(2**72 - 400, bob, {"from": bob})

    with rejects("SavingsTooLarge"):
        savings.deposit(400, alice, {"from": alice})

    savings.deposit(399, alice, {"from": alice})


def test_moves_coins_and_gives_shares(save, dollar, savings, alice, bob):
    save(400_000000, bob, alice)

    assert dollar.balanceOf(alice) == ALICE_STARTS_WITH - 400_000000
    assert dollar.balanceOf(savings) == savings.totalAssets() == 400_000000
    assert savings.balanceOf(bob) == savings.totalSupply() == 400 * ONE_DOLLAR


@pytest.mark.lesson(24)
def test_counts_no_other_coins_that_are_there(save, dollar, savings, alice, bob):
    dollar.transfer(savings, 300, {"from": bob})

    save(400, alice, alice)

    assert savings.totalAssets() == 400
    assert savings.balanceOf(alice) == 400 * 10**12


def test_gives_fewer_shares_once_they_have_earned(savings, earn, alice, bob):
    savings.deposit(400_000000, alice, {"from": alice})
    earn(4_000000)
    travel_to(now() + WEEK)

    savings.deposit(101_000000, bob, {"from": bob})

    assert savings.balanceOf(bob) == 101_000000 * (400 * ONE_DOLLAR + 10**12) // 404_000001


def test_takes_coins_rounded_up(dollar, savings, earn, alice, bob):
    savings.deposit(400_000000, alice, {"from": alice})
    earn(4_000000)
    travel_to(now() + WEEK)

    savings.mint(1, bob, {"from": bob})

    assert dollar.balanceOf(bob) == ALICE_STARTS_WITH - 1


def test_records_the_deposit(save, savings, alice, bob):
    tx = save(400, bob, alice)

    recorded = {"by": alice, "owner": bob, "assets": 400, "shares": 400 * 10**12}
    assert dict(tx.events["Deposit"]) == recorded
    assert [(each["from"], each["to"]) for each in tx.events["Transfer"]] == [
        (ZERO_ADDRESS, bob),
        (alice, savings),
    ]
