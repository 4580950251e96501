"""One hunt: a bug is put in, the test that should find it is run, and what it has seen is told."""

import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts.setup.steps import BROWNIE
from tests.campaign import own_environment
from tests.hunt.bugs import ROOT, Bug, BugError
from tests.hunt.copy import copy_with


@dataclass(frozen=True)
class Hunt:
    """What came of a hunt. Of a bug that got away there is no property."""

    bug: Bug
    seconds: float  # of processor time, until it was found and its program as short as it can be
    broken: str = ""  # the property
    says: str = ""
    program: str = ""

    @property
    def is_found(self) -> bool:
        return bool(self.broken)


def hunt(bug: Bug) -> Hunt:
    """All of it happens in a folder that goes away, however the hunt ends."""
    with tempfile.TemporaryDirectory(prefix="hunt-") as folder:
        contracts = copy_with(bug, Path(folder))
        began = processor_seconds()
        seen = run_test(bug, contracts, Path(folder) / "testimony.json")
        return Hunt(bug, processor_seconds() - began, **seen)


def run_test(bug: Bug, contracts: Path, testimony: Path) -> dict[str, str]:
    """What the test has seen; nothing, if it holds."""
    command = [sys.executable, "-m", "pytest", f"tests/{bug.found_by}", "--network", "in-process", "-q"]
    command += ["-p", "tests.hunt.witness", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [*command, "--contracts", str(contracts), "--testimony", str(testimony)],
        cwd=ROOT,
        env=own_environment() | BROWNIE,
        capture_output=True,
        text=True,
    )
    if run.returncode and not testimony.exists():
        raise BugError(f"The test of `{bug.name}` could not be run: {last_line(run.stdout + run.stderr)}")
    return json.loads(testimony.read_text()) if testimony.exists() else {}


def processor_seconds() -> float:
    """Of the programs that this one has run to their ends; what else a machine does counts for nothing."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def last_line(output: str) -> str:
    return (output.strip().splitlines() or ["it said nothing"])[-1]
