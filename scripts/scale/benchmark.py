"""One auction with so many bids, on a node: what each step costs.

Every bidder is an account of its own, which the node lets us act for. Bids and receipts are made, counted and
forgotten a block at a time, so that the script takes no more memory for many than for few.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from model.clock import SECONDS_IN_DAY
from scripts.deploy import System
from scripts.network import now, travel_to
from scripts.scale.blocks import Transaction, fund, in_order, mine, mine_measured
from scripts.scale.population import LOWEST_RATE, RATES, STEP, Bidder, in_batches, offering_of
from scripts.settings import Settings

A_BLOCK = 2_500  # bids
ADMITTED_TOGETHER = 250  # in one transaction
RETAIL = 8  # HolderClass in interfaces/ICompliance.sol
BOND = 1_000_000  # [micro-dollars]
PAID_IN = 5_000 * 10**6  # into each bidder's account, more than its bid can cost [micro-dollars]
DAYS_TO_ISSUE, TERM = 30, 91  # [days]
ETHER = 10**18  # [wei]
COMMITTED, REVEALED, SETTLED = range(3)  # the nonce of a bidder's transaction

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
        self.bids, self.cusip, self.progress = bids, cusip, progress
        self.id = 0

    def run(self) -> Measured:
        self.announce()
        self.admit()
        commit = self.step("committed", "BidCommitted", self.commit)
        travel_to(self.terms["competitiveClose"])
        reveal = self.step("revealed", "BidRevealed", self.reveal)
        travel_to(self.terms["revealClose"])
        clearing = in_order(self.settings.treasury, [(self.house.clear, self.id, 2 * RATES)])
        (clear,) = mine_measured(clearing, self.house, "Cleared")
        travel_to(self.terms["issueDate"] * SECONDS_IN_DAY)
        settle = self.step("settled", "Awarded", self.settle)
        return Measured(self.bids, commit, reveal, clear, settle)

    @property
    def terms(self) -> Any:
        return self.house.announcementOf(self.id)

    # Before bidding

    def announce(self) -> None:
        today = now() // SECONDS_IN_DAY
        issue = today + DAYS_TO_ISSUE
        close = (issue - 2) * SECONDS_IN_DAY
        highest = LOWEST_RATE + STEP * (RATES - 1)
        offering = offering_of(self.bids)
        offered = (self.cusip.encode(), 1, issue, issue + TERM, LOWEST_RATE, highest, offering)
        closes = (close, close + 1, close + SECONDS_IN_DAY)
        announcement = (*offered, False, 0, 0, issue, 0, *closes, BOND, 50_000)
        announcing = in_order(self.settings.treasury, [(self.house.announce, announcement)])
        mine(announcing, self.house, "Announced")
        self.id = self.house.auctionCount()

    def admit(self) -> None:
        """Register every bidder, and pay into its account."""
        payer, cash, total = self.settings.issuer, self.system.cash, PAID_IN * self.bids
        mine(in_order(payer, [(cash.mint, payer.address, total)]), cash, "Transfer")
        mine(in_order(payer, [(cash.approve, self.house, total)]), cash, "Approval")
        for some in in_batches(self.id, self.bids, A_BLOCK):
            fund([each.address for each in some], ETHER)
            registrations = in_order(self.settings.compliance_officer, self.registrations(some))
            mine(registrations, self.system.compliance, "HolderSet")
            deposits = in_order(payer, [(self.house.deposit, each.address, PAID_IN) for each in some])
            mine(deposits, self.house, "Deposited")
            self.progress("admitted", len(some))

    def registrations(self, bidders: list[Bidder]) -> list[tuple]:
        """Many in one transaction: the access manager passes on what the officer may do."""
        manager, compliance = self.system.access_manager, self.system.compliance
        passed_on = [
            manager.execute.encode_input(
                compliance, compliance.setHolder.encode_input(each.address, RETAIL, b"US", False)
            )
            for each in bidders
        ]
        return [
            (manager.multicall, passed_on[first : first + ADMITTED_TOGETHER])
            for first in range(0, len(passed_on), ADMITTED_TOGETHER)
        ]

    # Every bidder's steps

    def step(self, name: str, event: str, take: Callable[[Bidder], Transaction]) -> Cost:
        """What all bidders' transactions use; there are few distinct amounts of gas, however many bid."""
        gas = Counter()
        for some in in_batches(self.id, self.bids, A_BLOCK):
            gas.update(mine_measured(list(map(take, some)), self.house, event))
            self.progress(name, len(some))
        return Cost(min(gas), middle(gas), max(gas))

    def commit(self, bidder: Bidder) -> Transaction:
        arguments = self.id, bidder.commitment
        return Transaction(bidder.address, COMMITTED, self.house.commitBid, arguments)

    def reveal(self, bidder: Bidder) -> Transaction:
        return Transaction(bidder.address, REVEALED, self.house.revealBid, (self.id, bidder.ladder))

    def settle(self, bidder: Bidder) -> Transaction:
        return Transaction(bidder.address, SETTLED, self.house.settle, (self.id, bidder.ladder))


def middle(gas: Counter) -> int:
    """The median: of two in the middle, the lower."""
    remaining = (gas.total() + 1) // 2
    for amount in sorted(gas):
        remaining -= gas[amount]
        if remaining <= 0:
            return amount
    raise ValueError("There is nothing in the middle of nothing.")
