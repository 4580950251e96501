"""
establish
├── when the caller has not the registrar's role, rejects
├── when the CUSIP has a wrong check digit, rejects
├── when there is no security type, rejects
├── when the maturity date is not after the dated date, rejects
├── when a bill or a floating rate note has an interest rate, rejects
├── when a note pays no interest, rejects
├── when any but a floating rate note has a spread, rejects
├── when the spread is beyond 10 %, rejects
├── when the interest rate is not a multiple of 1/8 %, rejects
├── when the interest rate is above 100 %, rejects, and takes 100 %
├── when the first interest is not paid on one of the first two coupon dates, rejects
├── when a bill has a first interest payment date, rejects
├── when the first interest period of a floating rate note is not a whole quarter, rejects
├── when there are more than 200 coupon dates, rejects
├── given the CUSIP is in use
│   ├── when the type, the interest rate, the spread or a date differs, rejects
│   ├── takes a bill dated on its issue date or later, and none dated earlier
│   ├── takes a note dated on a later coupon date, but neither TIPS nor a floating rate note
│   └── changes nothing when the terms are the same
├── given a note or a bond of the same terms is outstanding
│   ├── adds to that one, under its CUSIP
│   ├── also after its irregular first interest period, but not before its first interest payment
│   ├── but not to a note when it is a bond
│   └── nor when what it pays follows an index
└── otherwise
    ├── records a bill
    ├── records a note
    ├── counts the coupon dates of a series at month ends
    ├── counts quarters of a floating rate note, and records its spread
    ├── counts no coupon date that a long first interest period skips
    └── records a bond of thirty years
"""

from dataclasses import astuple, replace

import pytest

from model.security import FirstCoupon, SecurityType
from tests.helpers import rejects
from tests.securities import (
    BILL,
    FRN,
    LONG_NOTE,
    MONTH_END_NOTE,
    NOTE,
    SHORT_NOTE,
    TIPS,
    UNKNOWN,
    Series,
    day,
)

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


def test_rejects_a_floating_rate_note_with_an_interest_rate(registry, treasury):
    with rejects("InvalidInterestRate"):
        registry.establish(*replace(FRN, cusip=UNKNOWN, interest_rate=125), {"from": treasury})


@pytest.mark.parametrize("terms", [BILL, NOTE, BOND, TIPS])
@pytest.mark.parametrize("spread", [-1, 1])
def test_rejects_a_spread_of_any_other_security(registry, treasury, terms, spread):
    with rejects("InvalidSpread"):
        registry.establish(*replace(terms, cusip=UNKNOWN, spread=spread), {"from": treasury})


@pytest.mark.parametrize("sign", [-1, 1])
def test_rejects_a_spread_beyond_ten_percent(registry, treasury, sign):
    with rejects("InvalidSpread"):
        registry.establish(*replace(FRN, cusip=UNKNOWN, spread=sign * 10_001), {"from": treasury})

    registry.establish(*replace(FRN, cusip=UNKNOWN, spread=sign * 10_000), {"from": treasury})
    assert registry.securityOf(UNKNOWN)["spread"] == sign * 10_000


@pytest.mark.parametrize("interest_rate", [0, 124, 3_126, 100_125])
def test_rejects_an_interest_rate_that_is_no_eighth_of_a_percent_up_to_100(registry, treasury, interest_rate):
    with rejects("InvalidInterestRate"):
        registry.establish(*replace(BOND, interest_rate=interest_rate), {"from": treasury})


def test_takes_an_interest_rate_of_100_percent(registry, treasury):
    registry.establish(*replace(BOND, interest_rate=100_000), {"from": treasury})

    assert registry.securityOf(BOND.cusip)["interestRate"] == 100_000


@pytest.mark.parametrize("first", [0, day(2040, 2, 15), day(2040, 8, 14), day(2041, 8, 15)])
def test_rejects_first_interest_that_is_not_paid_on_one_of_the_first_two_coupon_dates(
    registry, treasury, first
):
    with rejects("InvalidDates"):
        registry.establish(*replace(BOND, first_interest_payment_date=first), {"from": treasury})


def test_rejects_a_bill_with_a_first_interest_payment_date(registry, treasury):
    terms = replace(BILL.terms, first_interest_payment_date=BILL.maturity_date)

    with rejects("InvalidDates"):
        registry.establish(UNKNOWN, astuple(terms), {"from": treasury})


@pytest.mark.parametrize(
    "difference",
    [
        {"dated_date": FRN.dated_date + 1},
        {"dated_date": FRN.dated_date - 1},
        {"first_interest_payment_date": FRN.coupon_date(2)},
    ],
)
def test_rejects_a_floating_rate_note_with_an_irregular_first_quarter(registry, treasury, difference):
    with rejects("InvalidDates"):
        registry.establish(*replace(FRN, cusip=UNKNOWN, **difference), {"from": treasury})


def test_rejects_more_than_200_coupon_dates(registry, treasury):
    with rejects("InvalidDates"):
        registry.establish(*replace(BOND, maturity_date=day(2140, 8, 15)), {"from": treasury})

    registry.establish(*replace(BOND, maturity_date=day(2140, 2, 15)), {"from": treasury})


@pytest.mark.lesson(9)
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


