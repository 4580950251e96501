"""The twin of AuctionHouse: single-price auctions by 31 CFR 356, announced, bid on, cleared and settled.

Who may announce and cancel is not told here: the access manager of the chain decides that. A step that is
refused changes nothing: everything that can refuse comes before the first change.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from typing import Any

from model import allotment, cusip
from model.auction import (
    NO_LADDER,
    Amounts,
    Announcement,
    AuctionStatus,
    BidStatus,
    Index,
    Ladder,
    Result,
)
from model.auction_pricing import AuctionPricing, is_on_the_grid
from model.cash_accounts import CashAccounts
from model.clock import SECONDS_IN_DAY
from model.compliance import BidderClass, HolderClass
from model.rejected import Rejected, require
from model.security import Terms

__all__ = ["NO_LADDER", "Auction", "AuctionHouse", "AuctionStatus", "Bid", "BidStatus", "Ladder"]

COMPETITIVE_SHARE = Fraction(10, 100)  # of the offering, at least, to competitive bids (356.20(a)(1))
ORDINARY, FIMA, SOMA = "noncompetitive", "fima", "soma"
UNDECIDED = (AuctionStatus.ANNOUNCED, AuctionStatus.CLEARING)
Obstacle = str | None  # the error that one of many bids is skipped for
PENDING = (BidStatus.NONCOMPETITIVE, BidStatus.COMMITTED, BidStatus.REVEALED)  # neither settled nor forfeited


@dataclass
class Auction:
    announcement: Announcement
    index: Index
    high_rate: int  # while clearing, the rate to look at next
    status: AuctionStatus = AuctionStatus.ANNOUNCED
    noncompetitive: Counter = field(default_factory=Counter)  # kind -> [units]
    demand: dict = field(
        default_factory=lambda: defaultdict(Counter)
    )  # rate -> class -> [units], within limits
    below_high: Counter = field(default_factory=Counter)  # bidder class -> [units] accepted in full
    rounding: Counter = field(
        default_factory=Counter
    )  # bidder class -> what $100 rounding added [1/10,000 unit]
    allotted_at_high: int = 0
    interest_rate: int = 0
    price: int = 0
    accrued_interest: int = 0
    excluded_classes: int = 0  # by the security when it was announced, a bit each

    def competitive_tendered(self) -> Counter:
        return sum(self.demand.values(), Counter())

    def competitive_offering(self) -> int:
        """What noncompetitive bids inside the offering leave to competitive ones."""
        offering = self.announcement.offering
        taken = self.noncompetitive[ORDINARY] + self.noncompetitive[FIMA]
        return max(offering - taken, ceil(offering * COMPETITIVE_SHARE))

    def competitive_accepted(self) -> Counter:
        """By class, rounded down."""
        at_high = self.demand[self.high_rate]
        return Counter(
            {
                each: self.below_high[each]
                + (at_high[each] * self.allotted_at_high + self.rounding[each]) // allotment.WHOLE
                for each in BidderClass
            }
        )

    def rate_at_share(self, percent: int) -> int:
        """The first rate up to which `percent` of the accepted competitive amount was bid."""
        at_high = self.demand[self.high_rate].total() * Fraction(self.allotted_at_high, allotment.WHOLE)
        wanted = Fraction(percent, 100) * (self.below_high.total() + at_high)
        bid = 0
        for rate in sorted(rate for rate in self.demand if rate < self.high_rate):
            bid += self.demand[rate].total()
            if bid >= wanted:
                return rate
        return self.high_rate


@dataclass(frozen=True)
class Bid:
    status: BidStatus = BidStatus.NONE
    escrow: int = 0  # [micro-dollars]
    bidder_class: BidderClass = BidderClass.INDIRECT
    content: Any = None  # the commitment, or the units of a noncompetitive bid
    is_submitted: bool = False  # by somebody to whom the bidder gave its signature


@dataclass
class AuctionHouse(CashAccounts):
    registry: Any
    pricing: AuctionPricing
    auctions: dict[int, Auction] = field(default_factory=dict)
    bids: dict[tuple[int, str], Bid] = field(default_factory=dict)
    reserved: set[str] = field(default_factory=set)  # CUSIPs of new notes whose auction has not ended

    # Announcement

    def announce(self, announcement: Announcement) -> int:
        index = self.pricing.examine(announcement)
        require(announcement.cusip not in self.reserved, "CusipInUse")
        if announcement.is_reopening:
            announcement = self._outstanding(announcement)
        else:
            self._reserve(announcement.cusip)

        auction_id = len(self.auctions) + 1
        excluded = self.registry.excluded_classes(announcement.cusip)
        self.auctions[auction_id] = Auction(
            announcement, index, announcement.minimum_rate, excluded_classes=excluded
        )
        return auction_id

    def cancel(self, auction_id: int) -> None:
        auction = self._in_status(auction_id, *UNDECIDED)

        self._cancel(auction)

    def announcement_of(self, auction_id: int) -> Announcement:
        require(auction_id in self.auctions, "UnknownAuction")
        return self.auctions[auction_id].announcement

    def status_of(self, auction_id: int) -> AuctionStatus:
        return self.auctions[auction_id].status if auction_id in self.auctions else AuctionStatus.NONE

    def index_of(self, auction_id: int) -> Index:
        return self.auctions[auction_id].index if auction_id in self.auctions else Index()

    def _outstanding(self, announcement: Announcement) -> Announcement:
        """What is reopened, under the CUSIP by which the registry knows it."""
        known = self.registry.is_established(announcement.cusip)
        terms = self.pricing.terms_at(announcement, announcement.minimum_rate)
        reopened = self._establish(announcement, terms)
        require(known or reopened.cusip != announcement.cusip, "UnknownSecurity")
        return reopened

    def _reserve(self, name: str) -> None:
        require(cusip.is_valid(name), "InvalidCusip")
        require(not self.registry.is_established(name), "CusipInUse")

        self.reserved.add(name)

    def _establish(self, announcement: Announcement, terms: Terms) -> Announcement:
        """The announcement under the CUSIP by which the registry knows the security."""
        return replace(announcement, cusip=self.registry.establish(announcement.cusip, terms))

    def _cancel(self, auction: Auction) -> None:
        auction.status = AuctionStatus.CANCELLED
        self.reserved.discard(auction.announcement.cusip)

    # Bidding

    def bid_noncompetitive(self, caller: str, auction_id: int, units: int) -> None:
        self._bid_noncompetitive(auction_id, caller, units, is_submitted=False)

    def submit_noncompetitive_bids(self, auction_id: int, bids: list[tuple[str, int]]) -> list[Obstacle]:
        """Of bidders who have signed them, with their units."""
        auction = self._open(auction_id)
        self._require_before(auction.announcement.noncompetitive_close)
        obstacles = []
        for bidder, units in bids:
            if self._is_submitted(auction_id, bidder, units):
                obstacles.append(None)
                continue
            escrow = self._noncompetitive_escrow(auction, units)
            obstacles.append(self._obstacle_to_bid(auction_id, bidder, escrow, units))
            if not obstacles[-1]:
                self._bid_noncompetitive(auction_id, bidder, units, is_submitted=True)
        return obstacles

    def commit_bid(self, caller: str, auction_id: int, commitment: Any) -> None:
        self._commit(auction_id, caller, commitment, is_submitted=False)

    def submit_commitments(self, auction_id: int, commitments: list[tuple[str, Any]]) -> list[Obstacle]:
        """Of bidders who have signed them."""
        announcement = self._open(auction_id).announcement
        self._require_before(announcement.competitive_close)
        obstacles = []
        for bidder, commitment in commitments:
            if self._is_submitted(auction_id, bidder, commitment):
                obstacles.append(None)
                continue
            obstacles.append(self._obstacle_to_bid(auction_id, bidder, announcement.bond))
            if not obstacles[-1]:
                self._commit(auction_id, bidder, commitment, is_submitted=True)
        return obstacles

    def reveal_bid(self, caller: str, auction_id: int, ladder: Ladder) -> None:
        self._reveal(auction_id, caller, ladder)

    def reveal_bids(self, caller: str, auction_id: int, openings: list[tuple[str, Ladder]]) -> list[Obstacle]:
        auction = self._revealing(auction_id)
        obstacles = []
        for bidder, ladder in openings:
            if self.bid_of(auction_id, bidder).status == BidStatus.REVEALED:
                obstacles.append(None)
                continue
            self._require_rungs(auction.announcement, ladder)
            obstacles.append(self._obstacle_to_reveal(caller, auction_id, bidder, ladder))
            if not obstacles[-1]:
                self._reveal(auction_id, bidder, ladder)
        return obstacles

    def _bid_noncompetitive(self, auction_id: int, bidder: str, units: int, *, is_submitted: bool) -> None:
        auction = self._open(auction_id)
        announcement = auction.announcement
        self._require_before(announcement.noncompetitive_close)
        holder_class, _ = self._require_new_bidder(bidder, auction_id)
        require(units != 0, "NoUnits")
        kind = self._kind_of(holder_class, units, announcement.maximum_noncompetitive_award)

        escrow = self._noncompetitive_escrow(auction, units)
        self._take(bidder, escrow)
        auction.noncompetitive[kind] += units
        self.bids[auction_id, bidder] = Bid(
            BidStatus.NONCOMPETITIVE, escrow, content=units, is_submitted=is_submitted
        )

    def _commit(self, auction_id: int, bidder: str, commitment: Any, *, is_submitted: bool) -> None:
        announcement = self._open(auction_id).announcement
        self._require_before(announcement.competitive_close)
        _, bidder_class = self._require_new_bidder(bidder, auction_id)

        self._take(bidder, announcement.bond)
        self.bids[auction_id, bidder] = Bid(
            BidStatus.COMMITTED, announcement.bond, bidder_class, commitment, is_submitted
        )

    def _reveal(self, auction_id: int, bidder: str, ladder: Ladder) -> None:
        """Whether the bidder may still hold securities is not asked again: a bid is binding (356.11)."""
        auction = self._revealing(auction_id)
        bid = self.bid_of(auction_id, bidder)
        require(bid.status == BidStatus.COMMITTED, "NoSuchBid")
        self.compliance.require_not_frozen(bidder)
        require(bid.content == self.commitment_of(auction_id, bidder, ladder), "CommitmentDiffers")
        self._require_rungs(auction.announcement, ladder)

        escrow = max(self._cost_of(auction, ladder), bid.escrow)
        self._take(bidder, escrow - bid.escrow)
        for rate, units in self._counted(auction, ladder).items():
            auction.demand[rate][bid.bidder_class] += units
        self.bids[auction_id, bidder] = replace(bid, status=BidStatus.REVEALED, escrow=escrow)

    def _revealing(self, auction_id: int) -> Auction:
        auction = self._open(auction_id)
        self._require_from(auction.announcement.competitive_close)
        self._require_before(auction.announcement.reveal_close)
        return auction

    def commitment_of(self, auction_id: int, bidder: str, ladder: Ladder) -> Any:
        """Nothing need be hidden here: what the contract's hash is made of."""
        return auction_id, bidder, ladder

    def bid_of(self, auction_id: int, bidder: str) -> Bid:
        return self.bids.get((auction_id, bidder), Bid())

    def _require_new_bidder(self, bidder: str, auction_id: int) -> tuple[HolderClass, BidderClass]:
        require(self.bid_of(auction_id, bidder).status == BidStatus.NONE, "AlreadyBid")
        classes = self.compliance.require_bidder(bidder)
        is_excluded = self.auctions[auction_id].excluded_classes & 1 << classes[0]
        require(not is_excluded, "ClassExcluded")
        return classes

    def _is_submitted(self, auction_id: int, bidder: str, content: Any) -> bool:
        """Whether this very bid was submitted already."""
        bid = self.bid_of(auction_id, bidder)
        return bid.is_submitted and bid.content == content

    def _noncompetitive_escrow(self, auction: Auction, units: int) -> int:
        """The most that so many units can cost."""
        announcement = auction.announcement
        return units * self.pricing.highest_cost(announcement, auction.index, announcement.minimum_rate)

    def _cost_of(self, auction: Auction, ladder: Ladder) -> int:
        """A ladder at its own rates."""
        return sum(
            units * self.pricing.highest_cost(auction.announcement, auction.index, rate)
            for rate, units in self._counted(auction, ladder).items()
        )

    def _kind_of(self, holder_class: HolderClass, units: int, limit: int) -> str:
        """The sum that a noncompetitive bid belongs to."""
        if holder_class == HolderClass.FEDERAL_RESERVE:
            return SOMA
        if holder_class == HolderClass.FOREIGN_OFFICIAL:
            return FIMA
        require(units <= limit or holder_class == HolderClass.TREASURY_DIRECT, "AboveNoncompetitiveLimit")
        return ORDINARY

    def _require_rungs(self, announcement: Announcement, ladder: Ladder) -> None:
        """Refuse a ladder that cannot be bid."""
        require(len(ladder.rungs) != 0, "NoUnits")
        before = None
        for rung in ladder.rungs:
            require(rung.units != 0, "NoUnits")
            require(before is None or before < rung.rate, "RatesNotAscending")
            self._require_rate(announcement, rung.rate)
            before = rung.rate

    def _require_rate(self, announcement: Announcement, rate: int) -> None:
        is_within = announcement.minimum_rate <= rate <= announcement.maximum_rate
        require(is_within and is_on_the_grid(announcement, rate), "InvalidRate")

    def _counted(self, auction: Auction, ladder: Ladder) -> dict[int, int]:
        """The units of each rate of a ladder that count within the award limits."""
        bids = [rung.units for rung in ladder.rungs]
        within = allotment.within_limits(auction.announcement.offering, bids, ladder.net_long_position)
        return {rung.rate: units for rung, units in zip(ladder.rungs, within, strict=True) if units}

    # Many bids together: why one is skipped

    def _obstacle_to_bid(
        self, auction_id: int, bidder: str, escrow: int, units: int | None = None
    ) -> Obstacle:
        """`units` are those of a noncompetitive bid."""
        limit = self.announcement_of(auction_id).maximum_noncompetitive_award
        try:
            holder_class, _ = self._require_new_bidder(bidder, auction_id)
            if units is not None:
                self._kind_of(holder_class, units, limit)
        except Rejected as why:
            return str(why)
        return self._obstacle_to_pay(bidder, escrow)

    def _obstacle_to_reveal(self, caller: str, auction_id: int, bidder: str, ladder: Ladder) -> Obstacle:
        auction, bid = self.auctions[auction_id], self.bid_of(auction_id, bidder)
        if bid.status != BidStatus.COMMITTED:
            return "NoSuchBid"
        require(caller == bidder or bid.is_submitted, "NotBidder")
        if self.compliance.is_frozen(bidder):
            return "AccountFrozen"
        require(bid.content == self.commitment_of(auction_id, bidder, ladder), "CommitmentDiffers")
        return self._obstacle_to_pay(bidder, self._cost_of(auction, ladder) - bid.escrow)

    def _obstacle_to_settle(self, caller: str, auction_id: int, bidder: str) -> Obstacle:
        bid = self.bid_of(auction_id, bidder)
        if bid.status not in (BidStatus.NONCOMPETITIVE, BidStatus.REVEALED):
            return "NoSuchBid"
        require(caller == bidder or bid.is_submitted, "NotBidder")
        return "AccountFrozen" if self.compliance.is_frozen(bidder) else None

    def _obstacle_to_pay(self, bidder: str, dollars: int) -> Obstacle:
        return None if self._fund(bidder, dollars) else "InsufficientCash"

    # Clearing

    def clear(self, auction_id: int, maximum_ticks: int) -> bool:
        auction = self._in_status(auction_id, *UNDECIDED)
        self._require_from(auction.announcement.reveal_close)
        rates = sorted(rate for rate in auction.demand if rate >= auction.high_rate)
        if not rates:
            self._cancel(auction)
            return False

        walked = self._walk(auction, rates, maximum_ticks)
        if walked is not None:
            self._price(auction, walked)
        return walked is not None

    def _walk(self, auction: Auction, rates: list[int], maximum_ticks: int) -> int | None:
        """Go up the demand by so many rates; what remains for bids at the high rate, if that is found."""
        remaining = auction.competitive_offering() - auction.below_high.total()
        auction.status = AuctionStatus.CLEARING
        auction.high_rate = rates[0]
        for rate, higher in zip(rates[:maximum_ticks], [*rates[1:], None], strict=False):
            demand = auction.demand[rate]
            if demand.total() >= remaining or higher is None:
                return remaining
            auction.below_high += demand
            auction.high_rate = higher
            remaining -= demand.total()
        return None

    def _price(self, auction: Auction, remaining: int) -> None:
        announcement, high_rate = auction.announcement, auction.high_rate
        auction.status = AuctionStatus.CLEARED
        auction.allotted_at_high = allotment.allotted_at_high(remaining, auction.demand[high_rate].total())
        prices = self.pricing.price_at(announcement, auction.index, high_rate)
        auction.price, auction.accrued_interest = prices
        terms = self.pricing.terms_at(announcement, high_rate)
        auction.interest_rate = terms.interest_rate
        if not announcement.is_reopening:
            self.reserved.discard(announcement.cusip)
            auction.announcement = self._establish(announcement, terms)

    def result_of(self, auction_id: int) -> Result:
        auction = self._in_status(auction_id, AuctionStatus.CLEARED)
        announcement, pricing = auction.announcement, self.pricing
        unadjusted = pricing.unadjusted_price_at(announcement, auction.high_rate)
        tendered = _amounts(auction.competitive_tendered(), auction.noncompetitive)
        accepted = _amounts(auction.competitive_accepted(), auction.noncompetitive)
        return Result(
            cusip=auction.announcement.cusip,
            high_rate=auction.high_rate,
            median_rate=auction.rate_at_share(50),
            low_rate=auction.rate_at_share(5),
            allotted_at_high=auction.allotted_at_high,
            interest_rate=auction.interest_rate,
            spread=pricing.terms_at(announcement, auction.high_rate).spread,
            investment_rate=pricing.investment_rate(announcement, auction.price),
            index=auction.index.level,
            price=auction.price,
            accrued_interest=auction.accrued_interest,
            unadjusted_price=unadjusted[0],
            unadjusted_accrued_interest=unadjusted[1],
            bid_to_cover=allotment.bid_to_cover(tendered.public(), accepted.public()),
            tendered=tendered,
            accepted=accepted,
        )

    # Settlement

    def settle(self, caller: str, auction_id: int, ladder: Ladder = NO_LADDER) -> tuple[int, int]:
        """Units delivered, and their cost [micro-dollars]."""
        return self._settle(auction_id, caller, ladder)

    def settle_bids(self, caller: str, auction_id: int, openings: list[tuple[str, Ladder]]) -> list[Obstacle]:
        self._settling(auction_id)
        obstacles = []
        for bidder, ladder in openings:
            if self.bid_of(auction_id, bidder).status == BidStatus.SETTLED:
                obstacles.append(None)
                continue
            obstacles.append(self._obstacle_to_settle(caller, auction_id, bidder))
            if not obstacles[-1]:
                self._settle(auction_id, bidder, ladder)
        return obstacles

    def refund(self, auction_id: int, bidder: str) -> None:
        self._in_status(auction_id, AuctionStatus.CANCELLED)
        bid = self.bid_of(auction_id, bidder)
        require(bid.status in PENDING, "NoSuchBid")

        self._give(bidder, bid.escrow)
        self._close(auction_id, bidder, BidStatus.SETTLED)

    def forfeit_bond(self, auction_id: int, bidder: str) -> None:
        auction = self._in_status(auction_id, AuctionStatus.CLEARED)
        bid = self.bid_of(auction_id, bidder)
        require(bid.status == BidStatus.COMMITTED, "NoSuchBid")

        close = auction.announcement.competitive_close
        could_reveal = not self.compliance.was_frozen_since(bidder, close)
        self._give(self.registry.treasury_account if could_reveal else bidder, bid.escrow)
        self._close(auction_id, bidder, BidStatus.FORFEITED)

    def _settle(self, auction_id: int, bidder: str, ladder: Ladder) -> tuple[int, int]:
        auction = self._settling(auction_id)
        issue_date = auction.announcement.issue_date
        bid = self.bid_of(auction_id, bidder)
        units, rounding = self._award(auction, auction_id, bidder, ladder)

        if units:
            self.registry.issue(self.address, auction.announcement.cusip, bidder, units, issue_date)
        cost = units * (auction.price + auction.accrued_interest)
        self._give(self.registry.treasury_account, cost)
        self._give(bidder, bid.escrow - cost)
        auction.rounding[bid.bidder_class] += rounding
        self._close(auction_id, bidder, BidStatus.SETTLED)
        return units, cost

    def _settling(self, auction_id: int) -> Auction:
        auction = self._in_status(auction_id, AuctionStatus.CLEARED)
        self._require_from(auction.announcement.issue_date * SECONDS_IN_DAY)
        return auction

    def _award(self, auction: Auction, auction_id: int, bidder: str, ladder: Ladder) -> tuple[int, int]:
        """The units a bid is awarded, and what rounding added to them [1/10,000 unit]."""
        bid = self.bid_of(auction_id, bidder)
        if bid.status == BidStatus.NONCOMPETITIVE:
            return bid.content, 0
        require(bid.status == BidStatus.REVEALED, "NoSuchBid")
        require(bid.content == self.commitment_of(auction_id, bidder, ladder), "CommitmentDiffers")

        counted = self._counted(auction, ladder)
        below = sum(units for rate, units in counted.items() if rate < auction.high_rate)
        at_high, percentage = counted.get(auction.high_rate, 0), auction.allotted_at_high
        return (
            below + allotment.award_at_high(at_high, percentage),
            allotment.rounding(at_high, percentage),
        )

    def _close(self, auction_id: int, bidder: str, status: BidStatus) -> None:
        bid = self.bids[auction_id, bidder]
        self.bids[auction_id, bidder] = replace(bid, status=status, escrow=0)

    # Status and time

    def _open(self, auction_id: int) -> Auction:
        """Announced and not cancelled; when what may be done, the times say."""
        return self._in_status(
            auction_id, *set(AuctionStatus) - {AuctionStatus.NONE, AuctionStatus.CANCELLED}
        )

    def _in_status(self, auction_id: int, *allowed: AuctionStatus) -> Auction:
        require(self.status_of(auction_id) in allowed, "WrongStatus")
        return self.auctions[auction_id]

    def _require_before(self, close: int) -> None:
        require(self.clock.now < close, "BiddingClosed")

    def _require_from(self, opens_at: int) -> None:
        require(self.clock.now >= opens_at, "TooEarly")


def _amounts(competitive: Counter, noncompetitive: Counter) -> Amounts:
    return Amounts(
        *(competitive[each] for each in BidderClass),
        *(noncompetitive[kind] for kind in (ORDINARY, FIMA, SOMA)),
    )
