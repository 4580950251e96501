"""What a check says of its extent, as docs/assurance.md has it, between the marks of its command."""

import sys

import pytest

from tests import measured, pages

FORGE = """| MarketHandler | claim | 4000 | 1000 | 0 |
| MarketHandler | mint | 6000 | 1500 | 0 |
"""
SLITHER = """INFO:Slither:. analyzed (118 contracts with 76 detectors), 0 result(s) found
Declared as standards have it: 140, of 4 contracts; explained: 3.
"""
CONFORMANCE = """76 passed in 5.00s
✔ should return the correct supply (71.2ms)
ℹ tests 134
ℹ pass 134
"""
GAS = """| step | Par | floor | best peer | | Par less peer |
|---|--:|--:|--:|---|--:|
| coin: approve | 45,946 | 45,452 | 45,960 | another | -14 |
| coin: mint | 60,140 |  | 60,000 | another | +140 |
| savings: give | 60,140 |  |  | nobody |  |
"""


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


def test_invariants_that_hold_because_steps_were_refused_have_not_been_checked(page):
    often = FORGE.replace("1500", "4500")

    with pytest.raises(SystemExit, match="Accepted: 45% of all steps, and not 60%"):
        measured.main("invariants", *saying(often))
    assert "old" in page.read_text()


def test_invariants_that_hold_without_some_kind_of_step_have_not_been_checked(page):
    never = FORGE + "| MarketHandler | redeem | 100 | 100 | 0 |\n"

    with pytest.raises(SystemExit, match="Never accepted: redeem"):
        measured.main("invariants", *saying(never))
    assert "old" in page.read_text()


def test_tells_what_slither_has_read_and_found():
    said = measured.slither(SLITHER, 40)

    read, compared = said.splitlines()
    assert read.startswith("Read: 118 contracts") and "76 detectors" in read and read.endswith("found: 0.")
    assert compared.endswith("4 contracts; 140 things are as they should be, 3 are explained.")


def test_tells_how_many_tests_of_conformance_others_have_written():
    said = measured.conformance(CONFORMANCE, 40)

    assert said.startswith("Passed: 76 tests and 134 of `erc20-test-suite`, ")


def test_counts_the_steps_whose_gas_is_less_than_a_peers():
    said = measured.gas(GAS, 30)

    assert said.startswith("Measured: 3 steps, in 30 seconds.")
    assert said.endswith("Of 2 that others have too, 1 cost less here than at the best of them.")


def test_writes_what_a_check_comes_to_between_its_marks(page):
    assert measured.main("conformance", *saying(CONFORMANCE)) == 0

    before, mark, figure, *after = page.read_text().splitlines()
    assert figure.startswith("Passed: 76 tests")
    assert [before, mark, *after] == ["before", "<!-- measured by make conformance -->", pages.END, "after"]


def test_writes_nothing_of_a_check_that_fails(page, capfd):
    assert measured.main("conformance", *saying("75 passed, 1 failed", code=1)) == 1

    assert "old" in page.read_text() and "1 failed" in capfd.readouterr().out


def test_a_page_without_a_place_for_a_figure_is_refused(page):
    with pytest.raises(ValueError, match="page.md has no place for what make deep measures"):
        pages.write(page, "make deep", "new")
