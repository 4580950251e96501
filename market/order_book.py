"""Bids that clear to exactly the published result of an auction.

Who bid what is not published; the totals by class and the rates are. `rebuild` invents a few bidders of each
class whose bids add up to the totals tendered and whose awards, by 31 CFR 356.20, to the totals accepted.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from market.auctions import Auction
from market.demand import LOT, Demand, Unsolvable, demand, split
from market.result import Result

RESERVED_COMPETITIVE = "Indirect bidder 1"
RESERVED_NONCOMPETITIVE = "Noncompetitive bidder 1"


class BidderClass(StrEnum):
    PRIMARY_DEALER = "PrimaryDealer"
    DIRECT = "Direct"
    INDIRECT = "Indirect"


class HolderClass(StrEnum):
    """Of noncompetitive bidders: who bids inside the offering (FIMA), on top of it (SOMA), or for savings."""

    FOREIGN_OFFICIAL = "ForeignOfficial"
    FEDERAL_RESERVE = "FederalReserve"
    RETAIL = "Retail"


@dataclass(frozen=True)
class CompetitiveBid:
    bidder: str
    bidder_class: BidderClass
    ladder: tuple[tuple[int, int], ...]  # (rate [0.001 %], par [$100]), rates ascending


@dataclass(frozen=True)
class NoncompetitiveBid:
    bidder: str
    holder_class: HolderClass
    units: int  # [$100]
    is_reinvestment: bool = False  # of maturing securities: exempt from the maximum award, 31 CFR 356.12(b)


@dataclass(frozen=True)
class OrderBook:
    competitive: tuple[CompetitiveBid, ...]
    noncompetitive: tuple[NoncompetitiveBid, ...]

    def bid_of(self, bidder: str) -> CompetitiveBid | NoncompetitiveBid | None:
        """The bid of the bidder of that name, if there is one."""
        return next((bid for bid in (*self.competitive, *self.noncompetitive) if bid.bidder == bidder), None)


CLASSES = {  # class, name and least number of the bidders
    "primary_dealer": (BidderClass.PRIMARY_DEALER, "Primary dealer", 5),
    "direct": (BidderClass.DIRECT, "Direct bidder", 2),
    "indirect": (BidderClass.INDIRECT, "Indirect bidder", 3),
}
MOST_BIDDERS = 100  # of a class
SAVERS = 3  # bid up to the maximum award each before TreasuryDirect reinvests the rest


def rebuild(
    auction: Auction, competitive_place: int = 250_000, noncompetitive_place: int = 50_000
) -> OrderBook:
    """The order book of an auction; the same one every time.

    The places of two bidders are meant to be taken by others, for instance by the reserve of a coin:
    RESERVED_COMPETITIVE bids `competitive_place` [$100] at the low rate, below the high, and is awarded all
    of it; RESERVED_NONCOMPETITIVE bids `noncompetitive_place` [$100] or the maximum award if that is less.
    Either is absent where the published totals leave no room for it. Raises Unsolvable.
    """
    return OrderBook(
        tuple(_competitive(auction, competitive_place)), tuple(_noncompetitive(auction, noncompetitive_place))
    )


# The competitive side


def _competitive(auction: Auction, place: int) -> list[CompetitiveBid]:
    demands = demand(auction)
    shape = _shape_below(auction, sum(each.below for each in demands))

    bids = []
    for each in demands:
        bidder_class, name, fewest = CLASSES[each.bidders]
        rungs = _rungs(auction, each, shape)
        first = 1
        if f"{name} 1" == RESERVED_COMPETITIVE:
            bids += _reserved(auction.result, rungs, place)
            first = 2
        for number, ladder in enumerate(_ladders(auction, rungs, fewest), first):
            bids.append(CompetitiveBid(f"{name} {number}", bidder_class, ladder))
    return bids


def _shape_below(auction: Auction, below: int) -> list[tuple[int, int]]:
    """(rate, par) of the bids below the high rate of all classes together.

    A twentieth of what was accepted is reached at the low rate, half of it at the median rate; each is passed
    half way to the next, so that no rounding matters.
    """
    result, step = auction.result, auction.announcement.rate_increment
    accepted, high = result.competitive_accepted, result.high_rate
    needed = {result.low_rate: accepted // 20, result.median_rate: accepted // 2}
    needed = {rate: par for rate, par in needed.items() if rate < high}
    if not needed:
        return []

    reached = [(less + more) // 2 for less, more in pairwise([*needed.values(), below])]
    highest = max(needed)
    rates = [*needed, highest + (high - highest) // (2 * step) * step]
    pars = (after - before for before, after in pairwise([0, *reached, below]))
    return list(zip(rates, pars, strict=True))


def _rungs(auction: Auction, each: Demand, shape: list[tuple[int, int]]) -> Counter[int]:
    """Par bid by a class at each rate."""
    high, step = auction.result.high_rate, auction.announcement.rate_increment
    rungs = Counter()
    if shape:
        rates, pars = zip(*shape, strict=True)
        for rate, units in zip(rates, split(each.below, pars), strict=True):
            rungs[rate] += units

    near, far = split(each.above, [3, 2])
    return rungs + Counter({high: each.at_high, high + 2 * step: near, high + 5 * step: far})


def _reserved(result: Result, rungs: Counter[int], place: int) -> list[CompetitiveBid]:
    """Takes the reserved bid out of `rungs`, if it fits."""
    low = result.low_rate
    if low == result.high_rate or not 0 < place <= rungs[low]:
        return []

    rungs[low] -= place
    return [CompetitiveBid(RESERVED_COMPETITIVE, BidderClass.INDIRECT, ((low, place),))]


def _ladders(auction: Auction, rungs: Counter[int], fewest: int) -> list[tuple[tuple[int, int], ...]]:
    """The rungs dealt to as few bidders as the maximum award allows."""
    for bidders in range(fewest, MOST_BIDDERS + 1):
        ladders = _deal(rungs, bidders)
        if all(ladder.total() <= auction.announcement.maximum_competitive_award for ladder in ladders):
            return [tuple(sorted(ladder.items())) for ladder in ladders if ladder]
    raise Unsolvable(
        f"The auction of {auction.announcement.cusip} takes more than {MOST_BIDDERS} bidders of a class."
    )


def _deal(rungs: Counter[int], bidders: int) -> list[Counter[int]]:
    """In lots, and what is less than a lot to one bidder; the bidders differ in where they bid most."""
    ladders = [Counter() for _ in range(bidders)]
    for turn, (rate, units) in enumerate(sorted(rungs.items())):
        lots, rest = divmod(units, LOT)
        weights = [6 + (3 * bidder + 2 * turn) % 7 for bidder in range(bidders)]
        for ladder, share in zip(ladders, split(lots, weights), strict=True):
            ladder[rate] = share * LOT
        ladders[turn % bidders][rate] += rest
    return [+ladder for ladder in ladders]


# The noncompetitive side


def _noncompetitive(auction: Auction, place: int) -> list[NoncompetitiveBid]:
    larger, smaller = split(auction.result.fima_accepted, [3, 2])
    bids = [
        *_savers(auction, place),
        NoncompetitiveBid("Foreign official 1", HolderClass.FOREIGN_OFFICIAL, larger),
        NoncompetitiveBid("Foreign official 2", HolderClass.FOREIGN_OFFICIAL, smaller),
        NoncompetitiveBid("SOMA", HolderClass.FEDERAL_RESERVE, auction.result.soma_accepted),
    ]
    return [bid for bid in bids if bid.units > 0]


def _savers(auction: Auction, place: int) -> list[NoncompetitiveBid]:
    left, limit = auction.result.noncompetitive_accepted, auction.announcement.maximum_noncompetitive_award
    bids = []
    for number in range(1, SAVERS + 1):
        units = min(left, limit, place if number == 1 else limit)
        bids.append(NoncompetitiveBid(f"Noncompetitive bidder {number}", HolderClass.RETAIL, units))
        left -= units
    return [*bids, NoncompetitiveBid("TreasuryDirect", HolderClass.RETAIL, left, is_reinvestment=True)]
