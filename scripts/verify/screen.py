"""The examination on a terminal, and as JSON."""

from dataclasses import asdict
from itertools import groupby

from rich.console import Console
from rich.table import Table

from model.reserve import NO_DUE_DATE
from model.reserve_monitor import ONE, Bill, Statement
from scripts.story.words import count, day_of, decimal, dollars, moment, par
from scripts.verify.check import Check, Verdict
from scripts.verify.examination import Examination

COLOURS = {Verdict.HOLDS: "green", Verdict.FAILS: "bold red", Verdict.UNKNOWN: "yellow"}


def tell(console: Console, examination: Examination) -> None:
    console.print(
        f"The reserve {examination.reserve} in block {examination.block:,}, {moment(examination.time)}.\n"
    )
    if examination.statement:
        tell_statement(console, examination.statement)
    for group, checks in groupby(examination.checks, key=lambda each: each.group):
        console.print(f"[bold]{group}[/]")
        for each in checks:
            console.print(f"  [{COLOURS[each.verdict]}]{each.verdict:8}[/] {each.sentence}")
    console.print(f"\n[{COLOURS[examination.verdict]}]{conclusion(examination)}[/]")


def tell_statement(console: Console, statement: Statement) -> None:
    table = Table(
        title="From the logs", title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0)
    )
    table.add_column()
    table.add_column(justify="right")
    for name, figure in rows(statement):
        table.add_row(name, figure)
    console.print(table)
    console.print()
    if statement.bills:
        console.print(bills(statement.bills))
        console.print()


def rows(statement: Statement) -> list[tuple[str, str]]:
    assets, claims, solvency = statement.assets, statement.claims, statement.solvency
    liquidity = statement.liquidity
    told = [
        ("cash", dollars(assets.cash)),
        ("in settlement", dollars(assets.in_settlement)),
        ("backing at amortised cost", dollars(assets.backing)),
        ("market value", dollars(assets.market_value) if assets.is_priced else "not known"),
        ("coins", dollars(claims.supply)),
        ("owed on redemptions", dollars(claims.owed)),
        ("surplus", dollars(claims.surplus)),
        ("of it capital", dollars(claims.capital)),
        ("coverage at cost", share(solvency.coverage_at_cost)),
        ("coverage at market", share(solvency.coverage_at_market) if assets.is_priced else "not known"),
        ("weighted average maturity", count(liquidity.weighted_average_maturity, "day")),
        ("due in one business day", f"{decimal(liquidity.daily, 2)} %"),
        ("due in five business days", f"{decimal(liquidity.weekly, 2)} %"),
    ]
    if solvency.first_waiting:
        told.append((f"redemption {solvency.first_waiting} waits; due", due(solvency.first_due_date)))
    return told


def bills(held: tuple[Bill, ...]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("bill", "matures", "par", "amortised cost", "market value", "the reserve could buy it"):
        justify = "left" if heading in ("bill", "matures") else "right"
        table.add_column(heading, justify=justify, overflow="fold")
    for each in sorted(held, key=lambda bill: (bill.maturity_date, bill.cusip)):
        values = (par(each.units), dollars(each.amortised_cost), dollars(each.market_value))
        table.add_row(each.cusip, day_of(each.maturity_date), *values, "yes" if each.is_eligible else "no")
    return table


def conclusion(examination: Examination) -> str:
    failed = number_of(examination.checks, Verdict.FAILS)
    if failed:
        return f"{failed} of {count(len(examination.checks), 'check')} failed: do not rely on this coin."
    not_known = number_of(examination.checks, Verdict.UNKNOWN)
    if not_known:
        return f"{count(not_known, 'check')} could not be made; all others of {len(examination.checks)} hold."
    return f"All {len(examination.checks)} checks hold: every coin is backed, and by what the reserve says."


def number_of(checks: list[Check], verdict: Verdict) -> int:
    return sum(each.verdict == verdict for each in checks)


def share(of_one: int) -> str:
    return f"{decimal(of_one * 100 * 10**6 // ONE, 6)} %"


def due(date: int) -> str:
    return "never, by the law it was asked for under" if date == NO_DUE_DATE else day_of(date)


def as_json(examination: Examination) -> dict:
    return asdict(examination) | {"verdict": examination.verdict}
