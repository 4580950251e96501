"""Text of a cell into an exact value; None where the cell is empty, ValueError where it cannot be read."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")


def _scaled(text: str, smallest: str, name: str) -> int | None:
    """How many times `smallest` the number is; it must be a whole number of times."""
    if not text:
        return None
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,12})?", text):
        raise ValueError("is not a number")

    count = Decimal(text) / Decimal(smallest)
    if count != int(count):
        raise ValueError(f"is not a multiple of {name}")
    return int(count)


def dollars(text: str) -> int | None:
    """Units of $100."""
    return _scaled(text, "100", "$100")


def billions_of_dollars(text: str) -> int | None:
    """Units of $100."""
    return _scaled(text, "0.0000001", "$100")


def rate(text: str) -> int | None:
    """Thousandths of a percent."""
    return _scaled(text, "0.001", "0.001 %")


def hundredths(text: str) -> int | None:
    return _scaled(text, "0.01", "0.01")


def price(text: str) -> int | None:
    """Micro-dollars."""
    return _scaled(text, "0.000001", "$0.000001")


def accrued_interest(text: str, is_floating: str) -> int | None:
    """$0.00001 per $1,000 of par; None of a floating rate note, where a finer unit is published."""
    return None if yes(is_floating) else _scaled(text, "0.00001", "$0.00001")


def floating_accrued_interest(text: str, is_floating: str) -> int | None:
    """Nano-dollars per $100 of par; None unless of a floating rate note."""
    return _scaled(text, "0.000000001", "$0.000000001") if yes(is_floating) else None


def index(text: str) -> int | None:
    """Hundred-thousandths."""
    return _scaled(text, "0.00001", "0.00001")


def thousandths(text: str) -> int | None:
    return _scaled(text, "0.001", "0.001")


def known_interest_rate(text: str, is_reopening: str, announced_cusip: str) -> int | None:
    """Before the auction the coupon is known only of a security announced as a reopening."""
    return rate(text) if yes(is_reopening) and not announced_cusip else None


def day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("is not a date such as 2020-01-31") from None


def month(text: str) -> date | None:
    """Its first day."""
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        raise ValueError("is not a month such as 2020-01") from None


def eastern(time: str, auction_date: str) -> datetime | None:
    """The moment [UTC] of an hour on the clock of New York, such as 01:00 PM or 13:00."""
    if not time or not auction_date:
        return None
    for form in ("%I:%M %p", "%H:%M"):
        try:
            hour = datetime.strptime(time, form).time()
        except ValueError:
            continue
        return datetime.combine(date.fromisoformat(auction_date), hour, EASTERN).astimezone(UTC)
    raise ValueError("is not a time such as 11:30 AM or 11:30")


def yes(text: str) -> bool:
    if text not in ("Yes", "Y", "No", "N", ""):
        raise ValueError("is neither Yes nor No")
    return text[:1] == "Y"


def words(text: str) -> str | None:
    return text or None


def security_type(kind: str, is_inflation_indexed: str, is_floating: str) -> str:
    if yes(is_inflation_indexed):
        return "TIPS"
    return "FRN" if yes(is_floating) else kind.title()


def rate_increment(kind: str) -> int:
    """[0.001 %]"""
    return 5 if kind == "Bill" else 1


def term(years_or_weeks: str, months_or_days: str) -> str:
    """ "26-Week" of ("26-WEEK", "182-DAY"), "9-Year 8-Month" of ("9-YEAR", "8-MONTH")."""
    if years_or_weeks.startswith("0-"):
        return months_or_days.title()
    if months_or_days.endswith("-MONTH") and not months_or_days.startswith("0-"):
        return f"{years_or_weeks} {months_or_days}".title()
    return years_or_weeks.title()


def is_cash_management_bill(weeks: str) -> bool:
    return weeks == "0-WEEK"