@pytest.mark.parametrize(
    ("terms", "difference"),
    [
        (NOTE, {"first_interest_payment_date": NOTE.coupon_date(2)}),
        (NOTE, {"dated_date": NOTE.dated_date + 1}),
        (NOTE, {"dated_date": NOTE.coupon_date(1) + 1}),
        (SHORT_NOTE, {"dated_date": SHORT_NOTE.dated_date - 1}),
        (LONG_NOTE, {"dated_date": LONG_NOTE.coupon_date(1)}),
        (LONG_NOTE, {"first_interest_payment_date": LONG_NOTE.coupon_date(1)}),
        (FRN, {"spread": FRN.spread + 1}),
        (FRN, {"dated_date": FRN.coupon_date(1)}),
        (TIPS, {"dated_date": TIPS.coupon_date(1)}),
    ],
)
def test_rejects_terms_under_a_cusip_in_use_that_accrue_otherwise(registry, treasury, terms, difference):
    with rejects("TermsDiffer"):
        registry.establish(*replace(terms, **difference), {"from": treasury})


@pytest.mark.parametrize("later", [0, 7])
def test_takes_a_bill_again_at_its_issue_date_or_later(registry, treasury, later):
    tx = registry.establish(*replace(BILL, dated_date=BILL.dated_date + later), {"from": treasury})

    assert "Established" not in tx.events
    assert registry.securityOf(BILL.cusip)["datedDate"] == BILL.dated_date


def test_rejects_a_bill_that_is_dated_before_its_issue_date(registry, treasury):
    with rejects("TermsDiffer"):
        registry.establish(*replace(BILL, dated_date=BILL.dated_date - 1), {"from": treasury})


def test_takes_a_later_coupon_date_for_the_same_terms(registry, treasury):
    tx = registry.establish(*replace(NOTE, dated_date=NOTE.coupon_date(1)), {"from": treasury})

    assert "Established" not in tx.events


@pytest.mark.parametrize("terms", [TIPS, FRN, LONG_NOTE])
def test_changes_nothing_when_indexed_or_irregular_terms_are_the_same(registry, treasury, terms):
    tx = registry.establish(*terms, {"from": treasury})

    assert str(tx.return_value) == "0x" + terms.cusip.hex()
    assert "Established" not in tx.events


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


def test_adds_to_an_outstanding_bond_of_the_same_terms(registry, treasury):
    registry.establish(*BOND, {"from": treasury})
    newer = replace(BOND, cusip=UNKNOWN, dated_date=BOND.coupon_date(1))

    tx = registry.establish(*newer, {"from": treasury})

    assert str(tx.return_value) == "0x" + BOND.cusip.hex()


@pytest.mark.parametrize(
    ("terms", "later"),
    [
        (SHORT_NOTE, SHORT_NOTE.coupon_date(1)),
        (LONG_NOTE, LONG_NOTE.coupon_date(2)),
        (LONG_NOTE, LONG_NOTE.dated_date),
    ],
)
def test_adds_to_an_outstanding_note_with_an_irregular_first_period(registry, treasury, terms, later):
    first = terms.terms.first_interest_payment_date
    newer = replace(
        terms,
        cusip=UNKNOWN,
        dated_date=later,
        first_interest_payment_date=first if later < first else None,
    )

    tx = registry.establish(*newer, {"from": treasury})

    assert str(tx.return_value) == "0x" + terms.cusip.hex()


@pytest.mark.parametrize(
    ("terms", "dated_date"),
    [
        (SHORT_NOTE, SHORT_NOTE.dated_date + 1),
        (SHORT_NOTE, SHORT_NOTE.coupon_date(0)),
        (LONG_NOTE, LONG_NOTE.coupon_date(1)),
        (NOTE, NOTE.dated_date + 1),
        (TIPS, TIPS.dated_date),
        (FRN, FRN.dated_date),
    ],
)
def test_keeps_apart_what_accrues_otherwise_or_follows_an_index(registry, treasury, terms, dated_date):
    newer = replace(terms, cusip=UNKNOWN, dated_date=dated_date, first_interest_payment_date=None)

    tx = registry.establish(*newer, {"from": treasury})

    assert str(tx.return_value) == "0x" + UNKNOWN.hex()


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


def test_counts_the_quarters_of_a_floating_rate_note(registry):
    recorded = registry.securityOf(FRN.cusip)
    assert recorded["securityType"] == SecurityType.FRN
    assert (recorded["interestRate"], recorded["spread"], recorded["couponCount"]) == (0, FRN.spread, 8)


@pytest.mark.parametrize(
    ("terms", "first_coupon", "coupons"),
    [
        (NOTE, FirstCoupon.NORMAL, 4),
        (TIPS, FirstCoupon.NORMAL, 4),
        (SHORT_NOTE, FirstCoupon.SHORT, 4),
        (LONG_NOTE, FirstCoupon.LONG, 3),
    ],
)
def test_counts_no_coupon_date_that_a_long_first_period_skips(registry, terms, first_coupon, coupons):
    recorded = registry.securityOf(terms.cusip)
    assert (recorded["firstCoupon"], recorded["couponCount"]) == (first_coupon, coupons)


def test_records_a_bond_of_thirty_years(registry, treasury):
    tx = registry.establish(*BOND, {"from": treasury})

    assert registry.isEstablished(BOND.cusip)
    assert registry.securityOf(BOND.cusip)["couponCount"] == 60
    cusip, terms = BOND
    assert tuple(tx.events["Established"].values()) == ("0x" + cusip.hex(), terms)
