"""What stood behind the coin at the end of a month.    make report ARGS="--month 2026-10 --publish" """

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from brownie import accounts, web3
from rich.console import Console

from scripts.batch import Refused
from scripts.files import NotWritable, require_folder, write_text
from scripts.house import present
from scripts.network import LOST, NODE_IS_GONE, ROOT, connect
from scripts.node import NodeError
from scripts.records import RecordError
from scripts.reports import anchor
from scripts.reports.composition import Report, canonical, hash_of
from scripts.reports.dashboard import BROKEN
from scripts.reports.page import page
from scripts.reports.position import Books, ReportError, find, in_words
from scripts.settings import local_settings
from scripts.story.words import dollars, moment

SENTENCES = (NodeError, RecordError, ReportError, Refused, NotWritable)
FOLDER = ROOT / "output" / "reports"


class Month(click.ParamType):
    name = "YYYY-MM"

    def convert(self, value, param, context) -> int:
        try:
            when = datetime.strptime(value, "%Y-%m")
        except ValueError:
            self.fail(f"{value} is not a month such as 2026-10.", param, context)
        return when.year * 100 + when.month


@click.command()
@click.option("--month", type=Month(), help="Which; without it, the last one that has ended.")
@click.option("--publish", is_flag=True, help="Publish the hash and sign it, by the local accounts.")
@click.option(
    "--check",
    "path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Hold this file against the chain instead of writing one.",
)
@click.option(
    "--network", "network_name", default="http://127.0.0.1:8545", show_default=True, help="A running node."
)
def main(month: int | None, publish: bool, path: Path | None, network_name: str) -> None:
    """Write the monthly report of the reserve as JSON and as a page, publish it, or check one."""
    console = Console(highlight=False, soft_wrap=True)
    try:
        connect(network_name)
        books = find()
        if path:
            sys.exit(0 if anchor.check(books, path, console.print) else 1)
        written = write(console, books, month or last_month())
        if publish:
            settings = local_settings(accounts)
            anchor.publish(books, settings, written.month, hash_of(canonical(written)), console.print)
    except SENTENCES as why:
        sys.exit(str(why))
    except LOST:
        sys.exit(NODE_IS_GONE)
    except KeyboardInterrupt:
        sys.exit("Interrupted.")


def write(console: Console, books: Books, month: int) -> Report:
    report = anchor.recomputed(books, month)
    content = canonical(report)
    record, sheet = (FOLDER / f"{in_words(month)}.{kind}" for kind in ("json", "html"))
    require_folder(FOLDER)
    write_text(record, content.decode())
    write_text(sheet, page(report, hash_of(content)))
    tell(console, report)
    console.print(f"\nThe report is in {record}, for people in {sheet.name} beside it.")
    console.print(f"Its hash is {web3.to_hex(hash_of(content))}.")
    return report


def tell(console: Console, report: Report) -> None:
    console.print(
        f"By the last block of {in_words(report.month)}, of {moment(report.as_of.time)}: "
        f"{dollars(report.outstanding)} of coins and {dollars(report.redemptions_owed)} of redemptions owed, "
        f"backed by {dollars(report.reserve)}. Held against the law in force, {report.law}:"
    )
    for line in report.dashboard:
        asked = f" ({line.asked})" if line.asked else ""
        console.print(f"{line.number:4} {line.verdict:13} {line.what}: {line.found}{asked}")
    broken = [line.number for line in report.dashboard if line.verdict == BROKEN]
    if broken:
        console.print(
            f"\nBroken: {', '.join(broken)}. The report finds it; no contract prevents it, for it follows "
            "from which bills are bought, what capital the issuer adds, when its officers sign (docs/law.md)."
        )


def last_month() -> int:
    """The last one that has ended by the clock of the chain."""
    today = datetime.fromtimestamp(present(), UTC)
    return today.year * 100 + today.month - 1 if today.month > 1 else (today.year - 1) * 100 + 12


if __name__ == "__main__":
    main()
