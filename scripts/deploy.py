"""Deploy the whole system, or go on with an interrupted deployment.    make deploy, or brownie run deploy

Three parts: `System` is what is deployed, `deploy` creates and wires it, `check` refuses wrong wiring.
"""

import sys
from dataclasses import astuple, dataclass, fields
from typing import Any

import click

from market.rule_profiles import laws
from scripts import speed
from scripts.batch import one_chain
from scripts.network import LOST, NODE_IS_GONE, NodeError, chain_in_use, connect, load
from scripts.permissions import (
    ADMINISTRATOR_NOTICE,
    GUARDIANS,
    NOTICE,
    RESTRICTED,
    ROLE_ADMINISTRATORS,
    Role,
)
from scripts.records import Record, RecordError, find, none
from scripts.settings import Settings, local_settings

STABLECOIN_ISSUER = 7  # HolderClass in interfaces/ICompliance.sol
FIRST_LAW = b"US".ljust(32, b"\0")  # the one in force from the start
FOREVER = 2**256 - 1  # an allowance without end


class WrongWiring(Exception):
    """What is wrong with a deployment, in one sentence."""


@dataclass(frozen=True)
class System:
    """Every contract of one deployment."""

    access_manager: Any
    compliance: Any
    cash: Any
    index_board: Any
    rate_board: Any
    registry: Any
    strips: Any
    auction_pricing: Any
    auction_house: Any
    auction_results: Any
    reserve: Any
    par_dollar: Any
    savings_dollar: Any
    pricing: Any
    rule_book: Any
    disclosure: Any
    reserve_monitor: Any

    def by_name(self) -> dict[str, Any]:
        """The contracts under the names of their source files."""
        return {getattr(self, field.name)._name: getattr(self, field.name) for field in fields(self)}


def deploy(settings: Settings, record: Record | None = None) -> System:
    """Create the contracts in the order they depend on each other, wire them and check the wiring.

    What `record` holds is not created again, and what is wired already is not wired again: after an
    interruption, call it again.
    """
    system = create(settings, record or none())
    wire(system, settings)
    grant_roles(system, settings)
    admit(system, settings)
    enact(system, settings)
    check(system, settings)
    return system


def create(settings: Settings, record: Record) -> System:
    contracts = load()
    by = settings.administrator

    def created(name, *arguments):
        nonce = chain_in_use().next_nonce(by)  # before it is looked for: one that waits may be mined now
        if not record.has(name):
            # written down before it is sent: an interruption in between leads to the same address again
            record.add(name, by.get_deployment_address(nonce))
            by.deploy(contracts[name], *arguments, nonce=nonce)
        return contracts[name].at(record.contracts[name])

    manager = created("ParAccessManager", by)
    compliance = created("Compliance", manager)
    cash = contracts.CashToken.at(settings.cash) if settings.cash else created("CashToken")
    index_board = created("IndexBoard", manager)
    rate_board = created("RateBoard", manager)
    registry = created("TreasuryRegistry", cash, compliance, index_board, settings.treasury, manager)
    strips = created("Strips", cash, compliance, registry)
    auction_pricing = created("AuctionPricing", registry)
    auction_house = created("AuctionHouse", cash, compliance, registry, auction_pricing, manager)
    auction_results = created("AuctionResults", auction_house)
    rule_book = created("RuleBook", manager)
    reserve = created("Reserve", cash, auction_house, registry, rate_board, rule_book, compliance, manager)
    par_dollar = contracts.ParDollar.at(reserve.parDollar())
    savings_dollar = created("SavingsDollar", par_dollar)
    pricing = created("TreasuryPricing")
    disclosure = created("Disclosure", rule_book, manager)
    reserve_monitor = created("ReserveMonitor", reserve)
    return System(
        manager,
        compliance,
        cash,
        index_board,
        rate_board,
        registry,
        strips,
        auction_pricing,
        auction_house,
        auction_results,
        reserve,
        par_dollar,
        savings_dollar,
        pricing,
        rule_book,
        disclosure,
        reserve_monitor,
    )


def wire(system: System, settings: Settings) -> None:
    """Tell the contracts of each other where their constructors could not."""
    administrator = {"from": settings.administrator}
    if is_unset(system.registry.auctionHouse()):
        system.registry.setAuctionHouse(system.auction_house, administrator)
    if is_unset(system.registry.strips()):
        system.registry.setStrips(system.strips, administrator)
    if is_unset(system.compliance.parDollar()):
        system.compliance.setParDollar(system.par_dollar, administrator)
    for contract in (system.compliance, system.reserve):
        if is_unset(contract.savingsDollar()):
            contract.setSavingsDollar(system.savings_dollar, administrator)
    for payer in (system.registry, system.strips):
        if system.cash.allowance(settings.treasury, payer) < FOREVER:
            system.cash.approve(payer, FOREVER, {"from": settings.treasury})


