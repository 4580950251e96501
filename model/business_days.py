"""Days on which the Federal Reserve Banks are open (31 CFR 356.2). The twin of BusinessDays."""

from model.calendar import is_weekend


def is_business_day(holidays: set[int], date: int) -> bool:
    return not is_weekend(date) and date not in holidays


def closure_around(holidays: set[int], date: int) -> int:
    """How many days in a row are not business days, `date` among them."""
    first = date
    while not is_business_day(holidays, first - 1):
        first -= 1
    return payment_date(holidays, date) - first


def business_days_before(holidays: set[int], date: int, count: int) -> int:
    """The business day so many before `date`."""
    while count > 0:
        date -= 1
        count -= is_business_day(holidays, date)
    return date


def payment_date(holidays: set[int], date: int) -> int:
    """`date` itself if it is a business day, else the next one (356.30(a))."""
    while not is_business_day(holidays, date):
        date += 1
    return date
