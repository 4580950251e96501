"""
withdraw
├── when there is less in the account, rejects
├── when the account is frozen, rejects
└── otherwise
    ├── pays what the account has, and no more
    ├── pays the Treasury what it has sold for
    └── records the withdrawal
"""

from tests.auctions import ladder
from tests.helpers import rejects
from tests.unit.AuctionHouse.conftest import CASH

BIDS = ladder((400, 1_000))


def test_rejects_more_than_is_in_the_account(auction_house, alice, bob):
    auction_house.deposit(alice, 100, {"from": alice})
    auction_house.deposit(bob, 100, {"from": bob})

    with rejects("InsufficientCash"):
        auction_house.withdraw(101, {"from": alice})


def test_rejects_a_frozen_account(auction_house, freeze, alice):
    auction_house.deposit(alice, 100, {"from": alice})
    freeze(alice)

    with rejects("AccountFrozen"):
        auction_house.withdraw(100, {"from": alice})


def test_pays_what_the_account_has(auction_house, cash, alice):
    auction_house.deposit(alice, 100, {"from": alice})

    auction_house.withdraw(60, {"from": alice})
    assert (cash.balanceOf(alice), auction_house.cashOf(alice)) == (CASH - 40, 40)

    auction_house.withdraw(40, {"from": alice})
    with rejects("InsufficientCash"):
        auction_house.withdraw(1, {"from": alice})


def test_pays_the_treasury(bill, cash, treasury, dealer):
    before = cash.balanceOf(treasury)
    result = bill.sell({dealer: BIDS})
    bill.settle(dealer, BIDS)

    bill.withdraw(treasury)

    assert cash.balanceOf(treasury) - before == 1_000 * result.price


def test_records_the_withdrawal(auction_house, alice):
    auction_house.deposit(alice, 100, {"from": alice})

    tx = auction_house.withdraw(100, {"from": alice})

    assert dict(tx.events["Withdrawn"]) == {"account": alice, "dollars": 100}
