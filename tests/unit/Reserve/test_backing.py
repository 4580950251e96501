"""
backing
├── is the cash of the reserve
├── counts a donation, which is surplus
├── counts cash held for a noncompetitive bid in full
├── counts a bill at what was paid for it, when it was paid
├── counts a bill at par from its maturity
├── counts a bill at par though the Treasury misses the payment
├── grows by the second in between, and is never above the straight line, not by the least part
└── does not count securities that nobody sold to the reserve, until they are paid
"""

from fractions import Fraction
from math import gcd

import pytest

from model.clock import SECONDS_IN_DAY
from tests.helpers import travel_to
from tests.unit.Reserve.conftest import ALICE_MINTED, COST, NO_LADDER, PAR, UNITS, cusip_of, reach_maturity

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
    reach_maturity(bought)

    assert reserve.surplus() == UNITS * PAR - COST


def test_counts_a_bill_at_par_though_the_treasury_misses_the_payment(reserve, cash, bought, treasury, alice):
    cash.transfer(alice, cash.balanceOf(treasury), {"from": treasury})
    reach_maturity(bought)

    reserve.collect(cusip_of(bought), {"from": alice})

    assert reserve.surplus() == UNITS * PAR - COST


@pytest.mark.lesson(3)
@pytest.mark.parametrize("seconds", [1, 86_399, 45 * SECONDS_IN_DAY + 12_345, 91 * SECONDS_IN_DAY - 1])
def test_grows_by_the_second_and_is_never_above_the_straight_line(seconds, reserve, bill, buy):
    delivered = buy(bill).timestamp
    term = bill.announcement.maturity_date * SECONDS_IN_DAY - delivered

    travel_to(delivered + seconds)

    exact = (UNITS * PAR - COST) * Fraction(seconds, term)
    assert 0 <= exact - reserve.surplus() < 1


def test_is_not_above_the_straight_line_by_the_least_part(reserve, bill, clear, portfolio_manager, alice):
    """What is left of the discount is whole micro-dollars and the least part of one that there can be."""
    discount, matures = UNITS * PAR - COST, bill.announcement.maturity_date * SECONDS_IN_DAY
    longest = matures - bill.announcement.issue_date * SECONDS_IN_DAY
    term = next(seconds for seconds in range(longest, 0, -1) if gcd(discount, seconds) == 1)
    reserve.bidNoncompetitive(bill.id, UNITS, {"from": portfolio_manager})
    clear(bill)
    travel_to(matures - term)
    reserve.settleBid(bill.id, NO_LADDER, {"from": alice})

    left = pow(discount, -1, term)
    travel_to(matures - left)

    assert discount * left % term == 1
    assert reserve.surplus() == discount - discount * left // term - 1


def test_does_not_count_securities_that_nobody_sold_to_the_reserve(
    reserve, registry, bill, buy, admit, bank, alice
):
    admit(bank)
    bill.bid(bank, 5)
    buy(bill)
    bill.settle(bank)

    registry.transfer(reserve, int.from_bytes(cusip_of(bill), "big"), 5, {"from": bank})

    assert reserve.positions()[0][1] == UNITS
    reach_maturity(bill)
    assert reserve.surplus() == UNITS * PAR - COST
    reserve.collect(cusip_of(bill), {"from": alice})
    assert reserve.surplus() == (UNITS + 5) * PAR - COST
