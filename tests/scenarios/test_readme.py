"""The console session in README.md, typed as it stands."""

import doctest
from pathlib import Path

import pytest
from brownie import project

from scripts.console import BEGIN, names
from scripts.network import travel_to

README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.mark.ganache
def test_the_session_gives_what_it_says(system, parts):
    travel_to(BEGIN)
    console = names(project.get_loaded_projects()[0], system, parts)
    statements = doctest.DocTestParser().get_examples(README.read_text().replace("```", ""))
    assert len(statements) > 9

    for statement in statements:
        if statement.want:
            assert f"{eval(statement.source, console)}\n" == statement.want
        else:
            exec(statement.source, console)
