"""The reserve as its logs tell it: each is taken on the model, at the time of its block."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from model.auction import BidStatus
from model.auction_house import AuctionHouse
from model.auction_pricing import AuctionPricing
from model.cash import Cash
from model.clock import Clock
from model.compliance import Compliance
from model.index_board import IndexBoard
from model.par_dollar import NOBODY, ParDollar
from model.portfolio import Portfolio
from model.rate_board import RateBoard
from model.redemption_queue import Insolvency, Redemption
from model.registry import TreasuryRegistry
from model.rejected import Rejected
from model.reserve import Reserve
from model.rule_book import Profile, RuleBook
from model.savings_dollar import SavingsDollar
from scripts.verify.chain import Event
from scripts.verify.deployment import CASH, Deployment


class Inconsistent(Exception):
    """Which log cannot have happened by the rules, in one sentence."""


class History:
    """The model, as far as logs have been taken."""

    def __init__(self, deployment: Deployment) -> None:
        address = deployment.address_of
        clock, cash, law = Clock(0), Cash(), RuleBook()
        coin = ParDollar(address("Reserve"), address("Compliance"))
        compliance = Compliance(address("Compliance"), coin)
        registry = TreasuryRegistry(
            address("TreasuryRegistry"), clock, cash, compliance, IndexBoard(clock), deployment.treasury
        )
        pricing = AuctionPricing(clock, registry)
        house = AuctionHouse(address("AuctionHouse"), clock, cash, compliance, registry, pricing)
        savings = SavingsDollar(address("SavingsDollar"), clock, coin)
        portfolio = Portfolio(clock, registry, RateBoard(clock))
        self.reserve = Reserve(address("Reserve"), clock, cash, coin, law, house, portfolio, savings)
        self.held = Counter()  # by the registry's transfers: CUSIP -> [units]
        self.maturity_date: dict[str, int] = {}  # by CUSIP [unix day]
        self.auctions: set[int] = set()  # in which the reserve has bid

    def take(self, events: Iterable[Event]) -> None:
        for event in sorted(events, key=lambda each: each.place):
            step = STEPS.get((event.contract, event.name))
            if step is None:
                continue
            self.reserve.clock.now = event.time
            try:
                step(self, *event.arguments.values())
            except (Rejected, KeyError, IndexError, ValueError) as why:
                raise Inconsistent(
                    f"{event.contract} has recorded {event.name} in block {event.place[0]}, "
                    f"which cannot have happened by the rules ({why})."
                ) from why

    # Coins and cash

    def coins_moved(self, sender: str, to: str, dollars: int) -> None:
        coin = self.reserve.par_dollar
        coin.total_supply += dollars * ((sender == NOBODY) - (to == NOBODY))
        coin.balance_of[sender] -= dollars
        coin.balance_of[to] += dollars

    def cash_moved(self, sender: str, to: str, dollars: int) -> None:
        self.reserve.cash.balance_of[sender] -= dollars
        self.reserve.cash.balance_of[to] += dollars

    def cash_priced(self, price: int) -> None:
        self.reserve.publish_cash_price(price)

    def minting_stopped(self, is_stopped: bool) -> None:
        self.reserve.stop_minting(is_stopped)

    # Bills

    def established(self, cusip: bytes, terms: dict) -> None:
        self.maturity_date[cusip.decode()] = terms["maturityDate"]

    def holidays_announced(self, date: int) -> None:
        self.reserve.registry.holidays.add(date)

    def units_moved(self, caller: str, sender: str, receiver: str, token: int, units: int) -> None:
        cusip = token.to_bytes(9).decode()
        self.held[cusip] += units * ((receiver == self.reserve.address) - (sender == self.reserve.address))

    def bill_bought(self, cusip: bytes, units: int, cost: int) -> None:
        name = cusip.decode()
        self.reserve.portfolio.add(name, self.maturity_date[name], units, cost)

    def minted_in_kind(self, payer: str, to: str, cusip: bytes, units: int, dollars: int) -> None:
        self.bill_bought(cusip, units, dollars)

    def redeemed_in_kind(self, holder: str, to: str, cusip: bytes, units: int, dollars: int) -> None:
        self.reserve.portfolio.take(cusip.decode(), units)

    def collected(self, cusip: bytes, units: int, paid: int) -> None:
        self.reserve.portfolio.position_of.pop(cusip.decode(), None)

    def yields_published(self, date: int, yields: list[int]) -> None:
        self.reserve.portfolio.rate_board.publish(date, list(yields))

    def bid(self, auction: int, bidder: str, *_) -> None:
        if bidder == self.reserve.address:
            self.auctions.add(auction)

    def keep_bid(self, auction: int, status: int, escrow: int) -> None:
        """As the auction house has it."""
        house = self.reserve.auction_house
        bid = house.bid_of(auction, self.reserve.address)
        house.bids[auction, self.reserve.address] = replace(bid, status=BidStatus(status), escrow=escrow)
        self.reserve.open_auctions.add(auction)

    # Law

    def row_set(self, name: bytes, profile: dict) -> None:
        self.reserve.rule_book.set_profile(bytes(name), Profile(*profile.values()))

    def row_adopted(self, name: bytes) -> None:
        self.reserve.rule_book.adopt(bytes(name))

    # Redemptions

    def redemption_requested(self, number: int, owner: str, dollars: int) -> None:
        reserve = self.reserve
        days = reserve.rule_book.rules().redemption_days
        entry = Redemption(owner, dollars, days, reserve.standing.requested, 0, reserve.clock.now)
        reserve.redemptions.append(entry)
        reserve.standing.requested += dollars
        if number != len(reserve.redemptions):
            raise ValueError(f"it should be number {len(reserve.redemptions)}")

    def redemption_paid(self, number: int, to: str, dollars: int) -> None:
        reserve, redemption = self.reserve, self.reserve.redemption_of(number)
        if reserve.standing.is_insolvent and redemption.insolvency != reserve.insolvency.number:
            redemption.insolvency, redemption.paid_before = reserve.insolvency.number, redemption.paid
        redemption.paid += dollars
        reserve.standing.paid += dollars

    def redemption_reassigned(self, number: int, sender: str, to: str) -> None:
        self.reserve.redemption_of(number).owner = to

    def insolvency_declared(self, number: int, claims: int) -> None:
        reserve = self.reserve
        reserve.insolvency = Insolvency(number, claims, reserve.standing.paid, reserve.clock.now)
        reserve.standing.is_insolvent = True

    def insolvency_ended(self, number: int) -> None:
        self.reserve.standing.is_insolvent = False
        self.reserve.shortfall_since = 0

    def shortfall_began(self, *_) -> None:
        self.reserve.shortfall_since = self.reserve.clock.now

    def shortfall_ended(self, *_) -> None:
        self.reserve.shortfall_since = 0

    # Surplus and savings

    def capital_contributed(self, contributor: str, dollars: int) -> None:
        self.reserve.capital += dollars

    def capital_withdrawn(self, to: str, dollars: int) -> None:
        self.reserve.capital -= dollars

    def distributed(self, to_capital: int, to_savers: int, to_treasury: int) -> None:
        self.reserve.capital += to_capital

    def saved(self, by: str, owner: str, dollars: int, shares: int) -> None:
        self.reserve.savings_dollar.dollars += dollars

    def savings_withdrawn(self, by: str, to: str, owner: str, dollars: int, shares: int) -> None:
        self.reserve.savings_dollar.uncount(dollars)

    def earnings_added(self, dollars: int, saved: int, vested_at: int) -> None:
        savings = self.reserve.savings_dollar
        savings.dollars += dollars
        savings.earnings, savings.basis, savings.vested_at = dollars, saved, vested_at


STEPS = {
    ("ParDollar", "Transfer"): History.coins_moved,
    (CASH, "Transfer"): History.cash_moved,
    ("TreasuryRegistry", "Established"): History.established,
    ("TreasuryRegistry", "HolidayAnnounced"): History.holidays_announced,
    ("TreasuryRegistry", "Transfer"): History.units_moved,
    ("RateBoard", "ParYieldsPublished"): History.yields_published,
    ("RuleBook", "ProfileSet"): History.row_set,
    ("RuleBook", "ProfileAdopted"): History.row_adopted,
    ("AuctionHouse", "NoncompetitiveBidPlaced"): History.bid,
    ("AuctionHouse", "BidCommitted"): History.bid,
    ("Reserve", "CashPriced"): History.cash_priced,
    ("Reserve", "MintingStopped"): History.minting_stopped,
    ("Reserve", "BillBought"): History.bill_bought,
    ("Reserve", "MintedInKind"): History.minted_in_kind,
    ("Reserve", "RedeemedInKind"): History.redeemed_in_kind,
    ("Reserve", "Collected"): History.collected,
    ("Reserve", "RedemptionRequested"): History.redemption_requested,
    ("Reserve", "RedemptionPaid"): History.redemption_paid,
    ("Reserve", "RedemptionReassigned"): History.redemption_reassigned,
    ("Reserve", "InsolvencyDeclared"): History.insolvency_declared,
    ("Reserve", "InsolvencyEnded"): History.insolvency_ended,
    ("Reserve", "ShortfallBegan"): History.shortfall_began,
    ("Reserve", "ShortfallEnded"): History.shortfall_ended,
    ("Reserve", "CapitalContributed"): History.capital_contributed,
    ("Reserve", "CapitalWithdrawn"): History.capital_withdrawn,
    ("Reserve", "Distributed"): History.distributed,
    ("SavingsDollar", "Deposit"): History.saved,
    ("SavingsDollar", "Withdraw"): History.savings_withdrawn,
    ("SavingsDollar", "EarningsAdded"): History.earnings_added,
}
