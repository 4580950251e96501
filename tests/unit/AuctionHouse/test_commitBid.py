"""
commitBid
├── given the auction
│   ├── was never announced, rejects
│   └── is closed to competitive bids, rejects
├── given the bidder
│   ├── may not hold securities, rejects
│   ├── is frozen, rejects
│   ├── is of a class that the security excluded when it was announced, rejects
│   ├── has bid competitively, rejects
│   ├── has bid noncompetitively, rejects
│   └── has not the bond, rejects
└── otherwise
    ├── takes the bond
    └── records the commitment
"""

from model.auction import BidStatus, to_abi
from tests.auctions import BILL, ladder
from tests.helpers import rejects, travel_to
from tests.unit.AuctionHouse.conftest import CASH

BIDS = ladder((400, 1_000))


def test_rejects_an_auction_that_was_never_announced(auction_house, dealer):
    with rejects("WrongStatus"):
        auction_house.commitBid(99, bytes(32), {"from": dealer})


def test_rejects_a_bid_at_the_close(bill, dealer):
    travel_to(BILL.competitive_close)

    with rejects("BiddingClosed"):
        bill.commit(dealer, BIDS)


def test_accepts_a_bid_a_second_before_the_close(bill, dealer):
    travel_to(BILL.competitive_close - 1)

    assert bill.commit(dealer, BIDS).timestamp == BILL.competitive_close - 1


def test_rejects_a_bidder_who_may_not_hold_securities(bill, stranger):
    with rejects("NotEligible"):
        bill.commit(stranger, BIDS)


def test_rejects_a_frozen_bidder(bill, dealer, freeze):
    freeze(dealer)

    with rejects("AccountFrozen"):
        bill.commit(dealer, BIDS)


def test_rejects_a_bidder_of_an_excluded_class(restricted_bill, dealer, bank):
    with rejects("ClassExcluded"):
        restricted_bill.commit(dealer, BIDS)

    restricted_bill.commit(bank, BIDS)


def test_rejects_a_second_bid(bill, dealer):
    bill.commit(dealer, BIDS)

    with rejects("AlreadyBid"):
        bill.commit(dealer, BIDS)


def test_rejects_a_noncompetitive_bidder(bill, alice):
    bill.bid(alice, 1)

    with rejects("AlreadyBid"):
        bill.commit(alice, BIDS)


def test_rejects_a_bidder_without_the_bond(bill, cash, dealer, bob):
    cash.transfer(bob, CASH - BILL.bond + 1, {"from": dealer})

    with rejects("InsufficientBalance"):
        bill.commit(dealer, BIDS)


def test_takes_the_bond(bill, cash, auction_house, dealer):
    bill.commit(dealer, BIDS)

    assert auction_house.bidOf(bill.id, dealer) == (BidStatus.COMMITTED, BILL.bond)
    assert cash.balanceOf(dealer) == CASH - BILL.bond


def test_records_the_commitment(bill, auction_house, dealer):
    tx = bill.commit(dealer, BIDS)

    recorded = tx.events["BidCommitted"]
    assert (recorded["auctionId"], recorded["bidder"]) == (bill.id, dealer)
    assert recorded["commitment"] == auction_house.commitmentOf(bill.id, dealer, to_abi(BIDS))
