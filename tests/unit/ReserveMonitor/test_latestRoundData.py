"""
latestRoundData
├── given nothing is owed, answers that all of it is covered
├── answers the lower of the coverages at cost and at market
├── is up to date as of the price of cash; while a bill has yet to mature, of the yields if they are older
├── given no yields were published lately, rejects
└── says what it is
getRoundData
├── answers of the present second
└── of any other, rejects
"""

import pytest

from model.clock import SECONDS_IN_DAY
from tests.helpers import now, rejects, travel_to
from tests.unit.Reserve.conftest import ALICE_MINTED, COST, UNITS, reach_maturity

ONE = 10**8


def answer_of(reserve_monitor) -> int:
    return reserve_monitor.latestRoundData()[1]


def test_is_whole_where_nothing_is_owed(reserve_monitor):
    assert answer_of(reserve_monitor) == reserve_monitor.coverageAtCost() == ONE


def test_is_the_lower_of_cost_and_market(
    reserve_monitor, reserve, rate_board, coins, bought, publish_yields, alice
):
    cash = ALICE_MINTED - COST
    publish_yields(1)
    assert answer_of(reserve_monitor) == ONE == reserve_monitor.coverageAtCost()
    assert reserve_monitor.coverageAtMarket() > ONE

    travel_to(now() + SECONDS_IN_DAY)
    publish_yields(201)
    travel_to(now() + SECONDS_IN_DAY)
    publish_yields(401)
    travel_to(now() + SECONDS_IN_DAY)
    publish_yields(601)
    market = cash + UNITS * rate_board.billPrice(bought.announcement.maturity_date)
    assert answer_of(reserve_monitor) == market * ONE // ALICE_MINTED < reserve_monitor.coverageAtCost()


def test_is_as_old_as_the_oldest_published_figure(
    reserve_monitor, reserve, coins, bought, publish_yields, rate_publisher
):
    publish_yields()
    assert reserve_monitor.latestRoundData()[3] == reserve.standing()["cashPricedAt"]

    reserve.publishCashPrice(1_000_000, {"from": rate_publisher})
    priced_at = now()
    of_yields = priced_at // SECONDS_IN_DAY * SECONDS_IN_DAY

    assert reserve_monitor.latestRoundData()[2:4] == (of_yields, of_yields)

    reach_maturity(bought)
    round_id, _, started_at, updated_at, answered_in = reserve_monitor.latestRoundData()
    assert started_at == updated_at == priced_at
    assert round_id == answered_in == now()


def test_rejects_given_no_yields_were_published_lately(reserve_monitor, coins, bought, publish_yields):
    publish_yields()
    travel_to(now() + 8 * SECONDS_IN_DAY)

    with rejects("StaleRates"):
        reserve_monitor.latestRoundData()
    with rejects("StaleRates"):
        reserve_monitor.coverageAtMarket()


def test_says_what_it_is(reserve_monitor):
    assert (reserve_monitor.decimals(), reserve_monitor.version()) == (8, 1)
    assert reserve_monitor.description().startswith("Par Dollar: coverage by its reserve")


def test_answers_of_the_present_second(reserve_monitor, coins):
    assert reserve_monitor.getRoundData(now()) == reserve_monitor.latestRoundData()


@pytest.mark.parametrize("seconds", [-1, 1])
def test_rejects_any_other_round(reserve_monitor, seconds):
    with rejects("NoSuchRound"):
        reserve_monitor.getRoundData(now() + seconds)
