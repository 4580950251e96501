"""
marketValue
├── counts cash at what it is worth, at most a dollar
├── counts cash held for a bid like cash
├── counts bills at the published yields
├── counts a bill at par on its day of payment, and nothing once that was missed
└── given no yields were published lately, rejects
"""

import pytest

from model.clock import SECONDS_IN_DAY
from tests.helpers import now, rejects, travel_to
from tests.unit.Reserve.conftest import ALICE_MINTED, COST, PAR, UNITS, cusip_of, reach_maturity

pytestmark = pytest.mark.usefixtures("coins")


@pytest.mark.parametrize(
    ("price", "counted"),
    [(1_000_000, ALICE_MINTED), (990_000, ALICE_MINTED * 99 // 100), (1_010_000, ALICE_MINTED)],
)
def test_counts_cash_at_what_it_is_worth_at_most_a_dollar(price, counted, reserve, rate_publisher):
    reserve.publishCashPrice(price, {"from": rate_publisher})

    assert reserve.marketValue() == counted


def test_counts_cash_held_for_a_bid_like_cash(reserve, bill, portfolio_manager):
    reserve.bidNoncompetitive(bill.id, UNITS, {"from": portfolio_manager})

    assert reserve.marketValue() == ALICE_MINTED


def test_counts_bills_at_the_published_yields(reserve, rate_board, bought, publish_yields):
    publish_yields()

    price = rate_board.billPrice(bought.announcement.maturity_date)
    assert reserve.marketValue() == ALICE_MINTED - COST + UNITS * price


def test_counts_a_bill_at_par_on_its_day_of_payment_and_nothing_once_that_was_missed(
    reserve, registry, cash, bought, treasury, alice
):
    cash.transfer(alice, cash.balanceOf(treasury), {"from": treasury})
    due = registry.paymentDate(bought.announcement.maturity_date)
    reach_maturity(bought)
    reserve.collect(cusip_of(bought), {"from": alice})
    assert reserve.marketValue() == ALICE_MINTED - COST + UNITS * PAR

    travel_to((due + 1) * SECONDS_IN_DAY)
    assert reserve.marketValue() == ALICE_MINTED - COST
    assert reserve.backing() == ALICE_MINTED - COST + UNITS * PAR


def test_rejects_given_no_yields_were_published_lately(reserve, bought, publish_yields):
    publish_yields()
    travel_to(now() + 10 * SECONDS_IN_DAY)

    with rejects("StaleRates"):
        reserve.marketValue()
