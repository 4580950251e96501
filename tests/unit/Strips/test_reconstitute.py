"""
reconstitute
├── when the CUSIP is unknown, rejects
├── when it is a bill, rejects
├── when it is of no units, rejects
├── when an interest piece is missing, rejects
├── when the principal is missing, rejects
├── when the principal is another security's, rejects
├── given the caller may not hold securities, rejects
├── given the caller is frozen, rejects
├── given the security excludes the caller's class, rejects, though it may hold all the pieces
├── given the security has matured, rejects
└── otherwise
    ├── takes all pieces and gives back the units
    ├── leaves the pieces of the other units
    ├── takes interest pieces of another security
    ├── gives the units to who has bought the pieces
    ├── owes no interest of dates that have passed
    ├── leaves a due piece as it is, to be paid once
    ├── on a coupon date, needs no piece of it
    └── records the units after each piece
"""

from dataclasses import replace

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import HolderClass
from tests.helpers import rejects, travel_to
from tests.securities import BILL, NOTE, UNKNOWN, start_of
from tests.unit.Strips.conftest import FIVE_YEAR_NOTE, interest, principal


def test_rejects_an_unknown_cusip(stripped, alice):
    with rejects("UnknownSecurity"):
        stripped.reconstitute(UNKNOWN, 1, {"from": alice})


def test_rejects_a_bill(stripped, alice):
    with rejects("NotStrippable"):
        stripped.reconstitute(BILL.cusip, 1, {"from": alice})


def test_rejects_no_units(stripped, alice):
    with rejects("ZeroUnits"):
        stripped.reconstitute(NOTE.cusip, 0, {"from": alice})


@pytest.mark.parametrize("coupon", [1, 2, 4])
def test_rejects_given_a_micro_dollar_is_missing(stripped, alice, bob, coupon):
    stripped.transfer(bob, interest(NOTE, coupon), 1, {"from": alice})

    with rejects("ERC6909InsufficientBalance"):
        stripped.reconstitute(NOTE.cusip, 10, {"from": alice})


def test_rejects_given_principal_is_missing(stripped, alice, bob):
    stripped.transfer(bob, principal(NOTE), 1, {"from": alice})

    with rejects("ERC6909InsufficientBalance"):
        stripped.reconstitute(NOTE.cusip, 10, {"from": alice})


def test_rejects_the_principal_of_another_security(stripped, alice, bob):
    stripped.strip(FIVE_YEAR_NOTE.cusip, 10, {"from": alice})
    stripped.transfer(bob, principal(NOTE), 10, {"from": alice})

    with rejects("ERC6909InsufficientBalance"):
        stripped.reconstitute(NOTE.cusip, 10, {"from": alice})


def test_rejects_a_caller_who_may_not_hold_securities(stripped, admit, alice):
    admit(alice, HolderClass.NONE)

    with rejects("NotEligible"):
        stripped.reconstitute(NOTE.cusip, 1, {"from": alice})


def test_rejects_a_frozen_caller(stripped, freeze, alice):
    freeze(alice)

    with rejects("AccountFrozen"):
        stripped.reconstitute(NOTE.cusip, 1, {"from": alice})


def test_rejects_a_caller_of_an_excluded_class(strips, registry, house, administrator, admit, alice, bob):
    """It could strip them, and may hold the pieces: those are securities of their own."""
    restricted = replace(NOTE, cusip=UNKNOWN, interest_rate=4_125)
    registry.excludeClasses(restricted.cusip, [], {"from": administrator})
    registry.establish(*restricted, {"from": administrator})
    registry.issue(restricted.cusip, alice, 10, restricted.dated_date, {"from": house})
    registry.excludeClasses(restricted.cusip, [HolderClass.RETAIL], {"from": administrator})
    strips.strip(restricted.cusip, 10, {"from": alice})
    for piece in strips.piecesOf(restricted.cusip, 10)[0]:
        strips.transfer(bob, piece, strips.balanceOf(alice, piece), {"from": alice})

    with rejects("ClassExcluded"):
        strips.reconstitute(restricted.cusip, 10, {"from": bob})
    admit(bob, HolderClass.BANK)
    strips.reconstitute(restricted.cusip, 10, {"from": bob})

    assert registry.balanceOf(bob, restricted.id) == 10


def test_rejects_a_security_that_has_matured(stripped, alice):
    travel_to(start_of(NOTE.maturity_date))

    with rejects("Matured"):
        stripped.reconstitute(NOTE.cusip, 1, {"from": alice})


