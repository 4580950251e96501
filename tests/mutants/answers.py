"""Why a mutant that no test notices is right: what is written down of it in answers.toml.

An answer names the function, the line as it is and as it is changed, so that it fits wherever the line moves.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.mutant import Mutant

FILE = Path(__file__).with_name("answers.toml")


@dataclass(frozen=True)
class Answer:
    """Several changes of one function may have the same reason."""

    function: str
    changes: tuple[tuple[str, str], ...]  # the line as it is, and as it is changed
    why: str


class Answers:
    def __init__(self, file: Path = FILE):
        entries = tomllib.loads(file.read_text()).get("equivalent", [])
        self.all = [Answer(each["in"], tuple(map(tuple, each["changes"])), each["why"]) for each in entries]
        self.by_key = {
            (answer.function, *change): answer.why for answer in self.all for change in answer.changes
        }

    def why(self, mutant: Mutant) -> str | None:
        return self.by_key.get(mutant.key)

    def strangers(self, mutants: list[Mutant]) -> list[str]:
        """Answers of the same contracts that fit none of these, which are all there are."""
        keys, contracts = {mutant.key for mutant in mutants}, {contract_of(mutant) for mutant in mutants}
        return [
            f"{function}: `{was}` -> `{becomes}`"
            for function, was, becomes in self.by_key
            if function.partition(".")[0] in contracts and (function, was, becomes) not in keys
        ]


def contract_of(mutant: Mutant) -> str:
    return mutant.function.partition(".")[0]
