"""
piecesOf
├── when the CUSIP is unknown, rejects
├── when it cannot be stripped, rejects
├── when it is of no units, rejects
├── given the security has matured, rejects
└── otherwise
    ├── lists the payments still to come and the principal
    ├── leaves out what has passed, today included
    ├── begins with a long first payment
    └── lists one payment on the day before maturity
"""

from tests.helpers import rejects, travel_to
from tests.securities import BILL, NOTE, UNKNOWN, start_of
from tests.unit.Strips.conftest import LONG_FIRST_BOND, interest, principal


def test_rejects_an_unknown_cusip(strips):
    with rejects("UnknownSecurity"):
        strips.piecesOf(UNKNOWN, 1)


def test_rejects_a_bill(strips):
    with rejects("NotStrippable"):
        strips.piecesOf(BILL.cusip, 1)


def test_rejects_no_units(strips):
    with rejects("ZeroUnits"):
        strips.piecesOf(NOTE.cusip, 0)


def test_rejects_a_security_that_has_matured(strips):
    travel_to(start_of(NOTE.maturity_date))

    with rejects("Matured"):
        strips.piecesOf(NOTE.cusip, 1)


def test_lists_the_payments_to_come_and_the_principal(strips):
    ids, holdings = strips.piecesOf(NOTE.cusip, 7)

    assert ids == [*(interest(NOTE, coupon) for coupon in range(1, 5)), principal(NOTE)]
    assert holdings == [7 * NOTE.coupon] * 4 + [7]


def test_leaves_out_what_has_passed(strips):
    travel_to(start_of(NOTE.coupon_date(2)))

    assert strips.piecesOf(NOTE.cusip, 1)[0][0] == interest(NOTE, 3)


def test_begins_with_a_long_first_payment(strips):
    ids, holdings = strips.piecesOf(LONG_FIRST_BOND.cusip, 1)

    assert len(ids) == 60
    assert ids[0] == interest(NOTE, 2)
    assert holdings == [2_392_170] + [LONG_FIRST_BOND.coupon] * 58 + [1]


def test_lists_one_payment_on_the_day_before_maturity(strips):
    travel_to(start_of(NOTE.maturity_date) - 2)

    assert strips.piecesOf(NOTE.cusip, 1) == ([interest(NOTE, 4), principal(NOTE)], [NOTE.coupon, 1])
