"""Runs a check that is a program of its own, and writes what that says of its extent into docs/assurance.md.

python -m tests.measured conformance python -m pytest tests/conformance
"""

import re
import subprocess
import sys
import time
from collections.abc import Callable

from tests import pages

INVARIANTS = pages.ROOT / "tests/solidity/Invariants.t.sol"


def invariants(said: str, seconds: float) -> str:
    """As Forge tells of each kind of step, and the test of its invariants."""
    kinds = {
        kind: (int(calls), int(reverts))
        for kind, calls, reverts in re.findall(r"\| MarketHandler +\| (\w+) +\| (\d+) +\| (\d+) +\|", said)
    }
    calls, reverts = map(sum, zip(*kinds.values(), strict=True))
    number = len(re.findall(r"function invariant_\d", INVARIANTS.read_text()))
    each = ", ".join(f"`{kind}` {1 - refused / tried:.0%}" for kind, (tried, refused) in kinds.items())
    return (
        f"Held: {number} invariants, after each of {calls:,} steps, {1 - reverts / calls:.0%} of them "
        f"accepted, in {seconds:,.0f} seconds.\nAccepted of each kind: {each}."
    )


def slither(said: str, seconds: float) -> str:
    found = re.search(r"\((\d+) contracts with (\d+) detectors\), (\d+) result", said)
    contracts, detectors, results = found.groups()
    return (
        f"Read: {contracts} contracts and interfaces, with those of others that they build on, by "
        f"{detectors} detectors, in {seconds:,.0f} seconds; found: {results}."
    )


def tests(said: str, seconds: float) -> str:
    passed = re.search(r"(\d+) passed", said)[1]
    return f"Passed: {passed} tests, in {seconds:,.0f} seconds."


CHECKS: dict[str, Callable[[str, float], str]] = {
    "invariants": invariants,
    "slither": slither,
    "conformance": tests,
    "faults": tests,
}


def run(command: list[str]) -> tuple[int, str]:
    """Its exit code and all that it says, which is passed on as it comes."""
    said = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as running:
        for line in running.stdout:
            said.append(line)
            print(line, end="", flush=True)
    return running.returncode, "".join(said)


def main(check: str, *command: str) -> int:
    began = time.monotonic()
    code, said = run(list(command))
    if code == 0:
        pages.write(pages.ASSURANCE, f"make {check}", CHECKS[check](said, time.monotonic() - began))
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
