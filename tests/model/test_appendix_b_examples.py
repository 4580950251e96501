"""The model prints the figures of 31 CFR 356 Appendix B."""

from calendar import month_name, monthrange
from datetime import date

import pytest

from model import bill_pricing, note_pricing
from model.calendar import one_year_after, previous_coupon_date, unix_day
from tests.appendix_b import ACCRUED, BILLS, EXAMPLES, FIRST_PAYMENTS, NOTES, day, printed

CENT = 10_000  # [micro-dollars]


def test_interest_payment():
    assert 10 * note_pricing.interest_payment(8_000) == printed("I.A.1", "payment", 6)


@pytest.mark.parametrize("example", FIRST_PAYMENTS)
def test_first_interest_payment(example):
    interest_rate, maturity_date, first_period, units = FIRST_PAYMENTS[example]

    payment = units * note_pricing.first_interest_payment(interest_rate, maturity_date, first_period)

    quantity = "interest_20000_cents" if example == "I.A.3" else "payment_7000_cents"
    assert (payment + CENT // 2) // CENT == printed(example, quantity, 2)


@pytest.mark.parametrize("example", ACCRUED)
def test_accrued_interest(example):
    assert note_pricing.accrued_interest(*ACCRUED[example]) == printed(example, "accrued_per_1000_round5", 5)


@pytest.mark.parametrize("example", NOTES)
def test_note_price(example):
    price, accrued = note_pricing.price(*NOTES[example])

    assert price == printed(example, "price", 6)
    if example >= "II.D":
        assert accrued == printed(example, "A", 6)
        assert price + accrued == printed(example, "P+A", 6)


@pytest.mark.parametrize("example", BILLS)
def test_bill_price(example):
    rate, issue_date, maturity_date = BILLS[example]

    assert bill_pricing.price(rate, maturity_date - issue_date) == printed(example, "price", 6)


def test_purchase_price_and_discount_amount():
    price = printed("VI.B.1", "purchase_price", 4)

    assert bill_pricing.purchase_price(100, price) == printed("VI.B.1", "purchase_price", 6)
    assert bill_pricing.discount_amount(100, price) == printed("VI.B.2", "discount_amount", 6)


def test_discount_rate():
    days = day("1983-06-30") - day("1982-12-30")

    assert days == printed("VI.C", "days", 0)
    assert bill_pricing.discount_rate(95_934_567, days) == printed("VI.C", "d_pct", 3)


@pytest.mark.parametrize("example", ["VI.D.1", "VI.D.2"])
def test_investment_rate(example):
    _, issue_date, maturity_date = BILLS[example]
    price = printed(example, "price", 6)

    assert bill_pricing.investment_rate(price, issue_date, maturity_date) == printed(example, "i_pct", 3)


@pytest.mark.parametrize("issue_date", ["2019-02-28", "2019-03-01"])
def test_days_in_the_year_after_issue(issue_date):
    days = one_year_after(day(issue_date)) - day(issue_date)

    assert days == printed("VI.D.y", f"y {issue_date}", 0)


@pytest.mark.parametrize("entry", [check["quantity"] for check in EXAMPLES["I.Table1"]["checks"]])
def test_days_in_a_half_year(entry):
    """Table 1: months, days of the month, and whether the ending year is a leap year."""
    months, days_of_month, year = entry.split(" ")
    end_year = 2024 if year == "leap" else 2023
    end_month = list(month_name).index(months.split("-")[1])
    last_day = monthrange(end_year, end_month)[1]
    end = unix_day(date(end_year, end_month, last_day if days_of_month == "last" else 15))

    assert end - previous_coupon_date(end - 1, end) == printed("I.Table1", entry, 0)
