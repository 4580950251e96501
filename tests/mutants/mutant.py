"""A contract with one change in it."""

import random
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from tests.mutants.compiler import Compiler, texts
from tests.mutants.operators import changes
from tests.mutants.syntax import Source, enumerations
from tests.mutants.targets import Target


@dataclass(frozen=True)
class Mutant:
    """`function` and the lines that differ tell it from others, wherever in the file they move."""

    target: str
    unit: str  # path of the source
    line: int
    function: str
    was: str
    becomes: str  # empty, where something is left out
    content: str  # of the whole source

    @property
    def key(self) -> tuple[str, str, str]:
        return self.function, self.was, self.becomes


def mutants_of(target: Target, compiler: Compiler) -> list[Mutant]:
    """All there are, in the order of the sources."""
    return mutants_in(texts(target.units), target.name, compiler)


def mutants_in(sources: dict[str, str], target: str, compiler: Compiler) -> list[Mutant]:
    trees = compiler.trees(sources)
    members = enumerations(trees)
    found = {}
    for unit, content in sources.items():
        source = Source(unit, content, trees[unit])
        for place in source.places():
            for change in changes(place, members):
                mutant = changed(target, source, place.function, *change)
                found.setdefault(mutant.content, mutant)
    return list(found.values())


def changed(target: str, source: Source, function: str, start: int, end: int, text: str) -> Mutant:
    content = source.with_change(start, end, text)
    line, was, becomes = difference(source.content.decode(), content)
    return Mutant(target, source.unit, line, function, was, becomes, content)


def difference(before: str, after: str) -> tuple[int, str, str]:
    """The first line that differs, and the lines on both sides, each side in one line."""
    old, new = before.splitlines(), after.splitlines()
    steps = [step for step in SequenceMatcher(None, old, new, False).get_opcodes() if step[0] != "equal"]
    (_, first, _, start, _), (_, _, last, _, end) = steps[0], steps[-1]
    return first + 1, in_one_line(old[first:last]), in_one_line(new[start:end])


def in_one_line(lines: list[str]) -> str:
    """Without comments."""
    return re.sub(r"\s+", " ", " ".join(line.partition("//")[0] for line in lines)).strip()


def sample_of(mutants: list[Mutant], size: int | None, seed: int) -> list[Mutant]:
    """So many in a drawn order, the first of any larger sample with this seed; or all, as they stand."""
    if size is None or size >= len(mutants):
        return mutants
    drawn = list(mutants)
    random.Random(seed).shuffle(drawn)
    return drawn[:size]
