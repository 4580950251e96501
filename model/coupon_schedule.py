"""When a series pays interest. Twin of contracts/libraries/CouponSchedule.sol.

A floating rate note pays every quarter, a bill never, all others every half-year
(31 CFR 356.30; Appendix B, I).
"""

from model.calendar import MONTHS_IN_HALF_YEAR, MONTHS_IN_QUARTER, MOST_COUPON_DATES, coupon_date
from model.security import FirstCoupon, SecurityType, Terms


def schedule_of(terms: Terms) -> tuple[FirstCoupon, list[int]] | None:
    """The kind of the first interest period and all payment dates; None if there can be no such series."""
    first = terms.first_interest_payment_date
    if terms.dated_date >= terms.maturity_date:
        return None
    if terms.security_type == SecurityType.BILL:
        return (FirstCoupon.NORMAL, []) if first == 0 else None

    months = MONTHS_IN_QUARTER if terms.security_type == SecurityType.FRN else MONTHS_IN_HALF_YEAR
    before, dates = _coupon_dates(terms.dated_date, terms.maturity_date, months)
    if len(dates) > MOST_COUPON_DATES:
        return None
    if first == dates[0]:
        first_coupon = FirstCoupon.NORMAL if terms.dated_date == before else FirstCoupon.SHORT
    elif first in dates[1:2]:
        first_coupon = FirstCoupon.LONG
        dates = dates[1:]
    else:
        return None
    if terms.security_type == SecurityType.FRN and first_coupon != FirstCoupon.NORMAL:
        return None
    return first_coupon, dates


def _coupon_dates(date: int, maturity_date: int, months: int) -> tuple[int, list[int]]:
    """The last coupon date up to `date`, and all after it."""
    dates = [maturity_date]
    while dates[0] > date:
        dates.insert(0, coupon_date(maturity_date, len(dates), months))
    return dates[0], dates[1:]
