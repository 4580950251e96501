"""Compare every published figure of every auction with what the libraries say on chain.    make fidelity"""

import sys
import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from scripts import network  # isort: skip (Brownie is imported after its settings)
from brownie import accounts

from market.auctions import Auction, load, read
from market.record import BadRecord, NoResult
from scripts.fidelity import page, screen
from scripts.fidelity.chain import Chain
from scripts.fidelity.examination import Examination, examine
from scripts.node import NodeError

DAY = click.DateTime(["%Y-%m-%d"])


class NothingToShow(Exception):
    """Why there is nothing to compare, in one sentence."""


@click.command()
@click.option("--cusip", help="Show the auctions of one security, figure by figure.")
@click.option("--date", "when", type=DAY, help="With --cusip: only the auction of that day.")
@click.option(
    "--file",
    "path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Another file of auctions, in either layout of market/data.",
)
@click.option("--check", is_flag=True, help="Fail if docs/fidelity.md would change, and leave it.")
def main(cusip: str | None, when: datetime | None, path: Path | None, check: bool) -> None:
    """Compare published figures with those on chain; write docs/fidelity.md when all shipped are compared."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
    is_whole = cusip is None and path is None
    if check and not is_whole:
        raise click.UsageError("--check compares the whole report: it takes neither --cusip nor --file.")
    if when and not cusip:
        raise click.UsageError("--date goes with --cusip.")
    try:
        auctions, unread = read(path) if path else (load(), ())
        if unread and not auctions:
            raise unread[0]
        auctions = chosen(auctions, cusip, when.date() if when else None)
        examinations = compare(auctions, console, is_each_shown=cusip is not None)
        screen.tell_list(console, "Not read", map(str, unread))
    except (BadRecord, NothingToShow, NodeError) as why:
        sys.exit(str(why))
    except KeyboardInterrupt:
        sys.exit("Interrupted.")
    is_outdated = is_whole and not write(examinations, check)
    if is_outdated:
        console.print("[bold red]docs/fidelity.md would change: run `make fidelity` and commit it.[/]")
    is_refused = any(not isinstance(why, NoResult) for why in unread)
    sys.exit(is_outdated or is_refused or any(each.unequal for each in examinations))


def chosen(auctions: Sequence[Auction], cusip: str | None, when: date | None) -> list[Auction]:
    kept = [auction for auction in auctions if is_of(auction, cusip, when)]
    if not kept:
        named = f" of {cusip}" if cusip else ""
        raise NothingToShow(
            f"No auction{named}{f' on {when}' if when else ''} is among the {len(auctions):,} given."
        )
    return kept


def is_of(auction: Auction, cusip: str | None, when: date | None) -> bool:
    announced = auction.announcement
    is_named = cusip in (None, announced.cusip, announced.announced_cusip)
    return is_named and when in (None, announced.auction_date)


def compare(auctions: list[Auction], console: Console, is_each_shown: bool) -> list[Examination]:
    """Ask a node of our own about all of them, and tell."""
    began = time.monotonic()
    with console.status("The node starts ..."):
        chain = Chain(network.connect("anvil"), accounts[0])
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Auctions compared", total=len(auctions))
        examinations = examine(auctions, chain, lambda done: progress.advance(task, done))
    if is_each_shown:
        for each in examinations:
            screen.tell_one(console, each)
    else:
        screen.tell_all(console, examinations)
    screen.tell_sum(console, examinations, time.monotonic() - began)
    return examinations


def write(examinations: list[Examination], check: bool) -> bool:
    """Whether docs/fidelity.md is as it must be, after writing it unless told only to check."""
    text = page.text(examinations)
    if check:
        return page.PAGE.exists() and page.PAGE.read_text() == text
    page.PAGE.write_text(text)
    return True


if __name__ == "__main__":
    main()
