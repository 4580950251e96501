"""
publishCpi
├── when the caller is not the rate publisher, rejects
├── when the index is zero, rejects
├── when the month has not ended, rejects until it has
├── when the month is published already, rejects, be it the same index again
├── when the index is more than a tenth away from that of the month before or after, rejects and names both
└── otherwise
    ├── keeps the index
    ├── takes the months in any order
    └── records the publication
"""

from datetime import date

import pytest

from model.calendar import unix_day
from tests.helpers import REFUSALS, rejects, travel_to
from tests.securities import start_of
from tests.unit.IndexBoard.conftest import month

MAY, JUNE = month(2015, 5), month(2015, 6)


def test_rejects_a_caller_who_is_not_the_rate_publisher(board, treasury):
    with rejects("AccessManagedUnauthorized"):
        board.publishCpi(MAY, 237_805, {"from": treasury})


def test_rejects_an_index_of_zero(publish_cpi):
    with rejects("MissingCpi"):
        publish_cpi(MAY, 0)


def test_rejects_a_month_that_has_not_ended(board, publish_cpi):
    end_of_june = start_of(unix_day(date(2015, 7, 1)))
    travel_to(end_of_june - 1)
    with rejects("MonthNotEnded"):
        publish_cpi(JUNE, 238_638)

    travel_to(end_of_june)
    publish_cpi(JUNE, 238_638)

    assert board.cpiOf(JUNE) == 238_638


def test_rejects_a_month_that_is_published(board, publish_cpi):
    publish_cpi(MAY, 237_805)

    for again in (237_805, 237_806):
        with rejects("CpiAlreadyPublished"):
            publish_cpi(MAY, again)
    assert board.cpiOf(MAY) == 237_805


@pytest.mark.parametrize(("may", "refused"), [(200_000, (179_999, 220_001)), (200_001, (180_000, 220_002))])
def test_rejects_a_jump_since_the_month_before(board, publish_cpi, may, refused):
    travel_to(start_of(unix_day(date(2015, 7, 1))))
    publish_cpi(MAY, may)

    for june in refused:
        with pytest.raises(REFUSALS, match=f"CpiJumps: {JUNE}, {may}, {june}$"):
            publish_cpi(JUNE, june)
    publish_cpi(JUNE, may * 11 // 10)


@pytest.mark.parametrize("april", [181_818, 222_223])
def test_rejects_a_jump_to_the_month_after(publish_cpi, april):
    publish_cpi(MAY, 200_000)

    with pytest.raises(REFUSALS, match=f"CpiJumps: {MAY}, {april}, 200000$"):
        publish_cpi(MAY - 1, april)
    publish_cpi(MAY - 1, april + (1 if april < 200_000 else -1))


def test_compares_neighbouring_months_only(publish_cpi):
    publish_cpi(MAY, 200_000)

    publish_cpi(MAY - 2, 400_000)


def test_keeps_the_index(board, publish_cpi):
    publish_cpi(MAY, 237_805)

    assert board.cpiOf(MAY) == 237_805
    assert board.cpiOf(MAY - 1) == 0


def test_takes_the_months_in_any_order(board, publish_cpi):
    publish_cpi(MAY, 237_805)
    publish_cpi(0, 37_800)

    assert board.cpiOf(0) == 37_800


def test_records_the_publication(publish_cpi):
    tx = publish_cpi(MAY, 237_805)

    assert dict(tx.events["CpiPublished"]) == {"month": MAY, "cpi": 237_805}
