"""What a check says of its extent, as docs/assurance.md has it, between the marks of its command."""

import sys

import pytest

from tests import measured, pages

FORGE = """| MarketHandler | claim | 4000 | 1000 | 0 |
| MarketHandler | mint | 6000 | 1500 | 0 |
"""
SLITHER = "INFO:Slither:. analyzed (118 contracts with 76 detectors), 0 result(s) found\n"


@pytest.fixture
def page(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    page.write_text(f"before\n<!-- measured by make conformance -->\nold\n{pages.END}\nafter\n")
    monkeypatch.setattr(pages, "ASSURANCE", page)
    return page


def saying(said, code=0):
    return sys.executable, "-c", f"print({said!r}); raise SystemExit({code})"


def test_adds_up_what_forge_tells_of_each_kind_of_step():
    said = measured.invariants(FORGE, 130)

    assert "after each of 10,000 steps, 75% of them accepted, in 130 seconds" in said
    assert said.endswith("`claim` 75%, `mint` 75%.")


def test_tells_what_slither_has_read_and_found():
    said = measured.slither(SLITHER, 40)

    assert said.startswith("Read: 118 contracts") and "76 detectors" in said and said.endswith("found: 0.")


def test_writes_what_a_check_comes_to_between_its_marks(page):
    assert measured.main("conformance", *saying("76 passed in 5 s")) == 0

    before, mark, figure, *after = page.read_text().splitlines()
    assert figure.startswith("Passed: 76 tests")
    assert [before, mark, *after] == ["before", "<!-- measured by make conformance -->", pages.END, "after"]


def test_writes_nothing_of_a_check_that_fails(page, capfd):
    assert measured.main("conformance", *saying("75 passed, 1 failed", code=1)) == 1

    assert "old" in page.read_text() and "1 failed" in capfd.readouterr().out


def test_a_page_without_a_place_for_a_figure_is_refused(page):
    with pytest.raises(ValueError, match="page.md has no place for what make deep measures"):
        pages.write(page, "make deep", "new")
