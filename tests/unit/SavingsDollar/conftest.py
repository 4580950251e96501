import pytest

from model.par_dollar import INFINITE
from tests.unit.stand_ins import compliance, reserve

__all__ = ["compliance", "reserve"]

ALICE_STARTS_WITH = 1_000_000000  # [micro-dollars]
ONE_DOLLAR = 10**18  # of shares, before there are earnings
WEEK = 7 * 86_400


@pytest.fixture(scope="module")
def dollar(ParDollar, reserve, compliance, alice, bob, carol, saver):
    dollar = ParDollar.deploy(compliance, {"from": reserve})
    for holder in (alice, bob, carol, saver.address):
        dollar.mint(holder, ALICE_STARTS_WITH, {"from": reserve})
    return dollar


@pytest.fixture(scope="module")
def savings(SavingsDollar, dollar, reserve, alice, bob, carol):
    """Which everybody allows to take coins."""
    savings = SavingsDollar.deploy(dollar, {"from": reserve})
    for holder in (alice, bob, carol):
        dollar.approve(savings, INFINITE, {"from": holder})
    return savings


@pytest.fixture(scope="module")
def earn(dollar, savings, reserve):
    """The reserve creates coins for the savings, and says so."""

    def earn(dollars):
        dollar.mint(savings, dollars, {"from": reserve})
        return savings.addEarnings(dollars, savings.totalAssets(), {"from": reserve})

    return earn


@pytest.fixture(scope="module")
def freeze(dollar, compliance):
    return lambda account: dollar.setFrozen(account, True, {"from": compliance})
