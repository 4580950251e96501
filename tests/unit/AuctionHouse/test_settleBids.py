"""
settleBids
├── when a bid was not submitted by signature and is not the caller's, rejects
├── when a ladder is not the revealed one, settles none
├── skips, and settles the others
│   ├── a bidder that is frozen, whose award waits
│   └── a bidder that has not revealed, or not bid
└── otherwise
    ├── delivers to each bidder, and writes the rest to its account
    ├── goes on past what was settled before
    └── delivers noncompetitive bids without a ladder
"""

import pytest

from model.auction import NO_LADDER, BidStatus, to_abi
from tests.auctions import BILL, ladder
from tests.helpers import rejects
from tests.obstacles import skipped
from tests.signed_bids import sign_noncompetitive
from tests.unit.AuctionHouse.conftest import CASH
from tests.unit.AuctionHouse.test_submitCommitments import signature_of, submit

BIDS = ladder((400, 1_000))
NOTHING = to_abi(NO_LADDER)


@pytest.fixture
def sold(bill, customers, dealer):
    """Two customers have bid competitively and one not, through the dealer; the bill is to be delivered."""
    *competitive, taker = customers
    submit(bill, [signature_of(bill, each, BIDS) for each in competitive], dealer)
    signed = sign_noncompetitive(bill.house, taker, bill.id, 30)
    bill.house.submitNoncompetitiveBids(bill.id, [signed], {"from": dealer})
    bill.close_bidding()
    openings = [(each.address, to_abi(BIDS)) for each in competitive]
    bill.house.revealBids(bill.id, openings, {"from": dealer})
    bill.close()
    bill.clear()
    bill.reach_issue_date()
    return [*openings, (taker.address, NOTHING)]


def settle(sale, openings, by):
    return sale.house.settleBids(sale.id, openings, {"from": by})


def held(registry, openings):
    return [registry.holdingOf(BILL.cusip.encode(), bidder)["units"] for bidder, _ in openings]


def test_rejects_a_bid_that_only_its_bidder_can_settle(bill, bank, dealer):
    bill.sell({bank: BIDS})

    with rejects("NotBidder"):
        settle(bill, [(bank, to_abi(BIDS))], dealer)


def test_rejects_a_noncompetitive_bid_that_only_its_bidder_can_settle(bill, alice, bank, dealer):
    bill.bid(alice, 30)
    bill.sell({bank: BIDS})

    with rejects("NotBidder"):
        settle(bill, [(alice, NOTHING)], dealer)


def test_settles_none_when_one_ladder_differs(bill, sold, registry, dealer):
    (bidder, _), *others = sold

    with rejects("CommitmentDiffers"):
        settle(bill, [*others, (bidder, NOTHING)], dealer)

    assert registry.balanceOf(sold[1][0], int.from_bytes(BILL.cusip.encode(), "big")) == 0


def test_skips_a_frozen_bidder_whose_award_waits(
    bill, sold, registry, customers, dealer, hinder, release, stranger
):
    bidder = customers[1].address
    hinder("AccountFrozen")

    tx = settle(bill, sold, dealer)

    assert skipped(tx) == {bidder: "AccountFrozen"}
    assert bill.house.bidOf(bill.id, bidder)[0] == BidStatus.REVEALED
    assert held(registry, sold) == [1_000, 0, 30]

    release(bidder)
    settle(bill, sold, stranger)
    assert held(registry, sold) == [1_000, 1_000, 30]


def test_skips_a_bidder_that_has_not_revealed(bill, customers, bank, registry, dealer, stranger):
    """The bond of one is forfeited; another has never bid."""
    submit(bill, [signature_of(bill, each, BIDS) for each in customers[:2]], dealer)
    openings = [(each.address, to_abi(BIDS)) for each in customers[:2]]
    bill.close_bidding()
    bill.house.revealBids(bill.id, openings[:1], {"from": dealer})
    bill.close()
    bill.clear()
    bill.house.forfeitBond(bill.id, customers[1].address, {"from": stranger})
    bill.reach_issue_date()

    tx = settle(bill, [(bank, to_abi(BIDS)), *reversed(openings)], dealer)

    assert skipped(tx) == {bank: "NoSuchBid", customers[1].address: "NoSuchBid"}
    assert held(registry, openings) == [1_000, 0]


def test_delivers_to_each_and_writes_the_rest_to_its_account(bill, sold, registry, stranger):
    settle(bill, sold, stranger)

    price = bill.result().price
    for (bidder, _), units in zip(sold, (1_000, 1_000, 30), strict=True):
        assert registry.holdingOf(BILL.cusip.encode(), bidder)["units"] == units
        assert bill.house.cashOf(bidder) == CASH - units * price
        assert bill.house.bidOf(bill.id, bidder) == (BidStatus.SETTLED, 0)


def test_goes_on_past_a_bid_that_was_settled_before(bill, sold, registry, dealer, stranger):
    settle(bill, sold[2:], stranger)

    tx = settle(bill, sold, dealer)
    again = settle(bill, sold, dealer)

    assert skipped(tx) == skipped(again) == {}
    assert held(registry, sold) == [1_000, 1_000, 30]
