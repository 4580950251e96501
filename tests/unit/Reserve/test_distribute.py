"""
distribute
├── given nothing was earned, rejects
├── given surplus was distributed less than a week ago, rejects
├── given the reserve is insolvent, rejects
├── given the market value is below liabilities and capital, rejects, whatever the cost
├── first fills capital up to its target, a part of the bills
│   └── which is the same whatever cash is brought for a moment
├── then gives savers their share of what their dollars earned in bills
│   ├── whatever cash is brought for a moment
│   ├── whoever saves for a moment, which is taken back
│   ├── in coins, to the savings contract, which vests them
│   │   └── first out of coins that lie there and count for nobody
│   ├── and not more than the bills held will earn on them in a week, whatever has piled up
│   ├── the rest of which stays for another week, and all of it while there are no bills
│   └── and nothing if nobody saves, there are no savings, or the creation of coins is stopped
├── gives the Treasury the rest in cash, as far as there is
├── leaves backing at liabilities and capital
└── records how much went where
"""

import pytest
from brownie import ZERO_ADDRESS

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
def earned(reserve, bill, buy, publish_yields, rate_publisher):
    """The bill, three days later, when coins can still be created."""
    travel_to(buy(bill).timestamp + 3 * SECONDS_IN_DAY)
    publish_yields(380)
    reserve.publishCashPrice(DOLLAR, {"from": rate_publisher})


@pytest.fixture
def save(system, alice):
    """`save(dollars, by)`: of somebody's coins, by default of Alice's."""

    def save(dollars, by=alice):
        system.par_dollar.approve(system.savings_dollar, dollars, {"from": by})
        system.savings_dollar.deposit(dollars, by, {"from": by})

    return save


def bills_at_cost(reserve) -> int:
    return sum(cost for _, _, cost, _ in reserve.positions())


def buffer_target(reserve) -> int:
    return bills_at_cost(reserve) * Policy().buffer_target // WHOLE


def of_savers(reserve, dollars, saved) -> int:
    """Their share of these dollars."""
    return dollars * saved * Policy().savers_share // (bills_at_cost(reserve) * WHOLE)


def test_rejects_given_nothing_was_earned(reserve, full_buffer, stranger):
    with rejects("NothingEarned"):
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


@pytest.mark.lesson(11)
def test_rejects_what_the_market_value_does_not_cover(reserve, bill, buy, publish_yields, stranger):
    since = buy(bill).timestamp
    travel_to(since + 30 * SECONDS_IN_DAY)
    publish_yields(1_000)
    assert reserve.surplus() > 0

    with rejects("NothingEarned"):
        reserve.distribute({"from": stranger})


def test_first_fills_capital_up_to_its_target(reserve, cash, earned, treasury, alice, stranger):
    reserve.contributeCapital(buffer_target(reserve) - 7, {"from": alice})
    before = cash.balanceOf(treasury)

    tx = reserve.distribute({"from": stranger})

    capital = buffer_target(reserve)
    assert reserve.capital() == capital
    assert 7 <= tx.events["Distributed"]["toCapital"] < 1_000_000  # the bills cost more every second
    assert cash.balanceOf(treasury) == before + tx.events["Distributed"]["toTreasury"] > before


def test_fills_no_more_capital_for_cash_that_is_brought_for_a_moment(reserve, earned, alice, stranger):
    reserve.contributeCapital(buffer_target(reserve) - 7, {"from": alice})
    reserve.mint(alice, ALICE_MINTED, {"from": alice})

    reserve.distribute({"from": stranger})

    assert reserve.capital() == buffer_target(reserve)


def test_gives_savers_their_share_of_what_their_dollars_earned(
    system, reserve, full_buffer, earned, save, stranger
):
    save(300_000 * DOLLAR)

    tx = reserve.distribute({"from": stranger})

    to_savers = tx.events["Distributed"]["toSavers"]
    earned = to_savers + tx.events["Distributed"]["toTreasury"]
    assert to_savers == of_savers(reserve, earned, 300_000 * DOLLAR) > 0
    assert system.par_dollar.balanceOf(system.savings_dollar) == 300_000 * DOLLAR + to_savers
    assert system.savings_dollar.totalAssets() == 300_000 * DOLLAR
    travel_to(now() + WEEK)
    assert system.savings_dollar.totalAssets() == 300_000 * DOLLAR + to_savers


def test_creates_no_coins_for_savers_while_enough_lie_there(
    system, reserve, full_buffer, earned, save, alice, stranger
):
    save(300_000 * DOLLAR)
    system.par_dollar.transfer(system.savings_dollar, 10_000 * DOLLAR, {"from": alice})
    supply = system.par_dollar.totalSupply()

    to_savers = reserve.distribute({"from": stranger}).events["Distributed"]["toSavers"]

    assert to_savers > 0
    assert system.par_dollar.totalSupply() == supply
    assert system.savings_dollar.uncounted() == 10_000 * DOLLAR - to_savers


def test_creates_no_coins_for_savers_while_just_enough_lie_there(
    system, reserve, full_buffer, earned, save, alice, stranger
):
    save(DOLLAR)
    due = of_savers(reserve, reserve.earnings(), DOLLAR)  # so few that no second changes it
    system.par_dollar.transfer(system.savings_dollar, due, {"from": alice})

    tx = reserve.distribute({"from": stranger})

    assert tx.events["Distributed"]["toSavers"] == due > 0
    assert system.savings_dollar.uncounted() == 0
    assert ZERO_ADDRESS not in [each["from"] for each in tx.events["Transfer"]]


