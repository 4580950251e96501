"""Measure the gas of the named steps and write docs/gas.md.    make gas"""

from pathlib import Path

import click

from scripts.gas.bars import BARS, Bar
from scripts.network import connect

TABLE = Path(__file__).resolve().parents[2] / "docs" / "gas.md"

HEAD = """# Gas

Written by `make gas`; do not edit. Each figure is `gasUsed` of the receipt of a real transaction on Anvil:
21,000, call data and execution, less refunds. No actor's address contains a zero byte; 1,000 dollars move;
"holder" has a balance before, "fresh" has none. The floor is what the EVM charges for storage, event and call
data that the step cannot do without; a peer is the best of some forty issuers, wrappers and auctions, built
and measured in the same way.

The rows of `pricing` are execution alone: the receipt of a transaction to `TreasuryPricing`, or to
`RateBoard` for a market price, less its 21,000 and its call data. Finding the function, decoding its
arguments and returning its answer count. A contract that asks pays 2,600 more for the first question of a
transaction and 100 for each other; one that has the library built in pays neither. Of a market price 2,100
are for the first reading of the curve.

`transferFrom` asks whether the spender is frozen too, for 2,100 gas: a frozen operator must move nothing, the
coins of others included. GHO, which has no freeze, asks for nobody's.

A sealed bid of one rung, from its commitment to its award, costs as much as an open order at EasyAuction and
its claim, though it takes one transaction more: it is level with them, not below. Besides, order and claim
move tokens, and a sealed bid moves none: who pays in for one bid and withdraws after it pays for that too,
and much more than there; who leaves its cash in its account does not. Far below are bids sent together with
others.

| step | Par | floor | best peer | | Par less peer |
|---|--:|--:|--:|---|--:|
"""


@click.command()
@click.option("--check", is_flag=True, help="Fail if a figure differs from the committed table.")
def main(check: bool) -> None:
    """Measure the gas of the named steps; write the table, or compare with it."""
    connect("anvil", timestamp=START)
    table = HEAD + "".join(row(step, gas, BARS[step]) for step, gas in ordered(measure()))
    if check and table != TABLE.read_text():
        raise click.ClickException(
            "The gas changed: run `make gas`, look at the difference in docs/gas.md, commit it."
        )
    TABLE.write_text(table)
    click.echo(table)


def ordered(measured: dict[str, int]):
    return [(step, measured[step]) for step in BARS]


def row(step: str, gas: int, bar: Bar) -> str:
    difference = f"{gas - bar.peer_gas:+,}" if bar.peer_gas else ""
    other = f"; {bar.other}: {bar.other_gas:,}, {gas - bar.other_gas:+,}" if bar.other_gas else ""
    peers = f"{figure(bar.peer_gas)} | {bar.peer}{other}"
    return f"| {step} | {gas:,} | {figure(bar.floor)} | {peers} | {difference} |\n"


def figure(gas: int | None) -> str:
    return "" if gas is None else f"{gas:,}"


from scripts.gas.scenarios import START, measure  # noqa: E402 (Brownie is imported after its settings)

if __name__ == "__main__":
    main()
