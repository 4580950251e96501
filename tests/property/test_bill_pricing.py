"""BillPricing: contract and model agree."""

from hypothesis import given
from hypothesis import strategies as st

from market import auctions
from model import bill_pricing
from model.calendar import one_year_after, unix_day
from tests.appendix_b import BILLS
from tests.property.dates import issue_and_maturity

rates = st.integers(0, 25_000)  # to 25 %
terms = st.integers(1, 366)  # [days]
prices = st.one_of(st.integers(1, bill_pricing.PAR), st.integers(95_000_000, bill_pricing.PAR))
year_at_most = issue_and_maturity(longest=366).filter(lambda dates: dates[1] <= one_year_after(dates[0]))
priced = st.tuples(st.integers(50_000_000, bill_pricing.PAR), year_at_most)


@given(rows=st.lists(st.tuples(rates, terms), min_size=20, max_size=60))
def test_prices_agree(on_chain, rows):
    assert on_chain("billPrice", rows) == [bill_pricing.price(*row) for row in rows]


@given(rows=st.lists(st.tuples(prices, terms), min_size=20, max_size=60))
def test_discount_rates_agree(on_chain, rows):
    assert on_chain("discountRate", rows) == [bill_pricing.discount_rate(*row) for row in rows]


@given(rows=st.lists(st.tuples(st.integers(0, 2**40), prices), min_size=20, max_size=60))
def test_purchase_prices_and_discounts_agree(on_chain, rows):
    assert on_chain("purchasePrice", rows) == [bill_pricing.purchase_price(*row) for row in rows]
    assert on_chain("discountAmount", rows) == [bill_pricing.discount_amount(*row) for row in rows]


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


def test_every_auction_price_gives_back_its_discount_rate(on_chain):
    """VI.C undoes VI.A: of a month or more, the price has digits enough to tell every rate of the grid."""
    rows = [(rate, days) for rate in range(0, 16_000, 55) for days in (28, 42, 56, 91, 119, 182, 364)]
    prices = on_chain("billPrice", rows)

    assert on_chain(
        "discountRate", [(price, days) for price, (_, days) in zip(prices, rows, strict=True)]
    ) == [rate for rate, _ in rows]


def test_the_lowest_price_is_a_micro_dollar(pricing):
    assert pricing.billPrice(99_999, 360) == bill_pricing.price(99_999, 360) == 1000
