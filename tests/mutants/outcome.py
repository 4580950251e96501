"""What came of the mutants of one contract."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.mutants.answers import Answers
from tests.mutants.mutant import Mutant
from tests.mutants.targets import Target
from tests.mutants.trial import HANGS, INVALID, KILLED, SAME, SURVIVED, Verdict


@dataclass
class Outcome:
    target: Target
    made: int  # mutants there are, tried or not
    answers: Answers
    verdicts: dict[Mutant, Verdict] = field(default_factory=dict)

    def number(self, *words: str) -> int:
        counted = Counter(verdict.word for verdict in self.verdicts.values())
        return sum(counted[word] for word in words)

    @property
    def same(self) -> int:
        return self.number(SAME, INVALID)

    @property
    def killed(self) -> int:
        return self.number(KILLED, HANGS)

    @property
    def survivors(self) -> list[Mutant]:
        return [mutant for mutant, verdict in self.verdicts.items() if verdict.word == SURVIVED]

    @property
    def answered(self) -> list[Mutant]:
        return [mutant for mutant in self.survivors if self.answers.why(mutant)]

    @property
    def unanswered(self) -> list[Mutant]:
        return [mutant for mutant in self.survivors if not self.answers.why(mutant)]

    @property
    def refuted(self) -> Iterator[tuple[Mutant, str]]:
        """Said to be equivalent, and yet a test notices."""
        killed = ((mutant, each) for mutant, each in self.verdicts.items() if each.word in (KILLED, HANGS))
        keys = {mutant.key for mutant in self.survivors}  # a line may stand in a function twice
        for mutant, verdict in killed:
            if self.answers.why(mutant) and mutant.key not in keys:
                yield mutant, verdict.by

    @property
    def score(self) -> float:
        """Of the mutants that differ, those that were killed."""
        differ = self.killed + len(self.unanswered)
        return self.killed / differ if differ else 1

    @property
    def seconds(self) -> float:
        """A mutant."""
        return sum(verdict.seconds for verdict in self.verdicts.values()) / max(len(self.verdicts), 1)
