"""Price, discount rate and investment rate of a Treasury bill. Twin of contracts/libraries/BillPricing.sol.

31 CFR 356 Appendix B, VI, in exact fractions that are rounded once, at the end. Rates are integers of
0.001 %, prices integers of micro-dollars per $100 of par.
"""

from bisect import bisect_right
from fractions import Fraction

from model.calendar import one_year_after
from model.rejected import require
from model.rounding import round_half_up

PAR = 100_000_000  # [micro-dollars]
ONE = 100_000  # 100 % [0.001 %]
HALF_YEAR = 183  # [days], in a year of 365 days too: 912797NU7, issued 2025-06-26
DAYS_IN_DISCOUNT_YEAR = 360
HIGHEST_RATE = 10**12


def price(rate: int, days_to_maturity: int) -> int:
    """P = 100 (1 - d r / 360) (VI.A)."""
    require(days_to_maturity > 0, "NoDaysToMaturity")
    rounded = round_half_up(
        PAR * (1 - Fraction(rate, ONE) * Fraction(days_to_maturity, DAYS_IN_DISCOUNT_YEAR))
    )
    require(rounded > 0, "DiscountAbovePar")
    return rounded


def purchase_price(units: int, bill_price: int) -> int:
    """What so many times $100 of par cost (VI.B.1)."""
    _require_price(bill_price)
    return units * bill_price


def discount_amount(units: int, bill_price: int) -> int:
    """Par less the purchase price (VI.B.2)."""
    return units * PAR - purchase_price(units, bill_price)


def discount_rate(bill_price: int, days_to_maturity: int) -> int:
    """d = (100 - P) / 100 * 360 / r (VI.C)."""
    require(days_to_maturity > 0, "NoDaysToMaturity")
    _require_price(bill_price)
    years = Fraction(days_to_maturity, DAYS_IN_DISCOUNT_YEAR)
    return round_half_up(Fraction(PAR - bill_price, PAR) / years * ONE)


def investment_rate(bill_price: int, issue_date: int, maturity_date: int) -> int:
    """The coupon-equivalent yield of the rounded price (VI.D)."""
    require(issue_date < maturity_date, "NoDaysToMaturity")
    _require_price(bill_price)
    days_to_maturity = maturity_date - issue_date
    years = Fraction(days_to_maturity, one_year_after(issue_date) - issue_date)
    require(years <= 1, "TermAboveOneYear")

    if days_to_maturity > HALF_YEAR:
        return _compound_rate(bill_price, years)
    return _simple_rate(bill_price, years)


def _require_price(bill_price: int) -> None:
    require(0 < bill_price <= PAR, "NotAPriceOfABill")


def _simple_rate(bill_price: int, years: Fraction) -> int:
    """i = (100 - P) / P * y / r (VI.D.1)."""
    return round_half_up(Fraction(PAR - bill_price, bill_price) / years * ONE)


def _compound_rate(bill_price: int, years: Fraction) -> int:
    """The positive root of a i^2 + b i + c, with a = r/2y - .25, b = r/y, c = (P - 100)/P (VI.D.2).

    No root is taken: left of it the parabola is negative, so the rounded root is the last rate whose lower
    half-step is not yet positive.
    """
    a, b, c = years / 2 - Fraction(1, 4), years, Fraction(bill_price - PAR, bill_price)

    def lower_half_step(rate: int) -> Fraction:
        i = Fraction(2 * rate - 1, 2 * ONE)
        return a * i * i + b * i + c

    return bisect_right(range(1, HIGHEST_RATE), 0, key=lower_half_step)
