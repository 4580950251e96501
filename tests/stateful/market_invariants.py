"""What holds in every state of the market: contract and model agree, and the invariants of the design."""

from collections import Counter
from contextlib import suppress
from dataclasses import astuple

from hypothesis.stateful import invariant

from model.auction import AuctionStatus, to_abi
from model.auction_house import FIMA, ORDINARY, SOMA
from model.compliance import EVERYTHING, STOPS_OR_RELEASES, Order, OrderAction
from model.par_dollar import NOBODY
from model.rejected import Rejected
from model.reserve import DISTRIBUTION_PERIOD, WHOLE
from model.reserve_monitor import ReserveMonitor
from model.security import INDEXED
from scripts.network import chain_in_use, is_in_process
from tests.auctions import as_result
from tests.cash_events import CashEvents, told_in_process
from tests.stateful.market import MONEY, Fact, MarketMachine
from tests.stateful.market_steps import AuctionSteps


class MoneyInvariants(MarketMachine):
    """Of cash and coins."""

    def __init__(self, market, tally):
        self.burned = 0  # coins of savers, by order [micro-dollars]
        super().__init__(market, tally)

    def step(self, by, contract, name, *arguments):
        supply = self.model.reserve.supply()
        accepted = super().step(by, contract, name, *arguments)
        if name == "execute_order":
            self.burned += supply - self.model.reserve.supply()
        return accepted

    def facts(self):
        yield from super().facts()
        for token in ("cash", "par_dollar"):
            balance_of = getattr(self.model, token).balance_of
            for account in self.market.everybody:
                yield Fact(balance_of[account], getattr(self.market.system, token).balanceOf, (account,))

    @invariant()
    def savers_neither_gain_nor_lose(self):
        """In cash, coins and redemptions that they wait for: these are all that they have."""
        cash, coins = self.model.cash.balance_of, self.model.par_dollar.balance_of
        savers = self.market.savers
        have = sum(cash[saver] + coins[saver] + self.fees_of(saver) for saver in savers)
        assert have + self.model.reserve.owed() + self.burned == MONEY * len(savers)

    def fees_of(self, account: str) -> int:
        """What cash itself has kept of what was paid to it."""
        return 0


class SavingsInvariants(MarketMachine):
    """Of savings, and of what is added to them: no more than the bills have earned on as many dollars."""

    def __init__(self, market, tally):
        super().__init__(market, tally)
        self.price = self.model.savings_dollar.price
        self.added, self.basis = 0, 1  # by the latest distribution, on how many dollars
        self.distributed_at = self.model.reserve.distributed_at

    def step(self, by, contract, name, *arguments):
        earned = self.most_earned() if name == "distribute" else 0
        accepted = super().step(by, contract, name, *arguments)
        if accepted and name == "distribute":
            self.savers_are_given_no_more_than_their_dollars_earned(earned)
        return accepted

    def most_earned(self) -> int:
        """By now, or by the next second, at which a step is taken."""
        reserve, clock, present = self.model.reserve, self.model.clock, self.model.clock.now
        earned = [0]
        for clock.now in (present, present + 1):
            with suppress(Rejected):  # no yields may have been published lately
                earned.append(reserve.earnings())
        clock.now = present
        return max(earned)

    def savers_are_given_no_more_than_their_dollars_earned(self, earned):
        """Nothing was vesting any more when they were given this."""
        reserve, savings = self.model.reserve, self.model.savings_dollar
        given, bills = savings.unvested, reserve.portfolio.at_cost()
        saved = min(savings.total_assets, bills)
        earned = min(earned, reserve.portfolio.carry(DISTRIBUTION_PERIOD))
        assert given * bills * WHOLE <= earned * saved * reserve.policy.savers_share
        assert given == 0 or bills
        self.added, self.basis = given, max(1, saved)
        self.distributed_at = reserve.distributed_at

    @invariant()
    def no_dollar_earns_more_than_was_added_on_one(self):
        """Whoever has left. Asked unless the latest distribution came in the midst of a payment."""
        savings, reserve = self.model.savings_dollar, self.model.reserve
        if reserve.distributed_at != self.distributed_at:
            return
        left = max(0, self.distributed_at + DISTRIBUTION_PERIOD - self.model.clock.now)
        vesting = (savings.unvested - 1) * DISTRIBUTION_PERIOD  # which is rounded up
        assert vesting * self.basis <= self.added * left * savings.total_assets

    def facts(self):
        yield from super().facts()
        savings, model = self.market.system.savings_dollar, self.model.savings_dollar
        yield Fact(model.total_assets, savings.totalAssets)
        yield Fact(model.unvested, savings.unvested)
        yield Fact(model.uncounted, savings.uncounted)
        yield Fact(model.total_supply, savings.totalSupply)

    @invariant()
    def the_price_of_a_share_never_falls(self):
        (assets, shares), (assets_before, shares_before) = self.model.savings_dollar.price, self.price
        assert assets * shares_before >= assets_before * shares
        self.price = assets, shares


