"""The days on which the Federal Reserve Banks are closed, weekends apart; no payment is made on them."""

import csv
from datetime import date, timedelta
from functools import cache

from market.auctions import DATA

SATURDAY = 5


@cache
def holidays() -> frozenset[date]:
    with (DATA / "holidays.csv").open(newline="") as file:
        return frozenset(date.fromisoformat(row["date"]) for row in csv.DictReader(file))


def is_business_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in holidays()


def payment_day(day: date) -> date:
    """`day` itself if it is a business day, else the next one (31 CFR 356.30(a))."""
    while not is_business_day(day):
        day += timedelta(days=1)
    return day
