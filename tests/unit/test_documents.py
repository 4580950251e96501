"""What the documentation names exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMING_TESTS = {
    page: (ROOT / "docs" / page).read_text() for page in ("invariants.md", "lessons.md", "compliance.md")
}
LESSONS = 30
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def named_in(page: str) -> set[str]:
    return set(re.findall(r"`(tests/[\w/.:]+)`", NAMING_TESTS[page]))


@pytest.mark.parametrize("named", sorted(set().union(*map(named_in, NAMING_TESTS))))
def test_every_test_that_a_page_names_exists(named):
    file, _, name = named.partition("::")

    assert (ROOT / file).exists()
    assert f"def {name}(" in (ROOT / file).read_text() if name else True


def test_every_lesson_has_a_test():
    rows = re.findall(r"^\| (\d+) \|.*\|(.*)\|$", NAMING_TESTS["lessons.md"], re.MULTILINE)

    assert [int(number) for number, _ in rows] == list(range(1, LESSONS + 1))
    assert all("`tests/" in tests for _, tests in rows)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text()):
        assert (page.parent / target).exists()
