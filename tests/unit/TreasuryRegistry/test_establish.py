"""
establish
├── when the caller has not the registrar's role, rejects
├── when the CUSIP has a wrong check digit, rejects
├── when there is no security type, rejects
├── when the maturity date is not after the dated date, rejects
├── when a bill pays interest, rejects
├── when a note pays no interest, rejects
├── when the interest rate is not a multiple of 1/8 %, rejects
├── when the interest rate is above 100 %, rejects
├── when the first interest is not paid on one of the first two coupon dates, rejects
├── when there are more than 200 coupon dates, rejects
├── given the CUSIP is in use
│   ├── when the type, the interest rate or the maturity differs, rejects
│   └── changes nothing when the terms are the same
├── given a note of the same terms is outstanding
│   ├── adds to that one, under its CUSIP
│   └── but not when it is a bond
└── otherwise
    ├── records a bill
    ├── records a note
    ├── counts the coupon dates of a series at month ends
    └── records a bond of thirty years
"""

from dataclasses import replace

import pytest

from model.security import SecurityType
from tests.helpers import rejects
from tests.securities import BILL, MONTH_END_NOTE, NOTE, UNKNOWN, Series, day

BOND = Series(b"912810ZY7", SecurityType.BOND, 3_125, day(2040, 2, 15), day(2070, 2, 15))


def test_rejects_a_caller_without_the_role(registry, alice):
    with rejects("AccessManagedUnauthorized"):
        registry.establish(*BOND, {"from": alice})


def test_rejects_a_wrong_check_digit(registry, treasury):
    with rejects("InvalidCusip"):
        registry.establish(*replace(BOND, cusip=b"912810ZY8"), {"from": treasury})


def test_rejects_no_security_type(registry, treasury):
    with rejects("UnknownSecurity"):
        registry.establish(*replace(BOND, security_type=SecurityType.NONE), {"from": treasury})


@pytest.mark.parametrize("terms", [BOND, replace(BILL, cusip=UNKNOWN)])
def test_rejects_a_maturity_not_after_the_dated_date(registry, treasury, terms):
    with rejects("InvalidDates"):
        registry.establish(*replace(terms, maturity_date=terms.dated_date), {"from": treasury})


def test_rejects_a_bill_that_pays_interest(registry, treasury):
    with rejects("InvalidInterestRate"):
        registry.establish(*replace(BILL, cusip=UNKNOWN, interest_rate=125), {"from": treasury})


@pytest.mark.parametrize("interest_rate", [0, 124, 3_126, 100_125])
def test_rejects_an_interest_rate_that_is_no_eighth_of_a_percent_up_to_100(registry, treasury, interest_rate):
    with rejects("InvalidInterestRate"):
        registry.establish(*replace(BOND, interest_rate=interest_rate), {"from": treasury})


@pytest.mark.parametrize("first", [0, day(2040, 2, 15), day(2040, 8, 14), day(2041, 8, 15)])
def test_rejects_first_interest_that_is_not_paid_on_one_of_the_first_two_coupon_dates(
    registry, treasury, first
):
    with rejects("InvalidDates"):
        registry.establish(*replace(BOND, first_interest_payment_date=first), {"from": treasury})


def test_rejects_more_than_200_coupon_dates(registry, treasury):
    with rejects("InvalidDates"):
        registry.establish(*replace(BOND, maturity_date=day(2140, 8, 15)), {"from": treasury})

    registry.establish(*replace(BOND, maturity_date=day(2140, 2, 15)), {"from": treasury})


@pytest.mark.parametrize(
    "difference",
    [
        {"security_type": SecurityType.BOND},
        {"interest_rate": NOTE.interest_rate + 125},
        {"maturity_date": day(2043, 2, 15)},
    ],
)
def test_rejects_other_terms_under_a_cusip_in_use(registry, treasury, difference):
    with rejects("TermsDiffer"):
        registry.establish(*replace(NOTE, **difference), {"from": treasury})


def test_changes_nothing_when_the_terms_are_the_same(registry, treasury, deliver, alice):
    deliver(NOTE, alice, 10)
    before = registry.securityOf(NOTE.cusip)

    tx = registry.establish(*NOTE, {"from": treasury})

    assert str(tx.return_value) == "0x" + NOTE.cusip.hex()
    assert registry.securityOf(NOTE.cusip) == before
    assert "Established" not in tx.events


def test_adds_to_an_outstanding_note_of_the_same_terms(registry, treasury):
    newer = replace(NOTE, cusip=UNKNOWN, dated_date=NOTE.coupon_date(2))

    tx = registry.establish(*newer, {"from": treasury})

    assert str(tx.return_value) == "0x" + NOTE.cusip.hex()
    assert registry.securityOf(NOTE.cusip)["datedDate"] == NOTE.dated_date
    assert not registry.isEstablished(UNKNOWN)


def test_rejects_an_outstanding_note_that_is_dated_earlier_than_known(registry, treasury):
    with rejects("TermsDiffer"):
        registry.establish(*replace(NOTE, dated_date=NOTE.coupon_date(-1)), {"from": treasury})


def test_keeps_a_note_dated_earlier_apart_from_one_that_knows_fewer_coupons(registry, treasury):
    older = replace(NOTE, cusip=UNKNOWN, dated_date=NOTE.coupon_date(-1))

    tx = registry.establish(*older, {"from": treasury})

    assert str(tx.return_value) == "0x" + UNKNOWN.hex()


def test_keeps_a_bond_apart_from_a_note(registry, treasury):
    bond = replace(NOTE, cusip=UNKNOWN, security_type=SecurityType.BOND)

    tx = registry.establish(*bond, {"from": treasury})

    assert str(tx.return_value) == "0x" + UNKNOWN.hex()


def test_records_a_bill(registry):
    recorded = registry.securityOf(BILL.cusip)
    assert recorded["securityType"] == SecurityType.BILL
    assert (recorded["datedDate"], recorded["maturityDate"]) == (BILL.dated_date, BILL.maturity_date)
    assert recorded["interestRate"] == recorded["couponCount"] == recorded["outstanding"] == 0


def test_records_a_note(registry):
    recorded = registry.securityOf(NOTE.cusip)
    assert recorded["securityType"] == SecurityType.NOTE
    assert (recorded["interestRate"], recorded["couponCount"]) == (NOTE.interest_rate, 4)
    assert (recorded["datedDate"], recorded["maturityDate"]) == (NOTE.dated_date, NOTE.maturity_date)


def test_counts_the_coupon_dates_of_a_series_at_month_ends(registry):
    assert registry.securityOf(MONTH_END_NOTE.cusip)["couponCount"] == 4


def test_records_a_bond_of_thirty_years(registry, treasury):
    tx = registry.establish(*BOND, {"from": treasury})

    assert registry.isEstablished(BOND.cusip)
    assert registry.securityOf(BOND.cusip)["couponCount"] == 60
    cusip, terms = BOND
    assert tuple(tx.events["Established"].values()) == ("0x" + cusip.hex(), terms)
