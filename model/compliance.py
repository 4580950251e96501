"""The twin of Compliance: who may hold securities, and which accounts a lawful order has stopped.

Who may take a step is not told here: the access manager of the chain decides that.
"""

from dataclasses import dataclass, field, replace
from enum import IntEnum

from model.par_dollar import NOBODY, ParDollar
from model.redemption_queue import RedemptionQueue
from model.rejected import require
from model.savings_dollar import SavingsDollar


class HolderClass(IntEnum):
    NONE = 0
    FOREIGN_OFFICIAL = 1
    FEDERAL_RESERVE = 2
    PRIMARY_DEALER = 3
    BANK = 4
    PENSION = 5
    FUND = 6
    STABLECOIN_ISSUER = 7
    RETAIL = 8
    TREASURY_DIRECT = 9


class BidderClass(IntEnum):
    PRIMARY_DEALER = 0
    DIRECT = 1
    INDIRECT = 2


class OrderAction(IntEnum):
    FREEZE = 0
    UNFREEZE = 1
    SEIZE = 2
    REISSUE = 3
    BURN = 4
    SEIZE_SAVINGS = 5
    REASSIGN_REDEMPTION = 6


EVERYTHING = 2**96 - 1  # what an order takes that leaves nothing
STOPS_OR_RELEASES = {OrderAction.FREEZE, OrderAction.UNFREEZE}
ON_COINS = {*OrderAction} - STOPS_OR_RELEASES - {OrderAction.REASSIGN_REDEMPTION}  # or on shares


class OrderStatus(IntEnum):
    NONE = 0
    RECORDED = 1
    EXECUTED = 2
    REVOKED = 3


@dataclass(frozen=True)
class Holder:
    holder_class: HolderClass = HolderClass.NONE
    jurisdiction: bytes = bytes(2)  # ISO 3166 country code
    bids_directly: bool = False
    freezes_in_force: int = 0
    releases: int = 0
    released_at: int = 0  # zero if it never became free again [unix time]


@dataclass(frozen=True)
class Order:
    authority: bytes = bytes(32)
    document_hash: bytes = bytes(32)
    account: str = NOBODY
    expiry: int = 0  # [unix time]
    action: OrderAction = OrderAction.FREEZE
    status: OrderStatus = OrderStatus.NONE
    releases_before: int = 0
    receiver: str = NOBODY
    dollars: int = 0  # [micro-dollars; of savings: shares]; to reassign a redemption: its number


