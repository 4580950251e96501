"""What is told of contracts beside standards, and what of it fails `make slither`."""

import pytest

from tests import declarations

RIGHT = "ParDollar: [✓] approve(address,uint256) is present"
WRONG = "ParDollar: [ ] parameter 1 should be indexed"
EMITTED = "Savings: Must emit be view Transfer(address)"
TOLD_OF_EMITTED = "Savings: [ ] Must emit be view Transfer(address)"


@pytest.fixture(autouse=True)
def explained(monkeypatch):
    monkeypatch.setattr(declarations, "EXPLAINED", {EMITTED: "in assembly"})


def exit_code(monkeypatch, *lines):
    monkeypatch.setattr(declarations, "told", lambda: list(lines))
    return declarations.main()


def test_counts_what_is_right_and_passes_what_is_explained(monkeypatch, capsys):
    assert exit_code(monkeypatch, RIGHT, RIGHT, TOLD_OF_EMITTED) == 0

    assert "have it: 2, of 4 contracts; explained: 1." in capsys.readouterr().out


def test_fails_for_what_a_standard_has_otherwise(monkeypatch, capsys):
    assert exit_code(monkeypatch, RIGHT, WRONG, TOLD_OF_EMITTED) == 1

    assert "not explained: ParDollar: parameter 1 should be indexed" in capsys.readouterr().out


def test_fails_for_an_explanation_of_what_is_right(monkeypatch, capsys):
    assert exit_code(monkeypatch, RIGHT) == 1

    assert f"Explained, but as the standard has it: {EMITTED}" in capsys.readouterr().out
