"""A Python console in which the project is connected to a node.    make console"""

import sys

import brownie
import click

from scripts.network import NodeError, connect


@click.command()
@click.option(
    "--network", "network_name", default="anvil", show_default=True, help="anvil, ganache or http://..."
)
def main(network_name: str) -> None:
    """Open a console with every contract by its name, `accounts` and `chain`."""
    try:
        par = connect(network_name)
    except NodeError as why:
        sys.exit(str(why))

    from brownie._cli.console import Console  # after the network is there

    names = {name: getattr(brownie, name) for name in ("accounts", "chain", "network", "web3")}
    Console(par, {**names, **{contract._name: contract for contract in par}}).interact(
        banner="Par: try `cash = accounts[0].deploy(CashToken)`.", exitmsg=""
    )


if __name__ == "__main__":
    main()
