"""
latestIndexRate
├── when no auction is published, rejects
├── when the latest week is older than last week, rejects and names last week
└── otherwise
    ├── is that of the latest week, with the day after its auction
    ├── is that of the latest week, whatever was filled in since
    └── holds until the end of the next week
"""

import pytest

from tests.helpers import rejects, travel_to
from tests.securities import start_of
from tests.unit.IndexBoard.conftest import MONDAY, TODAY, missing


def test_rejects_when_nothing_is_published(board):
    with missing(MONDAY - 7):
        board.latestIndexRate()


@pytest.mark.parametrize("auction_date", [MONDAY - 8, TODAY - 70])
def test_rejects_when_last_week_is_missing(board, publish_auction, auction_date):
    publish_auction(auction_date, 45, 91)

    with missing(MONDAY - 7):
        board.latestIndexRate()


@pytest.mark.parametrize("auction_date", [MONDAY - 7, MONDAY - 1, MONDAY, TODAY])
def test_is_that_of_this_week_or_the_last(board, publish_auction, auction_date):
    publish_auction(auction_date, 0, 91)

    assert board.latestIndexRate() == (auction_date + 1, 0)


def test_is_that_of_the_latest_week_whatever_is_filled_in(board, publish_auction):
    publish_auction(TODAY, 45, 91)
    publish_auction(TODAY - 7, 35, 91)

    assert board.latestIndexRate() == (TODAY + 1, 45_005_119)


def test_holds_until_the_end_of_the_next_week(board, publish_auction):
    publish_auction(TODAY, 0, 91)

    end = start_of(MONDAY + 14)
    travel_to(end - 1)
    assert board.latestIndexRate() == (TODAY + 1, 0)

    travel_to(end)
    with rejects("MissingIndexRate"):
        board.latestIndexRate()
