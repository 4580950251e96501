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


@dataclass(frozen=True)
class Choice:
    """Which mutants of a contract are tried."""

    target: Target
    all: list[Mutant]
    chosen: list[Mutant]


def choose(targets: list[Target], function: str | None, sample: int | None, seed: int) -> Iterator[Choice]:
    compiler = Compiler()
    for target in targets:
        mutants = mutants_of(target, compiler)
        wanted = [mutant for mutant in mutants if is_of(mutant, function)]
        yield Choice(target, mutants, sample_of(wanted, sample, seed))
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
    answers = Answers()
    return [
        Outcome(choice.target, len(choice.all), answers, {each: verdicts[each] for each in choice.chosen})
        for choice in choices
    ]
