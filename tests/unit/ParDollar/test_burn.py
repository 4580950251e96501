"""
burn
├── when the caller is not the reserve, rejects
├── when the holder has fewer dollars, rejects
├── given the holder is frozen, rejects
└── otherwise
    ├── destroys dollars of the holder
    └── records the transfer to nobody
"""

from brownie import ZERO_ADDRESS

from tests.helpers import rejects
from tests.unit.ParDollar.conftest import ALICE_STARTS_WITH


def test_rejects_a_caller_who_is_not_the_reserve(dollar, alice):
    with rejects("NotReserve"):
        dollar.burn(alice, 1, {"from": alice})


def test_rejects_a_holder_with_fewer_dollars(dollar, reserve, alice):
    with rejects("InsufficientBalance"):
        dollar.burn(alice, ALICE_STARTS_WITH + 1, {"from": reserve})


def test_rejects_a_frozen_holder(dollar, reserve, compliance, alice):
    dollar.setFrozen(alice, True, {"from": compliance})

    with rejects("AccountFrozen"):
        dollar.burn(alice, 1, {"from": reserve})


def test_destroys_dollars_of_the_holder(dollar, reserve, alice):
    dollar.burn(alice, 400, {"from": reserve})

    assert dollar.balanceOf(alice) == ALICE_STARTS_WITH - 400
    assert dollar.totalSupply() == ALICE_STARTS_WITH - 400


def test_records_the_transfer_to_nobody(dollar, reserve, alice):
    tx = dollar.burn(alice, 400, {"from": reserve})

    assert dict(tx.events["Transfer"]) == {"from": alice, "to": ZERO_ADDRESS, "value": 400}
