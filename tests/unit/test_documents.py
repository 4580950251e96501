"""What the documentation names exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INVARIANTS = (ROOT / "docs" / "invariants.md").read_text()
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`(tests/[\w/.:]+)`", INVARIANTS))))
def test_every_test_of_an_invariant_exists(named):
    file, _, name = named.partition("::")

    assert (ROOT / file).exists()
    assert f"def {name}" in (ROOT / file).read_text() if name else True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text()):
        assert (page.parent / target).exists()
