"""TipsPricing: contract and model agree, with each other and with every auction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market import auctions
from model import tips_pricing
from model.calendar import unix_day
from model.rejected import Rejected
from tests.appendix_b import TIPS, day
from tests.helpers import rejects
from tests.property.dates import days, issue_and_maturity

cpis = st.one_of(st.integers(1, 10**7), st.integers(100_000, 500_000))  # thousandths
reference_cpis = st.one_of(st.integers(1, 10**9), st.integers(10_000_000, 50_000_000))
index_ratios = st.one_of(st.integers(1, 10**7), st.integers(90_000, 250_000))
interest_rates = st.integers(1, 160).map(lambda eighths: 125 * eighths)  # to 20 %
real_yields = st.one_of(st.just(0), st.integers(-20, 20), st.integers(-5_000, 20_000))


@st.composite
def securities(draw):
    return draw(interest_rates), draw(real_yields), draw(index_ratios), *draw(issue_and_maturity())


@pytest.fixture(scope="module")
def sold():
    return [it for it in auctions.load() if it.announcement.security_type == "TIPS"]


@given(rows=st.lists(st.tuples(cpis, cpis, days), min_size=10, max_size=30))
def test_reference_cpis_agree(on_chain, rows):
    assert on_chain("referenceCpi", rows) == [tips_pricing.reference_cpi(*row) for row in rows]


@given(rows=st.lists(st.tuples(reference_cpis, reference_cpis), min_size=10, max_size=30))
def test_index_ratios_agree(on_chain, rows):
    assert on_chain("indexRatioFromCpi", rows) == [tips_pricing.index_ratio_from_cpi(*row) for row in rows]


@given(real_yields=st.lists(st.integers(-(2**23), 2**23 - 1), min_size=1, max_size=60))
def test_interest_rates_agree(on_chain, real_yields):
    rows = [(real_yield,) for real_yield in real_yields]

    assert on_chain("interestRateFromYield", rows) == [
        tips_pricing.interest_rate_from_yield(*row) for row in rows
    ]


@given(rows=st.lists(securities(), min_size=8, max_size=20))
def test_prices_and_interest_agree(on_chain, rows):
    unadjusted = [(rate, real_yield, *dates) for rate, real_yield, _, *dates in rows]
    interest = [(rate, ratio, *dates) for rate, _, ratio, *dates in rows]

    assert on_chain("tipsPrice", rows) == [tips_pricing.price(*row) for row in rows]
    assert on_chain("unadjustedTipsPrice", unadjusted) == [
        tips_pricing.unadjusted_price(*row) for row in unadjusted
    ]
    assert on_chain("tipsAccruedInterest", interest) == [
        tips_pricing.accrued_interest(*row) for row in interest
    ]


@given(rows=st.lists(st.tuples(interest_rates, index_ratios), min_size=10, max_size=30))
def test_payments_agree(on_chain, rows):
    ratios = [(ratio,) for _, ratio in rows]

    assert on_chain("tipsInterestPayment", rows) == [tips_pricing.interest_payment(*row) for row in rows]
    assert on_chain("inflationCompensation", ratios) == [
        tips_pricing.inflation_compensation(*row) for row in ratios
    ]
    assert on_chain("principalAtMaturity", ratios) == [
        tips_pricing.principal_at_maturity(*row) for row in ratios
    ]


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 10**9), interest_rates, reference_cpis, reference_cpis),
        min_size=10,
        max_size=30,
    )
)
def test_stripped_interest_agrees(on_chain, rows):
    values = [tips_pricing.adjusted_value(*row[:3]) for row in rows]
    payments = [(value, row[3]) for value, row in zip(values, rows, strict=True)]

    assert on_chain("adjustedValue", [row[:3] for row in rows]) == values
    assert on_chain("strippedPayment", payments) == [tips_pricing.stripped_payment(*row) for row in payments]


def test_examples_agree(on_chain):
    ratios = on_chain("indexRatioFromCpi", [example[2:4] for example in TIPS.values()])
    rows = [(*example[:2], ratio, *example[4:]) for example, ratio in zip(TIPS.values(), ratios, strict=True)]

    assert on_chain("tipsPrice", rows) == [tips_pricing.price(*row) for row in rows]


def test_every_auction_has_the_published_index_ratio(on_chain, sold):
    rows = [(it.announcement.ref_cpi_on_issue_date, it.announcement.ref_cpi_on_dated_date) for it in sold]
    published = [it.announcement.index_ratio for it in sold]

    assert len(sold) == 74
    assert on_chain("indexRatioFromCpi", rows) == published
    assert [tips_pricing.index_ratio_from_cpi(*row) for row in rows] == published


def test_every_auction_has_the_published_prices_and_interest(on_chain, sold):
    rows = [
        (
            it.result.interest_rate,
            it.result.high_rate,
            it.announcement.index_ratio,
            unix_day(it.announcement.issue_date),
            unix_day(it.announcement.maturity_date),
        )
        for it in sold
    ]
    unadjusted = [(rate, real_yield, *dates) for rate, real_yield, _, *dates in rows]
    published = [(it.result.price, it.result.accrued_interest or 0) for it in sold]
    published_unadjusted = [
        (it.result.unadjusted_price, it.result.unadjusted_accrued_interest or 0) for it in sold
    ]

    assert sum(it.result.high_rate < 0 for it in sold) == 13
    assert on_chain("tipsPrice", rows) == [tips_pricing.price(*row) for row in rows] == published
    assert (
        on_chain("unadjustedTipsPrice", unadjusted)
        == [tips_pricing.unadjusted_price(*row) for row in unadjusted]
        == published_unadjusted
    )


def test_every_new_issue_bears_the_published_interest_rate(on_chain, sold):
    results = [it.result for it in sold if not it.announcement.is_reopening]
    published = [result.interest_rate for result in results]

    assert len(results) == 30
    assert on_chain("interestRateFromYield", [(result.high_rate,) for result in results]) == published
    assert [tips_pricing.interest_rate_from_yield(result.high_rate) for result in results] == published


ISSUE, MID_PERIOD, MATURITY = day("2020-01-31"), day("2020-04-30"), day("2030-01-15")


@pytest.mark.parametrize(
    ("error", "on_chain_name", "on_model", "row"),
    [
        ("MissingCpi", "referenceCpi", tips_pricing.reference_cpi, (0, 258_115, ISSUE)),
        ("MissingCpi", "referenceCpi", tips_pricing.reference_cpi, (258_115, 0, ISSUE)),
        ("MissingCpi", "indexRatioFromCpi", tips_pricing.index_ratio_from_cpi, (0, 1)),
        ("MissingCpi", "indexRatioFromCpi", tips_pricing.index_ratio_from_cpi, (1, 0)),
        ("MissingCpi", "adjustedValue", tips_pricing.adjusted_value, (1, 125, 0)),
        ("MissingCpi", "strippedPayment", tips_pricing.stripped_payment, (1, 0)),
        ("MissingIndexRatio", "tipsPrice", tips_pricing.price, (125, -500, 0, ISSUE, MATURITY)),
        ("MissingIndexRatio", "tipsInterestPayment", tips_pricing.interest_payment, (125, 0)),
        ("MissingIndexRatio", "principalAtMaturity", tips_pricing.principal_at_maturity, (0,)),
        ("MissingIndexRatio", "inflationCompensation", tips_pricing.inflation_compensation, (0,)),
        ("YieldTooLow", "tipsPrice", tips_pricing.price, (125, -5001, 100_000, ISSUE, MATURITY)),
        ("YieldTooHigh", "tipsPrice", tips_pricing.price, (125, 2**23 - 1, 100_000, MID_PERIOD, MATURITY)),
        ("AlreadyMatured", "tipsPrice", tips_pricing.price, (125, 0, 100_000, MATURITY, MATURITY)),
        (
            "AlreadyMatured",
            "tipsAccruedInterest",
            tips_pricing.accrued_interest,
            (125, 100_000, MATURITY + 1, MATURITY),
        ),
    ],
)
def test_refuses_alike(pricing, error, on_chain_name, on_model, row):
    with pytest.raises(Rejected, match=f"^{error}$"):
        on_model(*row)
    with rejects(error):
        getattr(pricing, on_chain_name)(*row)
