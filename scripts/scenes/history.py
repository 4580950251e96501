"""The reserve from block to block, for the picture: few questions a block, for there are hundreds of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from market.holidays import payment_day
from model.calendar import calendar_date
from model.rule_book import Profile
from scripts.batch import read_at
from scripts.story.words import UNIT
from scripts.story.world import World

WHOLE = 10_000  # [0.01 %]
ONE_SHARE = 10**18  # of savings, a dollar at first
NOBODY = "0x" + 40 * "0"


@dataclass(frozen=True)
class Standing:
    """The reserve at one block."""

    time: int  # [unix time]
    cash: int  # [micro-dollars], as what follows
    backing: int
    market_value: int
    supply: int
    owed: int
    saved: int  # what a dollar saved at the beginning is worth
    shares: int  # in savings [10^-18]
    bills: tuple[tuple[int, date], ...]  # (units, when they are paid)
    rules: Profile

    @property
    def liabilities(self) -> int:
        return self.supply + self.owed

    def liquidity(self, days: int) -> int:
        """Cash, and bills due within so many business days, not missed, of the reserve at cost [0.01 %]."""
        last = today = datetime.fromtimestamp(self.time, UTC).date()
        for _ in range(days):
            last = payment_day(last + timedelta(days=1))
        due = sum(units for units, paid_on in self.bills if today <= paid_on <= last)
        return (self.cash + due * UNIT) * WHOLE // self.backing if self.backing else 0


def history(world: World) -> list[Standing]:
    """Whenever coins, cash or yields have changed, and just before; in between little moves."""
    reserve, system = world.system.reserve, world.system
    questions = (
        (system.cash.balanceOf, reserve),
        (reserve.backing,),
        (reserve.marketValue,),
        (reserve.supply,),
        (reserve.owed,),
        (system.savings_dollar.convertToAssets, ONE_SHARE),
        (system.savings_dollar.totalSupply,),
        (reserve.positions,),
        (system.rule_book.rules,),
    )
    blocks = blocks_of_interest(world)
    answers = iter(read_at([(hex(block), *question) for block in blocks for question in questions]))
    return [standing(world.times[block], [next(answers) for _ in questions]) for block in blocks]


def standing(time: int, answers: list[Any]) -> Standing:
    *dollars, positions, rules = answers
    bills = [(units, payment_day(calendar_date(maturity))) for _, units, _, maturity in positions]
    return Standing(time, *dollars, tuple(bills), Profile(*rules))


def blocks_of_interest(world: World) -> list[int]:
    system, changed = world.system, set()
    for token in (system.cash, system.par_dollar):
        for log in world.logs(token, "Transfer"):
            if {log["args"]["from"], log["args"]["to"]} & {str(system.reserve), NOBODY}:
                changed.add(log["blockNumber"])
    published = {log["blockNumber"] for log in world.logs(system.rate_board, "ParYieldsPublished")}
    blocks = {block + step for block in changed | published for step in (-1, 0)}
    return sorted(block for block in blocks if block >= min(published))
