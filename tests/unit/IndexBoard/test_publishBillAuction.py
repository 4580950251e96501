"""
publishBillAuction
├── when the caller is not the rate publisher, rejects
├── when the day of the auction has not come, rejects
├── when an auction of that week, Monday to Sunday, is published, rejects, be it the same again
├── when the bill is not one of thirteen weeks, rejects
├── when the high rate is above 50 %, rejects
└── otherwise
    ├── keeps the rate, in effect from the day after
    ├── takes the weeks in any order, and knows the latest
    ├── takes the first two weeks of unix time
    └── records the publication
"""

from datetime import date

import pytest

from model.calendar import unix_day
from model.frn_pricing import index_rate_from_bill
from model.index_board import week_of
from tests.helpers import rejects
from tests.unit.IndexBoard.conftest import MONDAY, TODAY

WEEK = week_of(TODAY)


def test_rejects_a_caller_who_is_not_the_rate_publisher(board, treasury):
    with rejects("AccessManagedUnauthorized"):
        board.publishBillAuction(TODAY, 45, 91, {"from": treasury})


def test_rejects_an_auction_before_its_day(publish_auction):
    with rejects("AuctionNotHeld"):
        publish_auction(TODAY + 1, 45, 91)


@pytest.mark.parametrize("auction_date", [MONDAY - 7, MONDAY - 4, MONDAY - 1])
def test_rejects_a_second_auction_of_a_week(board, publish_auction, auction_date):
    publish_auction(MONDAY - 4, 45, 91)

    for high_rate in (45, 50):
        with rejects("BillAuctionAlreadyPublished"):
            publish_auction(auction_date, high_rate, 91)
    assert board.indexRateOf(WEEK - 1) == (MONDAY - 3, 45_005_119)


@pytest.mark.parametrize("days", [0, 28, 85, 97, 182])
def test_rejects_another_bill(publish_auction, days):
    with rejects("NotThirteenWeeks"):
        publish_auction(TODAY, 45, days)


@pytest.mark.parametrize("days", [86, 96])
def test_takes_a_bill_between_holidays(board, publish_auction, days):
    publish_auction(TODAY, 45, days)

    assert board.indexRateOf(WEEK) == (TODAY + 1, index_rate_from_bill(45, days))


def test_rejects_a_high_rate_above_a_half(publish_auction):
    with rejects("RateOutOfBounds"):
        publish_auction(TODAY, 50_001, 91)
    publish_auction(TODAY, 50_000, 91)


def test_keeps_the_rate_in_effect_from_the_day_after(board, publish_auction):
    assert board.indexRateOf(WEEK) == (0, 0)

    publish_auction(TODAY, 45, 91)

    assert board.indexRateOf(WEEK) == (TODAY + 1, 45_005_119)


def test_takes_the_weeks_in_any_order(board, publish_auction):
    assert board.latestWeek() == 0

    latest = []
    for auction_date in (MONDAY - 7, MONDAY - 700, MONDAY, MONDAY - 8):  # the last is a Sunday
        publish_auction(auction_date, 0, 91)
        latest.append(board.latestWeek() - WEEK)

    assert latest == [-1, -1, 0, 0]
    assert [board.indexRateOf(WEEK - weeks)[0] for weeks in (0, 1, 2, 100)] == [
        MONDAY + 1,
        MONDAY - 6,
        MONDAY - 7,
        MONDAY - 699,
    ]


def test_takes_the_first_two_weeks_of_unix_time(board, publish_auction):
    sunday = unix_day(date(1970, 1, 4))
    publish_auction(sunday, 0, 91)
    publish_auction(sunday + 1, 0, 91)

    assert [board.indexRateOf(week)[0] for week in (0, 1)] == [sunday + 1, sunday + 2]


def test_records_the_publication(publish_auction):
    tx = publish_auction(TODAY, 45, 91)

    assert dict(tx.events["IndexRatePublished"]) == {
        "auctionDate": TODAY,
        "highRate": 45,
        "daysToMaturity": 91,
        "indexRate": 45_005_119,
    }
