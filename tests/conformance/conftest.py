"""A coin, savings in it at an odd price, and a registry of one bill: each seen only through its standard."""

import pytest

from model.compliance import HolderClass
from model.savings_dollar import EARNINGS_PERIOD
from scripts.permissions import Role
from tests.helpers import now, travel_to
from tests.securities import BILL, start_of

HAS = 1_000_000_000  # everybody at first [micro-dollars]
UNITS = 1_000
FOREVER = 2**256 - 1


@pytest.fixture(scope="module")
def reserve(accounts):
    """An account in the place of the contract."""
    return accounts[20]


@pytest.fixture(scope="module")
def coin(ParDollar, accounts, reserve, alice, bob):
    coin = reserve.deploy(ParDollar, accounts[21])
    for holder in (alice, bob):
        coin.mint(holder, HAS, {"from": reserve})
    return coin


@pytest.fixture(scope="module")
def vault(SavingsDollar, coin, reserve, alice, bob):
    """Whose price is no round number, so that every rounding shows."""
    vault = reserve.deploy(SavingsDollar, coin)
    for holder in (alice, bob):
        coin.approve(vault, FOREVER, {"from": holder})
    vault.deposit(333_333_331, alice, {"from": alice})
    coin.mint(vault, 7_654_321, {"from": reserve})
    vault.addEarnings(7_654_321, vault.totalAssets(), {"from": reserve})
    travel_to(now() + EARNINGS_PERIOD // 3)
    return vault


@pytest.fixture(scope="module")
def holdings(TreasuryRegistry, system, parts, treasury, accounts, alice, bob):
    """A registry and the id of a bill, of which Alice has some."""
    by, house, manager = parts.administrator, accounts[22], system.access_manager
    registry = by.deploy(
        TreasuryRegistry, system.cash, system.compliance, system.index_board, treasury, manager
    )
    manager.setTargetFunctionRole(
        registry, [registry.signatures["setAuctionHouse"]], Role.ADMINISTRATOR, {"from": by}
    )
    manager.setTargetFunctionRole(registry, [registry.signatures["establish"]], Role.TREASURY, {"from": by})
    manager.setTargetFunctionRole(registry, [registry.signatures["issue"]], Role.REGISTRAR, {"from": by})
    manager.grantRole(Role.REGISTRAR, house, 0, {"from": by})
    registry.setAuctionHouse(house, {"from": by})
    travel_to(start_of(BILL.dated_date))
    for holder in (alice, bob):
        system.compliance.setHolder(
            holder, HolderClass.FUND, b"US", False, {"from": parts.compliance_officer}
        )
    registry.establish(*BILL, {"from": treasury})
    registry.issue(BILL.cusip, alice, UNITS, BILL.dated_date, {"from": house})
    return registry, int.from_bytes(BILL.cusip, "big")
