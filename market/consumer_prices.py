"""The consumer price index that TIPS follow: CPI-U, US city average, all items, not seasonally adjusted.

for each in consumer_prices():
    print(each.month, each.index)
"""

import csv
from datetime import date
from functools import cache
from typing import Annotated

from pydantic import Field

from market import readers as read
from market.auctions import DATA
from market.record import Record, Row, cell

FILE = DATA / "cpi_u.csv"
CELLS = {"month": cell(read.month, "month"), "index": cell(read.thousandths, "index")}


class ConsumerPrice(Record):
    """The index of one month as it was first published; TIPS keep to that (31 CFR 356 Appendix B, I.B.4)."""

    month: date  # its first day
    index: Annotated[int, Field(gt=0)]  # 1982-84 = 100 [0.001]

    @property
    def number(self) -> int:
        """The month as the contracts know it: counted from January 1970."""
        return (self.month.year - 1970) * 12 + self.month.month - 1


@cache
def consumer_prices() -> tuple[ConsumerPrice, ...]:
    """Every month of the file, in its order. Raises BadRecord at the first row that cannot be."""
    with FILE.open(newline="") as file:
        rows = enumerate(csv.DictReader(file), start=2)
        return tuple(Row(f"{FILE.name} line {line}", row).read(ConsumerPrice, CELLS) for line, row in rows)
