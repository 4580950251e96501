"""NotePricing: contract and model agree."""

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market import auctions
from model import note_pricing
from model.calendar import next_coupon_date, previous_coupon_date, unix_day
from model.note_pricing import FirstPeriod
from model.rejected import Rejected
from tests.appendix_b import ACCRUED, FIRST_PAYMENTS, NOTES, day, period
from tests.helpers import rejects
from tests.property.dates import issue_and_maturity

interest_rates = st.integers(1, 160).map(lambda eighths: 125 * eighths)  # to 20 %
yields = st.one_of(st.just(0), st.integers(-20, 20), st.integers(-5_000, 20_000))  # to 20 %


@st.composite
def regular_notes(draw):
    return draw(interest_rates), draw(yields), *draw(issue_and_maturity())


@st.composite
def irregular_notes(draw):
    """Dated on or up to 400 days before issue; first paid on the first or second coupon date."""
    interest_rate, market_yield, issue_date, maturity_date = draw(regular_notes())
    dated_date = issue_date - draw(st.one_of(st.just(0), st.integers(0, 400)))
    payment_date = next_coupon_date(dated_date, maturity_date)
    if payment_date < maturity_date and draw(st.booleans()):
        payment_date = next_coupon_date(payment_date, maturity_date)
    return interest_rate, market_yield, issue_date, maturity_date, FirstPeriod(dated_date, payment_date)


early_days = st.integers(0, 1500)  # to 1974
early_notes = st.tuples(
    interest_rates, yields, early_days, early_days, st.builds(FirstPeriod, early_days, early_days)
)


def as_called(note):
    interest_rate, market_yield, issue_date, maturity_date, first_period = note
    return interest_rate, market_yield, astuple(first_period), issue_date, maturity_date


@given(market_yields=st.lists(st.integers(0, 2**23 - 1), min_size=1, max_size=100))
def test_interest_rates_agree(on_chain, market_yields):
    rows = [(market_yield,) for market_yield in market_yields]

    assert on_chain("interestRateFromYield", rows) == [
        note_pricing.interest_rate_from_yield(*row) for row in rows
    ]


@given(notes=st.lists(regular_notes(), min_size=15, max_size=30))
def test_regular_prices_agree(on_chain, notes):
    assert on_chain("notePrice", notes) == [note_pricing.price(*note) for note in notes]


@given(notes=st.lists(irregular_notes(), min_size=15, max_size=30))
def test_irregular_prices_agree(on_chain, notes):
    calls = [as_called(note) for note in notes]

    assert on_chain("notePriceInFirstPeriod", calls) == [note_pricing.price(*note) for note in notes]


@given(notes=st.lists(irregular_notes(), min_size=15, max_size=30))
def test_interest_agrees(on_chain, notes):
    regular = [(rate, date, maturity) for rate, _, date, maturity, _ in notes]
    irregular = [(rate, astuple(first), date, maturity) for rate, _, date, maturity, first in notes]
    payments = [(rate, astuple(first), maturity) for rate, _, _, maturity, first in notes]

    assert on_chain("accruedInterest", regular) == [note_pricing.accrued_interest(*row) for row in regular]
    assert on_chain("accruedInterestInFirstPeriod", irregular) == [
        note_pricing.accrued_interest(rate, date, maturity, first) for rate, _, date, maturity, first in notes
    ]
    assert on_chain("firstInterestPayment", payments) == [
        note_pricing.first_interest_payment(rate, maturity, first) for rate, _, _, maturity, first in notes
    ]


def test_examples_agree(on_chain):
    notes = list(NOTES.values())

    assert on_chain("notePriceInFirstPeriod", map(as_called, notes)) == [
        note_pricing.price(*note) for note in notes
    ]
    assert on_chain(
        "accruedInterestInFirstPeriod",
        [(rate, astuple(first), date, maturity) for rate, date, maturity, first in ACCRUED.values()],
    ) == [note_pricing.accrued_interest(*row) for row in ACCRUED.values()]
    assert on_chain(
        "firstInterestPayment",
        [(rate, astuple(first), maturity) for rate, maturity, first, _ in FIRST_PAYMENTS.values()],
    ) == [note_pricing.first_interest_payment(*row[:3]) for row in FIRST_PAYMENTS.values()]


def test_a_regular_first_period_is_no_exception(on_chain):
    """Naming the dates of a regular half-year changes nothing."""
    issue_date, maturity_date = day("2020-03-16"), day("2030-02-15")
    regular = (1500, 850, issue_date, maturity_date)
    first = FirstPeriod(
        previous_coupon_date(issue_date, maturity_date), next_coupon_date(issue_date, maturity_date)
    )

    assert on_chain("notePriceInFirstPeriod", [as_called((*regular, first))]) == on_chain(
        "notePrice", [regular]
    )


def test_every_auction_has_the_published_price_and_interest(on_chain):
    sold = [it for it in auctions.load() if it.announcement.security_type in ("Note", "Bond")]
    notes = [
        (
            it.result.interest_rate,
            it.result.high_rate,
            unix_day(it.announcement.issue_date),
            unix_day(it.announcement.maturity_date),
        )
        for it in sold
    ]
    published = [(it.result.price, it.result.accrued_interest or 0) for it in sold]

    assert len(sold) > 570
    assert on_chain("notePrice", notes) == published
    assert [note_pricing.price(*note) for note in notes] == published


def test_every_new_note_bears_the_published_interest_rate(on_chain):
    results = [
        it.result
        for it in auctions.load()
        if it.announcement.security_type in ("Note", "Bond") and not it.announcement.is_reopening
    ]
    rows = [(result.high_rate,) for result in results]

    assert len(results) > 470
    assert on_chain("interestRateFromYield", rows) == [result.interest_rate for result in results]
    assert [note_pricing.interest_rate_from_yield(*row) for row in rows] == [
        it.interest_rate for it in results
    ]


@pytest.mark.parametrize(
    ("error", "note"),
    [
        ("AlreadyMatured", (1000, 1000, 20_000, 20_000, FirstPeriod(19_900, 20_000))),
        ("IssuedBeforeDated", (*NOTES["II.B"][:4], period("1990-04-03", "1990-09-30"))),
        ("NotAFirstInterestPaymentDate", (*NOTES["II.B"][:4], period("1990-04-02", "1990-10-01"))),
        ("NotAFirstInterestPaymentDate", (*NOTES["II.B"][:4], period("1990-04-02", "1991-09-30"))),
        ("YieldTooHigh", (125, 2**23 - 1, *NOTES["II.F"][2:])),
        ("TooManyCouponDates", (1000, 1000, 20_000, 57_000, FirstPeriod(20_000, 20_111))),
        ("AfterYear9999", (1000, 1000, 20_000, 2**32 - 1, FirstPeriod(20_000, 20_111))),
        ("YieldTooLow", (125, -5_001, *NOTES["II.A"][2:])),
    ],
)
def test_refuses_alike(pricing, error, note):
    with pytest.raises(Rejected, match=f"^{error}$"):
        note_pricing.price(*note)
    with rejects(error):
        pricing.notePriceInFirstPeriod(*as_called(note))


@given(note=early_notes)
def test_prices_and_refusals_agree_whatever_the_dates(pricing, note):
    try:
        expected = note_pricing.price(*note)
    except Rejected as why:
        with rejects(str(why)):
            pricing.notePriceInFirstPeriod(*as_called(note))
    else:
        assert pricing.notePriceInFirstPeriod(*as_called(note)) == expected
