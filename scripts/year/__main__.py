"""Hold all real auctions of a year again, in their order, and compare.    make year ARGS="--year 2020" """

import sys
import time
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

from market.announcement import day_at
from scripts import network
from scripts.batch import Refused
from scripts.deploy import deploy
from scripts.files import NotWritable, require_folder
from scripts.network import ClockError
from scripts.node import ROOT, NodeError
from scripts.settings import local_settings
from scripts.story.plan import Plan, PlanError, reason
from scripts.story.words import count, day, dollars
from scripts.year.market import Market, Step
from scripts.year.plan import plan as make_plan
from scripts.year.results import table, write

SENTENCES = (PlanError, NodeError, ClockError, Refused, NotWritable)
FORGETFUL = ("--prune-history", "100", "--transaction-block-keeper", "1000")
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--year", default=2020, show_default=True, help="Of the auctions.")
@click.option("--from", "first", type=DAY, help="Instead of a year: the first day of auctions.")
@click.option("--to", "last", type=DAY, help="And the last.")
@click.option("--output", type=click.Path(path_type=Path), help="Folder for the results and the picture.")
def main(year: int, first: datetime | None, last: datetime | None, output: Path | None) -> None:
    """Hold all auctions of a year on a chain of their own and compare every figure with the Treasury's."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
    market = None
    try:
        title, plan = chosen(year, first, last)
        output = output or folder(title)
        require_folder(output)
        console.print(introduction(title, plan))
        market = opened(plan)
        hold(market, console)
    except SENTENCES as why:
        sys.exit(str(why))
    except KeyboardInterrupt:
        sys.exit(interrupted(market))
    is_all_equal = tell(console, title, market)
    try:
        for path in write(title, market.outcomes, output):
            console.print(f"Written: {path}")
    except NotWritable as why:
        sys.exit(str(why))
    sys.exit(not is_all_equal)


def chosen(year: int, first: datetime | None, last: datetime | None) -> tuple[str, Plan]:
    """What the span is called, and its auctions."""
    if first is None and last is None:
        return str(year), make_plan(date(year, 1, 1), date(year, 12, 31))
    if first is None or last is None or last < first:
        raise PlanError("A span has a first day and a last one: --from 2020-01-06 --to 2020-01-17.")
    plan = make_plan(first.date(), last.date())
    return plan.title, plan


def folder(title: str) -> Path:
    return ROOT / "output" / f"year-{title.replace(' ', '-')}"


def introduction(title: str, plan: Plan) -> str:
    held = f"{title}: {count(len(plan.sales), 'auction')} of the Treasury, held again in the same order."
    return "\n".join([held, *(f"Not held: {reason(auction)}" for auction in plan.not_held)])


def opened(plan: Plan) -> Market:
    """On a node of its own, whose clock begins on the day of the first announcement."""
    network.connect("anvil", timestamp=plan.begins_at, arguments=FORGETFUL)
    from brownie import accounts  # after there is a network

    settings = local_settings(accounts)
    market = Market(plan, deploy(settings), settings, accounts)
    market.open()
    return market


def hold(market: Market, console: Console) -> None:
    """Take every step at its time, and say at the end of each month how far it is."""
    columns = (*Progress.get_default_columns(), MofNCompleteColumn(), TimeElapsedColumn())
    began = time.monotonic()
    with Progress(*columns, console=console, transient=True) as progress:
        agenda = market.agenda()
        task = progress.add_task("", total=len(agenda))
        for month, steps in groupby(agenda, key=lambda step: f"{day_at(step.when):%B %Y}"):
            before = len(market.outcomes)
            for step in steps:
                progress.update(task, description=description(step))
                market.take(step)
                progress.advance(task)
            if len(market.outcomes) > before:
                progress.console.print(account_of(month, market, before, time.monotonic() - began))


def description(step: Step) -> str:
    what = step.sale.name if step.sale else "what indexed securities follow"
    return f"{day(day_at(step.when))}: {what} {step.name}"


def account_of(month: str, market: Market, before: int, seconds: float) -> str:
    delivered = market.outcomes[before:]
    equal, all_ = sum(each.equal for each in delivered), sum(len(each.figures) for each in delivered)
    return (
        f"{month}: {count(len(delivered), 'auction')} delivered, "
        f"{equal:,} of {all_:,} published figures equal ({seconds:.0f} s)."
    )


def tell(console: Console, title: str, market: Market) -> bool:
    """The table, what is not equal, and the money; whether all is as the Treasury published."""
    outcomes = market.outcomes
    console.print("")
    console.print(table(f"The auctions of {title}", outcomes))
    different = [(each.sale, figure) for each in outcomes for figure in each.figures if not figure.is_equal]
    for sale, figure in different:
        published, on_chain = figure.cells
        where = f"{sale.name} of {day(sale.announcement.auction_date)}"
        console.print(f"[bold red]{where}: {figure.name} is {on_chain}, published {published}.[/]")
    due, paid = market.proceeds()
    verdict = "the same" if due == paid else f"[bold red]{dollars(paid)}[/]"
    console.print(
        f"\nBy the published figures the Treasury was paid {dollars(due)}, with accrued interest; on chain, "
        f"{verdict}."
    )
    return not different and due == paid


def interrupted(market: Market | None) -> str:
    done = f"after {count(len(market.outcomes), 'auction')}" if market else "before the first auction"
    return f"Interrupted {done}. The chain ended with the program: run it again to begin anew."


if __name__ == "__main__":
    main()
