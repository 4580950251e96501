"""The demand of an auction at every rate bid, once bids are opened, and what an account bid and got."""

from dataclasses import dataclass
from itertools import accumulate

from rich.table import Table

from model.allotment import award_at_high, within_limits
from model.auction import AuctionStatus, BidStatus
from scripts.batch import read
from scripts.house import Held, House, logs
from scripts.story.words import dollars, hundredths, par, percent


@dataclass(frozen=True)
class Demand:
    """Competitive bids at one rate, within the award limits."""

    rate: int  # [0.001 %]
    units: int
    up_to_here: int  # with those at lower rates


def book(house: House, held: Held) -> list[Demand]:
    """From the lowest rate up."""
    ladders = (
        event["args"]["ladder"] for event in logs(house.contract, "BidRevealed", auctionId=held.number)
    )
    rates = sorted({rung["rate"] for ladder in ladders for rung in ladder["rungs"]})
    units = [sum(each) for each in read([(house.results.demandAt, held.number, rate) for rate in rates])]
    return [Demand(*each) for each in zip(rates, units, accumulate(units), strict=True) if each[1]]


def table(held: Held, demand: list[Demand]) -> Table:
    """Each rate, with what part of the offering is covered up to it."""
    shown = Table(box=None, padding=(0, 2, 0, 0), title="Competitive bids opened", title_justify="left")
    for heading in ("rate", "par bid", "up to here", "covers the offering"):
        shown.add_column(heading, justify="right")
    for each in demand:
        cover = hundredths(each.up_to_here * 100 // held.announcement.offering)
        shown.add_row(percent(each.rate), par(each.units), par(each.up_to_here), cover)
    return shown


# One account


def tell_account(house: House, held: Held, account: str) -> str:
    """Its bid, what it is awarded and what goes back, as far as that is known."""
    status, escrow = house.contract.bidOf(held.number, account)
    if status == BidStatus.NONE:
        return f"{account} has not bid."
    if status == BidStatus.COMMITTED:
        return f"{account} has a sealed bid, with a bond of {dollars(escrow)}."
    if status == BidStatus.FORFEITED:
        return f"{account} did not open its bid, and its bond is forfeited."
    bid = f"{account} bids {own_bid(house, held, account)}"
    if status == BidStatus.SETTLED:
        return f"{bid}. {settled(house, held, account)}"
    if held.status is not AuctionStatus.CLEARED:
        return f"{bid}; {dollars(escrow)} are held for it."
    units = award(house, held, account)
    cost = units * unit_cost(house, held)
    return (
        f"{bid}. It is awarded {par(units)} for {dollars(cost)}; {dollars(escrow)} are held for it, of which "
        f"{dollars(escrow - cost)} go back."
    )


def own_bid(house: House, held: Held, account: str) -> str:
    rungs = own_ladder(house, held, account)["rungs"]
    if not rungs:
        return f"{par(noncompetitive_units(house, held, account))} noncompetitively"
    return ", ".join(f"{par(rung['units'])} at {percent(rung['rate'])}" for rung in rungs)


def own_ladder(house: House, held: Held, account: str) -> dict:
    """As opened; of a noncompetitive bid, empty."""
    opened = logs(house.contract, "BidRevealed", auctionId=held.number, bidder=account)
    return opened[0]["args"]["ladder"] if opened else {"rungs": [], "netLongPosition": 0}


def noncompetitive_units(house: House, held: Held, account: str) -> int:
    (event,) = logs(house.contract, "NoncompetitiveBidPlaced", auctionId=held.number, bidder=account)
    return event["args"]["units"]


def award(house: House, held: Held, account: str) -> int:
    """By the rules of 31 CFR 356.20 to 356.22."""
    ladder = own_ladder(house, held, account)
    if not ladder["rungs"]:
        return noncompetitive_units(house, held, account)
    result = house.results.resultOf(held.number)
    bids = [rung["units"] for rung in ladder["rungs"]]
    counted = within_limits(held.announcement.offering, bids, ladder["netLongPosition"])
    units = 0
    for rung, count in zip(ladder["rungs"], counted, strict=True):
        if rung["rate"] < result["highRate"]:
            units += count
        elif rung["rate"] == result["highRate"]:
            units += award_at_high(count, result["allottedAtHigh"])
    return units


def unit_cost(house: House, held: Held) -> int:
    result = house.results.resultOf(held.number)
    return result["price"] + result["accruedInterest"]


def settled(house: House, held: Held, account: str) -> str:
    awarded = logs(house.contract, "Awarded", auctionId=held.number, bidder=account)
    if not awarded:
        (event,) = logs(house.contract, "Refunded", auctionId=held.number, bidder=account)
        return f"All of its money went back: {dollars(event['args']['refund'])}."
    units, cost, refund = (awarded[0]["args"][name] for name in ("units", "cost", "refund"))
    return f"It was awarded {par(units)} for {dollars(cost)}; {dollars(refund)} went back."
