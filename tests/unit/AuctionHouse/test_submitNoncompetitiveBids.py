"""
submitNoncompetitiveBids
├── when the time for noncompetitive bids has passed, rejects
├── when a signature is of somebody else, or for other units, rejects
├── given a bid was submitted before, goes on with the others
└── otherwise bids for everybody, at the expense of each
"""

import pytest

from model.auction import BidStatus
from tests.auctions import BILL, highest_cost
from tests.helpers import rejects, travel_to
from tests.signed_bids import sign_noncompetitive
from tests.unit.AuctionHouse.conftest import CASH

UNITS = 30


@pytest.fixture
def signed(bill, customers):
    return [sign_noncompetitive(bill.house, each, bill.id, UNITS) for each in customers]


def submit(sale, bids, by):
    return sale.house.submitNoncompetitiveBids(sale.id, bids, {"from": by})


def test_rejects_a_bid_at_the_close(bill, signed, dealer):
    travel_to(BILL.noncompetitive_close)

    with rejects("BiddingClosed"):
        submit(bill, signed, dealer)


def test_rejects_the_signature_of_somebody_else(bill, customers, dealer):
    forged = sign_noncompetitive(bill.house, customers[1], bill.id, UNITS, bidder=customers[0].address)

    with rejects("InvalidSignature"):
        submit(bill, [forged], dealer)


def test_rejects_other_units_than_were_signed(bill, signed, dealer):
    bidder, units, signature = signed[0]

    with rejects("InvalidSignature"):
        submit(bill, [(bidder, units + 1, signature)], dealer)


def test_goes_on_past_a_bid_that_was_submitted_before(bill, signed, customers, dealer, stranger):
    submit(bill, signed[:1], stranger)

    submit(bill, signed, dealer)

    cost = UNITS * highest_cost(BILL, BILL.minimum_rate)
    assert {bill.house.cashOf(each.address) for each in customers} == {CASH - cost}


def test_bids_for_everybody_at_the_expense_of_each(bill, signed, customers, dealer):
    submit(bill, signed, dealer)

    cost = UNITS * highest_cost(BILL, BILL.minimum_rate)
    for each in customers:
        assert bill.house.bidOf(bill.id, each.address) == (BidStatus.NONCOMPETITIVE, cost)
        assert bill.house.cashOf(each.address) == CASH - cost
