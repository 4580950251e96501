"""Coverage of the contracts, into docs/coverage.md.    make coverage, or ARGS="tests/unit/Reserve" """

import json
import re
import subprocess
import sys
import tempfile
from collections import deque
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from scripts.compiler import ROOT, CompilerError
from scripts.setup.steps import BROWNIE
from tests.campaign import own_environment
from tests.coverage import counters, page
from tests.coverage.figures import Coverage
from tests.coverage.reasons import REASONS, complaint

SUITES = ["tests/unit", "tests/conformance", "tests/property", "tests/stateful"]
PASSED = re.compile(r"(\d+) passed")
PERCENT = re.compile(r"\[ *(\d+)%\]$")  # of the tests: so ends each of pytest's lines


@click.command()
@click.argument("tests", nargs=-1)
def main(tests: tuple[str, ...]) -> None:
    """Say which lines and branches of the contracts TESTS reach. Without any, all tests that run without a
    node are asked, and docs/coverage.md is written."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
    try:
        sources = counters.project_sources()
        parsed = counters.parsed(sources)
        with console.status("Compiling the contracts with counters, which takes a minute ..."):
            contracts = counters.counting_contracts(parsed, sources)
        reached, passed = run(list(tests) or SUITES, contracts, console)
    except CompilerError as why:
        sys.exit(str(why))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. Run it again; what was compiled is kept.")
    coverage = Coverage(counters.sites_of(parsed), reached)
    print(page.table(coverage), end="")
    if tests:
        print(page.not_reached(coverage.gaps(), REASONS), end="")
        return
    page.write(coverage, SUITES, passed, REASONS)
    print(f"{page.PAGE.relative_to(ROOT)} is written.")
    sys.exit(complaint(coverage.gaps(), REASONS))


def run(tests: list[str], contracts: Path, console: Console) -> tuple[set[int], int]:
    """What the tests have reached, and how many have passed. If one fails, their output is all one sees."""
    with tempfile.TemporaryDirectory() as folder:
        reached = Path(folder) / "reached.json"
        command = [sys.executable, "-m", "pytest", *tests, "--network", "in-process", "-q"]
        command += ["-p", "no:cacheprovider", "-p", "tests.coverage.recorder"]
        command += ["--contracts", str(contracts), "--reached", str(reached)]
        status, output = watched(command, console)
        if status:
            sys.exit(output)
        return set(json.loads(reached.read_text())), int(PASSED.search(output)[1])


def watched(command: list[str], console: Console) -> tuple[int, str]:
    """How it has ended, and what it has printed."""
    output = deque()
    with (
        Progress(console=console) as progress,
        subprocess.Popen(
            command, cwd=ROOT, env=own_environment() | BROWNIE, stdout=subprocess.PIPE, text=True
        ) as process,
    ):
        task = progress.add_task("Running the tests on them", total=100)
        for line in process.stdout:
            output.append(line)
            if done := PERCENT.search(line.rstrip()):
                progress.update(task, completed=int(done[1]))
    return process.returncode, "".join(output)


if __name__ == "__main__":
    main()
