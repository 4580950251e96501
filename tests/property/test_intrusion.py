"""Whoever acts in the midst of a payment comes to what it could have done before or after it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import pytest

from model.auction import NO_LADDER, BidStatus, to_abi
from model.clock import SECONDS_IN_DAY
from scripts.batch import read
from scripts.network import chain_in_use, is_in_process, load
from scripts.permissions import Role
from tests.auctions import BILL, Sale, announce, cusip, ladder
from tests.changed_cash import deploy_with_changed_cash
from tests.helpers import REFUSALS, travel_to

DOLLAR = 1_000_000  # [micro-dollars]
PAR = 100 * DOLLAR
FOREVER = 2**256 - 1
NO_DEADLINE = 2**40 - 1
TODAY = BILL.issue_date + 28
NOW = TODAY * SECONDS_IN_DAY + 16 * 3_600
HOUR = 3_600
MONEY = 100_000_000 * DOLLAR
COINS = 2_000_000 * DOLLAR
WAITING = 45_000 * DOLLAR  # of each of three redemptions
LEFT = 100_000 * DOLLAR  # of cash, while they wait
BIDS = ladder((4_000, 1_000))
OF_DEALER = ladder((4_000, 35_000))
BIDLESS = to_abi(NO_LADDER)
PRICE_LIMIT = 2**200


@dataclass(frozen=True)
class World:
    """A system in which everything that moves cash can be done at this moment."""

    system: Any
    parts: Any
    wallet: Any  # of who intrudes, and does what it can
    other: Any  # a wallet that bids as well, and does not
    alice: Any
    matured: Sale
    held: Sale
    open: Sale
    sealed: Sale
    cleared: Sale
    cancelled: Sale

    def do(self, function: Any, *arguments: Any) -> None:
        """By the wallet."""
        self.wallet.execute(*self.told(function, *arguments), {"from": self.alice})

    def told(self, function: Any, *arguments: Any) -> tuple[str, bytes]:
        return function._address, function.encode_input(*arguments)

    def seen(self) -> list:
        """All that somebody could gain or lose."""
        system, reserve = self.system, self.system.reserve
        house, savings = system.auction_house, system.savings_dollar
        people = [self.wallet, self.alice, reserve, house, self.parts.treasury]
        sales = [self.matured, self.held, self.cleared, self.open, self.sealed, self.cancelled]
        waiting = range(1, reserve.redemptionCount() + 1)
        questions = [
            *(
                (token.balanceOf, each)
                for token in (system.cash, system.par_dollar, savings)
                for each in people
            ),
            *((house.cashOf, each) for each in people),
            *((house.bidOf, sale.id, each) for sale in sales for each in (self.wallet, reserve)),
            *(
                (system.registry.holdingOf, sale.announcement.cusip.encode(), each)
                for sale in sales
                for each in (self.wallet, reserve)
            ),
            *((ask, each) for ask in (reserve.redemptionOf, reserve.claimable) for each in waiting),
            *((reserve.backing,), (reserve.liabilities,), (reserve.capital,), (reserve.standing,)),
            *((reserve.insolvency,), (reserve.shortfallSince,), (reserve.distributedAt,)),
            *((reserve.positions,), (savings.totalAssets,), (savings.unvested,)),
        ]
        return list(map(str, read([(ask, *map(as_sent, arguments)) for ask, *arguments in questions])))


def as_sent(argument: Any) -> Any:
    return getattr(argument, "address", argument)


Step = Callable[[World], tuple]  # a function, its arguments and who calls it


def step(name: str, *arguments: Any, by: str = "wallet") -> Step:
    """A call of `contract.function`; arguments that are functions are asked of the world."""
    contract, function = name.split(".")

    def call(world: World) -> tuple:
        asked = [each(world) if callable(each) else each for each in arguments]
        return getattr(getattr(world.system, contract), function), asked, by

    return call


def me(world: World) -> str:
    return world.wallet.address


def of(sale: str, part: str = "id") -> Callable:
    if part == "cusip":
        return lambda world: getattr(world, sale).announcement.cusip.encode()
    return lambda world: getattr(getattr(world, sale), part)


def kept(world: World) -> int:
    return world.system.auction_house.cashOf(world.wallet.address)


STEPS = {
    "mint": step("reserve.mint", me, 30_000 * DOLLAR),
    "redeem": step("reserve.redeem", me, 20_000 * DOLLAR),
    "request": step("reserve.requestRedemption", 10_000 * DOLLAR),
    "claim the first": step("reserve.claimRedemption", 1, me),
    "claim the third": step("reserve.claimRedemption", 3, me),
    "distribute": step("reserve.distribute"),
    "contribute": step("reserve.contributeCapital", 3_000 * DOLLAR),
    "assess": step("reserve.assessSolvency"),
    "collect": step("reserve.collect", of("matured", "cusip")),
    "settle for the reserve": step("reserve.settleBid", of("cleared"), BIDLESS),
    "close for the reserve": step("reserve.closeBid", of("cancelled")),
    "mint in kind": step("reserve.mintInKind", of("held", "cusip"), 100, me, 0, NO_DEADLINE),
    "redeem in kind": step("reserve.redeemInKind", of("held", "cusip"), 100, me, PRICE_LIMIT, NO_DEADLINE),
    "deposit": step("auction_house.deposit", me, 7_000 * DOLLAR),
    "withdraw": step("auction_house.withdraw", kept),
    "bid": step("auction_house.bidNoncompetitive", of("open"), 10),
    "commit": step("auction_house.commitBid", of("open"), b"x" * 32),
    "reveal": step("auction_house.revealBid", of("sealed"), to_abi(BIDS)),
    "settle": step("auction_house.settle", of("cleared"), BIDLESS),
    "reveal among many": step(
        "auction_house.revealBids", of("sealed"), lambda world: [(me(world), to_abi(BIDS))]
    ),
    "settle among many": step(
        "auction_house.settleBids", of("cleared"), lambda world: [(me(world), BIDLESS)]
    ),
    "bid by word": step(
        "auction_house.submitNoncompetitiveBids", of("open"), lambda world: [(me(world), 10, b"word")]
    ),
    "commit by word": step(
        "auction_house.submitCommitments", of("open"), lambda world: [(me(world), b"x" * 32, b"word")]
    ),
    "be repaid": step("registry.redeem", of("matured", "cusip"), me),
    "save": step("savings_dollar.deposit", 5_000 * DOLLAR, me),
    "take savings": step("savings_dollar.redeem", 10**21, me, me),
}
BY_OTHERS = {
    "withdraw capital": step("reserve.withdrawCapital", me, 100 * DOLLAR, by="administrator"),
    "bid for the reserve": step("reserve.bidNoncompetitive", of("open"), 100, by="portfolio_manager"),
    "commit for the reserve": step("reserve.commitBid", of("open"), b"x" * 32, by="portfolio_manager"),
    "reveal for the reserve": step("reserve.revealBid", of("sealed"), to_abi(BIDS), by="portfolio_manager"),
}
BY_ROLES = {
    "declare an insolvency": step("reserve.declareInsolvency", by="regulator"),
    "end an insolvency": step("reserve.endInsolvency", by="regulator"),
    **{name: BY_OTHERS[name] for name in BY_OTHERS if name.endswith("for the reserve")},
}
FOR_THE_RESERVE = ["collect", "settle for the reserve", "close for the reserve"]
OF_ANYBODY = ["mint", "redeem", "request", "contribute", "assess", *FOR_THE_RESERVE]
OF_THE_RESERVE = [*OF_ANYBODY, "mint in kind", "redeem in kind", *BY_ROLES]  # that can be taken then
TOGETHER = ["reveal among many", "bid by word", "commit by word"]
INTO_THE_HOUSE = ["deposit", "bid", "commit", "reveal", *TOGETHER]
OUT_OF_THE_WALLET = ["mint", "contribute", *INTO_THE_HOUSE]
INTO_THE_WALLET = ["redeem", "claim the first", "claim the third", "withdraw", "be repaid"]
OF_OTHERS = ["distribute", *FOR_THE_RESERVE, *BY_OTHERS]
PAYING = [*OUT_OF_THE_WALLET, *INTO_THE_WALLET, *OF_OTHERS]
EVERYTHING = STEPS | BY_OTHERS | BY_ROLES


def take(world: World, name: str) -> bool:
    function, arguments, by = EVERYTHING[name](world)
    try:
        if by == "wallet":
            world.do(function, *arguments)
        else:
            function(*arguments, {"from": getattr(world.parts, by)})
    except REFUSALS:
        return False
    return True


def plan(world: World, name: str, is_before: bool) -> None:
    function, arguments, _ = EVERYTHING[name](world)
    plan_call(world, function, *arguments, is_before=is_before)


def plan_call(world: World, function: Any, *arguments: Any, is_before: bool = True) -> None:
    """By the wallet, in the midst of the next payment."""
    intrusion = world.wallet.execute.encode_input(*world.told(function, *arguments))
    world.system.cash.plan(world.wallet.address, intrusion, is_before, {"from": world.alice})


# Scenes


def in_calm(world: World) -> None:
    publish_yields(world, 400)


def while_people_wait(world: World) -> None:
    """The first and the third of three redemptions are of who intrudes; cash covers them in part.

    By the market nothing has been earned.
    """
    publish_yields(world, 900)
    reserve, alice = world.system.reserve, {"from": world.alice}
    reserve.redeem(world.alice, COINS - 100_000 * DOLLAR, alice)
    world.do(reserve.redeem, world.wallet.address, reserve.freeCash() - LEFT)
    world.do(reserve.requestRedemption, WAITING)
    reserve.requestRedemption(WAITING, alice)
    world.do(reserve.requestRedemption, WAITING)


def in_an_insolvency(world: World) -> None:
    while_people_wait(world)
    world.system.reserve.declareInsolvency({"from": world.parts.regulator})


def publish_yields(world: World, percent: int) -> None:
    world.system.rate_board.publish(TODAY, [percent] * 6, {"from": world.parts.rate_publisher})


SCENES = [in_calm, while_people_wait, in_an_insolvency]


@pytest.fixture(scope="module", autouse=True)
def one_moment():
    if not is_in_process():
        pytest.skip("Several steps at one moment need the chain in this process.")


@pytest.fixture(scope="module")
def world(one_moment, module_isolation, parts, alice, dealer):
    system = deploy_with_changed_cash(parts, by=dealer)
    wallet, other = (alice.deploy(load().ContractWallet) for _ in range(2))
    cash, reserve, house = system.cash, system.reserve, system.auction_house
    system.access_manager.grantRole(3, parts.administrator, 0, {"from": parts.administrator})
    for each in (wallet, other, dealer):
        system.compliance.setHolder(each, 3, b"US", False, {"from": parts.compliance_officer})
    for each in (wallet, alice, dealer, parts.treasury):
        cash.mint(each, MONEY, {"from": alice})
    spenders = (reserve, house)
    for spender in spenders:
        cash.approve(spender, FOREVER, {"from": alice})
        cash.approve(spender, FOREVER, {"from": dealer})

    def told(function, *arguments):
        wallet.execute(function._address, function.encode_input(*arguments), {"from": alice})

    for spender in spenders:
        told(cash.approve, spender.address, FOREVER)
    told(system.par_dollar.approve, system.savings_dollar.address, FOREVER)
    told(system.registry.setOperator, reserve.address, True)

    def sale(number, issue_date, maturity_date, close):
        terms = replace(
            BILL,
            cusip=cusip(f"9127{number:04d}"),
            dated_date=issue_date,
            issue_date=issue_date,
            maturity_date=maturity_date,
            noncompetitive_close=close,
            competitive_close=close + 60,
            reveal_close=close + HOUR,
        )
        return announce(house, parts.treasury, terms)

    def priced():
        reserve.publishCashPrice(1_000_000, {"from": parts.rate_publisher})

    start = (BILL.issue_date - 1) * SECONDS_IN_DAY
    travel_to(start)
    priced()
    reserve.mint(alice, COINS, {"from": alice})
    told(reserve.mint, wallet.address, COINS)
    told(system.savings_dollar.deposit, COINS // 4, wallet.address)
    reserve.contributeCapital(200_000 * DOLLAR, {"from": alice})
    matured = sale(1, BILL.issue_date, TODAY, start + HOUR)
    held = sale(2, BILL.issue_date, TODAY + 63, start + HOUR)
    sell(parts, reserve, dealer, told, [matured, held])

    travel_to((TODAY - 1) * SECONDS_IN_DAY)
    priced()
    cleared = sale(3, TODAY, TODAY + 28, (TODAY - 1) * SECONDS_IN_DAY + HOUR)
    open_ = sale(4, TODAY + 2, TODAY + 30, NOW + HOUR)
    sealed = sale(5, TODAY + 2, TODAY + 30, NOW - 2 * 60)
    sell(parts, reserve, dealer, told, [cleared], settles=False)
    told(house.commitBid, sealed.id, house.commitmentOf(sealed.id, wallet.address, to_abi(BIDS)))
    of_reserve = house.commitmentOf(sealed.id, reserve, to_abi(BIDS))
    reserve.commitBid(sealed.id, of_reserve, {"from": parts.portfolio_manager})
    cancelled = sale(6, TODAY + 2, TODAY + 30, NOW + HOUR)
    reserve.bidNoncompetitive(cancelled.id, 50, {"from": parts.portfolio_manager})
    house.cancel(cancelled.id, {"from": parts.treasury})
    told(house.deposit, wallet.address, 9_000 * DOLLAR)
    travel_to(NOW)
    return World(system, parts, wallet, other, alice, matured, held, open_, sealed, cleared, cancelled)


def sell(parts, reserve, dealer, told, sales, settles=True):
    """To a dealer, the wallet and the reserve."""
    for sale in sales:
        reserve.bidNoncompetitive(sale.id, 4_000, {"from": parts.portfolio_manager})
        told(sale.house.bidNoncompetitive, sale.id, 1_000)
        sale.commit(dealer, ladder((4_000, 35_000)))
    sales[0].close_bidding()
    for sale in sales:
        sale.reveal(dealer, ladder((4_000, 35_000)))
    sales[0].close()
    for sale in sales:
        sale.clear()
    if settles:
        sales[0].reach_issue_date()
        for sale in sales:
            reserve.settleBid(sale.id, to_abi(NO_LADDER), {"from": dealer})
            told(sale.house.settle, sale.id, BIDLESS)


def again(world: World, scene: Callable, *steps: str) -> bool:
    """From the same moment on; whether all steps were accepted."""
    chain_in_use().revert()
    scene(world)
    return all(take(world, each) for each in steps)


@pytest.mark.parametrize("payment", PAYING)
@pytest.mark.parametrize("scene", SCENES)
def test_who_intrudes_comes_to_what_it_could_have_done_before_or_after(world, scene, payment):
    for is_before in (True, False):
        require_an_order(world, scene, payment, is_before)


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize(("payments", "is_before"), [(OUT_OF_THE_WALLET, True), (INTO_THE_WALLET, False)])
def test_so_does_who_is_told_of_its_own_payments_before_it_pays_and_after_it_is_paid(
    world, scene, payments, is_before
):
    """As ERC-777 tells the holder and the receiver."""
    for payment in payments:
        require_an_order(world, scene, payment, is_before)


def require_an_order(world: World, scene: Callable, payment: str, is_before: bool) -> None:
    """In which payment and intrusion come to the same one after the other.

    One of many bids has its cash taken into the bidder's account before it is looked at again: if by then the
    bid is placed or revealed, or the account short, this stays the bidder's own, and is withdrawn here.
    """
    last = ("withdraw",) if payment in TOGETHER else ()
    again(world, scene)
    nothing = world.seen()
    alone = again(world, scene, payment) and world.seen()
    for intrusion in STEPS:
        again(world, scene)
        plan(world, intrusion, is_before)
        if not take(world, payment):
            continue
        seen = world.seen()
        if seen in (alone, nothing) and not world.system.cash.intrusions():
            continue
        if last:
            take(world, *last)
            seen = world.seen()
        orders = [(payment, intrusion, *last), (intrusion, payment, *last)]
        if last:
            orders.append((intrusion, *last))  # the one of many is skipped
        possible = [world.seen() for order in orders if again(world, scene, *order)]
        assert seen in possible, f"{intrusion} {'before' if is_before else 'after'} the cash has moved"


@pytest.mark.parametrize("intrusion", STEPS)
@pytest.mark.parametrize("is_before", [True, False])
def test_who_intrudes_upon_its_own_payment_stops_none_of_the_others(world, intrusion, is_before):
    """A dealer submits bids of two customers, the first of which does something else while it pays."""
    again(world, in_calm)
    house, customers = world.system.auction_house, (world.wallet, world.other)
    house.deposit(world.other, 5_000 * DOLLAR, {"from": world.alice})
    bids = [(each.address, b"y" * 32, b"word") for each in customers]
    world.do(house.withdraw, house.cashOf(world.wallet))
    plan(world, intrusion, is_before)

    house.submitCommitments(world.open.id, bids, {"from": world.alice})

    assert house.bidOf(world.open.id, world.other)[0] == BidStatus.COMMITTED


def test_who_has_just_enough_in_its_account_bids_though_cash_refuses_to_move(world):
    again(world, in_calm, "withdraw")
    house, by = world.system.auction_house, {"from": world.alice}
    house.deposit(world.wallet, BILL.bond, by)
    world.system.cash.setBlocked(world.wallet, True, by)

    house.submitCommitments(world.open.id, [(world.wallet.address, b"y" * 32, b"word")], by)

    assert house.bidOf(world.open.id, world.wallet)[0] == BidStatus.COMMITTED


@pytest.mark.parametrize("intrusion", OF_THE_RESERVE)
def test_no_step_of_the_reserve_begins_in_the_midst_of_another(world, intrusion):
    """Not even by who holds the roles for it."""
    function, arguments, _ = EVERYTHING[intrusion](world)
    scene = in_an_insolvency_with_roles if intrusion == "end an insolvency" else with_roles
    again(world, scene)
    world.do(function, *arguments)

    again(world, scene)
    plan(world, intrusion, True)
    assert take(world, "contribute")

    assert world.system.cash.intrusions() == 0


def with_roles(world: World) -> None:
    in_calm(world)
    manager, by = world.system.access_manager, {"from": world.parts.administrator}
    for role in (Role.REGULATOR, Role.PORTFOLIO_MANAGER):
        manager.grantRole(role, world.wallet, 0, by)


def in_an_insolvency_with_roles(world: World) -> None:
    with_roles(world)
    world.system.reserve.declareInsolvency({"from": world.parts.regulator})


def test_cash_that_comes_once_is_counted_once(world):
    """Each payment is kept as a fee, and what comes in the midst of the innermost is seen by all."""
    again(world, in_calm)
    system, dollars = world.system, 30_000 * DOLLAR
    wallet, reserve = world.wallet.address, system.reserve
    before = reserve.backing() - reserve.liabilities()
    plan_call(world, system.cash.transfer, reserve.address, 2 * dollars)
    plan_call(world, reserve.mint, wallet, dollars)
    plan_call(world, reserve.mint, wallet, dollars)
    system.cash.setFee(dollars, {"from": world.alice})

    with suppress(*REFUSALS):
        world.do(reserve.mint, wallet, dollars)

    assert reserve.backing() - reserve.liabilities() >= before


def test_what_is_on_its_way_out_is_not_distributed(world):
    """To the Treasury, out of what other coins are backed by."""
    again(world, in_calm)
    reserve = world.system.reserve
    plan(world, "distribute", True)

    with suppress(*REFUSALS):
        world.do(reserve.redeem, world.wallet.address, 1_400_000 * DOLLAR)

    assert reserve.backing() >= reserve.liabilities()


def test_nobody_takes_more_than_its_share_of_an_insolvency(world):
    """A share is taken again and again before the cash for the first one has moved."""
    again(world, in_an_insolvency)
    reserve, owed = world.system.reserve, world.system.reserve.claimable(1)
    for number in (3, 1, 3, 1, 3):
        plan_call(world, reserve.claimRedemption, number, world.wallet.address)
    held = world.system.cash.balanceOf(world.wallet)

    with suppress(*REFUSALS):
        world.do(reserve.claimRedemption, 1, world.wallet.address)

    assert world.system.cash.balanceOf(world.wallet) - held <= 2 * owed


@pytest.mark.parametrize("payment", INTO_THE_HOUSE)
def test_the_auction_house_counts_no_more_than_has_come(world, payment):
    """A fee that cash begins to keep would be everybody's loss."""
    again(world, in_calm, "withdraw")
    house, cash = world.system.auction_house, world.system.cash
    counted, held = counted_for(world), cash.balanceOf(house)
    cash.setFee(DOLLAR, {"from": world.alice})

    take(world, payment)

    assert counted_for(world) - counted <= cash.balanceOf(house) - held


def counted_for(world: World) -> int:
    """In its account and for its bids [micro-dollars]."""
    house, bidder = world.system.auction_house, world.wallet
    return house.cashOf(bidder) + sum(house.bidOf(each.id, bidder)[1] for each in (world.open, world.sealed))
