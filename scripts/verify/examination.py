"""Everything that is checked, from a node and an address."""

from collections.abc import Callable
from dataclasses import dataclass

from web3 import Web3

from model.reserve_monitor import ReserveMonitor, Statement
from scripts.verify.allowances import MAY_TAKE, allowances
from scripts.verify.chain import CannotRead, Chain, Event, Reverted
from scripts.verify.check import Check, Verdict, whole
from scripts.verify.code import code, code_of
from scripts.verify.creation import creations
from scripts.verify.deployment import CASH, Deployment, discover, wiring
from scripts.verify.figures import figures
from scripts.verify.history import History, Inconsistent
from scripts.verify.monitor import monitored, written_down
from scripts.verify.roles import roles

Say = Callable[[str], None]


@dataclass(frozen=True)
class Examination:
    """What was found at one block."""

    reserve: str
    block: int
    time: int  # [unix time]
    checks: list[Check]
    statement: Statement | None  # by the logs; nothing where they could not be followed

    @property
    def verdict(self) -> Verdict:
        return whole(self.checks)


def examine(url: str, reserve: str, say: Say = lambda _: None, monitor: str | None = None) -> Examination:
    """`say` is told how far it has come; the monitor is the one that is written down, unless named."""
    chain = Chain(url)
    for address in filter(None, (reserve, monitor)):
        if not Web3.is_address(address):
            raise CannotRead(f"{address} is not an address.")
    contract = chain.contract("Reserve", reserve)
    if not contract.code():
        raise CannotRead(f"There is no contract at {reserve} on this chain.")
    checks, statement = [], None
    say("Code is compared")
    try:
        deployment = discover(chain, contract.address)
        checks += [*code(deployment), *wiring(deployment)]
        monitor = monitor or written_down(chain, contract.address)
        statement = examine_figures(deployment, monitor, checks, say)
    except Reverted as why:
        checks = checks or [code_of(contract)]
        checks.append(Check("Wiring", f"{why}.", Verdict.FAILS))
    return Examination(contract.address, chain.block, chain.time, checks, statement)


def examine_figures(
    deployment: Deployment, monitor: str | None, checks: list[Check], say: Say
) -> Statement | None:
    events = recorded(deployment, say)
    say("Creations are looked up")
    checks += creations(deployment, events)
    say("Roles are compared")
    checks += roles(deployment, events)
    try:
        history = followed(deployment, events)
    except Inconsistent as why:
        checks.append(Check("Logs", str(why), Verdict.FAILS))
        return None
    say("Figures are recomputed")
    checks += [*figures(history, deployment, events), *allowances(deployment, events)]
    if monitor:
        checks += monitored(monitor, history, deployment, events)
    return ReserveMonitor(history.reserve).statement()


def recorded(deployment: Deployment, say: Say) -> list[Event]:
    """By the contracts; and by the cash token, payments of the reserve, and who was allowed to take."""
    chain, cash = deployment["Reserve"].chain, deployment[CASH]
    own = [contract for contract in deployment.contracts.values() if contract.name != CASH]
    found = chain.events(own, say) + chain.transfers(cash, deployment["Reserve"].address, say)
    for token, owner in MAY_TAKE:
        if token == CASH:
            found += chain.approvals(cash, deployment.address_of(owner), say)
    return found


def followed(deployment: Deployment, events: list[Event]) -> History:
    """The reserve by its logs, with what the auction house has for it now."""
    history = History(deployment)
    history.take(events)
    house, reserve = deployment["AuctionHouse"], history.reserve
    reserve.clock.now = house.chain.time
    reserve.auction_house.cash_of[reserve.address] = house.ask("cashOf", reserve.address)
    for auction in history.auctions:
        history.keep_bid(auction, *house.ask("bidOf", auction, reserve.address))
    return history
