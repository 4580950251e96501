"""BillPricing: contract and model agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from market import auctions
from model import bill_pricing
from model.calendar import unix_day
from tests.appendix_b import BILLS
from tests.helpers import rejects
from tests.property.dates import issue_and_maturity

rates = st.integers(0, 25_000)  # to 25 %
terms = st.integers(1, 366)  # [days]
priced = st.tuples(st.integers(50_000_000, bill_pricing.PAR), issue_and_maturity(longest=366))


@given(rows=st.lists(st.tuples(rates, terms), min_size=20, max_size=60))
def test_prices_agree(on_chain, rows):
    assert on_chain("billPrice", rows) == [bill_pricing.price(*row) for row in rows]


@given(rows=st.lists(priced.map(lambda row: (row[0], *row[1])), min_size=20, max_size=60))
def test_investment_rates_agree(on_chain, rows):
    assert on_chain("investmentRate", rows) == [bill_pricing.investment_rate(*row) for row in rows]


def test_prices_agree_at_every_rate_of_a_year(on_chain):
    """Every eleventh rate of the grid to 16 %, for terms from a day to a year."""
    rows = [(rate, term) for rate in range(0, 16_000, 55) for term in (1, 28, 91, 182, 183, 184, 364, 366)]

    assert on_chain("billPrice", rows) == [bill_pricing.price(*row) for row in rows]


def test_examples_agree(on_chain):
    rows = [(rate, maturity - issue) for rate, issue, maturity in BILLS.values()]

    assert on_chain("billPrice", rows) == [bill_pricing.price(*row) for row in rows]


def test_every_auction_has_the_published_price_and_investment_rate(on_chain):
    sold = [auction for auction in auctions.load() if auction.announcement.security_type == "Bill"]
    dates = [(unix_day(it.announcement.issue_date), unix_day(it.announcement.maturity_date)) for it in sold]
    rates = [
        (it.result.high_rate, maturity - issue) for it, (issue, maturity) in zip(sold, dates, strict=True)
    ]
    prices = [(it.result.price, *span) for it, span in zip(sold, dates, strict=True)]

    assert len(sold) > 470
    for price in (on_chain("billPrice", rates), [bill_pricing.price(*row) for row in rates]):
        assert price == [it.result.price for it in sold]
    for rate in (on_chain("investmentRate", prices), [bill_pricing.investment_rate(*row) for row in prices]):
        assert rate == [it.result.investment_rate for it in sold]


@pytest.mark.parametrize(
    ("error", "function", "arguments"),
    [
        ("NoDaysToMaturity", "billPrice", (1000, 0)),
        ("DiscountAbovePar", "billPrice", (100_000, 360)),
        ("NoDaysToMaturity", "investmentRate", (bill_pricing.PAR, 100, 100)),
        ("NotAPriceOfABill", "investmentRate", (bill_pricing.PAR + 1, 100, 200)),
        ("NotAPriceOfABill", "investmentRate", (0, 100, 200)),
    ],
)
def test_refuses(pricing, error, function, arguments):
    with rejects(error):
        getattr(pricing, function)(*arguments)


def test_the_lowest_price_is_a_micro_dollar(pricing):
    assert pricing.billPrice(99_999, 360) == bill_pricing.price(99_999, 360) == 1000
