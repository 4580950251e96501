"""
priceAt
├── of a bill, at its discount
├── of a note, at its yield, with interest accrued since the dated date
│   └── also in a short or a long first period
├── of TIPS, adjusted by the index ratio, above par at a negative yield
├── of a floating rate note, at its discount margin, with interest accrued since the last coupon date
│   ├── new, at par but for interest on the interest accrued
│   ├── above par where index rate and margin together are negative
│   └── delivered on a coupon date, without interest accrued
├── by the index given, not by what has been published since
└── when a figure that the accrued interest follows is missing, rejects
"""

from dataclasses import replace
from datetime import date

import pytest

from model import bill_pricing, frn_pricing, note_pricing, tips_pricing
from model.auction import to_abi
from model.calendar import unix_day
from model.frn_pricing import Accrual, IndexRate
from model.note_pricing import FirstPeriod
from tests.auctions import (
    AUCTION_DAY,
    BILL,
    NEW_FRN,
    NEW_NOTE,
    NEW_TIPS,
    REOPENED_FRN,
    REOPENED_NOTE,
    REOPENED_TIPS,
    TERM,
    index_of,
    price_at,
)
from tests.helpers import rejects

PAR = 100_000_000  # [micro-dollars per unit]
SHORT_FIRST_PERIOD = replace(
    NEW_NOTE,
    dated_date=unix_day(date(2050, 1, 3)),
    first_interest_payment_date=unix_day(date(2050, 6, 30)),
)
LONG_FIRST_PERIOD = replace(
    NEW_NOTE,
    dated_date=unix_day(date(2049, 12, 13)),
    first_interest_payment_date=unix_day(date(2050, 6, 30)),
)

pytestmark = pytest.mark.usefixtures("indices")


def ask(pricing, announcement, rate, index=None):
    index = index_of(announcement) if index is None else index
    return pricing.priceAt(to_abi(announcement), to_abi(index), rate)


def test_of_a_bill_at_its_discount(pricing):
    assert ask(pricing, BILL, 4_000) == (bill_pricing.price(4_000, 91), 0)


def test_of_a_new_note_with_interest_accrued_since_the_dated_date(pricing):
    dates = NEW_NOTE.issue_date, NEW_NOTE.maturity_date

    assert ask(pricing, NEW_NOTE, 4_321) == note_pricing.price(4_250, 4_321, *dates)
    assert ask(pricing, NEW_NOTE, 4_321)[1] == 152_624  # 13 of 181 days of $2.125


def test_of_a_reopened_note_with_its_own_interest_rate(pricing):
    price, accrued = ask(pricing, REOPENED_NOTE, 4_500)

    assert (price, accrued) == price_at(REOPENED_NOTE, 4_500)
    assert price < PAR
    assert accrued == 4_250 * 500 * 59 // 181 + 1  # 59 of 181 days, rounded up


@pytest.mark.parametrize("announcement", [SHORT_FIRST_PERIOD, LONG_FIRST_PERIOD], ids=["short", "long"])
def test_in_a_first_period_that_is_no_half_year(pricing, announcement):
    period = FirstPeriod(announcement.dated_date, announcement.first_interest_payment_date)
    dates = announcement.issue_date, announcement.maturity_date

    price, accrued = ask(pricing, announcement, 4_321)

    assert (price, accrued) == note_pricing.price(4_250, 4_321, *dates, period)
    regular = note_pricing.price(4_250, 4_321, *dates)
    assert (price, accrued) != regular
    assert (accrued < regular[1]) == (announcement is SHORT_FIRST_PERIOD)


@pytest.mark.parametrize("announcement", [NEW_TIPS, REOPENED_TIPS], ids=["new", "reopened"])
@pytest.mark.parametrize("rate", [-1_500, -1, 0, 1_125])
def test_of_tips_adjusted_by_the_index_ratio(pricing, announcement, rate):
    price, accrued = ask(pricing, announcement, rate)

    unadjusted = note_pricing.price(
        max(125, rate - rate % 125) if announcement is NEW_TIPS else 125,
        rate,
        announcement.issue_date,
        announcement.maturity_date,
    )
    ratio = index_of(announcement).level
    assert (price, accrued) == tuple(tips_pricing.adjusted(each, ratio) for each in unadjusted)
    assert price > PAR or rate >= 0


def test_of_a_floating_rate_note_with_interest_accrued_since_the_last_coupon_date(pricing):
    """Issued on a Thursday, thirteen days after the coupon date; the index changed on 4 January."""
    before, after = (
        IndexRate(unix_day(day), frn_pricing.index_rate_from_bill(rate, TERM))
        for day, rate in ((date(2049, 12, 28), 1_535), (date(2050, 1, 4), 1_520))
    )
    dates = unix_day(date(2049, 12, 31)), REOPENED_FRN.issue_date
    accrual = Accrual(dates[0] - 2, dates[0], dates[1] - 2, dates[1])
    accrued = frn_pricing.accrued_interest(accrual, [before, after], REOPENED_FRN.spread)

    assert ask(pricing, REOPENED_FRN, 50) == (
        frn_pricing.price(REOPENED_FRN.spread, 50, after.rate, accrued, dates[1], REOPENED_FRN.maturity_date),
        frn_pricing.in_micro_dollars(accrued),
    )


def test_of_a_new_floating_rate_note_at_par_but_for_interest_on_the_interest_accrued(pricing):
    for rate in (-1_000, 0, 154, 2_000):
        price, accrued = ask(pricing, NEW_FRN, rate)
        assert 0 < PAR - price < accrued // 100


def test_of_a_floating_rate_note_above_par_where_it_pays_nothing(pricing):
    """At an index rate of 0.5 % and a spread of -1 %."""
    price, _ = ask(pricing, NEW_FRN, -1_000, replace(index_of(NEW_FRN), level=500_000_000))

    assert price > PAR + 900_000  # half a percent for two years


def test_of_a_floating_rate_note_delivered_on_a_coupon_date_without_interest_accrued(pricing):
    index, issue_date = index_of(REOPENED_FRN), unix_day(date(2050, 3, 31))
    terms = index.level, 0, issue_date, REOPENED_FRN.maturity_date

    price, accrued = ask(pricing, replace(REOPENED_FRN, issue_date=issue_date), 50, index)

    assert (price, accrued) == (frn_pricing.price(REOPENED_FRN.spread, 50, *terms), 0)


@pytest.mark.parametrize("announcement", [NEW_FRN, REOPENED_FRN], ids=["new", "reopened"])
def test_by_the_index_given(pricing, index_board, rate_publisher, announcement):
    before = ask(pricing, announcement, 154)
    index_board.publishBillAuction(AUCTION_DAY - 1, 3_000, TERM, {"from": rate_publisher})

    assert ask(pricing, announcement, 154) == before


def test_rejects_a_floating_rate_note_whose_accrued_interest_is_not_published(pricing):
    index = index_of(NEW_FRN)
    with rejects("MissingIndexRate"):
        ask(pricing, NEW_FRN, 154, replace(index, last_week=index.last_week - 3))
