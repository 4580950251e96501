"""What must hold of any TIPS or floating rate note, calculated in another way than the model does it."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from model import frn_pricing, note_pricing, tips_pricing
from model.calendar import (
    MONTHS_IN_QUARTER,
    coupon_dates_after,
    next_coupon_date,
    previous_coupon_date,
    unix_day,
)
from model.clock import SECONDS_IN_DAY, Clock
from model.frn_pricing import PAR, PERCENT, THOUSANDTH, Accrual, IndexRate
from model.index_board import EVERY_WEEK, IndexBoard, week_of
from model.note_pricing import HALF_COUPON
from model.rejected import Rejected
from tests.appendix_b import day

ISSUES = st.integers(unix_day(date(1980, 1, 1)), unix_day(date(2060, 1, 1)))
INTEREST_RATES = st.integers(1, 160).map(lambda eighths: eighths * 125)
INDEX_RATES = st.integers(0, 10 * PERCENT)
SPREADS = st.integers(-500, 5_000)


@given(INTEREST_RATES, st.integers(-5_000, -1), ISSUES, st.integers(1, 30 * 365))
def test_a_negative_real_yield_discounts_every_payment_upwards(interest_rate, real_yield, issue_date, term):
    maturity_date = issue_date + term
    next_date = next_coupon_date(issue_date, maturity_date)
    half_year = next_date - previous_coupon_date(issue_date, maturity_date)
    half_yield = Fraction(real_yield, 200_000)

    value = Fraction(note_pricing.PAR)
    for _ in range(coupon_dates_after(next_date, maturity_date)):
        value = (value + interest_rate * HALF_COUPON) / (1 + half_yield)
    value += interest_rate * HALF_COUPON
    value /= 1 + Fraction(next_date - issue_date, half_year) * half_yield

    assert note_pricing.full_price(interest_rate, real_yield, issue_date, maturity_date) == value
    assert value > note_pricing.PAR


@given(st.integers(100_000, 500_000), st.integers(100_000, 500_000), st.dates(date(1980, 1, 1)))
def test_the_reference_cpi_lies_between_those_of_the_two_months(first, second, on):
    reference = tips_pricing.reference_cpi(first, second, unix_day(on))

    assert min(first, second) * 100 <= reference <= max(first, second) * 100
    assert tips_pricing.reference_cpi(first, second, unix_day(on.replace(day=1))) == first * 100


@given(st.integers(1, 300_000), INTEREST_RATES)
def test_deflation_lowers_interest_and_not_the_principal(index_ratio, interest_rate):
    principal = tips_pricing.principal_at_maturity(index_ratio)
    compensation = tips_pricing.inflation_compensation(index_ratio)
    interest = tips_pricing.interest_payment(interest_rate, index_ratio)

    assert principal == note_pricing.PAR + max(compensation, 0)
    assert (compensation < 0) == (index_ratio < 100_000)
    assert (interest < interest_rate * HALF_COUPON) == (index_ratio < 100_000)


@given(INDEX_RATES, SPREADS, ISSUES, st.integers(1, 8))
def test_a_new_note_sold_at_its_spread_costs_par(index_rate, spread, maturity_date, quarters):
    """To the micro-dollar, as long as the floor of its interest is not reached."""
    spread = max(spread, -index_rate // THOUSANDTH + 1)
    issue_date = maturity_date
    for _ in range(quarters):
        issue_date = previous_coupon_date(issue_date - 1, maturity_date, MONTHS_IN_QUARTER)

    price = frn_pricing.price(spread, spread, index_rate, 0, issue_date, maturity_date)

    assert abs(price - note_pricing.PAR) <= 1


@given(INDEX_RATES, SPREADS, SPREADS, ISSUES, st.integers(1, 730))
def test_a_floating_rate_note_is_worth_its_discounted_payments(index_rate, spread, margin, issue_date, term):
    """From the last payment to the first, without the accrued interest that the price does not include."""
    margin = max(margin, -index_rate // THOUSANDTH)
    maturity_date = issue_date + term
    value, end = Fraction(PAR), maturity_date
    while end > issue_date:
        start = max(previous_coupon_date(end - 1, maturity_date, MONTHS_IN_QUARTER), issue_date)
        value += (end - start) * frn_pricing.daily_interest(index_rate, spread)
        value /= frn_pricing.growth_over(end - start, index_rate + margin * THOUSANDTH)
        end = start

    price = frn_pricing.price(spread, margin, index_rate, 0, issue_date, maturity_date)

    assert abs(price - value / 1000) <= Fraction(1, 2)


@given(st.lists(INDEX_RATES, min_size=15, max_size=15), SPREADS)
def test_interest_accrues_at_the_last_rate_before_a_lock_out(rates, spread):
    """Rates take effect on Tuesdays. The quarter begins on one and ends on a Wednesday: the first rate stays
    for a day more, the last but one through the lock-out of Monday and Tuesday.
    """
    tuesday = day("2020-02-04")
    accrual = Accrual(tuesday - 4, tuesday, tuesday + 90, tuesday + 92)
    weekly = [IndexRate(tuesday + 7 * week, rate) for week, rate in enumerate(rates, start=-1)]

    interest = frn_pricing.accrued_interest(accrual, weekly, spread)

    windows = [1, 6, *[7] * 11, 8, 0]
    assert interest == sum(
        length * frn_pricing.daily_interest(rate, spread) for length, rate in zip(windows, rates, strict=True)
    )


@given(
    order=st.permutations(range(20)),
    weekdays=st.lists(st.integers(0, 6), min_size=20, max_size=20),
    spans=st.lists(st.tuples(st.integers(0, 130), st.integers(3, 92)), min_size=10, max_size=10),
    last_week=st.one_of(st.just(EVERY_WEEK), st.integers(0, 20)),
)
def test_interest_once_known_never_changes(order, weekdays, spans, last_week):
    """The weeks are published in any order; after each, the same interest is asked for."""
    monday = day("2020-02-03")
    board = IndexBoard(Clock((monday + 7 * 20) * SECONDS_IN_DAY))
    last_week = min(week_of(monday) + last_week, EVERY_WEEK)
    known = {}
    for week in order:
        board.publish_bill_auction(monday + 7 * week + weekdays[week], 100 + week, 91)
        for start, days in spans:
            dates = monday + start, monday + start + days
            accrual = Accrual(dates[0] - 2, dates[0], dates[1] - 2, dates[1])
            try:
                interest = board.floating_interest(accrual, 0, last_week)
            except Rejected:
                assert accrual not in known
            else:
                assert known.setdefault(accrual, interest) == interest
