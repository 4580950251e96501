"""Steps that wait to be mined: somebody else chooses their order, or cash changes before they come."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from model.auction import AuctionStatus
from model.auction_house import UNDECIDED
from model.clock import SECONDS_IN_DAY
from model.compliance import OrderAction
from model.rejected import Rejected
from model.reserve import PAR_CASH
from scripts.network import is_in_process
from tests.stateful.market import MarketMachine
from tests.stateful.market_steps import AWARDED, BOND, DOLLAR, PAPERS, Orders
from tests.stateful.reserve_steps import NO_DEADLINE, NO_LIMIT, USUAL_YIELD, ReserveSteps
from tests.stateful.strips_steps import StripsSteps

Pending = list[tuple]  # who, the contract, the function, its arguments: what somebody has sent

CENT = DOLLAR // 100
DAYS_TO_PAYMENT = 4  # from a coupon date, over a weekend that is followed by a holiday


class PendingSteps(StripsSteps, ReserveSteps, Orders):
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

    # What is paid once its day has come

    def to_reveal(self, pick: int, _: int) -> Pending:
        sealed = [
            (auction, bidder)
            for auction in self.auctions(*UNDECIDED)
            for bidder in self.committed(auction)
            if self.terms(auction).competitive_close <= self.model.clock.now
            and not self.model.auction_house.bid_of(auction, bidder).is_submitted
        ]
        if not sealed:
            return []
        auction, bidder = self.one_of(pick, sealed)
        self.opened.add(auction)
        return [(*self.acting_for(bidder), "reveal_bid", auction, self.ladders[auction, bidder])]

    def to_settle(self, pick: int, _: int) -> Pending:
        awards = [
            (auction, bidder)
            for auction in self.auctions(AuctionStatus.CLEARED)
            for bidder in self.bidders(auction, *AWARDED)
            if self.terms(auction).issue_date <= self.model.clock.today
        ]
        return [self.settlement(*self.one_of(pick, awards))] if awards else []

    def to_collect(self, pick: int, _: int) -> Pending:
        due = [cusip for cusip in self.positions if self.has_matured(cusip)]
        return [(self.holder(pick), "reserve", "collect", self.one_of(pick, due))] if due else []

    def to_claim_interest(self, pick: int, _: int) -> Pending:
        if not self.earners():
            return []
        cusip, holder = self.one_of(pick, self.earners())
        return [(holder, "registry", "claim", cusip, holder)]

    def to_redeem_security(self, pick: int, _: int) -> Pending:
        due = [held for held in self.holdings() if self.has_matured(held[0])]
        if not due:
            return []
        cusip, holder = self.one_of(pick, due)
        return [(holder, "registry", "redeem", cusip, holder)]

    def to_redeem_piece(self, pick: int, _: int) -> Pending:
        due = [held for held in self.pieces() if held[1].payment_date <= self.model.clock.today]
        if not due:
            return []
        holder, piece = self.one_of(pick, due)
        return [(holder, "strips", "redeem", piece, holder)]

    def wait_until_due(self, action: str, pick: int) -> None:
        """The day on which something can be paid, if there is anything that is ever paid."""
        if action == "reveal" and self.auctions(*UNDECIDED):
            self.travel(self.terms(self.auction(pick, *UNDECIDED)).competitive_close)
            return
        if action == "settle":
            self.wait_for_a_settlement(pick)
            return
        self.finish_auctions()
        if action == "collect" and self.positions:
            self.travel_to_payment_of(self.maturity_date(self.one_of(pick, list(self.positions))))
        if action == "claim_interest" and self.earning():
            self.travel_to_coupon_date(self.one_of(pick, self.earning())[0])
            self.travel(self.model.clock.now + DAYS_TO_PAYMENT * SECONDS_IN_DAY)
        if action == "redeem_security" and self.holdings():
            self.travel_to_payment_of(min(self.maturity_date(cusip) for cusip, _ in self.holdings()))
        if action == "redeem_piece" and self.pieces():
            self.travel_to_payment_of(min(piece.payment_date for _, piece in self.pieces()))

    def wait_for_a_settlement(self, pick: int) -> None:
        """Of one auction; the reserve bids if it can."""
        self.bid(*self.opening(pick, [self.reserve]))
        auction = self.auction(pick, *UNDECIDED)
        while auction in self.auctions(*UNDECIDED):
            self.take_to_next_stage(auction)
        self.travel(self.terms(auction).issue_date * SECONDS_IN_DAY)

    def take_all(self, prepared: list[Pending]) -> list[bool]:
        return [self.step(*each) for pending in prepared for each in pending]


OF_THE_RESERVE = [
    *("mint", "mint", "contribute", "redeem", "redeem", "ask_for_a_redemption", "claim"),
    *("take_out_savings", "distribute"),
]
OF_THE_HOUSE = ["bid", "deposit", "withdraw"]
DUE = ["reveal", "settle", "settle", "collect", "claim_interest", "redeem_security", "redeem_piece"]
OF_ANYBODY = [
    *(*OF_THE_RESERVE, *OF_THE_HOUSE, *DUE, "pay", "save", "assess_solvency", "pay_in_kind"),
    *("be_paid_in_kind", "trade", "price_cash", "publish_yields", "freeze"),
]


OF_CASH = [*OF_THE_RESERVE, *OF_THE_HOUSE, *DUE]


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

    @rule(
        holder=MarketMachine.pick, dollars=st.integers(DOLLAR, 10**11), is_around_distribution=st.booleans()
    )
    def save_for_a_moment(self, holder, dollars, is_around_distribution):
        """To go in and out in one block gains nothing, and costs those who stay nothing."""
        holder, savings = self.holder(holder), self.model.savings_dollar
        if is_around_distribution:
            self.be_ready_to_distribute()
        self.have_coins(holder, dollars)
        self.step(holder, "par_dollar", "approve", savings.address, dollars)
        with self.one_block():
            before, shares = self.worth(), self.model.savings_dollar.balance_of[holder]
            self.step(holder, "savings_dollar", "deposit", dollars, holder)
            if is_around_distribution:
                is_distributed = self.step(self.market.treasury, "reserve", "distribute")
                self.tally.observe("distributed among savers of a moment", is_distributed)
            bought = self.model.savings_dollar.balance_of[holder] - shares
            self.step(holder, "savings_dollar", "redeem", bought, holder, holder)
            after = self.worth()
        if is_in_process():  # a node has let seconds pass
            assert after[holder] <= before[holder]
            assert all(after[other] >= before[other] for other in after if other != holder)

    def worth(self) -> dict[str, int]:
        """Coins, and what shares would be paid [micro-dollars]."""
        savings = self.model.savings_dollar
        return {
            holder: self.coins_of(holder) + savings.convert_to_assets(savings.balance_of[holder])
            for holder in self.market.holders
        }

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

    @rule(change=change, sent=actions(OF_CASH, least=2))
    def turn_cash(self, change, sent):
        self.keep_cash_priced()
        with self.cash_that(*self.whom(change, self.market.everybody)):
            self.take_all([self.prepare(*each) for each in sent])

    @rule(
        change=change,
        due=st.sampled_from(DUE),
        pick=MarketMachine.pick,
        days=st.integers(0, 9),
        sent=actions(OF_CASH, least=1),
    )
    def turn_cash_when_payments_are_due(self, change, due, pick, days, sent):
        """It stays so for some days; what it has refused can be done once it has turned back."""
        self.wait_until_due(due, pick)
        self.keep_cash_priced()
        accounts = [self.market.treasury, self.reserve, self.model.auction_house.address]
        accounts += [by for by, *_ in self.prepare(due, pick, 100)]
        with self.cash_that(*self.whom(change, accounts)):
            is_done = self.take_all([self.prepare(due, pick, 100)])
            self.travel(self.model.clock.now + days * SECONDS_IN_DAY)
            self.take_all([self.prepare(each, pick, 100) for each in (due, due)])
            self.take_all([self.prepare(*each) for each in sent])
        if is_done == [False]:
            is_done = self.take_all([self.prepare(due, pick, 100)])
            self.tally.observe("done once cash has turned back", is_done == [True])

    def whom(self, change: tuple, accounts: list[str]) -> tuple:
        """With the account that cash is to refuse."""
        name, how = change
        return (name, (self.one_of(how, accounts), True)) if name == "set_blocked" else change

    @contextmanager
    def cash_that(self, name: str, how: Any) -> Iterator[None]:
        *whom, change = how if isinstance(how, tuple) else (how,)
        by = self.market.treasury
        self.step(by, "cash", name, *whom, change)
        yield
        self.step(by, "cash", name, *whom, type(change)())

    def fees_of(self, account):
        return self.model.cash.fees_paid[account]
