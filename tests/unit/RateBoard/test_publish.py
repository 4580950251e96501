"""
publish
├── when the caller is not the rate publisher, rejects
├── when the date is that of the last curve, or before it, rejects
├── when the day has not come, rejects until it has
├── when a yield is out of bounds, rejects
├── when fewer than two tenors are published, rejects
├── when a tenor has moved by more than two percentage points a day since the last curve, rejects
└── otherwise
    ├── keeps the curve of each day
    ├── compares a tenor with the last curve only
    ├── may move by more, the more days lie between
    └── records the publication
"""

import pytest

from tests.helpers import REFUSALS, rejects, travel_to
from tests.securities import start_of
from tests.unit.RateBoard.conftest import CURVE, NONE, TODAY, only


def test_rejects_a_caller_who_is_not_the_rate_publisher(board, treasury):
    with rejects("AccessManagedUnauthorized"):
        board.publish(TODAY, CURVE, {"from": treasury})


@pytest.mark.parametrize("date", [TODAY - 1, TODAY - 2, 0])
def test_rejects_a_date_not_after_the_last(board, publish, date):
    publish(TODAY - 1, CURVE)

    with rejects("NotAfterLatest"):
        publish(date, CURVE)
    assert board.latest() == (TODAY - 1, CURVE)


def test_rejects_the_first_day_of_unix_time(publish):
    with rejects("NotAfterLatest"):
        publish(0, CURVE)


def test_rejects_a_day_that_has_not_come(board, publish):
    travel_to(start_of(TODAY + 1) - 1)
    with rejects("DateInFuture"):
        publish(TODAY + 1, CURVE)

    travel_to(start_of(TODAY + 1))
    publish(TODAY + 1, CURVE)

    assert board.latest() == (TODAY + 1, CURVE)


@pytest.mark.parametrize("yield_", [-501, 5_001, -32_767, 32_767])
@pytest.mark.parametrize("tenor", ["one_month", "one_year"])
def test_rejects_a_yield_out_of_bounds(publish, yield_, tenor):
    with rejects("YieldOutOfBounds"):
        publish(TODAY, only(**{"three_months": 500, tenor: yield_}))


def test_takes_yields_at_the_bounds(board, publish):
    publish(TODAY, only(one_month=-500, one_year=5_000))

    assert board.yieldsOn(TODAY) == only(one_month=-500, one_year=5_000)


@pytest.mark.parametrize("yields", [NONE, only(one_month=500), only(one_year=500)])
def test_rejects_fewer_than_two_tenors(publish, yields):
    with rejects("TooFewTenors"):
        publish(TODAY, yields)


@pytest.mark.parametrize("change", [-201, 201])
def test_rejects_a_jump_and_names_it(publish, change):
    publish(TODAY - 1, CURVE)

    with pytest.raises(REFUSALS, match=f"YieldJumps: 12, 527, {527 + change}$"):
        publish(TODAY, [*CURVE[:5], 527 + change])
    publish(TODAY, [*CURVE[:5], 527 + change // 201 * 200])


def test_compares_a_tenor_with_the_last_curve_only(publish):
    publish(TODAY - 2, CURVE)
    publish(TODAY - 1, only(one_month=517, two_months=529))

    publish(TODAY, only(one_month=517, one_year=4_000))


def test_may_move_by_more_the_more_days_lie_between(publish):
    publish(TODAY - 3, CURVE)

    with rejects("YieldJumps"):
        publish(TODAY, [517 + 601, *CURVE[1:]])
    publish(TODAY, [517 + 600, *CURVE[1:]])


def test_keeps_the_curve_of_each_day(board, publish):
    later = only(one_month=0, two_months=-1, one_year=527)
    publish(TODAY - 3, CURVE)
    publish(TODAY, later)

    assert board.latest() == (TODAY, later)
    assert [board.yieldsOn(TODAY - days) for days in (3, 2, 1, 0)] == [CURVE, NONE, NONE, later]


def test_records_the_publication(publish):
    tx = publish(TODAY, CURVE)

    assert dict(tx.events["ParYieldsPublished"]) == {"date": TODAY, "yields": CURVE}
