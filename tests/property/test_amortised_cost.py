"""AmortisedCost: contract and model agree, on the straight line from cost to par."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.amortised_cost import remaining_discount

DAY = 86_400
LONGEST = 93 * DAY  # [seconds]

discounts = st.integers(0, 10**15)  # to a billion dollars [micro-dollars]
purchases = st.integers(0, 2**33)  # [unix time]
terms = st.integers(1, LONGEST)  # from purchase to maturity [seconds]
parts = st.fractions(0, 1)  # of the term that has passed


@st.composite
def bills(draw):
    """A discount, the times of purchase and maturity, and a time from purchase to a day after maturity."""
    bought = draw(purchases)
    maturity = bought + draw(terms)
    return draw(discounts), bought, maturity, draw(st.integers(bought, maturity + DAY))


@given(rows=st.lists(bills(), min_size=1, max_size=100))
def test_contract_and_model_agree(in_library, rows):
    assert in_library("remainingDiscount", rows) == [remaining_discount(*row) for row in rows]


@given(bill=bills())
def test_lies_on_the_straight_line_rounded_up(bill):
    discount, bought, maturity, time = bill

    exact = max(Fraction(0), discount * Fraction(maturity - time, maturity - bought))

    assert 0 <= remaining_discount(*bill) - exact < 1


@given(discount=discounts, bought=purchases, term=terms)
def test_goes_from_cost_to_par(discount, bought, term):
    assert remaining_discount(discount, bought, bought + term, bought) == discount
    assert remaining_discount(discount, bought, bought + term, bought + term) == 0


@given(bill=bills(), later=st.integers(0, LONGEST))
def test_never_grows_with_time(bill, later):
    discount, bought, maturity, time = bill

    assert 0 <= remaining_discount(discount, bought, maturity, time + later) <= remaining_discount(*bill)


@given(lots=st.lists(discounts, min_size=1, max_size=50), bought=purchases, term=terms, part=parts)
def test_lots_apart_are_worth_less_than_a_micro_dollar_a_lot_less_than_together(lots, bought, term, part):
    maturity, time = bought + term, bought + int(part * term)

    apart = sum(remaining_discount(lot, bought, maturity, time) for lot in lots)
    together = remaining_discount(sum(lots), bought, maturity, time)

    assert 0 <= apart - together < len(lots)


@pytest.mark.lesson(5)
@given(bill=bills(), part=parts)
def test_a_stop_on_the_way_costs_at_most_a_micro_dollar_and_never_gains(bill, part):
    """As when another lot is bought: what is unearned is fixed, and the line goes on from there."""
    discount, bought, maturity, time = bill
    stop = bought + int(part * (min(time, maturity) - bought))

    at_stop = remaining_discount(discount, bought, maturity, stop)
    on_the_way = remaining_discount(at_stop, stop, maturity, time) if stop < maturity else 0

    assert 0 <= on_the_way - remaining_discount(*bill) <= 1
