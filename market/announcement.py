"""What the Treasury fixes before bidding."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, model_validator

from market.readers import EASTERN
from market.record import Cusip, Inconsistent, Index, Rate, Record, Units

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def unix_day(day: date) -> int:
    """Days since 1970-01-01: a date as the contracts know it."""
    return (day - EPOCH.date()).days


def unix_time(moment: datetime) -> int:
    """Seconds since 1970-01-01 00:00 UTC: a time as the contracts know it."""
    return (moment - EPOCH) // timedelta(seconds=1)


def day_at(unix_time: int) -> date:
    """The day in New York at that time."""
    return datetime.fromtimestamp(unix_time, EASTERN).date()


class Announcement(Record):
    """The terms of one auction.

    Par is in units of $100, a rate in thousandths of a percent; None is "not stated".
    """

    cusip: Cusip  # under which the security was issued
    announced_cusip: Cusip | None  # if another: the new note turned out equal to an older one
    security_type: Literal["Bill", "Note", "Bond", "TIPS", "FRN"]
    term: str  # such as "26-Week", "9-Year 10-Month"
    is_cash_management_bill: bool
    is_reopening: bool
    interest_rate: Rate | None  # of a reopening; the auction decides that of a new note [0.001 %]

    announcement_date: date
    auction_date: date
    issue_date: date
    maturity_date: date
    dated_date: date | None  # interest accrues from here; a bill has none
    original_dated_date: date | None
    original_issue_date: date | None
    first_interest_payment_date: date | None
    noncompetitive_closing: AwareDatetime  # [UTC]
    competitive_closing: AwareDatetime  # [UTC]

    offering: Annotated[int, Field(gt=0)]  # [$100]
    currently_outstanding: Units | None  # before this auction [$100]
    minimum_bid: Annotated[int, Field(gt=0)]  # [$100]
    maximum_noncompetitive_award: Annotated[int, Field(gt=0)]  # [$100]
    maximum_competitive_award: Annotated[int, Field(gt=0)]  # to one bidder [$100]
    rate_increment: Annotated[int, Field(gt=0)]  # bids are multiples of it [0.001 %]

    # Of TIPS alone:
    ref_cpi_on_issue_date: Index | None = None  # [0.00001]
    ref_cpi_on_dated_date: Index | None = None  # of the original issue [0.00001]
    index_ratio: Index | None = None  # on the issue date, to that dated date [0.00001]

    @model_validator(mode="after")
    def _dates_are_in_order(self) -> "Announcement":
        for earlier, later in (
            ("announcement_date", "auction_date"),
            ("auction_date", "issue_date"),
            ("issue_date", "maturity_date"),
            ("dated_date", "issue_date"),
            ("original_dated_date", "dated_date"),
            ("first_interest_payment_date", "maturity_date"),
            ("noncompetitive_closing", "competitive_closing"),
        ):
            first, second = getattr(self, earlier), getattr(self, later)
            if first and second and first > second:
                raise Inconsistent(earlier, f"is after the {later.replace('_', ' ')}, {second}")
        return self

    @model_validator(mode="after")
    def _interest_is_dated(self) -> "Announcement":
        if self.security_type != "Bill" and self.dated_date is None:
            raise Inconsistent("dated_date", "is missing")
        return self

    @model_validator(mode="after")
    def _award_is_within_the_offering(self) -> "Announcement":
        if self.maximum_competitive_award > self.offering:
            raise Inconsistent("maximum_competitive_award", "is more than the offering")
        return self
