"""
examine
├── when it is of none of the securities, rejects
├── when nothing is offered, rejects
├── when nothing is asked for a sealed bid, rejects
├── when the band of rates
│   ├── is not on the grid of the security, or upside down, rejects
│   ├── is negative, rejects it for a bill and a nominal note, accepts it for TIPS and a floating rate note
│   └── goes beyond what was ever bid, or of a floating rate note beyond the widest spread, rejects
├── when an interest rate comes with anything but a reopened note, bond or TIPS, or is missing there, rejects
├── when a spread comes with anything but a reopened floating rate note, rejects
├── when its dates
│   ├── are not in order, rejects
│   ├── are of a bill that matures after more than a year, rejects
│   └── let the first interest be paid on neither of two coupon dates, rejects
├── given the index is not published
│   ├── of TIPS, on the issue date or the dated date, rejects
│   └── of a floating rate note, at all or for the interest accrued, rejects
└── otherwise gives what it will be priced by
    ├── of TIPS, the index ratio of the issue date
    ├── of a floating rate note, the latest index rate, but none of the lock-out before the issue date
    └── of others, nothing
"""

from dataclasses import replace
from datetime import date

import pytest

from model.auction import Index, to_abi
from model.calendar import unix_day
from model.security import SecurityType
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
)
from tests.helpers import rejects, travel_to
from tests.securities import start_of

ALL = {
    "bill": BILL,
    "new note": NEW_NOTE,
    "reopened note": REOPENED_NOTE,
    "new TIPS": NEW_TIPS,
    "reopened TIPS": REOPENED_TIPS,
    "new FRN": NEW_FRN,
    "reopened FRN": REOPENED_FRN,
}
every_security = pytest.mark.parametrize("announcement", ALL.values(), ids=ALL)


def examine(pricing, announcement, **changes):
    return pricing.examine(to_abi(replace(announcement, **changes)))


def test_rejects_what_is_no_security(pricing):
    with rejects("NotASecurity"):
        examine(pricing, BILL, security_type=SecurityType.NONE)


@pytest.mark.parametrize("offering", [0, 2])
def test_rejects_an_offering_of_which_35_percent_is_not_a_unit(pricing, offering):
    with rejects("NothingOffered"):
        examine(pricing, BILL, offering=offering)


def test_rejects_an_auction_in_which_a_sealed_bid_costs_nothing(pricing):
    """Who saw what others reveal would leave its own bid sealed."""
    with rejects("NoBond"):
        examine(pricing, BILL, bond=0)


@pytest.mark.parametrize(
    ("announcement", "changes"),
    [
        (BILL, {"minimum_rate": 4}),
        (BILL, {"maximum_rate": 9_999}),
        (BILL, {"minimum_rate": -5}),
        (NEW_NOTE, {"minimum_rate": -1}),
        (NEW_NOTE, {"minimum_rate": 11, "maximum_rate": 10}),
        (NEW_NOTE, {"maximum_rate": 50_001}),
        (NEW_TIPS, {"minimum_rate": -5_001}),
        (NEW_FRN, {"minimum_rate": -5_001}),
        (NEW_FRN, {"maximum_rate": 10_001}),
    ],
)
def test_rejects_a_band_of_rates_that_cannot_be(pricing, announcement, changes):
    with rejects("InvalidRateBand"):
        examine(pricing, announcement, **changes)


@pytest.mark.parametrize(
    ("announcement", "changes"),
    [
        (NEW_NOTE, {"maximum_rate": 50_000}),
        (NEW_TIPS, {"minimum_rate": -5_000, "maximum_rate": -4_999}),
        (NEW_FRN, {"minimum_rate": -5_000, "maximum_rate": 10_000}),
    ],
)
def test_accepts_the_widest_band_of_rates(pricing, indices, announcement, changes):
    examine(pricing, announcement, **changes)


@pytest.mark.parametrize("rate", [-10_000, 10_000])
def test_accepts_what_becomes_the_spread_of_a_new_floating_rate_note(
    pricing, registry, indices, treasury, rate
):
    """No rate that may be bid leads to a spread that the registry does not take."""
    terms = pricing.termsAt(to_abi(NEW_FRN), rate)

    registry.establish(NEW_FRN.cusip.encode(), terms, {"from": treasury})
    assert registry.securityOf(NEW_FRN.cusip.encode())["spread"] == rate


@pytest.mark.parametrize(
    "announcement",
    [
        replace(BILL, interest_rate=125),
        replace(NEW_NOTE, interest_rate=4_000),
        replace(NEW_TIPS, interest_rate=125),
        replace(REOPENED_NOTE, interest_rate=0),
        replace(REOPENED_TIPS, interest_rate=0),
        replace(REOPENED_FRN, interest_rate=125),
    ],
)
def test_rejects_an_interest_rate_that_cannot_be(pricing, announcement):
    with rejects("InvalidInterestRate"):
        examine(pricing, announcement)


