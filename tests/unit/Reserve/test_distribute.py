"""
distribute
├── given nothing was earned, rejects
├── given surplus was distributed less than a week ago, rejects
├── given the reserve is insolvent, rejects
├── given the market value is below liabilities and capital, rejects, whatever the cost
├── first fills capital up to its target
├── then gives savers their share of what their dollars earned
│   ├── in coins, to the savings contract, which vests them
│   ├── and not more than the bills held will earn on them in a week, whatever has piled up
│   ├── the rest of which stays for another week
│   └── and nothing if nobody saves, or the creation of coins is stopped
├── gives the Treasury the rest in cash, as far as there is
├── leaves backing at liabilities and capital
└── records how much went where
"""

import pytest

from model.clock import SECONDS_IN_DAY
from model.reserve import WHOLE, Policy
from tests.helpers import now, rejects, travel_to
from tests.unit.Reserve.conftest import (
    ALICE_MINTED,
    COST,
    DOLLAR,
    PAR,
    UNITS,
    cusip_of,
    reach_maturity,
)

WEEK = 7 * SECONDS_IN_DAY
TARGET = ALICE_MINTED * Policy().buffer_target // WHOLE
DISCOUNT = UNITS * PAR - COST

pytestmark = pytest.mark.usefixtures("coins")


@pytest.fixture
def full_buffer(reserve, coins, alice):
    """Capital at its target."""
    reserve.contributeCapital(TARGET, {"from": alice})


@pytest.fixture
def matured(reserve, bought, alice):
    """The bill, collected: all its discount is earned."""
    reach_maturity(bought)
    reserve.collect(cusip_of(bought), {"from": alice})
    return bought


@pytest.fixture
def save(system, alice):
    """`save(dollars)`: of Alice's coins."""

    def save(dollars):
        system.par_dollar.approve(system.savings_dollar, dollars, {"from": alice})
        system.savings_dollar.deposit(dollars, alice, {"from": alice})

    return save


def test_rejects_given_nothing_was_earned(reserve, full_buffer, stranger):
    with rejects("InsufficientSurplus"):
        reserve.distribute({"from": stranger})


def test_rejects_less_than_a_week_after_the_last(reserve, full_buffer, cash, alice, stranger):
    cash.transfer(reserve, 5, {"from": alice})
    distributed_at = reserve.distribute({"from": stranger}).timestamp
    cash.transfer(reserve, 5, {"from": alice})

    travel_to(distributed_at + WEEK - 1)
    with rejects("DistributedLately"):
        reserve.distribute({"from": stranger})
    travel_to(distributed_at + WEEK)
    reserve.distribute({"from": stranger})
    assert reserve.distributedAt() >= distributed_at + WEEK


def test_rejects_given_the_reserve_is_insolvent(reserve, matured, stranger, regulator):
    reserve.declareInsolvency({"from": regulator})

    with rejects("IsInsolvent"):
        reserve.distribute({"from": stranger})


def test_rejects_what_the_market_value_does_not_cover(reserve, bill, buy, publish_yields, stranger):
    since = buy(bill).timestamp
    travel_to(since + 30 * SECONDS_IN_DAY)
    publish_yields(1_000)
    assert reserve.surplus() > 0

    with rejects("InsufficientSurplus"):
        reserve.distribute({"from": stranger})


def test_first_fills_capital_up_to_its_target(reserve, cash, matured, treasury, stranger):
    before = cash.balanceOf(treasury)

    reserve.distribute({"from": stranger})

    assert reserve.capital() == min(DISCOUNT, TARGET) == DISCOUNT
    assert cash.balanceOf(treasury) == before


def test_gives_savers_their_share_of_what_their_dollars_earned(
    system, reserve, full_buffer, bill, buy, save, publish_yields, stranger
):
    save(500_000 * DOLLAR)
    since = buy(bill).timestamp
    travel_to(since + 3 * SECONDS_IN_DAY)
    publish_yields(380)

    tx = reserve.distribute({"from": stranger})

    to_savers = tx.events["Distributed"]["toSavers"]
    earned = to_savers + tx.events["Distributed"]["toTreasury"]
    assert to_savers == earned * 500_000 * DOLLAR * Policy().savers_share // (ALICE_MINTED * WHOLE) > 0
    assert system.par_dollar.balanceOf(system.savings_dollar) == 500_000 * DOLLAR + to_savers
    assert system.savings_dollar.totalAssets() == 500_000 * DOLLAR
    travel_to(now() + WEEK)
    assert system.savings_dollar.totalAssets() == 500_000 * DOLLAR + to_savers


def test_gives_savers_no_more_than_the_bills_will_earn_on_their_dollars_in_a_week(
    system, reserve, full_buffer, bill, buy, save, publish_yields, stranger
):
    """Who saves since yesterday does not take what was earned in a year."""
    since = buy(bill).timestamp
    travel_to(since + 80 * SECONDS_IN_DAY)
    publish_yields(380)
    save(ALICE_MINTED // 2)

    tx = reserve.distribute({"from": stranger})

    carry = reserve.carry(WEEK)
    assert tx.events["Distributed"]["toSavers"] == carry * Policy().savers_share // (2 * WHOLE)
    assert reserve.earnings() > 0  # what was withheld stays for another week


def test_creates_no_coins_for_savers_while_that_is_stopped(
    reserve, full_buffer, bill, buy, save, publish_yields, regulator, stranger
):
    save(500_000 * DOLLAR)
    travel_to(buy(bill).timestamp + 3 * SECONDS_IN_DAY)
    publish_yields(380)
    reserve.stopMinting(True, {"from": regulator})

    tx = reserve.distribute({"from": stranger})

    assert tx.events["Distributed"]["toSavers"] == 0


def test_gives_savers_nothing_if_nobody_saves(reserve, full_buffer, matured, stranger):
    tx = reserve.distribute({"from": stranger})

    assert tx.events["Distributed"]["toSavers"] == 0
    assert tx.events["Distributed"]["toTreasury"] == DISCOUNT


def test_gives_the_treasury_the_rest_as_far_as_there_is_cash(
    reserve, cash, full_buffer, bought, alice, treasury, publish_yields, stranger
):
    reach_maturity(bought)
    reserve.redeem(alice, cash.balanceOf(reserve) - 7, {"from": alice})
    before = cash.balanceOf(treasury)

    reserve.distribute({"from": stranger})

    assert cash.balanceOf(treasury) == before + 7
    assert reserve.surplus() > reserve.capital()


def test_leaves_backing_at_liabilities_and_capital(reserve, full_buffer, matured, stranger):
    reserve.distribute({"from": stranger})

    assert reserve.backing() == reserve.liabilities() + reserve.capital()


def test_records_how_much_went_where(reserve, matured, stranger):
    tx = reserve.distribute({"from": stranger})

    assert dict(tx.events["Distributed"]) == {"toCapital": DISCOUNT, "toSavers": 0, "toTreasury": 0}
