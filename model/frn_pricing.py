"""Index rate, interest and price of a floating rate note. Twin of contracts/libraries/FrnPricing.sol.

31 CFR 356 Appendix B, I.C and IV, in exact fractions that are rounded where the Treasury rounds. Spreads and
discount margins are integers of 0.001 %, index rates of 1e-9 %; interest is in nano-dollars, a price in
micro-dollars, both per $100 of par.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from model.calendar import MONTHS_IN_QUARTER, next_coupon_date, require_coupon_dates
from model.rejected import require
from model.rounding import round_half_up

PAR = 100 * 10**9  # [nano-dollars]
MICRO_DOLLAR = 1000  # [nano-dollars]
PERCENT = 10**9  # [1e-9 %]
THOUSANDTH = 10**6  # of a percent [1e-9 %]
LOWEST_DISCOUNT = -5 * PERCENT
HIGHEST_INDEX_RATE = 2**64 - 1


@dataclass(frozen=True)
class IndexRate:
    """An index rate and the first day on which it is in effect: the day after the auction of the bill."""

    effective_date: int
    rate: int  # [1e-9 %]


@dataclass(frozen=True)
class Accrual:
    """Days from `start_date` to the day before `end_date`, and where the lock-out before each begins."""

    start_lock_out: int
    start_date: int
    end_lock_out: int
    end_date: int


def index_rate_from_bill(high_rate: int, days_to_maturity: int) -> int:
    """d / (1 - d t / 360) of a 13-week bill (I.C)."""
    require(days_to_maturity > 0, "NoDaysToMaturity")
    discount = Fraction(high_rate, 100_000)
    cost = 1 - discount * days_to_maturity / 360
    require(cost > 0, "DiscountAbovePar")
    index_rate = round_half_up(discount / cost * 100 * PERCENT)
    require(index_rate <= HIGHEST_INDEX_RATE, "IndexRateTooHigh")
    return index_rate


def daily_interest(index_rate: int, spread: int) -> int:
    """a = max(r + s, 0) / 360 (I.C)."""
    return round_half_up(Fraction(max(index_rate + spread * THOUSANDTH, 0), 360))


def accrued_interest(accrual: Accrual, rates: Sequence[IndexRate], spread: int) -> int:
    """The interest of each day, one by one."""
    in_order = accrual.start_date <= accrual.end_date
    in_order &= accrual.start_lock_out < accrual.start_date and accrual.end_lock_out < accrual.end_date
    require(in_order, "DatesOutOfOrder")
    effective_dates = [index.effective_date for index in rates]
    require(effective_dates == sorted(set(effective_dates)), "IndexRatesOutOfOrder")
    return sum(
        daily_interest(_rate_on(day, accrual, rates), spread)
        for day in range(accrual.start_date, accrual.end_date)
    )


def _rate_on(day: int, accrual: Accrual, rates: Sequence[IndexRate]) -> int:
    """The last rate in effect; on the first day and in a lock-out, the last before the lock-out began."""
    last = day
    if day == accrual.start_date:
        last = min(last, accrual.start_lock_out - 1)
    if day >= accrual.end_lock_out:
        last = min(last, accrual.end_lock_out - 1)
    known = [index.rate for index in rates if index.effective_date <= last]
    require(bool(known), "MissingIndexRate")
    return known[-1]


def in_micro_dollars(interest: int) -> int:
    """Interest as it is paid with the price."""
    return round_half_up(Fraction(interest, MICRO_DOLLAR))


def price(
    spread: int, discount_margin: int, index_rate: int, accrued: int, issue_date: int, maturity_date: int
) -> int:
    """P_C = P_D - AI, rounded once (IV)."""
    require(issue_date < maturity_date, "AlreadyMatured")
    require_coupon_dates(issue_date, maturity_date, MONTHS_IN_QUARTER)
    discount = index_rate + discount_margin * THOUSANDTH
    require(discount >= LOWEST_DISCOUNT, "DiscountMarginTooLow")
    daily = daily_interest(index_rate, spread)
    full_price, growth = Fraction(0), Fraction(1)

    date, payment = issue_date, accrued
    while date < maturity_date:
        next_date = next_coupon_date(date, maturity_date, MONTHS_IN_QUARTER)
        growth *= growth_over(next_date - date, discount)
        payment += daily * (next_date - date) + (PAR if next_date == maturity_date else 0)
        full_price += payment / growth
        date, payment = next_date, 0

    require(full_price > accrued, "DiscountMarginTooHigh")
    return round_half_up((full_price - accrued) / MICRO_DOLLAR)


def growth_over(days: int, discount: int) -> Fraction:
    """B = 1 + (r + m) d / 360, rounded to nine decimals."""
    exact = 1 + Fraction(discount, 100 * PERCENT) * Fraction(days, 360)
    return Fraction(round_half_up(exact * PERCENT), PERCENT)
