"""A coin, savings in it at an odd price, securities, their pieces, an auction: seen through standards."""

import pytest

from model.compliance import HolderClass
from model.savings_dollar import EARNINGS_PERIOD
from scripts.permissions import Role
from tests import auctions
from tests.helpers import now, travel_to
from tests.securities import BILL, NOTE, start_of

HAS = 1_000_000_000  # everybody at first [micro-dollars]
UNITS = 1_000
FOREVER = 2**256 - 1


@pytest.fixture(scope="module")
def reserve(accounts):
    """An account in the place of the contract."""
    return accounts[20]


@pytest.fixture(scope="module")
def officer(accounts):
    """An account in the place of the contract that carries out lawful orders."""
    return accounts[21]


@pytest.fixture(scope="module")
def coin(ParDollar, reserve, officer, alice, bob):
    coin = reserve.deploy(ParDollar, officer)
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
def tokens(coin, vault):
    return {"coin": coin, "savings": vault}


@pytest.fixture(params=["coin", "savings"])
def token(tokens, request):
    return tokens[request.param]


@pytest.fixture(scope="module")
def registry(TreasuryRegistry, system, parts, treasury, accounts, alice, bob):
    """Alice has some of a bill and of a note."""
    by, house, manager = parts.administrator, accounts[22], system.access_manager
    registry = by.deploy(
        TreasuryRegistry, system.cash, system.compliance, system.index_board, treasury, manager
    )
    roles = {
        "setAuctionHouse": Role.ADMINISTRATOR,
        "setStrips": Role.ADMINISTRATOR,
        "establish": Role.TREASURY,
        "issue": Role.REGISTRAR,
    }
    for function, role in roles.items():
        manager.setTargetFunctionRole(registry, [registry.signatures[function]], role, {"from": by})
    manager.grantRole(Role.REGISTRAR, house, 0, {"from": by})
    registry.setAuctionHouse(house, {"from": by})
    travel_to(start_of(BILL.dated_date))
    for holder in (alice, bob):
        system.compliance.setHolder(
            holder, HolderClass.FUND, b"US", False, {"from": parts.compliance_officer}
        )
    for series in (BILL, NOTE):
        registry.establish(*series, {"from": treasury})
        registry.issue(series.cusip, alice, UNITS, series.dated_date, {"from": house})
    return registry


@pytest.fixture(scope="module")
def strips(Strips, system, registry, parts, alice):
    """Alice has stripped her note."""
    strips = parts.administrator.deploy(Strips, system.cash, system.compliance, registry)
    registry.setStrips(strips, {"from": parts.administrator})
    strips.strip(NOTE.cusip, UNITS, {"from": alice})
    return strips


@pytest.fixture(params=["registry", "strips"])
def holdings(registry, strips, request):
    """A contract and an id, of which Alice has some: a bill, the principal of a note."""
    return {"registry": (registry, BILL.id), "strips": (strips, strips.principalId(NOTE.cusip))}[
        request.param
    ]


@pytest.fixture(scope="module")
def sale(system, treasury):
    """An auction that takes bids."""
    return auctions.announce(system.auction_house, treasury, auctions.BILL)


@pytest.fixture(scope="module")
def admit_bidder(sale, system, parts, stranger):
    """`admit_bidder(account)`: it may bid, and can pay."""

    def admit(bidder):
        terms = HolderClass.FUND, b"US", False
        system.compliance.setHolder(bidder, *terms, {"from": parts.compliance_officer})
        system.cash.mint(stranger, HAS)
        system.cash.approve(sale.house, HAS, {"from": stranger})
        sale.house.deposit(bidder, HAS, {"from": stranger})

    return admit
