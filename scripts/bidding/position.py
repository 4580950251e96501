"""The bids of a file and where each stands on the chain."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from brownie import web3
from brownie.exceptions import VirtualMachineError
from eth_utils import to_checksum_address

from market import bid_file
from market.bid_file import Bid
from market.record import BadRecord
from model.allotment import within_limits
from model.auction import AuctionStatus, BidStatus, to_abi
from model.auction_pricing import is_on_the_grid
from model.compliance import HolderClass
from model.security import SecurityType
from scripts.batch import read
from scripts.bidding import sealed as sealed_bids
from scripts.bidding.sealed import SealedBid
from scripts.house import Held, House, auctions, called, logs
from scripts.story.words import par, percent

MOST_RUNGS = {  # of a ladder at rates that nobody has bid at, so that one transaction opens it, signed or not
    SecurityType.BILL: bid_file.MOST_RUNGS,
    SecurityType.NOTE: 250,
    SecurityType.BOND: 250,
    SecurityType.TIPS: 250,
    SecurityType.FRN: 150,
}
WITHOUT_LIMIT = (HolderClass.FOREIGN_OFFICIAL, HolderClass.FEDERAL_RESERVE, HolderClass.TREASURY_DIRECT)
REFUSALS = {
    "NotEligible": "may not hold securities",
    "AccountFrozen": "is frozen by a lawful order",
    "ClassExcluded": "is of a class that may not take up this security",
    "InvalidAccount": "cannot bid",
}


@dataclass(frozen=True)
class Position:
    """One bid of the file, as far as it has come."""

    bid: Bid
    account: str
    held: Held
    status: BidStatus
    escrow: int  # held for it [micro-dollars]
    sealed: SealedBid | None

    @property
    def is_competitive(self) -> bool:
        return bool(self.bid.rungs)

    @property
    def is_open(self) -> bool:
        """Whether money is held for it."""
        return self.status in (BidStatus.NONCOMPETITIVE, BidStatus.COMMITTED, BidStatus.REVEALED)

    @property
    def can_be_placed(self) -> bool:
        return self.status is BidStatus.NONE and self.held.status is AuctionStatus.ANNOUNCED

    def can_be_opened_at(self, moment: int) -> bool:
        is_time = self.held.announcement.competitive_close <= moment
        return is_time and self.waits_to_be_opened_at(moment) and self.sealed is not None

    def waits_to_be_opened_at(self, moment: int) -> bool:
        is_time = moment < self.held.announcement.reveal_close
        return is_time and self.status is BidStatus.COMMITTED and self.held.status is AuctionStatus.ANNOUNCED

    @property
    def can_be_settled(self) -> bool:
        is_counted = self.status in (BidStatus.NONCOMPETITIVE, BidStatus.REVEALED)
        return is_counted and self.held.status is AuctionStatus.CLEARED

    @property
    def closes_at(self) -> int:
        terms = self.held.announcement
        return terms.competitive_close if self.is_competitive else terms.noncompetitive_close

    @property
    def ladder(self) -> tuple:
        """As the house asks for it: empty for a noncompetitive bid."""
        return self.sealed.ladder if self.is_competitive else ((), 0, bytes(32))

    @property
    def opening(self) -> tuple:
        return self.account, self.ladder


class Unplaceable(Exception):
    """Everything that is wrong with the bids of a file; nothing was sent."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def positions(
    house: House, bids: Iterable[Bid], default_account: str | None, refusals: Iterable[BadRecord] = ()
) -> list[Position]:
    """Where every bid stands. Raises Unplaceable if the file was refused in part, or one cannot be placed."""
    every, found, faults = auctions(house), [], [str(refusal) for refusal in refusals]
    for bid in bids:
        account, held = bid.account or default_account, called(every, bid.auction)
        reasons = list(unknown(bid, account, held))
        faults += [f"{bid.place}: {why}." for why in reasons]
        if not reasons:
            found.append(position(house, bid, to_checksum_address(account), held[0]))
            faults += [f"{place}: {why}." for place, why in faults_of(house, found[-1])]
    faults += twice(found)
    if faults:
        raise Unplaceable(faults)
    return found


def position(house: House, bid: Bid, account: str, held: Held) -> Position:
    status, escrow = house.contract.bidOf(held.number, account)
    sealed = sealed_bids.find(house, held.number, account) if bid.rungs else None
    if status == BidStatus.REVEALED:
        sealed = sealed or opened(house, held.number, account)
    return Position(bid, account, held, BidStatus(status), escrow, sealed)


def opened(house: House, number: int, account: str) -> SealedBid:
    """The ladder that the chain knows since it was opened."""
    (event,) = logs(house.contract, "BidRevealed", auctionId=number, bidder=account)
    ladder = event["args"]["ladder"]
    return SealedBid(
        auction=number,
        bidder=account,
        rungs=tuple((rung["rate"], rung["units"]) for rung in ladder["rungs"]),
        net_long_position=ladder["netLongPosition"],
        salt=ladder["salt"].hex(),
    )


