"""
rate board, with the par yields of market/data
├── takes every day, and gives it back
└── on the day of an auction, prices the bill as the auction did, but for a few hundredths of a percent
"""

from datetime import date
from statistics import median

import pytest

from market import auctions
from market.announcement import unix_day
from market.par_yields import par_yields
from model.clock import Clock
from model.rate_board import DAY, RateBoard
from scripts.indices import publish_par_yields
from tests.helpers import travel_to
from tests.securities import start_of

FIRST, LAST = date(2020, 1, 1), date(2020, 12, 31)
DAYS_IN_YEAR = 365


@pytest.fixture(scope="module")
def board(system, parts):
    travel_to(start_of(unix_day(LAST)))
    publish_par_yields(system, parts, FIRST, LAST)
    return system.rate_board


def bills():
    """Every bill auctioned on a day with a curve, issued within seven days."""
    published = {each.date: each for each in par_yields()}
    for auction in auctions.load():
        announced = auction.announcement
        days = (announced.issue_date - announced.auction_date).days
        if announced.security_type == "Bill" and announced.auction_date in published and days <= 7:
            yield auction, published[announced.auction_date]


def difference(auction, curve) -> float:
    """Yield by the auction less yield by the curve, on the issue date [0.01 %]."""
    announced = auction.announcement
    maturity = unix_day(announced.maturity_date)
    board = RateBoard(Clock(unix_day(announced.issue_date) * DAY))
    board.publish(unix_day(curve.date), curve.yields)
    years = (maturity - board.clock.today) / DAYS_IN_YEAR
    return (board.bill_price(maturity) - auction.result.price) / 100e6 / years * 10_000


def test_takes_every_day(board):
    of_the_year = [each for each in par_yields() if FIRST <= each.date <= LAST]

    assert len(of_the_year) == 251
    assert [board.yieldsOn(unix_day(each.date)) for each in of_the_year] == [
        each.yields for each in of_the_year
    ]
    assert board.latest() == (unix_day(of_the_year[-1].date), of_the_year[-1].yields)


def test_prices_bills_as_auctions_did():
    differences = sorted(abs(difference(*each)) for each in bills())

    assert len(differences) == 495
    assert median(differences) < 1
    assert differences[len(differences) * 95 // 100] < 5
    assert differences[-1] < 30  # the four-week bill of 7 October 2008
