"""
setAuctionHouse
├── when the caller is not the administrator, rejects
├── when it is set already, rejects
├── when it is the zero address, rejects
└── otherwise, names the one contract that may issue
"""

from brownie import ZERO_ADDRESS

from tests.helpers import rejects


def test_rejects_a_caller_who_is_not_the_administrator(bare_registry, treasury, house):
    with rejects("AccessManagedUnauthorized"):
        bare_registry.setAuctionHouse(house, {"from": treasury})


def test_rejects_a_second_one(bare_registry, administrator, house, operator):
    bare_registry.setAuctionHouse(house, {"from": administrator})

    with rejects("AlreadySet"):
        bare_registry.setAuctionHouse(operator, {"from": administrator})


def test_rejects_the_zero_address(bare_registry, administrator):
    with rejects("ZeroAddress"):
        bare_registry.setAuctionHouse(ZERO_ADDRESS, {"from": administrator})


def test_names_the_one_contract_that_may_issue(bare_registry, administrator, house):
    tx = bare_registry.setAuctionHouse(house, {"from": administrator})

    assert bare_registry.auctionHouse() == house == tx.events["AuctionHouseSet"]["auctionHouse"]
