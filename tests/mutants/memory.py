"""What has been found out before, in .cache: a run that is interrupted goes on where it was.

A mutant stays killed while its source and the test that killed it read as they did. Everything else is tried
again as soon as anything changes that a test of the contract might depend on.
"""

import ast
import hashlib
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

from tests.mutants.mutant import Mutant
from tests.mutants.targets import ROOT, target_named
from tests.mutants.trial import KILLED, Verdict

FILE = ROOT / ".cache" / "mutants" / "verdicts.jsonl"
SUPPORT = ("contracts", "interfaces", "model", "evm", "scripts", "market")


class Memory:
    def __init__(self, file: Path = FILE):
        self.file, self.known = file, {}
        for line in file.read_text().splitlines() if file.exists() else ():
            entry = json.loads(line)
            self.known[entry.pop("mutant")] = entry

    def recall(self, mutant: Mutant) -> Verdict | None:
        entry = dict(self.known.get(identity(mutant), {}))
        if not entry:
            return None
        basis, verdict = entry.pop("basis"), Verdict(**entry)
        return verdict if basis == basis_of(mutant, verdict) else None

    def keep(self, mutant: Mutant, verdict: Verdict) -> None:
        entry = asdict(verdict) | {"basis": basis_of(mutant, verdict)}
        self.known[identity(mutant)] = entry
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a") as file:
            file.write(json.dumps({"mutant": identity(mutant)} | entry) + "\n")


def identity(mutant: Mutant) -> str:
    return digest(mutant.target, mutant.unit, mutant.content)


def basis_of(mutant: Mutant, verdict: Verdict) -> str:
    """Of what the verdict depends on, besides the mutant."""
    if verdict.word == KILLED:
        return digest_of_test(*verdict.by.partition("[")[0].split("::"))
    helpers = (str(each.relative_to(ROOT)) for each in sorted((ROOT / "tests").glob("*.py")))
    tests = (f"tests/{each}" for each in target_named(mutant.target).tests)
    return digest_of_files(*SUPPORT, *helpers, "tests/stateful", *tests)


@cache
def digest_of_test(file: str, name: str) -> str:
    """Of nothing, where there is no such test any more."""
    source = (ROOT / file).read_text() if (ROOT / file).exists() else ""
    functions = {each.name: each for each in ast.parse(source).body if isinstance(each, ast.FunctionDef)}
    return digest(ast.get_source_segment(source, functions[name]) if name in functions else "")


@cache
def digest_of_files(*paths: str) -> str:
    files = [file for path in paths for file in files_in(ROOT / path)]
    return digest(*(f"{file.relative_to(ROOT)}\n{file.read_text()}" for file in files))


def files_in(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix in (".py", ".sol"))


def digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:32]
