"""
maxDeposit, maxMint, maxWithdraw, maxRedeem
├── given the account is frozen, are zero
└── otherwise
    ├── what can still be counted, and can be deposited
    └── what the owner has, and can be taken out
"""

import pytest

from tests.helpers import now, rejects, travel_to
from tests.unit.SavingsDollar.conftest import ONE_DOLLAR, WEEK

SAVED = 400_000000  # [micro-dollars]
LIMITS = ["maxDeposit", "maxMint", "maxWithdraw", "maxRedeem"]


@pytest.fixture(scope="module", autouse=True)
def saved(savings, earn, alice):
    """At an odd price of a share."""
    savings.deposit(SAVED, alice, {"from": alice})
    earn(777_777)
    travel_to(now() + WEEK)


@pytest.mark.parametrize("limit", LIMITS)
def test_are_zero_for_a_frozen_account(limit, savings, freeze, alice):
    assert getattr(savings, limit)(alice) > 0

    freeze(alice)

    assert getattr(savings, limit)(alice) == 0


@pytest.mark.lesson(26)
def test_what_can_still_be_counted(savings, bob):
    assert savings.maxDeposit(bob) == 2**72 - 1 - SAVED - 777_777
    assert savings.maxMint(bob) == savings.convertToShares(savings.maxDeposit(bob))


@pytest.mark.parametrize("function, limit", [("deposit", "maxDeposit"), ("mint", "maxMint")])
def test_can_be_deposited(function, limit, savings, dollar, reserve, bob):
    dollar.mint(bob, 2**72, {"from": reserve})
    most = getattr(savings, limit)(bob)

    with rejects("SavingsTooLarge"):
        getattr(savings, function)(most + 1, bob, {"from": bob})

    getattr(savings, function)(most, bob, {"from": bob})


def test_what_the_owner_has(savings, alice):
    assert savings.maxRedeem(alice) == 400 * ONE_DOLLAR
    assert savings.maxWithdraw(alice) == savings.convertToAssets(400 * ONE_DOLLAR)


@pytest.mark.parametrize("function, limit", [("withdraw", "maxWithdraw"), ("redeem", "maxRedeem")])
def test_can_be_taken_out(function, limit, savings, alice):
    most = getattr(savings, limit)(alice)

    with rejects("InsufficientBalance"):
        getattr(savings, function)(most + 1, alice, alice, {"from": alice})

    getattr(savings, function)(most, alice, alice, {"from": alice})
