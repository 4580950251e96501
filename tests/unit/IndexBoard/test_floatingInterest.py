"""
floatingInterest
├── when fewer rates are published than it is to go by, rejects
├── when the dates are out of order, rejects
├── when no rate took effect before the lock-out of the end, or none within eight days, rejects
├── when no rate took effect before the lock-out of the start, rejects
├── when a week in between is missing, rejects and names the rate after it
├── when no day bears interest, is nothing and needs no rate
└── otherwise
    ├── is the interest of each day at the rate in effect
    ├── takes eight days between two rates for a week
    ├── goes by the first rates only, whatever is published later
    ├── does not mind a missing week before or after
    └── costs no more when more is published
"""

import pytest

from model import frn_pricing
from model.frn_pricing import Accrual, IndexRate, index_rate_from_bill
from tests.helpers import rejects
from tests.unit.IndexBoard.conftest import TODAY

FIRST = TODAY - 40 * 7  # of the auctions, weekly
START = FIRST + 10  # after the first rate took effect, before the second
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


def missing(date: int):
    return pytest.raises(Exception, match=f"MissingIndexRate: {date}")


def test_rejects_more_rates_than_are_published(board, publish):
    publish(weeks(6))

    with rejects("IndexRateNotPublished"):
        board.floatingInterest(called(ACCRUAL), 0, 7)


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
        board.floatingInterest(called(accrual), 0, 6)


def test_rejects_when_nothing_is_published(board):
    with missing(ACCRUAL.end_lock_out):
        board.floatingInterest(called(ACCRUAL), 0, 0)


def test_rejects_when_the_last_rate_is_too_old(board, publish):
    publish(weeks(4))  # the last took effect on day 22, the lock-out begins on day 36

    with missing(ACCRUAL.end_lock_out):
        board.floatingInterest(called(ACCRUAL), 0, 4)


def test_rejects_when_no_rate_was_in_effect_at_the_start(board, publish):
    publish(weeks(6)[2:])

    with missing(FIRST + 15):
        board.floatingInterest(called(ACCRUAL), 0, 4)


@pytest.mark.parametrize("week", [2, 3, 4])
def test_rejects_a_missing_week(board, publish, week):
    auctions = weeks(6)
    del auctions[week]
    publish(auctions)

    with missing(FIRST + 7 * (week + 1) + 1):
        board.floatingInterest(called(ACCRUAL), 0, 5)


def test_is_nothing_when_no_day_bears_interest(board):
    assert board.floatingInterest(called(Accrual(START - 2, START, START - 2, START)), 0, 0) == 0


@pytest.mark.parametrize("spread", [0, 120, -500, -2_000])
def test_is_the_interest_of_each_day(board, publish, spread):
    rates = publish(weeks(6))

    interest = board.floatingInterest(called(ACCRUAL), spread, 6)

    assert interest == frn_pricing.accrued_interest(ACCRUAL, rates, spread)
    assert interest == sum(
        days * frn_pricing.daily_interest(rates[week].rate, spread)
        # the second rate takes effect on the start's lock-out: a day late
        for week, days in [(0, 1), (1, 4), (2, 7), (3, 7), (4, 9)]
    )


def test_takes_eight_days_for_a_week(board, publish):
    auctions = weeks(6)
    auctions[3] += 1
    rates = publish(auctions)

    interest = board.floatingInterest(called(ACCRUAL), 0, 6)

    assert interest == frn_pricing.accrued_interest(ACCRUAL, rates, 0)


def test_does_not_take_nine_days_for_a_week(board, publish):
    auctions = weeks(6)
    auctions[3] += 2
    publish(auctions)

    with missing(auctions[3] + 1):
        board.floatingInterest(called(ACCRUAL), 0, 6)


def test_goes_by_the_first_rates_only(board, publish):
    publish(weeks(5))
    before = board.floatingInterest(called(ACCRUAL), 0, 5)

    publish([FIRST + 4 * 7 + 2])  # would be in effect on the last days

    assert board.floatingInterest(called(ACCRUAL), 0, 5) == before
    assert board.floatingInterest(called(ACCRUAL), 0, 6) != before


def test_does_not_mind_a_missing_week_elsewhere(board, publish):
    rates = publish([FIRST - 100, *weeks(6), FIRST + 100])

    interest = board.floatingInterest(called(ACCRUAL), 0, 8)

    assert interest == frn_pricing.accrued_interest(ACCRUAL, rates, 0)


def test_costs_no_more_when_more_is_published(board, publish):
    publish(weeks(6))
    before = board.floatingInterest.estimate_gas(called(ACCRUAL), 0, 6)

    publish(weeks(40)[6:])

    after = board.floatingInterest.estimate_gas(called(ACCRUAL), 0, 40)
    assert after - before < 4 * 2_500  # a few more steps of the search
