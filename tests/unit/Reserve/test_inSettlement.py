"""
inSettlement
├── is zero without bids
├── counts a noncompetitive bid
├── leaves out the bond of a sealed bid
├── counts a revealed bid, its bond included, and what lies in its account
└── is zero again once a bid is settled, its auction cancelled and closed, or its bond forfeited
"""

import pytest

from model.auction import to_abi
from model.bill_pricing import price
from tests.auctions import ladder
from tests.unit.Reserve.conftest import ALICE_MINTED, PAR, UNITS, sealed

pytestmark = pytest.mark.usefixtures("coins")


def test_is_zero_without_bids(reserve):
    assert reserve.inSettlement() == 0


def test_counts_noncompetitive_bids(reserve, offer, portfolio_manager):
    for number in (1, 2):
        reserve.bidNoncompetitive(offer(number=number).id, 10, {"from": portfolio_manager})

    assert reserve.inSettlement() == 20 * PAR


def test_leaves_out_the_bond_of_a_sealed_bid(reserve, bill, buffer, portfolio_manager):
    reserve.commitBid(bill.id, b"sealed", {"from": portfolio_manager})

    assert reserve.inSettlement() == 0


def test_counts_a_revealed_bid_its_bond_included(reserve, bill, buffer, portfolio_manager):
    bid = ladder((3_995, UNITS))
    reserve.commitBid(bill.id, sealed(bill, reserve, bid), {"from": portfolio_manager})
    bill.close_bidding()

    reserve.revealBid(bill.id, to_abi(bid), {"from": portfolio_manager})

    assert reserve.inSettlement() == UNITS * price(3_995, 91)
    assert reserve.backing() == ALICE_MINTED + buffer


def test_is_zero_once_a_bid_is_settled(reserve, bought):
    assert reserve.inSettlement() == 0


def test_is_zero_once_an_auction_is_cancelled_and_the_bid_closed(
    reserve, bill, portfolio_manager, treasury, alice
):
    reserve.bidNoncompetitive(bill.id, 10, {"from": portfolio_manager})
    bill.house.cancel(bill.id, {"from": treasury})
    assert reserve.inSettlement() == 10 * PAR

    reserve.closeBid(bill.id, {"from": alice})

    assert reserve.inSettlement() == 0


def test_is_zero_once_a_bond_is_forfeited(reserve, bill, clear, buffer, portfolio_manager, alice):
    reserve.commitBid(bill.id, b"sealed", {"from": portfolio_manager})
    clear(bill)

    bill.house.forfeitBond(bill.id, reserve, {"from": alice})

    assert reserve.inSettlement() == 0


def test_counts_what_lies_in_its_account(reserve, auction_house, cash, alice):
    cash.mint(alice, 1_000, {"from": alice})
    cash.approve(auction_house, 1_000, {"from": alice})
    before = reserve.inSettlement()

    auction_house.deposit(reserve, 1_000, {"from": alice})

    assert reserve.inSettlement() == before + 1_000
