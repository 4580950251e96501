"""The cash accounts of an auction house, by nothing but its events."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from scripts.house import logs
from scripts.network import chain_in_use, is_in_process


class CashEvents:
    """What each account holds after the events told so far [micro-dollars]; a method for each event."""

    def __init__(self, treasury: str) -> None:
        self.treasury = treasury
        self.bonds = {}  # by auction
        self.cash = Counter()

    def Announced(self, told: Any) -> None:
        self.bonds[told["auctionId"]] = told["announcement"]["bond"]

    def Deposited(self, told: Any) -> None:
        self.cash[told["account"]] += told["dollars"]

    def Withdrawn(self, told: Any) -> None:
        self.cash[told["account"]] -= told["dollars"]

    def NoncompetitiveBidPlaced(self, told: Any) -> None:
        self._take(told["bidder"], told["escrow"])

    def BidCommitted(self, told: Any) -> None:
        self._take(told["bidder"], self.bonds[told["auctionId"]])

    def BidRevealed(self, told: Any) -> None:
        self._take(told["bidder"], told["escrow"] - self.bonds[told["auctionId"]])

    def Awarded(self, told: Any) -> None:
        self.cash[self.treasury] += told["cost"]
        self.cash[told["bidder"]] += told["refund"]

    def BondForfeited(self, told: Any) -> None:
        self.cash[self.treasury] += told["bond"]

    def Refunded(self, told: Any) -> None:
        self.cash[told["bidder"]] += told["refund"]

    def _take(self, account: str, dollars: int) -> None:
        """What the account is short of came out of its allowance."""
        self.cash[account] = max(0, self.cash[account] - dollars)


NAMES = [name for name in vars(CashEvents) if not name.startswith("_")]


def cash_by_events(house: Any) -> Counter:
    accounts = CashEvents(house.treasuryAccount())
    for name, told in told_in_process(house) if is_in_process() else told_by_node(house):
        getattr(accounts, name)(told)
    return accounts.cash


def told_by_node(house: Any) -> Iterator[tuple[str, Any]]:
    """Names of events and what they say, in their order."""
    events = [event for name in NAMES for event in logs(house, name)]
    for event in sorted(events, key=lambda event: (event["blockNumber"], event["logIndex"])):
        yield event["event"], event["args"]


def told_in_process(house: Any, after: int = 0) -> Iterator[tuple[str, Any]]:
    """After so many logs of the chain."""
    known = {topic: event for topic, event in house.container.events.items() if event.name in NAMES}
    for log in chain_in_use().logs[after:]:
        if log.address == house.address and log.topics[0] in known:
            event = known[log.topics[0]]
            yield event.name, event.read(log.topics, log.data)
