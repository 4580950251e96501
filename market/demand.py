"""How much each class must have bid below, at and above the high rate, for the published result to follow.

Of a class: T tendered, A accepted, p allotted at high [0.01 %], and k lots of $1 million bid at the high.
A lot is 10,000 units, so it is awarded exactly p units and no award is rounded. Then

    below = A - p k           accepted in full
    at the high = 10,000 k    accepted p k
    above = T - below - at the high

and none is negative if  k <= A / p  and  k <= (T - A) / (10,000 - p).  Over all classes, K the sum of k:

- All awards together exceed the offering by a published excess E, because p is rounded up. That explains E
  if  0 <= E < K,  since a hundredth of a percent of 10,000 K units is K.
- The median rate says on which side of A / 2 the par bid below the high lies; the low rate, of A / 20.

This leaves a range of K. The middle of it is taken and dealt to the classes by what each allows. Where high
and low rate are one, nothing was bid below: a class bids all the lots it can and one odd bid for the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from market.auctions import Auction
from market.result import COMPETITIVE, Result

LOT = 10_000  # [$100]
WHOLE = 10_000  # [0.01 %]


class Unsolvable(ValueError):
    """No such bids lead to the published result; `str()` is a sentence that names the auction and why."""


@dataclass(frozen=True)
class Demand:
    """Par bid by one class. [$100]"""

    bidders: str  # one of COMPETITIVE
    below: int
    at_high: int
    above: int


def demand(auction: Auction) -> list[Demand]:
    """The demand of each class. Raises Unsolvable."""
    result = auction.result
    demands = [
        _of_class(result, bidders, below) for bidders, below in zip(COMPETITIVE, _below(auction), strict=True)
    ]

    at_high = sum(each.at_high for each in demands)
    left = _left_to_competitive(auction) - sum(each.below for each in demands)
    if min(each.above for each in demands) < 0 or at_high == 0:
        raise _unsolvable(auction, "a class was awarded more than its bids allow")
    if -(-WHOLE * left // at_high) != result.allotted_at_high:
        raise _unsolvable(auction, "the awards do not follow from the share allotted at the high")
    return demands


def split(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in whole parts, as near to the weights as can be; the parts add up to it."""
    marks = accumulate(weights, initial=0)
    return [after - before for before, after in pairwise(total * mark // sum(weights) for mark in marks)]


def _of_class(result: Result, bidders: str, below: int) -> Demand:
    at_high = WHOLE * (result.accepted(bidders) - below) // result.allotted_at_high
    return Demand(bidders, below, at_high, result.tendered(bidders) - below - at_high)


def _below(auction: Auction) -> list[int]:
    """Par bid below the high rate by each class."""
    result = auction.result
    if result.low_rate == result.high_rate:
        return [0 for _ in COMPETITIVE]

    most = [_most_lots(result, bidders) for bidders in COMPETITIVE]
    lots = split(_lots_at_high(auction, sum(most)), most)
    return [
        result.accepted(bidders) - result.allotted_at_high * count
        for bidders, count in zip(COMPETITIVE, lots, strict=True)
    ]


def _most_lots(result: Result, bidders: str) -> int:
    tendered, accepted, share = result.tendered(bidders), result.accepted(bidders), result.allotted_at_high
    by_awards = accepted // share
    return by_awards if share == WHOLE else min(by_awards, (tendered - accepted) // (WHOLE - share))


def _lots_at_high(auction: Auction, most: int) -> int:
    """K, the middle of its range."""
    result = auction.result
    accepted, share = result.competitive_accepted, result.allotted_at_high
    is_median_below = result.median_rate < result.high_rate
    least_below, most_below = (
        (accepted // 2, accepted) if is_median_below else (accepted // 20, accepted // 2)
    )

    fewest = max(accepted - _left_to_competitive(auction) + 1, (accepted - most_below) // share + 1)
    most = min(most, (accepted - least_below - 1) // share)
    if fewest > most:
        raise _unsolvable(auction, f"it takes {fewest:,} lots at the high and there can be {most:,}")
    return (fewest + most) // 2


def _left_to_competitive(auction: Auction) -> int:
    return (
        auction.announcement.offering - auction.result.noncompetitive_accepted - auction.result.fima_accepted
    )


def _unsolvable(auction: Auction, why: str) -> Unsolvable:
    announcement = auction.announcement
    return Unsolvable(
        f"The auction of {announcement.cusip} on {announcement.auction_date} cannot be rebuilt: {why}."
    )