@dataclass
class Compliance:
    address: str
    par_dollar: ParDollar | None = None
    savings_dollar: SavingsDollar | None = None
    redemption_queue: RedemptionQueue | None = None  # the reserve's, which the coin knows
    excluded_jurisdictions: set[bytes] = field(default_factory=set)
    holders: dict[str, Holder] = field(default_factory=dict)
    orders: dict[int, Order] = field(default_factory=dict)

    def set_par_dollar(self, new_par_dollar: ParDollar) -> None:
        require(self.par_dollar is None, "AlreadySet")

        self.par_dollar = new_par_dollar

    def set_savings_dollar(self, new_savings_dollar: SavingsDollar) -> None:
        require(self.savings_dollar is None, "AlreadySet")

        self.savings_dollar = new_savings_dollar

    # Holders

    def set_holder(
        self, account: str, holder_class: HolderClass, jurisdiction: bytes, bids_directly: bool
    ) -> None:
        require(account != NOBODY, "InvalidAccount")
        is_registered = holder_class != HolderClass.NONE
        require(not is_registered or not self.is_jurisdiction_excluded(jurisdiction), "JurisdictionExcluded")
        require(is_registered or not self._is_reserve(account), "ReserveNotRemovable")

        self.holders[account] = replace(
            self.holder_of(account),
            holder_class=holder_class,
            jurisdiction=jurisdiction,
            bids_directly=bids_directly,
        )

    def set_jurisdiction(self, jurisdiction: bytes, is_excluded: bool) -> None:
        if is_excluded:
            self.excluded_jurisdictions.add(jurisdiction)
        else:
            self.excluded_jurisdictions.discard(jurisdiction)

    def strike_off(self, accounts: list[str]) -> None:
        registered = [
            account for account in accounts if self.holder_of(account).holder_class != HolderClass.NONE
        ]
        for account in registered:
            jurisdiction = self.holder_of(account).jurisdiction
            require(self.is_jurisdiction_excluded(jurisdiction), "JurisdictionNotExcluded")
            require(not self._is_reserve(account), "ReserveNotRemovable")
        for account in registered:
            self.holders[account] = replace(self.holder_of(account), holder_class=HolderClass.NONE)

    def is_jurisdiction_excluded(self, jurisdiction: bytes) -> bool:
        return jurisdiction in self.excluded_jurisdictions

    def _is_reserve(self, account: str) -> bool:
        return self.par_dollar is not None and account == self.par_dollar.reserve

    def holder_of(self, account: str) -> Holder:
        return self.holders.get(account, Holder())

    def require_eligible(self, account: str) -> None:
        require(self.holder_of(account).holder_class != HolderClass.NONE, "NotEligible")
        self.require_not_frozen(account)

    def require_not_frozen(self, account: str) -> None:
        require(not self.is_frozen(account), "AccountFrozen")

    def require_transferable(self, operator: str, holder: str, to: str) -> None:
        self.require_eligible(holder)
        self.require_eligible(to)
        self.require_not_frozen(operator)

    def require_bidder(self, account: str) -> tuple[HolderClass, BidderClass]:
        self.require_eligible(account)
        holder = self.holder_of(account)
        return holder.holder_class, self._bidder_class(holder)

    def _bidder_class(self, holder: Holder) -> BidderClass:
        if holder.holder_class == HolderClass.PRIMARY_DEALER:
            return BidderClass.PRIMARY_DEALER
        return BidderClass.DIRECT if holder.bids_directly else BidderClass.INDIRECT

    # Lawful orders

    def record_order(
        self,
        authority: bytes,
        document_hash: bytes,
        action: OrderAction,
        account: str,
        expiry: int,
        now: int,
    ) -> int:
        require(action in STOPS_OR_RELEASES, "WrongAction")

        return self._record(
            Order(authority, document_hash, account, expiry, action, OrderStatus.RECORDED), now
        )

    def record_coin_order(
        self,
        authority: bytes,
        document_hash: bytes,
        action: OrderAction,
        account: str,
        receiver: str,
        dollars: int,
        expiry: int,
        now: int,
    ) -> int:
        require(action in ON_COINS, "WrongAction")
        require(dollars != 0, "NothingToTake")
        is_burn = action == OrderAction.BURN
        require((receiver == NOBODY) == is_burn and receiver != account, "InvalidAccount")

        paper = (authority, document_hash, account, expiry, action, OrderStatus.RECORDED)
        return self._record(Order(*paper, receiver=receiver, dollars=dollars), now)

    def record_redemption_order(
        self,
        authority: bytes,
        document_hash: bytes,
        account: str,
        receiver: str,
        redemption: int,
        expiry: int,
        now: int,
    ) -> int:
        require(receiver not in (NOBODY, account), "InvalidAccount")

        action, status = OrderAction.REASSIGN_REDEMPTION, OrderStatus.RECORDED
        paper = (authority, document_hash, account, expiry, action, status)
        return self._record(Order(*paper, receiver=receiver, dollars=redemption), now)

    def _record(self, order: Order, now: int) -> int:
        require(any(order.authority), "AuthorityMissing")
        require(any(order.document_hash), "DocumentMissing")
        require(order.account != NOBODY, "InvalidAccount")
        require(now <= order.expiry, "OrderExpired")

        order_id = len(self.orders) + 1
        self.orders[order_id] = order
        return order_id

    def execute_order(self, order_id: int, now: int) -> None:
        order = self.order_of(order_id)
        require(order.status == OrderStatus.RECORDED, "OrderNotPending")
        require(now <= order.expiry, "OrderExpired")
        require(self.par_dollar is not None, "ParDollarNotSet")

        holder = self.holder_of(order.account)
        if order.action in STOPS_OR_RELEASES:
            self._stop_or_release(order, holder, now)
            order = replace(order, releases_before=holder.releases)
        elif order.action == OrderAction.SEIZE_SAVINGS:
            self._take_shares(order)
        elif order.action == OrderAction.REASSIGN_REDEMPTION:
            self._take_redemption(order)
        else:
            self._take_coins(order)
        self.orders[order_id] = replace(order, status=OrderStatus.EXECUTED)

    def _stop_or_release(self, order: Order, holder: Holder, now: int) -> None:
        if order.action == OrderAction.FREEZE:
            is_savings = self.savings_dollar is not None and order.account == self.savings_dollar.address
            require(not is_savings, "SavingsNotFreezable")
            stopped = replace(holder, freezes_in_force=holder.freezes_in_force + 1)
        else:
            stopped = replace(holder, freezes_in_force=0, releases=holder.releases + 1)
        self._freeze(order.account, stopped, now)

    def _take_coins(self, order: Order) -> None:
        coin = self.par_dollar
        held = coin.balance_of[order.account]
        dollars = held if order.dollars == EVERYTHING else order.dollars
        if order.action == OrderAction.SEIZE:
            coin.seize(self.address, order.account, order.receiver, dollars)
        elif order.action == OrderAction.REISSUE:
            coin.reissue(self.address, order.account, order.receiver, dollars)
        else:
            coin.burn_frozen(self.address, order.account, dollars)

    def _take_shares(self, order: Order) -> None:
        savings = self.savings_dollar
        require(savings is not None, "SavingsDollarNotSet")
        held = savings.balance_of[order.account]
        shares = held if order.dollars == EVERYTHING else order.dollars
        savings.seize(self.address, order.account, order.receiver, shares)

    def _take_redemption(self, order: Order) -> None:
        require(self.is_frozen(order.account), "AccountNotFrozen")
        self.require_not_frozen(order.receiver)
        owner = self.redemption_queue.redemption_of(order.dollars).owner
        require(owner == order.account, "NotOwnerOfRedemption")
        self.redemption_queue.reassign_redemption(self.address, order.dollars, order.receiver)

    def revoke_order(self, order_id: int, now: int) -> None:
        order = self.order_of(order_id)
        is_executed_freeze = (order.status, order.action) == (OrderStatus.EXECUTED, OrderAction.FREEZE)
        require(order.status == OrderStatus.RECORDED or is_executed_freeze, "OrderNotRevocable")

        holder = self.holder_of(order.account)
        if is_executed_freeze and order.releases_before == holder.releases:
            left = replace(holder, freezes_in_force=holder.freezes_in_force - 1)
            self._freeze(order.account, left, now)
        self.orders[order_id] = replace(order, status=OrderStatus.REVOKED)

    def order_of(self, order_id: int) -> Order:
        return self.orders.get(order_id, Order())

    def is_frozen(self, account: str) -> bool:
        return self.holder_of(account).freezes_in_force > 0

    def was_frozen_since(self, account: str, time: int) -> bool:
        """Whether it is frozen, or was at `time` or at any moment since."""
        released_at = self.holder_of(account).released_at
        return self.is_frozen(account) or (released_at != 0 and released_at >= time)

    def _freeze(self, account: str, holder: Holder, now: int) -> None:
        """Stop or release securities and coin together."""
        if self.is_frozen(account) and holder.freezes_in_force == 0:
            holder = replace(holder, released_at=now)
        self.par_dollar.set_frozen(self.address, account, holder.freezes_in_force > 0)
        self.holders[account] = holder
