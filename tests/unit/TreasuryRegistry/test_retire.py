"""
retire
├── when the caller is not the STRIPS contract, rejects
├── when the CUSIP is unknown, rejects
├── when the holder has fewer units, rejects
├── given the holder is frozen, rejects
├── given the security has matured, rejects
└── otherwise
    ├── takes units from the holding and from the outstanding
    ├── leaves interest of coupon dates up to now owed
    ├── leaves an empty word of a holding without interest
    ├── records a transfer to nobody
    └── is undone by an issue of today
"""

import pytest
from brownie import ZERO_ADDRESS

from tests.helpers import now, rejects, travel_to
from tests.securities import NOTE, UNKNOWN, start_of

EMPTY = (0, 0, 0, 0, False)


@pytest.fixture(scope="module")
def strips(accounts):
    """An account in the place of the STRIPS contract."""
    return accounts[22]


@pytest.fixture(scope="module")
def registry(registry, deliver, strips, administrator, alice):
    """Alice has ten units of a note."""
    registry.setStrips(strips, {"from": administrator})
    deliver(NOTE, alice, 10)
    return registry


def test_rejects_a_caller_who_is_not_the_strips_contract(registry, house, alice):
    for caller in (house, alice):
        with rejects("NotStrips"):
            registry.retire(NOTE.cusip, alice, 1, {"from": caller})


def test_rejects_an_unknown_cusip(registry, strips, alice):
    with rejects("UnknownSecurity"):
        registry.retire(UNKNOWN, alice, 1, {"from": strips})


def test_rejects_more_than_the_holder_has(registry, strips, alice):
    with rejects("InsufficientUnits"):
        registry.retire(NOTE.cusip, alice, 11, {"from": strips})


def test_rejects_a_frozen_holder(registry, freeze, strips, alice):
    freeze(alice)

    with rejects("AccountFrozen"):
        registry.retire(NOTE.cusip, alice, 1, {"from": strips})


def test_rejects_a_security_that_has_matured(registry, strips, alice):
    travel_to(start_of(NOTE.maturity_date))

    with rejects("Matured"):
        registry.retire(NOTE.cusip, alice, 1, {"from": strips})


def test_takes_units_from_the_holding_and_from_the_outstanding(registry, strips, alice):
    registry.retire(NOTE.cusip, alice, 4, {"from": strips})

    assert registry.balanceOf(alice, NOTE.id) == registry.securityOf(NOTE.cusip)["outstanding"] == 6


def test_leaves_interest_up_to_now_owed(registry, strips, alice):
    travel_to(start_of(NOTE.coupon_date(2)))
    registry.retire(NOTE.cusip, alice, 4, {"from": strips})
    assert registry.interestOwed(NOTE.cusip, alice) == 10 * 2 * NOTE.coupon

    travel_to(start_of(NOTE.coupon_date(3)))
    assert registry.interestOwed(NOTE.cusip, alice) == (10 * 2 + 6) * NOTE.coupon


def test_leaves_an_empty_word(registry, strips, alice):
    registry.retire(NOTE.cusip, alice, 10, {"from": strips})

    assert registry.holdingOf(NOTE.cusip, alice) == EMPTY


def test_records_a_transfer_to_nobody(registry, strips, alice):
    tx = registry.retire(NOTE.cusip, alice, 4, {"from": strips})

    assert tuple(tx.events["Transfer"].values()) == (strips, alice, ZERO_ADDRESS, NOTE.id, 4)


def test_is_undone_by_an_issue_of_today(registry, strips, alice):
    travel_to(start_of(NOTE.coupon_date(1)))
    registry.claim(NOTE.cusip, alice, {"from": alice})
    before = registry.holdingOf(NOTE.cusip, alice)

    registry.retire(NOTE.cusip, alice, 10, {"from": strips})
    registry.issue(NOTE.cusip, alice, 10, now() // 86_400, {"from": strips})

    assert registry.holdingOf(NOTE.cusip, alice) == before
