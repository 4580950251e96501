import pytest
from eth_account import Account

from model.compliance import HolderClass
from scripts.node import MNEMONIC
from tests.auctions import BILL, NEW_NOTE, REOPENED_NOTE, announce, publish_indices

CASH = 10**15  # of each bidder [micro-dollars]
CUSTOMERS = (60, 61, 62)  # of the node's accounts


def path_of(number: int) -> str:
    return f"m/44'/60'/0'/0/{number}"


# Who


@pytest.fixture(scope="session")
def treasury_direct(accounts):
    return accounts[19]


@pytest.fixture(scope="module", autouse=True)
def bidders(
    compliance,
    compliance_officer,
    cash,
    auction_house,
    dealer,
    other_dealer,
    bank,
    fund,
    alice,
    bob,
    foreign_official,
    federal_reserve,
    treasury_direct,
):
    """Everybody who may bid, with cash; the bank bids for itself, not through a dealer."""
    classes = {
        dealer: HolderClass.PRIMARY_DEALER,
        other_dealer: HolderClass.PRIMARY_DEALER,
        bank: HolderClass.BANK,
        fund: HolderClass.FUND,
        alice: HolderClass.RETAIL,
        bob: HolderClass.RETAIL,
        foreign_official: HolderClass.FOREIGN_OFFICIAL,
        federal_reserve: HolderClass.FEDERAL_RESERVE,
        treasury_direct: HolderClass.TREASURY_DIRECT,
    }
    for account, holder_class in classes.items():
        is_direct = account == bank
        compliance.setHolder(account, holder_class, b"US", is_direct, {"from": compliance_officer})
        cash.mint(account, CASH)
        cash.approve(auction_house, CASH, {"from": account})
    return list(classes)


@pytest.fixture(scope="module")
def customers(compliance, compliance_officer, cash, auction_house, dealer):
    """Three clients of a dealer, who sign what it sends; the dealer has paid in for them."""
    signers = [Account.from_mnemonic(MNEMONIC, account_path=path_of(number)) for number in CUSTOMERS]
    cash.mint(dealer, 3 * CASH)
    cash.approve(auction_house, 4 * CASH, {"from": dealer})
    for signer in signers:
        compliance.setHolder(signer.address, HolderClass.PENSION, b"US", False, {"from": compliance_officer})
        auction_house.deposit(signer.address, CASH, {"from": dealer})
    return signers


@pytest.fixture
def release(compliance, regulator, compliance_officer):
    """Release an account by a lawful order."""

    def order(account):
        paper = b"authority".ljust(32), b"document".ljust(32)
        compliance.recordOrder(*paper, 1, account, 2**40 - 1, {"from": regulator})
        compliance.executeOrder(compliance.orderCount(), {"from": compliance_officer})

    return order


@pytest.fixture
def hinder(compliance, compliance_officer, auction_house, accounts, freeze):
    """Make the second customer unable to take its step, by what the step is then refused for."""
    account = accounts[CUSTOMERS[1]]

    def strike_off():
        compliance.setHolder(account, HolderClass.NONE, b"US", False, {"from": compliance_officer})

    def empty():
        auction_house.withdraw(auction_house.cashOf(account), {"from": account})

    means = {"NotEligible": strike_off, "AccountFrozen": lambda: freeze(account), "InsufficientCash": empty}
    return lambda obstacle: means[obstacle]()


@pytest.fixture(scope="module")
def wealth(cash, auction_house):
    """All cash of an account, what the house keeps for it included."""
    return lambda account: cash.balanceOf(account) + auction_house.cashOf(account)


# What


@pytest.fixture
def bill(auction_house, treasury):
    """A bill of 100,000 units: at most 35,000 to one competitive bidder."""
    return announce(auction_house, treasury, BILL)


@pytest.fixture
def exclude(registry, regulator):
    """Classes from a security that is not established yet, or is restricted."""

    def exclude(announcement, *classes):
        registry.excludeClasses(announcement.cusip.encode(), classes, {"from": regulator})

    return exclude


@pytest.fixture
def restricted_bill(auction_house, treasury, exclude):
    """Not for retail holders, of whom Alice and Bob are, nor for dealers."""
    exclude(BILL, HolderClass.RETAIL, HolderClass.PRIMARY_DEALER)
    return announce(auction_house, treasury, BILL)


@pytest.fixture
def new_note(auction_house, treasury):
    return announce(auction_house, treasury, NEW_NOTE)


@pytest.fixture
def reopened_note(auction_house, treasury):
    return announce(auction_house, treasury, REOPENED_NOTE)


@pytest.fixture
def indices(index_board, rate_publisher):
    """On the auction day, all is published that the indexed securities of tests/auctions.py follow."""
    publish_indices(index_board, rate_publisher)
