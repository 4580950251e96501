"""What an announcement states in words and what follows from its dates."""

from datetime import date

MONTHS_IN_YEAR = 12
DAYS_IN_WEEK = 7
REGULAR_SINCE = {  # weeks of the bills that are auctioned regularly, the others are cash management bills
    4: date.min,
    6: date(2025, 2, 18),
    8: date.min,
    13: date.min,
    17: date(2022, 10, 19),
    26: date.min,
    52: date.min,
}
FRACTIONS = {125: "1/8", 250: "1/4", 375: "3/8", 500: "1/2", 625: "5/8", 750: "3/4", 875: "7/8"}  # [0.001 %]


def bill_term(auctioned: date, issued: date, matures: date) -> str:
    """ "13-Week", and "119-Day" of a cash management bill. A holiday moves the dates by a day."""
    days = (matures - issued).days
    if is_cash_management_bill(auctioned, issued, matures):
        return f"{days}-Day"
    return f"{_weeks(days)}-Week"


def is_cash_management_bill(auctioned: date, issued: date, matures: date) -> bool:
    return REGULAR_SINCE.get(_weeks((matures - issued).days), date.max) > auctioned


def note_term(dated: date, auctioned: date, matures: date) -> str:
    """ "10-Year", "9-Year 10-Month": in calendar months, from the later of the dated date and the auction."""
    years, months = divmod(_months(matures) - _months(max(dated, auctioned)), MONTHS_IN_YEAR)
    parts = [f"{number}-{name}" for number, name in ((years, "Year"), (months, "Month")) if number]
    return " ".join(parts)


def coupon(rate: int) -> str:
    """ "1-3/4%", as the Treasury writes interest rates, which are multiples of 1/8 %."""
    whole, rest = divmod(rate, 1_000)
    parts = [str(whole)] if whole or not rest else []
    return "-".join([*parts, FRACTIONS[rest]] if rest else parts) + "%"


def _weeks(days: int) -> int:
    return (days + DAYS_IN_WEEK // 2) // DAYS_IN_WEEK


def _months(day: date) -> int:
    return day.year * MONTHS_IN_YEAR + day.month
