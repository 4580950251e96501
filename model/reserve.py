"""The twin of Reserve: the cash and bills behind the Par Dollar.

Who may bid, decide and declare is not told here: the access manager of the chain decides that.
"""

from dataclasses import dataclass, field
from typing import Any

from model.auction import NO_LADDER, Announcement, BidStatus, Ladder
from model.auction_house import AuctionHouse
from model.clock import SECONDS_IN_DAY
from model.note_pricing import PAR
from model.portfolio import Portfolio, Position
from model.redemption_queue import RedemptionQueue
from model.rejected import Rejected, require
from model.savings_dollar import SavingsDollar
from model.security import SecurityType

NO_DUE_DATE = 2**32 - 1
MOST_POSITIONS = 32  # bills held and bids open
KEPT_FOR_BIDS = 8  # of these
WHOLE = 10_000  # [0.01 %]
PAR_CASH = 1_000_000  # one dollar of cash at par [micro-dollars]
FLOOR_PRICE = 999_000  # of one dollar of cash, to create coins for it [micro-dollars]
MAXIMUM_PRICE_AGE = 4 * SECONDS_IN_DAY
LIMITS = {"haircut": 500, "buffer_target": 1_000, "savers_share": WHOLE}  # of the policy [0.01 %]
DISTRIBUTION_PERIOD = 7 * SECONDS_IN_DAY
SHORTFALL_PERIOD = 2 * SECONDS_IN_DAY


@dataclass(frozen=True)
class Policy:
    haircut: int = 50  # off the price at which bills are taken in kind [0.01 %]
    buffer_target: int = 200  # of liabilities [0.01 %]
    savers_share: int = 9_000  # of what their dollars earned [0.01 %]


