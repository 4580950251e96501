"""What follows from a position: sums, shares and averages, in integers.

A share that the law wants to be large is rounded down, one that it wants to be small is rounded up: rounding
never makes a broken rule look kept. Bills count at market where that is known, else at amortised cost.
"""

from functools import cached_property

from model.reserve import PAR_CASH
from scripts.reports.position import Bill, Position

WHOLE = 10_000  # [0.01 %]
HUNDREDTHS = 100


class Figures:
    def __init__(self, position: Position) -> None:
        self.position = position

    # Sums [micro-dollars]

    @cached_property
    def bills_at_cost(self) -> int:
        return sum(bill.amortised_cost for bill in self.position.bills)

    @cached_property
    def bills_at_market(self) -> int | None:
        values = [bill.market_value for bill in self.position.bills]
        return None if None in values else sum(values)

    @cached_property
    def bills(self) -> int:
        return sum(map(value_of, self.position.bills))

    @property
    def cash_at_cost(self) -> int:
        """In hand and at the auction house."""
        return self.position.cash + self.position.in_settlement

    @property
    def cash(self) -> int:
        """The same at what it is worth."""
        return self.worth(self.cash_at_cost)

    def worth(self, dollars: int) -> int:
        """Of dollars of cash, rounded down."""
        return dollars * self.position.cash_price // PAR_CASH

    @property
    def amortised_cost(self) -> int:
        return self.cash_at_cost + self.bills_at_cost

    @property
    def market_value(self) -> int | None:
        return None if self.bills_at_market is None else self.cash + self.bills_at_market

    @property
    def reserve(self) -> int:
        return self.cash + self.bills

    @property
    def liabilities(self) -> int:
        return self.position.supply + self.position.owed

    # Shares [0.01 %]

    def share_down(self, dollars: int) -> int | None:
        """Of the reserve; none if there is none."""
        return dollars * WHOLE // self.reserve if self.reserve else None

    def share_up(self, dollars: int) -> int | None:
        return up(dollars * WHOLE, self.reserve) if self.reserve else None

    @property
    def backing_ratio(self) -> int | None:
        """By the lower of amortised cost and market."""
        backing = min(self.amortised_cost, self.reserve)
        return backing * WHOLE // self.liabilities if self.liabilities else None

    @property
    def daily_liquidity(self) -> int | None:
        """Cash in hand and what is due by the next business day; cash that bids are waiting with is not."""
        return self.share_down(self.due_by(self.position.next_business_days[0]))

    @property
    def weekly_liquidity(self) -> int | None:
        return self.share_down(self.due_by(self.position.next_business_days[-1]))

    def due_by(self, date: int) -> int:
        due = [bill for bill in self.position.bills if bill.maturity_date <= date]
        return self.worth(self.position.cash) + sum(map(value_of, due))

    @property
    def concentration(self) -> int | None:
        """All cash is a claim on one institution; bills are held at the Treasury itself."""
        return self.share_up(self.cash)

    @property
    def eligible(self) -> int | None:
        """Cash, and bills that have no longer to run than the law allows."""
        return self.share_down(self.reserve - sum(map(value_of, self.too_long)))

    # Maturities

    @property
    def too_long(self) -> list[Bill]:
        longest = self.position.rules.longest_maturity
        return [bill for bill in self.position.bills if longest and self.days_of(bill) > longest]

    @property
    def longest_maturity(self) -> int:
        """[days]"""
        return max(map(self.days_of, self.position.bills), default=0)

    @property
    def weighted_average_maturity(self) -> int | None:
        """[0.01 days]"""
        return self._average(self.reserve) if self.reserve else None

    @property
    def tenor_of_bills(self) -> int:
        """[0.01 days]"""
        return self._average(self.bills) if self.bills else 0

    def _average(self, by: int) -> int:
        days = sum(value_of(bill) * self.days_of(bill) for bill in self.position.bills)
        return up(days * HUNDREDTHS, by)

    def days_of(self, bill: Bill) -> int:
        return max(0, bill.maturity_date - self.position.today)


def value_of(bill: Bill) -> int:
    return bill.amortised_cost if bill.market_value is None else bill.market_value


def up(dividend: int, divisor: int) -> int:
    """Their quotient, rounded up."""
    return -(-dividend // divisor)