@pytest.mark.parametrize("announcement", [BILL, NEW_NOTE, REOPENED_NOTE, REOPENED_TIPS, NEW_FRN])
@pytest.mark.parametrize("spread", [-1, 1])
def test_rejects_a_spread_that_cannot_be(pricing, announcement, spread):
    with rejects("InvalidSpread"):
        examine(pricing, announcement, spread=spread)


@every_security
@pytest.mark.parametrize(
    "changes",
    [
        {"noncompetitive_close": 1_000_000_000},
        {"noncompetitive_close": BILL.competitive_close + 1},
        {"reveal_close": BILL.competitive_close},
        {"reveal_close": start_of(BILL.issue_date) + 1},
        {"dated_date": BILL.issue_date + 1},
        {"maturity_date": BILL.issue_date},
    ],
)
def test_rejects_dates_that_are_not_in_order(pricing, announcement, changes):
    with rejects("InvalidDates"):
        examine(pricing, announcement, **changes)


def test_rejects_a_bill_of_more_than_a_year(pricing):
    examine(pricing, BILL, maturity_date=BILL.issue_date + 365)
    with rejects("InvalidDates"):
        examine(pricing, BILL, maturity_date=BILL.issue_date + 366)


@pytest.mark.parametrize(
    ("announcement", "first"),
    [
        (BILL, unix_day(date(2050, 4, 14))),
        (NEW_NOTE, 0),
        (NEW_NOTE, unix_day(date(2050, 6, 29))),
        (NEW_NOTE, unix_day(date(2051, 6, 30))),
        (NEW_TIPS, unix_day(date(2051, 6, 15))),
        (NEW_FRN, unix_day(date(2050, 6, 30))),
        (NEW_FRN, unix_day(date(2050, 3, 30))),
    ],
)
def test_rejects_a_first_interest_payment_on_another_day(pricing, announcement, first):
    with rejects("InvalidDates"):
        examine(pricing, announcement, first_interest_payment_date=first)


def test_rejects_a_floating_rate_note_whose_first_period_is_no_quarter(pricing):
    with rejects("InvalidDates"):
        examine(pricing, NEW_FRN, dated_date=NEW_FRN.dated_date + 1)


@pytest.mark.parametrize("announcement", [NEW_TIPS, REOPENED_TIPS], ids=["new", "reopened"])
def test_rejects_tips_whose_index_is_not_published(pricing, announcement):
    with rejects("MissingCpi"):
        examine(pricing, announcement)


def test_rejects_tips_whose_index_on_the_dated_date_is_not_published(pricing, indices):
    earlier = unix_day(date(2049, 1, 15))
    with rejects("MissingCpi"):
        examine(
            pricing,
            REOPENED_TIPS,
            dated_date=earlier,
            first_interest_payment_date=REOPENED_TIPS.dated_date,
        )


@pytest.mark.parametrize("announcement", [NEW_FRN, REOPENED_FRN], ids=["new", "reopened"])
def test_rejects_a_floating_rate_note_whose_index_is_not_published(pricing, announcement):
    with rejects("MissingIndexRate"):
        examine(pricing, announcement)


def test_rejects_a_floating_rate_note_whose_accrued_interest_is_not_published(
    pricing, index_board, rate_publisher
):
    travel_to(start_of(AUCTION_DAY))
    index_board.publishBillAuction(AUCTION_DAY - 1, 1_500, TERM, {"from": rate_publisher})

    with rejects("MissingIndexRate"):
        examine(pricing, NEW_FRN)


@every_security
def test_gives_what_it_will_be_priced_by(pricing, indices, announcement):
    assert examine(pricing, announcement) == to_abi(index_of(announcement))


def test_gives_the_index_ratio_of_tips(pricing, index_board, indices):
    for announcement in (NEW_TIPS, REOPENED_TIPS):
        ratio = index_board.indexRatio(announcement.issue_date, announcement.dated_date)
        assert examine(pricing, announcement)["level"] == ratio


def test_gives_the_latest_index_rate_of_a_floating_rate_note(pricing, index_board, indices):
    assert examine(pricing, NEW_FRN)["level"] == index_board.latestIndexRate()[1]


@pytest.mark.parametrize(("days", "is_in_lock_out"), [(0, True), (1, False)], ids=["Thursday", "Friday"])
def test_gives_no_index_rate_of_the_lock_out(
    pricing, index_board, rate_publisher, indices, days, is_in_lock_out
):
    """Monday's bill is in effect from Tuesday: two business days before Thursday, three before Friday."""
    before = index_board.latestIndexRate()[1]
    index_board.publishBillAuction(AUCTION_DAY - 1, 3_000, TERM, {"from": rate_publisher})

    index = examine(pricing, NEW_FRN, issue_date=NEW_FRN.issue_date + days)

    assert index["level"] == (before if is_in_lock_out else index_board.latestIndexRate()[1])
    assert index["lastWeek"] == index_board.latestWeek() - is_in_lock_out
    assert index["endLockOut"] == AUCTION_DAY + days


@pytest.mark.parametrize("announcement", [BILL, NEW_NOTE, REOPENED_NOTE])
def test_gives_nothing_for_what_follows_no_index(pricing, announcement):
    assert examine(pricing, announcement) == to_abi(Index())
