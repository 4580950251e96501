"""
bidNoncompetitive
├── given the auction
│   ├── was never announced, rejects
│   └── is closed to noncompetitive bids, rejects
├── given the bidder
│   ├── may not hold securities, rejects
│   ├── is frozen, rejects
│   ├── is of a class that the security excluded when it was announced, rejects
│   ├── has bid noncompetitively, rejects
│   ├── has bid competitively, rejects
│   └── has not the cash, rejects
├── when the bid is for no units, rejects
├── when the bid is above the announced limit
│   ├── and the bidder is ordinary, rejects
│   └── and the bidder is a foreign official, the Federal Reserve or TreasuryDirect, accepts
└── otherwise
    ├── takes the highest price possible, also where the lowest rate is negative
    └── records the bid
"""

from dataclasses import replace

import pytest

from model.auction import BidStatus
from tests.auctions import (
    BILL,
    NEW_FRN,
    NEW_NOTE,
    NEW_TIPS,
    REOPENED_FRN,
    REOPENED_NOTE,
    REOPENED_TIPS,
    announce,
    highest_cost,
    ladder,
)
from tests.helpers import rejects, travel_to
from tests.unit.AuctionHouse.conftest import CASH


def test_rejects_an_auction_that_was_never_announced(auction_house, alice):
    with rejects("WrongStatus"):
        auction_house.bidNoncompetitive(99, 1, {"from": alice})


def test_rejects_a_bid_at_the_close(bill, alice):
    travel_to(BILL.noncompetitive_close)

    with rejects("BiddingClosed"):
        bill.bid(alice, 1)


def test_accepts_a_bid_a_second_before_the_close(bill, alice):
    travel_to(BILL.noncompetitive_close - 1)

    assert bill.bid(alice, 1).timestamp == BILL.noncompetitive_close - 1


def test_rejects_a_bidder_of_an_excluded_class(restricted_bill, alice, bank):
    with rejects("ClassExcluded"):
        restricted_bill.bid(alice, 1)

    restricted_bill.bid(bank, 1)


def test_rejects_a_bidder_who_may_not_hold_securities(bill, stranger):
    with rejects("NotEligible"):
        bill.bid(stranger, 1)


def test_rejects_a_frozen_bidder(bill, alice, freeze):
    freeze(alice)

    with rejects("AccountFrozen"):
        bill.bid(alice, 1)


def test_rejects_a_second_bid(bill, alice):
    bill.bid(alice, 1)

    with rejects("AlreadyBid"):
        bill.bid(alice, 1)


def test_rejects_a_competitive_bidder(bill, dealer):
    bill.commit(dealer, ladder((400, 1)))

    with rejects("AlreadyBid"):
        bill.bid(dealer, 1)


@pytest.mark.parametrize(
    ("step", "error"), [("spend", "InsufficientBalance"), ("disallow", "InsufficientAllowance")]
)
def test_rejects_a_bidder_without_the_cash(bill, cash, auction_house, alice, bob, step, error):
    if step == "spend":
        cash.transfer(bob, CASH, {"from": alice})
    else:
        cash.approve(auction_house, 0, {"from": alice})

    with rejects(error):
        bill.bid(alice, 1)


def test_rejects_a_bid_for_no_units(bill, alice):
    with rejects("NoUnits"):
        bill.bid(alice, 0)


@pytest.mark.parametrize("bidder", ["alice", "dealer", "bank", "fund"])
def test_rejects_an_ordinary_bid_above_the_limit(request, bill, bidder):
    with rejects("AboveNoncompetitiveLimit"):
        bill.bid(request.getfixturevalue(bidder), BILL.maximum_noncompetitive_award + 1)


def test_accepts_a_bid_at_the_limit(bill, alice):
    bill.bid(alice, BILL.maximum_noncompetitive_award)


@pytest.mark.parametrize("bidder", ["foreign_official", "federal_reserve", "treasury_direct"])
def test_accepts_a_bid_above_the_limit_of_those_it_does_not_bind(request, bill, bidder):
    bill.bid(request.getfixturevalue(bidder), BILL.maximum_noncompetitive_award + 1)


@pytest.mark.parametrize("announcement", [BILL, NEW_NOTE, REOPENED_NOTE], ids=["bill", "new", "reopened"])
def test_takes_the_highest_price_possible(auction_house, cash, treasury, alice, announcement):
    announcement = replace(announcement, minimum_rate=100)
    sale = announce(auction_house, treasury, announcement)

    sale.bid(alice, 30)

    held = 30 * highest_cost(announcement, 100)
    assert auction_house.bidOf(sale.id, alice) == (BidStatus.NONCOMPETITIVE, held)
    assert (cash.balanceOf(auction_house), cash.balanceOf(alice)) == (held, CASH - held)


@pytest.mark.parametrize(
    "announcement", [NEW_TIPS, REOPENED_TIPS, NEW_FRN, REOPENED_FRN], ids=lambda it: it.cusip
)
def test_takes_the_price_at_the_lowest_rate_though_it_is_negative(
    auction_house, treasury, indices, alice, announcement
):
    sale = announce(auction_house, treasury, announcement)

    sale.bid(alice, 30)

    assert sale.escrow(alice) == 30 * highest_cost(announcement, announcement.minimum_rate)


def test_records_the_bid(bill, alice):
    tx = bill.bid(alice, 30)

    assert dict(tx.events["NoncompetitiveBidPlaced"]) == {
        "auctionId": bill.id,
        "bidder": alice,
        "units": 30,
        "escrow": bill.escrow(alice),
    }
