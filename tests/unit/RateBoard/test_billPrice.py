"""
billPrice
├── when nothing is published, rejects
├── when the last curve is older than seven days, rejects and names its time
├── when the day of maturity has begun, rejects
├── when the bill matures after more than 366 days, rejects
└── otherwise
    ├── is the price of which the yield is the investment rate
    ├── takes the yield from the line between the neighbouring tenors
    ├── takes the yield from the published tenors only
    ├── takes the yield of the first tenor before it, and of the last one after it
    ├── pays interest once, beyond half a year
    ├── moves second by second, and comes to par
    ├── rounds down
    ├── is par at a yield of zero, and above par below it
    └── follows the last curve
"""

import pytest

from model.bill_pricing import investment_rate
from model.rate_board import DAY, YEAR
from tests.helpers import REFUSALS, now, rejects, travel_to
from tests.securities import start_of
from tests.unit.RateBoard.conftest import CURVE, TODAY, only

FLAT = only(one_month=500, one_year=500)


def test_rejects_when_nothing_is_published(board):
    with rejects("NothingPublished"):
        board.billPrice(TODAY + 91)


@pytest.mark.lesson(2)
def test_rejects_a_stale_curve(board, publish):
    publish(TODAY, CURVE)
    week = start_of(TODAY) + 7 * DAY

    travel_to(week)
    assert board.billPrice(TODAY + 91) > 0

    travel_to(week + 1)
    with pytest.raises(REFUSALS, match=f"StaleRates: {start_of(TODAY)}$"):
        board.billPrice(TODAY + 91)


def test_rejects_a_bill_that_has_matured(board, publish):
    publish(TODAY, CURVE)

    for maturity in (TODAY, TODAY - 1, 0):
        with rejects("AlreadyMature"):
            board.billPrice(maturity)
    travel_to(start_of(TODAY + 1) - 1)
    assert board.billPrice(TODAY + 1) == 99_999_999


def test_rejects_a_bill_of_more_than_a_year(board, publish):
    publish(TODAY, CURVE)
    assert now() == start_of(TODAY)

    assert board.billPrice(TODAY + 366) > 0
    for days in (367, 2**32 - 1 - TODAY):
        with rejects("TermAboveOneYear"):
            board.billPrice(TODAY + days)


@pytest.mark.parametrize("days", [28, 56, 91, 119, 182, 364])
def test_the_yield_is_the_investment_rate(board, publish, days):
    publish(TODAY - 1, [543] * 6)
    travel_to(start_of(TODAY))

    rate = investment_rate(board.billPrice(TODAY + days), TODAY, TODAY + days)

    # from 14 June 2023 a year has 366 days by the rule
    assert rate == pytest.approx(5_430 * 366 / 365, abs=1)


def test_stands_on_the_line_between_two_tenors(board, publish):
    publish(TODAY, only(three_months=500, six_months=600))

    # 150 days are 1,760 / 2,920 of the way from 91.25 days to 182.5
    yield_ = 0.05 + 0.01 * (150 - 91.25) / 91.25
    assert board.billPrice(TODAY + 150) == int(10**8 / (1 + yield_ * 150 / 365))


def test_takes_published_tenors_only(board, publish):
    publish(TODAY - 1, CURVE)
    with_all = board.billPrice(TODAY + 61)
    publish(TODAY, only(one_month=CURVE[0], six_months=CURVE[4]))

    yield_ = 0.0517 + 0.0024 * (61 * 12 / 365 - 1) / 5
    assert board.billPrice(TODAY + 61) == int(10**8 / (1 + yield_ * 61 / 365)) > with_all


@pytest.mark.parametrize(("days", "yield_"), [(1, 0.05), (30, 0.05), (183, 0.06), (366, 0.06)])
def test_is_flat_beyond_the_ends(board, publish, days, yield_):
    publish(TODAY, only(two_months=500, four_months=600))

    years = days / 365
    first, rest = (1, years) if years <= 0.5 else (1 + yield_ / 2, years - 0.5)
    assert board.billPrice(TODAY + days) == int(10**8 / first / (1 + yield_ * rest))


def test_beyond_half_a_year_interest_is_paid_once(board, publish):
    publish(TODAY, FLAT)

    assert board.billPrice(TODAY + 365) == int(10**8 / 1.025**2)


def test_moves_second_by_second(board, publish):
    publish(TODAY, FLAT)
    begin = now()

    prices = []
    for seconds in range(0, 1_200, 200):
        travel_to(begin + seconds)
        prices.append(board.billPrice(TODAY + 91))

    assert prices == [
        int(10**8 / (1 + 0.05 * (91 * DAY - seconds) / YEAR)) for seconds in range(0, 1_200, 200)
    ]
    assert all(later > earlier for earlier, later in zip(prices, prices[1:], strict=False))


def test_rounds_down(board, publish):
    publish(TODAY, FLAT)

    assert board.billPrice(TODAY + 73) == 99_009_900  # of 99,009,900.99


@pytest.mark.lesson(6)
@pytest.mark.parametrize(("yield_", "price"), [(0, 100_000_000), (-100, 100_200_400)])
def test_is_par_at_zero_and_above_it_below(board, publish, yield_, price):
    publish(TODAY, [yield_] * 6)

    assert board.billPrice(TODAY + 73) == price


def test_follows_the_last_curve(board, publish):
    publish(TODAY - 1, [500] * 6)
    before = board.billPrice(TODAY + 91)

    publish(TODAY, [510] * 6)

    assert board.billPrice(TODAY + 91) < before
