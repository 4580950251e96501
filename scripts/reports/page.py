"""The report as one page for people: no file beside it, nothing to load."""

from calendar import month_name
from datetime import date
from html import escape
from pathlib import Path
from string import Template

from model.rule_book import Capacity
from scripts.reports.composition import Report
from scripts.reports.picture import ladder
from scripts.reports.position import in_words
from scripts.story.words import day, dollars, hundredths, moment

PAGE = Template((Path(__file__).parent / "page.html").read_text())

Cells = list[str]


def page(report: Report, report_hash: bytes) -> str:
    return PAGE.substitute(
        month=in_words(report.month),
        month_in_words=f"{month_name[report.month % 100]} {report.month // 100}",
        as_of=moment(report.as_of.time),
        block=f"{report.as_of.block:,}",
        chain=report.as_of.chain_id,
        law=escape(report.law),
        summary=table([], summary(report)),
        categories=table(
            ["", "Amortised cost", "Market value", "Share", "Average tenor", "Country", "Kept in"],
            categories(report),
            numbers=(1, 2, 3, 4),
            has_total=True,
        ),
        picture=ladder(report),
        holdings=table(
            ["CUSIP", "Matures", "Days", "Par", "Amortised cost", "Market value"],
            holdings(report),
            numbers=(2, 3, 4, 5),
        ),
        dashboard=table(["", "", "Found", "Asked", ""], dashboard(report), marked=4),
        hash="0x" + report_hash.hex(),
        signers=", ".join(f"the {each.name.lower().replace('_', ' ')}" for each in Capacity),
    )


# What the tables say


def summary(report: Report) -> list[Cells]:
    return [
        ["Coins outstanding", dollars(report.outstanding)],
        ["Redemptions owed", dollars(report.redemptions_owed)],
        ["Reserve at amortised cost", dollars(report.reserve)],
        ["Reserve at market", money(report.market_value)],
        ["Loss buffer in it", dollars(report.capital)],
        ["Backing ratio", percent(report.backing_ratio)],
        ["Weighted average maturity", days(report.weighted_average_maturity)],
        ["Liquid within one business day", percent(report.daily_liquidity)],
        ["Liquid within five business days", percent(report.weekly_liquidity)],
        ["At one institution", percent(report.concentration)],
    ]


def categories(report: Report) -> list[Cells]:
    rows = [
        [
            each.name,
            dollars(each.amortised_cost),
            money(each.market_value),
            percent(each.share),
            days(each.average_tenor),
            each.country,
            each.custody,
        ]
        for each in report.categories
    ]
    average = days(report.weighted_average_maturity)
    return [
        *rows,
        ["Reserve", dollars(report.reserve), money(report.market_value), "", average, "", ""],
    ]


def holdings(report: Report) -> list[Cells]:
    return [
        [
            each.cusip,
            day(date.fromisoformat(each.maturity_date)),
            str(each.days_to_maturity),
            dollars(each.par),
            dollars(each.amortised_cost),
            money(each.market_value),
        ]
        for each in report.holdings
    ]


def dashboard(report: Report) -> list[Cells]:
    return [[each.number, each.what, each.found, each.asked, each.verdict] for each in report.dashboard]


# How a table is written


def table(
    headings: Cells,
    rows: list[Cells],
    numbers: tuple[int, ...] = (1,),
    has_total: bool = False,
    marked: int | None = None,
) -> str:
    """`numbers` stand to the right; the words of the column `marked` are their own style."""

    def row(kind: str, cells: Cells, style: str = "") -> str:
        return f"<tr{style}>{''.join(cell(kind, *each) for each in enumerate(cells))}</tr>\n"

    def cell(kind: str, column: int, text: str) -> str:
        word = text if column == marked else "number" if column in numbers and marked is None else ""
        style = f' class="{word}"' if word else ""
        return f"<{kind}{style}>{escape(text)}</{kind}>"

    head = row("th", headings) if headings else ""
    last = len(rows) - 1 if has_total else None
    body = "".join(
        row("td", cells, ' class="total"' if number == last else "") for number, cells in enumerate(rows)
    )
    return f"<table>\n{head}{body}</table>"


def money(dollars_: int | None) -> str:
    return "not known" if dollars_ is None else dollars(dollars_)


def percent(share: int | None) -> str:
    return "nothing to measure" if share is None else f"{hundredths(share)} %"


def days(hundredths_of_days: int | None) -> str:
    return "nothing to measure" if hundredths_of_days is None else f"{hundredths(hundredths_of_days)} days"
