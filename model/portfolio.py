"""The twin of Portfolio: the bills of the reserve, one position a CUSIP."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from model.amortised_cost import remaining_discount
from model.clock import SECONDS_IN_DAY, Clock
from model.note_pricing import PAR
from model.rate_board import RateBoard
from model.registry import TreasuryRegistry


@dataclass(frozen=True)
class Position:
    units: int = 0  # [units of $100 par]
    discount: int = 0  # par less amortised cost, when last changed [micro-dollars]
    changed_at: int = 0  # [unix time]
    maturity_date: int = 0  # [unix day]

    def discount_at(self, time: int) -> int:
        """What is not earned at a time [micro-dollars]."""
        return remaining_discount(self.discount, self.changed_at, self.maturity_date * SECONDS_IN_DAY, time)

    def amortised_cost(self, time: int) -> int:
        return self.units * PAR - self.discount_at(time)


@dataclass(frozen=True)
class Holdings:
    """A position as the public sees it."""

    cusip: str
    units: int  # [units of $100 par]
    amortised_cost: int  # now [micro-dollars]
    maturity_date: int  # [unix day]


@dataclass
class Portfolio:
    clock: Clock
    registry: TreasuryRegistry
    rate_board: RateBoard
    position_of: dict[str, Position] = field(default_factory=dict)  # by CUSIP

    def positions(self) -> Iterator[Holdings]:
        for cusip, position in self.position_of.items():
            cost = position.amortised_cost(self.clock.now)
            yield Holdings(cusip, position.units, cost, position.maturity_date)

    def carry(self, time: int) -> int:
        """What the bills earn in so many seconds from now [micro-dollars]."""
        now = self.clock.now
        positions = self.position_of.values()
        return sum(position.discount_at(now) - position.discount_at(now + time) for position in positions)

    def at_cost(self) -> int:
        return sum(position.amortised_cost(self.clock.now) for position in self.position_of.values())

    def at_market(self) -> int:
        positions = self.position_of.values()
        return sum(position.units * self.price_of(position.maturity_date) for position in positions)

    def price_of(self, maturity_date: int) -> int:
        """Of one unit at market; a bill is par until its payment day, and nothing once that was missed."""
        if self.clock.today < maturity_date:
            return self.rate_board.bill_price(maturity_date)
        return PAR if self.clock.today <= self.registry.payment_date(maturity_date) else 0

    def add(self, cusip: str, maturity_date: int, units: int, cost: int) -> None:
        held = self.position_of.get(cusip, Position())
        discount = held.discount_at(self.clock.now) + units * PAR - cost
        self.position_of[cusip] = Position(held.units + units, discount, self.clock.now, maturity_date)

    def take(self, cusip: str, units: int) -> None:
        """Units with their part of the cost."""
        held = self.position_of.pop(cusip)
        left = held.units - units
        if left:
            discount = held.discount_at(self.clock.now) * left // held.units
            self.position_of[cusip] = Position(left, discount, self.clock.now, held.maturity_date)
