"""docs/precision.md: the argument, and what the search has found."""

HEAD = """# Precision

Written by `make precision`; do not edit. Why no price of `NotePricing` is rounded wrongly for being
computed in fixed point: the error is bounded, and no price comes near enough to a rounding tie for an error
of that size to matter.

## What is exact

Integers alone, divided once and rounded half up, give discount and investment rates, accrued interest,
first interest payments, reference CPIs, index ratios, and what an index ratio adjusts. So they do the price
of a note at a yield of zero, where v is 1, and in its last half-year, where no power is taken. A tie is
rounded as a tie there. (A bill price meets none: its discount is a whole number of ninths of a
micro-dollar. The root in an investment rate is floored where its fraction cannot matter.) The price of a
floating rate note is taken with 57 decimals; the head of `FrnPricing` says why that is enough.

## How far fixed point is off

What is left is v^n, with 36 decimals: let u be 1e-36. Products of two errors, below 1e-67, are left out.

- v is one division, floored: off by less than u.
- v^n is taken by multiplying powers and rounding each product. If v^j and v^k are off by at most (3j - 1)/2
  u and (3k - 1)/2 u, their product is off by the sum of the two and u/2, which is (3(j + k) - 1)/2 u. So
  v^n is off by less than 3n/2 u; at a negative yield, where v is more than 1, by that much of itself.
- a_n = (1 - v^n) / (i/2) is off by that over i/2, of which the least is 5e-6: by less than 300,000 n u.
- P + A is off by C/2 times that. Par adds 150 n u at most, a deferred first payment C/2 u, and the division
  by 1 + (r/s)(i/2) a fortieth at the lowest yield: nothing beside it.

With interest rates to 20 % and 60 half-years that is below 2e-28 dollars per $100, with the 200 that are
allowed below 1e-27: **1e-21 of the micro-dollars in which prices are rounded.**

## How near a tie comes

Every yield from -5.000 % to 20.000 % but zero, with every maturity from two to thirty years. In case A a
new issue's price depends on nothing else: the search is complete. In the others each pair has one set of
dates, drawn at random; new issues (A, B, C) bear the interest rate of 356.20(b), the others one drawn from
1/8 % to 20 %. Every price was computed in exact integers and in the contract's own steps, and the two were
equal when rounded. The error is that of one price in fifty.

| case | | prices | nearest tie [micro-dollars] | at | largest error [micro-dollars] |
| --- | --- | --: | --: | --- | --: |
"""

TAIL = """
Between two ties, prices lie as if at random. One that is not in the table is rounded wrongly if it lies
within 1e-21 micro-dollars of a tie, as one in 5e20 does by chance.

`tests/property/test_precision.py` asks the chain for a sample of the same prices, and for the nearest ties.
With 16 decimals instead of 36 it fails.
"""


def text(findings: dict) -> str:
    return HEAD + "".join(line(letter, *each) for letter, each in findings.items()) + TAIL


def line(letter: str, what: str, finding) -> str:
    interest_rate, market_yield, half_years, dates = finding.where
    where = f"{percent(interest_rate)} at {percent(market_yield)}, {half_years} full half-years"
    if dates.days_to_coupon < dates.days_in_half_year:
        where += f" and {dates.days_to_coupon} of {dates.days_in_half_year} days"
    cells = (letter, what, f"{finding.prices:,}", f"{finding.distance:.1e}", where, f"{finding.error:.1e}")
    return f"| {' | '.join(cells)} |\n"


def percent(thousandths: int) -> str:
    return f"{thousandths / 1000:.3f} %"
