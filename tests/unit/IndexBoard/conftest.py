from datetime import date

import pytest

from model.calendar import unix_day
from model.index_board import month_of
from tests.helpers import REFUSALS, travel_to
from tests.securities import start_of

TODAY = unix_day(date(2015, 6, 17))
MONDAY = TODAY - 2


def month(year: int, number: int) -> int:
    return month_of(unix_day(date(year, number, 1)))


def missing(monday: int):
    """The contract must refuse, and name the week whose auction is not published."""
    return pytest.raises(REFUSALS, match=f"MissingIndexRate: {monday}$")


@pytest.fixture(scope="module")
def board(index_board):
    """Nothing is published, in the middle of June 2015."""
    travel_to(start_of(TODAY))
    return index_board


@pytest.fixture(scope="module")
def publish_cpi(board, rate_publisher):
    return lambda *figures: board.publishCpi(*figures, {"from": rate_publisher})


@pytest.fixture(scope="module")
def publish_auction(board, rate_publisher):
    return lambda *figures: board.publishBillAuction(*figures, {"from": rate_publisher})
