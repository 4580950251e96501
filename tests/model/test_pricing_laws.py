"""What must hold of any price, calculated in another way than the model does it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import bill_pricing, note_pricing
from model.calendar import (
    coupon_dates_after,
    next_coupon_date,
    one_year_after,
    previous_coupon_date,
    unix_day,
)
from model.note_pricing import HALF_COUPON, PAR
from model.rejected import Rejected

ISSUES = st.integers(unix_day(date(1980, 1, 1)), unix_day(date(2060, 1, 1)))
TERMS = st.integers(1, 30 * 365)  # [days]
INTEREST_RATES = st.integers(1, 160).map(lambda eighths: eighths * 125)
YIELDS = st.integers(0, 20_000)


@given(INTEREST_RATES, YIELDS, ISSUES, TERMS)
def test_a_note_is_worth_its_discounted_payments(interest_rate, market_yield, issue_date, term):
    maturity_date = issue_date + term
    next_date = next_coupon_date(issue_date, maturity_date)
    half_year = next_date - previous_coupon_date(issue_date, maturity_date)
    half_yield = Fraction(market_yield, 200_000)

    value = Fraction(PAR)
    for _ in range(coupon_dates_after(next_date, maturity_date)):
        value = (value + interest_rate * HALF_COUPON) / (1 + half_yield)
    value += interest_rate * HALF_COUPON
    value /= 1 + Fraction(next_date - issue_date, half_year) * half_yield

    assert note_pricing.full_price(interest_rate, market_yield, issue_date, maturity_date) == value


@given(YIELDS.filter(bool), ISSUES, TERMS)
def test_a_new_note_costs_par_at_most(market_yield, issue_date, term):
    """356.20(b): the interest rate is the highest multiple of 1/8 % at which the price is not above par."""
    maturity_date = issue_date + term
    on_coupon_date = previous_coupon_date(issue_date, maturity_date)
    interest_rate = note_pricing.interest_rate_from_yield(market_yield)

    if market_yield >= 125:
        assert note_pricing.price(interest_rate, market_yield, on_coupon_date, maturity_date)[0] <= PAR
    assert note_pricing.price(interest_rate + 125, market_yield, on_coupon_date, maturity_date)[0] > PAR


@given(st.integers(0, 20_000), ISSUES, st.integers(1, 365))
def test_a_bill_grows_to_par_at_its_investment_rate(rate, issue_date, days):
    """Half a step lower, the rate lets the price grow to par at most; half a step higher, to more."""
    price = bill_pricing.price(rate, days)
    investment_rate = bill_pricing.investment_rate(price, issue_date, issue_date + days)
    years = Fraction(days, one_year_after(issue_date) - issue_date)

    def grown(thousandths):
        i = thousandths / 100_000
        if days <= 183:
            return price * (1 + i * years)
        return price * (1 + i / 2) * (1 + i * (years - Fraction(1, 2)))

    assert grown(investment_rate - Fraction(1, 2)) <= PAR < grown(investment_rate + Fraction(1, 2))


def test_the_183rd_day_still_earns_simple_interest():
    """912797NU7, sold at 4.120 %, was published with 4.267 %; compounded it would be 4.266 %."""
    issue_date, maturity_date = unix_day(date(2025, 6, 26)), unix_day(date(2025, 12, 26))
    price = bill_pricing.price(4120, maturity_date - issue_date)

    assert bill_pricing.investment_rate(price, issue_date, maturity_date) == 4267


@pytest.mark.parametrize(
    ("error", "refused"),
    [
        ("NoDaysToMaturity", lambda: bill_pricing.price(1000, 0)),
        ("DiscountAbovePar", lambda: bill_pricing.price(100_000, 360)),
        ("NoDaysToMaturity", lambda: bill_pricing.investment_rate(PAR, 100, 100)),
        ("NotAPriceOfABill", lambda: bill_pricing.investment_rate(PAR + 1, 100, 200)),
        ("NotAPriceOfABill", lambda: bill_pricing.discount_rate(0, 91)),
        ("NoDaysToMaturity", lambda: bill_pricing.discount_rate(PAR, 0)),
        ("TermAboveOneYear", lambda: bill_pricing.investment_rate(PAR, 100, 466)),
        ("AlreadyMatured", lambda: note_pricing.price(1000, 1000, 20_000, 20_000)),
    ],
)
def test_refuses(error, refused):
    with pytest.raises(Rejected, match=f"^{error}$"):
        refused()
