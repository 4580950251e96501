"""
referenceCpi
├── when the index of the third month before is missing, rejects
├── when the index of the second month before is missing, rejects, also on the first of a month
├── when these months lie before 1970, rejects
└── otherwise is the index of the third month before, nearer to that of the second with every day
"""

from datetime import date

import pytest

from model.calendar import unix_day
from tests.helpers import rejects
from tests.unit.IndexBoard.conftest import month

MIDDLE_OF_APRIL = unix_day(date(2015, 4, 15))


@pytest.mark.parametrize("published", [[], [month(2015, 1)], [month(2015, 2)]])
@pytest.mark.parametrize("day", [1, 15])
def test_rejects_when_an_index_is_missing(board, publish_cpi, published, day):
    for each in published:
        publish_cpi(each, 234_000)

    with rejects("MissingCpi"):
        board.referenceCpi(unix_day(date(2015, 4, day)))


def test_names_the_month_that_is_missing(board, publish_cpi):
    publish_cpi(month(2015, 1), 233_707)

    with pytest.raises(Exception, match=f"MissingCpi: {month(2015, 2)}"):
        board.referenceCpi(MIDDLE_OF_APRIL)


def test_rejects_what_depends_on_months_before_1970(board, publish_cpi):
    publish_cpi(0, 37_800)
    publish_cpi(1, 38_000)

    with rejects("BeforeUnixTime"):
        board.referenceCpi(unix_day(date(1970, 3, 31)))
    assert board.referenceCpi(unix_day(date(1970, 4, 1))) == 37_80000


def test_lies_between_the_two(board, publish_cpi):
    publish_cpi(month(2015, 1), 233_707)
    publish_cpi(month(2015, 2), 234_722)

    assert board.referenceCpi(unix_day(date(2015, 4, 1))) == 233_70700
    assert board.referenceCpi(MIDDLE_OF_APRIL) == 234_18067
    assert board.referenceCpi(unix_day(date(2015, 4, 30))) == 234_68817
