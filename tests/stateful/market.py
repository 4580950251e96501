"""The deployed market and its model side by side: one step, taken on both at the same second."""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from inspect import signature
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from market.rule_profiles import laws
from model import system as model
from model.auction import to_abi
from model.auction_house import AuctionHouse
from model.auction_pricing import AuctionPricing
from model.cash import Cash
from model.clock import SECONDS_IN_DAY, Clock
from model.compliance import Compliance, HolderClass
from model.disclosure import Disclosure
from model.index_board import IndexBoard
from model.par_dollar import INFINITE, ParDollar
from model.portfolio import Portfolio
from model.rate_board import RateBoard
from model.redemption_queue import Standing
from model.registry import TreasuryRegistry
from model.reserve import Reserve
from model.rule_book import RuleBook
from model.savings_dollar import SavingsDollar
from model.strips import Piece, Strips
from scripts.batch import read
from scripts.deploy import System
from scripts.network import chain_in_use, set_clock
from scripts.permissions import Role
from scripts.settings import Settings
from tests.helpers import now, travel_to
from tests.stateful.machine import Tally, camel, take

MONEY = 10**15  # with which everybody starts: a billion dollars [micro-dollars]


@dataclass(frozen=True)
class Market:
    """The deployed contracts, their model, and who takes part."""

    system: System
    model: model.System
    parts: Settings
    holders: list[str]  # who may hold securities, the reserve apart
    savers: list[str]  # who use the coin
    everybody: list[str]  # whose money is compared
    stranger: str = ""  # who has no role and may hold nothing
    signer: Any = None  # one of the savers, whose key is known
    wallets: dict[str, Any] = field(default_factory=dict)  # participants that are contracts, by address

    @property
    def treasury(self) -> str:
        return self.parts.treasury.address


@dataclass(frozen=True)
class Fact:
    """Something that the model says, and that the chain must answer."""

    expected: Any
    function: Any
    arguments: tuple = ()
    seen_as: Callable = lambda answer: answer  # what of the answer is compared


def open_market(
    system: System,
    parts: Settings,
    classes: dict[Any, HolderClass],
    savers: list,
    cash: Cash | None = None,
) -> Market:
    """Admit holders and give everybody money, on the chain and in the model."""
    administrator = {"from": parts.administrator}
    system.access_manager.grantRole(Role.ISSUER, parts.administrator, 0, administrator)  # to need no notice
    contracts = [system.registry, system.strips, system.auction_house, system.reserve]
    people = [account.address for account in (*classes, *savers)]
    treasury, reserve = parts.treasury.address, system.reserve.address
    twin = twin_of(system, treasury, cash or Cash())
    for account, holder_class in classes.items():
        terms = (account.address, holder_class, b"US", holder_class == HolderClass.BANK)
        system.compliance.setHolder(*terms, {"from": parts.compliance_officer})
        twin.compliance.set_holder(*terms)
    for account in (*people, treasury):
        system.cash.mint(account, MONEY, {"from": account})
        twin.cash.mint(account, MONEY)
        for contract in contracts:
            system.cash.approve(contract, INFINITE, {"from": account})
            twin.cash.approve(account, contract.address, INFINITE)

    contracts_ = (system.auction_house.address, system.savings_dollar.address)
    everybody = [*people, treasury, reserve, *contracts_]
    holders, coin_users = people[: len(classes)], people[len(classes) :]
    return Market(system, twin, parts, holders, coin_users, everybody)


def twin_of(system: System, treasury: str, cash: Cash) -> model.System:
    """The model of a system just deployed."""
    clock = Clock(now())
    coin = ParDollar(system.reserve.address, system.compliance.address)
    compliance = Compliance(system.compliance.address, coin)
    board = IndexBoard(clock)
    registry = TreasuryRegistry(
        system.registry.address, clock, cash, compliance, board, treasury, system.auction_house.address
    )
    strips = Strips(system.strips.address, clock, cash, compliance, registry, treasury)
    registry.set_strips(strips.address)
    pricing = AuctionPricing(clock, registry)
    house = AuctionHouse(system.auction_house.address, clock, cash, compliance, registry, pricing)
    rate_board, savings = RateBoard(clock), SavingsDollar(system.savings_dollar.address, clock, coin)
    portfolio, law = Portfolio(clock, registry, rate_board), law_of(system)
    reserve = Reserve(
        system.reserve.address,
        clock,
        cash,
        coin,
        law,
        house,
        portfolio,
        savings,
        standing=standing_of(system),
    )
    compliance.savings_dollar, compliance.redemption_queue = savings, reserve
    compliance.set_holder(reserve.address, HolderClass.STABLECOIN_ISSUER, b"US", False)
    cash.approve(reserve.address, house.address, INFINITE)
    return model.System(
        *(clock, cash, compliance, board, rate_board, coin, registry, strips, house, reserve, savings),
        *(law, Disclosure(clock, law, system.disclosure.firstMonth())),
    )


