"""Hold auctions of more and more bids, and write what each step costs.    make scale"""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from scripts import network  # isort: skip (Brownie is imported after its settings)
from brownie import accounts

from model.cusip import check_digit
from scripts.batch import Refused, results
from scripts.deploy import System, deploy
from scripts.node import NodeError
from scripts.scale.benchmark import Benchmark
from scripts.scale.blocks import ARGUMENTS, filled_by_hand
from scripts.scale.page import write
from scripts.scale.simulation import simulate
from scripts.settings import local_settings

SIZES = (100, 1_000, 10_000, 100_000)
SIMULATED = 10_000_000
DONE = Path(__file__).resolve().parents[2] / "output" / "scale.json"  # what has been measured so far
STEPS = 4  # admitted, committed, revealed, settled


@click.command()
@click.option("--bids", "sizes", type=int, multiple=True, help="So many bids; again for several sizes.")
@click.option("--simulated", default=SIMULATED, show_default=True, help="Bids on the model; 0 for none.")
@click.option("--afresh", is_flag=True, help="Forget what was measured before.")
def main(sizes: tuple[int, ...], simulated: int, afresh: bool) -> None:
    """Measure auctions of 100 to 100,000 bids on Anvil and one of ten million on the model.

    Writes docs/scale.md and output/scale.png. Interrupted, it goes on with the next size.
    """
    done = {} if afresh or not DONE.exists() else json.loads(DONE.read_text())
    missing = [bids for bids in sizes or SIZES if str(bids) not in done]
    console = Console(highlight=False)
    try:
        system = deployed() if missing else None
        for bids in missing:
            done[str(bids)] = measured(system, bids, console)
            keep(done)
        if simulated and done.get("simulated", {}).get("bids") != simulated:
            done["simulated"] = in_the_model(simulated, console)
            keep(done)
    except (NodeError, Refused) as why:
        sys.exit(str(why))
    except network.LOST:
        sys.exit("The node has ended: run it again to go on.")
    except KeyboardInterrupt:
        sys.exit("Interrupted: run it again to go on.")
    console.print(write(done))


def deployed() -> System:
    """On a node of our own, which lets us act for any account."""
    network.connect("anvil", arguments=ARGUMENTS)
    results([("anvil_autoImpersonateAccount", [True])])
    return deploy(local_settings(accounts))


def measured(system: System, bids: int, console: Console) -> dict:
    began = time.monotonic()
    first = f"9127Z{bids % 997:03d}"
    with filled_by_hand(), Progress(console=console, transient=True) as progress:
        task = progress.add_task(f"{bids:,} bids", total=STEPS * bids)
        benchmark = Benchmark(
            system,
            local_settings(accounts),
            bids,
            f"{first}{check_digit(first)}",
            lambda step, count: progress.update(task, advance=count, description=f"{bids:,} bids: {step}"),
        )
        figures = benchmark.run().as_json()
    return figures | {"seconds": round(time.monotonic() - began)}


def in_the_model(bids: int, console: Console) -> dict:
    began = time.monotonic()
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task(f"{bids:,} bids on the model", total=2 * bids)
        figures = asdict(simulate(bids, lambda _, count: progress.advance(task, count)))
    return figures | {"seconds": round(time.monotonic() - began)}


def keep(done: dict) -> None:
    DONE.parent.mkdir(exist_ok=True)
    DONE.write_text(json.dumps(done, indent=1))


if __name__ == "__main__":
    main()
