"""
make mutants
├── changes
│   ├── a comparison, an operator, a number, a condition or a part of it, a member of an enumeration
│   ├── leaves out a statement, a requirement, a modifier
│   └── assembly too, and no two in the same way
├── draws the same ones for the same seed, and of more these first
├── tries them
│   ├── one that a test notices is killed
│   └── one that makes no difference survives, and is answered
├── remembers a verdict for as long as what it depends on has not changed
└── says which answers fit no mutant any more
"""

import json
import subprocess
import sys

import pytest

from tests.hunt.hunting import own_environment
from tests.mutants import memory
from tests.mutants.answers import Answers
from tests.mutants.compiler import Compiler
from tests.mutants.memory import Memory
from tests.mutants.mutant import Mutant, mutants_in, sample_of
from tests.mutants.targets import ROOT, target_named
from tests.mutants.trial import KILLED, SURVIVED, Verdict

CONTRACT = """
contract Counter {
    enum State { Open, Closed }
    State state;
    uint256 counted;
    modifier onlyOpen() { require(state == State.Open); _; }
    function count(uint256 more, bool isSure) external onlyOpen {
        if (more < 10 && isSure) counted += more;
        counted = counted * 3;
        assembly { sstore(5, shl(96, more)) }
    }
}
"""


@pytest.fixture(scope="module")
def compiler():
    compiler = Compiler()
    yield compiler
    compiler.close()


@pytest.fixture(scope="module")
def changes(compiler):
    mutants = mutants_in({"Counter.sol": CONTRACT}, "Counter", compiler)
    assert len({mutant.content for mutant in mutants}) == len(mutants)
    return {(mutant.function, mutant.was, mutant.becomes) for mutant in mutants}


IF = "if (more < 10 && isSure) counted += more;"
FUNCTION = "function count(uint256 more, bool isSure) external onlyOpen {"
MODIFIER = "modifier onlyOpen() { require(state == State.Open); _; }"
TIMES, WORD = "counted = counted * 3;", "assembly { sstore(5, shl(96, more)) }"


@pytest.mark.parametrize(
    "function, was, becomes",
    [
        ("count", IF, "if (more <= 10 && isSure) counted += more;"),
        ("count", IF, "if (more >= 10 && isSure) counted += more;"),
        ("count", IF, "if (more < 11 && isSure) counted += more;"),
        ("count", IF, "if (more < 9 && isSure) counted += more;"),
        ("count", IF, "if (more < 10 || isSure) counted += more;"),
        ("count", IF, "if (more < 10) counted += more;"),
        ("count", IF, "if (isSure) counted += more;"),
        ("count", IF, "if (!(more < 10 && isSure)) counted += more;"),
        ("count", IF, "if (more < 10 && isSure) counted -= more;"),
        ("count", IF, ""),
        ("count", TIMES, "counted = counted / 3;"),
        ("count", TIMES, "counted = counted * 2;"),
        ("count", TIMES, ""),
        ("count", FUNCTION, FUNCTION.replace("onlyOpen ", "")),
        ("count", WORD, WORD.replace("shl", "shr")),
        ("count", WORD, WORD.replace("96", "97")),
        ("count", WORD, "assembly { }"),
        ("onlyOpen", MODIFIER, MODIFIER.replace("==", "!=")),
        ("onlyOpen", MODIFIER, MODIFIER.replace("State.Open", "State.Closed")),
        ("onlyOpen", MODIFIER, MODIFIER.replace("require(state == State.Open);", "")),
    ],
)
def test_changes(function, was, becomes, changes):
    assert (f"Counter.{function}", was, " ".join(becomes.split())) in changes


def test_draws_the_same_ones_for_the_same_seed_and_of_more_these_first():
    mutants = [mutant_named(str(number)) for number in range(100)]

    drawn = sample_of(mutants, 10, seed=1)

    assert len(drawn) == 10
    assert sample_of(mutants, 20, seed=1)[:10] == drawn != sample_of(mutants, 10, seed=2)
    assert sample_of(mutants, 200, seed=1) == mutants


@pytest.mark.deep
def test_kills_one_that_a_test_notices_and_lets_live_what_makes_no_difference():
    command = [
        sys.executable,
        "-m",
        "tests.mutants",
        "--contract",
        "SavingsDollar",
        "--function",
        "_unvested",
    ]

    run = subprocess.run(command, cwd=ROOT, env=own_environment(), capture_output=True, text=True)

    assert run.returncode == 0, run.stdout + run.stderr
    row = run.stdout.strip().splitlines()[-1].split()
    made, tried, same, killed, equivalent, unanswered = map(int, row[1:7])
    assert made > tried == same + killed + equivalent
    assert killed > 5
    assert equivalent == 1
    assert unanswered == 0


@pytest.mark.parametrize("verdict", [Verdict(SURVIVED), Verdict(KILLED, 2, "tests/one.py::test_it")])
def test_remembers_a_verdict_until_what_it_depends_on_has_changed(verdict, tmp_path, monkeypatch):
    mutant, file = mutant_named("a"), tmp_path / "verdicts.jsonl"
    digests = "digest_of_files", "digest_of_test"
    for name in digests:
        monkeypatch.setattr(memory, name, lambda *names: "then")
    Memory(file).keep(mutant, verdict)

    assert Memory(file).recall(mutant) == verdict
    assert Memory(file).recall(mutant_named("b")) is None
    for name in digests:
        monkeypatch.setattr(memory, name, lambda *names: "now")
    assert Memory(file).recall(mutant) is None


def test_says_which_answers_fit_no_mutant_any_more(tmp_path):
    file = tmp_path / "answers.toml"
    changes = json.dumps([["was", "becomes"], ["was", "was once"]])
    file.write_text(f'[[equivalent]]\nin = "SavingsDollar.f"\nchanges = {changes}\nwhy = "none"\n')
    answers = Answers(file)

    assert answers.why(mutant_named("a")) == "none"
    assert answers.strangers([mutant_named("a")]) == ["SavingsDollar.f: `was` -> `was once`"]


def mutant_named(content: str) -> Mutant:
    target = target_named("SavingsDollar")
    return Mutant(target.name, target.units[0], 1, "SavingsDollar.f", "was", "becomes", content)