def law_of(system: System) -> RuleBook:
    """The rows of the law, and the one in force."""
    return RuleBook({law.key: law.profile for law in laws()}, bytes(system.rule_book.adopted()))


def standing_of(system: System) -> Standing:
    """With the price of cash from when it was deployed."""
    return Standing(*system.reserve.standing())


class MarketMachine(RuleBasedStateMachine):
    """What all machines of the market share. A machine adds steps and invariants by inheriting them."""

    pick = st.integers(0, 999)  # which of what there is
    percent = st.integers(0, 105)  # of what there is; above 100 both sides must reject

    def __init__(self, market: Market, tally: Tally):
        super().__init__()
        chain_in_use().revert()
        self.market = market
        self.tally = tally
        self.model = deepcopy(market.model)
        self.travel(now() + SECONDS_IN_DAY)

    def facts(self) -> Iterator[Fact]:
        """All that both sides must say alike; a part of the market adds its own."""
        yield from ()

    @invariant()
    def contract_and_model_agree(self):
        facts = list(self.facts())
        answers = read([(fact.function, *fact.arguments) for fact in facts])
        for fact, answer in zip(facts, answers, strict=True):
            seen = fact.seen_as(answer)
            assert seen == fact.expected, f"{fact.function._name}{fact.arguments}"

    # How a step is taken

    def step(self, by: str, contract: str, name: str, *arguments: Any) -> bool:
        """Take one step on both sides, one second after the one before; whether they accepted it."""
        self.tick()
        function, sent, sender = self.as_sent(
            by, self.function_of(contract, name, arguments), self.for_chain(name, arguments)
        )
        accepted = take(
            lambda: self.model.take(contract, name, *self.for_model(by, contract, name, arguments)),
            function,
            *sent,
            by=sender,
        )
        self.tally.count(f"{contract}.{name}", accepted)
        return accepted

    def tick(self) -> None:
        """The next transaction happens a second after the latest."""
        self.pass_time(self.model.clock.now + 1)
        set_clock(self.model.clock.now)

    def function_of(self, contract: str, name: str, arguments: tuple) -> Any:
        return getattr(getattr(self.market.system, contract), camel(name))

    def as_sent(self, by: str, function: Any, arguments: list[Any]) -> tuple[Any, list[Any], str]:
        """A contract acts when somebody tells it to."""
        if by not in self.market.wallets:
            return function, arguments, by
        told = [function._address, function.encode_input(*arguments)]
        return self.market.wallets[by].execute, told, self.market.treasury

    def for_model(self, by: str, contract: str, name: str, arguments: Iterable[Any]) -> list[Any]:
        """The model is told who calls, and when, only where that matters."""
        parameters = parameters_of(getattr(type(getattr(self.model, contract)), name))
        caller = [by] if "caller" in parameters else []
        return [*caller, *arguments, *([self.model.clock.now] if "now" in parameters else [])]

    def for_chain(self, name: str, arguments: Iterable[Any]) -> list[Any]:
        if name == "commit_bid":  # the chain is shown only the hash
            auction, commitment = arguments
            secret = [for_chain(name, part) for part in commitment]
            return [auction, self.market.system.auction_house.commitmentOf(*secret)]
        return [for_chain(name, argument) for argument in arguments]

    def travel(self, time: int) -> None:
        if time > self.model.clock.now:
            travel_to(time)
            self.pass_time(time)

    def pass_time(self, time: int) -> None:
        self.model.clock.now = time

    def one_of(self, pick: int, candidates: list) -> Any:
        return candidates[pick % len(candidates)]

    @property
    def reserve(self) -> str:
        return self.model.reserve.address


@cache
def parameters_of(function: Callable) -> frozenset[str]:
    return frozenset(signature(function).parameters)


def for_chain(name: str, argument: Any) -> Any:
    """As the contract takes it: a piece as an id; a CUSIP as bytes or, where holdings move, as an id."""
    if isinstance(argument, Piece):
        return argument.id
    if not isinstance(argument, str):
        return to_abi(argument)
    if argument.startswith("0x"):
        return argument
    return int.from_bytes(argument.encode(), "big") if name == "transfer" else argument.encode()
