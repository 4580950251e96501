"""FrnPricing: contract and model agree, with each other and with every auction."""

from dataclasses import astuple
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market import auctions
from market.holidays import payment_day
from model import frn_pricing
from model.calendar import (
    MONTHS_IN_QUARTER,
    coupon_dates_after,
    next_coupon_date,
    previous_coupon_date,
    unix_day,
)
from model.frn_pricing import Accrual, IndexRate
from model.rejected import Rejected
from tests.appendix_b import ACCRUALS, FRNS, INDEX_BILLS, day
from tests.helpers import rejects
from tests.property.dates import issue_and_maturity

TWO_YEARS = 732  # [days], a new note issued after its dated date included
index_rates = st.one_of(st.integers(0, 10**9), st.integers(0, 25 * 10**9))  # to 25 %
spreads = st.one_of(st.integers(-500, 500), st.integers(-5_000, 20_000))
accrued_interests = st.one_of(st.just(0), st.integers(0, 6 * 10**9))  # to $6 per $100


@st.composite
def notes(draw):
    margin, index_rate = draw(spreads), draw(index_rates)
    margin = max(margin, -5_000 - index_rate // 10**6)
    return draw(spreads), margin, index_rate, draw(accrued_interests), *draw(issue_and_maturity(TWO_YEARS))


@st.composite
def accruals(draw):
    """A span of up to a quarter, each date after a lock-out, and rates that change about weekly."""
    start_date = draw(st.integers(10_000, 20_000))
    end_date = start_date + draw(st.integers(0, 92))
    start_lock_out = start_date - draw(st.integers(2, 5))
    end_lock_out = end_date - draw(st.integers(2, 5))
    effective_date = min(start_lock_out, end_lock_out) - draw(st.integers(1, 7))
    rates = [IndexRate(effective_date, draw(index_rates))]
    for days in draw(st.lists(st.integers(1, 9), max_size=16)):
        effective_date += days
        rates.append(IndexRate(effective_date, draw(index_rates)))
    return Accrual(start_lock_out, start_date, end_lock_out, end_date), rates, draw(spreads)


def as_called(row):
    accrual, rates, spread = row
    return astuple(accrual), [astuple(rate) for rate in rates], spread


@pytest.fixture(scope="module")
def sold():
    return [it for it in auctions.load() if it.announcement.security_type == "FRN"]


@given(rows=st.lists(issue_and_maturity(TWO_YEARS), min_size=10, max_size=25))
def test_quarters_agree(on_chain, rows):
    assert on_chain("quarterOf", rows) == [
        tuple(
            of(*row, MONTHS_IN_QUARTER) for of in (previous_coupon_date, next_coupon_date, coupon_dates_after)
        )
        for row in rows
    ]


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 20_000), st.integers(1, 366)),
        min_size=10,
        max_size=30,
    )
)
def test_index_rates_agree(on_chain, rows):
    assert on_chain("indexRateFromBill", rows) == [frn_pricing.index_rate_from_bill(*row) for row in rows]


@given(rows=st.lists(st.tuples(index_rates, spreads), min_size=10, max_size=30))
def test_daily_interest_agrees(on_chain, rows):
    interest = [frn_pricing.daily_interest(*row) for row in rows]

    assert on_chain("dailyInterest", rows) == interest
    assert on_chain("inMicroDollars", [(nano,) for nano in interest]) == [
        frn_pricing.in_micro_dollars(nano) for nano in interest
    ]


@given(rows=st.lists(accruals(), min_size=5, max_size=15))
def test_accrued_interest_agrees(on_chain, rows):
    assert on_chain("frnAccruedInterest", map(as_called, rows)) == [
        frn_pricing.accrued_interest(*row) for row in rows
    ]


@given(rows=st.lists(notes(), min_size=6, max_size=16))
def test_prices_agree(on_chain, rows):
    assert on_chain("frnPrice", rows) == [frn_pricing.price(*row) for row in rows]


def test_examples_agree(on_chain):
    bills = list(INDEX_BILLS.values())
    accruals = [(*ACCRUALS[example], FRNS[example][0]) for example in ACCRUALS]
    interest = {
        example: frn_pricing.accrued_interest(*ACCRUALS[example], FRNS[example][0]) for example in ACCRUALS
    }
    rows = [(*note[:3], interest.get(example, 0), *note[3:]) for example, note in FRNS.items()]

    assert on_chain("indexRateFromBill", bills) == [frn_pricing.index_rate_from_bill(*row) for row in bills]
    assert on_chain("frnAccruedInterest", map(as_called, accruals)) == list(interest.values())
    assert on_chain("frnPrice", rows) == [frn_pricing.price(*row) for row in rows]


def test_every_auction_has_the_published_price(on_chain, sold):
    rows = [
        (
            it.result.spread,
            it.result.high_rate,
            published_index_rate(it),
            it.result.floating_accrued_interest or 0,
            unix_day(it.announcement.issue_date),
            unix_day(it.announcement.maturity_date),
        )
        for it in sold
    ]
    published = [it.result.price for it in sold]

    assert len(sold) == 28
    assert on_chain("frnPrice", rows) == [frn_pricing.price(*row) for row in rows] == published


def test_every_new_issue_has_the_published_accrued_interest(on_chain, sold):
    """From the dated date on, all of its days bear the index rate of the auction. Those of a reopening bear
    several, of bills that are not shipped: it cannot be checked but for the one below.
    """
    new = [it for it in sold if not it.announcement.is_reopening]
    rows = [
        (
            Accrual(*lock_out(it.announcement.dated_date), *lock_out(it.announcement.issue_date)),
            [IndexRate(unix_day(it.result.index_auction_date) + 1, published_index_rate(it))],
            it.result.spread,
        )
        for it in new
    ]
    published = [it.result.floating_accrued_interest or 0 for it in new]

    assert len([interest for interest in published if interest]) == 5
    assert on_chain("frnAccruedInterest", map(as_called, rows)) == published
    assert [frn_pricing.accrued_interest(*row) for row in rows] == published


