"""
index board, with every figure of market/data published
├── has the reference CPI of every TIPS auction, on the issue date and on the dated date
├── has the index ratio of every TIPS auction
└── has the accrued interest of every floating rate note whose bills are all known, and refuses that of others
"""

from datetime import date

import pytest

from market import auctions
from market.announcement import unix_day
from market.consumer_prices import consumer_prices
from market.index_bills import IndexBills, UnknownIndex, lock_out
from model.index_board import week_of
from scripts.indices import publish_consumer_prices, publish_index_rates
from tests.helpers import rejects, travel_to
from tests.securities import start_of

FIRST, LAST = date(2007, 1, 1), date(2023, 12, 31)


@pytest.fixture(scope="module")
def board(system, parts):
    travel_to(start_of(unix_day(LAST) + 1))
    publish_consumer_prices(system, parts, FIRST, LAST)
    publish_index_rates(system, parts, FIRST, LAST)
    return system.index_board


def sold(security_type):
    return [each for each in auctions.load() if each.announcement.security_type == security_type]


def original_dated_date(announced):
    return announced.original_dated_date or announced.dated_date


def test_everything_is_published(board):
    assert [board.cpiOf(each.number) for each in consumer_prices()] == [
        each.index for each in consumer_prices()
    ]
    bills = {week_of(each.effective_date - 1): each for each in IndexBills(auctions.load()).known()}
    assert {week: board.indexRateOf(week)[0] for week in bills} == {
        week: bill.effective_date for week, bill in bills.items()
    }
    assert board.latestWeek() == max(bills)


def test_has_every_reference_cpi(board):
    published = {}
    for auction in sold("TIPS"):
        announced = auction.announcement
        published[announced.issue_date] = announced.ref_cpi_on_issue_date
        published[original_dated_date(announced)] = announced.ref_cpi_on_dated_date

    assert len(sold("TIPS")) == 74
    assert {day: board.referenceCpi(unix_day(day)) for day in published} == published


def test_has_every_index_ratio(board):
    for auction in sold("TIPS"):
        announced = auction.announcement
        dates = unix_day(announced.issue_date), unix_day(original_dated_date(announced))

        assert board.indexRatio(*dates) == announced.index_ratio, announced.cusip


def test_has_every_accrued_interest_that_can_be_known(board):
    bills, known = IndexBills(auctions.load()), 0
    for auction in sold("FRN"):
        announced, result = auction.announcement, auction.result
        accrual = [
            unix_day(day)
            for end in (announced.dated_date, announced.issue_date)
            for day in (lock_out(end), end)
        ]
        asked = accrual, result.spread, week_of(unix_day(result.index_auction_date))
        try:
            bills.between(announced.dated_date, result.index_auction_date)
        except UnknownIndex:
            with rejects("MissingIndexRate"):
                board.floatingInterest(*asked)
        else:
            known += 1
            assert board.floatingInterest(*asked) == (result.floating_accrued_interest or 0)
    assert known == 20
