"""The steps of the reserve and of savings: bids, redemptions, payments in kind, surplus, insolvency."""

from contextlib import suppress

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from model.clock import SECONDS_IN_DAY
from model.compliance import EVERYTHING, OrderAction
from model.note_pricing import PAR
from model.par_dollar import NOBODY
from model.rejected import Rejected
from model.reserve import DISTRIBUTION_PERIOD, SHORTFALL_PERIOD, WHOLE, Policy
from tests.stateful.market import MONEY, MarketMachine
from tests.stateful.market_steps import BOND, DOLLAR, PAPERS, AuctionSteps, CoinSteps, Orders

TENORS = 6
USUAL_YIELD = 400  # [0.01 %]
NO_LIMIT = 2**200
NO_DEADLINE = 2**40 - 1


class PortfolioSteps(AuctionSteps):
    """The portfolio manager puts the cash into bills; anyone collects them."""

    @rule(opening=MarketMachine.pick, percent=MarketMachine.percent)
    def reserve_bids_noncompetitive(self, opening, percent):
        auction, _ = self.opening(opening, [self.reserve])
        units = max(1, self.model.reserve.free_cash() * percent // 100 // PAR)
        self.step(self.manager, "reserve", "bid_noncompetitive", auction, min(units, 2_900))

    @rule(opening=MarketMachine.pick, bids=AuctionSteps.bids, can_afford=st.sampled_from([True, True, False]))
    def reserve_commits_bid(self, opening, bids, can_afford):
        if can_afford and self.model.reserve.surplus() < BOND:
            self.give(0, BOND, as_capital=True)
        auction, bidder = self.opening(opening, [self.reserve])
        self.commit(auction, bidder, self.ladder(auction, bids))

    @precondition(lambda self: self.positions)
    @rule(position=MarketMachine.pick, wait=st.sampled_from([True, True, False]))
    def collect(self, position, wait):
        self.finish_auctions()
        cusip, bill = self.one_of(position, list(self.positions.items()))
        if wait:
            self.travel(self.model.registry.payment_date(bill.maturity_date) * SECONDS_IN_DAY)
        self.step(self.market.treasury, "reserve", "collect", cusip)

    @rule(giver=MarketMachine.pick, dollars=st.integers(0, 3 * BOND), as_capital=st.booleans())
    def give(self, giver, dollars, as_capital):
        if as_capital:
            self.step(self.holder(giver), "reserve", "contribute_capital", dollars)
        else:
            self.step(self.holder(giver), "cash", "transfer", self.reserve, dollars)

    @rule(percent=st.integers(1, 900))
    def publish_yields(self, percent):
        """Once a day, and as far from the latest as the board believes."""
        latest, today = self.model.rate_board.latest_date, self.model.clock.today
        if latest < today:
            publisher = self.market.parts.rate_publisher.address
            self.step(publisher, "rate_board", "publish", today, [percent] * TENORS)

    def keep_yields_fresh(self) -> None:
        if self.model.rate_board.latest_date < self.model.clock.today - 1:
            self.publish_yields(USUAL_YIELD)

    @property
    def positions(self) -> dict:
        return self.model.reserve.portfolio.position_of


class RedemptionSteps(CoinSteps, PortfolioSteps):
    """Savers ask for more than there is in cash, and are paid as it comes in."""

    @precondition(lambda self: self.model.reserve.supply())
    @rule(holder=MarketMachine.pick, percent=st.integers(1, 105))
    def request_redemption(self, holder, percent):
        holder = self.one_of(holder, [each for each in self.market.savers if self.coins_of(each)] or [None])
        if holder:
            self.step(holder, "reserve", "request_redemption", self.coins_of(holder) * percent // 100)

    @precondition(lambda self: self.waiting())
    @rule(redemption=MarketMachine.pick, to=MarketMachine.pick, by_owner=st.sampled_from([True, True, False]))
    def claim_redemption(self, redemption, to, by_owner):
        number = self.one_of(redemption, self.waiting())
        owner = self.model.reserve.redemption_of(number).owner
        caller, to = (owner, self.saver(to)) if by_owner else (self.holder(to), owner)
        self.step(caller, "reserve", "claim_redemption", number, to)

    def waiting(self) -> list[int]:
        """Redemptions of which something is covered; if of none, all that are unpaid."""
        numbered = list(enumerate(self.model.reserve.redemptions, 1))
        covered = [number for number, _ in numbered if self.model.reserve.claimable(number)]
        return covered or [number for number, each in numbered if each.paid < each.dollars]


class RedemptionOrderSteps(RedemptionSteps, Orders):
    """A court gives what a stopped saver waits for to another."""

    @precondition(lambda self: self.model.reserve.supply())
    @rule(redemption=MarketMachine.pick, slip=st.sampled_from([None, None, None, None, "owner", "freeze"]))
    def reassign_redemption(self, redemption, slip):
        """Unless the order names somebody else, or somebody who is free."""
        if not self.waiting():
            self.request_redemption(redemption, 10)
        numbers = self.waiting() or [1]  # which nobody may have asked for
        number = self.one_of(redemption, numbers)
        owners = [each.owner for each in self.model.reserve.redemptions] or self.market.savers
        accounts = sorted(self.market.savers, key=lambda saver: saver == owners[number - 1])
        receiver, *_, account = accounts if slip != "owner" else reversed(accounts)
        if slip != "freeze":
            self.order(OrderAction.FREEZE, account)
        parts, expiry = self.market.parts, self.model.clock.now + SECONDS_IN_DAY
        terms = (*PAPERS, account, receiver, number, expiry)
        self.step(parts.regulator.address, "compliance", "record_redemption_order", *terms)
        self.tally.count("redemption reassigned", self.execute_latest_order())
        self.set_everybody_free()


class InKindSteps(CoinSteps, PortfolioSteps):
    """Holders of securities pay in bills, and are paid in bills."""

    @rule(holding=MarketMachine.pick, percent=MarketMachine.percent, is_careful=st.booleans())
    def mint_in_kind(self, holding, percent, is_careful):
        self.finish_auctions()
        self.keep_yields_fresh()
        offers = self.bills_of_holders()
        if not offers:
            return
        cusip, holder = self.one_of(holding, offers)
        units = self.model.registry.holding_of(cusip, holder).units * percent // 100
        if holder not in self.trusting:
            self.trusting.add(holder)
            self.step(holder, "registry", "set_operator", self.reserve, True)
        limit = units * PAR * 9_999 // 10_000 if is_careful else 0
        self.step(holder, "reserve", "mint_in_kind", cusip, units, holder, limit, NO_DEADLINE)

    @precondition(lambda self: self.positions)
    @rule(position=MarketMachine.pick, holder=MarketMachine.pick, percent=st.integers(1, 105))
    def redeem_in_kind(self, position, holder, percent):
        cusip, bill = self.one_of(position, list(self.positions.items()))
        holder = self.holder(holder)
        units = max(1, min(bill.units, 1_000) * percent // 100)
        self.have_coins(holder, units * PAR)
        to = self.one_of(percent, [holder, self.market.holders[0]])
        self.step(holder, "reserve", "redeem_in_kind", cusip, units, to, NO_LIMIT, NO_DEADLINE)

    @property
    def trusting(self) -> set[str]:
        """Holders that let the reserve take their bills."""
        return {holder for holder, operator in self.model.registry.operators if operator == self.reserve}

    def bills_of_holders(self) -> list[tuple[str, str]]:
        today = self.model.clock.today
        return [
            (cusip, holder)
            for (cusip, holder), holding in self.model.registry.holdings.items()
            if holding.units
            and holder in self.market.holders
            and self.model.registry.security_of(cusip).maturity_date > today
        ]


class SurplusSteps(CoinSteps, PortfolioSteps):
    """What the bills earn goes to capital, savers and the Treasury; a holder saves."""

    @rule(percent=MarketMachine.percent, given=st.sampled_from([None, None, 0, 2 * BOND]))
    def withdraw_capital(self, percent, given):
        """Of all of it, or of what somebody has given beyond its target, from which a loss may still take."""
        if given is not None:
            self.give(0, max(0, given - self.beyond_target()), as_capital=True)
        self.keep_yields_fresh()
        most = self.model.reserve.capital if given is None else max(0, self.beyond_target())
        self.step(self.deputy, "reserve", "withdraw_capital", self.issuer, most * percent // 100)

    def beyond_target(self) -> int:
        """Capital that the target lets go; less than nothing where it asks for more [micro-dollars]."""
        reserve = self.model.reserve
        return reserve.capital - reserve.liabilities() * reserve.policy.buffer_target // WHOLE

    @rule(wait=st.sampled_from([True, True, True, False]), windfall=st.integers(0, 3 * BOND))
    def distribute(self, wait, windfall):
        self.be_ready_to_distribute(wait, windfall)
        if self.step(self.market.treasury, "reserve", "distribute"):
            assert self.model.reserve.surplus() >= self.model.reserve.capital

    def be_ready_to_distribute(self, wait: bool = True, windfall: int = BOND) -> None:
        if wait:
            self.travel(self.model.reserve.distributed_at + DISTRIBUTION_PERIOD)
        self.keep_yields_fresh()
        reserve = self.model.reserve
        with suppress(Rejected):  # yields have jumped, and there are no fresh ones
            missing = reserve.liabilities() + reserve.capital - reserve._prudent_value()
            self.give(0, max(0, missing) + windfall, as_capital=False)

    @rule(haircut=st.integers(0, 501), buffer=st.integers(0, 1_001), share=st.integers(0, WHOLE + 1))
    def set_policy(self, haircut, buffer, share):
        self.step(self.deputy, "reserve", "set_policy", Policy(haircut, buffer, share))

    @rule(holder=MarketMachine.pick, dollars=st.integers(DOLLAR, 10**11))
    def save(self, holder, dollars):
        """Coins made for it, or that are there already."""
        holder, savings = self.holder(holder), self.model.savings_dollar.address
        self.have_coins(holder, dollars)
        self.step(holder, "par_dollar", "approve", savings, dollars)
        self.step(holder, "savings_dollar", "deposit", dollars, holder)

    @precondition(lambda self: self.depositors())
    @rule(depositor=MarketMachine.pick, percent=MarketMachine.percent)
    def take_out_savings(self, depositor, percent):
        holder = self.one_of(depositor, self.depositors())
        shares = self.model.savings_dollar.balance_of[holder] * percent // 100
        self.step(holder, "savings_dollar", "redeem", shares, holder, holder)

    def depositors(self) -> list[str]:
        balance_of = self.model.savings_dollar.balance_of
        return [holder for holder in self.market.holders if balance_of[holder]]

    @property
    def issuer(self) -> str:
        return self.market.parts.issuer.address

    @property
    def deputy(self) -> str:
        """May do what the issuer may, and need not give notice."""
        return self.market.parts.administrator.address


class SolvencySteps(RedemptionSteps):
    """The market value falls short, for days; the regulator steps in, and lets go."""

    @rule(shock=st.sampled_from([False, False, True]), wait=st.booleans())
    def assess_solvency(self, shock, wait):
        if wait and self.model.reserve.shortfall_since:
            self.travel(self.model.reserve.shortfall_since + SHORTFALL_PERIOD)
        if shock:
            self.publish_yields(900)
        self.keep_yields_fresh()
        self.step(self.market.treasury, "reserve", "assess_solvency")

    @rule(in_earnest=st.sampled_from([True, False, False]))
    def declare_insolvency(self, in_earnest):
        if in_earnest:
            self.step(self.regulator, "reserve", "declare_insolvency")

    @precondition(lambda self: self.model.reserve.standing.is_insolvent)
    @rule(rescue=st.booleans())
    def end_insolvency(self, rescue):
        self.keep_yields_fresh()
        if rescue:
            self.rescue()
        self.step(self.regulator, "reserve", "end_insolvency")

    @rule(is_stopped=st.sampled_from([False, False, True]))
    def stop_minting(self, is_stopped):
        """Not for long."""
        self.step(self.regulator, "reserve", "stop_minting", is_stopped)
        if is_stopped:
            self.mint(0, 0, DOLLAR)
            self.step(self.regulator, "reserve", "stop_minting", False)

    def go_through_an_insolvency(self) -> None:
        """Some of what is owed is paid by ratio, and again after more has come in; then all is covered."""
        if not self.model.reserve.standing.is_insolvent:
            self.declare_insolvency(in_earnest=True)
        for dollars in (0, BOND):
            self.give(0, dollars, as_capital=False)
            if self.waiting():
                self.claim_redemption(0, 0, by_owner=True)
        if self.model.reserve.standing.is_insolvent:
            self.end_insolvency(rescue=True)

    def rescue(self) -> None:
        """Somebody puts in what is missing, in cash and at market."""
        reserve = self.model.reserve
        self.publish_cash_price(1_000_000)
        missing = [reserve.owed() - self.model.cash.balance_of[self.reserve]]
        missing.append(reserve.liabilities() - reserve.backing())
        with suppress(Rejected):  # no yields may have been published lately
            missing.append(reserve.liabilities() - reserve.market_value())
        if max(missing) > 0:
            rescuer = self.market.holders[-1]
            self.step(rescuer, "cash", "mint", rescuer, max(missing))
            self.step(rescuer, "reserve", "contribute_capital", max(missing))

    @property
    def regulator(self) -> str:
        return self.market.parts.regulator.address


class CoinOrderSteps(SurplusSteps, Orders):
    """A court takes the coins, or the savings, of who is stopped: for another, or to be destroyed."""

    taking = st.sampled_from(
        [OrderAction.SEIZE, OrderAction.REISSUE, OrderAction.BURN, OrderAction.SEIZE_SAVINGS]
    )
    of_what_is_held = st.sampled_from([1, 50, 100, 100, 101])  # [percent]
    slip = st.sampled_from([None, None, None, "holder is free", "receiver is stopped", "revoked", "twice"])

    @rule(action=taking, holder=MarketMachine.pick, to=MarketMachine.pick, percent=of_what_is_held, slip=slip)
    def take_by_order(self, action, holder, to, percent, slip):
        """Unless its holder is free, or its receiver is not, or it is revoked, or has been done already."""
        holders, held_by = self.holders_for(action)
        holder = self.one_of(holder, [each for each in holders if held_by[each]] or holders)
        receiver = self.one_of(to, [each for each in holders if each != holder])
        if slip != "holder is free":
            self.order(OrderAction.FREEZE, holder)
        if slip == "receiver is stopped":
            self.order(OrderAction.FREEZE, receiver)
        taken = EVERYTHING if percent == 100 else held_by[holder] * percent // 100
        to = NOBODY if action == OrderAction.BURN else receiver
        parts, expiry = self.market.parts, self.model.clock.now + SECONDS_IN_DAY
        terms = (*PAPERS, action, holder, to, taken, expiry)
        if self.step(parts.regulator.address, "compliance", "record_coin_order", *terms):
            if slip == "revoked":
                self.revoke_latest_order()
            self.tally.observe("taken by order", self.execute_latest_order())
        if slip == "twice":
            self.execute_latest_order()
        self.set_everybody_free()

    def holders_for(self, action: OrderAction) -> tuple[list[str], dict[str, int]]:
        """Whose coins or savings an order can take, and what everybody has of them."""
        if action == OrderAction.SEIZE_SAVINGS:
            return self.market.holders, self.model.savings_dollar.balance_of
        return self.market.savers, self.model.par_dollar.balance_of


class ReserveSteps(InKindSteps, SurplusSteps, SolvencySteps):
    """Everything that can be done with the reserve."""

    def wind_up(self) -> None:
        """Every auction ends, every bill is paid, every insolvency overcome; then everybody redeems."""
        self.step(self.market.treasury, "cash", "mint", self.market.treasury, MONEY)
        self.finish_auctions()
        self.go_through_an_insolvency()
        while self.unrevealed():
            self.forfeit_bond(0)
        while self.positions:
            self.collect(0, True)
        if self.model.reserve.standing.is_insolvent:
            self.end_insolvency(rescue=True)
        for number in range(1, len(self.model.reserve.redemptions) + 1):
            if self.model.reserve.claimable(number):
                owner = self.model.reserve.redemption_of(number).owner
                self.step(owner, "reserve", "claim_redemption", number, owner)
        for holder in self.depositors():
            self.take_out_savings(self.depositors().index(holder), 100)
        for holder in (*self.market.savers, *self.market.holders):
            self.step(holder, "reserve", "redeem", holder, self.model.par_dollar.balance_of[holder])
