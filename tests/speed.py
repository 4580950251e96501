"""Measures each state machine on Anvil and in this process, into docs/assurance.md.    make speed"""

from pathlib import Path

import click

from tests import pages
from tests.campaign import ROOT, run_tests

NETWORKS = ("anvil", "in-process")
HEADER = """| machine | steps | a second on Anvil | a second in process | times as fast |
| --- | --: | --: | --: | --: |"""


def measure(machine: Path) -> str:
    """One row. Both take the same steps: the examples of `make test` are fixed."""
    on_anvil, in_process = (run_tests(machine, "--network", network) for network in NETWORKS)
    slow, fast = (steps_a_second(counted) for counted in (on_anvil, in_process))
    steps = sum(in_process["attempted"].values())
    return f"| `{machine.name}` | {steps:,} | {slow:,.0f} | {fast:,.0f} | {fast / slow:.0f} |"


def steps_a_second(counted: dict) -> float:
    return sum(counted["attempted"].values()) / counted["seconds"]


@click.command()
def main() -> None:
    rows = []
    for machine in sorted((ROOT / "tests" / "stateful").glob("test_*.py")):
        rows.append(measure(machine))
        click.echo(rows[-1])
    pages.write(pages.ASSURANCE, "make speed", "\n".join([HEADER, *rows]))


if __name__ == "__main__":
    main()
