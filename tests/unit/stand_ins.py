"""Accounts in the place of contracts: imported by the conftest.py of whoever tests one contract by itself."""

import pytest


@pytest.fixture(scope="session")
def reserve(accounts):
    return accounts[20]


@pytest.fixture(scope="session")
def compliance(accounts):
    return accounts[21]


@pytest.fixture(scope="session")
def house(accounts):
    """Of auctions."""
    return accounts[20]
