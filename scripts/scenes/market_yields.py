"""The Treasury's par yields, published day by day, and by how much a story moves them."""

from collections.abc import Callable
from datetime import date
from functools import partial

from market.announcement import unix_day
from market.par_yields import par_yields
from model.calendar import calendar_date
from model.rate_board import NOT_PUBLISHED
from scripts.batch import order
from scripts.scenes.stage import DAY
from scripts.story.plan import Plan, at
from scripts.story.world import World

AFTERNOON = 16  # in New York


def as_published(_: date) -> int:
    return 0


def steps(plan: Plan, moved: Callable[[date], int] = as_published) -> list[tuple]:
    """(time, step, sale) of every day; `moved`: by how much the story moves a day's yields [0.01 %]."""
    first, last = calendar_date(plan.begins_at // DAY), plan.horizon
    return [
        (at(each.date, AFTERNOON), partial(publish, each.date, shifted(each.yields, moved(each.date))), None)
        for each in par_yields()
        if first <= each.date <= last
    ]


def publish(day: date, yields: list[int], world: World, _: None, moment: int) -> None:
    board = world.system.rate_board
    if board.latest()[0] < unix_day(day):
        publication = order(board.publish, unix_day(day), yields, by=world.settings.rate_publisher)
        world.do("the Treasury's par yields are published", [publication], moment)


def shifted(yields: list[int], by: int) -> list[int]:
    return [each if each == NOT_PUBLISHED else each + by for each in yields]