def grant_roles(system: System, settings: Settings) -> None:
    """Give each function its role and each role its holders, and then those who grant it."""
    manager, administrator = system.access_manager, {"from": settings.administrator}
    for contract, selector, role in restricted_functions(system):
        if manager.getTargetFunctionRole(contract, selector) != role:
            manager.setTargetFunctionRole(contract, [selector], role, administrator)
    for role, account in holders(system, settings):
        if tuple(manager.hasRole(role, account)) != (True, NOTICE.get(role, 0)):
            manager.grantRole(role, account, NOTICE.get(role, 0), administrator)
    set_guards(manager, administrator)


def set_guards(manager: Any, administrator: dict) -> None:
    """Who calls off what a role announces, and who grants a role in the administrator's place."""
    for role, guardian in GUARDIANS.items():
        if manager.getRoleGuardian(role) != guardian:
            manager.setRoleGuardian(role, guardian, administrator)
    for role, granting in ROLE_ADMINISTRATORS.items():
        if manager.getRoleAdmin(role) != granting:
            manager.setRoleAdmin(role, granting, administrator)


def bind_administrator(system: System, settings: Settings) -> None:
    """From now on the administrator gives notice of what it changes. Last of all, once all is wired."""
    manager, administrator = system.access_manager, settings.administrator
    if manager.hasRole(Role.ADMINISTRATOR, administrator)[1] < ADMINISTRATOR_NOTICE:
        manager.grantRole(Role.ADMINISTRATOR, administrator, ADMINISTRATOR_NOTICE, {"from": administrator})


def admit(system: System, settings: Settings) -> None:
    """The reserve holds securities: it must be eligible like any holder."""
    if system.compliance.holderOf(system.reserve)[0] != STABLECOIN_ISSUER:
        officer = {"from": settings.compliance_officer}
        system.compliance.setHolder(system.reserve, STABLECOIN_ISSUER, b"US", False, officer)


def enact(system: System, settings: Settings) -> None:
    """Write every law into the rule book and put one in force, unless one is."""
    rule_book, regulator = system.rule_book, {"from": settings.regulator}
    for law in laws():
        if not rule_book.isSet(law.key):
            rule_book.setProfile(law.key, astuple(law.profile), regulator)
    if not any(rule_book.adopted()):
        rule_book.adopt(FIRST_LAW, regulator)


def check(system: System, settings: Settings) -> None:
    """Raise `WrongWiring` unless every contract points at the right others and every role is in place."""
    for what, actual, expected in wiring(system, settings):
        if actual != expected:
            raise WrongWiring(f"{what} is {actual} and should be {expected}.")


