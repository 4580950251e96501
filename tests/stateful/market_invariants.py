"""What holds in every state of the market: contract and model agree, and the invariants of the design."""

from collections import Counter

from hypothesis.stateful import invariant

from model.auction import AuctionStatus, to_abi
from model.auction_house import FIMA, ORDINARY, SOMA
from model.note_pricing import PAR
from tests.auctions import as_result
from tests.stateful.market import MONEY, MarketMachine
from tests.stateful.market_steps import AuctionSteps


class MoneyInvariants(MarketMachine):
    """Of cash and coins."""

    @invariant()
    def money_agrees(self):
        for token, model in (
            (self.market.system.cash, self.model.cash),
            (self.market.system.par_dollar, self.model.par_dollar),
        ):
            balances = self.ask(*((token.balanceOf, [account]) for account in self.market.everybody))
            assert balances == [model.balance_of[account] for account in self.market.everybody]

    @invariant()
    def savers_neither_gain_nor_lose(self):
        cash, coins = self.model.cash.balance_of, self.model.par_dollar.balance_of
        savers = self.market.savers
        assert sum(cash[saver] + coins[saver] for saver in savers) == MONEY * len(savers)


class ReserveInvariants(MarketMachine):
    """What holds for the reserve in every state, on the chain and in the model."""

    @invariant()
    def figures_agree(self):
        reserve, model = self.market.system.reserve, self.model.reserve
        functions = (reserve.backing, reserve.supply, reserve.surplus, reserve.inSettlement, reserve.capital)
        figures = [model.backing(), model.supply(), model.surplus(), model.in_settlement(), model.capital]
        assert self.ask(*((function, []) for function in functions)) == figures

    @invariant()
    def positions_agree(self):
        on_chain = {
            (bytes(cusip).decode(), *figures) for cusip, *figures in self.market.system.reserve.positions()
        }
        assert on_chain == {tuple(vars(position).values()) for position in self.model.reserve.positions()}

    @invariant()
    def the_coin_is_backed(self):
        assert self.model.reserve.supply() <= self.model.reserve.backing()


class AuctionInvariants(AuctionSteps):
    """Of auctions: one price, and all money accounted for."""

    def __init__(self, market):
        super().__init__(market)
        self.delivered = Counter()  # by auction [units]

    def step(self, by, contract, name, *arguments):
        """A delivery costs the single price, whoever takes it."""
        treasury, registry = self.market.treasury, self.model.registry
        outstanding, money = total_outstanding(registry), self.model.cash.balance_of[treasury]
        accepted = super().step(by, contract, name, *arguments)

        if accepted and name in ("settle", "settle_bid"):
            auction = self.model.auction_house.auctions[arguments[0]]
            units = total_outstanding(self.model.registry) - outstanding
            paid = self.model.cash.balance_of[treasury] - money
            assert paid == units * (auction.price + auction.accrued_interest)
            self.delivered[arguments[0]] += units
        return accepted

    @invariant()
    def auctions_agree(self):
        house, auctions = self.market.system.auction_house, self.model.auction_house.auctions
        statuses = self.ask(*((house.statusOf, [auction]) for auction in auctions))
        assert statuses == [auction.status for auction in auctions.values()]
        terms = self.ask(*((house.announcementOf, [auction]) for auction in auctions))
        assert [bytes(each[0]).decode() for each in terms] == [
            auction.announcement.cusip for auction in auctions.values()
        ]

    @invariant()
    def results_agree(self):
        cleared = self.auctions(AuctionStatus.CLEARED)
        results = self.ask(*((self.market.system.auction_house.resultOf, [auction]) for auction in cleared))
        assert list(map(as_result, results)) == [
            self.model.auction_house.result_of(auction) for auction in cleared
        ]

    @invariant()
    def bids_agree(self):
        bids = self.model.auction_house.bids
        on_chain = self.ask(*((self.market.system.auction_house.bidOf, bid) for bid in bids))
        assert [tuple(bid) for bid in on_chain] == [(bid.status, bid.escrow) for bid in bids.values()]

    @invariant()
    def the_house_holds_what_bids_have_paid_and_nothing_else(self):
        held = self.model.cash.balance_of[self.model.auction_house.address]
        assert held == sum(bid.escrow for bid in self.model.auction_house.bids.values())

    @invariant()
    def awards_are_within_the_bound(self):
        for number in self.auctions(AuctionStatus.CLEARED):
            auction = self.model.auction_house.auctions[number]
            noncompetitive = sum(auction.noncompetitive[kind] for kind in (ORDINARY, FIMA, SOMA))
            rounded_up = auction.demand[auction.high_rate].total() // 10_000 + 1 + len(self.market.everybody)
            assert self.delivered[number] <= noncompetitive + auction.competitive_offering() + rounded_up


