"""All mutants that were chosen, to their verdicts: from what is remembered, and of what is not, by trying."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tests.mutants.answers import Answers
from tests.mutants.compiler import Compiler
from tests.mutants.memory import Memory
from tests.mutants.mutant import Mutant, mutants_of, sample_of
from tests.mutants.outcome import Outcome
from tests.mutants.session import Told, try_all
from tests.mutants.targets import Target
from tests.mutants.trial import Verdict


@dataclass(frozen=True)
class Choice:
    """Which mutants of a contract are tried."""

    target: Target
    all: list[Mutant]
    chosen: list[Mutant]


def choose(
    targets: list[Target], function: str | None, samples: dict[str | None, int], seed: int
) -> Iterator[Choice]:
    """`samples`: how many of a contract; under None, of any other."""
    compiler = Compiler()
    for target in targets:
        mutants = mutants_of(target, compiler)
        wanted = [mutant for mutant in mutants if is_of(mutant, function)]
        size = samples.get(target.name, samples.get(None))
        yield Choice(target, mutants, sample_of(wanted, size, seed))
    compiler.close()


def is_of(mutant: Mutant, function: str | None) -> bool:
    """Of a function, or of all of a contract or a library."""
    return function in (None, mutant.function, *mutant.function.split("."))


def find_out(
    choices: list[Choice], processes: int, watch: Callable[[int], AbstractContextManager[Told]]
) -> list[Outcome]:
    """`watch` is told how many have to be tried, and whatever is found out."""
    memory = Memory()
    verdicts = {mutant: memory.recall(mutant) for choice in choices for mutant in choice.chosen}
    untried = [mutant for mutant, verdict in verdicts.items() if not verdict]
    with watch(len(untried)) as tell:

        def learn(mutant, verdict):
            memory.keep(mutant, verdict)
            verdicts[mutant] = verdict
            tell(mutant, verdict)

        if untried:
            names = {mutant.target for mutant in untried}
            targets = [choice.target for choice in choices if choice.target.name in names]
            try_all(targets, untried, processes, learn)
    return [outcome_of(choice, verdicts) for choice in choices]


def outcome_of(choice: Choice, verdicts: dict[Mutant, Verdict]) -> Outcome:
    """In the order of the sources."""
    chosen = set(choice.chosen)
    in_order = {mutant: verdicts[mutant] for mutant in choice.all if mutant in chosen}
    return Outcome(choice.target, len(choice.all), Answers(), in_order)