class ReserveInvariants(MarketMachine):
    """What holds for the reserve in every state, on the chain and in the model."""

    def step(self, by, contract, name, *arguments):
        before = self.surplus_at_cost()
        accepted = super().step(by, contract, name, *arguments)
        if accepted and contract == "reserve" and name in ("distribute", "withdraw_capital"):
            if self.surplus_at_cost() < before:  # not where a loss is there already and nothing left
                self.what_has_left_was_surplus()
        elif (
            accepted and name != "commit_bid" and self.cash_arrives()
        ):  # a bond is not counted until it is back
            assert self.surplus_at_cost() >= before
        return accepted

    def surplus_at_cost(self):
        return self.model.reserve.backing() - self.model.reserve.liabilities()

    def what_has_left_was_surplus(self):
        reserve = self.model.reserve
        assert min(reserve.backing(), reserve.market_value()) >= reserve.liabilities()

    def cash_arrives(self):
        return self.model.cash.arriving(1) == 1

    def facts(self):
        yield from super().facts()
        reserve, model = self.market.system.reserve, self.model.reserve
        yield Fact(model.backing(), reserve.backing)
        yield Fact(model.supply(), reserve.supply)
        yield Fact(model.surplus(), reserve.surplus)
        yield Fact(model.liabilities(), reserve.liabilities)
        yield Fact(model.owed(), reserve.owed)
        yield Fact(model.free_cash(), reserve.freeCash)
        yield Fact(tuple(vars(model.standing).values()), reserve.standing, seen_as=tuple)
        yield Fact(tuple(vars(model.insolvency).values()), reserve.insolvency, seen_as=tuple)
        yield Fact(model.shortfall_since, reserve.shortfallSince)
        yield Fact(model.distributed_at, reserve.distributedAt)
        yield Fact(model.portfolio.carry(DISTRIBUTION_PERIOD), reserve.carry, (DISTRIBUTION_PERIOD,))
        for number, redemption in enumerate(model.redemptions, 1):
            yield Fact(tuple(vars(redemption).values()), reserve.redemptionOf, (number,), tuple)
            yield Fact(model.claimable(number), reserve.claimable, (number,))
            yield Fact(model.due_date(number), reserve.dueDate, (number,))
        with suppress(Rejected):  # no yields may have been published lately
            yield Fact(model.market_value(), reserve.marketValue)
            yield Fact(model.earnings(), reserve.earnings)
        yield Fact(model.in_settlement(), reserve.inSettlement)
        yield Fact(model.capital, reserve.capital)
        positions = {tuple(vars(position).values()) for position in model.portfolio.positions()}
        yield Fact(positions, reserve.positions, seen_as=as_positions)

    @invariant()
    def the_coin_is_backed(self):
        """But for what cash itself has kept of what was paid to the reserve."""
        fees = self.fees_of(self.reserve)
        assert self.model.reserve.liabilities() <= self.model.reserve.backing() + fees

    @invariant()
    def what_is_covered_is_there(self):
        """All that could be claimed at once is not more than the cash there is."""
        reserve = self.model.reserve
        covered = sum(reserve.claimable(number) for number in range(1, len(reserve.redemptions) + 1))
        assert covered <= self.model.cash.balance_of[reserve.address]

    @invariant()
    def those_who_wait_are_covered_in_order(self):
        """None is covered before the one ahead is, whoever has claimed; in an insolvency all by one share."""
        reserve = self.model.reserve
        if reserve.standing.is_insolvent:
            return
        unpaid = 0  # by cash, ahead of the next
        for number, each in enumerate(reserve.redemptions, 1):
            assert not (unpaid and reserve.claimable(number))
            unpaid += each.dollars - each.paid - reserve.claimable(number)

    @invariant()
    def an_insolvency_pays_all_claims_the_same_share(self):
        reserve, insolvency = self.model.reserve, self.model.reserve.insolvency
        if not reserve.standing.is_insolvent:
            return
        held = self.model.cash.balance_of[reserve.address]
        recovered = min(held + reserve.standing.paid - insolvency.paid_before, insolvency.claims)
        for number, each in enumerate(reserve.redemptions, 1):
            before = each.paid_before if each.insolvency == insolvency.number else each.paid
            received = each.paid - before + reserve.claimable(number)
            assert received == (each.dollars - before) * recovered // insolvency.claims

    @invariant()
    def savings_are_there(self):
        savings = self.model.savings_dollar
        assert savings.total_assets <= savings.dollars <= self.model.par_dollar.balance_of[savings.address]


