"""How near a price comes to a rounding tie, and whether fixed point ever misses it.    make precision"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from scripts.precision.page import text
from scripts.precision.terms import EIGHTH, Dates, Powers, exact, in_fixed_point, rounded

PAGE = Path(__file__).resolve().parents[2] / "docs" / "precision.md"

LOWEST_YIELD, HIGHEST_YIELD = -5_000, 20_000  # [0.001 %]
HIGHEST_COUPON = 160  # eighths of a percent: 20 %
HALF_YEARS = range(4, 61)  # two to thirty years
ERROR_EVERY = 50  # prices


class RoundedWrongly(Exception):
    """A price that fixed point misses."""


@dataclass
class Finding:
    """Of one case: how many prices, which of them came nearest to a tie, and the largest error."""

    prices: int = 0
    distance: float = 1.0  # to the nearest tie [micro-dollars]
    where: tuple = ()  # interest rate, yield, dates
    error: float = 0.0  # of fixed point [micro-dollars]

    def add(self, interest_rate: int, powers: Powers, dates: Dates) -> None:
        numerator, denominator = exact(interest_rate, powers, dates)
        approximate = in_fixed_point(interest_rate, powers, dates)
        if rounded(*approximate) != rounded(numerator, denominator):
            raise RoundedWrongly(interest_rate, powers.market_yield, powers.half_years, dates)
        distance = abs(2 * (numerator % denominator) - denominator) / (2 * denominator)
        if distance < self.distance:
            self.distance, self.where = (
                distance,
                (interest_rate, powers.market_yield, powers.half_years, dates),
            )
        if self.prices % ERROR_EVERY == 0:
            above, below = approximate
            difference = abs(above * denominator - numerator * below)
            self.error = max(self.error, difference / (below * denominator))
        self.prices += 1


# The days of each case, drawn at random


def half_year(draw: random.Random) -> int:
    return draw.randint(181, 184)


def on_coupon_date(draw: random.Random) -> Dates:
    days = half_year(draw)
    return Dates(days, days, 1, 1, False)


def new(draw: random.Random, is_long: bool) -> Dates:
    """Issued on the dated date, inside a half-year."""
    days = half_year(draw)
    left = draw.randint(1, days - 1)
    return Dates(left, days, left, days, is_long)


def since_coupon_date(draw: random.Random) -> Dates:
    days = half_year(draw)
    return Dates(draw.randint(1, days - 1), days, 1, 1, False)


def reopened_after_fraction(draw: random.Random) -> Dates:
    """In the regular part of a long first period."""
    days, earlier = half_year(draw), half_year(draw)
    return Dates(draw.randint(1, days), days, draw.randint(1, earlier - 1) + earlier, earlier, False)


def reopened_in_fraction(draw: random.Random, is_long: bool) -> Dates:
    days = half_year(draw)
    left = draw.randint(1, days - 2)
    return Dates(left, days, draw.randint(left + 1, days - 1), days, is_long)


@dataclass(frozen=True)
class Case:
    what: str
    dates: Callable[[random.Random], Dates]
    is_new: bool  # the auction decides its interest rate

    def interest_rate(self, market_yield: int, draw: random.Random) -> int:
        """[0.001 %]"""
        eighths = max(market_yield // EIGHTH, 1) if self.is_new else draw.randint(1, HIGHEST_COUPON)
        return eighths * EIGHTH


CASES = {
    "A": Case("regular first period", on_coupon_date, True),
    "B": Case("short first period", lambda draw: new(draw, False), True),
    "C": Case("long first period", lambda draw: new(draw, True), True),
    "D": Case("accrued from a coupon date", since_coupon_date, False),
    "E": Case("in the regular part of a long first period", reopened_after_fraction, False),
    "F": Case("in a short first period", lambda draw: reopened_in_fraction(draw, False), False),
    "G": Case("in the fraction of a long first period", lambda draw: reopened_in_fraction(draw, True), False),
}


def search(yields: Iterator[int]) -> dict[str, Finding]:
    """Every yield with every maturity, in every case."""
    findings = {letter: Finding() for letter in CASES}
    draw = random.Random(356)
    for market_yield in yields:
        for half_years in HALF_YEARS:
            add_all(findings, market_yield, half_years, draw)
    return findings


def add_all(findings: dict[str, Finding], market_yield: int, half_years: int, draw: random.Random) -> None:
    """`half_years` are left to maturity; the one that the issue lies in is the first of them."""
    powers = Powers(market_yield, half_years - 1)
    for letter, case in CASES.items():
        findings[letter].add(case.interest_rate(market_yield, draw), powers, case.dates(draw))


@click.command()
@click.option("--step", default=1, show_default=True, help="Only every so many thousandths of a percent.")
def main(step: int) -> None:
    """Compare fixed point with exact integers; write docs/precision.md when the whole grid is compared."""
    console = Console()
    yields = [each for each in range(LOWEST_YIELD, HIGHEST_YIELD + 1, step) if each]
    try:
        findings = search(track(yields, "Yields compared", console=console, transient=True))
    except RoundedWrongly as where:
        raise click.ClickException(f"rounded wrongly: {where}") from None
    written = text({letter: (CASES[letter].what, finding) for letter, finding in findings.items()})
    if step == 1:
        PAGE.write_text(written)
    click.echo(written)


if __name__ == "__main__":
    main()