def refreshed(house: House, before: list[Position]) -> list[Position]:
    """The same bids, as they stand now."""
    every = {held.number: held for held in auctions(house)}
    return [position(house, each.bid, each.account, every[each.held.number]) for each in before]


# What is wrong


def unknown(bid: Bid, account: str | None, held: list[Held]) -> Iterator[str]:
    if not held:
        yield f"auction {bid.auction} is not on this chain"
    if len(held) > 1:
        numbers = " and ".join(str(each.number) for each in held)
        yield f"auction {bid.auction} may be any of {numbers}: give its number"
    if account is None:
        yield "account is empty, and no --account is given"
    elif to_checksum_address(account) not in web3.eth.accounts:
        yield f"account {account} is none that the node signs for"


def twice(found: list[Position]) -> Iterator[str]:
    seen = set()
    for each in found:
        if (each.account, each.held.number) in seen:
            yield f"{each.bid.place}: there is another bid of {each.account} for the {each.held.name}."
        seen.add((each.account, each.held.number))


def faults_of(house: House, each: Position) -> Iterator[tuple[str, str]]:
    """What the house would refuse, of a bid that is still to be placed; and a bid sealed otherwise before."""
    if each.sealed and not each.sealed.is_of(each.bid):
        path = sealed_bids.path_of(house, each.held.number, each.account)
        stands = "and stands" if each.is_open else "delete that to bid anew"
        yield each.bid.place, f"another bid for the {each.held.name} is sealed in {path}, {stands}"
    if not each.can_be_placed:
        return
    reasons = list(inadmissible(house, each))
    if not each.is_competitive:
        reasons += above_the_limit(house, each)
    reasons += too_many_rungs(each)
    yield from ((each.bid.place, why) for why in reasons)
    yield from off_the_band(each)


def inadmissible(house: House, each: Position) -> Iterator[str]:
    excluded = house.contract.excludedClassesOf(each.held.number)
    try:
        house.compliance.requireBidder(each.account, excluded)
    except VirtualMachineError as why:
        name = (why.revert_msg or "").split(":")[0]
        yield f"account {each.account} {REFUSALS.get(name, f'is refused by {name}')}"


def off_the_band(each: Position) -> Iterator[tuple[str, str]]:
    terms, name = each.held.announcement, each.held.name
    for rung in each.bid.rungs:
        if not is_on_the_grid(terms, rung.rate):
            yield rung.place, f"rate {percent(rung.rate)} is not a multiple of 0.005 %, as bids for bills are"
        if not terms.minimum_rate <= rung.rate <= terms.maximum_rate:
            band = f"{percent(terms.minimum_rate)} to {percent(terms.maximum_rate)}"
            yield rung.place, f"rate {percent(rung.rate)} is not within {band}, as bids for the {name} are"


def too_many_rungs(each: Position) -> Iterator[str]:
    """Those of a file are no more than a bill may have."""
    most = MOST_RUNGS[each.held.announcement.security_type]
    if most < len(each.bid.rungs) <= bid_file.MOST_RUNGS:
        rates = f"{len(each.bid.rungs)} rates are bid for the {each.held.name}"
        yield f"{rates}, and one transaction opens at most {most}"


def above_the_limit(house: House, each: Position) -> Iterator[str]:
    limit = each.held.announcement.maximum_noncompetitive_award
    is_limited = house.compliance.holderOf(each.account)["holderClass"] not in WITHOUT_LIMIT
    if is_limited and each.bid.noncompetitive > limit:
        yield f"par {par(each.bid.noncompetitive)} is above the noncompetitive limit of {par(limit)}"


# What it costs


def first_payment(house: House, each: Position) -> int:
    """Held when the bid is placed [micro-dollars]."""
    terms = each.held.announcement
    if each.is_competitive:
        return terms.bond
    (highest,) = highest_costs(house, each.held, [terms.minimum_rate])
    return each.bid.noncompetitive * highest


def second_payment(house: House, each: Position) -> int:
    """Held on top when the bid is opened [micro-dollars]."""
    terms, rates = each.held.announcement, [rung.rate for rung in each.bid.rungs]
    counted = within_limits(
        terms.offering, [rung.units for rung in each.bid.rungs], each.bid.net_long_position
    )
    costs = highest_costs(house, each.held, rates)
    cost = sum(units * highest for units, highest in zip(counted, costs, strict=True))
    return max(0, cost - terms.bond)


def highest_costs(house: House, held: Held, rates: list[int]) -> list[int]:
    index = house.contract.indexOf(held.number)
    question = house.pricing.highestCosts, to_abi(held.announcement), tuple(index), rates
    return list(read([question])[0])
