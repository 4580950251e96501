"""
forfeitBond
├── given the auction
│   ├── has not cleared, rejects
│   └── is cancelled, rejects
├── given the bidder
│   ├── has not bid, rejects
│   ├── has revealed, rejects
│   ├── has bid noncompetitively, rejects
│   └── has forfeited already, rejects
└── otherwise
    ├── pays the bond to the Treasury, whoever calls
    ├── but gives that of a frozen bidder back
    ├── leaves the bidder nothing to settle
    └── records the forfeit
"""

import pytest

from model.auction import BidStatus
from tests.auctions import BILL, ladder
from tests.helpers import rejects
from tests.unit.AuctionHouse.conftest import CASH

BIDS = ladder((400, 1_000))


@pytest.fixture
def cleared(bill, dealer, bank, alice):
    """A bid of the bank's was not revealed."""
    bill.bid(alice, 10)
    bill.commit(bank, BIDS)
    bill.sell({dealer: BIDS})
    return bill


def forfeit(sale, bidder, caller):
    return sale.house.forfeitBond(sale.id, bidder, {"from": caller})


def test_rejects_an_auction_that_has_not_cleared(bill, bank, stranger):
    bill.commit(bank, BIDS)
    bill.close()

    with rejects("WrongStatus"):
        forfeit(bill, bank, stranger)


def test_rejects_an_auction_that_is_cancelled(bill, bank, stranger):
    bill.commit(bank, BIDS)
    bill.close()
    bill.clear()

    with rejects("WrongStatus"):
        forfeit(bill, bank, stranger)


@pytest.mark.parametrize("bidder", ["fund", "dealer", "alice"])
def test_rejects_a_bidder_without_an_unrevealed_bid(request, cleared, stranger, bidder):
    with rejects("NoSuchBid"):
        forfeit(cleared, request.getfixturevalue(bidder), stranger)


def test_rejects_a_second_forfeit(cleared, bank, stranger):
    forfeit(cleared, bank, stranger)

    with rejects("NoSuchBid"):
        forfeit(cleared, bank, stranger)


def test_pays_the_bond_to_the_treasury(cleared, wealth, treasury, bank, stranger):
    before = wealth(treasury)

    forfeit(cleared, bank, stranger)

    assert wealth(treasury) - before == BILL.bond


def test_gives_the_bond_of_a_frozen_bidder_back(cleared, wealth, treasury, freeze, bank, stranger):
    """It could not reveal; what is given back is as frozen as the rest."""
    before = wealth(treasury)
    freeze(bank)

    tx = forfeit(cleared, bank, stranger)

    assert (wealth(bank), wealth(treasury)) == (CASH, before)
    assert tx.events["Refunded"]["refund"] == BILL.bond
    with rejects("AccountFrozen"):
        cleared.withdraw(bank)


def test_leaves_the_bidder_nothing_to_settle(cleared, auction_house, bank, stranger):
    forfeit(cleared, bank, stranger)

    assert auction_house.bidOf(cleared.id, bank) == (BidStatus.FORFEITED, 0)
    with rejects("NoSuchBid"):
        cleared.settle(bank, BIDS)


def test_records_the_forfeit(cleared, bank, stranger):
    tx = forfeit(cleared, bank, stranger)

    assert dict(tx.events["BondForfeited"]) == {"auctionId": cleared.id, "bidder": bank, "bond": BILL.bond}
