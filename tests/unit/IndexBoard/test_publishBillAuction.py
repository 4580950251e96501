"""
publishBillAuction
├── when the caller is not the rate publisher, rejects
├── when the day of the auction has not come, rejects
├── when an auction of that day or a later one is published, rejects
├── when the bill is not one of thirteen weeks, rejects
├── when the discount would be all of par, rejects
└── otherwise
    ├── the rate is in effect from the day after
    └── records the publication
"""

import pytest

from model.frn_pricing import index_rate_from_bill
from tests.helpers import rejects
from tests.unit.IndexBoard.conftest import TODAY


def test_rejects_a_caller_who_is_not_the_rate_publisher(board, treasury):
    with rejects("AccessManagedUnauthorized"):
        board.publishBillAuction(TODAY, 45, 91, {"from": treasury})


def test_rejects_an_auction_before_its_day(publish_auction):
    with rejects("AuctionOutOfOrder"):
        publish_auction(TODAY + 1, 45, 91)


@pytest.mark.parametrize("auction_date", [TODAY - 7, TODAY - 8])
def test_rejects_an_auction_out_of_order(publish_auction, auction_date):
    publish_auction(TODAY - 7, 45, 91)

    with rejects("AuctionOutOfOrder"):
        publish_auction(auction_date, 45, 91)


@pytest.mark.parametrize("days", [0, 28, 85, 97, 182])
def test_rejects_another_bill(publish_auction, days):
    with rejects("NotThirteenWeeks"):
        publish_auction(TODAY, 45, days)


@pytest.mark.parametrize("days", [86, 96])
def test_takes_a_bill_between_holidays(board, publish_auction, days):
    publish_auction(TODAY, 45, days)

    assert board.latestIndexRate()[1] == index_rate_from_bill(45, days)


def test_rejects_a_discount_of_all_of_par(publish_auction):
    with rejects("DiscountAbovePar"):
        publish_auction(TODAY, 395_605, 91)
    publish_auction(TODAY, 395_604, 91)


def test_the_rate_is_in_effect_from_the_day_after(board, publish_auction):
    publish_auction(TODAY - 1, 35, 91)
    publish_auction(TODAY, 45, 91)

    assert board.latestIndexRate() == (TODAY + 1, 45_005_119)
    assert board.indexRateCount() == 2


def test_records_the_publication(publish_auction):
    tx = publish_auction(TODAY, 45, 91)

    assert dict(tx.events["IndexRatePublished"]) == {
        "auctionDate": TODAY,
        "highRate": 45,
        "daysToMaturity": 91,
        "indexRate": 45_005_119,
    }