class MonitorInvariants(MarketMachine):
    """Of what an outsider is told of the reserve."""

    def facts(self):
        yield from super().facts()
        monitor, model = self.market.system.reserve_monitor, ReserveMonitor(self.model.reserve)
        yield Fact(as_statement(astuple(model.statement())), monitor.statement, seen_as=as_statement)
        yield Fact(model.first_unpaid(2, 3), monitor.firstUnpaid, (2, 3))
        with suppress(Rejected):  # no yields may have been published lately
            yield Fact(model.round(), monitor.latestRoundData, seen_as=tuple)


class EventInvariants(MarketMachine):
    """Of what events tell of cash at the auction house, in process as they come."""

    def __init__(self, market, tally):
        super().__init__(market, tally)
        self.told, self.logs_read = CashEvents(market.treasury), 0

    @invariant()
    def cash_accounts_follow_from_events(self):
        if not is_in_process():
            return
        for name, told in told_in_process(self.market.system.auction_house, self.logs_read):
            getattr(self.told, name)(told)
        self.logs_read = len(chain_in_use().logs)
        assert +self.told.cash == +self.model.auction_house.cash_of


class AuctionInvariants(AuctionSteps):
    """Of auctions: one price, and all money accounted for."""

    def __init__(self, market, tally):
        super().__init__(market, tally)
        self.delivered = Counter()  # by auction [units]

    def step(self, by, contract, name, *arguments):
        """A delivery costs the single price, whoever takes it."""
        treasury, registry = self.market.treasury, self.model.registry
        outstanding, money = total_outstanding(registry), self.proceeds(treasury)
        accepted = super().step(by, contract, name, *arguments)

        if accepted and name in ("settle", "settle_bid"):
            auction = self.model.auction_house.auctions[arguments[0]]
            units = total_outstanding(self.model.registry) - outstanding
            paid = self.proceeds(treasury) - money
            assert paid == units * (auction.price + auction.accrued_interest)
            self.delivered[arguments[0]] += units
        return accepted

    def proceeds(self, treasury):
        return self.model.cash.balance_of[treasury] + self.model.auction_house.cash_of[treasury]

    def facts(self):
        yield from super().facts()
        house, model = self.market.system.auction_house, self.model.auction_house
        results = self.market.system.auction_results
        for account in self.market.everybody:
            yield Fact(model.cash_of[account], house.cashOf, (account,))
        for number, auction in model.auctions.items():
            yield Fact(auction.status, house.statusOf, (number,))
            yield Fact(auction.announcement.cusip, house.announcementOf, (number,), as_cusip)
            yield Fact(to_abi(auction.index), house.indexOf, (number,), tuple)
        for number in self.auctions(AuctionStatus.CLEARED):
            yield Fact(model.result_of(number), results.resultOf, (number,), as_result)
        for key, bid in model.bids.items():
            yield Fact((bid.status, bid.escrow), house.bidOf, key, tuple)

    @invariant()
    def the_house_holds_what_bids_have_paid_and_what_it_keeps_and_nothing_else(self):
        house = self.model.auction_house
        held = self.model.cash.balance_of[house.address]
        assert held == sum(bid.escrow for bid in house.bids.values()) + house.cash_of.total()

    @invariant()
    def awards_are_within_the_bound(self):
        for number in self.auctions(AuctionStatus.CLEARED):
            auction = self.model.auction_house.auctions[number]
            noncompetitive = sum(auction.noncompetitive[kind] for kind in (ORDINARY, FIMA, SOMA))
            rounded_up = auction.demand[auction.high_rate].total() // 10_000 + 1 + len(self.market.everybody)
            assert self.delivered[number] <= noncompetitive + auction.competitive_offering() + rounded_up


