"""How much each bidder is awarded. Twin of contracts/libraries/Allotment.sol.

31 CFR 356.20 to 356.22, in exact fractions that are rounded once. Amounts are units of $100 par, which are
also the minimum and the multiple of an award; percentages are in 0.01 %.
"""

from fractions import Fraction
from math import ceil

from model.rounding import round_half_up

WHOLE = 10_000  # 100.00 %
LARGEST_SHARE = Fraction(35, 100)  # of the offering, to one bidder


def award_limit(offering: int) -> int:
    """The largest single bid and the largest competitive award (356.12(c)(2), 356.22(b))."""
    return int(offering * LARGEST_SHARE)


def within_limits(offering: int, bids: list[int], net_long_position: int) -> list[int]:
    """What counts of a bidder's bids, the lowest rate first, under its award limit."""
    room = max(0, award_limit(offering) - net_long_position)
    counted = []
    for units in bids:
        counted.append(min(units, room))
        room -= counted[-1]
    return counted


def allotted_at_high(remaining: int, demand_at_high: int) -> int:
    """The share of each bid at the high rate that is awarded, rounded up (356.20(a)(2))."""
    return min(WHOLE, ceil(Fraction(remaining, demand_at_high) * WHOLE))


def award_at_high(units: int, percentage: int) -> int:
    """The award of one bid at the high rate, rounded up to $100 (356.21(a))."""
    return ceil(units * Fraction(percentage, WHOLE))


def rounding(units: int, percentage: int) -> int:
    """What rounding added to the award of one bid at the high rate [1/10,000 unit]."""
    return award_at_high(units, percentage) * WHOLE - units * percentage


def bid_to_cover(tendered: int, accepted: int) -> int:
    """Tendered by accepted [0.01] (356.2)."""
    return round_half_up(100 * Fraction(tendered, accepted))
