"""Coupon, price and accrued interest of a nominal note or bond. Twin of contracts/libraries/NotePricing.sol.

31 CFR 356 Appendix B, I and II, in exact fractions that are rounded once, at the end. Interest rates and
yields are integers of 0.001 %, prices and interest integers of micro-dollars per $100 of par. A yield may be
negative, as the real yield of TIPS is at times.
"""

from dataclasses import dataclass
from fractions import Fraction

from model.calendar import (
    coupon_dates_after,
    next_coupon_date,
    previous_coupon_date,
    require_coupon_dates,
)
from model.rejected import require
from model.rounding import round_half_up

PAR = 100_000_000  # [micro-dollars]
EIGHTH = 125  # 1/8 % [0.001 %]
LOWEST_YIELD = -5_000  # [0.001 %]
HALF_COUPON = 500  # a half-year's interest at 0.001 % [micro-dollars per $100]


@dataclass(frozen=True)
class FirstPeriod:
    """When a first interest period begins and when its interest is paid."""

    dated_date: int
    first_interest_payment_date: int


def interest_rate_from_yield(market_yield: int) -> int:
    """The yield rounded down to an eighth of a percent, and at least one (356.20(b))."""
    return max(market_yield // EIGHTH, 1) * EIGHTH


def price(
    interest_rate: int,
    market_yield: int,
    issue_date: int,
    maturity_date: int,
    first_period: FirstPeriod | None = None,
) -> tuple[int, int]:
    """The price and the accrued interest: P + A and A are rounded, then subtracted (II)."""
    accrued = accrued_interest(interest_rate, issue_date, maturity_date, first_period)
    full = round_half_up(full_price(interest_rate, market_yield, issue_date, maturity_date, first_period))
    require(full > accrued, "YieldTooHigh")
    return full - accrued, accrued


def full_price(
    interest_rate: int,
    market_yield: int,
    issue_date: int,
    maturity_date: int,
    first_period: FirstPeriod | None = None,
) -> Fraction:
    """P + A, from (P + A)[1 + (r/s)(i/2)] = f (C/2) v^e + (C/2) a_n + 100 v^n (II)."""
    require(market_yield >= LOWEST_YIELD, "YieldTooLow")
    period = _period_of(issue_date, maturity_date, first_period)
    next_date = next_coupon_date(issue_date, maturity_date)
    coupon = interest_rate * HALF_COUPON
    half_yield = Fraction(market_yield, 200_000)
    v = 1 / (1 + half_yield)
    n = coupon_dates_after(next_date, maturity_date)
    annuity = (1 - v**n) / half_yield if market_yield else n

    f = half_years(period.dated_date, next_date, maturity_date)
    e = coupon_dates_after(next_date, maturity_date) - coupon_dates_after(
        period.first_interest_payment_date, maturity_date
    )
    first_discount = 1 + half_years(issue_date, next_date, maturity_date) * half_yield
    return (f * coupon * v**e + coupon * annuity + PAR * v**n) / first_discount


def accrued_interest(
    interest_rate: int, date: int, maturity_date: int, first_period: FirstPeriod | None = None
) -> int:
    """Interest of the days from the dated date, or the last payment, to `date` (I.D)."""
    period = _period_of(date, maturity_date, first_period)
    return round_half_up(interest_rate * HALF_COUPON * half_years(period.dated_date, date, maturity_date))


def interest_payment(interest_rate: int) -> int:
    """What a regular half-year pays at its end (I.A.1)."""
    return interest_rate * HALF_COUPON


def first_interest_payment(interest_rate: int, maturity_date: int, first_period: FirstPeriod) -> int:
    """What a short or long first period pays at its end (I.A.3, I.A.4)."""
    period = _period_of(first_period.dated_date, maturity_date, first_period)
    length = half_years(period.dated_date, period.first_interest_payment_date, maturity_date)
    return round_half_up(interest_rate * HALF_COUPON * length)


def half_years(start: int, end: int, maturity_date: int) -> Fraction:
    """The time between two dates, each day counting as its share of the half-year it lies in (I.A.2)."""
    total = Fraction(0)
    while start < end:
        next_date = next_coupon_date(start, maturity_date)
        stop = min(next_date, end)
        total += Fraction(stop - start, next_date - previous_coupon_date(start, maturity_date))
        start = stop
    return total


def _period_of(date: int, maturity_date: int, first_period: FirstPeriod | None) -> FirstPeriod:
    """The interest period that `date` lies in: the first one, or a regular half-year."""
    if first_period:
        _require_possible(first_period, date, maturity_date)
    regular = FirstPeriod(previous_coupon_date(date, maturity_date), next_coupon_date(date, maturity_date))
    require_coupon_dates(date, maturity_date)
    if first_period and date < first_period.first_interest_payment_date:
        return first_period
    return regular


def _require_possible(first_period: FirstPeriod, date: int, maturity_date: int) -> None:
    """Nothing is issued before it is dated; the first payment is on one of the two coupon dates after."""
    require(first_period.dated_date <= date, "IssuedBeforeDated")
    first_date = next_coupon_date(first_period.dated_date, maturity_date)
    possible = {first_date}
    if first_date < maturity_date:
        possible.add(next_coupon_date(first_date, maturity_date))
    require(first_period.first_interest_payment_date in possible, "NotAFirstInterestPaymentDate")
