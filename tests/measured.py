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
LEAST_ACCEPTED = 0.6  # of all steps


def invariants(said: str, seconds: float) -> str:
    """As Forge tells of each kind of step, and the test of its invariants. Where too little was accepted,
    they have held because nothing happened, and the check has failed.
    """
    kinds = {
        kind: (int(calls), int(reverts))
        for kind, calls, reverts in re.findall(r"\| MarketHandler +\| (\w+) +\| (\d+) +\| (\d+) +\|", said)
    }
    calls, reverts = map(sum, zip(*kinds.values(), strict=True))
    never = [kind for kind, (tried, refused) in kinds.items() if refused == tried]
    if never:
        raise SystemExit(f"Never accepted: {', '.join(never)}.")
    accepted = 1 - reverts / calls
    if accepted < LEAST_ACCEPTED:
        raise SystemExit(f"Accepted: {accepted:.0%} of all steps, and not {LEAST_ACCEPTED:.0%}.")
    number = len(re.findall(r"function invariant_\d", INVARIANTS.read_text()))
    each = ", ".join(f"`{kind}` {1 - refused / tried:.0%}" for kind, (tried, refused) in kinds.items())
    return (
        f"Held: {number} invariants, after each of {calls:,} steps, {accepted:.0%} of them "
        f"accepted, in {seconds:,.0f} seconds.\nAccepted of each kind: {each}."
    )


def slither(said: str, seconds: float) -> str:
    found = re.search(r"\((\d+) contracts with (\d+) detectors\), (\d+) result", said)
    contracts, detectors, results = found.groups()
    declared = re.search(r"have it: (\d+), of (\d+) contracts; explained: (\d+)", said)
    right, compared, explained = declared.groups()
    return (
        f"Read: {contracts} contracts and interfaces, with those of others that they build on, by "
        f"{detectors} detectors, in {seconds:,.0f} seconds; found: {results}.\n"
        f"Compared with what standards declare: {compared} contracts; {right} things are as they should be, "
        f"{explained} are explained."
    )


def tests(said: str, seconds: float) -> str:
    passed = re.search(r"(\d+) passed", said)[1]
    return f"Passed: {passed} tests, in {seconds:,.0f} seconds."


def conformance(said: str, seconds: float) -> str:
    """As pytest tells of the project's own tests, and Node of those that others have written."""
    own, others = re.search(r"(\d+) passed", said)[1], re.search(r"^ℹ pass (\d+)$", said, re.MULTILINE)[1]
    return f"Passed: {own} tests and {others} of `erc20-test-suite`, in {seconds:,.0f} seconds."


def gas(said: str, seconds: float) -> str:
    """As the table has it, whose last column compares with the best peer, if there is one."""
    differences = re.findall(r"^\| .+ \| ([-+][\d,]+)? \|$", said, re.MULTILINE)
    compared = [difference for difference in differences if difference]
    less = sum(difference.startswith("-") for difference in compared)
    return (
        f"Measured: {len(differences)} steps, in {seconds:,.0f} seconds. "
        f"Of {len(compared)} that others have too, {less} cost less here than at the best of them."
    )


CHECKS: dict[str, Callable[[str, float], str]] = {
    "invariants": invariants,
    "slither": slither,
    "conformance": conformance,
    "faults": tests,
    "gas": gas,
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
