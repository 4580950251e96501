"""The worked examples of 31 CFR 356 Appendix B on bills, notes and bonds, with the figures printed there."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from model.calendar import unix_day
from model.note_pricing import FirstPeriod

FILE = Path(__file__).parent / "data" / "appendix_b_examples.json"
EXAMPLES = {example["id"]: example for example in json.loads(FILE.read_text())["examples"]}


def printed(example: str, quantity: str, decimals: int) -> int:
    """A figure as printed, times ten to the power of `decimals`."""
    (check,) = (check for check in EXAMPLES[example]["checks"] if check["quantity"] == quantity)
    return int(Decimal(check["published"]).scaleb(decimals))


def day(text: str) -> int:
    return unix_day(date.fromisoformat(text))


def period(dated: str, first_interest_payment: str) -> FirstPeriod:
    return FirstPeriod(day(dated), day(first_interest_payment))


# example: interest rate, yield, issue date, maturity date, first period
NOTES = {
    "II.A": (8750, 8840, day("1990-05-15"), day("2020-05-15"), period("1990-05-15", "1990-11-15")),
    "II.B": (8500, 8590, day("1990-04-02"), day("1992-03-31"), period("1990-04-02", "1990-09-30")),
    "II.C": (8500, 8530, day("1990-03-01"), day("1995-05-15"), period("1990-03-01", "1990-11-15")),
    "II.D": (9500, 9540, day("1985-11-29"), day("1995-11-15"), period("1985-11-15", "1986-05-15")),
    "II.E": (10750, 10470, day("1985-11-04"), day("2005-08-15"), period("1985-07-02", "1986-02-15")),
    "II.F": (10500, 10530, day("1983-08-15"), day("1991-05-15"), period("1983-05-16", "1983-11-15")),
    "II.G": (9750, 9790, day("1988-11-15"), day("1994-12-15"), period("1988-10-15", "1989-06-15")),
}

# example: interest rate, maturity date, first period, par in units of $100
FIRST_PAYMENTS = {
    "I.A.3": (8375, day("1992-06-30"), period("1990-07-02", "1990-12-31"), 200),
    "I.A.4": (7875, day("1996-02-15"), period("1990-12-03", "1991-08-15"), 70),
}

# example: interest rate, date, maturity date, first period
ACCRUED = {
    "I.D.1": (6750, day("2000-08-15"), day("2005-05-15"), period("2000-05-15", "2000-11-15")),
    "I.D.2": (10750, day("1985-11-04"), day("2005-08-15"), period("1985-07-02", "1986-02-15")),
}

# example: discount rate, issue date, maturity date
BILLS = {
    "VI.A": (7610, day("1989-11-24"), day("1990-02-22")),
    "VI.D.1": (7930, day("1990-06-01"), day("1990-06-21")),
    "VI.D.2": (7650, day("1990-06-07"), day("1991-06-06")),
}