class HoldingInvariants(AuctionInvariants):
    """Of holdings: every unit and every coupon is somebody's, counted eagerly beside the lazy contract."""

    def __init__(self, market, tally):
        self.earned = Counter()  # interest that holders have earned, by CUSIP [micro-dollars]
        self.paid = Counter()  # interest that they have been paid, by CUSIP [micro-dollars]
        self.coupons_counted = Counter()  # payments that are part of what was earned, by CUSIP
        self.awarded = Counter()  # units, by CUSIP; so are those of the next two
        self.in_pieces = Counter()  # stripped, less reconstituted
        self.redeemed = Counter()  # whole
        super().__init__(market, tally)

    def travel(self, time):
        """By then all is published that payments follow."""
        super().travel(time)
        self.count_coupons()

    def tick(self):
        super().tick()
        self.count_coupons()

    def count_coupons(self):
        for cusip, security in self.model.registry.securities.items():
            passed = self.coupons_passed(cusip, self.model.clock.today)
            self.earned[cusip] += security.outstanding * self.interest(
                cusip, self.coupons_counted[cusip], passed
            )
            self.coupons_counted[cusip] = passed

    def interest(self, cusip, after, until):
        """Of one unit, on the payments after one and up to another."""
        payments = range(after + 1, until + 1)
        return sum(self.model.registry.interest_payment(cusip, number) for number in payments)

    def coupons_passed(self, cusip, date):
        return sum(coupon_date <= date for coupon_date in self.model.registry.coupon_dates[cusip])

    def step(self, by, contract, name, *arguments):
        outstanding, holdings = self.outstanding(), self.model.registry.holdings
        units = Counter({held: holding.units for held, holding in holdings.items()})
        money = self.model.cash.balance_of[self.market.treasury]
        accepted = super().step(by, contract, name, *arguments)

        if accepted and name in ("settle", "settle_bid"):
            self.count_late_delivery(arguments[0], outstanding)
        if accepted and name in ("strip", "reconstitute"):
            self.in_pieces[arguments[0]] += arguments[1] if name == "strip" else -arguments[1]
        if accepted and (contract == "registry" and name in ("claim", "redeem") or name == "collect"):
            paid = money - self.model.cash.balance_of[self.market.treasury]
            self.count_payment(arguments[0], outstanding, paid)
            if paid and name != "claim":
                held = arguments if contract == "registry" else (*arguments, self.reserve)
                self.redeemed[arguments[0]] += units[held]
        return accepted

    def count_late_delivery(self, auction, outstanding):
        """A holder who takes delivery late has earned the coupons since the issue date."""
        terms = self.terms(auction)
        units = self.outstanding()[terms.cusip] - outstanding[terms.cusip]
        self.awarded[terms.cusip] += units
        since = self.coupons_passed(terms.cusip, terms.issue_date)
        self.earned[terms.cusip] += units * self.interest(
            terms.cusip, since, self.coupons_counted[terms.cusip]
        )

    def count_payment(self, cusip, outstanding, paid):
        redeemed = outstanding[cusip] - self.outstanding()[cusip]
        self.paid[cusip] += paid - (redeemed and redeemed * self.model.registry.principal(cusip))
        self.tally.observe("payment", paid > 0)
        if self.model.registry.security_of(cusip).security_type in INDEXED:
            self.tally.observe("indexed payment", paid > 0)

    def outstanding(self) -> Counter:
        securities = self.model.registry.securities.items()
        return Counter({cusip: security.outstanding for cusip, security in securities})

    def facts(self):
        yield from super().facts()
        registry, model = self.market.system.registry, self.model.registry
        for cusip, security in model.securities.items():
            yield Fact(to_abi(security), registry.securityOf, (cusip.encode(),), tuple)
            date = security.maturity_date
            yield Fact(model.payment_date(date), registry.paymentDate, (date,))
        for (cusip, holder), holding in model.holdings.items():
            of = (cusip.encode(), holder)
            yield Fact(
                (holding.units, holding.is_payment_missed), registry.holdingOf, of, as_units_and_missed
            )
            yield Fact(model.interest_owed(cusip, holder), registry.interestOwed, of)

    @invariant()
    def every_unit_is_somebodys(self):
        held = Counter()
        for (cusip, _), holding in self.model.registry.holdings.items():
            held[cusip] += holding.units
        assert held == self.outstanding()
        for cusip, outstanding in self.outstanding().items():
            assert outstanding == self.awarded[cusip] - self.in_pieces[cusip] - self.redeemed[cusip]

    @invariant()
    def every_coupon_is_paid_once_or_owed(self):
        owed = Counter()
        for cusip, holder in self.model.registry.holdings:
            owed[cusip] += self.model.registry.interest_owed(cusip, holder)
        for cusip in self.model.registry.securities:
            assert self.paid[cusip] + owed[cusip] == self.earned[cusip]


