"""The twin of ReserveMonitor: the reserve as an outsider sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from model.clock import SECONDS_IN_DAY
from model.note_pricing import PAR
from model.portfolio import Holdings
from model.rejected import Rejected
from model.reserve import WHOLE, Reserve

ONE = 10**8  # a dollar for a dollar


@dataclass(frozen=True)
class Bill:
    cusip: str
    units: int  # [units of $100 par]
    par: int  # [micro-dollars]
    amortised_cost: int  # [micro-dollars]
    market_value: int  # zero if its payment was missed, or rates are not fresh [micro-dollars]
    maturity_date: int  # [unix day]
    is_eligible: bool


@dataclass(frozen=True)
class Assets:
    cash: int  # [micro-dollars]
    in_settlement: int  # [micro-dollars]
    backing: int  # [micro-dollars]
    market_value: int  # zero if it cannot be told [micro-dollars]
    is_priced: bool
    priced_at: int  # [unix time]


@dataclass(frozen=True)
class Claims:
    supply: int  # [micro-dollars]
    owed: int  # [micro-dollars]
    liabilities: int  # [micro-dollars]
    surplus: int  # [micro-dollars]
    capital: int  # [micro-dollars]


@dataclass(frozen=True)
class Liquidity:
    weighted_average_maturity: int = 0  # [days]
    daily: int = 0  # [0.01 %]
    weekly: int = 0  # [0.01 %]


@dataclass(frozen=True)
class Solvency:
    coverage_at_cost: int  # [1e-8]
    coverage_at_market: int  # zero if it cannot be told [1e-8]
    is_insolvent: bool
    is_minting_stopped: bool
    shortfall_since: int  # [unix time]
    first_waiting: int
    first_due_date: int  # [unix day]


@dataclass(frozen=True)
class Statement:
    time: int  # [unix time]
    assets: Assets
    claims: Claims
    liquidity: Liquidity
    solvency: Solvency
    bills: tuple[Bill, ...]


@dataclass(frozen=True)
class ReserveMonitor:
    reserve: Reserve

    # Statement

    def statement(self) -> Statement:
        return Statement(
            time=self.reserve.clock.now,
            assets=self._assets(),
            claims=self._claims(),
            liquidity=self._liquidity(),
            solvency=self._solvency(),
            bills=tuple(map(self._bill, self._held())),
        )

    def _assets(self) -> Assets:
        market_value = self._market_value()
        return Assets(
            cash=self._cash(),
            in_settlement=self.reserve.in_settlement(),
            backing=self.reserve.backing(),
            market_value=market_value or 0,
            is_priced=market_value is not None,
            priced_at=self._priced_at(),
        )

    def _claims(self) -> Claims:
        reserve = self.reserve
        return Claims(
            reserve.supply(), reserve.owed(), reserve.liabilities(), reserve.surplus(), reserve.capital
        )

    def _solvency(self) -> Solvency:
        first = self.first_waiting()
        return Solvency(
            coverage_at_cost=self.coverage_at_cost(),
            coverage_at_market=self._coverage(self._market_value() or 0),
            is_insolvent=self.reserve.standing.is_insolvent,
            is_minting_stopped=self.reserve.standing.is_minting_stopped,
            shortfall_since=self.reserve.shortfall_since,
            first_waiting=first,
            first_due_date=self.reserve.due_date(first) if first else 0,
        )

    def _bill(self, held: Holdings) -> Bill:
        longest = self.reserve.rule_book.rules().longest_maturity
        return Bill(
            cusip=held.cusip,
            units=held.units,
            par=held.units * PAR,
            amortised_cost=held.amortised_cost,
            market_value=self._or_nothing(partial(self._bill_value, held)) or 0,
            maturity_date=held.maturity_date,
            is_eligible=self._is_to_come(held) and (longest == 0 or self._days_to(held) <= longest),
        )

    def _bill_value(self, held: Holdings) -> int:
        return held.units * self.reserve.portfolio.price_of(held.maturity_date)

    def _market_value(self) -> int | None:
        return self._or_nothing(self.reserve.market_value)

    def _or_nothing(self, figure) -> int | None:
        """Nothing where no yields were published lately."""
        try:
            return figure()
        except Rejected:
            return None

    def _priced_at(self) -> int:
        """The time of the oldest figure that the market value depends on."""
        priced_at = [self.reserve.standing.cash_priced_at]
        if any(map(self._is_to_come, self._held())):
            priced_at.append(self.reserve.portfolio.rate_board.latest_date * SECONDS_IN_DAY)
        return min(priced_at)

    # Liquidity

    def _liquidity(self) -> Liquidity:
        backing = self.reserve.backing()
        if backing == 0:
            return Liquidity()
        dollar_days = sum(held.amortised_cost * self._days_to(held) for held in self._held())
        return Liquidity(
            weighted_average_maturity=-(-dollar_days // backing),
            daily=self._due_within(1) * WHOLE // backing,
            weekly=self._due_within(5) * WHOLE // backing,
        )

    def _due_within(self, business_days: int) -> int:
        """Cash, and what bills that are paid within so many business days after today cost."""
        payment_date, today = self.reserve.registry.payment_date, self.reserve.clock.today
        last = today
        for _ in range(business_days):
            last = payment_date(last + 1)
        due = (held for held in self._held() if today <= payment_date(held.maturity_date) <= last)
        return self._cash() + sum(held.amortised_cost for held in due)

    def _held(self) -> Iterable[Holdings]:
        return self.reserve.portfolio.positions()

    def _is_to_come(self, held: Holdings) -> bool:
        return held.maturity_date > self.reserve.clock.today

    def _days_to(self, held: Holdings) -> int:
        return max(0, held.maturity_date - self.reserve.clock.today)

    def _cash(self) -> int:
        return self.reserve.cash.balance_of[self.reserve.address]

    # Coverage

    def coverage_at_cost(self) -> int:
        return self._coverage(self.reserve.backing())

    def coverage_at_market(self) -> int:
        return self._coverage(self.reserve.market_value())

    def round(self) -> tuple[int, int, int, int, int]:
        """The feed: its round, the answer, when that began and was up to date, and the round again."""
        now, priced_at = self.reserve.clock.now, self._priced_at()
        return now, min(self.coverage_at_cost(), self.coverage_at_market()), priced_at, priced_at, now

    def _coverage(self, dollars: int) -> int:
        liabilities = self.reserve.liabilities()
        return dollars * ONE // liabilities if liabilities else ONE

    # Queue

    def first_waiting(self) -> int:
        """The first redemption that cash does not cover in full; by asking one after the other."""
        reserve = self.reserve
        if reserve.standing.is_insolvent:
            return 0
        covered = reserve.standing.paid + self._cash()
        reach = (redemption.start + redemption.dollars for redemption in reserve.redemptions)
        return next((number for number, end in enumerate(reach, 1) if end > covered), 0)

    def first_unpaid(self, start: int, most: int) -> int:
        first = max(start, 1)
        some = enumerate(self.reserve.redemptions[first - 1 : first - 1 + most], first)
        return next((number for number, each in some if each.paid < each.dollars), 0)
