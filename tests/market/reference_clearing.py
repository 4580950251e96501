"""An auction cleared by 31 CFR 356.20 to 356.22 in fractions, apart from all other code."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True)
class Cleared:
    high_rate: int
    median_rate: int
    low_rate: int
    allotted_at_high: int
    awards: dict[str, int]  # by bidder


def clear(offering, maximum_award, book) -> Cleared:
    """AssertionError if the rules would cut a bidder to the maximum award."""
    inside = [bid for bid in book.noncompetitive if bid.holder_class != "FederalReserve"]
    remaining = offering - sum(bid.units for bid in inside)
    bids = [(rate, units, bid.bidder) for bid in book.competitive for rate, units in bid.ladder]
    for bid in book.competitive:
        assert sum(units for _, units in bid.ladder) <= maximum_award

    high = next(rate for rate in sorted({rate for rate, *_ in bids}) if _bid_up_to(bids, rate) >= remaining)
    below = sum(units for rate, units, _ in bids if rate < high)
    at_high = sum(units for rate, units, _ in bids if rate == high)
    percent = Fraction(ceil(Fraction(remaining - below, at_high) * 10_000), 10_000)

    awards = defaultdict(int, {bid.bidder: bid.units for bid in book.noncompetitive})
    accepted_at = defaultdict(int)
    for rate, units, bidder in bids:
        award = 0 if rate > high else units if rate < high else max(1, ceil(units * percent))
        awards[bidder] += award
        accepted_at[rate] += award
    return Cleared(
        high,
        _rate_reaching(accepted_at, Fraction(50, 100)),
        _rate_reaching(accepted_at, Fraction(5, 100)),
        int(percent * 10_000),
        dict(awards),
    )


def _bid_up_to(bids, highest):
    return sum(units for rate, units, _ in bids if rate <= highest)


def _rate_reaching(accepted_at, part):
    wanted = part * sum(accepted_at.values())
    reached = 0
    for rate in sorted(accepted_at):
        reached += accepted_at[rate]
        if reached >= wanted:
            break
    return rate
