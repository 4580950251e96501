"""A Python console with the system deployed on a node of its own, on 2 January 2020.    make console"""

import sys

import click

from market import auctions
from market.announcement import unix_day, unix_time
from scripts.auctions import HOLDER_CLASSES, REVEAL_WINDOW, announcement_of, older_series
from scripts.deploy import System, deploy
from scripts.network import NodeError, connect, travel_to
from scripts.settings import local_settings

BEGIN = 1_577_923_200  # 2020-01-02 00:00 UTC
DAY = 86_400
MILLION = 10**12  # [micro-dollars]


@click.command()
@click.option("--network", "network_name", default="anvil", show_default=True, help="anvil or ganache")
def main(network_name: str) -> None:
    """Open a console with the deployed contracts, people, real auctions and the clock."""
    try:
        par = connect(network_name, timestamp=BEGIN)
    except NodeError as why:
        sys.exit(str(why))

    import brownie  # after the network is there
    from brownie._cli.console import Console

    parts = local_settings(brownie.accounts)
    Console(par, names(par, deploy(parts), parts)).interact(
        banner="Par is deployed: system, treasury, alice, auctions, travel_to ... A session is in README.md.",
        exitmsg="",
    )


def names(par, system: System, parts) -> dict:
    """What the console knows."""
    import brownie

    people = {"alice": brownie.accounts[14], "bob": brownie.accounts[15]}
    for investor in people.values():
        equip(investor, system, parts)
    system.cash.mint(parts.treasury, MILLION, {"from": parts.treasury})
    return {
        **{name: getattr(brownie, name) for name in ("accounts", "chain", "network", "web3")},
        **{contract._name: contract for contract in par},
        **vars(parts),
        **vars(system),
        **people,
        **{"auctions": auctions, "announcement_of": announcement_of, "older_series": older_series},
        **{"REVEAL_WINDOW": REVEAL_WINDOW},
        **{"travel_to": lambda moment: travel_to(unix_time(moment)), "travel_to_day": travel_to_day},
    }


def equip(investor, system: System, parts) -> None:
    """Register a retail investor, with a million dollars that the auction house and the reserve may take."""
    officer = {"from": parts.compliance_officer}
    system.compliance.setHolder(investor, HOLDER_CLASSES["Retail"], b"US", False, officer)
    system.cash.mint(investor, MILLION, {"from": investor})
    for spender in (system.auction_house, system.reserve):
        system.cash.approve(spender, MILLION, {"from": investor})


def travel_to_day(date) -> None:
    """To the beginning of a day, 00:00 UTC."""
    travel_to(unix_day(date) * DAY)


if __name__ == "__main__":
    main()
