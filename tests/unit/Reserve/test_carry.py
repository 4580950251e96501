"""
carry
├── given nothing was bought, is nothing
├── is what the bills earn in so much time
└── counts a bill that matures earlier until then
"""

from model.amortised_cost import remaining_discount
from model.clock import SECONDS_IN_DAY
from tests.unit.Reserve.conftest import COST, PAR, UNITS

WEEK = 7 * SECONDS_IN_DAY


def test_is_nothing_given_nothing_was_bought(reserve):
    assert reserve.carry(WEEK) == 0


def test_is_what_the_bills_earn_in_so_much_time(reserve, bill, buy):
    since = buy(bill).timestamp

    maturity = bill.announcement.maturity_date * SECONDS_IN_DAY
    in_a_week = remaining_discount(UNITS * PAR - COST, since, maturity, since + WEEK)
    assert reserve.carry(WEEK) == UNITS * PAR - COST - in_a_week


def test_counts_a_bill_that_matures_earlier_until_then(reserve, bought):
    assert reserve.carry(365 * SECONDS_IN_DAY) == UNITS * PAR - COST
