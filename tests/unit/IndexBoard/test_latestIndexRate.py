"""
latestIndexRate
├── when no auction is published, rejects
└── otherwise is that of the last auction, with the day after it
"""

from tests.helpers import rejects
from tests.unit.IndexBoard.conftest import TODAY


def test_rejects_when_nothing_is_published(board):
    assert board.indexRateCount() == 0
    with rejects("MissingIndexRate"):
        board.latestIndexRate()


def test_is_that_of_the_last_auction(board, publish_auction):
    publish_auction(TODAY - 7, 45, 91)
    publish_auction(TODAY, 0, 91)

    assert board.latestIndexRate() == (TODAY + 1, 0)
