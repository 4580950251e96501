"""The twin of IndexBoard: the published figures that indexed securities follow.

Who may publish is not told here: the access manager decides that. A month is counted from January 1970.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from model import frn_pricing, tips_pricing
from model.calendar import calendar_date
from model.clock import Clock
from model.frn_pricing import Accrual, IndexRate
from model.rejected import require

THIRTEEN_WEEKS = 91  # [days]
LONGEST_CLOSURE = 5  # [days]
LONGEST_WEEK = 8  # from a Monday's auction to one after a holiday [days]


@dataclass
class IndexBoard:
    clock: Clock
    cpi_of: dict[int, int] = field(default_factory=dict)  # by month [0.001]
    index_rates: list[IndexRate] = field(default_factory=list)

    # Consumer price index

    def publish_cpi(self, month: int, cpi: int) -> None:
        require(cpi > 0, "MissingCpi")
        require(month < month_of(self.clock.today), "MonthNotEnded")
        require(month not in self.cpi_of, "CpiAlreadyPublished")
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
        require(auction_date <= self.clock.today, "AuctionOutOfOrder")
        is_next = all(rate.effective_date < auction_date + 1 for rate in self.index_rates)
        require(is_next, "AuctionOutOfOrder")
        require(abs(days_to_maturity - THIRTEEN_WEEKS) <= LONGEST_CLOSURE, "NotThirteenWeeks")

        rate = frn_pricing.index_rate_from_bill(high_rate, days_to_maturity)
        self.index_rates.append(IndexRate(auction_date + 1, rate))

    def index_rate_count(self) -> int:
        return len(self.index_rates)

    def latest_index_rate(self) -> IndexRate:
        require(bool(self.index_rates), "MissingIndexRate")
        return self.index_rates[-1]

    # Interest

    def floating_interest(self, accrual: Accrual, spread: int, rate_count: int) -> int:
        require(rate_count <= self.index_rate_count(), "IndexRateNotPublished")
        known = self.index_rates[:rate_count]
        if accrual.start_date < accrual.end_date:
            for date in dates_that_need_a_rate(accrual, known):
                week_before = range(date - LONGEST_WEEK, date)
                require(any(rate.effective_date in week_before for rate in known), "MissingIndexRate")
        return frn_pricing.accrued_interest(accrual, known, spread)


def dates_that_need_a_rate(accrual: Accrual, rates: list[IndexRate]) -> Iterator[int]:
    """The lock-out of the end, and every rate used but the first: shortly before, another took effect."""
    yield accrual.end_lock_out
    for rate in rates:
        if accrual.start_lock_out <= rate.effective_date < accrual.end_lock_out:
            yield rate.effective_date


def month_of(date: int) -> int:
    """Counted from January 1970."""
    day = calendar_date(date)
    return (day.year - 1970) * 12 + day.month - 1
