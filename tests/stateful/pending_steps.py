"""Steps that wait to be mined: somebody else chooses their order, or cash changes before they come."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from model.compliance import OrderAction
from model.rejected import Rejected
from model.reserve import PAR_CASH
from scripts.network import is_in_process
from tests.stateful.market import MarketMachine
from tests.stateful.market_steps import BOND, DOLLAR, PAPERS, HoldingSteps, Orders
from tests.stateful.reserve_steps import NO_DEADLINE, NO_LIMIT, USUAL_YIELD, ReserveSteps

Pending = list[tuple]  # who, the contract, the function, its arguments: what somebody has sent

CENT = DOLLAR // 100


class PendingSteps(ReserveSteps, HoldingSteps, Orders):
    """What each can have sent, prepared from the state before any of it is mined."""

    def prepare(self, action: str, pick: int, percent: int) -> Pending:
        """Nothing, if there is nothing to do it with."""
        return getattr(self, f"to_{action}")(pick, percent)

    def to_mint(self, pick: int, percent: int) -> Pending:
        saver = self.saver(pick)
        return [(saver, "reserve", "mint", saver, percent * BOND)]

    def to_contribute(self, pick: int, percent: int) -> Pending:
        return [(self.holder(pick), "reserve", "contribute_capital", percent * DOLLAR)]

    def to_redeem(self, pick: int, percent: int) -> Pending:
        """As much as there is cash for, if nobody is faster."""
        saver = self.one_of(pick, self.market.savers)
        payable = min(self.coins_of(saver), self.model.reserve.free_cash())
        return [(saver, "reserve", "redeem", saver, payable * percent // 100)]

    def to_ask_for_a_redemption(self, pick: int, percent: int) -> Pending:
        saver = self.saver(pick)
        dollars = self.coins_of(saver) * percent // 100
        return [(saver, "reserve", "request_redemption", dollars)] if dollars else []

    def to_claim(self, pick: int, _: int) -> Pending:
        if not self.waiting():
            return []
        number = self.one_of(pick, self.waiting())
        owner = self.model.reserve.redemption_of(number).owner
        return [(owner, "reserve", "claim_redemption", number, owner)]

    def to_pay(self, pick: int, percent: int) -> Pending:
        saver = self.saver(pick)
        dollars = self.coins_of(saver) * percent // 100
        return [(saver, "par_dollar", "transfer", self.saver(pick + 1), dollars)]

    def to_save(self, pick: int, percent: int) -> Pending:
        holder, savings = self.holder(pick), self.model.savings_dollar.address
        dollars = self.coins_of(holder) * percent // 100
        if not dollars:
            return [(holder, "reserve", "mint", holder, percent * BOND)]
        approve = (holder, "par_dollar", "approve", savings, dollars)
        return [approve, (holder, "savings_dollar", "deposit", dollars, holder)]

    def to_take_out_savings(self, pick: int, percent: int) -> Pending:
        if not self.depositors():
            return []
        holder = self.one_of(pick, self.depositors())
        shares = self.model.savings_dollar.balance_of[holder] * percent // 100
        return [(holder, "savings_dollar", "redeem", shares, holder, holder)]

    def to_distribute(self, pick: int, _: int) -> Pending:
        return [(self.holder(pick), "reserve", "distribute")]

    def to_assess_solvency(self, pick: int, _: int) -> Pending:
        return [(self.holder(pick), "reserve", "assess_solvency")]

    def to_pay_in_kind(self, pick: int, percent: int) -> Pending:
        """At the price there is now, or not at all."""
        offers = [each for each in self.bills_of_holders() if each[1] in self.trusting]
        if not offers:
            return []
        cusip, holder = self.one_of(pick, offers)
        units = self.model.registry.holding_of(cusip, holder).units * percent // 100
        least, reserve = 0, self.model.reserve
        with suppress(Rejected):
            least = reserve._price_in_kind(cusip, self.maturity_date(cusip), units)
        return [(holder, "reserve", "mint_in_kind", cusip, units, holder, least, NO_DEADLINE)]

    def to_be_paid_in_kind(self, pick: int, percent: int) -> Pending:
        buyers = [each for each in self.market.holders if self.coins_of(each)]
        if not (self.positions and buyers):
            return []
        cusip, bill = self.one_of(pick, list(self.positions.items()))
        buyer = self.one_of(pick, buyers)
        affordable = self.coins_of(buyer) * percent // 100 // (100 * DOLLAR)
        units = max(1, min(bill.units, affordable))
        return [(buyer, "reserve", "redeem_in_kind", cusip, units, buyer, NO_LIMIT, NO_DEADLINE)]

    def to_bid(self, pick: int, percent: int) -> Pending:
        openings = self.openings(self.market.holders)
        if not openings:
            return []
        auction, bidder = self.one_of(pick, openings)
        return [(bidder, "auction_house", "bid_noncompetitive", auction, percent)]

    def to_deposit(self, pick: int, percent: int) -> Pending:
        holder = self.holder(pick)
        return [(holder, "auction_house", "deposit", holder, percent * BOND)]

    def to_withdraw(self, pick: int, percent: int) -> Pending:
        if not self.creditors():
            return []
        account = self.one_of(pick, self.creditors())
        dollars = self.model.auction_house.cash_of[account] * percent // 100
        return [(account, "auction_house", "withdraw", dollars)]

    def to_trade(self, pick: int, percent: int) -> Pending:
        if not self.tradable():
            return []
        cusip, holder = self.one_of(pick, self.tradable())
        units = self.model.registry.holding_of(cusip, holder).units * percent // 100
        return [(holder, "registry", "transfer", self.holder(pick + 1), cusip, units)]

    def to_price_cash(self, pick: int, _: int) -> Pending:
        publisher = self.market.parts.rate_publisher.address
        return [(publisher, "reserve", "publish_cash_price", self.one_of(pick, [PAR_CASH, PAR_CASH - CENT]))]

    def to_publish_yields(self, _: int, percent: int) -> Pending:
        board, today = self.model.rate_board, self.model.clock.today
        if board.latest_date >= today:
            return []
        publisher = self.market.parts.rate_publisher.address
        return [(publisher, "rate_board", "publish", today, [USUAL_YIELD + percent] * 6)]

    def to_freeze(self, pick: int, _: int) -> Pending:
        """Whoever is to be stopped may be faster."""
        parts, expiry = self.market.parts, self.model.clock.now + 86_400
        account, number = self.saver(pick), len(self.model.compliance.orders) + 1
        record = (parts.regulator.address, "compliance", "record_order")
        return [
            (*record, *PAPERS, OrderAction.FREEZE, account, expiry),
            (parts.compliance_officer.address, "compliance", "execute_order", number),
        ]

    def take_all(self, prepared: list[Pending]) -> list[bool]:
        return [self.step(*each) for pending in prepared for each in pending]


OF_THE_RESERVE = [
    *("mint", "mint", "contribute", "redeem", "redeem", "ask_for_a_redemption", "claim"),
    *("take_out_savings", "distribute"),
]
OF_THE_HOUSE = ["bid", "deposit", "withdraw"]
OF_ANYBODY = [
    *(*OF_THE_RESERVE, *OF_THE_HOUSE, "pay", "save", "assess_solvency", "pay_in_kind"),
    *("be_paid_in_kind", "trade", "price_cash", "publish_yields", "freeze"),
]


def actions(of: list[str], least: int) -> st.SearchStrategy:
    """In the order in which they are mined."""
    action = st.tuples(st.sampled_from(of), MarketMachine.pick, st.integers(1, 100))
    return st.lists(action, min_size=least, max_size=5)


class OrderingSteps(PendingSteps):
    """Whoever makes the block chooses the order of what others have sent."""

    is_in_block = False

    @rule(sent=actions(OF_ANYBODY, least=3))
    def mine_a_block(self, sent):
        self.keep_cash_priced()
        prepared = [self.prepare(*each) for each in sent]
        if not any(prepared):
            return
        with self.one_block():
            accepted = self.take_all(prepared)
        self.tally.observe("step in a block of others", sum(accepted) > 1)
        self.set_everybody_free()

    @contextmanager
    def one_block(self) -> Iterator[None]:
        """At one second, where there is no node: that makes a block of each."""
        self.tick()
        self.is_in_block = True
        try:
            yield
        finally:
            self.is_in_block = False

    def tick(self):
        if not (self.is_in_block and is_in_process()):
            super().tick()


class ChangedCashSteps(PendingSteps):
    """Cash turns against who uses it, for a while."""

    change = (
        st.tuples(st.just("set_fee"), st.integers(1, BOND))
        | st.tuples(st.just("set_blocked"), MarketMachine.pick)
        | st.tuples(st.just("set_refusing"), st.just(True))
    )

    @rule(change=change, sent=actions([*OF_THE_RESERVE, *OF_THE_HOUSE], least=2))
    def turn_cash(self, change, sent):
        name, how = change
        if name == "set_blocked":
            how = (self.one_of(how, self.market.everybody), True)
        self.keep_cash_priced()
        with self.cash_that(name, how):
            self.take_all([self.prepare(*each) for each in sent])

    @contextmanager
    def cash_that(self, name: str, how: Any) -> Iterator[None]:
        *whom, change = how if isinstance(how, tuple) else (how,)
        by = self.market.treasury
        self.step(by, "cash", name, *whom, change)
        yield
        self.step(by, "cash", name, *whom, type(change)())

    def fees_of(self, account):
        return self.model.cash.fees_paid[account]
