"""
indexRatio
├── when an index of either date is missing, rejects
└── otherwise is the reference CPI of the date by that of the dated date
"""

from datetime import date

import pytest

from model.calendar import unix_day
from tests.helpers import rejects
from tests.unit.IndexBoard.conftest import month

DATED, ISSUED = unix_day(date(2015, 4, 15)), unix_day(date(2015, 4, 30))


@pytest.mark.parametrize("dates", [(ISSUED, DATED - 30), (DATED - 30, ISSUED)])
def test_rejects_when_an_index_is_missing(board, publish_cpi, dates):
    publish_cpi(month(2015, 1), 233_707)
    publish_cpi(month(2015, 2), 234_722)

    with rejects("MissingCpi"):
        board.indexRatio(*dates)


def test_is_the_ratio_of_the_two(board, publish_cpi):
    publish_cpi(month(2015, 1), 233_707)
    publish_cpi(month(2015, 2), 234_722)

    assert board.indexRatio(ISSUED, DATED) == 1_00217
    assert board.indexRatio(DATED, ISSUED) == 99784
