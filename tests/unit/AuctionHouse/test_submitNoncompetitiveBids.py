"""
submitNoncompetitiveBids
├── when the time for noncompetitive bids has passed, rejects
├── skips, and takes the others
│   ├── a signature of somebody else, or for other units
│   ├── a bidder that is not registered, is frozen, of an excluded class or cannot pay
│   ├── a bidder above the limit, as an official account may be that is none any more
│   ├── a bidder for one unit, where the limit is none
│   └── a bidder that has bid otherwise
├── when a bid is for nothing, takes none
├── given a bid was submitted before, goes on with the others
└── otherwise bids for everybody, at the expense of each
"""

from dataclasses import replace

import pytest

from model.auction import BidStatus
from model.compliance import HolderClass
from tests.auctions import BILL, announce, highest_cost
from tests.helpers import rejects, travel_to
from tests.obstacles import skipped
from tests.signed_bids import sign_noncompetitive
from tests.unit.AuctionHouse.conftest import CASH, CUSTOMERS

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


@pytest.mark.lesson(29)
def test_skips_the_signature_of_somebody_else(bill, customers, dealer):
    forged = sign_noncompetitive(bill.house, customers[1], bill.id, UNITS, bidder=customers[0].address)

    assert skipped(submit(bill, [forged], dealer)) == {customers[0].address: "InvalidSignature"}
    assert bill.house.bidOf(bill.id, customers[0].address)[0] == BidStatus.NONE


def test_skips_other_units_than_were_signed(bill, signed, dealer):
    bidder, units, signature = signed[0]

    tx = submit(bill, [(bidder, units + 1, signature)], dealer)

    assert skipped(tx) == {bidder: "InvalidSignature"}
    assert bill.house.bidOf(bill.id, bidder)[0] == BidStatus.NONE


def test_skips_a_bidder_of_an_excluded_class_and_takes_the_others(
    restricted_bill, customers, compliance, compliance_officer, dealer
):
    signed = [
        sign_noncompetitive(restricted_bill.house, each, restricted_bill.id, UNITS) for each in customers
    ]
    terms = (HolderClass.RETAIL, b"US", False)
    compliance.setHolder(customers[1].address, *terms, {"from": compliance_officer})

    tx = submit(restricted_bill, signed, dealer)

    assert skipped(tx) == {customers[1].address: "ClassExcluded"}
    assert [restricted_bill.house.bidOf(restricted_bill.id, each.address)[0] for each in customers] == [
        *(BidStatus.NONCOMPETITIVE, BidStatus.NONE, BidStatus.NONCOMPETITIVE)
    ]


@pytest.mark.parametrize("obstacle", ["NotEligible", "AccountFrozen", "InsufficientCash"])
def test_skips_a_bidder_that_cannot_bid_now_and_takes_the_others(
    bill, signed, customers, dealer, hinder, obstacle
):
    hinder(obstacle)

    tx = submit(bill, signed, dealer)

    assert skipped(tx) == {customers[1].address: obstacle}
    assert bill.house.bidOf(bill.id, customers[1].address)[0] == BidStatus.NONE
    for each in (customers[0], customers[2]):
        assert bill.house.bidOf(bill.id, each.address)[0] == BidStatus.NONCOMPETITIVE


def test_skips_a_bidder_that_has_bid_otherwise(bill, signed, accounts, dealer):
    bidder = accounts[CUSTOMERS[1]]
    bill.bid(bidder, UNITS - 1)

    assert skipped(submit(bill, signed, dealer)) == {bidder: "AlreadyBid"}


@pytest.fixture
def much(bill, signed, customers):
    """Among others, more than most bidders may bid for."""
    units = BILL.maximum_noncompetitive_award + 1
    return [*signed[:2], sign_noncompetitive(bill.house, customers[2], bill.id, units)]


@pytest.mark.parametrize(
    "no_limit", [HolderClass.FOREIGN_OFFICIAL, HolderClass.FEDERAL_RESERVE, HolderClass.TREASURY_DIRECT]
)
def test_takes_any_units_of_a_bidder_that_has_no_limit(
    bill, much, dealer, compliance, compliance_officer, no_limit
):
    compliance.setHolder(much[2][0], no_limit, b"CH", False, {"from": compliance_officer})

    assert skipped(submit(bill, much, dealer)) == {}


def test_skips_a_bidder_above_the_limit_and_takes_the_others(bill, much, customers, dealer):
    """It may have had none when it signed: the class of a bidder changes."""
    assert skipped(submit(bill, much, dealer)) == {much[2][0]: "AboveNoncompetitiveLimit"}
    assert bill.house.bidOf(bill.id, customers[0].address)[0] == BidStatus.NONCOMPETITIVE


def test_skips_a_bidder_for_one_unit_where_the_limit_is_none(auction_house, treasury, customers, dealer):
    """An auction in which only official accounts and TreasuryDirect bid noncompetitively."""
    sale = announce(auction_house, treasury, replace(BILL, maximum_noncompetitive_award=0))
    one = sign_noncompetitive(sale.house, customers[1], sale.id, 1)

    assert skipped(submit(sale, [one], dealer)) == {customers[1].address: "AboveNoncompetitiveLimit"}


@pytest.mark.parametrize("obstacle", ["NotEligible", "AccountFrozen"])
def test_asks_for_the_limit_after_what_a_bidder_is(bill, customers, dealer, hinder, obstacle):
    units = BILL.maximum_noncompetitive_award + 1
    much = sign_noncompetitive(bill.house, customers[1], bill.id, units)
    hinder(obstacle)

    assert skipped(submit(bill, [much], dealer)) == {customers[1].address: obstacle}


def test_asks_for_the_limit_after_what_a_bidder_has_bid(bill, customers, accounts, dealer):
    much = sign_noncompetitive(bill.house, customers[1], bill.id, BILL.maximum_noncompetitive_award + 1)
    bill.bid(accounts[CUSTOMERS[1]], UNITS)

    assert skipped(submit(bill, [much], dealer)) == {customers[1].address: "AlreadyBid"}


def test_takes_none_when_one_is_for_nothing(bill, signed, customers, dealer):
    """What is wrong in the bids themselves, the dealer can see."""
    nothing = sign_noncompetitive(bill.house, customers[2], bill.id, 0)

    with rejects("NoUnits"):
        submit(bill, [*signed[:2], nothing], dealer)

    assert bill.house.bidOf(bill.id, customers[0].address)[0] == BidStatus.NONE


def test_goes_on_past_a_bid_that_was_submitted_before(bill, signed, customers, dealer, stranger):
    submit(bill, signed[:1], stranger)

    tx = submit(bill, signed, dealer)

    assert skipped(tx) == {}
    cost = UNITS * highest_cost(BILL, BILL.minimum_rate)
    assert {bill.house.cashOf(each.address) for each in customers} == {CASH - cost}


def test_bids_for_everybody_at_the_expense_of_each(bill, signed, customers, dealer):
    submit(bill, signed, dealer)

    cost = UNITS * highest_cost(BILL, BILL.minimum_rate)
    for each in customers:
        assert bill.house.bidOf(bill.id, each.address) == (BidStatus.NONCOMPETITIVE, cost)
        assert bill.house.cashOf(each.address) == CASH - cost