def wiring(system: System, settings: Settings):
    """What a correct deployment looks like: (what, as it is, as it should be)."""
    registry, house, reserve, coin = system.registry, system.auction_house, system.reserve, system.par_dollar
    strips, savings = system.strips, system.savings_dollar
    yield "registry: cash", registry.cash(), system.cash
    yield "registry: compliance", registry.compliance(), system.compliance
    yield "registry: index board", registry.indexBoard(), system.index_board
    yield "registry: Treasury's account", registry.treasuryAccount(), settings.treasury
    yield "registry: auction house", registry.auctionHouse(), house
    yield "registry: STRIPS", registry.strips(), strips
    yield "STRIPS: cash", strips.cash(), system.cash
    yield "STRIPS: compliance", strips.compliance(), system.compliance
    yield "STRIPS: registry", strips.registry(), registry
    yield "STRIPS: Treasury's account", strips.treasuryAccount(), settings.treasury
    yield "auction pricing: registry", system.auction_pricing.registry(), registry
    yield "auction pricing: index board", system.auction_pricing.indexBoard(), system.index_board
    yield "auction house: pricing", house.pricing(), system.auction_pricing
    yield "auction house: cash", house.cash(), system.cash
    yield "auction house: compliance", house.compliance(), system.compliance
    yield "auction house: registry", house.registry(), registry
    yield "auction house: Treasury's account", house.treasuryAccount(), settings.treasury
    yield "auction results: auction house", system.auction_results.auctionHouse(), house
    yield "auction results: pricing", system.auction_results.pricing(), system.auction_pricing
    yield "reserve: cash", reserve.cash(), system.cash
    yield "reserve: registry", reserve.registry(), registry
    yield "reserve: auction house", reserve.auctionHouse(), house
    yield "reserve: Treasury's account", reserve.treasuryAccount(), settings.treasury
    yield "reserve: holder class", system.compliance.holderOf(reserve)[0], STABLECOIN_ISSUER
    yield "coin: reserve", coin.reserve(), reserve
    yield "coin: compliance", coin.compliance(), system.compliance
    yield "disclosure: rule book", system.disclosure.ruleBook(), system.rule_book
    for law in laws():
        row = system.rule_book.profileOf(law.key)
        yield f"rule book: {law.name}", tuple(row), astuple(law.profile)
    yield "compliance: coin", system.compliance.parDollar(), coin
    yield "compliance: savings", system.compliance.savingsDollar(), savings
    yield "reserve: savings", reserve.savingsDollar(), savings
    yield "reserve: rate board", reserve.rateBoard(), system.rate_board
    yield "reserve: rule book", reserve.ruleBook(), system.rule_book
    yield "savings: coin", savings.parDollar(), coin
    yield "savings: reserve", savings.reserve(), reserve
    yield "savings: compliance", savings.compliance(), system.compliance
    yield "monitor: reserve", system.reserve_monitor.reserve(), reserve
    yield "monitor: registry", system.reserve_monitor.registry(), registry
    yield "monitor: rate board", system.reserve_monitor.rateBoard(), system.rate_board
    for payer in (registry, strips):
        allowed = system.cash.allowance(settings.treasury, payer)
        yield f"Treasury's account: pays through {payer._name}", allowed, FOREVER
    managed = (system.compliance, system.index_board, system.rate_board, registry, house, reserve)
    for contract in (*managed, system.rule_book, system.disclosure):
        yield f"{contract._name}: authority", contract.authority(), system.access_manager
    for contract, selector, role in restricted_functions(system):
        actual = system.access_manager.getTargetFunctionRole(contract, selector)
        yield f"{contract._name}: role of {contract.selectors[selector]}", Role(actual), role
    for role, account in holders(system, settings):
        held = tuple(system.access_manager.hasRole(role, account))
        yield f"{role.name}: held by {account}, with notice", held, (True, NOTICE.get(role, 0))
    is_administrator = system.access_manager.hasRole(Role.ADMINISTRATOR, settings.administrator)[0]
    yield f"{Role.ADMINISTRATOR.name}: held by {settings.administrator}", is_administrator, True
    for role, guardian in GUARDIANS.items():
        yield f"{role.name}: guardian", Role(system.access_manager.getRoleGuardian(role)), guardian
    for role, granting in ROLE_ADMINISTRATORS.items():
        yield f"{role.name}: granted by", Role(system.access_manager.getRoleAdmin(role)), granting


def restricted_functions(system: System):
    for name, functions in RESTRICTED.items():
        contract = system.by_name()[name]
        for function, role in functions.items():
            yield contract, contract.signatures[function], role


def holders(system: System, settings: Settings):
    """Who holds which role, the administrator apart, who does so from the start."""
    yield Role.TREASURY, settings.treasury
    yield Role.REGULATOR, settings.regulator
    yield Role.ISSUER, settings.issuer
    yield Role.PORTFOLIO_MANAGER, settings.portfolio_manager
    yield Role.COMPLIANCE_OFFICER, settings.compliance_officer
    yield Role.RATE_PUBLISHER, settings.rate_publisher
    yield Role.CHIEF_EXECUTIVE, settings.chief_executive
    yield Role.CHIEF_FINANCIAL_OFFICER, settings.chief_financial_officer
    yield Role.AUDITOR, settings.auditor
    yield Role.REGISTRAR, settings.treasury
    yield Role.REGISTRAR, system.auction_house


def is_unset(address: str) -> bool:
    return int(address, 16) == 0


def main() -> None:
    """For `brownie run deploy`: to the network that Brownie is connected to."""
    from brownie import accounts  # after there is a network

    record = find()
    settings = local_settings(accounts)
    system = deploy(settings, record)
    bind_administrator(system, settings)
    for name, contract in system.by_name().items():
        click.echo(f"{name:18} {contract.address}")
    click.echo(
        f"Every contract points at the right others; the addresses are in deployments/{record.path.name}."
    )


@click.command()
@click.option(
    "--network", "network_name", default="http://127.0.0.1:8545", show_default=True, help="A running node."
)
def command(network_name: str) -> None:
    """Deploy to a running node, or go on where a deployment stopped, and write the addresses down."""
    try:
        connect(network_name)
        with one_chain(speed.mined()):
            main()
    except WrongWiring as why:
        sys.exit(f"{why} To deploy anew, delete what is written down: deployments/{find().path.name}.")
    except (NodeError, RecordError) as why:
        sys.exit(str(why))
    except LOST:
        sys.exit(NODE_IS_GONE)


if __name__ == "__main__":
    command()
