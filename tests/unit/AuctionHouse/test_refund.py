"""
refund
├── given the auction is not cancelled, rejects
├── given the bidder has not bid, rejects
├── given the money was returned already, rejects
└── otherwise
    ├── returns a bond, the price of a ladder and that of a noncompetitive bid, whoever calls
    ├── returns the least that can be held
    └── records the refund
"""

from dataclasses import replace

import pytest

from model.auction import BidStatus
from tests.auctions import BILL, announce, ladder
from tests.helpers import rejects
from tests.unit.AuctionHouse.conftest import CASH

BIDS = ladder((400, 1_000))


@pytest.fixture
def cancelled(auction_house, treasury, bill, dealer, bank, alice):
    """With a bid revealed, another not revealed, and a noncompetitive one."""
    bill.bid(alice, 10)
    bill.commit(bank, BIDS)
    bill.commit(dealer, BIDS)
    bill.close_bidding()
    bill.reveal(dealer, BIDS)
    auction_house.cancel(bill.id, {"from": treasury})
    return bill


def test_rejects_an_auction_that_is_not_cancelled(bill, dealer):
    bill.commit(dealer, BIDS)

    with rejects("WrongStatus"):
        bill.refund(dealer)


def test_rejects_an_auction_that_has_cleared(bill, dealer):
    bill.sell({dealer: BIDS})

    with rejects("WrongStatus"):
        bill.refund(dealer)


def test_rejects_a_bidder_who_has_not_bid(cancelled, fund):
    with rejects("NoSuchBid"):
        cancelled.refund(fund)


def test_rejects_a_second_refund(cancelled, dealer):
    cancelled.refund(dealer)

    with rejects("NoSuchBid"):
        cancelled.refund(dealer)


def test_returns_all_that_is_held(cancelled, auction_house, cash, stranger, dealer, bank, alice):
    for bidder in (dealer, bank, alice):
        auction_house.refund(cancelled.id, bidder, {"from": stranger})
        cancelled.withdraw(bidder)

        assert cash.balanceOf(bidder) == CASH
        assert auction_house.bidOf(cancelled.id, bidder) == (BidStatus.SETTLED, 0)
    assert cash.balanceOf(auction_house) == 0


def test_returns_all_that_is_held_if_nobody_reveals(auction_house, cash, bill, dealer, alice):
    bill.bid(alice, 10)
    bill.commit(dealer, BIDS)
    bill.close()
    bill.clear()

    for bidder in (dealer, alice):
        bill.refund(bidder)
        bill.withdraw(bidder)
        assert cash.balanceOf(bidder) == CASH


def test_returns_the_least_that_can_be_held(auction_house, treasury, wealth, bank):
    sale = announce(auction_house, treasury, replace(BILL, bond=1))
    sale.commit(bank, BIDS)
    auction_house.cancel(sale.id, {"from": treasury})

    sale.refund(bank)

    assert wealth(bank) == CASH


def test_records_the_refund(cancelled, bank):
    tx = cancelled.refund(bank)

    assert dict(tx.events["Refunded"]) == {"auctionId": cancelled.id, "bidder": bank, "refund": BILL.bond}
