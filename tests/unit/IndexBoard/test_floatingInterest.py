"""
floatingInterest
├── when the dates are out of order, rejects
├── when a week that it needs is missing, rejects and names its Monday, until it is filled in
├── when no day bears interest, is nothing and needs no week
└── otherwise
    ├── is the interest of each day at the rate in effect
    ├── needs no week that begins the day before the lock-out of the end
    ├── needs the week of the start's lock-out, and the one before if its own rate took effect too late
    ├── does not mind a missing week before or after
    └── goes by the weeks up to the one given, whatever is published later
"""

import pytest

from model import frn_pricing
from model.frn_pricing import Accrual, IndexRate, index_rate_from_bill
from model.index_board import EVERY_WEEK, week_of
from tests.helpers import rejects
from tests.unit.IndexBoard.conftest import MONDAY, missing

FIRST = MONDAY - 40 * 7  # of the auctions, each on a Monday
START = FIRST + 10  # a Thursday; the second rate takes effect on the first day of its lock-out
ACCRUAL = Accrual(START - 2, START, START + 26, START + 28)


def called(accrual: Accrual) -> tuple:
    return (accrual.start_lock_out, accrual.start_date, accrual.end_lock_out, accrual.end_date)


@pytest.fixture
def publish(publish_auction):
    """Auctions on these days; the rate says which it is. Returns the rates."""

    def publish(auction_dates):
        rates = []
        for auction_date in auction_dates:
            high_rate = 1_000 + auction_date - FIRST
            publish_auction(auction_date, high_rate, 91)
            rates.append(IndexRate(auction_date + 1, index_rate_from_bill(high_rate, 91)))
        return rates

    return publish


def weeks(count: int) -> list[int]:
    return [FIRST + 7 * week for week in range(count)]


@pytest.mark.parametrize(
    "accrual",
    [
        Accrual(START, START, START + 26, START + 28),
        Accrual(START - 2, START, START + 28, START + 28),
        Accrual(START - 2, START, START - 3, START - 1),
    ],
)
def test_rejects_dates_out_of_order(board, publish, accrual):
    publish(weeks(6))

    with rejects("DatesOutOfOrder"):
        board.floatingInterest(called(accrual), 0, EVERY_WEEK)


def test_rejects_when_nothing_is_published(board):
    with missing(FIRST + 4 * 7):
        board.floatingInterest(called(ACCRUAL), 0, EVERY_WEEK)


@pytest.mark.parametrize("week", range(5))
def test_rejects_a_missing_week_until_it_is_filled_in(board, publish, week):
    auctions = weeks(6)
    late = auctions.pop(week)
    rates = publish(auctions)
    with missing(late):
        board.floatingInterest(called(ACCRUAL), 0, EVERY_WEEK)

    rates[week:week] = publish([late])

    interest = board.floatingInterest(called(ACCRUAL), 0, EVERY_WEEK)
    assert interest == frn_pricing.accrued_interest(ACCRUAL, rates, 0)


def test_is_nothing_when_no_day_bears_interest(board):
    nothing = Accrual(START - 2, START, START - 2, START)

    assert board.floatingInterest(called(nothing), 0, EVERY_WEEK) == 0


@pytest.mark.parametrize("spread", [0, 120, -500, -2_000])
def test_is_the_interest_of_each_day(board, publish, spread):
    rates = publish(weeks(6))

    interest = board.floatingInterest(called(ACCRUAL), spread, EVERY_WEEK)

    assert interest == frn_pricing.accrued_interest(ACCRUAL, rates, spread)
    assert interest == sum(
        days * frn_pricing.daily_interest(rates[week].rate, spread)
        # the second rate takes effect in the start's lock-out: a day late
        for week, days in [(0, 1), (1, 4), (2, 7), (3, 7), (4, 9)]
    )


def test_needs_no_week_that_begins_the_day_before_the_lock_out(board, publish):
    publish(weeks(5))
    before = board.floatingInterest(called(ACCRUAL), 0, EVERY_WEEK)

    publish([FIRST + 5 * 7])

    assert board.floatingInterest(called(ACCRUAL), 0, EVERY_WEEK) == before


def test_needs_the_week_that_begins_two_days_before_the_lock_out(board, publish):
    friday = Accrual(START - 2, START, START + 27, START + 29)
    publish(weeks(5))

    with missing(FIRST + 5 * 7):
        board.floatingInterest(called(friday), 0, EVERY_WEEK)


def test_needs_one_rate_before_the_lock_out_of_the_start(board, publish):
    wednesday = Accrual(START - 1, START + 1, START + 26, START + 28)
    rates = publish(weeks(5)[1:])

    interest = board.floatingInterest(called(wednesday), 0, EVERY_WEEK)

    assert interest == frn_pricing.accrued_interest(wednesday, rates, 0)


@pytest.mark.parametrize("day", range(2, 7))
def test_needs_the_week_before_if_the_rate_took_effect_too_late(board, publish, day):
    wednesday = Accrual(START - 1, START + 1, START + 26, START + 28)
    auctions = weeks(5)
    auctions[1] += day
    rates = publish(auctions[1:])
    with missing(FIRST):
        board.floatingInterest(called(wednesday), 0, EVERY_WEEK)

    rates = publish([FIRST]) + rates

    interest = board.floatingInterest(called(wednesday), 0, EVERY_WEEK)
    assert interest == frn_pricing.accrued_interest(wednesday, rates, 0)


def test_does_not_mind_a_missing_week_elsewhere(board, publish):
    rates = publish([FIRST - 14, *weeks(5), FIRST + 6 * 7])

    interest = board.floatingInterest(called(ACCRUAL), 0, EVERY_WEEK)

    assert interest == frn_pricing.accrued_interest(ACCRUAL, rates, 0)


@pytest.mark.parametrize("count", range(1, 5))
def test_goes_by_the_weeks_up_to_the_one_given(board, publish, count):
    rates = publish(weeks(count))
    last_week = week_of(FIRST) + count - 1
    before = board.floatingInterest(called(ACCRUAL), 0, last_week)

    publish(weeks(6)[count:])

    assert before == frn_pricing.accrued_interest(ACCRUAL, rates, 0)
    assert board.floatingInterest(called(ACCRUAL), 0, last_week) == before
    assert board.floatingInterest(called(ACCRUAL), 0, last_week + 1) > before
