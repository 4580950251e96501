"""AuctionPricing: contract and model agree, and what a bidder pays at its own rate covers every higher one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from model import auction_pricing
from model.auction import to_abi
from model.calendar import calendar_date, unix_day
from tests.auctions import BILL, NEW_NOTE, REOPENED_NOTE

HIGHEST = 20_000  # 20 %

bills = st.integers(1, 366).map(lambda term: replace(BILL, maturity_date=BILL.issue_date + term))
notes = st.builds(
    lambda note, years, late, rate: replace(
        note,
        issue_date=note.dated_date + late,
        maturity_date=unix_day(calendar_date(note.maturity_date).replace(year=2050 + years)),
        interest_rate=rate if note.is_reopening else 0,
        maximum_rate=HIGHEST,
    ),
    st.sampled_from([NEW_NOTE, REOPENED_NOTE]),
    years=st.integers(1, 30),
    late=st.integers(0, 180),  # days of accrued interest
    rate=st.integers(1, 120).map(lambda eighths: 125 * eighths),
)
low_rates = st.integers(0, 260)  # around the least interest rate
rates = low_rates | st.integers(0, HIGHEST)


def grid(announcement, rate):
    return rate - rate % auction_pricing.rate_increment(announcement)


@given(announcement=bills | notes, some=st.lists(rates, min_size=1, max_size=20))
def test_contract_and_model_agree(asked, announcement, some):
    rows = [(to_abi(announcement), rate) for rate in some]
    for function, twin in (
        ("interestRateAt", auction_pricing.interest_rate_at),
        ("priceAt", auction_pricing.price_at),
        ("highestCost", auction_pricing.highest_cost),
    ):
        assert asked(function, rows) == [twin(announcement, rate) for rate in some]

    prices = [auction_pricing.price_at(announcement, rate)[0] for rate in some]
    if auction_pricing.is_bill(announcement):
        rows = [(to_abi(announcement), price) for price in prices]
        expected = [auction_pricing.investment_rate(announcement, price) for price in prices]
        assert asked("investmentRate", rows) == expected


@given(announcement=bills | notes, own=rates, higher=st.lists(rates, min_size=1, max_size=20))
def test_the_highest_cost_covers_every_higher_rate(announcement, own, higher):
    own = grid(announcement, own)
    held = auction_pricing.highest_cost(announcement, own)
    for high_rate in [own, *(grid(announcement, rate) for rate in higher if rate >= own)]:
        assert sum(auction_pricing.price_at(announcement, high_rate)) <= held


def test_the_highest_cost_covers_every_rate_around_the_least_interest_rate():
    """Where the interest rate cannot fall with the yield, the price rises above par."""
    announcement = replace(NEW_NOTE, maximum_rate=1_000)
    costs = [sum(auction_pricing.price_at(announcement, rate)) for rate in range(1_001)]
    for own in range(1_001):
        assert max(costs[own:]) <= auction_pricing.highest_cost(announcement, own)


def test_no_interest_rate_of_a_new_note_brings_its_price_above_par_but_the_least():
    for rate in range(HIGHEST):
        price, _ = auction_pricing.price_at(NEW_NOTE, rate)
        assert price <= auction_pricing.PAR or rate < 125
