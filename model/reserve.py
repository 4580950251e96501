"""The twin of Reserve: the cash and bills behind the Par Dollar.

Who may bid and who may distribute is not told here: the access manager of the chain decides that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from model.amortised_cost import remaining_discount
from model.auction import NO_LADDER, Announcement, BidStatus, Ladder
from model.auction_house import AuctionHouse
from model.cash import Cash
from model.clock import SECONDS_IN_DAY, Clock
from model.note_pricing import PAR
from model.par_dollar import ParDollar
from model.registry import TreasuryRegistry
from model.rejected import require
from model.security import SecurityType

LONGEST_MATURITY = 93  # GENIUS Act, Pub. L. 119-27, sec. 4(a)(1)(A)(iii) [days]
MOST_POSITIONS = 32  # bills held and bids open


@dataclass(frozen=True)
class Position:
    units: int = 0  # [units of $100 par]
    discount: int = 0  # par less amortised cost, when last changed [micro-dollars]
    changed_at: int = 0  # [unix time]
    maturity_date: int = 0  # [unix day]

    def remaining_discount(self, time: int) -> int:
        return remaining_discount(self.discount, self.changed_at, self.maturity_date * SECONDS_IN_DAY, time)

    def amortised_cost(self, time: int) -> int:
        return self.units * PAR - self.remaining_discount(time)


@dataclass(frozen=True)
class Holdings:
    """A position as the public sees it."""

    cusip: str
    units: int  # [units of $100 par]
    amortised_cost: int  # now [micro-dollars]
    maturity_date: int  # [unix day]


@dataclass
class Reserve:
    address: str
    clock: Clock
    cash: Cash
    auction_house: AuctionHouse
    registry: TreasuryRegistry
    par_dollar: ParDollar
    capital: int = 0  # [micro-dollars]
    position_of: dict[str, Position] = field(default_factory=dict)  # by CUSIP
    open_auctions: set[int] = field(default_factory=set)  # in which the reserve has bid and not settled

    # Coin

    def mint(self, caller: str, to: str, dollars: int) -> None:
        if to != caller:
            self._require_not_frozen(caller)
        self.cash.transfer_from(self.address, caller, self.address, dollars)
        self.par_dollar.mint(self.address, to, dollars)

    def redeem(self, caller: str, to: str, dollars: int) -> None:
        if to != caller:
            self._require_not_frozen(to)
        self.par_dollar.burn(self.address, caller, dollars)
        self._pay(to, dollars)

    def _require_not_frozen(self, account: str) -> None:
        require(not self.par_dollar.is_frozen(account), "AccountFrozen")

    def _pay(self, to: str, dollars: int) -> None:
        require(self.cash.balance_of[self.address] >= dollars, "InsufficientCash")

        self.cash.transfer(self.address, to, dollars)

    # Backing

    def backing(self) -> int:
        bills = sum(position.amortised_cost(self.clock.now) for position in self.position_of.values())
        return self.cash.balance_of[self.address] + self.in_settlement() + bills

    def supply(self) -> int:
        return self.par_dollar.total_supply

    def surplus(self) -> int:
        return self.backing() - self.supply()

    def positions(self) -> Iterator[Holdings]:
        for cusip, position in self.position_of.items():
            cost = position.amortised_cost(self.clock.now)
            yield Holdings(cusip, position.units, cost, position.maturity_date)

    def in_settlement(self) -> int:
        bids = [self.auction_house.bid_of(auction_id, self.address) for auction_id in self.open_auctions]
        escrow = sum(bid.escrow for bid in bids if bid.status != BidStatus.COMMITTED)
        return self.auction_house.cash_of[self.address] + escrow

    # Portfolio

    def bid_noncompetitive(self, auction_id: int, units: int) -> None:
        self._require_eligible(auction_id)
        self.open_auctions.add(auction_id)
        self.auction_house.bid_noncompetitive(self.address, auction_id, units)

    def commit_bid(self, auction_id: int, commitment: Any) -> None:
        self._require_surplus(self._require_eligible(auction_id).bond)
        self.open_auctions.add(auction_id)
        self.auction_house.commit_bid(self.address, auction_id, commitment)

    def reveal_bid(self, auction_id: int, ladder: Ladder) -> None:
        self.auction_house.reveal_bid(self.address, auction_id, ladder)

    def settle_bid(self, auction_id: int, ladder: Ladder = NO_LADDER) -> None:
        self._close_bid(auction_id)
        announcement = self.auction_house.announcement_of(auction_id)

        units, cost = self.auction_house.settle(self.address, auction_id, ladder)
        if units:
            self._buy(announcement.cusip, announcement.maturity_date, units, cost)
        self._withdraw()

    def close_bid(self, auction_id: int) -> None:
        self._close_bid(auction_id)
        if self.auction_house.bid_of(auction_id, self.address).status < BidStatus.SETTLED:
            self.auction_house.refund(auction_id, self.address)
        self._withdraw()

    def collect(self, cusip: str) -> int:
        require(self.registry.holding_of(cusip, self.address).units != 0, "NoPosition")

        paid = self.registry.redeem(self.address, cusip, self.address)
        if paid:
            self.position_of.pop(cusip, None)
        return paid

    def _require_eligible(self, auction_id: int) -> Announcement:
        announcement = self.auction_house.announcement_of(auction_id)
        is_bill = announcement.security_type == SecurityType.BILL
        term = announcement.maturity_date - announcement.issue_date
        require(is_bill and term <= LONGEST_MATURITY, "NotEligible")
        require(len(self.position_of) + len(self.open_auctions) < MOST_POSITIONS, "TooMany")
        return announcement

    def _withdraw(self) -> None:
        """What the auction house keeps for the reserve."""
        self.auction_house.withdraw(self.address, self.auction_house.cash_of[self.address])

    def _close_bid(self, auction_id: int) -> None:
        require(auction_id in self.open_auctions, "NoOpenBid")

        self.open_auctions.remove(auction_id)

    def _buy(self, cusip: str, maturity_date: int, units: int, cost: int) -> None:
        held = self.position_of.get(cusip, Position())
        discount = held.remaining_discount(self.clock.now) + units * PAR - cost
        self.position_of[cusip] = Position(held.units + units, discount, self.clock.now, maturity_date)

    # Surplus

    def contribute_capital(self, caller: str, dollars: int) -> None:
        self.cash.transfer_from(self.address, caller, self.address, dollars)
        self.capital += dollars

    def withdraw_capital(self, to: str, dollars: int) -> None:
        require(self.capital >= dollars, "InsufficientCapital")
        self._require_surplus(dollars)

        self.capital -= dollars
        self._pay(to, dollars)

    def distribute_surplus(self, dollars: int) -> None:
        self._require_surplus(self.capital + dollars)

        self._pay(self.registry.treasury_account, dollars)

    def _require_surplus(self, needed: int) -> None:
        require(self.surplus() >= needed, "InsufficientSurplus")
