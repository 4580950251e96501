"""Very many random steps of a state machine, in several processes, resumably.    make deep

A shard is a run of its own under a seed of its own. What each has counted is kept in `.cache`: interrupt the
campaign, and run it again to go on. After a change of the code it begins anew.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field
from pathlib import Path

import click

from tests import pages
from tests.stateful.machine import too_few

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".cache" / "campaigns"
CODE = ("contracts", "interfaces", "model", "market", "evm", "scripts", "tests", "brownie-config.yaml")
EXAMPLES = 100  # of a shard
IN_PROCESS = "in-process"
HEADER = """| machine | steps | examples | accepted | a second | minutes |
| --- | --: | --: | --: | --: | --: |"""


class ShardFailed(Exception):
    """What a shard has printed: a difference that its machine has found, or too few steps of a kind."""


@dataclass
class Campaign:
    """What has been done, by seed."""

    code: str
    shards: dict[str, dict] = field(default_factory=dict)
    seconds: float = 0  # that it has taken

    @property
    def steps(self) -> int:
        return sum(self.total("attempted").values())

    @property
    def examples(self) -> int:
        return sum(shard["examples"] for shard in self.shards.values())

    def total(self, part: str) -> Counter:
        return sum((Counter(shard[part]) for shard in self.shards.values()), Counter())

    @property
    def accepted(self) -> float:
        """The share of its steps."""
        return self.total("accepted").total() / self.steps

    @property
    def rare(self) -> list[str]:
        """Kinds that its machine should have seen more often in so many examples."""
        (least, *_) = (shard["least"] for shard in self.shards.values())
        return too_few(self.total("accepted") + self.total("held"), self.examples, least)

    def next_seed(self, taken: set[int]) -> int:
        seed = 1
        while str(seed) in self.shards or seed in taken:
            seed += 1
        return seed

    def by_kind(self) -> str:
        steps = self.lines("attempted", "accepted")
        seen = self.lines("seen", "held")  # what is no step of its own, hostile participants among it
        columns = [f"  {'step':36} {'taken':>10} accepted", *steps]
        return "\n".join([*columns, f"  {'in the midst of them':36} {'tried':>10}     came", *seen])

    def kinds_in_short(self, machine: str) -> str:
        """Which share of each kind of step was accepted, the most frequent kind first."""
        accepted = self.total("accepted")
        kinds = self.total("attempted").most_common()
        each = ", ".join(f"`{kind}` {accepted[kind] / number:.0%}" for kind, number in kinds)
        return f"Accepted of each kind, `test_{machine}.py`: {each}."

    def lines(self, tried: str, came: str) -> list[str]:
        """The parts of these names, the most frequent kind first."""
        came = self.total(came)
        return [
            f"  {kind:36} {number:10,} {came[kind] / number:6.0%}"
            for kind, number in self.total(tried).most_common()
        ]


def digest() -> str:
    """Of everything that a machine runs."""
    files = sorted(file for name in CODE for file in (ROOT / name, *(ROOT / name).rglob("*")))
    code = (file.read_bytes() for file in files if file.suffix in (".py", ".sol", ".csv", ".yaml"))
    return hashlib.sha256(b"\0".join(code)).hexdigest()


def recall(file: Path) -> Campaign:
    """As far as it has come, if it was with this code."""
    kept = Campaign(**json.loads(file.read_text())) if file.exists() else None
    return kept if kept and kept.code == digest() else Campaign(digest())


def keep(campaign: Campaign, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(campaign)))
    unfinished.replace(file)


def run_shard(machine: Path, network: str, seed: int, examples: int) -> dict:
    """What it has counted."""
    arguments = ["--network", network, "--hypothesis-profile", "deep", f"--hypothesis-seed={seed}"]
    return run_tests(machine, *arguments, EXAMPLES=str(examples))


def run_tests(machine: Path, *arguments: str, **environment: str) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        tally = Path(folder) / "tally.json"
        command = [sys.executable, "-m", "pytest", str(machine), *arguments, "--tally", str(tally)]
        run = subprocess.run(
            [*command, "-q", "-p", "no:cacheprovider"],
            cwd=ROOT,
            env=own_environment() | environment,
            capture_output=True,
            text=True,
        )
        if run.returncode:
            raise ShardFailed(run.stdout + run.stderr)
        (counted,) = json.loads(tally.read_text()).values()
        return counted


def own_environment() -> dict[str, str]:
    """Without what another run of pytest has told its own processes."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


def go_on(campaign: Campaign, file: Path, steps: int, processes: int, shard) -> None:
    """Run shards, so many at a time, until enough steps have been taken."""
    began, running = time.monotonic() - campaign.seconds, {}
    with ThreadPoolExecutor(processes) as pool:
        while running or campaign.steps < steps:
            while len(running) < processes and campaign.steps < steps:
                seed = campaign.next_seed(set(running.values()))
                running[pool.submit(shard, seed)] = seed
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for each in done:
                campaign.shards[str(running.pop(each))] = each.result()
            campaign.seconds = time.monotonic() - began
            keep(campaign, file)
            say_progress(campaign, steps)


def say_progress(campaign: Campaign, steps: int) -> None:
    speed = campaign.steps / campaign.seconds
    minutes = max(0, steps - campaign.steps) / speed / 60
    click.echo(
        f"{campaign.steps:,} of {steps:,} steps in {campaign.examples:,} examples, {speed:,.0f} a second, "
        f"{campaign.accepted:.0%} accepted, {minutes:.0f} min left"
    )


def write_table(files: list[Path]) -> None:
    """Of all campaigns with this code, one row each."""
    known = [(file.stem.partition("-")[0], recall(file)) for file in files]
    rows = [
        f"| `test_{machine}.py` | {each.steps:,} | {each.examples:,} | {each.accepted:.0%} "
        f"| {each.steps / each.seconds:,.0f} | {each.seconds / 60:,.0f} |"
        for machine, each in known
        if each.steps
    ]
    kinds = [each.kinds_in_short(machine) for machine, each in known if each.steps]
    pages.write(pages.ASSURANCE, "make deep", "\n".join([HEADER, *rows, "", *kinds]))


@click.command()
@click.option("--machine", default="system", show_default=True, help="Of tests/stateful/test_<machine>.py.")
@click.option("--steps", default=1_000_000, show_default=True)
@click.option("--processes", default=2, show_default=True)
@click.option("--network", default=IN_PROCESS, show_default=True)
@click.option("--examples", default=EXAMPLES, show_default=True, help="Of a shard.")
def main(machine: str, steps: int, processes: int, network: str, examples: int) -> None:
    """Take many random steps, or go on where an earlier run was interrupted."""
    module = ROOT / "tests" / "stateful" / f"test_{machine}.py"
    file = FOLDER / f"{machine}-{network}-{examples}.json"
    campaign = recall(file)
    if campaign.steps:
        click.echo(f"{campaign.steps:,} steps have been taken before.")
    try:
        go_on(campaign, file, steps, processes, lambda seed: run_shard(module, network, seed, examples))
    except ShardFailed as found:
        sys.exit(f"{found}\nA shard has failed, as said above: it is run again when the campaign goes on.")
    except KeyboardInterrupt:
        sys.exit(f"\nInterrupted after {campaign.steps:,} steps; run it again to go on.")
    click.echo(campaign.by_kind())
    if campaign.rare:
        sys.exit(f"Too few of {campaign.rare} were accepted, or came of a step.")
    if network == IN_PROCESS and examples == EXAMPLES:
        write_table(sorted(FOLDER.glob(f"*-{network}-{examples}.json")))


if __name__ == "__main__":
    main()
