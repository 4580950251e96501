"""
latest
├── when nothing is published, is date zero without a tenor
└── otherwise is the last curve and its date
"""

from tests.unit.RateBoard.conftest import CURVE, NONE, TODAY


def test_is_nothing_at_first(board):
    assert board.latest() == (0, NONE)


def test_is_the_last_curve(board, publish):
    publish(TODAY - 1, CURVE)
    publish(TODAY, CURVE[::-1])

    assert board.latest() == (TODAY, CURVE[::-1])
