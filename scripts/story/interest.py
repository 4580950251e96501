"""What one unit pays on a coupon date, by the published figures alone: what the chain is compared with."""

from datetime import date

from market.announcement import unix_day
from market.auctions import Auction
from market.consumer_prices import consumer_prices
from market.holidays import payment_day
from market.index_bills import DAY, WEEK, IndexBill, UnknownIndex, lock_out, monday
from model import frn_pricing, tips_pricing
from model.calendar import calendar_date, previous_coupon_date
from model.frn_pricing import Accrual, IndexRate
from model.index_board import month_of
from model.note_pricing import HALF_COUPON
from scripts.auctions import index_bills, months_between_payments, original_day


def payment(auction: Auction, due: date) -> int:
    """Of the period that ends on that coupon date [micro-dollars]."""
    security_type = auction.announcement.security_type
    if security_type == "FRN":
        return frn_pricing.in_micro_dollars(floating(auction, due))
    coupon = auction.result.interest_rate * HALF_COUPON
    return tips_pricing.adjusted(coupon, index_ratio(auction, due)) if security_type == "TIPS" else coupon


def missing(auction: Auction, due: date) -> str | None:
    """Why it cannot be known, in one clause: market/data does not have all it follows."""
    if auction.announcement.security_type != "FRN":
        return None
    try:
        bills_until(auction, due)
    except UnknownIndex as why:
        return str(why)
    return None


def index_ratio(auction: Auction, day: date) -> int:
    """How far consumer prices have risen since the dated date [0.00001]."""
    reference = reference_cpi(unix_day(day)), reference_cpi(original_day(auction))
    return tips_pricing.index_ratio_from_cpi(*reference)


def reference_cpi(day: int) -> int:
    prices, month = {each.number: each.index for each in consumer_prices()}, month_of(day)
    return tips_pricing.reference_cpi(prices[month - 3], prices[month - 2], day)


def floating(auction: Auction, due: date) -> int:
    """Of a floating rate note [1e-9 dollars]."""
    before = unix_day(due) - 1
    maturity = unix_day(auction.announcement.maturity_date)
    start = calendar_date(previous_coupon_date(before, maturity, months_between_payments(auction)))
    accrual = Accrual(*map(unix_day, (lock_out(start), start, lock_out(due), due)))
    rates = [
        IndexRate(
            bill.effective_date, frn_pricing.index_rate_from_bill(bill.high_rate, bill.days_to_maturity)
        )
        for bill in bills_until(auction, due)
    ]
    return frn_pricing.accrued_interest(accrual, rates, auction.result.spread)


def bills_until(auction: Auction, due: date) -> list[IndexBill]:
    """Those a floating rate note follows from its dated date to a coupon date. Raises UnknownIndex."""
    week = monday(due)
    while payment_day(week) + DAY >= lock_out(due):
        week -= WEEK
    return index_bills().between(calendar_date(original_day(auction)), payment_day(week))
