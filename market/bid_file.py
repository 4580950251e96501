"""Bids that somebody wants to place, read from a file into exact figures or refused sentence by sentence.

As CSV, a line for each competitive bid of a ladder, or for a noncompetitive bid:

    auction,account,rate,par,netLongPosition
    912796WS4,,1.490,100000,
    912796WS4,,1.495,50000,
    912828YS3,,noncompetitive,10000,

As JSON, an object for each bidder and auction:

    [{"auction": "912796WS4",
      "competitive": [{"rate": "1.490", "par": 100000}, {"rate": "1.495", "par": 50000}]},
     {"auction": "912828YS3", "noncompetitive": 10000}]

An auction is named by its CUSIP or its number; par is in dollars, a rate in percent. `account` and
`netLongPosition` may be left out; in CSV, one line of a ladder may state the position for all.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from market import readers as read
from market.record import BadRecord, Rate, Record, Row, Units, cell
from model import cusip

NONCOMPETITIVE = "noncompetitive"
MOST_RUNGS = 500  # a bill's take 15 of the 16.8 million gas that a transaction may have (EIP-7825)
PositiveUnits = Annotated[int, Field(gt=0)]  # par [$100]


class Rung(Record):
    """One competitive bid of a ladder."""

    place: str  # in the file
    rate: Rate
    units: PositiveUnits


class Bid(Record):
    """What one bidder bids in one auction: a ladder, or a noncompetitive bid."""

    place: str  # of its first line in the file
    auction: str  # a CUSIP, or the number of an auction
    account: str | None
    rungs: tuple[Rung, ...]  # rates ascending
    noncompetitive: PositiveUnits | None
    net_long_position: Units

    @property
    def units(self) -> int:
        """Par bid for, altogether. [$100]"""
        return self.noncompetitive or sum(rung.units for rung in self.rungs)


class Line(Record):
    """One line of a CSV file."""

    place: str
    auction: str
    account: str | None
    rate: Rate | None  # none: a noncompetitive bid
    units: PositiveUnits
    net_long_position: Units | None


def load(path: str | Path) -> tuple[tuple[Bid, ...], tuple[BadRecord, ...]]:
    """Every bid of the file, and everything that is wrong with it."""
    path, refusals, lines = Path(path), [], []
    for row in _rows(path):
        if isinstance(row, Row):
            lines += _line(row, refusals)
        else:
            refusals.append(row)
    bids = tuple(_bid(group, refusals) for group in _by_bidder(lines))
    if not bids and not refusals:
        refusals.append(BadRecord(f"{path.name}: there is no bid in it."))
    return bids, tuple(refusals)


# Cells


def _auction(text: str) -> str:
    if not cusip.is_valid(text) and not re.fullmatch(r"[1-9]\d{0,7}", text):
        raise ValueError("is neither a CUSIP with a right check digit nor the number of an auction")
    return text


def _account(text: str) -> str | None:
    if text and not re.fullmatch(r"0x[0-9a-fA-F]{40}", text):
        raise ValueError("is not the address of an account")
    return text or None


def _rate(text: str) -> int | None:
    if not text:
        raise ValueError("is empty")
    return None if text == NONCOMPETITIVE else read.rate(text)


def _par(text: str) -> int:
    if re.fullmatch(r"-.*|[0.]+", text):
        raise ValueError("is not more than nothing")
    units = read.dollars(text)
    if units is None:
        raise ValueError("is empty")
    return units


def _position(text: str) -> int | None:
    if text.startswith("-"):
        raise ValueError("is less than nothing")
    return read.dollars(text)


CELLS = {
    "auction": cell(_auction, "auction"),
    "account": cell(_account, "account"),
    "rate": cell(_rate, "rate"),
    "units": cell(_par, "par"),
    "net_long_position": cell(_position, "netLongPosition"),
}
COLUMNS = [column for place in CELLS.values() for column in place.columns]
OPTIONAL = ("account", "netLongPosition")


def _line(row: Row, refusals: list[BadRecord]) -> Iterator[Line]:
    """The line, if every cell can be read; each one that cannot is a refusal."""
    values, before = {}, len(refusals)
    for field, place in CELLS.items():
        try:
            values[field] = row.value(place)
        except BadRecord as why:
            refusals.append(why)
    if len(refusals) == before:
        yield Line(place=row.place, **values)


# Lines together


def _by_bidder(lines: Iterable[Line]) -> list[list[Line]]:
    groups: dict[tuple, list[Line]] = {}
    for line in lines:
        groups.setdefault((line.auction, (line.account or "").lower()), []).append(line)
    return list(groups.values())


def _bid(lines: list[Line], refusals: list[BadRecord]) -> Bid:
    first, *others = lines
    refusals += [BadRecord(f"{line.place}: {why}.") for line, why in _contradictions(first, others)]
    positions = [line.net_long_position for line in lines if line.net_long_position is not None]
    rungs = [Rung(place=it.place, rate=it.rate, units=it.units) for it in lines if it.rate is not None]
    if len(rungs) > MOST_RUNGS:
        why = (
            f"{len(rungs)} rates are bid for {first.auction}, and one transaction opens at most {MOST_RUNGS}"
        )
        refusals.append(BadRecord(f"{first.place}: {why}."))
    return Bid(
        place=first.place,
        auction=first.auction,
        account=first.account,
        rungs=tuple(sorted(rungs, key=lambda rung: rung.rate)),
        noncompetitive=first.units if first.rate is None else None,
        net_long_position=positions[0] if positions else 0,
    )


def _contradictions(first: Line, others: list[Line]) -> Iterator[tuple[Line, str]]:
    """What cannot be bid together, by 31 CFR 356.12."""
    rates, position = {first.rate}, first.net_long_position
    for line in others:
        if None in (line.rate, first.rate):
            yield line, f"there is another bid for {line.auction}, and a {NONCOMPETITIVE} bid stands alone"
        elif line.rate in rates:
            yield line, f"rate {line.rate / 1000:.3f} was bid for {line.auction} already"
        rates.add(line.rate)
        if None not in (line.net_long_position, position) and line.net_long_position != position:
            yield line, "netLongPosition is another than above"
        position = line.net_long_position if position is None else position


# The two kinds of files


def _rows(path: Path) -> Iterator[Row | BadRecord]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as why:
        reason = getattr(why, "strerror", None) or "it is not text"
        return iter([BadRecord(f"{path} cannot be read: {reason}.")])
    return _json(path.name, text) if path.suffix.lower() == ".json" else _csv(path.name, text)


def _csv(name: str, text: str) -> Iterator[Row | BadRecord]:
    lines = csv.reader(text.splitlines(), skipinitialspace=True)
    header = [column.strip() for column in next(lines, [])]
    faults = list(_faults_of_header(header))
    yield from (BadRecord(f"{name} line 1: {fault}.") for fault in faults)
    for cells in filter(None, lines) if not faults else ():
        place = f"{name} line {lines.line_num}"
        if len(cells) == len(header):
            texts = {column: text.strip() for column, text in zip(header, cells, strict=True)}
            yield Row(place, dict.fromkeys(COLUMNS, "") | texts)
        else:
            yield BadRecord(f"{place}: the row has {len(cells)} cells, the header has {len(header)}.")


def _faults_of_header(header: list[str]) -> Iterator[str]:
    for column in COLUMNS:
        if column not in (*header, *OPTIONAL):
            yield f"the column {column} is missing"
        if header.count(column) > 1:
            yield f"the column {column} is there twice"
    for column in header:
        if column not in COLUMNS:
            yield f"the column {column!r} is none of {', '.join(COLUMNS)}"


class _JsonRung(BaseModel):
    model_config = ConfigDict(extra="forbid")

    rate: str
    par: str


class _JsonBid(BaseModel):
    model_config = ConfigDict(extra="forbid")

    auction: str
    account: str = ""
    competitive: list[_JsonRung] = Field(default_factory=list)
    noncompetitive: str | None = None
    net_long_position: str = Field("", alias="netLongPosition")


FORMS = {  # what pydantic finds wrong with the form
    "missing": "is missing",
    "extra_forbidden": "is no field of a bid",
    "string_type": "is neither a number nor text",
    "list_type": "is not a list, in square brackets",
    "model_type": "is not a bid, in braces",
}


def _json(name: str, text: str) -> Iterator[Row | BadRecord]:
    """Numbers are taken as the text they are, so that none is rounded."""
    try:
        bids = json.loads(text, parse_float=str, parse_int=str)
    except json.JSONDecodeError as why:
        yield BadRecord(f"{name} line {why.lineno}: this is not JSON: {why.msg}.")
        return
    if not isinstance(bids, list):
        yield BadRecord(f"{name}: this is not a list of bids, in square brackets.")
        return
    for number, bid in enumerate(bids, start=1):
        place = f"{name} bid {number}"
        try:
            yield from _json_rows(place, _JsonBid.model_validate(bid))
        except ValidationError as why:
            yield from (BadRecord(_sentence(place, error)) for error in why.errors())


def _json_rows(place: str, bid: _JsonBid) -> Iterator[Row | BadRecord]:
    if bid.noncompetitive is None and not bid.competitive:
        yield BadRecord(f"{place}: competitive and {NONCOMPETITIVE} are both missing or empty.")
        return
    common = {"auction": bid.auction, "account": bid.account, "netLongPosition": bid.net_long_position}
    if bid.noncompetitive is not None:
        yield Row(place, common | {"rate": NONCOMPETITIVE, "par": bid.noncompetitive})
    for number, rung in enumerate(bid.competitive, start=1):
        yield Row(f"{place} rung {number}", common | {"rate": rung.rate, "par": rung.par})


def _sentence(place: str, error: Any) -> str:
    rungs = [f" rung {each + 1}" for each in error["loc"] if isinstance(each, int)]
    names = [each for each in error["loc"] if isinstance(each, str)]
    field = "this" if error["type"] == "model_type" else names[-1]
    return f"{place}{''.join(rungs)}: {field} {FORMS.get(error['type'], 'cannot be read')}."
