"""
mint
├── when the caller is not the reserve, rejects
├── when the receiver is the zero address, rejects
├── when the dollars would not fit beside the freeze bit, rejects
├── given the receiver is frozen, rejects
└── otherwise
    ├── creates dollars for the receiver
    └── records the transfer from nobody
"""

import pytest
from brownie import ZERO_ADDRESS

from model.par_dollar import SUPPLY_LIMIT
from tests.helpers import rejects
from tests.unit.ParDollar.conftest import ALICE_STARTS_WITH


def test_rejects_a_caller_who_is_not_the_reserve(dollar, compliance):
    with rejects("NotReserve"):
        dollar.mint(compliance, 1, {"from": compliance})


def test_rejects_the_zero_address(dollar, reserve):
    with rejects("InvalidReceiver"):
        dollar.mint(ZERO_ADDRESS, 1, {"from": reserve})


@pytest.mark.parametrize("dollars", [SUPPLY_LIMIT - ALICE_STARTS_WITH, 2**256 - 1])
def test_rejects_dollars_that_would_not_fit_beside_the_freeze_bit(dollars, dollar, reserve, bob):
    with rejects("SupplyTooLarge"):
        dollar.mint(bob, dollars, {"from": reserve})


def test_rejects_a_frozen_receiver(dollar, reserve, compliance, bob):
    dollar.setFrozen(bob, True, {"from": compliance})

    with rejects("AccountFrozen"):
        dollar.mint(bob, 1, {"from": reserve})


def test_creates_dollars_for_the_receiver(dollar, reserve, bob):
    dollar.mint(bob, 400, {"from": reserve})

    assert dollar.balanceOf(bob) == 400
    assert dollar.totalSupply() == ALICE_STARTS_WITH + 400


def test_records_the_transfer_from_nobody(dollar, reserve, bob):
    tx = dollar.mint(bob, 400, {"from": reserve})

    assert dict(tx.events["Transfer"]) == {"from": ZERO_ADDRESS, "to": bob, "value": 400}
