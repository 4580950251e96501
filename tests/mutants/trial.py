"""One mutant: compiled, put in the place of its contract, and tested until a test fails.

The tests run in a copy of this process (fork), in which everything has been imported, collected and run once.
"""

import os
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from evm.contracts import Build
from tests.mutants.compiler import Compiler, DoesNotCompile
from tests.mutants.mutant import Mutant
from tests.mutants.targets import Target

KILLED, HANGS, SURVIVED, SAME, INVALID = "killed", "hangs", "survived", "same code", "does not compile"


@dataclass(frozen=True)
class Verdict:
    """What came of a mutant; `by` which test it was killed."""

    word: str
    seconds: float = 0  # from the change to the verdict
    by: str = ""


@dataclass
class Bench:
    """What every trial of a target begins with: its code without a change, and its tests."""

    target: Target
    items: list[pytest.Item]
    code: dict[str, str]
    limit: float = 0  # [seconds of processor time]


class Trials:
    """Those of one process, one after another."""

    def __init__(self, benches: dict[str, Bench], build: Build):
        self.benches, self.build, self.compiler = benches, build, Compiler()
        self.killers = defaultdict(
            Counter
        )  # files of tests that have killed, by the function that was changed

    def verdict(self, mutant: Mutant) -> Verdict:
        began = time.monotonic()
        try:
            word, by = self.judged(mutant)
        except DoesNotCompile:
            word, by = INVALID, ""
        return Verdict(word, time.monotonic() - began, by)

    def judged(self, mutant: Mutant) -> tuple[str, str]:
        """No test is asked where nothing that is used has changed."""
        bench = self.benches[mutant.target]
        code = self.compiler.code(bench.target, {mutant.unit: mutant.content})
        if code == bench.code:
            return SAME, ""
        killed_by = run(bench, self.build, code, self.in_order(bench, mutant))
        if killed_by is None:
            return HANGS, ""
        if killed_by:
            self.killers[mutant.function][file_of(killed_by)] += 1
        return (KILLED if killed_by else SURVIVED), killed_by

    def in_order(self, bench: Bench, mutant: Mutant) -> list[pytest.Item]:
        """First the files that have killed mutants of this function, then those of its own tests."""
        killers, own = self.killers[mutant.function], f"test_{mutant.function.split('.')[-1]}.py"
        return sorted(
            bench.items,
            key=lambda item: (-killers[file_of(item.nodeid)], Path(file_of(item.nodeid)).name != own),
        )


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def run(bench: Bench, build: Build, code: dict[str, str], items: list[pytest.Item]) -> str | None:
    """The test that fails on this code. None, if they hang; nothing, if all hold."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        in_a_copy(lambda: run_here(build, code, items), writing, bench.limit)
    os.close(writing)
    with open(reading) as answer:
        told = answer.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF:
        return None
    if status:
        raise RuntimeError(f"Tests of {bench.target.name} ended with status {status}: {told}")
    return told


def in_a_copy(work: Callable[[], str], writing: int, limit: float) -> None:
    """It ends with the work; or, should it hang, when it has used up its time."""
    status = 1
    try:
        silence()
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, limit)
        os.write(writing, work().encode())
        status = 0
    finally:
        os._exit(status)


def silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def run_here(build: Build, code: dict[str, str], items: list[pytest.Item]) -> str:
    """The first test that fails on this code."""
    for name, bytecode in code.items():
        build[name].bytecode = bytecode
    for item, following in zip(items, [*items[1:], None], strict=True):
        if not holds(item, following):
            return item.nodeid
    return ""


def holds(item: pytest.Item, following: pytest.Item | None) -> bool:
    reports = runtestprotocol(item, log=False, nextitem=following)
    return not any(report.failed for report in reports)
