"""The Treasury, the publisher and the bidders, each doing at its time what there is to do."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from market.announcement import unix_day
from market.consumer_prices import ConsumerPrice
from market.index_bills import IndexBill
from scripts.auctions import BOND, accrued_interest, bids_directly, holder_class, ladder_of, older_series
from scripts.batch import Order, order, read, send
from scripts.deploy import System
from scripts.network import now, travel_to
from scripts.settings import Settings
from scripts.story.comparison import figures
from scripts.story.figures import Figure
from scripts.story.indices import known_at, needed_bills, needed_prices
from scripts.story.people import accounts_by_name
from scripts.story.plan import Plan, Sale, units_of

HALF_HOUR = 1_800  # [seconds]
ALL_RATES = 65_536  # more than any auction has
FOREVER = 2**256 - 1
SALT = bytes(32)  # everybody knows already what these bids were


@dataclass(frozen=True)
class Step:
    """Something that is done at a time; it is of a sale, or publishes a figure."""

    when: int  # [unix time]
    name: str
    take: Callable[[], None]
    sale: Sale | None = None


@dataclass(frozen=True)
class Outcome:
    """An auction that is settled: every published figure and its counterpart on chain."""

    sale: Sale
    figures: list[Figure]

    @property
    def equal(self) -> int:
        return sum(figure.is_equal for figure in self.figures)

    def on_chain(self, name: str) -> int:
        return next(figure.on_chain for figure in self.figures if figure.name == name)


@dataclass
class Market:
    plan: Plan
    system: System
    settings: Settings
    accounts: Any  # of the node
    number_of: dict[Sale, int] = field(default_factory=dict)  # on chain
    outcomes: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.account_of = accounts_by_name(self.accounts)

    def agenda(self) -> list[Step]:
        """Every step from the first announcement to the last delivery, in the order of time."""
        steps = [step for sale in self.plan.sales for step in self.steps_of(sale)]
        last = max(step.when for step in steps)
        known = (*needed_prices(self.plan), *needed_bills(self.plan))
        steps += [
            Step(max(known_at(each), self.plan.begins_at), "is published", partial(self.publish, each))
            for each in known
            if known_at(each) <= last
        ]
        return sorted(steps, key=lambda step: step.when)

    def steps_of(self, sale: Sale) -> list[Step]:
        times = {
            self.announce: (sale.announced_at, "is announced"),
            self.bid: (sale.noncompetitive_close - HALF_HOUR, "is bid for"),
            self.reveal: (sale.competitive_close, "is bid for: bids are opened"),
            self.clear: (sale.reveal_close, "is cleared"),
            self.settle: (sale.issued_at, "is delivered"),
        }
        return [Step(when, name, partial(take, sale), sale) for take, (when, name) in times.items()]

    def take(self, step: Step) -> None:
        travel_to(max(now(), step.when))
        step.take()

    # Before the first announcement

    def open(self) -> None:
        """Register the bidders, give them what their bids can cost, and announce the holidays."""
        officer, treasury = self.settings.compliance_officer, self.settings.treasury
        cash, house = self.system.cash, self.system.auction_house
        needs, terms = Counter(), {}
        for sale in self.plan.sales:
            for bid in sale.bids:
                needs[bid.bidder] += units_of(bid) * sale.highest_cost + BOND
                terms[bid.bidder] = holder_class(bid), b"US", bids_directly(bid)
        for bidder, dollars in needs.items():
            account = self.account_of[bidder]
            send(
                [
                    order(self.system.compliance.setHolder, account, *terms[bidder], by=officer),
                    order(cash.mint, account, dollars, by=treasury),
                    order(cash.approve, house, FOREVER, by=account),
                ]
            )
        holidays = [unix_day(day) for day in self.plan.holidays]
        send([order(self.system.registry.announceHolidays, holidays, by=treasury)] if holidays else [])

    # What securities follow

    def publish(self, figure: ConsumerPrice | IndexBill) -> None:
        board, publisher = self.system.index_board, self.settings.rate_publisher
        if isinstance(figure, ConsumerPrice):
            send([order(board.publishCpi, figure.number, figure.index, by=publisher)])
        else:
            auctioned = unix_day(figure.auction_date), figure.high_rate, figure.days_to_maturity
            send([order(board.publishBillAuction, *auctioned, by=publisher)])

    # An auction

    def announce(self, sale: Sale) -> None:
        """The series it adds to is entered first, if it is older than the chain."""
        house, registry, treasury = self.system.auction_house, self.system.registry, self.settings.treasury
        older = older_series(sale.auction)
        orders = [order(house.announce, sale.terms, by=treasury)]
        if older and not registry.isEstablished(older[0]):
            orders.insert(0, order(registry.establish, *older, by=treasury))
        send(orders)
        self.number_of[sale] = house.auctionCount()

    def bid(self, sale: Sale) -> None:
        """Noncompetitive bids, and the commitments of competitive ones."""
        house, number = self.system.auction_house, self.number_of[sale]
        orders = [
            order(house.bidNoncompetitive, number, bid.units, by=self.account_of[bid.bidder])
            for bid in sale.book.noncompetitive
        ]
        commitments = read(
            [
                (house.commitmentOf, number, self.account_of[bid.bidder], ladder_of(bid, SALT))
                for bid in sale.book.competitive
            ]
        )
        orders += [
            order(house.commitBid, number, commitment, by=self.account_of[bid.bidder])
            for bid, commitment in zip(sale.book.competitive, commitments, strict=True)
        ]
        send(orders)

    def reveal(self, sale: Sale) -> None:
        send(self.orders(self.system.auction_house.revealBid, sale, sale.book.competitive))

    def clear(self, sale: Sale) -> None:
        house = self.system.auction_house
        send([order(house.clear, self.number_of[sale], ALL_RATES, by=self.settings.treasury)])

    def settle(self, sale: Sale) -> None:
        """Deliver, and read what can then be compared: the last roundings to $100 are known."""
        send(self.orders(self.system.auction_house.settle, sale, sale.bids))
        result = self.system.auction_results.resultOf(self.number_of[sale])
        self.outcomes.append(Outcome(sale, figures(sale, result)))

    def orders(self, function: Any, sale: Sale, bids) -> list[Order]:
        """Each bidder with its own ladder."""
        number = self.number_of[sale]
        return [order(function, number, ladder_of(bid, SALT), by=self.account_of[bid.bidder]) for bid in bids]

    # After the last delivery

    def proceeds(self) -> tuple[int, int]:
        """What the Treasury is paid by the published figures, and what it has on chain [micro-dollars]."""
        due = 0
        for sale in (outcome.sale for outcome in self.outcomes):
            published = sale.auction.result
            due += published.total_accepted * (published.price + (accrued_interest(sale.auction) or 0))
        return due, self.system.auction_house.cashOf(self.settings.treasury)