@dataclass
class Reserve(RedemptionQueue):
    auction_house: AuctionHouse
    portfolio: Portfolio
    savings_dollar: SavingsDollar | None = None
    capital: int = 0  # [micro-dollars]
    distributed_at: int = 0  # [unix time]
    shortfall_since: int = 0  # [unix time]
    policy: Policy = field(default_factory=Policy)
    open_auctions: set[int] = field(default_factory=set)  # in which the reserve has bid and not settled

    # Coin

    def mint(self, caller: str, to: str, dollars: int) -> None:
        self._require_minting()
        if to != caller:
            self._require_not_frozen(caller)
        self._receive(caller, dollars)
        self.par_dollar.mint(self.address, to, dollars)

    def redeem(self, caller: str, to: str, dollars: int) -> None:
        self._require_solvent()
        if to != caller:
            self._require_not_frozen(to)
        self.par_dollar.burn(self.address, caller, dollars)
        self._pay(to, dollars)

    def mint_in_kind(
        self, caller: str, cusip: str, units: int, to: str, least_dollars: int, deadline: int
    ) -> int:
        self._require_in_time(deadline)
        self._require_creating()
        require(units != 0, "NoUnits")
        if to != caller:
            self._require_not_frozen(caller)

        security = self.registry.security_of(cusip)
        self._require_eligible(security.security_type, security.maturity_date, self.clock.today)
        if cusip not in self.portfolio.position_of:
            self._require_room(MOST_POSITIONS - KEPT_FOR_BIDS)
        dollars = self._price_in_kind(cusip, security.maturity_date, units)
        require(dollars >= least_dollars, "PriceMoved")
        self.registry.transfer_from(self.address, caller, self.address, cusip, units)
        self.portfolio.add(cusip, security.maturity_date, units, dollars)
        self.par_dollar.mint(self.address, to, dollars)
        return dollars

    def redeem_in_kind(
        self, caller: str, cusip: str, units: int, to: str, most_dollars: int, deadline: int
    ) -> int:
        self._require_in_time(deadline)
        self._require_solvent()
        if to != caller:
            self._require_not_frozen(to)

        position = self.portfolio.position_of.get(cusip, Position())
        require(units != 0, "NoUnits")
        require(position.units >= units, "NoPosition")
        dollars = units * self._ask_price(position)
        require(dollars <= most_dollars, "PriceMoved")
        self.par_dollar.burn(self.address, caller, dollars)
        self.registry.transfer(self.address, to, cusip, units)
        self.portfolio.take(cusip, units)
        return dollars

    def due_date(self, number: int) -> int:
        """The day by which the law in force when it was asked for wants a redemption paid [unix day]."""
        redemption = self.redemption_of(number)
        if redemption.redemption_days == 0:
            return NO_DUE_DATE
        date = redemption.requested_at // SECONDS_IN_DAY
        for _ in range(redemption.redemption_days):
            date = self.registry.payment_date(date + 1)
        return date

    def publish_cash_price(self, price: int) -> None:
        self.standing.cash_price, self.standing.cash_priced_at = price, self.clock.now

    def stop_minting(self, is_stopped: bool) -> None:
        self.standing.is_minting_stopped = is_stopped

    def _require_creating(self) -> None:
        self._require_solvent()
        require(not self.standing.is_minting_stopped, "MintingIsStopped")
        require(not self.standing.has_shortfall, "InShortfall")

    def _require_minting(self) -> None:
        self._require_creating()
        require(self.standing.cash_price >= FLOOR_PRICE, "CashBelowFloor")
        require(self.clock.now <= self.standing.cash_priced_at + MAXIMUM_PRICE_AGE, "CashPriceStale")

    def _require_in_time(self, deadline: int) -> None:
        require(self.clock.now <= deadline, "DeadlinePassed")

    def _receive(self, payer: str, dollars: int) -> None:
        """Take cash, and see that it has come."""
        before = self._cash_held()
        self.cash.transfer_from(self.address, payer, self.address, dollars)
        require(self._cash_held() - before >= dollars, "CashNotReceived")

    def _price_in_kind(self, cusip: str, maturity_date: int, units: int) -> int:
        """For which units are taken: the lower of market, at most par, and of cost, less the haircut."""
        price = min(self.portfolio.rate_board.bill_price(maturity_date), PAR)
        position = self.portfolio.position_of.get(cusip)
        if position is not None:
            price = min(price, position.amortised_cost(self.clock.now) // position.units)
        return units * price * (WHOLE - self.policy.haircut) // WHOLE

    def _ask_price(self, position: Position) -> int:
        """At which the reserve gives one unit: the higher of market and cost; par if no rates are fresh."""
        cost = -(-position.amortised_cost(self.clock.now) // position.units)
        try:
            return max(self.portfolio.rate_board.bill_price(position.maturity_date), cost)
        except Rejected:
            return max(PAR, cost)

    # Backing

    def backing(self) -> int:
        return self._cash_held() + self.in_settlement() + self.portfolio.at_cost()

    def market_value(self) -> int:
        price = min(self.standing.cash_price, PAR_CASH)
        cash = (self._cash_held() + self.in_settlement()) * price // PAR_CASH
        return cash + self.portfolio.at_market()

    def supply(self) -> int:
        return self.par_dollar.total_supply

    def liabilities(self) -> int:
        return self.supply() + self.owed()

    def surplus(self) -> int:
        return max(0, self.backing() - self.liabilities())

    def earnings(self) -> int:
        return max(0, self._prudent_surplus() - self.capital)

    def in_settlement(self) -> int:
        bids = [self.auction_house.bid_of(auction_id, self.address) for auction_id in self.open_auctions]
        escrow = sum(bid.escrow for bid in bids if bid.status != BidStatus.COMMITTED)
        return self.auction_house.cash_of[self.address] + escrow

    def _prudent_surplus(self) -> int:
        """By the lower of cost and market: what leaves the reserve must not be missed on a bad day."""
        return max(0, self._prudent_value() - self.liabilities())

    def _prudent_value(self) -> int:
        return min(self.backing(), self.market_value())

    # Portfolio

    @property
    def registry(self):
        return self.portfolio.registry

    def bid_noncompetitive(self, auction_id: int, units: int) -> None:
        self._open_bid(auction_id)
        self.auction_house.bid_noncompetitive(self.address, auction_id, units)
        self._require_queue_covered()

    def commit_bid(self, auction_id: int, commitment: Any) -> None:
        bond = self._open_bid(auction_id).bond
        require(self.surplus() >= bond, "InsufficientSurplus")
        self.auction_house.commit_bid(self.address, auction_id, commitment)
        self._require_queue_covered()

    def reveal_bid(self, auction_id: int, ladder: Ladder) -> None:
        self._require_solvent()
        self.auction_house.reveal_bid(self.address, auction_id, ladder)
        self._require_queue_covered()

    def settle_bid(self, auction_id: int, ladder: Ladder = NO_LADDER) -> None:
        self._forget_bid(auction_id)
        announcement = self.auction_house.announcement_of(auction_id)

        units, cost = self.auction_house.settle(self.address, auction_id, ladder)
        if units:
            self.portfolio.add(announcement.cusip, announcement.maturity_date, units, cost)
        self._withdraw()

    def close_bid(self, auction_id: int) -> None:
        self._forget_bid(auction_id)
        if self.auction_house.bid_of(auction_id, self.address).status < BidStatus.SETTLED:
            self.auction_house.refund(auction_id, self.address)
        self._withdraw()

    def collect(self, cusip: str) -> int:
        require(self.registry.holding_of(cusip, self.address).units != 0, "NoPosition")

        paid = self.registry.redeem(self.address, cusip, self.address)
        if paid:
            self.portfolio.position_of.pop(cusip, None)
        return paid

    def _open_bid(self, auction_id: int) -> Announcement:
        self._require_solvent()
        announcement = self.auction_house.announcement_of(auction_id)
        self._require_eligible(
            announcement.security_type, announcement.maturity_date, announcement.issue_date
        )
        self._require_room(MOST_POSITIONS)
        self.open_auctions.add(auction_id)
        return announcement

    def _require_eligible(self, security_type: SecurityType, maturity_date: int, date: int) -> None:
        longest = self.rule_book.rules().longest_maturity
        is_short = maturity_date > date and (longest == 0 or maturity_date - date <= longest)
        require(security_type == SecurityType.BILL and is_short, "NotEligible")

    def _require_room(self, most: int) -> None:
        held = len(self.portfolio.position_of)
        require(held + len(self.open_auctions) < most, "TooMany")

    def _require_queue_covered(self) -> None:
        require(self._cash_held() >= self.owed(), "InsufficientCash")

    def _withdraw(self) -> None:
        """What the auction house keeps for the reserve."""
        self.auction_house.withdraw(self.address, self.auction_house.cash_of[self.address])

    def _forget_bid(self, auction_id: int) -> None:
        require(auction_id in self.open_auctions, "NoOpenBid")

        self.open_auctions.remove(auction_id)

    # Surplus

    def contribute_capital(self, caller: str, dollars: int) -> None:
        self._receive(caller, dollars)
        self.capital += dollars

    def withdraw_capital(self, to: str, dollars: int) -> None:
        require(self.capital >= dollars, "InsufficientCapital")
        require(self.capital - dollars >= self._buffer_target(self.liabilities()), "BufferNeeded")
        require(self._prudent_surplus() >= dollars, "InsufficientSurplus")

        self.capital -= dollars
        self._pay(to, dollars)

    def distribute(self) -> None:
        self._require_solvent()
        require(self.clock.now >= self.distributed_at + DISTRIBUTION_PERIOD, "DistributedLately")
        dollars = self.earnings()
        require(dollars != 0, "NothingEarned")

        self.distributed_at = self.clock.now
        to_capital = min(dollars, max(0, self._buffer_target(self.portfolio.at_cost()) - self.capital))
        dollars -= to_capital
        of_savers = self._savers_part(dollars)
        to_savers = min(of_savers, self._savers_part(self.portfolio.carry(DISTRIBUTION_PERIOD)))
        to_treasury = min(dollars - of_savers, self.free_cash())
        self.capital += to_capital
        if to_savers:
            self._add_to_savings(to_savers)
        if to_treasury:
            self.cash.transfer(self.address, self.registry.treasury_account, to_treasury)

    def set_policy(self, policy: Policy) -> None:
        for figure, limit in LIMITS.items():
            require(getattr(policy, figure) <= limit, "PolicyOutOfBounds")

        self.policy = policy

    def _buffer_target(self, dollars: int) -> int:
        return dollars * self.policy.buffer_target // WHOLE

    def _savers_part(self, dollars: int) -> int:
        """Their share of what the dollars they saved earned of these, as if first in bills."""
        if self.standing.is_minting_stopped or self.savings_dollar is None:
            return 0
        if self.savings_dollar.total_supply == 0:
            return 0

        bills = self.portfolio.at_cost()
        if bills == 0:
            return dollars * self.policy.savers_share // WHOLE
        return dollars * self._saved_in_bills() * self.policy.savers_share // (bills * WHOLE)

    def _saved_in_bills(self) -> int:
        return min(self.savings_dollar.total_assets, self.portfolio.at_cost())

    def _add_to_savings(self, dollars: int) -> None:
        """First out of coins that lie with the savings and count for nobody."""
        lying = self.savings_dollar.uncounted
        if dollars > lying:
            self.par_dollar.mint(self.address, self.savings_dollar.address, dollars - lying)
        self.savings_dollar.add_earnings(self.address, dollars, self._saved_in_bills())

    # Solvency

    def assess_solvency(self) -> None:
        self._require_solvent()
        is_covered = self.market_value() >= self.liabilities()
        lasted = self.clock.now - self.shortfall_since
        if is_covered:
            self._end_shortfall()
        elif lasted > 2 * SHORTFALL_PERIOD:
            self.shortfall_since = self.clock.now
            self.standing.has_shortfall = True
        elif lasted >= SHORTFALL_PERIOD:
            self._declare_insolvency(self.liabilities())

    def declare_insolvency(self) -> None:
        self._require_solvent()
        self._declare_insolvency(self.liabilities())

    def end_insolvency(self) -> None:
        require(self._prudent_value() >= self.liabilities(), "NotCovered")

        self._end_insolvency()
        self._end_shortfall()

    def _end_shortfall(self) -> None:
        self.shortfall_since = 0
        self.standing.has_shortfall = False
