"""
mint
├── credits whoever is named, for whoever asks
└── otherwise it is ordinary money
    ├── has six decimals
    └── cannot be spent twice
"""

import pytest

from tests.helpers import rejects

pytestmark = pytest.mark.ganache


def test_credits_whoever_is_named(cash, alice, bob):
    cash.mint(alice, 1_000_000, {"from": bob})

    assert cash.balanceOf(alice) == cash.totalSupply() == 1_000_000


def test_has_six_decimals(cash):
    assert (cash.name(), cash.symbol(), cash.decimals()) == ("Mock Dollar Deposit", "mUSD", 6)


def test_cannot_be_spent_twice(cash, alice, bob):
    cash.mint(alice, 1_000_000, {"from": alice})
    cash.transfer(bob, 1_000_000, {"from": alice})

    with rejects("InsufficientBalance"):
        cash.transfer(bob, 1, {"from": alice})
