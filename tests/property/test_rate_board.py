"""RateBoard: contract and model keep the same curves, give the same prices, and refuse the same.

Prices come to par without a jump, and fall with the time to maturity as long as the curve does not.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.clock import Clock
from model.rate_board import BOUNDS, DAY, LONGEST_TERM, MONTHS, NOT_PUBLISHED, PAR, YEAR, RateBoard, yield_at
from model.rate_board import price as price_at
from model.rejected import Rejected
from tests.helpers import now, rejects, travel_to
from tests.twins import on_both

JUMP = 10  # from one second to the next, on the steepest curve within the bounds [micro-dollars]

usual = st.one_of(st.integers(450, 550), st.integers(0, 800))
yields = st.one_of(usual, usual, st.integers(*BOUNDS), st.just(NOT_PUBLISHED))
anything = st.one_of(yields, yields, st.integers(-(2**15), 2**15 - 1))
curves = st.lists(yields, min_size=6, max_size=6).filter(lambda each: max(each) > NOT_PUBLISHED)
dates = st.integers(-9, 1)  # from today
corners = st.sampled_from([*(months * YEAR // 12 for months in MONTHS), YEAR // 2])
terms = st.one_of(
    st.integers(1, LONGEST_TERM - 1),
    st.builds(lambda corner, seconds: corner + seconds, corners, st.integers(-2, 2)),
)


def published(curve):
    return {months: each for months, each in zip(MONTHS, curve, strict=True) if each != NOT_PUBLISHED}


@pytest.fixture(scope="module")
def publisher(accounts):
    return accounts[6]


@pytest.fixture(scope="module")
def boards(RateBoard, ParAccessManager, publisher):
    """`boards()`: a new board on which the publisher may publish, and its model."""
    manager = publisher.deploy(ParAccessManager, publisher)
    return lambda: (publisher.deploy(RateBoard, manager), model_now())


def model_now() -> RateBoard:
    return RateBoard(Clock(now()))


@given(
    posts=st.lists(st.tuples(dates, st.lists(anything, min_size=6, max_size=6)), min_size=2, max_size=8),
    in_order=st.booleans(),
    seconds=st.one_of(st.integers(0, DAY), st.integers(0, 9 * DAY)),
    asked=st.lists(st.integers(-3, 400), min_size=4, max_size=12),  # days to maturity
)
def test_contract_and_model_agree(boards, publisher, posts, in_order, seconds, asked):
    travel_to((now() // DAY + 1) * DAY)  # the same hour in every example
    chain, model = boards()
    today = model.clock.today
    for days, curve in sorted(posts, key=lambda post: post[0]) if in_order else posts:
        on_both(
            lambda days=days, curve=curve: model.publish(today + days, curve),
            lambda days=days, curve=curve: chain.publish(today + days, curve, {"from": publisher}),
        )
    assert chain.latest() == model.latest()
    assert all(chain.yieldsOn(today + days) == model.yields_on(today + days) for days in range(-9, 2))

    travel_to(now() + seconds)
    model.clock.now = now()
    for days in asked:
        try:
            expected = model.bill_price(today + days)
        except Rejected as why:
            with rejects(str(why)):
                chain.billPrice(today + days)
        else:
            assert chain.billPrice(today + days) == expected


@given(rows=st.lists(st.tuples(curves, terms), min_size=1, max_size=100))
def test_library_and_model_agree(in_library, rows):
    assert in_library("priceOnCurve", rows) == [
        int(price_at(yield_at(published(curve), term), term)) for curve, term in rows
    ]


@pytest.mark.lesson(3)
@given(curve=curves, terms=st.lists(terms, min_size=1, max_size=100))
def test_moves_without_a_jump(in_library, curve, terms):
    prices = in_library("priceOnCurve", [(curve, term) for term in terms])
    a_second_later = in_library("priceOnCurve", [(curve, term - 1) for term in terms])

    assert all(abs(a - b) <= JUMP for a, b in zip(prices, a_second_later, strict=True))


@given(
    curve=st.lists(st.integers(0, BOUNDS[1]), min_size=6, max_size=6).map(sorted),
    terms=st.lists(terms, min_size=2, max_size=100).map(sorted),
)
def test_falls_with_the_time_to_maturity(in_library, curve, terms):
    prices = in_library("priceOnCurve", [(curve, term) for term in terms])

    assert prices == sorted(prices, reverse=True)
    assert prices[0] <= PAR


@given(curve=curves)
def test_comes_to_par(in_library, curve):
    assert in_library("priceOnCurve", [(curve, 0)]) == [PAR]
