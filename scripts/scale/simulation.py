"""An auction of millions of bids on the model: the same functions as every test holds against the contract.

No bid is kept. Each is made again from its number when its award is due, as a bidder gives its ladder again.
"""

from collections.abc import Callable
from dataclasses import dataclass

from model import allotment
from model.auction import Announcement, AuctionStatus, Index
from model.auction_house import Auction, AuctionHouse
from model.auction_pricing import AuctionPricing
from model.clock import Clock
from model.compliance import BidderClass
from model.security import SecurityType
from scripts.scale.population import LOWEST_RATE, RATES, STEP, STOP_SHARE, UNITS

BATCH = 100_000


@dataclass(frozen=True)
class Simulated:
    bids: int
    rates: int  # distinct ones
    offering: int  # [units]
    awarded: int  # [units]
    bound: int  # what awards can exceed the offering by [units]
    high_rate: int  # [0.001 %]
    allotted_at_high: int  # [0.01 %]


def simulate(bids: int, progress: Callable[[str, int], None]) -> Simulated:
    demand = {}
    for number in range(bids):
        rate, units = bid(number)
        demand[rate] = demand.get(rate, 0) + units
        if number % BATCH == 0:
            progress("bids", BATCH)

    offering = sum(demand.values()) * STOP_SHARE // 1000
    auction = cleared(offering, demand)
    high, percentage = auction.high_rate, auction.allotted_at_high
    awarded = at_high = 0
    for number in range(bids):
        rate, units = bid(number)
        if rate < high:
            awarded += units
        elif rate == high:
            awarded += allotment.award_at_high(units, percentage)
            at_high += 1
        if number % BATCH == 0:
            progress("awards", BATCH)
    bound = auction.demand[high].total() // allotment.WHOLE + 1 + at_high
    return Simulated(bids, len(demand), offering, awarded, bound, high, percentage)


def bid(number: int) -> tuple[int, int]:
    """As of scripts/scale/population.py: rate and units."""
    return LOWEST_RATE + STEP * (number % RATES), UNITS + number // RATES % 7


def cleared(offering: int, demand: dict[int, int]) -> Auction:
    """The model's own walk up the demand."""
    clock = Clock(0)
    house = AuctionHouse("house", clock, None, None, None, AuctionPricing(clock, None))
    auction = Auction(announcement_of(offering), Index(), AuctionStatus.ANNOUNCED)
    for rate, units in demand.items():
        auction.demand[rate][BidderClass.INDIRECT] = units
    house.auctions[1] = auction
    clock.now = auction.announcement.reveal_close
    house.clear(1, len(demand))
    return auction


def announcement_of(offering: int) -> Announcement:
    return Announcement(
        cusip="912796AA7",
        security_type=SecurityType.BILL,
        is_reopening=True,
        interest_rate=0,
        spread=0,
        dated_date=2,
        first_interest_payment_date=0,
        issue_date=2,
        maturity_date=93,
        noncompetitive_close=1,
        competitive_close=2,
        reveal_close=3,
        bond=1,
        minimum_rate=LOWEST_RATE,
        maximum_rate=LOWEST_RATE + STEP * RATES,
        offering=offering,
        maximum_noncompetitive_award=0,
    )
