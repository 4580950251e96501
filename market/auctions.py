"""The auctions shipped with Par: every one of the file, those of a week, or a single one.

for auction in week("2020-02"):
    print(auction.announcement.term, auction.result.high_rate)
"""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TextIO

from pydantic import model_validator

from market.announcement import Announcement
from market.layouts import QUERY, RELEASES, Layout
from market.record import BadRecord, Inconsistent, NoResult, Record, Row
from market.result import Result

DATA = Path(__file__).parent / "data"
PAR = 100_000_000  # [micro-dollars per $100]


class Auction(Record):
    """What was announced and what came of it."""

    announcement: Announcement
    result: Result

    @model_validator(mode="after")
    def _rates_are_on_the_grid(self) -> "Auction":
        step = self.announcement.rate_increment
        for field in ("high_rate", "median_rate", "low_rate"):
            if getattr(self.result, field) % step:
                raise Inconsistent(field, f"is not a multiple of 0.{step:03} %")
        return self

    @model_validator(mode="after")
    def _only_indexed_securities_bear_negative_rates(self) -> "Auction":
        if self.announcement.security_type not in ("TIPS", "FRN") and self.result.low_rate < 0:
            raise Inconsistent("low_rate", "is negative")
        return self

    @model_validator(mode="after")
    def _a_bill_sells_at_a_discount(self) -> "Auction":
        if self.announcement.security_type == "Bill" and self.result.price > PAR:
            raise Inconsistent("price", "is more than par")
        return self


def load(path: str | Path | None = None) -> tuple[Auction, ...]:
    """Every auction of the CSV or JSON file at `path`, in either layout; without one, of the files shipped.

    In the order of the file. Raises BadRecord at the first row that cannot be.
    """
    if path is None:
        return _shipped()
    auctions, refusals = read(path)
    if refusals:
        raise refusals[0]
    return auctions


def read(path: str | Path) -> tuple[tuple[Auction, ...], tuple[BadRecord, ...]]:
    """Every auction of the CSV or JSON file at `path` that can be, and why the other rows cannot."""
    rows = list(_read(Path(path)))
    refusals = tuple(each for each in rows if isinstance(each, BadRecord))
    return tuple(each for each in rows if isinstance(each, Auction)), refusals


def week(when: str | date | tuple[str | date, str | date]) -> tuple[Auction, ...]:
    """The shipped auctions of a week, every type among them, by date of auction.

    `when` is a year and its ISO week ("2020-02"), any day of the week (a date or "2020-01-06"), or a pair of
    days (first, last) for a longer or shorter time. Raises ValueError for anything else.
    """
    first, last = span(when)
    chosen = [auction for auction in _shipped() if first <= auction.announcement.auction_date <= last]
    return tuple(sorted(chosen, key=lambda auction: auction.announcement.competitive_closing))


def find(cusip: str, auction_date: str | date) -> Auction:
    """The shipped auction of that day, by the CUSIP issued or the one announced.

    Raises LookupError if there is none.
    """
    for auction in _shipped():
        announcement = auction.announcement
        named = cusip in (announcement.cusip, announcement.announced_cusip)
        if named and announcement.auction_date == _day(auction_date):
            return auction
    raise LookupError(f"No auction of {cusip} on {auction_date} is in {DATA.name}.")


@cache
def _shipped() -> tuple[Auction, ...]:
    return tuple(auction for path in sorted(DATA.glob("auction*.csv")) for auction in load(path))


def _read(path: Path) -> Iterator[Auction | BadRecord]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        header, rows = (_json_rows if path.suffix.lower() == ".json" else _csv_rows)(path.name, file)
        layout = _layout(path.name, header)
        for place, cells in rows:
            try:
                if len(cells) != len(header):
                    raise BadRecord(f"{place}: the row has {len(cells)} cells, the header has {len(header)}.")
                yield _auction(Row(place, dict(zip(header, cells, strict=True))), layout)
            except BadRecord as why:
                yield why


Rows = tuple[list[str], Iterable[tuple[str, list[str]]]]  # the columns; the place and the cells of each row


def _csv_rows(name: str, file: TextIO) -> Rows:
    lines = csv.reader(file)
    header = next(lines, [])
    return header, ((f"{name} line {lines.line_num}", cells) for cells in filter(None, lines))


def _json_rows(name: str, file: TextIO) -> Rows:
    """A list of objects, a number taken as the text it is, so that none is rounded."""
    try:
        objects = json.load(file, parse_float=str, parse_int=str)
    except json.JSONDecodeError as why:
        raise BadRecord(f"{name} line {why.lineno}: this is not JSON: {why.msg}.") from None
    if not isinstance(objects, list) or not all(isinstance(each, dict) for each in objects):
        raise BadRecord(f"{name}: this is not a list of auctions.")
    header = list(dict.fromkeys(column for each in objects for column in each))
    rows = ([str(each.get(column) or "") for column in header] for each in objects)
    return header, ((f"{name} auction {number}", cells) for number, cells in enumerate(rows, start=1))


def _layout(name: str, header: list[str]) -> Layout:
    """The layout that shares most columns with the header; all of its columns must be there."""
    layout = max((QUERY, RELEASES), key=lambda layout: len(set(layout.columns()) & set(header)))
    for column in layout.columns():
        if column not in header:
            raise BadRecord(f"{name} line 1: the column {column} is missing.")
    return layout


def _auction(row: Row, layout: Layout) -> Auction:
    announcement = row.read(Announcement, layout.announcement)
    if row.is_empty(layout.result["high_rate"]):
        raise NoResult(f"{row.place}: {announcement.cusip} has no high rate: it was announced only.")
    result = row.read(Result, layout.result)
    return row.make(Auction, layout.result, announcement=announcement, result=result)


def span(when: str | date | tuple[str | date, str | date]) -> tuple[date, date]:
    """The first and the last day of what `week` takes. Raises ValueError."""
    if isinstance(when, tuple):
        return _day(when[0]), _day(when[1])
    if isinstance(when, str) and len(when) < len("2020-01-06"):
        year, number = when.upper().replace("W", "").split("-")
        monday = date.fromisocalendar(int(year), int(number), 1)
    else:
        monday = _day(when) - timedelta(days=_day(when).weekday())
    return monday, monday + timedelta(days=6)


def _day(when: str | date) -> date:
    return when if isinstance(when, date) else date.fromisoformat(when)
