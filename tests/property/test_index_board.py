"""IndexBoard: contract and model keep the same figures, and refuse the same, after any publications."""

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.clock import Clock
from model.frn_pricing import Accrual
from model.index_board import EVERY_WEEK, IndexBoard, month_of, week_of
from model.rejected import Rejected
from tests.helpers import now, rejects
from tests.twins import on_both

WEEKS = 30  # of auctions before today
steady = st.integers(255_000, 262_000)
cpis = st.one_of(steady, steady, st.integers(230_000, 290_000), st.integers(0, 2**32 - 1))
high_rates = st.integers(0, 50_500)  # above 50,000 they are refused
terms = st.sampled_from([91] * 150 + [90, 92, 86, 96, 85, 97])  # the last two are refused
last_weeks = st.one_of(st.just(EVERY_WEEK), st.integers(0, WEEKS + 2))
spreads = st.one_of(st.integers(-500, 500), st.integers(-5_000, 20_000))


@st.composite
def prices(draw):
    """Of each month from 14 before the present one to the next; a few are left out, or told again."""
    months = list(range(-14, 2))
    for each in draw(st.lists(st.sampled_from(months), max_size=3, unique=True)):
        draw(st.sampled_from([months.remove, months.append]))(each)
    return [(month, draw(cpis)) for month in months]


@st.composite
def auctions(draw):
    """Weekly, some on another day; a few are left out, told late or told again. Some share a week."""
    days_late = draw(st.lists(st.sampled_from([0] * 20 + [1, 3, 6]), min_size=20, max_size=WEEKS + 1))
    days = [7 * week + late for week, late in enumerate(days_late)]
    for each in draw(st.lists(st.sampled_from(days), max_size=3, unique=True)):
        days.remove(each)
        days += draw(st.sampled_from([[], [each], [each, each]]))
    return [(day, draw(high_rates), draw(terms)) for day in days]


@st.composite
def accruals(draw):
    """In days since the first auction; sometimes out of order."""
    start_date = draw(st.integers(5, 120))
    end_date = start_date + draw(st.one_of(st.integers(-1, 14), st.integers(15, 90)))
    start_lock_out, end_lock_out = (
        date - draw(st.sampled_from([2, 2, 3, 4, 4, 5, 1, 0])) for date in (start_date, end_date)
    )
    return start_lock_out, start_date, end_lock_out, end_date


@pytest.fixture(scope="module")
def publisher(accounts):
    return accounts[6]


@pytest.fixture(scope="module")
def boards(IndexBoard, ParAccessManager, publisher):
    """`boards()`: a new board on which the publisher may publish, and its model."""
    manager = publisher.deploy(ParAccessManager, publisher)
    return lambda: (publisher.deploy(IndexBoard, manager), model_now())


def model_now() -> IndexBoard:
    return IndexBoard(Clock(now()))


def agree(on_model, on_chain, arguments, called_with=None):
    """A view of the contract gives the model's answer, or its refusal."""
    try:
        expected = on_model(*arguments)
    except Rejected as why:
        with rejects(str(why)):
            on_chain(*(called_with or arguments))
    else:
        assert on_chain(*(called_with or arguments)) == expected


@given(
    published=prices(),
    dates=st.lists(st.tuples(st.integers(-300, 60), st.integers(-300, 60)), min_size=2, max_size=8),
)
def test_prices_agree(boards, publisher, published, dates):
    chain, model = boards()
    today = model.clock.today
    for months, cpi in published:
        figures = month_of(today) + months, cpi
        on_both(
            lambda figures=figures: model.publish_cpi(*figures),
            lambda figures=figures: chain.publishCpi(*figures, {"from": publisher}),
        )

    for each, other in dates:
        agree(model.reference_cpi, chain.referenceCpi, (today + each,))
        agree(model.index_ratio, chain.indexRatio, (today + each, today + other))


@given(
    published=auctions(),
    asked=st.lists(st.tuples(accruals(), spreads, last_weeks), min_size=15, max_size=25),
    weekday=st.integers(0, 6),
)
def test_rates_and_interest_agree(boards, publisher, published, asked, weekday):
    chain, model = boards()
    first = model.clock.today - 7 * WEEKS - weekday
    for day, *result in published:
        auction = first + day, *result
        on_both(
            lambda auction=auction: model.publish_bill_auction(*auction),
            lambda auction=auction: chain.publishBillAuction(*auction, {"from": publisher}),
        )

    assert chain.latestWeek() == model.latest_week
    agree(lambda: astuple(model.latest_index_rate()), chain.latestIndexRate, ())
    for dates, spread, last_week in asked:
        accrual = Accrual(*(first + day for day in dates))
        last_week = min(week_of(first) + last_week, EVERY_WEEK)
        agree(
            model.floating_interest,
            chain.floatingInterest,
            (accrual, spread, last_week),
            (astuple(accrual), spread, last_week),
        )