def test_takes_all_pieces_and_gives_back_the_units(stripped, registry, alice):
    before = registry.holdingOf(FIVE_YEAR_NOTE.cusip, alice)
    stripped.strip(FIVE_YEAR_NOTE.cusip, 10, {"from": alice})

    stripped.reconstitute(FIVE_YEAR_NOTE.cusip, 10, {"from": alice})

    assert registry.holdingOf(FIVE_YEAR_NOTE.cusip, alice) == before
    assert registry.securityOf(FIVE_YEAR_NOTE.cusip)["outstanding"] == 10
    assert stripped.totalSupply(interest(FIVE_YEAR_NOTE, 10)) == 0
    assert stripped.totalSupply(principal(FIVE_YEAR_NOTE)) == 0


def test_leaves_the_pieces_of_the_other_units(stripped, registry, alice):
    stripped.reconstitute(NOTE.cusip, 4, {"from": alice})

    assert registry.balanceOf(alice, NOTE.id) == registry.securityOf(NOTE.cusip)["outstanding"] == 4
    assert stripped.balanceOf(alice, principal(NOTE)) == 6
    assert stripped.balanceOf(alice, interest(NOTE, 3)) == 6 * NOTE.coupon


def test_takes_interest_pieces_of_another_security(stripped, registry, alice, bob):
    """Ten units of the five-year note pay more interest than four of the two-year note."""
    stripped.strip(FIVE_YEAR_NOTE.cusip, 10, {"from": alice})
    for coupon in range(1, 5):
        stripped.transfer(bob, interest(NOTE, coupon), 10 * NOTE.coupon, {"from": alice})

    stripped.reconstitute(NOTE.cusip, 4, {"from": alice})

    assert registry.balanceOf(alice, NOTE.id) == 4
    assert stripped.balanceOf(alice, interest(NOTE, 1)) == 10 * FIVE_YEAR_NOTE.coupon - 4 * NOTE.coupon


def test_gives_the_units_to_who_has_bought_the_pieces(stripped, registry, alice, bob):
    for piece, holding in zip(*stripped.piecesOf(NOTE.cusip, 3), strict=True):
        stripped.transfer(bob, piece, holding, {"from": alice})

    stripped.reconstitute(NOTE.cusip, 3, {"from": bob})

    assert registry.balanceOf(bob, NOTE.id) == 3


def test_owes_no_interest_of_dates_that_have_passed(stripped, registry, alice):
    travel_to(start_of(NOTE.coupon_date(2) + 10))
    stripped.reconstitute(NOTE.cusip, 10, {"from": alice})
    assert registry.interestOwed(NOTE.cusip, alice) == 0

    travel_to(start_of(NOTE.coupon_date(3)))
    assert registry.interestOwed(NOTE.cusip, alice) == 10 * NOTE.coupon


def test_leaves_a_due_piece_to_be_paid_once(stripped, registry, cash, alice):
    travel_to(start_of(NOTE.coupon_date(1) + 10))
    stripped.reconstitute(NOTE.cusip, 10, {"from": alice})

    stripped.redeem(interest(NOTE, 1), alice, {"from": alice})

    assert cash.balanceOf(alice) == 10 * NOTE.coupon
    assert registry.interestOwed(NOTE.cusip, alice) == 0


def test_needs_no_piece_of_today(stripped, registry, alice):
    travel_to(start_of(NOTE.coupon_date(1)))
    stripped.redeem(interest(NOTE, 1), alice, {"from": alice})

    stripped.reconstitute(NOTE.cusip, 10, {"from": alice})

    assert registry.balanceOf(alice, NOTE.id) == 10


def test_records_the_units_after_each_piece(stripped, alice):
    tx = stripped.reconstitute(NOTE.cusip, 10, {"from": alice})

    *pieces, whole = tx.events["Transfer"]
    expected = [
        (alice, alice, ZERO_ADDRESS, interest(NOTE, coupon), 10 * NOTE.coupon) for coupon in range(1, 5)
    ]
    expected.append((alice, alice, ZERO_ADDRESS, principal(NOTE), 10))
    assert [tuple(piece.values()) for piece in pieces] == expected
    assert tuple(whole.values()) == (stripped, ZERO_ADDRESS, alice, NOTE.id, 10)
    assert tuple(tx.events["Reconstituted"].values()) == ("0x" + NOTE.cusip.hex(), alice, 10)
