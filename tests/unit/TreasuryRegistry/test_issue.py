"""
issue
├── when the caller is neither the auction house nor the STRIPS contract, rejects
├── when the receiver is not eligible, rejects
├── given the receiver is frozen, rejects
├── when the CUSIP is unknown, rejects
├── given the security excludes the receiver's class
│   ├── as the STRIPS contract, rejects: to put together is to take up
│   └── as the auction house, delivers what it has bought
└── otherwise
    ├── adds units to the holding and to the outstanding
    ├── records a transfer from nobody
    ├── owes nothing for coupon dates before the issue date
    ├── owes the coupons that a late delivery missed
    ├── owes those of TIPS and of a long first interest period, too
    ├── owes every coupon when it comes after maturity, and par
    ├── credits what the holder has earned before
    └── gives a reopening no coupon that it did not earn
"""

import pytest
from brownie import ZERO_ADDRESS

from model.compliance import HolderClass
from tests.helpers import rejects, travel_to
from tests.securities import BILL, LONG_NOTE, NOTE, SHORT_NOTE, TIPS, UNKNOWN, day, start_of


def test_rejects_a_caller_who_is_not_the_auction_house(registry, treasury, alice):
    with rejects("NotIssuer"):
        registry.issue(NOTE.cusip, alice, 1, NOTE.dated_date, {"from": treasury})


def test_credits_a_receiver_who_may_no_longer_hold_securities(deliver, registry, stranger):
    """It has paid for them; it can only hold them to maturity."""
    deliver(NOTE, stranger, 1)

    assert registry.holdingOf(NOTE.cusip, stranger)["units"] == 1


def test_rejects_a_frozen_receiver(deliver, freeze, alice):
    freeze(alice)

    with rejects("AccountFrozen"):
        deliver(NOTE, alice, 1)


def test_rejects_an_unknown_cusip(registry, house, alice):
    with rejects("UnknownSecurity"):
        registry.issue(UNKNOWN, alice, 1, NOTE.dated_date, {"from": house})


def test_rejects_to_put_together_for_an_excluded_class(registry, strips, restricted, admit, alice, bob):
    admit(bob, HolderClass.BANK)
    registry.issue(restricted.cusip, bob, 1, BILL.dated_date, {"from": strips})

    with rejects("ClassExcluded"):
        registry.issue(restricted.cusip, alice, 1, BILL.dated_date, {"from": strips})


def test_delivers_an_award_to_an_excluded_class(registry, deliver, restricted, alice):
    """A bid is binding, on both sides."""
    deliver(restricted, alice, 1)

    assert tuple(registry.holdingOf(restricted.cusip, alice)) == (
        1,
        0,
        restricted.maturity_date,
        0,
        False,
        True,
    )


def test_adds_units_to_the_holding_and_to_the_outstanding(registry, deliver, alice, bob):
    deliver(NOTE, alice, 10)
    deliver(NOTE, bob, 5)
    deliver(NOTE, alice, 7)

    assert registry.balanceOf(alice, NOTE.id) == 17
    assert registry.balanceOf(bob, NOTE.id) == 5
    assert registry.securityOf(NOTE.cusip)["outstanding"] == 22


def test_records_a_transfer_from_nobody(deliver, house, alice):
    tx = deliver(NOTE, alice, 10)

    assert tuple(tx.events["Transfer"].values()) == (house, ZERO_ADDRESS, alice, NOTE.id, 10)


def test_owes_nothing_for_coupon_dates_before_the_issue_date(registry, deliver, alice):
    travel_to(start_of(NOTE.coupon_date(2)))
    deliver(NOTE, alice, 10)

    assert registry.interestOwed(NOTE.cusip, alice) == 0
    assert registry.holdingOf(NOTE.cusip, alice)["couponsCredited"] == 2


def test_owes_the_coupons_that_a_late_delivery_missed(registry, deliver, alice):
    travel_to(start_of(NOTE.coupon_date(2)))
    deliver(NOTE, alice, 10, issue_date=NOTE.coupon_date(1) - 1)

    assert registry.interestOwed(NOTE.cusip, alice) == 2 * 10 * NOTE.coupon


@pytest.mark.parametrize(
    ("terms", "owed"), [(TIPS, 505_000 + 512_500), (LONG_NOTE, 1_582_418), (SHORT_NOTE, 873_626 + 1_500_000)]
)
def test_owes_the_irregular_and_indexed_coupons_that_a_late_delivery_missed(
    registry, deliver, travel, alice, terms, owed
):
    travel(day(2041, 2, 15))
    deliver(terms, alice, 10, issue_date=terms.dated_date)

    assert registry.interestOwed(terms.cusip, alice) == 10 * owed


def test_owes_everything_when_it_comes_after_maturity(registry, deliver, cash, alice):
    travel_to(start_of(NOTE.maturity_date + 30))
    deliver(NOTE, alice, 10, issue_date=NOTE.dated_date)
    deliver(BILL, alice, 3, issue_date=BILL.dated_date)

    registry.redeem(NOTE.cusip, alice, {"from": alice})
    registry.redeem(BILL.cusip, alice, {"from": alice})

    assert cash.balanceOf(alice) == 13 * 100_000000 + 4 * 10 * NOTE.coupon


def test_credits_what_the_holder_has_earned_before(registry, deliver, alice):
    deliver(NOTE, alice, 10)
    travel_to(start_of(NOTE.coupon_date(1)))
    deliver(NOTE, alice, 100)

    assert registry.interestOwed(NOTE.cusip, alice) == 10 * NOTE.coupon


def test_gives_a_reopening_no_coupon_that_it_did_not_earn(registry, deliver, alice):
    deliver(NOTE, alice, 10)
    travel_to(start_of(NOTE.coupon_date(1)))
    deliver(NOTE, alice, 100)
    travel_to(start_of(NOTE.coupon_date(2)))

    assert registry.interestOwed(NOTE.cusip, alice) == (10 + 110) * NOTE.coupon
