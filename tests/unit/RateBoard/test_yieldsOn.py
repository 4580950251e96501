"""
yieldsOn
├── when the day is not published, has no tenor
└── otherwise is the curve of the day, whatever was published since
"""

from tests.unit.RateBoard.conftest import CURVE, NONE, TODAY, only


def test_has_no_tenor_of_another_day(board, publish):
    publish(TODAY - 1, CURVE)

    assert board.yieldsOn(TODAY) == board.yieldsOn(TODAY - 2) == board.yieldsOn(0) == NONE


def test_is_the_curve_of_the_day(board, publish):
    publish(TODAY - 1, only(two_months=500, four_months=-12))
    publish(TODAY, only(two_months=529, one_year=527))

    assert board.yieldsOn(TODAY - 1) == only(two_months=500, four_months=-12)
