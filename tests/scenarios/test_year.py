"""
year
├── holds the auctions of a span of days in their order, every published figure equal
├── writes every figure as JSON, with its unit, and draws a picture
├── says which auctions it does not hold, and why
├── names what is not equal, and fails
├── when it is interrupted, says how far it was, and leaves nothing
├── draws a line for each original term
└── when it cannot begin, says why in one sentence
"""

import json
import re
import signal
import subprocess
import sys
from datetime import date
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from rich.console import Console

from market import auctions
from scripts import node
from scripts.story.figures import Figure
from scripts.story.words import percent
from scripts.year.__main__ import introduction, main, tell
from scripts.year.market import Outcome
from scripts.year.plan import plan, series

SPAN = ["--from", "2020-04-23", "--to", "2020-04-28"]  # bills, notes, TIPS, a floating rate note
FLOATING_NOTE = date(2019, 5, 29)


def start(*arguments):
    command = [sys.executable, "-m", "scripts.year", *arguments]
    return subprocess.Popen(
        command,
        cwd=node.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=heed_interruptions,
    )


def heed_interruptions():
    """Also if these tests run in the background of a shell, which has them ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """What was told, and the folder of the results."""
    folder = tmp_path_factory.mktemp("year")
    program = start(*SPAN, "--output", str(folder))
    told, _ = program.communicate(timeout=300)
    assert program.returncode == 0, told
    return " ".join(told.split()), folder


def test_holds_the_auctions_of_a_span(held):
    told, _ = held
    sold = auctions.week((SPAN[1], SPAN[3]))

    assert f"2020-04-23 to 2020-04-28: {len(sold)} auctions of the Treasury" in told
    for figures in re.findall(r"([\d,]+) of ([\d,]+)", told):
        assert figures[0] == figures[1]
    assert re.search(rf"together {len(sold)} \$\d+\.000 billion \d\.\d\d (\d+) of \1 ", told)
    assert told.count("on chain, the same.") == 1


def test_writes_every_figure(held):
    _, folder = held
    results = json.loads((folder / "results.json").read_text())
    sold = {each.announcement.cusip: each for each in auctions.week((SPAN[1], SPAN[3]))}

    assert {each["cusip"] for each in results} == set(sold)
    for each in results:
        figures = each["figures"]
        high_rate = sold[each["cusip"]].result.high_rate

        assert figures["high rate"] == {
            "published": high_rate,
            "onChain": high_rate,
            "equal": True,
            "unit": "0.001 %",
        }
        assert all(figure["published"] == figure["onChain"] for figure in figures.values())
    assert (folder / "rates.png").stat().st_size > 10_000


def test_says_what_it_does_not_hold():
    held = plan(FLOATING_NOTE, FLOATING_NOTE)

    assert [sale.security_type for sale in held.sales] == ["Note"]
    assert "Not held: the accrued interest of the 1-Year 11-Month FRN" in introduction("2019", held)


def test_names_what_is_not_equal():
    (sale,) = plan(FLOATING_NOTE, FLOATING_NOTE).sales
    sums = {"tendered in all": 3, "accepted in all": 3}
    sums |= {"tendered, Federal Reserve (SOMA)": 1, "accepted, Federal Reserve (SOMA)": 1}
    figures = [Figure(name, units, units) for name, units in sums.items()]
    outcome = Outcome(sale, [Figure("high rate", 2_144, 2_145, percent), *figures])
    market = SimpleNamespace(outcomes=[outcome], proceeds=lambda: (5, 5))
    console = Console(record=True, width=200)

    assert not tell(console, "2019", market)
    told = console.export_text()
    assert f"{sale.name} of Wed 29 May 2019: high rate is 2.145 %, published 2.144 %." in told
    assert "4 of 5" in told


def test_says_how_far_it_was_when_interrupted(tmp_path):
    program = start("--year", "2009", "--output", str(tmp_path))
    assert program.stdout.readline() == "2009: 127 auctions of the Treasury, held again in the same order.\n"
    program.send_signal(signal.SIGINT)
    told, _ = program.communicate(timeout=60)

    assert "Interrupted " in told and "run it again to begin anew." in told
    assert program.returncode == 1
    assert not list(tmp_path.iterdir())


def test_knows_what_is_one_line_in_the_picture():
    lines = {series(sale) for sale in plan(date(2020, 1, 1), date(2020, 3, 31)).sales}

    assert {"4-Week Bill", "10-Year Note", "30-Year Bond", "2-Year FRN"} <= lines
    assert not [line for line in lines if "Month" in line]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["--year", "2013"],
            "No auction of these days is among those shipped with Par. Years with auctions: ",
        ),
        (["--output", "/dev/null/2020"], "/dev/null/2020 cannot be written: not a directory."),
        (["--from", "2020-01-06"], "A span has a first day and a last one"),
        (["--from", "2020-01-06", "--to", "2020-01-05"], "A span has a first day and a last one"),
    ],
)
def test_says_why_it_cannot_begin(arguments, sentence):
    told = CliRunner().invoke(main, arguments)

    assert told.output.startswith(sentence)
    assert told.output.strip().count("\n") == 0
    assert told.exit_code == 1
