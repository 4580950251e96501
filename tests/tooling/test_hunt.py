"""
make hunt
├── has bugs that still fit the contracts, each a lesson that is told, looked for by a test that exists
├── finds a bug, shows the shortest program and the bug, and touches nothing
├── lists them, and prints a contract with one inside
└── says in one sentence
    ├── that there is no such bug
    └── that a contract has changed
"""

import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from scripts.setup.step import contents
from tests.hunt.__main__ import main
from tests.hunt.bugs import BUGS, ROOT, BugError

LESSONS = (ROOT / "docs" / "lessons.md").read_text()
QUICK = {  # to find, in contracts that are quick to compile: what the shortest program has to say
    "spender": "state.freeze_somebody_while_others_move(account=0, other=1)",
    "one-key": "state.sign_all_that_is_missing(months_ago=1, person=0)",
}


def told(*arguments):
    return CliRunner().invoke(main, arguments, env={"COLUMNS": "200"})


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_fits(bug):
    file, _, name = bug.found_by.partition("::")

    assert bug.applied() != bug.source()
    assert re.search(rf"^\| {bug.lesson} \|", LESSONS, re.MULTILINE)
    assert f"def {name or 'test_'}" in (ROOT / "tests" / file).read_text()
    assert (ROOT / "contracts" / f"{bug.deployed}.sol").exists()


@pytest.mark.parametrize(("name", "step"), QUICK.items())
def test_finds_a_bug_and_touches_nothing(name, step):
    before = contents(ROOT / "contracts", ROOT / "interfaces", ROOT / "build")

    answer = told("--bug", name)

    assert answer.exit_code == 0, answer.output
    assert step in answer.output
    assert "@@" in answer.output
    assert contents(ROOT / "contracts", ROOT / "interfaces", ROOT / "build") == before


def test_lists_them():
    listed = told("--list").output

    assert all(bug.name in listed for bug in BUGS)


def test_prints_a_contract_with_a_bug_inside():
    (bug,) = [each for each in BUGS if each.name == "sandwich"]

    assert told("--bug", "sandwich", "--source").output == bug.applied()


def test_says_that_there_is_no_such_bug():
    answer = told("--bug", "beetle")

    assert answer.output == "There is no bug named 'beetle': `--list` names them.\n"
    assert answer.exit_code == 1


def test_says_that_a_contract_has_changed():
    with pytest.raises(BugError, match="SavingsDollar.sol has changed: `sandwich` in .* fits no more."):
        replace(BUGS[1], text="what no contract says").applied()
