"""
contributeCapital
├── when the contributor has too little cash, rejects
└── otherwise
    ├── takes cash of the caller
    ├── counts it as capital and as surplus, and creates no coins
    └── records who contributed
"""

import pytest

from tests.helpers import rejects
from tests.unit.Reserve.conftest import ALICE_MINTED, ALICE_STARTS_WITH

pytestmark = pytest.mark.usefixtures("coins")


def test_rejects_a_contributor_with_too_little_cash(reserve, alice):
    with rejects("InsufficientBalance"):
        reserve.contributeCapital(ALICE_STARTS_WITH, {"from": alice})


def test_takes_cash_of_the_caller(reserve, cash, alice):
    reserve.contributeCapital(500, {"from": alice})

    assert cash.balanceOf(alice) == ALICE_STARTS_WITH - ALICE_MINTED - 500
    assert cash.balanceOf(reserve) == ALICE_MINTED + 500


def test_counts_it_as_capital_and_surplus_and_creates_no_coins(reserve, alice):
    reserve.contributeCapital(500, {"from": alice})
    reserve.contributeCapital(50, {"from": alice})

    assert reserve.capital() == reserve.surplus() == 550
    assert reserve.supply() == ALICE_MINTED


def test_records_who_contributed(reserve, alice):
    tx = reserve.contributeCapital(500, {"from": alice})

    assert dict(tx.events["CapitalContributed"]) == {"contributor": alice, "dollars": 500}
