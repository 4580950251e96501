from dataclasses import replace

import pytest

from model.clock import SECONDS_IN_DAY
from model.compliance import HolderClass
from scripts.deploy import FOREVER
from scripts.permissions import RESTRICTED
from tests.helpers import now, travel_to
from tests.indices import publish
from tests.securities import (
    BILL,
    FRN,
    LONG_NOTE,
    MONTH_END_NOTE,
    NOTE,
    SHORT_NOTE,
    TIPS,
    UNKNOWN,
    day,
    start_of,
)
from tests.unit.stand_ins import house

__all__ = ["house"]

TREASURY_STARTS_WITH = 10**12  # [micro-dollars]
FIRST_FIGURES = day(2039, 10, 1)

# Who


@pytest.fixture(scope="session")
def operator(accounts):
    return accounts[21]


@pytest.fixture(scope="session")
def strips(accounts):
    """An account in the place of the STRIPS contract."""
    return accounts[22]


# What


@pytest.fixture(scope="module")
def bare_registry(TreasuryRegistry, system, treasury, administrator):
    """Wired and restricted as the deployed one, but for the auction house."""
    registry = administrator.deploy(
        TreasuryRegistry,
        system.cash,
        system.compliance,
        system.index_board,
        treasury,
        system.access_manager,
    )
    for function, role in RESTRICTED["TreasuryRegistry"].items():
        selector = registry.signatures[function]
        system.access_manager.setTargetFunctionRole(registry, [selector], role, {"from": administrator})
    return registry


@pytest.fixture(scope="module")
def registry(bare_registry, cash, treasury, house, strips, administrator, admit, alice, bob, travel):
    """Securities of all kinds are established, none issued. The Treasury can pay; Alice and Bob may hold."""
    travel(NOTE.dated_date, since=FIRST_FIGURES)
    bare_registry.setAuctionHouse(house, {"from": administrator})
    bare_registry.setStrips(strips, {"from": administrator})
    for terms in (NOTE, MONTH_END_NOTE, BILL, TIPS, FRN, SHORT_NOTE, LONG_NOTE):
        bare_registry.establish(*terms, {"from": treasury})
    cash.approve(bare_registry, FOREVER, {"from": treasury})
    cash.mint(treasury, TREASURY_STARTS_WITH, {"from": treasury})
    for holder in (alice, bob):
        admit(holder)
    return bare_registry


@pytest.fixture
def restricted(registry, regulator, treasury):
    """A bill that excludes retail holders, of whom Alice and Bob are."""
    terms = replace(BILL, cusip=UNKNOWN)
    registry.excludeClasses(terms.cusip, [HolderClass.RETAIL], {"from": regulator})
    registry.establish(*terms, {"from": treasury})
    return terms


@pytest.fixture(scope="module")
def travel(index_board, rate_publisher):
    """To the first second of a date; what becomes known until then is published."""

    def travel(date, since=None):
        since = now() // SECONDS_IN_DAY if since is None else since
        travel_to(start_of(date))
        publish(index_board, rate_publisher, since, date)

    return travel


@pytest.fixture(scope="module")
def admit(compliance, compliance_officer):
    def admit(account, holder_class=HolderClass.RETAIL):
        compliance.setHolder(account, holder_class, b"US", False, {"from": compliance_officer})

    return admit


@pytest.fixture(scope="module")
def deliver(registry, house):
    """Issues units today, or late."""

    def deliver(terms, to, units, issue_date=None):
        issue_date = now() // SECONDS_IN_DAY if issue_date is None else issue_date
        return registry.issue(terms.cusip, to, units, issue_date, {"from": house})

    return deliver


@pytest.fixture(scope="module")
def drain(cash, treasury, stranger):
    """Leaves the Treasury's account with so many dollars."""

    def drain(left=0):
        cash.transfer(stranger, cash.balanceOf(treasury) - left, {"from": treasury})

    return drain
