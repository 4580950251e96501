"""An auction in the columns of the Treasury's auction query, as `market.auctions` reads it back."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from market import readers as read
from market.announcement import Announcement
from market.auctions import Auction
from market.layouts import QUERY
from market.record import Cell, Record

MEASURES = {"Bill": "DiscountRate", "FRN": "DiscountMargin"}  # what is bid; of others the yield


def row_of(auction: Auction) -> dict[str, str]:
    """Every column that is read, empty where the security has no such figure."""
    row = row_of_announcement(auction.announcement)
    row |= _cells(auction.result, QUERY.result, auction.announcement.security_type)
    return row


def row_of_announcement(announcement: Announcement) -> dict[str, str]:
    """Of an auction without a result."""
    kind = announcement.security_type
    row = dict.fromkeys(QUERY.columns(), "") | {"floatingRate": _yes(kind == "FRN")}
    return row | _cells(announcement, QUERY.announcement, kind)


def _cells(record: Record, places: dict[str, Cell], kind: str) -> dict[str, str]:
    texts = {}
    for field, place in places.items():
        value = getattr(record, field)
        if value is not None and place.reader in WRITERS:
            texts[_column(place, kind)] = WRITERS[place.reader](value)
    return texts


def _column(place: Cell, kind: str) -> str:
    alternatives = place.columns[0].split("|")
    measured = [name for name in alternatives if name.endswith(MEASURES.get(kind, "Yield"))]
    adjusted = [name for name in alternatives if name.startswith("adjusted") == (kind == "TIPS")]
    return (measured or adjusted or alternatives)[0]


def _yes(holds: bool) -> str:
    return "Yes" if holds else "No"


def _decimal(places: int) -> Callable[[int], str]:
    """An integer count of the smallest place, exactly."""
    return lambda number: f"{Decimal(number).scaleb(-places):f}"


def _hour(closing: datetime) -> str:
    return closing.astimezone(read.EASTERN).strftime("%I:%M %p")


# What undoes a reader. A column that two fields read is written for one of them.
WRITERS: dict[Callable[..., Any], Callable[[Any], str]] = {
    read.words: str,
    read.yes: _yes,
    read.day: date.isoformat,
    read.eastern: _hour,
    read.dollars: lambda units: str(units * 100),
    read.rate: _decimal(3),
    read.hundredths: _decimal(2),
    read.price: _decimal(6),
    read.index: _decimal(5),
    read.accrued_interest: _decimal(5),
    read.floating_accrued_interest: _decimal(9),
}