class ExclusionInvariants(MarketMachine):
    """Of securities that exclude classes of holders."""

    def step(self, by, contract, name, *arguments):
        """Units of who is excluded rise by awards alone, and no bid is placed against an exclusion."""
        before, bids = self.units_of_excluded(), set(self.model.auction_house.bids)
        accepted = super().step(by, contract, name, *arguments)

        if name not in ("settle", "settle_bid"):
            self.who_is_excluded_has_no_more(before)
        for auction, bidder in set(self.model.auction_house.bids) - bids:
            excluded = self.model.auction_house.auctions[auction].excluded_classes
            assert not excluded & self.bit_of(bidder)
        return accepted

    def who_is_excluded_has_no_more(self, before):
        registry = self.model.registry
        assert all(registry.holding_of(*held).units <= units for held, units in before.items())

    def units_of_excluded(self) -> dict:
        """By security and holder."""
        registry, holders = self.model.registry, [*self.market.holders, self.reserve]
        return {
            (cusip, holder): registry.holding_of(cusip, holder).units
            for cusip, excluded in registry.excluded.items()
            for holder in holders
            if excluded & self.bit_of(holder)
        }

    def bit_of(self, account):
        return 1 << self.model.compliance.holder_of(account).holder_class

    def facts(self):
        yield from super().facts()
        house, compliance = self.market.system.auction_house, self.market.system.compliance
        for cusip, excluded in self.model.registry.excluded.items():
            yield Fact(excluded, self.market.system.registry.excludedClasses, (cusip.encode(),))
        for number, auction in self.model.auction_house.auctions.items():
            yield Fact(auction.excluded_classes, house.excludedClassesOf, (number,))
        for account in self.market.holders:
            holder = self.model.compliance.holder_of(account)
            yield Fact(tuple(vars(holder).values()), compliance.holderOf, (account,), as_holder)


def as_holder(told: tuple) -> tuple:
    """With the letters of its jurisdiction, for which Brownie has digits."""
    holder_class, jurisdiction, *others = told
    return holder_class, bytes(jurisdiction), *others


class FreezeInvariants(MarketMachine):
    """Of accounts that a lawful order has stopped."""

    def step(self, by, contract, name, *arguments):
        """Nothing that a frozen account has can leave it, but by an order."""
        frozen = set(self.model.par_dollar.frozen)
        before = {account: (self.belongings(account), self.kept_by_the_house(account)) for account in frozen}
        accepted = super().step(by, contract, name, *arguments)

        if name != "execute_order":
            for account in frozen & self.model.par_dollar.frozen:
                self.nothing_has_left(account, *before[account])
        return accepted

    def nothing_has_left(self, account, belongings, kept):
        assert self.belongings(account) == belongings
        assert self.kept_by_the_house(account) >= kept

    def kept_by_the_house(self, account: str) -> int:
        """Cash in its name and in its bids, to which others can add."""
        house = self.model.auction_house
        in_bids = sum(bid.escrow for (_, bidder), bid in house.bids.items() if bidder == account)
        return house.cash_of[account] + in_bids

    def belongings(self, account: str) -> list:
        """Coins, savings, redemptions that wait, securities and their pieces."""
        holdings, pieces = self.model.registry.holdings, self.model.strips.balance_of
        units = {cusip: holding.units for (cusip, holder), holding in holdings.items() if holder == account}
        of_pieces = {piece: held for (holder, piece), held in pieces.items() if holder == account}
        unpaid = [
            each.dollars - each.paid for each in self.model.reserve.redemptions if each.owner == account
        ]
        shares = self.model.savings_dollar.balance_of[account]
        return [self.model.par_dollar.balance_of[account], shares, unpaid, units, +Counter(of_pieces)]

    def facts(self):
        yield from super().facts()
        for contract in (self.market.system.compliance, self.market.system.par_dollar):
            for account in self.market.everybody:
                yield Fact(self.model.compliance.is_frozen(account), contract.isFrozen, (account,))


