"""
withdraw, redeem
├── when the owner has fewer shares, rejects
├── when the owner allowed the caller fewer shares, rejects
├── when the receiver is the zero address, rejects
└── otherwise
    ├── destroys shares of the owner and pays coins to whom it names
    ├── uses up the allowance, unless it is infinite
    ├── pays what has vested and leaves what has not
    ├── rounds in favour of those who stay
    └── records the withdrawal
"""

import pytest
from brownie import ZERO_ADDRESS

from model.par_dollar import INFINITE
from tests.helpers import now, rejects, travel_to
from tests.unit.SavingsDollar.conftest import ALICE_STARTS_WITH, ONE_DOLLAR, WEEK

SAVED = 400_000000  # [micro-dollars]


@pytest.fixture(scope="module", autouse=True)
def saved(savings, alice):
    savings.deposit(SAVED, alice, {"from": alice})


@pytest.fixture(params=["withdraw", "redeem"])
def take_out(request, savings, alice):
    """Takes out so many of Alice's dollars, before there are earnings."""

    def take_out(dollars, to, by):
        units = dollars if request.param == "withdraw" else dollars * 10**12
        return getattr(savings, request.param)(units, to, alice, {"from": by})

    return take_out


@pytest.mark.parametrize("dollars", [SAVED + 1, 2**104, 2**104 + 1, 2**160])
def test_rejects_more_than_the_owner_has(dollars, take_out, alice):
    with rejects("InsufficientBalance"):
        take_out(dollars, alice, alice)


def test_rejects_more_than_the_owner_allowed(take_out, savings, alice, bob):
    savings.approve(bob, ONE_DOLLAR - 1, {"from": alice})

    with rejects("InsufficientAllowance"):
        take_out(1_000000, bob, bob)


def test_rejects_the_zero_address(take_out, alice):
    with rejects("InvalidReceiver"):
        take_out(400, ZERO_ADDRESS, alice)


@pytest.mark.parametrize("dollars", [0, 1, 300_000000, SAVED])
def test_destroys_shares_and_pays_coins(dollars, take_out, dollar, savings, alice, bob):
    take_out(dollars, bob, alice)

    assert dollar.balanceOf(bob) == ALICE_STARTS_WITH + dollars
    assert dollar.balanceOf(savings) == savings.totalAssets() == SAVED - dollars
    assert savings.balanceOf(alice) == savings.totalSupply() == (SAVED - dollars) * 10**12


def test_uses_up_the_allowance(take_out, savings, alice, bob):
    savings.approve(bob, 3 * ONE_DOLLAR, {"from": alice})

    take_out(1_000000, bob, bob)

    assert savings.allowance(alice, bob) == 2 * ONE_DOLLAR


def test_leaves_an_infinite_allowance_as_it_is(take_out, savings, alice, bob):
    savings.approve(bob, INFINITE, {"from": alice})

    take_out(1_000000, bob, bob)

    assert savings.allowance(alice, bob) == INFINITE


def test_pays_what_has_vested(dollar, savings, earn, alice):
    vests = earn(70_000000).timestamp + WEEK
    travel_to(vests - 6 * WEEK // 7)

    tx = savings.redeem(savings.balanceOf(alice), alice, alice, {"from": alice})

    assert tx.return_value == SAVED + 10_000000 - 1  # rounded down
    assert savings.totalAssets() == 1
    assert dollar.balanceOf(savings) == 1 + savings.unvested() + savings.uncounted() == 60_000000 + 1


@pytest.mark.lesson(25)
def test_rounds_in_favour_of_those_who_stay(dollar, savings, earn, alice, bob):
    savings.deposit(SAVED, bob, {"from": bob})
    earn(1)
    travel_to(now() + WEEK)
    before = dollar.balanceOf(alice)

    savings.redeem(10**12, alice, alice, {"from": alice})
    burned = savings.withdraw(1, alice, alice, {"from": alice}).return_value

    assert dollar.balanceOf(alice) == before + 2
    assert (
        burned == 10**12 - 1249
    )  # 10^12 shares have earned 1 / 800,000,001 micro-dollars: 1249.99 shares too many


def test_records_the_withdrawal(take_out, savings, alice, bob, carol):
    savings.approve(carol, INFINITE, {"from": alice})

    tx = take_out(400, bob, carol)

    recorded = {"by": carol, "to": bob, "owner": alice, "assets": 400, "shares": 400 * 10**12}
    assert dict(tx.events["Withdraw"]) == recorded
    assert [(each["from"], each["to"]) for each in tx.events["Transfer"]] == [
        (alice, ZERO_ADDRESS),
        (savings, bob),
    ]
