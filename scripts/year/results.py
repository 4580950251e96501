"""What came of a year: the table, the figures as JSON, and the picture."""

import json
from itertools import groupby
from pathlib import Path

from rich.table import Table

from scripts.files import write_text
from scripts.story.figures import Figure
from scripts.story.words import billions, hundredths, index_ratio, par, percent, price
from scripts.year.market import Outcome

TYPES = ("Bill", "Note", "Bond", "TIPS", "FRN")
UNITS = {  # of the numbers in the JSON, by how people are shown them
    percent: "0.001 %",
    price: "micro-dollars per $100",
    index_ratio: "0.00001",
    hundredths: "0.01",
    par: "units of $100 of par",
}


def table(title: str, outcomes: list[Outcome]) -> Table:
    """By month of the auction and type of security."""
    rows = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0))
    for heading in ("month", "type"):
        rows.add_column(heading)
    for heading in ("auctions", "offered", "bid-to-cover", "published figures equal"):
        rows.add_column(heading, justify="right")
    said = None
    for (month, kind), some in by_month_and_type(outcomes):
        rows.add_row("" if month == said else f"{month:%b %Y}", kind, *sums(some))
        said = month
    rows.add_row("together", "", *sums(outcomes), style="bold")
    return rows


def by_month_and_type(outcomes: list[Outcome]):
    def key(outcome: Outcome) -> tuple:
        announced = outcome.sale.announcement
        return announced.auction_date.replace(day=1), TYPES.index(announced.security_type)

    for (month, kind), some in groupby(sorted(outcomes, key=key), key=key):
        yield (month, TYPES[kind]), list(some)


def sums(outcomes: list[Outcome]) -> tuple[str, ...]:
    """Auctions, offered, bid-to-cover of all together, figures equal."""
    bid, sold = (sum(without_soma(each, side) for each in outcomes) for side in ("tendered", "accepted"))
    equal, all_ = sum(each.equal for each in outcomes), sum(len(each.figures) for each in outcomes)
    offered = sum(each.sale.announcement.offering for each in outcomes)
    return str(len(outcomes)), billions(offered), f"{bid / sold:.2f}", f"{equal:,} of {all_:,}"


def without_soma(outcome: Outcome, side: str) -> int:
    return outcome.on_chain(f"{side} in all") - outcome.on_chain(f"{side}, Federal Reserve (SOMA)")


def write(title: str, outcomes: list[Outcome], folder: Path) -> list[Path]:
    """Results and picture, into a folder that may be there already."""
    from scripts.year.picture import draw  # which takes a second to import

    results = folder / "results.json"
    write_text(results, json.dumps([as_json(each) for each in outcomes], indent=1) + "\n")
    return [results, draw(title, outcomes, folder / "rates.png")]


def as_json(outcome: Outcome) -> dict:
    """Exact: whole numbers, each with its unit."""
    announced = outcome.sale.announcement
    return {
        "cusip": announced.cusip,
        "type": announced.security_type,
        "term": announced.term,
        "auctionDate": str(announced.auction_date),
        "issueDate": str(announced.issue_date),
        "maturityDate": str(announced.maturity_date),
        "offering": {"dollars": announced.offering * 100},
        "figures": {figure.name: of_figure(figure) for figure in outcome.figures},
    }


def of_figure(figure: Figure) -> dict:
    both = {"published": figure.published, "onChain": figure.on_chain, "equal": figure.is_equal}
    return both | ({"unit": UNITS[figure.show]} if figure.show in UNITS else {})
