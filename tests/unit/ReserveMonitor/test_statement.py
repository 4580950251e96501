"""
statement
├── tells cash, backing and claims as the reserve has them
├── counts cash at the auction house as in settlement
├── tells each bill at par, at cost and at market
├── says whether the law in force would let the reserve take a bill
│   └── which is any bill, if it sets no longest maturity
├── given no yields were published lately
│   ├── answers, and says that it cannot tell the market value
│   └── counts a bill due as par
├── counts a bill whose payment was missed as nothing at market, and as no cash to come
├── tells how soon bills are cash
│   └── and of an empty reserve, nothing
├── names the first redemption that waits for cash, and its day
└── tells of shortfall and insolvency
"""

import pytest

from model.clock import SECONDS_IN_DAY
from tests.helpers import now, travel_to
from tests.unit.Reserve.conftest import ALICE_MINTED, COST, PAR, UNITS, cusip_of, reach_maturity

pytestmark = pytest.mark.usefixtures("coins")


def test_tells_cash_backing_and_claims_as_the_reserve_has_them(reserve, told, alice):
    reserve.contributeCapital(300, {"from": alice})
    reserve.requestRedemption(400, {"from": alice})

    assets, claims = told("assets"), told("claims")

    assert assets["cash"] == assets["backing"] == assets["marketValue"] == ALICE_MINTED + 300
    assert claims == {
        "supply": ALICE_MINTED - 400,
        "owed": 400,
        "liabilities": ALICE_MINTED,
        "surplus": 300,
        "capital": 300,
    }


def test_counts_cash_at_the_auction_house_as_in_settlement(reserve, told, bill, portfolio_manager):
    reserve.bidNoncompetitive(bill.id, UNITS, {"from": portfolio_manager})

    assets = told("assets")

    assert assets["cash"] + assets["inSettlement"] == assets["backing"] == ALICE_MINTED
    assert assets["inSettlement"] == reserve.inSettlement() > 0


def test_tells_each_bill_at_par_at_cost_and_at_market(told, rate_board, bought, publish_yields):
    publish_yields()

    (held,) = told("bills")

    assert bytes(held["cusip"]) == cusip_of(bought)
    assert (held["units"], held["par"], held["amortisedCost"]) == (UNITS, UNITS * PAR, COST)
    assert held["marketValue"] == UNITS * rate_board.billPrice(bought.announcement.maturity_date)
    assert held["maturityDate"] == bought.announcement.maturity_date


@pytest.mark.parametrize(("longest", "is_eligible"), [(91, True), (90, False), (0, True)])
def test_says_whether_the_law_in_force_would_let_the_reserve_take_a_bill(
    told, rule_book, bought, regulator, longest, is_eligible
):
    """Zero sets no limit."""
    name = b"another law".ljust(32)
    rule_book.setProfile(name, [longest, *rule_book.rules()[1:]], {"from": regulator})

    rule_book.adopt(name, {"from": regulator})

    assert told("bills")[0]["isEligible"] == is_eligible


def test_answers_without_fresh_yields_and_says_so(told, bought):
    assets, solvency, (held,) = told("assets"), told("solvency"), told("bills")

    assert not assets["isPriced"]
    assert assets["marketValue"] == solvency["coverageAtMarket"] == held["marketValue"] == 0
    assert solvency["coverageAtCost"] == 10**8


def test_counts_a_bill_due_as_par_without_fresh_yields(told, bought):
    reach_maturity(bought)

    assert told("assets")["isPriced"]
    assert told("bills")[0]["marketValue"] == UNITS * PAR


def test_counts_a_missed_payment_as_nothing_at_market_and_no_cash_to_come(told, registry, bought):
    reach_maturity(bought)
    assert told("liquidity")["daily"] == 10_000

    travel_to((registry.paymentDate(bought.announcement.maturity_date) + 1) * SECONDS_IN_DAY)

    assets, backing = told("assets"), ALICE_MINTED - COST + UNITS * PAR
    assert (assets["backing"], assets["marketValue"]) == (backing, ALICE_MINTED - COST)
    assert told("liquidity")["daily"] == (ALICE_MINTED - COST) * 10_000 // backing


def test_tells_how_soon_bills_are_cash(told, registry, bought):
    """A bill that is paid on Thursday is cash within a week on the one before."""
    maturity_date = bought.announcement.maturity_date
    assert registry.paymentDate(maturity_date) == maturity_date
    cash = told("assets")["cash"]

    for days, is_daily, is_weekly in ((8, False, False), (7, False, True), (2, False, True), (1, True, True)):
        travel_to((maturity_date - days) * SECONDS_IN_DAY)
        backing, cost = told("assets")["backing"], told("bills")[0]["amortisedCost"]
        assert told("liquidity") == {
            "weightedAverageMaturity": -(-cost * days // backing),
            "daily": (cash + is_daily * cost) * 10_000 // backing,
            "weekly": (cash + is_weekly * cost) * 10_000 // backing,
        }


def test_tells_nothing_of_an_empty_reserve(reserve, told, alice):
    reserve.redeem(alice, ALICE_MINTED, {"from": alice})

    assert told("assets")["backing"] == 0
    assert told("liquidity") == {"weightedAverageMaturity": 0, "daily": 0, "weekly": 0}


def test_names_the_first_redemption_that_waits_for_cash_and_its_day(reserve, told, spend_cash, alice):
    spend_cash()
    for dollars in (1, reserve.freeCash(), 5):
        reserve.requestRedemption(dollars, {"from": alice})

    solvency = told("solvency")

    assert (solvency["firstWaiting"], solvency["firstDueDate"]) == (2, reserve.dueDate(2))


def test_tells_of_shortfall_and_insolvency(reserve, told, rate_publisher, regulator, alice):
    reserve.publishCashPrice(990_000, {"from": rate_publisher})
    reserve.assessSolvency({"from": alice})
    reserve.stopMinting(True, {"from": regulator})
    reserve.declareInsolvency({"from": regulator})

    solvency = told("solvency")

    assert solvency["coverageAtMarket"] == 99_000_000
    assert solvency["isInsolvent"] and solvency["isMintingStopped"]
    assert 0 < solvency["shortfallSince"] <= now()
