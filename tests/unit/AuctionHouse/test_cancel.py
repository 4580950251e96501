"""
cancel
├── when the caller is not the Treasury, rejects
├── when no auction has this number, rejects
├── given the auction has cleared, rejects
├── given it is cancelled already, rejects
└── otherwise, before bids, after bids and while it clears
    ├── takes no more bids
    └── returns all money
"""

import pytest

from model.auction import AuctionStatus
from tests.auctions import ladder
from tests.helpers import rejects
from tests.unit.AuctionHouse.conftest import CASH

BIDS = ladder((400, 1_000), (405, 2_000))


@pytest.mark.parametrize("caller", ["issuer", "stranger", "dealer"])
def test_rejects_a_caller_who_is_not_the_treasury(request, auction_house, bill, caller):
    with rejects("AccessManagedUnauthorized"):
        auction_house.cancel(bill.id, {"from": request.getfixturevalue(caller)})


def test_rejects_a_number_without_an_auction(auction_house, treasury):
    with rejects("WrongStatus"):
        auction_house.cancel(99, {"from": treasury})


def test_rejects_an_auction_that_has_cleared(auction_house, treasury, bill, dealer):
    bill.sell({dealer: BIDS})

    with rejects("WrongStatus"):
        auction_house.cancel(bill.id, {"from": treasury})


def test_rejects_an_auction_that_is_cancelled_already(auction_house, treasury, bill):
    auction_house.cancel(bill.id, {"from": treasury})

    with rejects("WrongStatus"):
        auction_house.cancel(bill.id, {"from": treasury})


def test_takes_no_more_bids(auction_house, treasury, bill, dealer, alice):
    bill.commit(dealer, BIDS)
    tx = auction_house.cancel(bill.id, {"from": treasury})

    assert tx.events["Cancelled"]["auctionId"] == bill.id
    assert auction_house.statusOf(bill.id) == AuctionStatus.CANCELLED
    with rejects("WrongStatus"):
        bill.bid(alice, 1)
    with rejects("WrongStatus"):
        bill.commit(alice, BIDS)
    bill.close_bidding()
    with rejects("WrongStatus"):
        bill.reveal(dealer, BIDS)


@pytest.mark.parametrize("stage", ["committed", "revealed", "clearing"])
def test_returns_all_money(auction_house, treasury, cash, bill, dealer, bank, alice, stage):
    bill.bid(alice, 10)
    for bidder in (dealer, bank):
        bill.commit(bidder, BIDS)
    if stage != "committed":
        bill.close_bidding()
        bill.reveal(dealer, BIDS)
    if stage == "clearing":
        bill.close()
        bill.clear(maximum_ticks=1)

    auction_house.cancel(bill.id, {"from": treasury})
    for bidder in (alice, dealer, bank):
        bill.refund(bidder)
        bill.withdraw(bidder)

    assert [cash.balanceOf(bidder) for bidder in (alice, dealer, bank)] == [CASH] * 3
    assert cash.balanceOf(auction_house) == 0