class OrderInvariants(MarketMachine):
    """Of what a court takes: from whom it has stopped, once, as much as it says, for whom it says."""

    def __init__(self, market, tally):
        self.carried_out = set()  # orders by their numbers
        super().__init__(market, tally)

    def step(self, by, contract, name, *arguments):
        """The supply changes by some steps of the reserve, and by orders to burn."""
        supply, assets = self.model.reserve.supply(), self.assets()
        before = self.belongings_of_all() if name == "execute_order" else Counter()
        stopped = set(self.model.par_dollar.frozen)
        accepted = super().step(by, contract, name, *arguments)

        change = self.model.reserve.supply() - supply
        if accepted and name == "execute_order":
            self.an_order_takes_what_it_says(*arguments, before, stopped, change)
            assert self.assets() == assets
        else:
            assert change <= 0 or (contract, name) in RAISES_SUPPLY
            assert change >= 0 or (contract, name) in LOWERS_SUPPLY
        return accepted

    def an_order_takes_what_it_says(self, number, before, stopped, change_of_supply):
        """Once, from whom it has stopped; and only what is burned is missing afterwards."""
        assert self.is_first(number)
        order = self.model.compliance.order_of(number)
        taken = taken_by(order, before)
        assert changes(before, self.belongings_of_all()) == changes(Counter(), taken)
        assert not taken or order.account in stopped
        assert change_of_supply == taken["coins", order.account] * (order.action == OrderAction.BURN)

    def assets(self) -> tuple:
        """Of the reserve: cash, and units of bills, whose cost rises with time."""
        bills = self.model.reserve.portfolio.position_of.items()
        cash = self.model.cash.balance_of[self.reserve] + self.model.reserve.in_settlement()
        return cash, {cusip: bill.units for cusip, bill in bills}

    def is_first(self, number):
        is_first = number not in self.carried_out
        self.carried_out.add(number)
        return is_first

    def belongings_of_all(self) -> Counter:
        """Coins, savings and redemptions, which an order can take."""
        coins, savings = self.model.par_dollar.balance_of, self.model.savings_dollar.balance_of
        redemptions = enumerate(self.model.reserve.redemptions, 1)
        return (
            Counter({("coins", account): dollars for account, dollars in coins.items()})
            + Counter({("savings", account): shares for account, shares in savings.items()})
            + Counter({(number, each.owner): 1 for number, each in redemptions})
        )


RAISES_SUPPLY = [("reserve", name) for name in ("mint", "mint_in_kind", "distribute")]
LOWERS_SUPPLY = [("reserve", name) for name in ("redeem", "redeem_in_kind", "request_redemption")]


def taken_by(order: Order, before: Counter) -> Counter:
    """Of whom, and for whom; nobody receives what is burned."""
    if order.action in STOPS_OR_RELEASES:
        return Counter()
    if order.action == OrderAction.REASSIGN_REDEMPTION:
        kind, taken = order.dollars, 1
    else:
        kind = "savings" if order.action == OrderAction.SEIZE_SAVINGS else "coins"
        taken = before[kind, order.account] if order.dollars == EVERYTHING else order.dollars
    received = {} if order.receiver == NOBODY else {(kind, order.receiver): taken}
    return Counter({(kind, order.account): -taken} | received)


def changes(before: Counter, after: Counter) -> dict:
    """What is more, or less."""
    return {key: after[key] - before[key] for key in {*before, *after} if after[key] != before[key]}


def total_outstanding(registry) -> int:
    return sum(security.outstanding for security in registry.securities.values())


def as_positions(answer) -> set:
    return {(bytes(cusip).decode(), *figures) for cusip, *figures in answer}


def as_statement(answer) -> tuple:
    """Bills in any order, their CUSIPs as text."""
    *figures, bills = answer
    in_words = ((cusip if isinstance(cusip, str) else bytes(cusip).decode(), *rest) for cusip, *rest in bills)
    return *map(tuple, figures[1:]), figures[0], frozenset(in_words)


def as_cusip(announcement) -> str:
    return bytes(announcement[0]).decode()


def as_units_and_missed(holding) -> tuple[int, bool]:
    units, *_, is_payment_missed, _ = holding
    return units, is_payment_missed
