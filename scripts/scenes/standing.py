"""What stands behind the coin at a moment, what is owed, and how that compares with the law in force."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from rich.table import Table

from market.holidays import payment_day
from model.calendar import calendar_date
from scripts.batch import read_at
from scripts.scenes.stage import AWHILE
from scripts.story.words import UNIT, day, dollars, hundredths, moment, par
from scripts.story.world import World

WHOLE = 10_000  # [0.01 %]
ONE_SHARE = 10**18  # of savings, a dollar at first
NEXT_DAY = timedelta(days=1)


class Bill(NamedTuple):
    """What the reserve holds of one bill."""

    cusip: str
    units: int
    amortised_cost: int  # [micro-dollars]
    maturity_date: date

    @property
    def paid_on(self) -> date:
        return payment_day(self.maturity_date)


@dataclass(frozen=True)
class Standing:
    """The reserve at one block."""

    time: int  # [unix time]
    cash: int  # [micro-dollars], as all that follow
    backing: int
    market_value: int
    supply: int
    owed: int
    capital: int
    saved: int  # what a dollar saved at the beginning is worth
    bills: tuple[Bill, ...]
    rules: Any  # the law in force: `Profile` of interfaces/IRuleBook.sol

    @property
    def liabilities(self) -> int:
        return self.supply + self.owed

    @property
    def today(self) -> date:
        return datetime.fromtimestamp(self.time, UTC).date()

    def liquidity(self, days: int) -> int:
        """Cash, and bills due within so many business days and not missed, of the reserve [0.01 %]."""
        last = business_days_after(self.today, days)
        due = sum(each.units for each in self.bills if self.today <= each.paid_on <= last)
        return (self.cash + due * UNIT) * WHOLE // self.backing if self.backing else 0

    @property
    def weighted_average_maturity(self) -> int:
        """Of the whole reserve, cash at none [0.01 days]."""
        days = sum(each.units * max(0, (each.paid_on - self.today).days) for each in self.bills)
        return days * UNIT * 100 // self.backing if self.backing else 0


def standings(world: World, blocks: list[int]) -> list[Standing]:
    reserve, cash = world.system.reserve, world.system.cash
    questions = (
        (cash.balanceOf, reserve),
        (reserve.backing,),
        (reserve.marketValue,),
        (reserve.supply,),
        (reserve.owed,),
        (reserve.capital,),
        (world.system.savings_dollar.convertToAssets, ONE_SHARE),
        (reserve.positions,),
        (world.system.rule_book.rules,),
    )
    answers = iter(read_at([(hex(block), *question) for block in blocks for question in questions]))
    return [standing(world.times[block], [next(answers) for _ in questions]) for block in blocks]


def standing(time: int, answers: list[Any]) -> Standing:
    *dollars_, positions, rules = answers
    bills = [
        Bill(bytes(cusip).decode(), units, cost, calendar_date(maturity_date))
        for cusip, units, cost, maturity_date in positions
    ]
    return Standing(time, *dollars_, tuple(bills), rules)


def standing_at(world: World, when: int) -> Standing:
    """After the steps of a moment."""
    world.wait_until(when)
    return standings(world, [world.block_at(when + AWHILE)])[0]


def tell_standing(world: World, when: int) -> Standing:
    """Every position, what is owed, and the law's own numbers."""
    now = standing_at(world, when)
    table = Table(
        box=None, padding=(0, 2, 0, 0), title=f"The reserve on {moment(when)}", title_justify="left"
    )
    for heading in ("", "matures"):
        table.add_column(heading)
    table.add_column("dollars", justify="right")
    for bill in now.bills:
        name = f"bill {bill.cusip}, {par(bill.units)} of par, at cost"
        table.add_row(name, day(bill.maturity_date), dollars(bill.amortised_cost))
    for name, amount in (
        ("cash", now.cash),
        ("backing at cost", now.backing),
        ("backing at market", now.market_value),
        ("coins in circulation", now.supply),
        ("redemptions that wait", now.owed),
        ("the loss buffer (capital)", now.capital),
    ):
        table.add_row(name, "", dollars(amount))
    world.tell(table)
    tell_law(world, now)
    return now


def tell_law(world: World, now: Standing) -> None:
    name = bytes(world.system.rule_book.adopted()).rstrip(b"\0").decode()
    world.tell(
        f"  By the law in force ({name}): due within one business day "
        f"{at_least(now.liquidity(1), now.rules['dailyLiquidity'])}; within five "
        f"{at_least(now.liquidity(5), now.rules['weeklyLiquidity'])}; weighted average maturity "
        f"{average_maturity(now)}.\n"
    )


def at_least(share: int, least: int) -> str:
    verdict = "kept" if share >= least else "[bold]not kept[/]"
    return f"{hundredths(share)} % of the reserve, at least {hundredths(least)} % asked, {verdict}"


def average_maturity(now: Standing) -> str:
    most = now.rules["weightedAverageMaturity"]
    verdict = "kept" if now.weighted_average_maturity <= most * 100 else "[bold]not kept[/]"
    return f"{hundredths(now.weighted_average_maturity)} days, at most {most} asked, {verdict}"


def business_days_after(first: date, days: int) -> date:
    for _ in range(days):
        first = payment_day(first + NEXT_DAY)
    return first
