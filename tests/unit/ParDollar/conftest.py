import pytest
from eth_account import Account

ALICE_STARTS_WITH = 1_000_000000  # [micro-dollars]

# Who


@pytest.fixture(scope="session")
def reserve(accounts):
    """An account in the place of the contract."""
    return accounts[20]


@pytest.fixture(scope="session")
def compliance(accounts):
    """An account in the place of the contract."""
    return accounts[21]


@pytest.fixture(scope="session")
def carol(accounts):
    return accounts[22]


@pytest.fixture(scope="session")
def saver():
    """An owner who signs and never sends a transaction."""
    return Account.from_key("0x" + "5a" * 32)


# What


@pytest.fixture(scope="module")
def dollar(ParDollar, reserve, compliance, alice):
    dollar = ParDollar.deploy(compliance, {"from": reserve})
    dollar.mint(alice, ALICE_STARTS_WITH, {"from": reserve})
    return dollar


@pytest.fixture(scope="module")
def wallet(SignatureWallet, alice):
    """A contract that signs by ERC-1271."""
    return SignatureWallet.deploy({"from": alice})