class HoldingInvariants(AuctionInvariants):
    """Of holdings: every unit and every coupon is somebody's, counted eagerly beside the lazy contract."""

    def __init__(self, market):
        self.earned = Counter()  # interest that holders have earned, by CUSIP [micro-dollars]
        self.paid = Counter()  # interest that they have been paid, by CUSIP [micro-dollars]
        super().__init__(market)

    def pass_time(self, time):
        before = self.model.clock.today
        super().pass_time(time)
        for cusip, security in self.model.registry.securities.items():
            coupons = security.coupons_passed(self.model.clock.today) - security.coupons_passed(before)
            self.earned[cusip] += coupons * security.coupon * security.outstanding

    def step(self, by, contract, name, *arguments):
        outstanding = self.outstanding()
        money = self.model.cash.balance_of[self.market.treasury]
        accepted = super().step(by, contract, name, *arguments)

        if accepted and name in ("settle", "settle_bid"):
            self.count_late_delivery(arguments[0], outstanding)
        if accepted and (contract == "registry" and name in ("claim", "redeem") or name == "collect"):
            cusip = arguments[0]
            par = (outstanding[cusip] - self.outstanding()[cusip]) * PAR
            self.paid[cusip] += money - self.model.cash.balance_of[self.market.treasury] - par
        return accepted

    def count_late_delivery(self, auction, outstanding):
        """A holder who takes delivery late has earned the coupons since the issue date."""
        terms = self.terms(auction)
        security = self.model.registry.security_of(terms.cusip)
        units = self.outstanding()[terms.cusip] - outstanding[terms.cusip]
        coupons = security.coupons_passed(self.model.clock.today) - security.coupons_passed(terms.issue_date)
        self.earned[terms.cusip] += coupons * security.coupon * units

    def outstanding(self) -> Counter:
        securities = self.model.registry.securities.items()
        return Counter({cusip: security.outstanding for cusip, security in securities})

    @invariant()
    def securities_agree(self):
        registry, securities = self.market.system.registry, self.model.registry.securities
        on_chain = self.ask(*((registry.securityOf, [cusip.encode()]) for cusip in securities))
        assert [tuple(each) for each in on_chain] == [to_abi(each) for each in securities.values()]

    @invariant()
    def holdings_agree(self):
        registry, holdings = self.market.system.registry, self.model.registry.holdings
        of = [[cusip.encode(), holder] for cusip, holder in holdings]
        units = [holding[0] for holding in self.ask(*((registry.holdingOf, each) for each in of))]
        assert units == [holding.units for holding in holdings.values()]
        owed = self.ask(*((registry.interestOwed, each) for each in of))
        assert owed == [self.model.registry.interest_owed(*of) for of in holdings]

    @invariant()
    def every_unit_is_somebodys(self):
        held = Counter()
        for (cusip, _), holding in self.model.registry.holdings.items():
            held[cusip] += holding.units
        assert held == self.outstanding()

    @invariant()
    def every_coupon_is_paid_once_or_owed(self):
        owed = Counter()
        for cusip, holder in self.model.registry.holdings:
            owed[cusip] += self.model.registry.interest_owed(cusip, holder)
        for cusip in self.model.registry.securities:
            assert self.paid[cusip] + owed[cusip] == self.earned[cusip]


class FreezeInvariants(MarketMachine):
    """Of accounts that a lawful order has stopped."""

    def step(self, by, contract, name, *arguments):
        """Nothing that a frozen account has can leave it."""
        frozen = self.model.par_dollar.frozen
        before = {account: self.belongings(account) for account in frozen}
        accepted = super().step(by, contract, name, *arguments)

        for account in frozen & self.model.par_dollar.frozen:
            assert self.belongings(account) == before[account]
        return accepted

    def belongings(self, account: str) -> list:
        """Coins and securities."""
        holdings = self.model.registry.holdings
        return [self.model.par_dollar.balance_of[account]] + [
            (cusip, holding.units) for (cusip, holder), holding in holdings.items() if holder == account
        ]

    @invariant()
    def freezes_agree(self):
        for contract in (self.market.system.compliance, self.market.system.par_dollar):
            on_chain = self.ask(*((contract.isFrozen, [account]) for account in self.market.everybody))
            assert on_chain == [self.model.compliance.is_frozen(account) for account in self.market.everybody]


def total_outstanding(registry) -> int:
    return sum(security.outstanding for security in registry.securities.values())
