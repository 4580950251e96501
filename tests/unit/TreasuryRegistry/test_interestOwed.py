"""
interestOwed
├── when the CUSIP is unknown, rejects
├── is nothing for who holds nothing
├── is nothing on a bill, ever
├── grows at the first second of each coupon date, and not after maturity
└── leaves the holding as stored: no transaction is needed
"""

from tests.helpers import rejects, travel_to
from tests.securities import BILL, NOTE, UNKNOWN, start_of


def test_rejects_an_unknown_cusip(registry, alice):
    with rejects("UnknownSecurity"):
        registry.interestOwed(UNKNOWN, alice)


def test_is_nothing_for_who_holds_nothing(registry, alice):
    travel_to(start_of(NOTE.maturity_date))

    assert registry.interestOwed(NOTE.cusip, alice) == 0


def test_is_nothing_on_a_bill(registry, deliver, alice):
    deliver(BILL, alice, 10)
    travel_to(start_of(BILL.maturity_date))

    assert registry.interestOwed(BILL.cusip, alice) == 0


def test_grows_at_the_first_second_of_each_coupon_date_and_not_after_maturity(registry, deliver, alice):
    deliver(NOTE, alice, 10)

    for coupons in range(1, 5):
        travel_to(start_of(NOTE.coupon_date(coupons)) - 1)
        assert registry.interestOwed(NOTE.cusip, alice) == (coupons - 1) * 10 * NOTE.coupon
        travel_to(start_of(NOTE.coupon_date(coupons)))
        assert registry.interestOwed(NOTE.cusip, alice) == coupons * 10 * NOTE.coupon

    travel_to(start_of(NOTE.maturity_date + 400))
    assert registry.interestOwed(NOTE.cusip, alice) == 4 * 10 * NOTE.coupon


def test_leaves_the_holding_as_stored(registry, deliver, alice):
    deliver(NOTE, alice, 10)
    stored = registry.holdingOf(NOTE.cusip, alice)
    travel_to(start_of(NOTE.coupon_date(2)))

    assert registry.interestOwed(NOTE.cusip, alice) == 2 * 10 * NOTE.coupon
    assert registry.holdingOf(NOTE.cusip, alice) == stored
