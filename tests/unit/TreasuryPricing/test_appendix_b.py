"""
Appendix B
├── every final figure of every worked example comes out of the chain
├── so do the lengths of all half-years of Table 1, and the index rates of section IV
└── no worked example of prices, rates or interest is left out
"""

from calendar import month_name, monthrange
from dataclasses import astuple
from datetime import date
from functools import partial

import pytest

from model.calendar import unix_day
from tests.appendix_b import (
    ACCRUALS,
    ACCRUED,
    BILLS,
    EXAMPLES,
    FIRST_PAYMENTS,
    FRNS,
    INDEX_BILLS,
    NOTES,
    TIPS,
    day,
    printed,
)

CENT = 10_000  # [micro-dollars]
OF_AUCTIONS = {"356.21", "356.12", "356.22"}  # awards and limits: tests/property/test_allotment.py


def cents(micro_dollars: int) -> int:
    return (micro_dollars + CENT // 2) // CENT


def first_payment(pricing, example):
    rate, maturity, first, units = FIRST_PAYMENTS[example]
    return cents(units * pricing.firstInterestPayment(rate, astuple(first), maturity))


def accrued(pricing, example):
    rate, on, maturity, first = ACCRUED[example]
    interest = pricing.accruedInterestInFirstPeriod(rate, astuple(first), on, maturity)
    return {
        "accrued_per_1000_round5": (interest, 5),
        "accrued_150000": (1_500 * interest, 6),
        "accrued_11000_cents": (cents(110 * interest), 2),
    }


def note(pricing, example):
    rate, market_yield, issue, maturity, first = NOTES[example]
    price, interest = pricing.notePriceInFirstPeriod(rate, market_yield, astuple(first), issue, maturity)
    return {"price": (price, 6), "A": (interest, 6), "P+A": (price + interest, 6)}


def tips(pricing, example):
    rate, real_yield, cpi, cpi_on_dated_date, *dates = TIPS[example]
    ratio = pricing.indexRatioFromCpi(cpi, cpi_on_dated_date)
    unadjusted, unadjusted_interest = pricing.unadjustedTipsPrice(rate, real_yield, *dates)
    price, interest = pricing.tipsPrice(rate, real_yield, ratio, *dates)
    return {
        "index_ratio": (ratio, 5),
        "P": (unadjusted, 6),
        "A": (unadjusted_interest, 6),
        "P_adj": (price, 6),
        "A_adj": (interest, 6),
        "SA": (price + interest, 6),
    }


def tips_index(pricing):
    """Printed are the reference CPIs that begin two months: the CPI-U of January and February 1996."""
    first, second = (pricing.referenceCpi(154_400, 154_900, day(f"1996-04-{on}")) for on in (15, 16))
    return {
        "refcpi_apr15_round5": (first, 5),
        "refcpi_apr16": (second, 5),
        "index_ratio_round5": (pricing.indexRatioFromCpi(second, first), 5),
    }


def tips_interest(pricing):
    ratio, units = pricing.indexRatioFromCpi(16_620_000, 16_400_000), 1_000
    return {
        "inflation_adjusted_principal": (units * pricing.principalAtMaturity(ratio), 6),
        "interest_payment": (cents(units * pricing.tipsInterestPayment(3_875, ratio)), 2),
    }


def stripped(pricing):
    value = pricing.adjustedValue(10_000, 3_875, 16_400_000)
    return {"AV": (value, 6), "PA": (pricing.strippedPayment(value, 16_824_516), 6)}


def floater(pricing, example):
    spread, margin, index_rate, issue, maturity = FRNS[example]
    interest = floating_interest(pricing, example) if example in ACCRUALS else 0
    price = pricing.frnPrice(spread, margin, index_rate, interest, issue, maturity)
    paid = pricing.inMicroDollars(interest)
    return {"price": (price, 6), "P_C": (price, 6), "AI_6": (paid, 6), "P_D": (price + paid, 6)}


def floating_interest(pricing, example):
    accrual, rates = ACCRUALS[example]
    return pricing.frnAccruedInterest(astuple(accrual), [astuple(each) for each in rates], FRNS[example][0])


def floating_payments(pricing):
    def paid(example, quarter):
        spread, _, index_rate, start, maturity = FRNS[example]
        for _ in range(quarter):
            begins, (_, start, _) = start, pricing.quarterOf(start, maturity)
        return (start - begins) * pricing.dailyInterest(index_rate, spread)

    first = paid("IV.C", 1) + floating_interest(pricing, "IV.C")
    new = {f"IP_{quarter} new": (paid("IV.A", quarter), 9) for quarter in (1, 7)}
    reopened = {f"IP_{quarter} reopened": (paid("IV.C", quarter), 9) for quarter in (3, 8)}
    return {**new, **reopened, "IP_1 reopened": (first, 9)}


def bill(pricing, example):
    rate, issue, maturity = BILLS[example]
    price = pricing.billPrice(rate, maturity - issue)
    investment_rate = pricing.investmentRate(price, issue, maturity)
    return {"days": (maturity - issue, 0), "price": (price, 6), "i_pct": (investment_rate, 3)}


def discount_rate(pricing):
    days = day("1983-06-30") - day("1982-12-30")
    return {"days": (days, 0), "d_pct": (pricing.discountRate(95_934_567, days), 3)}


def days_in_years(pricing):
    return {f"y {on}": (pricing.oneYearAfter(day(on)) - day(on), 0) for on in ("2019-02-28", "2019-03-01")}


FIGURES = {
    "I.A.1": lambda pricing: {"payment": (10 * pricing.interestPayment(8_000), 6)},
    "I.A.3": lambda pricing: {"interest_20000_cents": (first_payment(pricing, "I.A.3"), 2)},
    "I.A.4": lambda pricing: {"payment_7000_cents": (first_payment(pricing, "I.A.4"), 2)},
    "I.B.3": tips_index,
    "I.B.5": tips_interest,
    **{example: partial(accrued, example=example) for example in ACCRUED},
    **{example: partial(note, example=example) for example in NOTES},
    **{example: partial(tips, example=example) for example in TIPS},
    **{example: partial(floater, example=example) for example in FRNS},
    "IV.D": floating_payments,
    "V": stripped,
    **{example: partial(bill, example=example) for example in BILLS},
    "VI.B.1": lambda pricing: {"purchase_price": (pricing.purchasePrice(100, 98_098_000), 6)},
    "VI.B.2": lambda pricing: {"discount_amount": (pricing.discountAmount(100, 98_098_000), 6)},
    "VI.C": discount_rate,
    "VI.D.y": days_in_years,
}

FINAL = [
    (example, check["quantity"])
    for example in EXAMPLES
    for check in EXAMPLES[example]["checks"]
    if check["kind"] == "final" and example not in OF_AUCTIONS
]


@pytest.mark.parametrize(("example", "quantity"), FINAL)
def test_a_final_figure_is_as_printed(pricing, example, quantity):
    value, decimals = FIGURES[example](pricing)[quantity]

    assert value == printed(example, quantity, decimals)


def test_no_example_is_left_out():
    tables = {"I.Table1", "IV.index"}  # below

    assert set(EXAMPLES) == {*FIGURES, *tables, *OF_AUCTIONS}
    assert len(EXAMPLES) == 34
    assert {example for example, _ in FINAL} == set(FIGURES)


@pytest.mark.parametrize("entry", [check["quantity"] for check in EXAMPLES["I.Table1"]["checks"]])
def test_table_1(pricing, entry):
    """Months, days of the month, and whether the ending year is a leap year."""
    months, days_of_month, year = entry.split(" ")
    end_year = 2024 if year == "leap" else 2023
    end_month = list(month_name).index(months.split("-")[1])
    last_day = monthrange(end_year, end_month)[1]
    end = unix_day(date(end_year, end_month, last_day if days_of_month == "last" else 15))

    previous, following, _ = pricing.halfYearOf(end - 1, end)

    assert following == end
    assert following - previous == printed("I.Table1", entry, 0)


@pytest.mark.parametrize("auction", INDEX_BILLS)
def test_index_rates(pricing, auction):
    index_rate = pricing.indexRateFromBill(*INDEX_BILLS[auction])

    assert index_rate == printed("IV.index", f"{auction} index rate pct", 9)
