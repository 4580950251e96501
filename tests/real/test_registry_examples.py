"""
registry, by the worked examples of 31 CFR 356 Appendix B
├── pays a short and a long first interest period (I.A.3, I.A.4)
├── accrues interest in a regular and in a long first period (I.D)
├── pays and accrues interest of TIPS, by the consumer prices of 1997 to 1999 (I.B.5, III.B)
└── accrues interest of a floating rate note, by the bill auctions of 2012 (IV.C)
"""

from datetime import datetime

import pytest

from model.calendar import unix_day
from model.index_board import month_of
from model.security import SecurityType
from tests.appendix_b import ACCRUED, FIRST_PAYMENTS, FRNS, INDEX_BILLS, TIPS, day, printed
from tests.helpers import travel_to
from tests.securities import UNKNOWN as CUSIP
from tests.securities import Series, start_of

CENT = 10_000  # [micro-dollars]
CPI = {"1997-10": 161_600, "1997-11": 161_500, "1998-07": 163_200, "1998-08": 163_400}
CPI |= {"1998-10": 164_000, "1998-11": 164_000, "1999-04": 166_200, "1999-05": 166_200}


@pytest.fixture
def establish(registry, treasury):
    """One series, under the same CUSIP whichever it is."""

    def establish(kind, interest_rate, dated_date, maturity_date, **others):
        series = Series(CUSIP, kind, interest_rate, dated_date, maturity_date, **others)
        registry.establish(*series, {"from": treasury})

    return establish


@pytest.fixture
def consumer_prices(index_board, rate_publisher):
    for month, price in CPI.items():
        index_board.publishCpi(month_of(day(f"{month}-01")), price, {"from": rate_publisher})


def irregular(first_period):
    return {
        "dated_date": first_period.dated_date,
        "first_interest_payment_date": first_period.first_interest_payment_date,
    }


@pytest.mark.parametrize(
    ("example", "quantity"), [("I.A.3", "interest_20000_cents"), ("I.A.4", "payment_7000_cents")]
)
def test_pays_an_irregular_first_interest_period(registry, establish, example, quantity):
    interest_rate, maturity_date, first_period, units = FIRST_PAYMENTS[example]
    establish(SecurityType.NOTE, interest_rate, maturity_date=maturity_date, **irregular(first_period))

    paid = units * registry.interestPayment(CUSIP, 1)

    assert (paid + CENT // 2) // CENT == printed(example, quantity, 2)


@pytest.mark.parametrize("example", ACCRUED)
def test_accrues_interest(registry, establish, example):
    interest_rate, date, maturity_date, first_period = ACCRUED[example]
    establish(SecurityType.BOND, interest_rate, maturity_date=maturity_date, **irregular(first_period))

    assert registry.accruedInterest(CUSIP, date) == printed(example, "accrued_per_1000_round5", 5)


def test_pays_interest_of_tips(registry, establish, consumer_prices):
    establish(SecurityType.TIPS, 3_875, day("1999-01-15"), day("2009-01-15"))

    paid = 1_000 * registry.interestPayment(CUSIP, 1)

    assert (paid + CENT // 2) // CENT == printed("I.B.5", "interest_payment", 2)


def test_accrues_interest_of_tips(registry, establish, consumer_prices):
    interest_rate, *_, date, maturity_date = TIPS["III.B"]
    establish(SecurityType.TIPS, interest_rate, day("1998-01-15"), maturity_date)

    assert registry.accruedInterest(CUSIP, date) == printed("III.B", "A_adj", 6)


def test_accrues_interest_of_a_floating_rate_note(registry, establish, index_board, rate_publisher):
    spread, *_, issue_date, maturity_date = FRNS["IV.C"]
    establish(SecurityType.FRN, 0, day("2012-07-31"), maturity_date, spread=spread)
    travel_to(start_of(issue_date))
    for auction_date, bill in INDEX_BILLS.items():
        date = unix_day(datetime.strptime(auction_date, "%m/%d/%Y").date())
        if date > day("2012-07-01"):
            index_board.publishBillAuction(date, *bill, {"from": rate_publisher})

    assert registry.accruedInterest(CUSIP, issue_date) == printed("IV.C", "AI_6", 6)
