"""The twin of IndexBoard: the published figures that indexed securities follow.

Who may publish is not told here: the access manager decides that. A month is counted from January 1970, a
week from that of 1970-01-01.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from model import frn_pricing, tips_pricing
from model.calendar import calendar_date
from model.clock import Clock
from model.frn_pricing import Accrual, IndexRate
from model.rejected import require

THIRTEEN_WEEKS = 91  # [days]
LONGEST_CLOSURE = 5  # [days]
THURSDAY = 3  # 1970-01-01, in days after a Monday
HIGHEST_RATE = 50_000  # of a bill [0.001 %]
EVERY_WEEK = 2**32 - 1


@dataclass
class IndexBoard:
    clock: Clock
    cpi_of: dict[int, int] = field(default_factory=dict)  # by month [0.001]
    index_rate_of: dict[int, IndexRate] = field(default_factory=dict)  # by week

    # Consumer price index

    def publish_cpi(self, month: int, cpi: int) -> None:
        require(cpi > 0, "MissingCpi")
        require(month < month_of(self.clock.today), "MonthNotEnded")
        require(month not in self.cpi_of, "CpiAlreadyPublished")
        for before, after in ((self.cpi_of.get(month - 1), cpi), (cpi, self.cpi_of.get(month + 1))):
            if before and after:
                require(10 * abs(after - before) <= before, "CpiJumps")
        self.cpi_of[month] = cpi

    def reference_cpi(self, date: int) -> int:
        month = month_of(date)
        require(month >= 3, "BeforeUnixTime")
        for each in (month - 3, month - 2):
            require(each in self.cpi_of, "MissingCpi")
        return tips_pricing.reference_cpi(self.cpi_of[month - 3], self.cpi_of[month - 2], date)

    def index_ratio(self, date: int, dated_date: int) -> int:
        return tips_pricing.index_ratio_from_cpi(self.reference_cpi(date), self.reference_cpi(dated_date))

    # Index rate

    def publish_bill_auction(self, auction_date: int, high_rate: int, days_to_maturity: int) -> None:
        require(auction_date <= self.clock.today, "AuctionNotHeld")
        require(week_of(auction_date) not in self.index_rate_of, "BillAuctionAlreadyPublished")
        require(abs(days_to_maturity - THIRTEEN_WEEKS) <= LONGEST_CLOSURE, "NotThirteenWeeks")
        require(high_rate <= HIGHEST_RATE, "RateOutOfBounds")

        rate = frn_pricing.index_rate_from_bill(high_rate, days_to_maturity)
        self.index_rate_of[week_of(auction_date)] = IndexRate(auction_date + 1, rate)

    @property
    def latest_week(self) -> int:
        return max(self.index_rate_of, default=0)

    def latest_index_rate(self) -> IndexRate:
        this_week = week_of(self.clock.today)
        require(self.latest_week in (this_week - 1, this_week), "MissingIndexRate")
        return self.index_rate_of[self.latest_week]

    # Interest

    def floating_interest(self, accrual: Accrual, spread: int, last_week: int) -> int:
        if accrual.start_date < accrual.end_date:
            weeks = self._weeks_needed(accrual, last_week)
            require(all(week in self.index_rate_of for week in weeks), "MissingIndexRate")
        last = min(last_week, week_of(accrual.end_date))
        known = tuple(rate for week, rate in sorted(self.index_rate_of.items()) if week <= last)
        return accrued_interest(accrual, known, spread)

    def _weeks_needed(self, accrual: Accrual, last_week: int) -> range:
        """A rate takes effect before a lock-out if its auction was held two days before that, or earlier."""
        end = min(last_week, week_of(accrual.end_lock_out - 2))
        start = min(end, week_of(accrual.start_lock_out - 2))
        if start in self.index_rate_of and self.index_rate_of[start].effective_date >= accrual.start_lock_out:
            start -= 1
        return range(start, end + 1)


# The same interest is asked for again and again, and takes a step a day to compute.
accrued_interest = lru_cache(maxsize=100_000)(frn_pricing.accrued_interest)


def week_of(date: int) -> int:
    """Monday to Sunday; 1970-01-01, a Thursday, lies in week 0."""
    return (date + THURSDAY) // 7


def month_of(date: int) -> int:
    """Counted from January 1970."""
    day = calendar_date(date)
    return (day.year - 1970) * 12 + day.month - 1
