"""Normal rounding, the only one of 31 CFR 356 Appendix B."""

from fractions import Fraction
from math import floor


def round_half_up(exact: Fraction) -> int:
    """The nearest integer; of two, the greater."""
    return floor(exact + Fraction(1, 2))
