"""
positions
├── given nothing was bought, is empty
├── shows each bill with its units, cost and maturity
├── shows lots of one CUSIP as one position
│   ├── whose cost is the sum of what was paid
│   └── whose line goes on from there
└── loses a bill when it is collected, and only that
"""

from model.amortised_cost import remaining_discount
from model.bill_pricing import price
from model.clock import SECONDS_IN_DAY
from tests.helpers import travel_to
from tests.unit.Reserve.conftest import COST, PAR, RATE, UNITS, cusip_of, reach_maturity


def test_is_empty_given_nothing_was_bought(reserve):
    assert reserve.positions() == ()


def test_shows_each_bill_with_its_units_cost_and_maturity(reserve, bought):
    assert reserve.positions() == (
        ("0x" + cusip_of(bought).hex(), UNITS, COST, bought.announcement.maturity_date),
    )


def test_shows_lots_of_one_cusip_as_one_position_at_the_sum_of_costs(reserve, bill, offer, buy):
    first_bought = buy(bill).timestamp
    second_bought = buy(reopened(bill, offer), units=100).timestamp

    maturity = bill.announcement.maturity_date * SECONDS_IN_DAY
    unearned = remaining_discount(UNITS * PAR - COST, first_bought, maturity, second_bought)
    cost = UNITS * PAR - unearned + 100 * price(RATE, 84)
    (position,) = reserve.positions()
    assert tuple(position)[1:3] == (UNITS + 100, cost)


def test_the_line_of_a_position_goes_on_from_its_latest_lot(reserve, bill, offer, buy):
    buy(bill)
    since = buy(reopened(bill, offer), units=100).timestamp
    (position,) = reserve.positions()
    unearned = (UNITS + 100) * PAR - position[2]

    travel_to(since + 20 * SECONDS_IN_DAY + 7)

    maturity = bill.announcement.maturity_date * SECONDS_IN_DAY
    (position,) = reserve.positions()
    assert (UNITS + 100) * PAR - position[2] == remaining_discount(
        unearned, since, maturity, since + 20 * SECONDS_IN_DAY + 7
    )


def test_loses_a_bill_when_it_is_collected_and_only_that(reserve, offer, buy, alice):
    first, second, third = (offer(number=number, term=term) for number, term in ((1, 28), (2, 56), (3, 91)))
    buy(first, second, third, units=100)
    reach_maturity(first)

    reserve.collect(cusip_of(first), {"from": alice})

    left = {str(position[0]) for position in reserve.positions()}
    assert left == {"0x" + cusip_of(auction).hex() for auction in (second, third)}


def reopened(bill, offer):
    return offer(weeks=1, is_reopening=True, maturity_date=bill.announcement.maturity_date)
