"""Allotment: contract and model agree, and both with the examples of the rule."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import allotment

units = st.integers(1, 10**12)  # up to a hundred trillion dollars
pairs = st.tuples(units, units)
shares = st.tuples(st.integers(0, 10**12), st.integers(1, allotment.WHOLE))


@pytest.fixture(scope="module")
def agrees(asked):
    """The answers of the contract, which must be those of the model."""

    def check(function, twin, rows):
        answers = asked(function, rows)
        assert answers == [twin(*row) for row in rows]
        return answers

    return check


@given(rows=st.lists(pairs, min_size=1, max_size=50))
def test_the_share_is_the_least_that_sells_everything(agrees, rows):
    for (remaining, demand), share in zip(
        rows, agrees("allottedAtHigh", allotment.allotted_at_high, rows), strict=True
    ):
        assert 0 < share <= allotment.WHOLE
        assert demand * share >= min(remaining, demand) * allotment.WHOLE > demand * (share - 1)


@given(rows=st.lists(shares, min_size=1, max_size=50))
def test_an_award_is_less_than_a_unit_above_the_exact_share(agrees, rows):
    roundings = agrees("rounding", allotment.rounding, rows)
    awards = agrees("awardAtHigh", allotment.award_at_high, rows)
    for (bid, share), award, rounding in zip(rows, awards, roundings, strict=True):
        assert award <= bid
        assert 0 <= award * allotment.WHOLE - bid * share == rounding < allotment.WHOLE
        assert (award == 0) == (bid == 0)


@given(rows=st.lists(units.map(lambda offering: (offering,)), min_size=1, max_size=50))
def test_the_award_limit_is_35_percent(agrees, rows):
    for (offering,), limit in zip(rows, agrees("awardLimit", allotment.award_limit, rows), strict=True):
        assert 0 <= Fraction(35 * offering, 100) - limit < 1


@given(rows=st.lists(pairs, min_size=1, max_size=50))
def test_the_ratio_of_bid_to_cover_is_the_nearest(agrees, rows):
    for (tendered, accepted), ratio in zip(
        rows, agrees("bidToCover", allotment.bid_to_cover, rows), strict=True
    ):
        assert -Fraction(1, 2) <= 100 * Fraction(tendered, accepted) - ratio < Fraction(1, 2)


@given(
    offering=units,
    bids=st.lists(units, max_size=8),
    net_long_position=st.integers(0, 10**12),
)
def test_a_ladder_is_cut_from_its_end(offering, bids, net_long_position):
    within = allotment.within_limits(offering, bids, net_long_position)

    room = max(0, allotment.award_limit(offering) - net_long_position)
    assert sum(within) == min(sum(bids), room)
    cut = [place for place, (bid, units) in enumerate(zip(bids, within, strict=True)) if units < bid]
    assert all(within[place] == 0 for place in cut[1:])


@pytest.mark.parametrize(
    ("dollars", "percentage", "awarded"),
    [(18_000, 8_827, 15_900), (100, 465, 100), (100_000_000, 8_015, 80_150_000)],
)
def test_examples_of_the_rule(agrees, dollars, percentage, awarded):
    """31 CFR 356.21(a)."""
    (award,) = agrees("awardAtHigh", allotment.award_at_high, [(dollars // 100, percentage)])

    assert award * 100 == awarded


def test_example_of_the_largest_single_bid(agrees):
    """31 CFR 356.12(c)(2): $3.5 billion of $10 billion."""
    (limit,) = agrees("awardLimit", allotment.award_limit, [(100_000_000,)])

    assert limit == 35_000_000
