from datetime import date

import pytest

from model.calendar import unix_day
from model.rate_board import NOT_PUBLISHED
from tests.helpers import travel_to
from tests.securities import start_of

TODAY = unix_day(date(2023, 6, 14))
NONE = [NOT_PUBLISHED] * 6
CURVE = [517, 529, 535, 542, 541, 527]  # of that day [0.01 %]


def only(**yields: int) -> list[int]:
    """A curve of these tenors alone: `only(one_month=500, one_year=400)`."""
    tenors = ("one_month", "two_months", "three_months", "four_months", "six_months", "one_year")
    return [yields.get(tenor, NOT_PUBLISHED) for tenor in tenors]


@pytest.fixture(scope="module")
def board(rate_board):
    """Nothing is published, on 14 June 2023."""
    travel_to(start_of(TODAY))
    return rate_board


@pytest.fixture(scope="module")
def publish(board, rate_publisher):
    return lambda date, yields: board.publish(date, yields, {"from": rate_publisher})
