"""Weekends, years, and semiannual and quarterly coupon dates. Twin of contracts/libraries/Calendar.sol.

A date is the number of days since 1970-01-01, to 9999-12-31 at the latest.
"""

from calendar import monthrange
from datetime import date as Date
from functools import lru_cache

from model.rejected import require

EPOCH = Date(1970, 1, 1).toordinal()
SATURDAY = 5  # from Monday
FIRST_WEEKDAY = 3  # 1970-01-01 was a Thursday
DAYS_IN_WEEK = 7
LAST_DAY_OF_MONTH = 31
MONTHS_IN_HALF_YEAR = 6
MONTHS_IN_QUARTER = 3
MOST_COUPON_DATES = 200  # a hundred years of half-years
LAST_YEAR = 9999
LAST_DATE = Date.max.toordinal() - EPOCH


def unix_day(date: Date) -> int:
    """The number of days since 1970-01-01."""
    return date.toordinal() - EPOCH


def calendar_date(day: int) -> Date:
    """The calendar's date of a day since 1970-01-01."""
    require(day <= LAST_DATE, "AfterYear9999")
    return Date.fromordinal(day + EPOCH)


def is_weekend(date: int) -> bool:
    """Whether `date` is a Saturday or a Sunday."""
    return (date + FIRST_WEEKDAY) % DAYS_IN_WEEK >= SATURDAY


def one_year_after(date: int) -> int:
    """The same day one year later; of a 29 February, the 28 February."""
    start = calendar_date(date)
    return _date_in(start.year + 1, start.month, start.day)


@lru_cache(maxsize=100_000)
def coupon_date(maturity_date: int, periods: int, months: int = MONTHS_IN_HALF_YEAR) -> int:
    """The coupon date so many periods before maturity (31 CFR 356.30; Appendix B, I.A).

    On the maturity date's day of the month, or the last day of a month that has no such day; when maturity
    is the last day of its month, so is every coupon date.
    """
    maturity = calendar_date(maturity_date)
    years, month = divmod(maturity.year * 12 + maturity.month - 1 - periods * months, 12)
    is_month_end = maturity.day == monthrange(maturity.year, maturity.month)[1]
    return _date_in(years, month + 1, LAST_DAY_OF_MONTH if is_month_end else maturity.day)


def coupon_dates_after(date: int, maturity_date: int, months: int = MONTHS_IN_HALF_YEAR) -> int:
    """The number of coupon dates strictly after `date`, the maturity date included, counted one by one."""
    coupons = 0
    while coupon_date(maturity_date, coupons, months) > date:
        coupons += 1
    return coupons


def require_coupon_dates(date: int, maturity_date: int, months: int = MONTHS_IN_HALF_YEAR) -> None:
    """Interest is paid on two hundred dates at most."""
    require(coupon_dates_after(date, maturity_date, months) <= MOST_COUPON_DATES, "TooManyCouponDates")


def next_coupon_date(date: int, maturity_date: int, months: int = MONTHS_IN_HALF_YEAR) -> int:
    """The first coupon date strictly after `date`."""
    require(date < maturity_date, "AlreadyMatured")
    return coupon_date(maturity_date, coupon_dates_after(date, maturity_date, months) - 1, months)


def previous_coupon_date(date: int, maturity_date: int, months: int = MONTHS_IN_HALF_YEAR) -> int:
    """The last coupon date on or before `date`; the schedule has no beginning."""
    return coupon_date(maturity_date, coupon_dates_after(date, maturity_date, months), months)


def _date_in(year: int, month: int, day: int) -> int:
    """The `day` of the month, or its last day when it has no such day."""
    require(year >= 1970, "BeforeUnixTime")
    require(year <= LAST_YEAR, "AfterYear9999")
    return unix_day(Date(year, month, min(day, monthrange(year, month)[1])))
