"""
retire
├── when the caller is not the STRIPS contract, rejects
├── given the holder is frozen, rejects
├── when the CUSIP is unknown, rejects
├── given the security has matured, rejects
├── when the holder has fewer units, rejects
└── otherwise
    ├── takes units from the holding and from the outstanding
    ├── takes the whole holding and leaves an empty word
    ├── takes them from a holder who may no longer hold securities
    ├── leaves the interest earned so far with the holder
    ├── fixes the interest of an indexed security
    ├── lets the units be issued again
    └── records a transfer to nobody
"""

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import HolderClass
from tests.helpers import rejects, travel_to
from tests.securities import NOTE, TIPS, UNKNOWN, start_of

EMPTY = (0, 0, 0, 0, False, False)


@pytest.fixture(scope="module")
def registry(registry, house, alice):
    """Alice has ten units of two series."""
    for terms in (NOTE, TIPS):
        registry.issue(terms.cusip, alice, 10, terms.dated_date, {"from": house})
    return registry


@pytest.fixture(scope="module")
def retire(registry, strips, alice):
    return lambda terms, units: registry.retire(terms.cusip, alice, units, {"from": strips})


def test_rejects_a_caller_who_is_not_the_strips_contract(registry, house, treasury, alice):
    for caller in (house, treasury, alice):
        with rejects("NotStrips"):
            registry.retire(NOTE.cusip, alice, 1, {"from": caller})


def test_rejects_a_frozen_holder(retire, freeze, alice):
    freeze(alice)

    with rejects("AccountFrozen"):
        retire(NOTE, 1)


def test_rejects_an_unknown_cusip(registry, strips, alice):
    with rejects("UnknownSecurity"):
        registry.retire(UNKNOWN, alice, 1, {"from": strips})


def test_rejects_a_matured_security(retire):
    travel_to(start_of(NOTE.maturity_date))

    with rejects("Matured"):
        retire(NOTE, 1)


def test_rejects_more_units_than_are_held(retire):
    with rejects("InsufficientUnits"):
        retire(NOTE, 11)


def test_takes_units_from_the_holding_and_from_the_outstanding(registry, deliver, retire, alice, bob):
    deliver(NOTE, bob, 5)

    retire(NOTE, 4)

    assert registry.balanceOf(alice, NOTE.id) == 6
    assert registry.balanceOf(bob, NOTE.id) == 5
    assert registry.securityOf(NOTE.cusip)["outstanding"] == 11


def test_takes_the_whole_holding_and_leaves_an_empty_word(registry, retire, alice):
    retire(NOTE, 10)

    assert registry.holdingOf(NOTE.cusip, alice) == EMPTY
    assert registry.securityOf(NOTE.cusip)["outstanding"] == 0


def test_takes_units_from_a_holder_who_may_no_longer_hold_securities(registry, retire, admit, alice):
    admit(alice, HolderClass.NONE)

    retire(NOTE, 10)

    assert registry.balanceOf(alice, NOTE.id) == 0


def test_leaves_the_interest_earned_so_far(registry, retire, cash, alice):
    travel_to(start_of(NOTE.coupon_date(1)))
    retire(NOTE, 10)
    travel_to(start_of(NOTE.coupon_date(2)))

    registry.claim(NOTE.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == 10 * NOTE.coupon
    assert registry.holdingOf(NOTE.cusip, alice) == EMPTY


def test_fixes_the_interest_of_an_indexed_security(registry, retire, travel, alice):
    travel(TIPS.coupon_date(1))

    retire(TIPS, 4)

    security = registry.securityOf(TIPS.cusip)
    assert (security["couponsFixed"], security["outstanding"]) == (1, 6)
    assert registry.interestOwed(TIPS.cusip, alice) == 10 * TIPS.coupon * 101 // 100


def test_lets_the_units_be_issued_again(registry, retire, strips, alice, bob):
    retire(NOTE, 4)
    travel_to(start_of(NOTE.coupon_date(1)))

    registry.issue(NOTE.cusip, bob, 4, NOTE.coupon_date(1), {"from": strips})

    assert registry.securityOf(NOTE.cusip)["outstanding"] == 10
    assert registry.interestOwed(NOTE.cusip, alice) == 6 * NOTE.coupon
    assert registry.interestOwed(NOTE.cusip, bob) == 0


def test_records_a_transfer_to_nobody(retire, strips, alice):
    tx = retire(NOTE, 4)

    assert tuple(tx.events["Transfer"].values()) == (strips, alice, ZERO_ADDRESS, NOTE.id, 4)
