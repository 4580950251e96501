"""What the documentation names exists."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMING_TESTS = {
    page: (ROOT / "docs" / page).read_text()
    for page in ("invariants.md", "lessons.md", "compliance.md", "auctions.md")
}
SOURCES = {source.stem: source.read_text() for source in (ROOT / "contracts").rglob("*.sol")}
LESSONS = 30
RULES = 29
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SECOND_ENGINE = (ROOT / "tests/solidity/Invariants.t.sol").read_text()


def named_in(page: str) -> set[str]:
    return set(re.findall(r"`(tests/[\w/.:]+)`", NAMING_TESTS[page]))


@pytest.mark.parametrize("named", sorted(set().union(*map(named_in, NAMING_TESTS))))
def test_every_test_that_a_page_names_exists(named):
    file, _, name = named.partition("::")

    assert (ROOT / file).exists()
    assert f"def {name}(" in (ROOT / file).read_text() if name else True


def test_the_invariants_of_the_second_engine_are_those_of_the_page():
    rows = re.findall(r"^\| (\d+) \|.*\|(.*)\|$", NAMING_TESTS["invariants.md"], re.MULTILINE)
    checked = re.findall(r"function (invariant_(\d+)_\w+)", SECOND_ENGINE)

    assert [number for _, number in checked] == [number for number, second in rows if second.strip()]
    assert all(f" {name}();" in SECOND_ENGINE for name, _ in checked)


def test_every_lesson_has_a_test():
    rows = re.findall(r"^\| (\d+) \|.*\|(.*)\|$", NAMING_TESTS["lessons.md"], re.MULTILINE)

    assert [int(number) for number, _ in rows] == list(range(1, LESSONS + 1))
    assert all("`tests/" in tests for _, tests in rows)


def test_the_lessons_of_a_test_are_those_of_the_page():
    assert marked() == named_by_lessons()


def named_by_lessons() -> dict[str, set[int]]:
    """Tests, each with its lessons. Rules and invariants of machines carry no marks."""
    lessons = defaultdict(set)
    for number, row in re.findall(r"^\| (\d+) \|(.*)\|$", NAMING_TESTS["lessons.md"], re.MULTILINE):
        for test in re.findall(r"`(tests/[\w/.]+::test_\w+)`", row):
            lessons[test].add(int(number))
    return lessons


def marked() -> dict[str, set[int]]:
    files = [file for file in (ROOT / "tests").rglob("test_*.py") if "mark.lesson(" in file.read_text()]
    lessons = defaultdict(set)
    for file in files:
        for function in ast.parse(file.read_text()).body:
            for number in marks_of(function):
                lessons[f"{file.relative_to(ROOT)}::{function.name}"].add(number)
    return lessons


def marks_of(statement: ast.stmt) -> Iterator[int]:
    for decorator in getattr(statement, "decorator_list", ()):
        if ast.unparse(decorator).startswith("pytest.mark.lesson("):
            yield from map(ast.literal_eval, decorator.args)


def functions_named_in(text: str) -> list[tuple[str, str]]:
    return sorted(set(re.findall(r"`([A-Z]\w+)\.(\w+)`", text)))


@pytest.mark.parametrize(("contract", "name"), functions_named_in(NAMING_TESTS["auctions.md"]))
def test_every_function_that_the_rules_of_auctions_name_exists(contract, name):
    assert f"function {name}(" in SOURCES[contract]


def test_every_rule_of_auctions_stands_somewhere_and_has_a_test():
    _, _, table = NAMING_TESTS["auctions.md"].partition("| rule | 31 CFR |")
    table = table.partition("\n\n")[0]
    _, *rules = re.findall(r"^\| [^|]+ \|[^|]*\|([^|]+)\|([^|]+)\|$", table, re.MULTILINE)

    assert len(rules) == RULES
    assert all(functions_named_in(where) for where, _ in rules)
    assert all("`tests/" in tests for _, tests in rules)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    prose = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", prose):
        assert (page.parent / target).exists()
