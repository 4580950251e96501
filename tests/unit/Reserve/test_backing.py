"""
backing
├── is the cash of the reserve
├── counts a donation, which is surplus
├── counts cash held for a noncompetitive bid in full
├── counts a bill at what was paid for it, when it was paid
├── counts a bill at par from its maturity
├── counts a bill at par though the Treasury misses the payment
├── grows by the second in between, and is never above the straight line
└── does not count securities that nobody sold to the reserve, until they are paid
"""

from fractions import Fraction

import pytest

from tests.auctions import DAY, NO_LADDER
from tests.helpers import travel_to
from tests.unit.Reserve.conftest import ALICE_MINTED, COST, PAR, UNITS

pytestmark = pytest.mark.usefixtures("coins")


def test_is_the_cash_of_the_reserve(reserve, cash):
    assert reserve.backing() == cash.balanceOf(reserve) == ALICE_MINTED
    assert reserve.surplus() == 0


def test_counts_a_donation_which_is_surplus(reserve, cash, alice):
    cash.transfer(reserve, 7, {"from": alice})

    assert reserve.backing() == ALICE_MINTED + 7
    assert reserve.surplus() == 7
    assert reserve.capital() == 0


def test_counts_cash_held_for_a_noncompetitive_bid_in_full(reserve, bill, cash, portfolio_manager):
    reserve.bidNoncompetitive(bill.id, UNITS, {"from": portfolio_manager})

    assert cash.balanceOf(reserve) == ALICE_MINTED - UNITS * PAR
    assert reserve.backing() == ALICE_MINTED


def test_counts_a_bill_at_what_was_paid_for_it(reserve, cash, bought):
    assert cash.balanceOf(reserve) == ALICE_MINTED - COST
    assert reserve.backing() == ALICE_MINTED


def test_counts_a_bill_at_par_from_its_maturity(reserve, bought):
    bought.travel_to_maturity()

    assert reserve.surplus() == UNITS * PAR - COST


def test_counts_a_bill_at_par_though_the_treasury_misses_the_payment(reserve, cash, bought, treasury, alice):
    cash.transfer(alice, cash.balanceOf(treasury), {"from": treasury})
    bought.travel_to_maturity()

    reserve.collect(bought.terms.cusip, {"from": alice})

    assert reserve.surplus() == UNITS * PAR - COST


@pytest.mark.parametrize("seconds", [1, 86_399, 45 * DAY + 12_345, 91 * DAY - 1])
def test_grows_by_the_second_and_is_never_above_the_straight_line(seconds, reserve, bill, buy):
    delivered = buy(bill).timestamp
    term = bill.terms.maturity_date * DAY - delivered

    travel_to(delivered + seconds)

    exact = (UNITS * PAR - COST) * Fraction(seconds, term)
    assert 0 <= exact - reserve.surplus() < 1


def test_does_not_count_securities_that_nobody_sold_to_the_reserve(
    reserve, registry, auction_house, bill, buy, admit, bank, alice
):
    admit(bank)
    auction_house.bidNoncompetitive(bill.id, 5, {"from": bank})
    buy(bill)
    auction_house.settle(bill.id, NO_LADDER, {"from": bank})

    registry.transfer(reserve, int.from_bytes(bill.terms.cusip, "big"), 5, {"from": bank})

    assert reserve.positions()[0][1] == UNITS
    bill.travel_to_maturity()
    assert reserve.surplus() == UNITS * PAR - COST
    reserve.collect(bill.terms.cusip, {"from": alice})
    assert reserve.surplus() == (UNITS + 5) * PAR - COST
