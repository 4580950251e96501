"""What a security on auction costs at a rate. Twin of contracts/libraries/AuctionPricing.sol."""

from model import bill_pricing, note_pricing
from model.auction import Announcement
from model.calendar import one_year_after
from model.registry import SecurityType

PAR = 100_000_000  # of one unit [micro-dollars]
BILL_INCREMENT = 5  # 31 CFR 356.12(c)(1)(i) [0.001 %]


def rate_increment(announcement: Announcement) -> int:
    """Bids are at multiples of it [0.001 %]."""
    return BILL_INCREMENT if is_bill(announcement) else 1


def is_bill(announcement: Announcement) -> bool:
    return announcement.security_type == SecurityType.BILL


def is_new_note(announcement: Announcement) -> bool:
    """Whether the auction itself decides the interest rate (31 CFR 356.20(b))."""
    return not is_bill(announcement) and not announcement.is_reopening


def has_possible_term(announcement: Announcement) -> bool:
    """Whether a bill matures within a year, as all do: its investment rate is defined up to there."""
    return not is_bill(announcement) or announcement.maturity_date <= one_year_after(announcement.issue_date)


def interest_rate_at(announcement: Announcement, rate: int) -> int:
    """The interest rate of the security if `rate` is the high rate."""
    return (
        note_pricing.interest_rate_from_yield(rate)
        if is_new_note(announcement)
        else announcement.interest_rate
    )


def price_at(announcement: Announcement, rate: int) -> tuple[int, int]:
    """Price and accrued interest of one unit if `rate` is the high rate [micro-dollars]."""
    dates = announcement.issue_date, announcement.maturity_date
    if is_bill(announcement):
        return bill_pricing.price(rate, dates[1] - dates[0]), 0
    return note_pricing.price(interest_rate_at(announcement, rate), rate, *dates)


def highest_cost(announcement: Announcement, rate: int) -> int:
    """The most that one unit bid at `rate` can cost, whatever the high rate turns out to be [micro-dollars].

    A price falls as the rate rises. The interest rate of a new note rises with the high rate, but keeps its
    price at or below par unless it is the least of 1/8 %.
    """
    price, accrued = price_at(announcement, rate)
    if not is_new_note(announcement):
        return price + accrued

    highest_interest_rate = interest_rate_at(announcement, announcement.maximum_rate)
    dates = announcement.issue_date, announcement.maturity_date
    return max(price, PAR) + note_pricing.accrued_interest(highest_interest_rate, *dates)


def investment_rate(announcement: Announcement, price: int) -> int:
    """The investment rate of a bill at `price`; zero for other securities."""
    if not is_bill(announcement):
        return 0
    return bill_pricing.investment_rate(price, announcement.issue_date, announcement.maturity_date)
