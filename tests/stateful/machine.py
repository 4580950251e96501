"""What state machines share: a step on both sides, the count of steps taken, and how a machine is run."""

import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from psutil import Process

from model.rejected import Rejected
from scripts.batch import order, send
from tests.helpers import rejects
from tests.replay import machine_of

tallies = {}  # of every machine that has run, by its name
failed_programs = {}  # the steps that have shown a difference, by the name of the machine
program: Path | None = None  # what to run in the place of random examples: what an earlier run has printed
KEPT = Path(__file__).parent / "kept"  # programs that have shown something once
FIRST_LINE = "state = "  # of a program that Hypothesis prints

MANY_EXAMPLES = 500
USUAL = 20  # times a kind comes up that is asked to come up at all in fewer examples


def too_few(happened: Counter, examples: int, an_example: dict[str, float]) -> list[str]:
    """Kinds that have come up less often than they should, given how often in an average example.

    What a few examples draw changes with every constant in the code, so of these less is asked.
    """
    asked = {kind: least * examples for kind, least in an_example.items()}
    if examples < MANY_EXAMPLES:
        asked = {kind: expected >= USUAL for kind, expected in asked.items()}
    return [kind for kind, least in asked.items() if happened[kind] < least]


class Tally:
    """How many steps of each kind were taken, and how many of them both sides accepted."""

    def __init__(self):
        self.examples = 0
        self.seconds = 0.0  # of processor time
        self.attempted = Counter()
        self.accepted = Counter()
        self.seen = Counter()  # what is no step of its own
        self.held = Counter()
        self.least = {}  # of a kind, in an average example

    def count(self, kind: str, accepted: bool) -> None:
        """A step."""
        self.attempted[kind] += 1
        self.accepted[kind] += accepted

    def observe(self, kind: str, holds: bool) -> None:
        """What came of a step."""
        self.seen[kind] += 1
        self.held[kind] += holds

    def require(self, share: float, **an_example: float) -> None:
        """At least this share of all steps was accepted, and so many of a kind in an average example."""
        self.least = an_example
        rare = too_few(self.accepted + self.held, self.examples, an_example)
        assert self.share_accepted >= share, self
        assert not rare, f"too few of {rare}: {self}"

    @property
    def steps(self) -> int:
        return self.attempted.total()

    @property
    def share_accepted(self) -> float:
        return self.accepted.total() / max(1, self.steps)

    @property
    def speed(self) -> float:
        """Steps a second of processor time."""
        return self.steps / self.seconds if self.seconds else 0

    def as_written(self) -> dict:
        return {name: dict(part) if isinstance(part, Counter) else part for name, part in vars(self).items()}

    def __str__(self) -> str:
        happened, tried = self.accepted + self.held, self.attempted + self.seen
        kinds = ", ".join(f"{kind} {happened[kind]}/{tried[kind]}" for kind in tried)
        return (
            f"{self.share_accepted:.0%} of {self.steps} steps in {self.examples} examples accepted, "
            f"{self.speed:.0f} steps a second: {kinds}"
        )


def run(machine: Callable[[Tally], RuleBasedStateMachine], name: str, more_steps: float = 1) -> Tally:
    """Run a machine, given its tally, with so many times the steps an example that the profile asks for.

    The programs that are kept for it come first, and are not counted. If it fails, the run ends in a command
    that takes the same steps again.
    """
    tally = tallies[name] = Tally()

    def next_example() -> RuleBasedStateMachine:
        tally.examples += 1
        return machine(tally)

    if program:
        run_program(program, next_example)
        pytest.skip("The program has run to its end.")
    for kept in kept_for(machine):
        run_program(kept, lambda: machine(Tally()))
    began = processor_seconds()
    steps = round(settings().stateful_step_count * more_steps)
    try:
        run_state_machine_as_test(
            next_example, settings=settings(stateful_step_count=steps, report_multiple_bugs=False)
        )
    except Exception as failure:
        failed_programs[name] = program_of(failure)
        raise
    tally.seconds = processor_seconds() - began
    return tally


def processor_seconds() -> float:
    """Of this process and its node; what else a machine does counts for nothing."""
    family = [Process(), *Process().children(recursive=True)]
    times = [each.cpu_times() for each in family]
    return sum(each.user + each.system for each in times)


def kept_for(machine: Callable) -> list[Path]:
    """The programs that drive a machine of its module."""
    module = sys.modules[machine.__module__]
    return [path for path in sorted(KEPT.glob("*.py")) if hasattr(module, machine_of(path.read_text()))]


def run_program(program: Path, machine: Callable[[], RuleBasedStateMachine]) -> None:
    """With everything at hand that the modules of the machine import, its own and those of its parts."""
    state, names = machine(), {}
    for part in reversed(type(state).__mro__):
        names |= vars(sys.modules[part.__module__])
    names |= {type(state).__name__: lambda: state}
    exec(compile(program.read_text(), str(program), "exec"), names)  # noqa: S102


def program_of(failure: BaseException) -> str:
    """The steps that Hypothesis notes on the error, one a line; members of enumerations by their names."""
    lines = "\n".join(getattr(failure, "__notes__", ())).splitlines()
    first = next((at for at, line in enumerate(lines) if line.startswith(FIRST_LINE)), len(lines))
    return re.sub(r"<(\w+\.\w+): [^>]+>", r"\1", "\n".join(lines[first:]))


def take(on_model: Callable, function: Any, *arguments: Any, by: Any) -> bool:
    """Take a step on both sides, which must accept it or reject it by the same error; whether they accepted.

    What the model accepts is sent without Brownie, which asks the node ten questions a transaction.
    """
    try:
        on_model()
    except Rejected as why:
        with rejects(str(why)):
            function(*arguments, {"from": by})
        return False
    send([order(function, *arguments, by=by)])
    return True


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.title() for word in others)
