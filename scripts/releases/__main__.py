"""An auction as the Treasury publishes it, and where it stands.    make auction ARGS="--cusip 912796WS4" """

import json
import sys
from pathlib import Path

import click
from rich.console import Console

from market.export import row_of, row_of_announcement
from market.release import announcement_page, result_page
from model.auction import AuctionStatus
from scripts.batch import Refused
from scripts.bidding.__main__ import Account
from scripts.files import NotWritable, write_text
from scripts.house import Held, House, HouseError, auctions, called, find, present
from scripts.network import LOST, NODE_IS_GONE, ROOT, connect
from scripts.node import NodeError
from scripts.records import RecordError
from scripts.releases import record
from scripts.releases.book import book, table, tell_account
from scripts.story.words import billions, day, moment

SENTENCES = (NodeError, RecordError, HouseError, Refused, NotWritable)
DAY, HOUR, MINUTE = 86_400, 3_600, 60


@click.command()
@click.option("--cusip", help="The latest auction of this security.")
@click.option("--id", "number", help="Or the number of an auction; without either, the list of all.")
@click.option("--account", type=Account(), help="Show what this account bid and got.")
@click.option("--plot", is_flag=True, help="Draw the demand curve into output/.")
@click.option(
    "--json", "path", type=click.Path(path_type=Path), help="Write the Treasury's columns to a file."
)
@click.option(
    "--network", "network_name", default="http://127.0.0.1:8545", show_default=True, help="A running node."
)
def main(
    cusip: str | None,
    number: str | None,
    account: str | None,
    plot: bool,
    path: Path | None,
    network_name: str,
) -> None:
    """Show an auction: announcement, time left, bids opened, result, an account's own part."""
    console = Console(highlight=False, soft_wrap=True)
    try:
        connect(network_name)
        house = find()
        every = auctions(house)
        if not cusip and not number:
            tell_all(console, every)
            return
        held = chosen(every, number or cusip)
        tell(console, house, held, every)
        if account:
            console.print(f"\n{tell_account(house, held, account)}")
        if path:
            write_text(path, exported(house, held, every))
            console.print(f"\nThe Treasury's columns are in {path}.")
        if plot:
            console.print(f"\n{drawn(house, held)}")
    except SENTENCES as why:
        sys.exit(str(why))
    except LOST:
        sys.exit(NODE_IS_GONE)
    except KeyboardInterrupt:
        sys.exit("Interrupted.")


def chosen(every: list[Held], named: str) -> Held:
    found = called(every, named)
    if not found:
        raise HouseError(f"No auction {named} was announced on this chain.")
    return found[-1]


def tell_all(console: Console, every: list[Held]) -> None:
    for held in every:
        console.print(f"{held.number:4}  {held.name}: {state(held, present())}")
    if not every:
        console.print("No auction was announced on this chain.")


def tell(console: Console, house: House, held: Held, every: list[Held]) -> None:
    console.print(announcement_page(record.announcement(house, held, every)))
    console.print(f"Auction {held.number}: {state(held, present())}")
    demand = book(house, held)
    if demand:
        console.print("")
        console.print(table(held, demand))
    if held.status is AuctionStatus.CLEARED:
        console.print(f"\n{result_page(record.auction(house, held, every))}", end="")


def state(held: Held, now: int) -> str:
    """How far it is, and how long what comes next will take."""
    terms = held.announcement
    if held.status is AuctionStatus.CANCELLED:
        return "cancelled; all money goes back."
    if held.status is AuctionStatus.CLEARED:
        when = moment(held.delivers_at)
        if now < held.delivers_at:
            return f"cleared; awards are delivered from {when}, {left(held.delivers_at, now)}."
        return f"cleared; awards have been ready for delivery since {when}."
    if now < terms.noncompetitive_close:
        sealed = f"sealed bids until {moment(terms.competitive_close)}"
        return f"noncompetitive bids are taken {until(terms.noncompetitive_close, now)}, {sealed}."
    if now < terms.competitive_close:
        return f"sealed bids are still taken {until(terms.competitive_close, now)}."
    if now < terms.reveal_close:
        return f"sealed bids are opened {until(terms.reveal_close, now)}."
    return "bidding has ended; anyone can clear it now."


def until(when: int, now: int) -> str:
    return f"until {moment(when)}, {left(when, now)}"


def left(when: int, now: int) -> str:
    days, rest = divmod(when - now, DAY)
    hours, minutes = divmod(rest // MINUTE, HOUR // MINUTE)
    return f"{days} d {hours} h from now" if days else f"{hours} h {minutes} min from now"


def exported(house: House, held: Held, every: list[Held]) -> str:
    if held.status is AuctionStatus.CLEARED:
        row = row_of(record.auction(house, held, every))
    else:
        row = row_of_announcement(record.announcement(house, held, every))
    return json.dumps([row], indent=2) + "\n"


def drawn(house: House, held: Held) -> str:
    if held.status is not AuctionStatus.CLEARED:
        return "There is no demand curve before the auction is cleared."
    from scripts.releases.picture import demand_curve, save  # which takes a second to import

    offered = f"{billions(held.announcement.offering)} offered; dark: accepted"
    demand = {each.rate: each.units for each in book(house, held)}
    title = f"{held.name}, {day(held.auction_date)}\n{offered}"
    path = ROOT / "output" / f"demand-{held.auction_date}-{held.announcement.cusip}.png"
    save(demand_curve(title, demand, house.results.resultOf(held.number)), path)
    return f"The demand curve is in {path}."


if __name__ == "__main__":
    main()
