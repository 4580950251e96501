"""The console sessions in README.md and docs/auctions.md, typed as they stand."""

import doctest
from pathlib import Path

import pytest
from brownie import project

from scripts import house
from scripts.bidding import sealed
from scripts.bidding.__main__ import run
from scripts.console import BEGIN, names
from scripts.network import travel_to

ROOT = Path(__file__).resolve().parents[2]
README, AUCTIONS = ROOT / "README.md", ROOT / "docs" / "auctions.md"


@pytest.fixture
def console(system, parts):
    travel_to(BEGIN)
    return names(project.get_loaded_projects()[0], system, parts)


def statements(text):
    return doctest.DocTestParser().get_examples(text.replace("```", ""))


def enter(statement, console):
    if statement.want:
        assert f"{eval(statement.source, console)!r}\n" == statement.want
    else:
        exec(statement.source, console)


@pytest.mark.ganache
def test_the_session_gives_what_it_says(console):
    session = statements(README.read_text())
    assert len(session) > 9

    for statement in session:
        enter(statement, console)


def test_the_auctions_are_there_to_bid_in(console, auction_results, registry, tmp_path, monkeypatch):
    """After each line from the one that names who bids, `make bid` runs over the first file of the page."""
    monkeypatch.setattr(sealed, "FOLDER", tmp_path / "bids")
    _, file, *_ = AUCTIONS.read_text().split("```\n")
    path, told = tmp_path / "bids.csv", []
    path.write_text(file)
    found, announced, *others = statements(AUCTIONS.read_text())
    enter(found, console)
    enter(announced, console)

    for statement in others:
        enter(statement, console)
        run(house.at(auction_results), path, console["alice"].address, None, told.append)

    done = [line.partition(":")[0] for line in told if not line.startswith("0x")]
    assert done == ["Bid", "Bid", "Opened", "Cancelled", "Refunded", "Cleared", "Settled", "Withdrawn"]
    assert registry.balanceOf(console["alice"], int.from_bytes(b"912796WS4", "big")) == 1_500