def test_gives_savers_no_more_than_the_bills_earned(reserve, full_buffer, earned, save, stranger):
    """However many have saved: the bills earned no more."""
    save(ALICE_MINTED)

    tx = reserve.distribute({"from": stranger})

    to_savers = tx.events["Distributed"]["toSavers"]
    earned = to_savers + tx.events["Distributed"]["toTreasury"]
    assert to_savers == earned * Policy().savers_share // WHOLE


def test_gives_savers_the_same_whatever_cash_is_brought_for_a_moment(
    reserve, full_buffer, earned, save, alice, stranger
):
    save(300_000 * DOLLAR)
    reserve.mint(alice, ALICE_MINTED, {"from": alice})

    tx = reserve.distribute({"from": stranger})

    to_savers = tx.events["Distributed"]["toSavers"]
    earned = to_savers + tx.events["Distributed"]["toTreasury"]
    assert to_savers == of_savers(reserve, earned, 300_000 * DOLLAR) > 0


def test_takes_back_what_was_given_to_who_saves_for_a_moment(
    system, reserve, full_buffer, earned, save, alice, bob, stranger
):
    """Bob, who stays, earns what his dollars do; the rest is among the next earnings."""
    savings = system.savings_dollar
    system.par_dollar.transfer(bob, 300_000 * DOLLAR, {"from": alice})
    save(300_000 * DOLLAR, by=bob)
    save(300_000 * DOLLAR)
    to_savers = reserve.distribute({"from": stranger}).events["Distributed"]["toSavers"]

    savings.redeem(savings.balanceOf(alice), alice, alice, {"from": alice})

    travel_to(now() + WEEK)
    assert abs(savings.maxWithdraw(bob) - 300_000 * DOLLAR - to_savers // 2) <= 2
    lying = savings.uncounted()
    assert abs(lying - to_savers // 2) <= 2
    supply = system.par_dollar.totalSupply()
    to_savers = reserve.distribute({"from": stranger}).events["Distributed"]["toSavers"]
    assert system.par_dollar.totalSupply() == supply + max(0, to_savers - lying)
    assert savings.uncounted() == max(0, lying - to_savers)


@pytest.mark.lesson(11)
def test_gives_savers_no_more_than_the_bills_will_earn_on_their_dollars_in_a_week(
    system, reserve, full_buffer, bill, buy, save, publish_yields, stranger
):
    """Who saves since yesterday does not take what was earned in a year."""
    since = buy(bill).timestamp
    travel_to(since + 80 * SECONDS_IN_DAY)
    publish_yields(380)
    save(300_000 * DOLLAR)

    tx = reserve.distribute({"from": stranger})

    assert tx.events["Distributed"]["toSavers"] == of_savers(reserve, reserve.carry(WEEK), 300_000 * DOLLAR)
    assert reserve.earnings() > 0  # what was withheld stays for another week


def test_keeps_the_share_of_savers_while_there_are_no_bills(reserve, full_buffer, matured, save, stranger):
    save(300_000 * DOLLAR)

    tx = reserve.distribute({"from": stranger})

    of_savers = DISCOUNT * Policy().savers_share // WHOLE
    assert tx.events["Distributed"]["toSavers"] == 0
    assert tx.events["Distributed"]["toTreasury"] == DISCOUNT - of_savers
    assert reserve.earnings() == of_savers


def test_creates_no_coins_for_savers_while_that_is_stopped(
    reserve, full_buffer, bill, buy, save, publish_yields, regulator, stranger
):
    save(300_000 * DOLLAR)
    travel_to(buy(bill).timestamp + 3 * SECONDS_IN_DAY)
    publish_yields(380)
    reserve.stopMinting(True, {"from": regulator})

    tx = reserve.distribute({"from": stranger})

    assert tx.events["Distributed"]["toSavers"] == 0


def test_gives_savers_nothing_if_nobody_saves(reserve, full_buffer, matured, stranger):
    tx = reserve.distribute({"from": stranger})

    assert tx.events["Distributed"]["toSavers"] == 0
    assert tx.events["Distributed"]["toTreasury"] == DISCOUNT


def test_gives_savers_nothing_where_there_are_no_savings(another_reserve, cash, alice, treasury, stranger):
    cash.transfer(another_reserve, 5, {"from": alice})
    before = cash.balanceOf(treasury)

    another_reserve.distribute({"from": stranger})

    assert cash.balanceOf(treasury) == before + 5


@pytest.mark.parametrize("left", [7, 1, 0])
def test_gives_the_treasury_the_rest_as_far_as_there_is_cash(
    reserve, cash, full_buffer, bought, alice, treasury, publish_yields, stranger, left
):
    reach_maturity(bought)
    reserve.redeem(alice, cash.balanceOf(reserve) - left, {"from": alice})
    before = cash.balanceOf(treasury)

    reserve.distribute({"from": stranger})

    assert cash.balanceOf(treasury) == before + left
    assert reserve.surplus() > reserve.capital()


def test_leaves_backing_at_liabilities_and_capital(reserve, full_buffer, matured, stranger):
    reserve.distribute({"from": stranger})

    assert reserve.backing() == reserve.liabilities() + reserve.capital()


def test_records_how_much_went_where(reserve, matured, stranger):
    tx = reserve.distribute({"from": stranger})

    assert dict(tx.events["Distributed"]) == {"toCapital": 0, "toSavers": 0, "toTreasury": DISCOUNT}
