"""
What an announcement states follows from its dates, in every auction shipped
├── the term, and whether a bill is a cash management bill
└── a 17-week bill is one before it was auctioned regularly
An interest rate is written as the Treasury writes it
"""

from datetime import date

import pytest

from market.auctions import load
from market.terms import bill_term, coupon, is_cash_management_bill, note_term


def term_of(announced):
    auctioned, matures = announced.auction_date, announced.maturity_date
    if announced.security_type == "Bill":
        return bill_term(auctioned, announced.issue_date, matures)
    return note_term(announced.dated_date, auctioned, matures)


def test_the_term_of_every_auction():
    announcements = [auction.announcement for auction in load()]

    assert [term_of(each) for each in announcements] == [each.term for each in announcements]


def test_cash_management_bills():
    bills = [each.announcement for each in load() if each.announcement.security_type == "Bill"]
    found = [
        bill
        for bill in bills
        if is_cash_management_bill(bill.auction_date, bill.issue_date, bill.maturity_date)
    ]

    assert found == [bill for bill in bills if bill.is_cash_management_bill]
    assert len(found) == 4


def test_a_17_week_bill():
    issued, matures = date(2022, 10, 25), date(2023, 2, 21)

    assert bill_term(date(2022, 10, 18), issued, matures) == "119-Day"
    assert bill_term(date(2022, 10, 19), issued, matures) == "17-Week"


@pytest.mark.parametrize(
    ("rate", "written"),
    [(1_750, "1-3/4%"), (125, "1/8%"), (4_000, "4%"), (0, "0%"), (2_625, "2-5/8%")],
)
def test_interest_rates(rate, written):
    assert coupon(rate) == written
