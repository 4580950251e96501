"""
deposit, collect
├── when somebody else than the house collects, rejects
├── given too little allowance, rejects
├── given less cash arrives than was sent, rejects
└── otherwise
    ├── takes the caller's cash into the account named
    ├── pays for bids before the allowance does
    └── records the deposit
"""

import pytest

from tests.auctions import BILL, ladder
from tests.changed_cash import deploy_with_changed_cash
from tests.helpers import rejects
from tests.unit.AuctionHouse.conftest import CASH

BIDS = ladder((400, 1_000))


def test_rejects_more_than_the_allowance(auction_house, cash, alice):
    cash.approve(auction_house, 99, {"from": alice})

    with rejects("InsufficientAllowance"):
        auction_house.deposit(alice, 100, {"from": alice})


def test_rejects_given_less_cash_arrives_than_was_sent(parts, alice):
    """A token that begins to keep a fee would leave somebody else short."""
    system = deploy_with_changed_cash(parts, by=alice)
    cash, house = system.cash, system.auction_house
    cash.mint(alice, 100, {"from": alice})
    cash.approve(house, 100, {"from": alice})
    cash.setFee(1, {"from": alice})

    with rejects("CashNotReceived"):
        house.deposit(alice, 100, {"from": alice})
    assert house.cashOf(alice) == 0


@pytest.mark.parametrize("caller", ["stranger", "treasury", "alice"])
def test_rejects_who_collects_what_a_bidder_allows_the_house_to_take(request, auction_house, caller, alice):
    """Only the house, for a bid of the bidder's: else anybody could lock up its cash."""
    with rejects("NotItself"):
        auction_house.collect(alice, 100, {"from": request.getfixturevalue(caller)})


def test_takes_cash_into_the_account_named(auction_house, cash, alice, bob):
    auction_house.deposit(bob, 100, {"from": alice})

    assert (auction_house.cashOf(alice), auction_house.cashOf(bob)) == (0, 100)
    assert (cash.balanceOf(alice), cash.balanceOf(bob)) == (CASH - 100, CASH)
    assert cash.balanceOf(auction_house) == 100


def test_pays_for_bids_before_the_allowance_does(bill, auction_house, cash, dealer):
    auction_house.deposit(dealer, BILL.bond + 50, {"from": dealer})

    bill.commit(dealer, BIDS)
    assert (auction_house.cashOf(dealer), cash.balanceOf(dealer)) == (50, CASH - BILL.bond - 50)

    bill.close_bidding()
    bill.reveal(dealer, BIDS)
    assert auction_house.cashOf(dealer) == 0
    assert cash.balanceOf(dealer) == CASH - bill.escrow(dealer)


def test_pays_for_bids_though_there_is_next_to_nothing(bill, auction_house, cash, dealer):
    auction_house.deposit(dealer, 1, {"from": dealer})

    bill.commit(dealer, BIDS)

    assert (auction_house.cashOf(dealer), cash.balanceOf(dealer)) == (0, CASH - BILL.bond)


def test_records_the_deposit(auction_house, alice, bob):
    tx = auction_house.deposit(bob, 100, {"from": alice})

    assert dict(tx.events["Deposited"]) == {"account": bob, "dollars": 100}
