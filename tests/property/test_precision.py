"""
NotePricing rounds as exact integers do
├── at yields along the whole grid, with every maturity, for a new note
├── at yields along the whole grid, in every case, on the dates of the worked examples
└── where a price comes nearest to a tie (docs/precision.md)
"""

from dataclasses import astuple

import pytest

from model.calendar import coupon_date
from scripts.precision.__main__ import HALF_YEARS, HIGHEST_YIELD, LOWEST_YIELD
from scripts.precision.terms import EIGHTH, Dates, Powers, exact, rounded
from tests.appendix_b import NOTES, day, period

NEW = Dates(184, 184, 1, 1, False)
MATURITY = day("2060-02-15")
GRID = [each for each in range(LOWEST_YIELD, HIGHEST_YIELD + 1, 211) if each]

# case: the days that its worked example prints, and the full half-years
PRINTED = {
    "II.A": (Dates(184, 184, 1, 1, False), 59),
    "II.B": (Dates(181, 183, 181, 183, False), 3),
    "II.C": (Dates(75, 181, 75, 181, True), 10),
    "II.D": (Dates(167, 181, 1, 1, False), 19),
    "II.E": (Dates(103, 184, 44 + 181, 181, False), 39),
    "II.F": (Dates(92, 184, 183, 184, False), 15),
    "II.G": (Dates(30, 183, 61, 183, True), 12),
}

# case: interest rate, yield, dates; the days and the full half-years; how near it comes [micro-dollars]
NEAREST = {
    "A": (
        (12_250, 12_314, day("2034-08-15"), MATURITY, period("2034-08-15", "2035-02-15")),
        (NEW, 50),
        1.7e-6,
    ),
    "B": (
        (5_625, 5_642, day("2024-09-10"), day("2054-05-15"), period("2024-09-10", "2024-11-15")),
        (Dates(66, 184, 66, 184, False), 59),
        4.8e-7,
    ),
    "C": (
        (7_750, 7_795, day("2024-05-18"), day("2033-08-15"), period("2024-05-18", "2025-02-15")),
        (Dates(89, 182, 89, 182, True), 18),
        4.3e-9,
    ),
    "D": (
        (10_625, 714, day("2024-05-20"), day("2042-11-15"), period("2024-05-15", "2024-11-15")),
        (Dates(179, 184, 1, 1, False), 36),
        2.8e-7,
    ),
}


def full_prices(on_chain, notes) -> list[int]:
    """Price and accrued interest, which the contract rounds as one."""
    calls = [(*note[:2], astuple(note[4]), *note[2:4]) for note in notes]
    return [price + accrued for price, accrued in on_chain("notePriceInFirstPeriod", calls)]


def test_every_maturity_of_a_new_note(on_chain):
    notes = [
        (max(market_yield // EIGHTH, 1) * EIGHTH, market_yield, coupon_date(MATURITY, half_years), MATURITY)
        for market_yield in GRID
        for half_years in HALF_YEARS
    ]
    powers = [Powers(market_yield, half_years - 1) for market_yield in GRID for half_years in HALF_YEARS]

    assert [price for price, _ in on_chain("notePrice", notes)] == [
        rounded(*exact(note[0], each, NEW)) for note, each in zip(notes, powers, strict=True)
    ]


@pytest.mark.parametrize("example", PRINTED)
def test_every_case(on_chain, example):
    dates, full_half_years = PRINTED[example]
    _, _, issue_date, maturity_date, first_period = NOTES[example]
    rates = [(EIGHTH * (1 + place % 160), market_yield) for place, market_yield in enumerate(GRID)]
    notes = [(*rate, issue_date, maturity_date, first_period) for rate in rates]

    assert full_prices(on_chain, notes) == [
        rounded(*exact(interest_rate, Powers(market_yield, full_half_years), dates))
        for interest_rate, market_yield in rates
    ]


@pytest.mark.parametrize("case", NEAREST)
def test_nearest_to_a_tie(on_chain, case):
    note, (dates, full_half_years), distance = NEAREST[case]
    numerator, denominator = exact(note[0], Powers(note[1], full_half_years), dates)

    assert abs(numerator % denominator / denominator - 0.5) < distance
    assert full_prices(on_chain, [note]) == [rounded(numerator, denominator)]
