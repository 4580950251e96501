"""One auction with so many bids, on a node: what each step costs.

Every bidder is an account of its own, which the node lets us act for. What a step has done already is seen
on the chain, so that an interrupted run goes on on the same node.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from model.auction import BidStatus
from model.clock import SECONDS_IN_DAY
from scripts.batch import order, read, results, send
from scripts.deploy import System
from scripts.network import now, travel_to
from scripts.scale.population import LOWEST_RATE, RATES, STEP, Bidder, in_batches, offering_of
from scripts.settings import Settings

AT_ONCE = 500
RETAIL = 8  # HolderClass in interfaces/ICompliance.sol
BOND = 1_000_000  # [micro-dollars]
PAID_IN = 5_000 * 10**6  # into each bidder's account, more than its bid can cost [micro-dollars]
DAYS_TO_ISSUE, TERM = 30, 91  # [days]
ETHER = hex(10**18)

Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Cost:
    """Gas of one step of one bidder, over all of them."""

    least: int
    middle: int
    most: int


@dataclass(frozen=True)
class Measured:
    bids: int
    commit: Cost
    reveal: Cost
    clear: int  # all of it, in one transaction
    settle: Cost

    def as_json(self) -> dict:
        return asdict(self)


class Benchmark:
    def __init__(self, system: System, settings: Settings, bids: int, cusip: str, progress: Progress):
        self.system, self.settings, self.house = system, settings, system.auction_house
        self.numbers, self.cusip, self.progress = range(bids), cusip, progress
        self.id = 0

    def run(self) -> Measured:
        self.announce()
        self.admit()
        commit = self.step("commit", BidStatus.NONE, self.commit)
        travel_to(self.terms["competitiveClose"])
        reveal = self.step("reveal", BidStatus.COMMITTED, self.reveal)
        travel_to(self.terms["revealClose"])
        (clear,) = send([order(self.house.clear, self.id, 2 * RATES, by=self.settings.treasury)])
        travel_to(self.terms["issueDate"] * SECONDS_IN_DAY)
        settle = self.step("settle", BidStatus.REVEALED, self.settle)
        return Measured(len(self.numbers), commit, reveal, clear, settle)

    @property
    def terms(self) -> Any:
        return self.house.announcementOf(self.id)

    # Before bidding

    def announce(self) -> None:
        today = now() // SECONDS_IN_DAY
        issue = today + DAYS_TO_ISSUE
        close = (issue - 2) * SECONDS_IN_DAY
        highest = LOWEST_RATE + STEP * (RATES - 1)
        offering = offering_of(len(self.numbers))
        offered = (self.cusip.encode(), 1, issue, issue + TERM, LOWEST_RATE, highest, offering)
        closes = (close, close + 1, close + SECONDS_IN_DAY)
        announcement = (*offered, False, 0, 0, issue, 0, *closes, BOND, 50_000)
        send([order(self.house.announce, announcement, by=self.settings.treasury)])
        self.id = self.house.auctionCount()

    def admit(self) -> None:
        """Register every bidder, and pay into its account."""
        compliance, officer = self.system.compliance, self.settings.compliance_officer
        payer, cash = self.settings.issuer, self.system.cash
        total = PAID_IN * len(self.numbers)
        paying = [order(cash.mint, payer, total, by=payer), order(cash.approve, self.house, total, by=payer)]
        send(paying)
        for some in in_batches(self.numbers, AT_ONCE):
            results([("anvil_setBalance", [each.address, ETHER]) for each in some])
            send(
                [order(compliance.setHolder, each.address, RETAIL, b"US", False, by=officer) for each in some]
            )
            send([order(self.house.deposit, each.address, PAID_IN, by=payer) for each in some])
            self.progress("admitted", len(some))

    # Every bidder's steps

    def step(self, name: str, status: BidStatus, take: Callable[[list[Bidder]], list]) -> Cost:
        """Of all bidders that stand there; what they use is counted, and none of them kept."""
        gas = []
        for some in in_batches(self.numbers, AT_ONCE):
            standing = read([(self.house.bidOf, self.id, each.address) for each in some])
            due = [each for each, (now_at, _) in zip(some, standing, strict=True) if now_at == status]
            gas += send(take(due))
            self.progress(name, len(some))
        return Cost(min(gas), int(median(gas)), max(gas))

    def commit(self, bidders: list[Bidder]) -> list:
        asked = [(self.house.commitmentOf, self.id, each.address, each.ladder) for each in bidders]
        return [
            order(self.house.commitBid, self.id, commitment, by=each.address)
            for each, commitment in zip(bidders, read(asked), strict=True)
        ]

    def reveal(self, bidders: list[Bidder]) -> list:
        return [order(self.house.revealBid, self.id, each.ladder, by=each.address) for each in bidders]

    def settle(self, bidders: list[Bidder]) -> list:
        return [order(self.house.settle, self.id, each.ladder, by=each.address) for each in bidders]
