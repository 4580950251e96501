"""
revealBids
├── when a bid was not submitted by signature and is not the caller's, rejects
├── when a ladder is not the committed one, reveals none
└── otherwise
    ├── reveals what was submitted by signature, whoever calls
    ├── goes on past what was revealed before
    ├── reveals the caller's own
    └── each bidder pays for its own ladder
"""

import pytest

from model.auction import BidStatus, to_abi
from tests.auctions import BILL, highest_cost, ladder
from tests.helpers import rejects
from tests.unit.AuctionHouse.conftest import CASH
from tests.unit.AuctionHouse.test_submitCommitments import signature_of, submit

LADDERS = [ladder((400 + 5 * number, 1_000 + number)) for number in range(3)]


@pytest.fixture
def submitted(bill, customers, dealer):
    """Each customer's ladder is committed by the dealer; bidding has closed."""
    submit(bill, [signature_of(bill, *each) for each in zip(customers, LADDERS, strict=True)], dealer)
    bill.close_bidding()
    return [(each.address, to_abi(bids)) for each, bids in zip(customers, LADDERS, strict=True)]


def reveal(sale, openings, by):
    return sale.house.revealBids(sale.id, openings, {"from": by})


def test_rejects_a_bid_that_only_its_bidder_can_reveal(bill, bank, dealer):
    bill.commit(bank, LADDERS[0])
    bill.close_bidding()

    with rejects("NotBidder"):
        reveal(bill, [(bank, to_abi(LADDERS[0]))], dealer)


def test_reveals_none_when_one_ladder_differs(bill, submitted, customers, dealer):
    wrong = submitted[2][0], to_abi(LADDERS[0])

    with rejects("CommitmentDiffers"):
        reveal(bill, [*submitted[:2], wrong], dealer)

    assert bill.house.bidOf(bill.id, customers[0].address)[0] == BidStatus.COMMITTED


def test_reveals_what_was_submitted_whoever_calls(bill, submitted, customers, stranger):
    reveal(bill, submitted, stranger)

    for each, bids in zip(customers, LADDERS, strict=True):
        ((rate, units),) = ((rung.rate, rung.units) for rung in bids.rungs)
        assert bill.demand(rate) == (0, 0, units)
        cost = units * highest_cost(BILL, rate)
        assert bill.house.bidOf(bill.id, each.address) == (BidStatus.REVEALED, cost)
        assert bill.house.cashOf(each.address) == CASH - cost


def test_reveals_the_own_bid_of_the_caller(bill, bank):
    bill.commit(bank, LADDERS[0])
    bill.close_bidding()

    reveal(bill, [(bank, to_abi(LADDERS[0]))], bank)

    assert bill.house.bidOf(bill.id, bank)[0] == BidStatus.REVEALED


def test_goes_on_past_a_bid_that_was_revealed_before(bill, submitted, customers, dealer, stranger):
    """Nobody stops many reveals, and costs others their bonds, by revealing one of them first."""
    reveal(bill, submitted[:1], stranger)

    reveal(bill, submitted, dealer)

    statuses = {bill.house.bidOf(bill.id, each.address)[0] for each in customers}
    assert statuses == {BidStatus.REVEALED}
