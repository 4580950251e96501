"""Who of a jurisdiction is still registered, by the events of the chain.    make jurisdiction ARGS="KP"

Once the regulator has excluded it (`Compliance.setJurisdiction`), these are to be struck off: `strikeOff`.
"""

import sys
from typing import Any

import click

from model.compliance import HolderClass
from scripts.batch import read
from scripts.house import HouseError, find, logs
from scripts.network import LOST, NODE_IS_GONE, connect
from scripts.node import NodeError
from scripts.records import RecordError


@click.command()
@click.argument("jurisdiction")
@click.option(
    "--network", "network_name", default="http://127.0.0.1:8545", show_default=True, help="A running node."
)
def main(jurisdiction: str, network_name: str) -> None:
    """The accounts of a jurisdiction (ISO 3166, two letters) that may hold securities, one a line."""
    try:
        connect(network_name)
        for account in registered(find().compliance, jurisdiction.upper().encode()):
            click.echo(account)
    except (NodeError, RecordError, HouseError) as why:
        sys.exit(str(why))
    except LOST:
        sys.exit(NODE_IS_GONE)


def registered(compliance: Any, jurisdiction: bytes) -> list[str]:
    """In the order in which they were first registered."""
    accounts = list(dict.fromkeys(event["args"]["account"] for event in logs(compliance, "HolderSet")))
    holders = read([(compliance.holderOf, account) for account in accounts])
    return [
        account
        for account, (holder_class, of, *_) in zip(accounts, holders, strict=True)
        if holder_class != HolderClass.NONE and bytes(of) == jurisdiction
    ]


if __name__ == "__main__":
    main()
