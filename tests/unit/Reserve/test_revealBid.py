"""
revealBid
├── when the caller is not the portfolio manager, rejects
├── when the ladder is not the committed one, rejects
├── given the reserve has not committed, rejects
├── given the reserve has too little cash for its ladder, rejects
├── given the reserve is insolvent, rejects
├── given others wait for the cash, rejects
└── otherwise
    ├── pays for the ladder at its own rates, the bond included
    └── brings the bond back into backing
"""

import pytest

from model.auction import to_abi
from model.bill_pricing import price
from tests.auctions import ladder
from tests.helpers import rejects
from tests.unit.Reserve.conftest import ALICE_MINTED, UNITS, sealed

BID = ladder((3_995, UNITS), (4_000, UNITS))
OTHER_BID = ladder((3_995, UNITS))
COST = UNITS * (price(3_995, 91) + price(4_000, 91))

pytestmark = pytest.mark.usefixtures("coins")


@pytest.fixture
def committed(reserve, bill, buffer, portfolio_manager):
    reserve.commitBid(bill.id, sealed(bill, reserve, BID), {"from": portfolio_manager})
    bill.close_bidding()
    return bill


def test_rejects_a_caller_who_is_not_the_portfolio_manager(reserve, committed, issuer):
    with rejects("AccessManagedUnauthorized"):
        reserve.revealBid(committed.id, to_abi(BID), {"from": issuer})


def test_rejects_a_ladder_that_was_not_committed(reserve, committed, portfolio_manager):
    with rejects("CommitmentDiffers"):
        reserve.revealBid(committed.id, to_abi(OTHER_BID), {"from": portfolio_manager})


def test_rejects_given_the_reserve_has_not_committed(reserve, bill, portfolio_manager):
    bill.close_bidding()

    with rejects("NoSuchBid"):
        reserve.revealBid(bill.id, to_abi(BID), {"from": portfolio_manager})


def test_rejects_given_too_little_cash_for_the_ladder(reserve, committed, cash, alice, portfolio_manager):
    reserve.redeem(alice, ALICE_MINTED, {"from": alice})

    with rejects("InsufficientBalance"):
        reserve.revealBid(committed.id, to_abi(BID), {"from": portfolio_manager})


def test_rejects_given_the_reserve_is_insolvent(reserve, committed, regulator, portfolio_manager):
    reserve.declareInsolvency({"from": regulator})

    with rejects("IsInsolvent"):
        reserve.revealBid(committed.id, to_abi(BID), {"from": portfolio_manager})


def test_rejects_given_others_wait_for_the_cash(reserve, committed, buffer, alice, portfolio_manager):
    left = ALICE_MINTED + buffer - COST
    reserve.requestRedemption(left + 1, {"from": alice})

    with rejects("InsufficientCash"):
        reserve.revealBid(committed.id, to_abi(BID), {"from": portfolio_manager})


def test_pays_for_the_ladder_at_its_own_rates_the_bond_included(
    reserve, committed, cash, buffer, portfolio_manager
):
    reserve.revealBid(committed.id, to_abi(BID), {"from": portfolio_manager})

    assert cash.balanceOf(committed.house) == COST
    assert cash.balanceOf(reserve) == ALICE_MINTED + buffer - COST


def test_brings_the_bond_back_into_backing(reserve, committed, buffer, portfolio_manager):
    reserve.revealBid(committed.id, to_abi(BID), {"from": portfolio_manager})

    assert reserve.backing() == ALICE_MINTED + buffer
