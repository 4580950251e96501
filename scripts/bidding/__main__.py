"""Bid by a file: place, open, settle, withdraw.    make bid ARGS="--file bids.csv --account 0x..."

Run it again whenever something is due; it goes on where it stopped and places nothing twice.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from eth_utils import is_address, to_checksum_address

from market import bid_file
from scripts.batch import Refused, one_chain
from scripts.bidding import words
from scripts.bidding.desk import CashError, Desk, shortages, work
from scripts.bidding.position import Position, Unplaceable, positions
from scripts.bidding.sealed import SealedError
from scripts.files import NotWritable
from scripts.house import House, HouseError, find, present
from scripts.network import LOST, NODE_IS_GONE, connect
from scripts.node import NodeError
from scripts.records import RecordError

SENTENCES = (NodeError, RecordError, HouseError, Unplaceable, SealedError, CashError, Refused, NotWritable)


class Account(click.ParamType):
    name = "address"

    def convert(self, value, param, ctx):
        if not is_address(value):
            self.fail(f"{value} is not the address of an account.", param, ctx)
        return to_checksum_address(value)


@click.command()
@click.option("--file", "path", required=True, type=click.Path(path_type=Path), help="The bids, CSV or JSON.")
@click.option("--account", type=Account(), help="Who bids, where the file does not say.")
@click.option("--dealer", type=Account(), help="Submits what the accounts sign, and pays in for them.")
@click.option(
    "--network", "network_name", default="http://127.0.0.1:8545", show_default=True, help="A running node."
)
def main(path: Path, account: str | None, dealer: str | None, network_name: str) -> None:
    """Do what is due for the bids of a file, and say what waits until when."""
    try:
        connect(network_name)
        run(find(), path, account, dealer, click.echo)
    except SENTENCES as why:
        sys.exit(str(why))
    except LOST:
        sys.exit(NODE_IS_GONE)
    except KeyboardInterrupt:
        sys.exit("Interrupted. Run it again to go on.")


def run(
    house: House, path: Path, account: str | None, dealer: str | None, tell: Callable[[str], None]
) -> None:
    """One run over the file. Raises Unplaceable with all that is wrong, before anything is sent."""
    bids, refusals = bid_file.load(path)
    desk = Desk(house, tell, dealer)
    with one_chain(desk.mined):
        tell_what_waits(desk, work(desk, positions(house, bids, account, refusals)))


def tell_what_waits(desk: Desk, after: list[Position]) -> None:
    for each in after:
        desk.tell(words.waits(desk.house, each, present()))
    for sentence in shortages(desk, after):
        desk.tell(sentence)
    accounts = list(dict.fromkeys(each.account for each in after))
    for sentence in words.kept(desk.house, accounts) if desk.dealer else ():
        desk.tell(sentence)


if __name__ == "__main__":
    main()
