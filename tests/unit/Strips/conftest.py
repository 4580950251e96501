from dataclasses import replace

import pytest

from model.compliance import HolderClass
from model.security import SecurityType
from model.strips import Piece
from scripts.deploy import FOREVER
from tests.helpers import travel_to
from tests.securities import BILL, NOTE, Series, day, start_of
from tests.unit.stand_ins import house

__all__ = ["house"]

TREASURY_STARTS_WITH = 10**12  # [micro-dollars]

# Pays on the dates of `NOTE`, and for three years more.
FIVE_YEAR_NOTE = replace(NOTE, cusip=b"91282CAC5", interest_rate=1_625, maturity_date=day(2045, 2, 15))

# First pays after eight and a half months, on the second date of `NOTE`.
LONG_FIRST_BOND = Series(
    b"912810AC2",
    SecurityType.BOND,
    3_375,
    day(2040, 5, 31),
    day(2070, 2, 15),
    first_interest_payment_date=day(2041, 2, 15),
)

TIPS = replace(NOTE, cusip=b"91282CAD3", security_type=SecurityType.TIPS)
FRN = replace(NOTE, cusip=b"91282CAE1", security_type=SecurityType.FRN, interest_rate=0, spread=100)
ESTABLISHED = (NOTE, FIVE_YEAR_NOTE, LONG_FIRST_BOND, TIPS, FRN, BILL)

# Who


@pytest.fixture(scope="session")
def operator(accounts):
    return accounts[21]


# What


@pytest.fixture(scope="module")
def registry(TreasuryRegistry, system, treasury, house, administrator):
    """Six securities are established, nothing is issued. Only the administrator may do what needs a role."""
    travel_to(start_of(NOTE.dated_date))
    registry = administrator.deploy(
        TreasuryRegistry,
        system.cash,
        system.compliance,
        system.index_board,
        treasury,
        system.access_manager,
    )
    registry.setAuctionHouse(house, {"from": administrator})
    for terms in ESTABLISHED:
        registry.establish(*terms, {"from": administrator})
    return registry


@pytest.fixture(scope="module")
def strips(Strips, registry, system, cash, treasury, house, administrator, admit, alice, bob):
    """Alice has ten units of every note and bond. The Treasury can pay; Alice and Bob may hold."""
    strips = administrator.deploy(Strips, cash, system.compliance, registry)
    registry.setStrips(strips, {"from": administrator})
    for payer in (registry, strips):
        cash.approve(payer, FOREVER, {"from": treasury})
    cash.mint(treasury, TREASURY_STARTS_WITH, {"from": treasury})
    for holder in (alice, bob):
        admit(holder)
    for terms in (NOTE, FIVE_YEAR_NOTE, LONG_FIRST_BOND):
        registry.issue(terms.cusip, alice, 10, terms.dated_date, {"from": house})
    return strips


@pytest.fixture(scope="module")
def stripped(strips, alice):
    """Alice has stripped her ten units of the two-year note."""
    strips.strip(NOTE.cusip, 10, {"from": alice})
    return strips


@pytest.fixture(scope="module")
def admit(compliance, compliance_officer):
    def admit(account, holder_class=HolderClass.RETAIL):
        compliance.setHolder(account, holder_class, b"US", False, {"from": compliance_officer})

    return admit


def interest(terms, coupon) -> int:
    """The id of the pieces of an interest payment, counted from 1."""
    return Piece(terms.coupon_date(coupon)).id


def principal(terms) -> int:
    return Piece(terms.maturity_date, terms.cusip.decode()).id
