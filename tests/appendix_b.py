"""The worked examples of 31 CFR 356 Appendix B, with the figures printed there."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from model.calendar import unix_day
from model.frn_pricing import Accrual, IndexRate
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

# example: interest rate, real yield, reference CPI, that of the dated date, issue date, maturity date
TIPS = {
    "III.A": (3875, 3898, 16_400_000, 16_400_000, day("1999-01-15"), day("2009-01-15")),
    "III.B": (3625, 3650, 16_329_032, 16_155_484, day("1998-10-15"), day("2008-01-15")),
}

# auction: high rate and days to maturity of the 13-week bill
INDEX_BILLS = {
    "7/23/2012": (95, 91),
    "7/30/2012": (110, 91),
    "8/6/2012": (100, 91),
    "8/13/2012": (110, 91),
    "8/20/2012": (105, 92),
    "8/27/2012": (105, 91),
    "12/27/2011": (25, 91),
}

# example: spread, discount margin, index rate, issue date, maturity date
FRNS = {
    "IV.A": (120, 120, 95_022_819, day("2012-07-31"), day("2014-07-31")),
    "IV.B": (-150, -150, 95_022_819, day("2012-07-31"), day("2014-07-31")),
    "IV.C": (120, 100, 105_027_876, day("2012-08-31"), day("2014-07-31")),
    "IV.E": (1000, 1000, 25_001_580, day("2012-01-03"), day("2013-12-31")),
}

# example: the days to the issue date and the index rates by the day after their auctions
ACCRUALS = {
    "IV.C": (
        Accrual(day("2012-07-27"), day("2012-07-31"), day("2012-08-29"), day("2012-08-31")),
        [
            IndexRate(day("2012-07-24"), 95_022_819),
            IndexRate(day("2012-07-31"), 110_030_595),
            IndexRate(day("2012-08-07"), 100_025_284),
            IndexRate(day("2012-08-14"), 110_030_595),
            IndexRate(day("2012-08-21"), 105_028_183),
            IndexRate(day("2012-08-28"), 105_027_876),
        ],
    ),
    "IV.E": (
        Accrual(day("2011-12-29"), day("2011-12-31"), day("2011-12-29"), day("2012-01-03")),
        [IndexRate(day("2011-12-28"), 25_001_580)],
    ),
}
