"""The short end of the Treasury's Daily Treasury Par Yield Curve, one curve a day.

for each in par_yields():
    print(each.date, each.yields)
"""

import csv
from datetime import date
from functools import cache
from typing import Annotated

from pydantic import Field

from market import readers as read
from market.auctions import DATA
from market.record import Record, Row, cell
from model.rate_board import BOUNDS, NOT_PUBLISHED

FILE = DATA / "par_yields.csv"
CELLS = {
    "date": cell(read.day, "date"),
    "one_month": cell(read.hundredths, "1M"),
    "two_months": cell(read.hundredths, "2M"),
    "three_months": cell(read.hundredths, "3M"),
    "four_months": cell(read.hundredths, "4M"),
    "six_months": cell(read.hundredths, "6M"),
    "one_year": cell(read.hundredths, "1Y"),
}
ParYield = Annotated[int, Field(ge=BOUNDS[0], le=BOUNDS[1])]  # bond-equivalent [0.01 %]


class ParYields(Record):
    """The curve of one day; two and four months were not published at first."""

    date: date
    one_month: ParYield
    two_months: ParYield | None
    three_months: ParYield
    four_months: ParYield | None
    six_months: ParYield
    one_year: ParYield

    @property
    def yields(self) -> list[int]:
        """As the contract takes them."""
        tenors = (self.one_month, self.two_months, self.three_months)
        tenors += (self.four_months, self.six_months, self.one_year)
        return [NOT_PUBLISHED if each is None else each for each in tenors]


@cache
def par_yields() -> tuple[ParYields, ...]:
    """Every day of the file, in its order. Raises BadRecord at the first row that cannot be."""
    with FILE.open(newline="") as file:
        rows = enumerate(csv.DictReader(file), start=2)
        return tuple(Row(f"{FILE.name} line {line}", row).read(ParYields, CELLS) for line, row in rows)
