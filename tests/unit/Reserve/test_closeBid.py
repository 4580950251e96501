"""
closeBid
├── given the reserve has no open bid in the auction, rejects
├── given the auction is open, rejects
├── given the auction has cleared, rejects
├── given the auction was cancelled
│   ├── brings back the money of a noncompetitive bid, and so if somebody else has asked for it
│   ├── brings back the bond of a sealed bid
│   └── leaves bids in other auctions open
└── given the bond was forfeited, makes room for another bid
"""

import pytest

from tests.helpers import rejects
from tests.unit.Reserve.conftest import ALICE_MINTED, PAR, UNITS

SEALED = b"sealed".ljust(32)

pytestmark = pytest.mark.usefixtures("coins")


@pytest.fixture
def bid(reserve, bill, portfolio_manager):
    """A bill that the reserve has bid for noncompetitively."""
    reserve.bidNoncompetitive(bill.id, UNITS, {"from": portfolio_manager})
    return bill


def test_rejects_given_no_open_bid(reserve, bill, alice):
    with rejects("NoOpenBid"):
        reserve.closeBid(bill.id, {"from": alice})


def test_rejects_given_the_auction_is_open(reserve, bid, alice):
    with rejects("WrongStatus"):
        reserve.closeBid(bid.id, {"from": alice})


def test_rejects_given_the_auction_has_cleared(reserve, bid, clear, alice):
    clear(bid)

    with rejects("WrongStatus"):
        reserve.closeBid(bid.id, {"from": alice})


def test_brings_back_the_money_of_a_noncompetitive_bid(reserve, cash, bid, treasury, alice):
    bid.house.cancel(bid.id, {"from": treasury})

    reserve.closeBid(bid.id, {"from": alice})

    assert cash.balanceOf(reserve) == ALICE_MINTED
    with rejects("NoOpenBid"):
        reserve.closeBid(bid.id, {"from": alice})


def test_brings_back_the_money_that_somebody_else_has_asked_for(reserve, cash, bid, treasury, alice):
    bid.house.cancel(bid.id, {"from": treasury})
    bid.house.refund(bid.id, reserve, {"from": alice})

    reserve.closeBid(bid.id, {"from": alice})

    assert cash.balanceOf(reserve) == ALICE_MINTED


def test_brings_back_the_bond_of_a_sealed_bid(
    reserve, cash, bill, buffer, portfolio_manager, treasury, alice
):
    reserve.commitBid(bill.id, SEALED, {"from": portfolio_manager})
    bill.house.cancel(bill.id, {"from": treasury})

    reserve.closeBid(bill.id, {"from": alice})

    assert cash.balanceOf(reserve) == reserve.backing() == ALICE_MINTED + buffer


def test_leaves_bids_in_other_auctions_open(reserve, offer, portfolio_manager, treasury, alice):
    kept, closed = (offer(number=number) for number in (1, 2))
    for sale in (kept, closed):
        reserve.bidNoncompetitive(sale.id, 10, {"from": portfolio_manager})
        sale.house.cancel(sale.id, {"from": treasury})

    reserve.closeBid(closed.id, {"from": alice})

    assert reserve.inSettlement() == 10 * PAR
    assert reserve.backing() == ALICE_MINTED
    with rejects("NoOpenBid"):
        reserve.closeBid(closed.id, {"from": alice})
    reserve.closeBid(kept.id, {"from": alice})


def test_makes_room_given_the_bond_was_forfeited(reserve, bill, clear, buffer, portfolio_manager, alice):
    reserve.commitBid(bill.id, SEALED, {"from": portfolio_manager})
    clear(bill)
    bill.house.forfeitBond(bill.id, reserve, {"from": alice})

    reserve.closeBid(bill.id, {"from": alice})

    with rejects("NoOpenBid"):
        reserve.closeBid(bill.id, {"from": alice})