def test_a_reopening_has_the_published_accrued_interest(on_chain):
    """91282CEL1, of which all bills but the first are shipped; that of 2022-04-25 was sold at 0.890 %."""
    reopened = auctions.find("91282CEL1", "2022-05-25")
    bills = [it for it in auctions.week(("2022-05-02", "2022-05-25")) if it.announcement.term == "13-Week"]
    rates = [
        IndexRate(
            unix_day(it.announcement.auction_date) + 1,
            frn_pricing.index_rate_from_bill(
                it.result.high_rate, (it.announcement.maturity_date - it.announcement.issue_date).days
            ),
        )
        for it in bills
    ]
    first = IndexRate(day("2022-04-26"), frn_pricing.index_rate_from_bill(890, 91))
    row = (
        Accrual(
            *lock_out(reopened.announcement.dated_date),
            *lock_out(reopened.announcement.issue_date),
        ),
        [first, *rates],
        reopened.result.spread,
    )

    assert len(bills) == 4
    assert on_chain("frnAccruedInterest", [as_called(row)]) == [reopened.result.floating_accrued_interest]


def test_the_bill_of_the_index_takes_effect_before_the_lock_out(sold):
    """It is the last one auctioned, on Monday or after a holiday on Tuesday, that does."""
    for it in sold:
        begins, _ = lock_out(it.announcement.issue_date)
        monday = it.result.index_auction_date - timedelta(days=it.result.index_auction_date.weekday())
        next_auction = payment_day(monday + timedelta(days=7))

        assert unix_day(it.result.index_auction_date) + 1 < begins
        assert unix_day(next_auction) + 1 >= begins


def published_index_rate(auction):
    """Its bill was issued on the Thursday after its auction, for 13 weeks, both moved past holidays."""
    auction_date = auction.result.index_auction_date
    thursday = auction_date + timedelta(days=3 - auction_date.weekday())
    term = payment_day(thursday + timedelta(weeks=13)) - payment_day(thursday)
    return frn_pricing.index_rate_from_bill(auction.result.index_high_rate, term.days)


def lock_out(last_date: date):
    """Where the two business days before a date begin, and the date."""
    begins = last_date
    for _ in range(2):
        begins -= timedelta(days=1)
        while payment_day(begins) != begins:
            begins -= timedelta(days=1)
    return unix_day(begins), unix_day(last_date)


RATES = [IndexRate(99, 10**9), IndexRate(106, 10**9)]
ACCRUAL = Accrual(100, 102, 118, 120)


@pytest.mark.parametrize(
    ("error", "row"),
    [
        ("DatesOutOfOrder", (Accrual(102, 102, 118, 120), RATES, 0)),
        ("DatesOutOfOrder", (Accrual(100, 102, 120, 120), RATES, 0)),
        ("DatesOutOfOrder", (Accrual(100, 121, 118, 120), RATES, 0)),
        ("IndexRatesOutOfOrder", (ACCRUAL, RATES[::-1], 0)),
        ("IndexRatesOutOfOrder", (ACCRUAL, [RATES[0], RATES[0]], 0)),
        ("MissingIndexRate", (ACCRUAL, [], 0)),
        ("MissingIndexRate", (ACCRUAL, [IndexRate(100, 10**9)], 0)),
        ("MissingIndexRate", (ACCRUAL, RATES[1:], 0)),
    ],
)
def test_refuses_to_accrue_alike(pricing, error, row):
    with pytest.raises(Rejected, match=f"^{error}$"):
        frn_pricing.accrued_interest(*row)
    with rejects(error):
        pricing.frnAccruedInterest(*as_called(row))


@pytest.mark.parametrize(
    ("error", "row"),
    [
        ("AlreadyMatured", (0, 0, 0, 0, 20_000, 20_000)),
        ("AlreadyMatured", (0, 0, 0, 0, 20_001, 20_000)),
        ("BeforeUnixTime", (0, 0, 0, 0, 10, 60)),
        ("TooManyCouponDates", (0, 0, 0, 0, 20_000, 38_500)),
        ("AfterYear9999", (0, 0, 0, 0, 20_000, 2**32 - 1)),
        ("DiscountMarginTooLow", (0, -5_001, 0, 0, 20_000, 20_700)),
        ("DiscountMarginTooLow", (0, -6_000, 999_999_999, 0, 20_000, 20_700)),
        ("DiscountMarginTooHigh", (0, 2**23 - 1, 10**12, 10**11, 20_000, 20_700)),
    ],
)
def test_refuses_to_price_alike(pricing, error, row):
    with pytest.raises(Rejected, match=f"^{error}$"):
        frn_pricing.price(*row)
    with rejects(error):
        pricing.frnPrice(*row)


@pytest.mark.parametrize(
    ("error", "row"),
    [
        ("NoDaysToMaturity", (1000, 0)),
        ("DiscountAbovePar", (360_000, 100)),
        ("IndexRateTooHigh", (5_142_857, 7)),
    ],
)
def test_refuses_a_bill_alike(pricing, error, row):
    with pytest.raises(Rejected, match=f"^{error}$"):
        frn_pricing.index_rate_from_bill(*row)
    with rejects(error):
        pricing.indexRateFromBill(*row)
