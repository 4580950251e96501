"""What state machines share: a step on both sides, the count of steps taken, and how a machine is run."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from model.rejected import Rejected
from scripts.batch import order, send
from tests.helpers import rejects

tallies = {}  # of every machine that has run, by its name


class Tally:
    """How many steps of each kind were taken, and how many of them both sides accepted."""

    def __init__(self):
        self.examples = 0
        self.attempted = Counter()
        self.accepted = Counter()

    def count(self, kind: str, accepted: bool) -> None:
        self.attempted[kind] += 1
        self.accepted[kind] += accepted

    def require(self, share: float, **an_example: float) -> None:
        """At least this share of all steps was accepted, and so many of a kind in an average example."""
        assert self.share_accepted >= share, self
        for kind, least in an_example.items():
            assert self.accepted[kind] >= least * self.examples, f"too few of {kind}: {self}"

    @property
    def share_accepted(self) -> float:
        return self.accepted.total() / max(1, self.attempted.total())

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {self.accepted[kind]}/{self.attempted[kind]}" for kind in self.attempted)
        return (
            f"{self.share_accepted:.0%} of {self.attempted.total()} steps "
            f"in {self.examples} examples accepted: {kinds}"
        )


def run(machine: Callable[[Tally], RuleBasedStateMachine], name: str, more_steps: float = 1) -> Tally:
    """Run a machine, given its tally, with so many times the steps an example that the profile asks for."""
    tally = tallies[name] = Tally()

    def next_example() -> RuleBasedStateMachine:
        tally.examples += 1
        return machine(tally)

    steps = round(settings().stateful_step_count * more_steps)
    run_state_machine_as_test(next_example, settings=settings(stateful_step_count=steps))
    return tally


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
