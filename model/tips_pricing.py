"""Index, price, interest and principal of TIPS. Twin of contracts/libraries/TipsPricing.sol.

31 CFR 356 Appendix B, I.B, III and V. CPI-U is in thousandths; reference CPI and index ratio are integers of
0.00001; rates, prices and interest are in the units of note_pricing.
"""

from calendar import monthrange
from fractions import Fraction
from math import floor

from model import note_pricing
from model.calendar import calendar_date
from model.note_pricing import HALF_COUPON, PAR
from model.rejected import require
from model.rounding import round_half_up

ONE = 100_000  # an index ratio of 1
CENT = 10_000  # [micro-dollars]


def reference_cpi(cpi_three_months_before: int, cpi_two_months_before: int, date: int) -> int:
    """CPI(m - 3) + (t - 1) / D [CPI(m - 2) - CPI(m - 3)] (I.B.3)."""
    require(cpi_three_months_before > 0 and cpi_two_months_before > 0, "MissingCpi")
    day = calendar_date(date)
    elapsed = Fraction(day.day - 1, monthrange(day.year, day.month)[1])
    growth = cpi_two_months_before - cpi_three_months_before
    return _to_five_decimals((cpi_three_months_before + elapsed * growth) / 1000)


def index_ratio_from_cpi(ref_cpi: int, ref_cpi_on_dated_date: int) -> int:
    """Reference CPI over that of the dated date of the original issue (I.B.2)."""
    require(ref_cpi > 0 and ref_cpi_on_dated_date > 0, "MissingCpi")
    return _to_five_decimals(Fraction(ref_cpi, ref_cpi_on_dated_date))


def interest_rate_from_yield(real_yield: int) -> int:
    """The real yield rounded down to an eighth of a percent, and at least one (356.20(b))."""
    return note_pricing.interest_rate_from_yield(real_yield)


def unadjusted_price(
    interest_rate: int, real_yield: int, issue_date: int, maturity_date: int
) -> tuple[int, int]:
    """Price and accrued interest of a nominal note of that yield (III)."""
    return note_pricing.price(interest_rate, real_yield, issue_date, maturity_date)


def price(
    interest_rate: int, real_yield: int, index_ratio: int, issue_date: int, maturity_date: int
) -> tuple[int, int]:
    """The rounded price and accrued interest, each times the index ratio and rounded again (III)."""
    clean, accrued = unadjusted_price(interest_rate, real_yield, issue_date, maturity_date)
    return adjusted(clean, index_ratio), adjusted(accrued, index_ratio)


def adjusted(unadjusted: int, index_ratio: int) -> int:
    """A price or interest times the index ratio."""
    require(index_ratio > 0, "MissingIndexRatio")
    return round_half_up(unadjusted * Fraction(index_ratio, ONE))


def accrued_interest(interest_rate: int, index_ratio: int, date: int, maturity_date: int) -> int:
    """Interest since the last coupon date, times the index ratio of `date`."""
    return adjusted(note_pricing.accrued_interest(interest_rate, date, maturity_date), index_ratio)


def interest_payment(interest_rate: int, index_ratio: int) -> int:
    """Half a year's interest on the adjusted principal of a unit (I.B.5)."""
    return adjusted(interest_rate * HALF_COUPON, index_ratio)


def inflation_compensation(index_ratio: int) -> int:
    """What inflation has added to the principal of a unit; negative when prices have fallen."""
    return adjusted(PAR, index_ratio) - PAR


def principal_at_maturity(index_ratio: int) -> int:
    """The adjusted principal of a unit, and at least par."""
    return max(adjusted(PAR, index_ratio), PAR)


def adjusted_value(units: int, interest_rate: int, ref_cpi_on_dated_date: int) -> int:
    """AV = par (C/2) (100 / Ref CPI of the dated date), to the cent (V)."""
    require(ref_cpi_on_dated_date > 0, "MissingCpi")
    return _to_the_cent(units * interest_rate * HALF_COUPON * Fraction(100 * ONE, ref_cpi_on_dated_date))


def stripped_payment(value: int, ref_cpi: int) -> int:
    """AV (Ref CPI of the payment date / 100), to the cent (V)."""
    require(ref_cpi > 0, "MissingCpi")
    return _to_the_cent(value * Fraction(ref_cpi, 100 * ONE))


def _to_five_decimals(exact: Fraction) -> int:
    """Truncated to six decimals, then rounded to five."""
    return round_half_up(Fraction(floor(exact * 1_000_000), 10))


def _to_the_cent(exact: Fraction) -> int:
    return round_half_up(exact / CENT) * CENT
