"""What NotePricing computes, twice: in exact integers, and step by step as the contract does."""

from dataclasses import dataclass

PAR = 100_000_000  # [micro-dollars]
EIGHTH = 125  # 1/8 % [0.001 %]
HALF_COUPON = 500  # a half-year's interest at 0.001 % [micro-dollars per $100]
WHOLE = 200_000  # a half-year's yield of 100 % [0.0005 %]
SCALE = 10**36


@dataclass(frozen=True)
class Powers:
    """Of a yield and a number of half-years: v^n as it is, and in fixed point."""

    market_yield: int  # [0.001 %]
    half_years: int  # n

    def __post_init__(self) -> None:
        growth = SCALE + self.market_yield * SCALE // WHOLE
        v = SCALE * SCALE // growth
        object.__setattr__(self, "grown", (WHOLE + self.market_yield) ** self.half_years)
        object.__setattr__(self, "whole", WHOLE**self.half_years)
        object.__setattr__(self, "growth", growth)
        object.__setattr__(self, "v", v)
        object.__setattr__(self, "v_to_the_n", rpow(v, self.half_years))


@dataclass(frozen=True)
class Dates:
    """The figures of the formula that the dates decide, named as in NotePricing."""

    days_to_coupon: int  # r
    days_in_half_year: int  # s
    earned: int  # the numerator of f
    of_earned: int  # its denominator
    is_deferred: bool  # e


def exact(interest_rate: int, powers: Powers, dates: Dates) -> tuple[int, int]:
    """P + A, a numerator and a denominator; of a yield that is not zero."""
    coupon, y = interest_rate * HALF_COUPON, powers.market_yield
    r, s, p, q = dates.days_to_coupon, dates.days_in_half_year, dates.earned, dates.of_earned
    first = p * coupon * powers.grown * y
    if dates.is_deferred:
        first = first * WHOLE // (WHOLE + y)  # a power of which is in it
    later = q * (coupon * WHOLE * (powers.grown - powers.whole) + PAR * powers.whole * y)
    numerator = (first + later) * s * WHOLE
    denominator = q * y * powers.grown * (s * WHOLE + r * y)
    return (numerator, denominator) if denominator > 0 else (-numerator, -denominator)


def in_fixed_point(interest_rate: int, powers: Powers, dates: Dates) -> tuple[int, int]:
    """P + A as NotePricing._fullPrice has it before it rounds."""
    coupon, y = interest_rate * HALF_COUPON, powers.market_yield
    annuity = (SCALE - powers.v_to_the_n) * SCALE // (y * SCALE // WHOLE)  # both negative, or neither
    first = dates.earned * coupon * (powers.v if dates.is_deferred else SCALE)
    later = dates.of_earned * (coupon * annuity + PAR * powers.v_to_the_n)
    days_before = dates.days_in_half_year - dates.days_to_coupon
    first_discount = days_before * SCALE + dates.days_to_coupon * powers.growth
    return (first + later) * dates.days_in_half_year, dates.of_earned * first_discount


def rpow(x: int, n: int) -> int:
    """x^n by squaring, each product rounded half up, as Solady's FixedPointMathLib does."""
    z = x if n % 2 else SCALE
    while n := n // 2:
        x = (x * x + SCALE // 2) // SCALE
        if n % 2:
            z = (z * x + SCALE // 2) // SCALE
    return z


def rounded(numerator: int, denominator: int) -> int:
    """Half up."""
    return (2 * numerator + denominator) // (2 * denominator)
