"""The twin of RateBoard: the Treasury's par yield curve, short end, and the market price of bills.

Who may publish is not told here: the access manager decides that. Prices are exact fractions, rounded down
once, at the end.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from model.clock import Clock
from model.rejected import require

NOT_PUBLISHED = -(2**15)
MONTHS = (1, 2, 3, 4, 6, 12)
DAY = 86_400  # [seconds]
YEAR = 365 * DAY
MAXIMUM_AGE = 7 * DAY
LONGEST_TERM = 366 * DAY
BOUNDS = (-500, 5_000)  # of a yield [0.01 %]
LARGEST_CHANGE = 200  # a day [0.01 %]
ONE = 10_000  # 100 % [0.01 %]
PAR = 100_000_000  # [micro-dollars]

Curve = dict[int, int]  # yields [0.01 %] by months, without those not published


@dataclass
class RateBoard:
    clock: Clock
    curve_on: dict[int, Curve] = field(default_factory=dict)  # by date

    # Publication

    @property
    def latest_date(self) -> int:
        return max(self.curve_on, default=0)

    def publish(self, date: int, yields: list[int]) -> None:
        require(date > self.latest_date, "NotAfterLatest")
        require(date <= self.clock.today, "DateInFuture")
        curve = {months: each for months, each in zip(MONTHS, yields, strict=True) if each != NOT_PUBLISHED}
        before = self.curve_on.get(self.latest_date, {})
        for months, each in curve.items():
            require(BOUNDS[0] <= each <= BOUNDS[1], "YieldOutOfBounds")
            change = abs(each - before.get(months, each))
            require(change <= LARGEST_CHANGE * (date - self.latest_date), "YieldJumps")
        require(len(curve) >= 2, "TooFewTenors")
        self.curve_on[date] = curve

    def latest(self) -> tuple[int, list[int]]:
        return self.latest_date, self.yields_on(self.latest_date)

    def yields_on(self, date: int) -> list[int]:
        curve = self.curve_on.get(date, {})
        return [curve.get(months, NOT_PUBLISHED) for months in MONTHS]

    # Market price

    def bill_price(self, maturity_date: int) -> int:
        require(self.latest_date > 0, "NothingPublished")
        require(self.clock.now <= self.latest_date * DAY + MAXIMUM_AGE, "StaleRates")
        term = maturity_date * DAY - self.clock.now
        require(term > 0, "AlreadyMature")
        require(term <= LONGEST_TERM, "TermAboveOneYear")
        return floor(price(yield_at(self.curve_on[self.latest_date], term), term))


def price(bond_equivalent_yield: Fraction, term: int) -> Fraction:
    """The price of which this is the investment rate (31 CFR 356 Appendix B, VI.D), in years of 365 days."""
    years = Fraction(term, YEAR)
    if years <= Fraction(1, 2):
        return PAR / (1 + bond_equivalent_yield * years)
    return PAR / (1 + bond_equivalent_yield / 2) / (1 + bond_equivalent_yield * (years - Fraction(1, 2)))


def yield_at(curve: Curve, term: int) -> Fraction:
    """On the line between the neighbouring tenors; before the first and after the last it is theirs."""
    points = sorted((months * YEAR // 12, Fraction(each, ONE)) for months, each in curve.items())
    if term <= points[0][0]:
        return points[0][1]
    for (start, at_start), (end, at_end) in zip(points, points[1:], strict=False):
        if term <= end:
            return at_start + (at_end - at_start) * Fraction(term - start, end - start)
    return points[-1][1]
