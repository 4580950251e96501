"""What stands behind the coin at a moment, what is owed, and how that compares with the law in force."""

from datetime import UTC, datetime

from rich.table import Table

from model.calendar import calendar_date
from scripts.reports import position
from scripts.reports.dashboard import BROKEN, composition
from scripts.reports.figures import Figures
from scripts.reports.position import Books
from scripts.scenes.stage import AWHILE
from scripts.story.words import day, dollars, moment, par
from scripts.story.world import World

SHOWN = ("R1", "R4", "R5", "R6")  # lines of the dashboard: backing, average maturity, liquidity


def figures_at(world: World, when: int) -> Figures:
    """After the steps of a moment."""
    world.wait_until(when)
    return Figures(position.at(books(world), month_of(when), world.block_at(when + AWHILE)))


def tell_standing(world: World, when: int) -> Figures:
    """Every bill, what is owed, and the law's own numbers."""
    figures = figures_at(world, when)
    found = figures.position
    table = Table(
        box=None, padding=(0, 2, 0, 0), title=f"The reserve on {moment(when)}", title_justify="left"
    )
    for heading in ("", "matures"):
        table.add_column(heading)
    table.add_column("dollars", justify="right")
    for bill in found.bills:
        name = f"bill {bill.cusip}, {par(bill.units)} of par, at cost"
        table.add_row(name, day(calendar_date(bill.maturity_date)), dollars(bill.amortised_cost))
    for name, amount in (
        ("cash", found.cash),
        ("backing at cost", figures.amortised_cost),
        ("backing at market", figures.market_value),
        ("coins in circulation", found.supply),
        ("redemptions that wait", found.owed),
        ("the loss buffer (capital)", found.capital),
    ):
        table.add_row(name, "", dollars(amount))
    world.tell(table)
    tell_law(world, figures)
    return figures


def tell_law(world: World, figures: Figures) -> None:
    world.tell(f"Held against the law in force, {figures.position.law}:")
    for line in composition(figures.position, figures):
        if line.number in SHOWN:
            verdict = f"[bold]{line.verdict}[/]" if line.verdict == BROKEN else line.verdict
            world.tell(f"  {line.what}: {line.found}, {line.asked}: {verdict}.")
    world.tell("")


def books(world: World) -> Books:
    system = world.system
    return Books(
        system.reserve,
        system.registry,
        system.reserve_monitor,
        system.compliance,
        system.rule_book,
        system.disclosure,
        system.cash,
    )


def month_of(when: int) -> int:
    """As in 202610."""
    date = datetime.fromtimestamp(when, UTC)
    return date.year * 100 + date.month
