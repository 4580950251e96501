"""
strip
├── when the CUSIP is unknown, rejects
├── when it is a bill, TIPS or a floating rate note, rejects
├── when it is of no units, rejects
├── when the caller has fewer units, rejects
├── given the caller may not hold securities, rejects
├── given the caller is frozen, rejects
├── given the security has matured, rejects
└── otherwise
    ├── takes the units and lowers what is outstanding
    ├── gives a piece for every payment, and the principal
    ├── gives the amount of a long first payment
    ├── adds to the interest pieces of another security with the same date
    ├── keeps the principals of two securities apart
    ├── on a coupon date, leaves that coupon in the registry and begins with the next
    ├── the day before, gives the coupon as a piece
    ├── leaves the other units of the holder whole
    └── records the strip after each piece
"""

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import HolderClass
from tests.helpers import rejects, travel_to
from tests.securities import BILL, NOTE, UNKNOWN, start_of
from tests.unit.Strips.conftest import FIVE_YEAR_NOTE, FRN, LONG_FIRST_BOND, TIPS, interest, principal


def test_rejects_an_unknown_cusip(strips, alice):
    with rejects("UnknownSecurity"):
        strips.strip(UNKNOWN, 1, {"from": alice})


@pytest.mark.parametrize("terms", [BILL, TIPS, FRN], ids=lambda terms: terms.security_type.name)
def test_rejects_what_cannot_be_stripped(strips, registry, house, alice, terms):
    registry.issue(terms.cusip, alice, 10, NOTE.dated_date, {"from": house})

    with rejects("NotStrippable"):
        strips.strip(terms.cusip, 1, {"from": alice})


def test_rejects_no_units(strips, alice):
    with rejects("ZeroUnits"):
        strips.strip(NOTE.cusip, 0, {"from": alice})


def test_rejects_more_than_the_caller_has(strips, alice):
    with rejects("InsufficientUnits"):
        strips.strip(NOTE.cusip, 11, {"from": alice})


def test_rejects_a_caller_who_may_not_hold_securities(strips, admit, alice):
    admit(alice, HolderClass.NONE)

    with rejects("NotEligible"):
        strips.strip(NOTE.cusip, 1, {"from": alice})


def test_rejects_a_frozen_caller(strips, freeze, alice):
    freeze(alice)

    with rejects("AccountFrozen"):
        strips.strip(NOTE.cusip, 1, {"from": alice})


def test_rejects_a_security_that_has_matured(strips, alice):
    travel_to(start_of(NOTE.maturity_date))

    with rejects("Matured"):
        strips.strip(NOTE.cusip, 1, {"from": alice})


def test_takes_the_units_and_lowers_what_is_outstanding(strips, registry, alice):
    strips.strip(NOTE.cusip, 4, {"from": alice})

    assert registry.balanceOf(alice, NOTE.id) == registry.securityOf(NOTE.cusip)["outstanding"] == 6


def test_gives_a_piece_for_every_payment_and_the_principal(strips, alice):
    strips.strip(NOTE.cusip, 4, {"from": alice})

    for coupon in range(1, 5):
        assert strips.balanceOf(alice, interest(NOTE, coupon)) == 4 * NOTE.coupon
        assert strips.totalSupply(interest(NOTE, coupon)) == 4 * NOTE.coupon
    assert strips.balanceOf(alice, principal(NOTE)) == strips.totalSupply(principal(NOTE)) == 4


def test_gives_the_amount_of_a_long_first_payment(strips, alice):
    """76 days of the 182 of a half-year, and a whole one: 1.6875 % x (76 / 182 + 1) of $100."""
    strips.strip(LONG_FIRST_BOND.cusip, 10, {"from": alice})

    assert strips.balanceOf(alice, interest(NOTE, 1)) == 0
    assert strips.balanceOf(alice, interest(NOTE, 2)) == 10 * 2_392_170
    assert strips.balanceOf(alice, interest(NOTE, 3)) == 10 * LONG_FIRST_BOND.coupon


def test_adds_to_the_interest_of_another_security_with_the_same_date(strips, alice):
    for terms in (NOTE, FIVE_YEAR_NOTE):
        strips.strip(terms.cusip, 10, {"from": alice})

    both = 10 * (NOTE.coupon + FIVE_YEAR_NOTE.coupon)
    assert strips.balanceOf(alice, interest(NOTE, 4)) == strips.totalSupply(interest(NOTE, 4)) == both
    assert strips.balanceOf(alice, interest(FIVE_YEAR_NOTE, 5)) == 10 * FIVE_YEAR_NOTE.coupon


def test_keeps_the_principals_of_two_securities_apart(strips, alice):
    for terms, units in ((NOTE, 3), (FIVE_YEAR_NOTE, 7)):
        strips.strip(terms.cusip, units, {"from": alice})

    assert strips.balanceOf(alice, principal(NOTE)) == 3
    assert strips.balanceOf(alice, principal(FIVE_YEAR_NOTE)) == 7


def test_leaves_the_coupon_of_today_in_the_registry(strips, registry, alice):
    travel_to(start_of(NOTE.coupon_date(1)))
    strips.strip(NOTE.cusip, 10, {"from": alice})

    assert registry.interestOwed(NOTE.cusip, alice) == 10 * NOTE.coupon
    assert strips.balanceOf(alice, interest(NOTE, 1)) == 0
    assert strips.balanceOf(alice, interest(NOTE, 2)) == 10 * NOTE.coupon


def test_gives_the_coupon_of_tomorrow(strips, registry, alice):
    travel_to(start_of(NOTE.coupon_date(1)) - 2)
    strips.strip(NOTE.cusip, 10, {"from": alice})
    travel_to(start_of(NOTE.coupon_date(1)))

    assert registry.interestOwed(NOTE.cusip, alice) == 0
    assert strips.balanceOf(alice, interest(NOTE, 1)) == 10 * NOTE.coupon


def test_leaves_the_other_units_whole(strips, registry, alice):
    strips.strip(NOTE.cusip, 4, {"from": alice})
    travel_to(start_of(NOTE.coupon_date(2)))

    assert registry.interestOwed(NOTE.cusip, alice) == 6 * 2 * NOTE.coupon


def test_records_the_strip_after_each_piece(strips, alice):
    tx = strips.strip(NOTE.cusip, 10, {"from": alice})

    whole, *pieces = tx.events["Transfer"]
    assert tuple(whole.values()) == (strips, alice, ZERO_ADDRESS, NOTE.id, 10)
    expected = [
        (alice, ZERO_ADDRESS, alice, interest(NOTE, coupon), 10 * NOTE.coupon) for coupon in range(1, 5)
    ]
    expected.append((alice, ZERO_ADDRESS, alice, principal(NOTE), 10))
    assert [tuple(piece.values()) for piece in pieces] == expected
    assert tuple(tx.events["Stripped"].values()) == ("0x" + NOTE.cusip.hex(), alice, 10)
