"""
Auctions after those shipped, as far as they are known: what the Treasury published comes out of the chain
├── bills: price, investment rate, and back to the discount rate
├── the year after the issue has 366 days if a 29 February lies in it, the issue date not counted
├── a note sold below 1/8 %, and so above par
└── inflation-protected securities: tests/real/test_fidelity.py, from a file of 2024
"""

import pytest

from tests.appendix_b import day

# discount rate, issue date, maturity date, price, investment rate
BILLS = {
    "912797NU7": (4_120, "2025-06-26", "2025-12-26", 97_905_667, 4_267),  # 183 days, simple interest
    "912797SL2": (3_540, "2026-01-08", "2026-04-09", 99_105_167, 3_622),
    "4-Week": (3_625, "2026-03-03", "2026-03-31", 99_718_056, 3_686),
}


@pytest.mark.parametrize("bill", BILLS)
def test_bill(pricing, bill):
    rate, issued, matures, published, investment_rate = BILLS[bill]
    issue, maturity = day(issued), day(matures)

    price = pricing.billPrice(rate, maturity - issue)

    assert price == published
    assert pricing.investmentRate(price, issue, maturity) == investment_rate
    assert pricing.discountRate(price, maturity - issue) == rate


@pytest.mark.parametrize(
    ("issued", "days"),
    [("2023-02-28", 365), ("2023-03-02", 366), ("2024-02-27", 366), ("2024-02-29", 365)],
)
def test_year_after_the_issue(pricing, issued, days):
    assert pricing.oneYearAfter(day(issued)) - day(issued) == days


def test_note_sold_above_par(pricing):
    """91282CBN0, dated on a Sunday and issued on the Monday."""
    interest_rate = pricing.interestRateFromYield(119)
    price, _ = pricing.notePrice(interest_rate, 119, day("2021-03-01"), day("2023-02-28"))

    assert interest_rate == 125
    assert price == 100_011_965
