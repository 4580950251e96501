"""
demo
├── holds the auctions of a day, every published figure equal, and no cash is left over or missing
├── does so on Ganache too
├── leaves out an auction only if figures are not known that its accrued interest follows, and says so
├── publishes what TIPS and floating rate notes follow, and tells what they pay
├── goes on where it was killed, again and again, and deploys and pays nothing twice
├── interrupted, says whether anything is left to go on with, and while it still loads says no more than that
└── when it cannot begin, says why in one sentence
    ├── a week that is none, or without auctions
    ├── auctions none of which can be held
    ├── no node at the address, and no network of the name
    ├── a folder for the pictures that cannot be
    ├── a node whose clock is past the auctions
    └── a node with too few accounts
"""

import re
import signal
import subprocess
import sys
import time
from datetime import date

import pytest
from click.testing import CliRunner

from market import auctions
from scripts import node
from scripts.demo import main
from scripts.node import NodeError
from scripts.story import plan as planning
from scripts.story.people import accounts_by_name
from scripts.story.plan import PlanError, plan, reason
from tests.helpers import hear_interrupts
from tests.scenarios.history import CONTRACTS, blocks, created_contracts

AUCTION_DAY = date(2020, 1, 9)
DAY = ["--from", "2020-01-09", "--to", "2020-01-09"]  # two bills for the reserve, and a bond
ENDING = "nothing is left over, nothing is missing"
FIGURES = re.compile(r"(\d+) of (\d+) published figures equal\.")
KILLED_AT = [40, 112, 150]  # blocks: preparations, revelations, settlement


def start_demo(*arguments, output):
    command = [sys.executable, "-m", "scripts.demo", *DAY, *arguments, "--output", str(output)]
    return subprocess.Popen(
        command, cwd=node.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def tell(*arguments, output):
    """The whole story, which must end well."""
    program = start_demo(*arguments, output=output)
    told, _ = program.communicate(timeout=300)
    assert program.returncode == 0, told
    return " ".join(told.split())


def assert_ends_well(told):
    assert FIGURES.findall(told) == [("22", "22"), ("22", "22"), ("23", "23")]
    assert ENDING in told


def ending(told):
    """From the redemptions to the last sum: what everybody has, to the micro-dollar."""
    return told[told.index("6. Everybody redeems") : told.index(ENDING)]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The story as told without an interruption, and the folder of its pictures."""
    pictures = tmp_path_factory.mktemp("pictures")
    return tell(output=pictures), pictures


@pytest.fixture
def running():
    """A node of the story's own, whose clock stands at its beginning."""
    started = node.start("anvil", timestamp=plan(None, AUCTION_DAY, AUCTION_DAY).begins_at)
    yield started
    started.stop()


def test_holds_the_auctions_of_a_day(undisturbed):
    told, pictures = undisturbed

    assert_ends_well(told)
    assert sorted(path.name for path in pictures.iterdir()) == [
        "backing.png",
        "demand-2020-01-09-912796WS4.png",
        "demand-2020-01-09-912796XA2.png",
        "demand-2020-01-09-912810SK5.png",
    ]


@pytest.mark.deep
def test_holds_them_on_ganache(tmp_path):
    assert_ends_well(tell("--network", "ganache", output=tmp_path))


def test_tells_of_tips_and_what_they_pay(tmp_path):
    told = tell("--from", "2012-04-19", "--to", "2012-04-19", output=tmp_path)

    assert FIGURES.findall(told) == [("26", "26")]
    assert "106.155509, adjusted by the index ratio of the issue date, 1.00220." in told
    assert "pays $10,383,856.295724 of interest to 19 holders" in told
    assert "on its principal adjusted by the index ratio 1.01122." in told
    assert ENDING in told


def test_tells_of_a_floating_rate_note_and_what_it_pays(tmp_path):
    told = tell("--from", "2020-04-28", "--to", "2020-04-28", output=tmp_path)

    assert set(FIGURES.findall(told)) == {("22", "22")}
    assert "It pays the index rate, now 0.125039509 % after the 13-week bill of Mon 20 Apr 2020" in told
    assert "Fri 31 Jul 2020: the 2-Year FRN 912828ZK9 pays $15,530,499.493016 of interest" in told
    assert ENDING in told


def test_goes_on_where_it_was_killed(undisturbed, running, deployments, tmp_path):
    for block in KILLED_AT:
        program = start_demo("--network", running.url, output=tmp_path)
        while program.poll() is None and blocks(running.url) < block:
            time.sleep(0.002)
        program.kill()
        program.communicate()

    told = tell("--network", running.url, output=tmp_path)

    assert_ends_well(told)
    assert created_contracts(running.url) == CONTRACTS
    assert ending(told) == ending(undisturbed[0])
    assert told == tell("--network", running.url, output=tmp_path)


def interrupt(command, sign):
    """Ctrl-C as soon as this is said; all that is said."""
    program = subprocess.Popen(
        [sys.executable, *command],
        cwd=node.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=hear_interrupts,
    )
    before = ""
    while sign not in before:
        before += program.stdout.readline()
    program.send_signal(signal.SIGINT)
    rest, _ = program.communicate(timeout=60)
    assert program.returncode
    return before + rest


def test_interrupted_says_that_its_own_node_has_ended(tmp_path):
    told = interrupt(["-m", "scripts.demo", *DAY, "--output", str(tmp_path)], "2. Dollars are created")

    ending = "Interrupted. The chain ended with the program: run it again to begin anew.\n"
    assert told.endswith(ending)


def test_interrupted_says_that_another_node_has_not(running, deployments, tmp_path):
    command = ["-m", "scripts.demo", *DAY, "--network", running.url, "--output", str(tmp_path)]

    assert interrupt(command, "2. Dollars are created").endswith("Interrupted. Run it again to go on.\n")


def test_interrupted_while_it_loads_says_no_more_than_that(tmp_path):
    told = interrupt(["-X", "importtime", "-m", "scripts.demo", *DAY, "--output", str(tmp_path)], " click\n")

    assert told.endswith("\nInterrupted.\n")
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--week", "soon"], "'soon' is not a year and its week, such as 2020-02."),
        (["--week", "2020-54"], "'2020-54' is not a year and its week, such as 2020-02."),
        (["--week", "2031-02"], "No auction of week 2031-02 is among those shipped with Par"),
        (["--week", "2013-05"], "shipped with Par; the nearest are of week 2012-26 and 2014-08."),
        (["--from", "2020-01-04", "--to", "2020-01-05"], "No auction of 2020-01-04 to 2020-01-05 is among"),
        (["--from", "2020-01-05", "--to", "2020-01-04"], "are in the wrong order."),
        (["--network", "http://127.0.0.1:9"], "No node answers at http://127.0.0.1:9: start one with"),
        (["--network", "foo"], "There is no network foo: say anvil, ganache, the address of a node"),
        (["--output", "/dev/null/pictures"], "/dev/null/pictures cannot be written: not a directory."),
        (["--story", "run", "--output", "/dev/null"], "/dev/null cannot be written: file exists."),
    ],
)
def test_says_why_it_cannot_begin(arguments, sentence):
    told = CliRunner().invoke(main, arguments)

    assert sentence in told.output
    assert told.output.strip().count("\n") == 0
    assert told.exit_code == 1


def test_says_which_auction_it_does_not_hold():
    note, floating = auctions.week(("2019-05-29", "2019-05-29"))[::-1]
    planned = plan(None, date(2019, 5, 29), date(2019, 5, 29))

    assert [sale.auction for sale in planned.sales] == [note]
    assert planned.not_held == (floating,)
    assert reason(floating) == (
        "the accrued interest of the 1-Year 11-Month FRN 9128286Q8 is not known, for it follows from "
        "5 weekly auctions of 13-week bills; the data has 2 of them."
    )


def test_says_that_it_holds_none(monkeypatch):
    floating = auctions.find("9128286Q8", "2019-05-29")
    monkeypatch.setattr(planning, "week", lambda _: (floating,))

    with pytest.raises(PlanError, match="No auction of 2019-05-29 to 2019-05-29 can be held: the accrued"):
        plan(None, date(2019, 5, 29), date(2019, 5, 29))


def test_says_how_to_start_a_node_at_the_right_time(deployments, tmp_path):
    late = node.start("anvil", timestamp=1_700_000_000)
    program = start_demo("--network", late.url, output=tmp_path)
    told, _ = program.communicate(timeout=60)
    late.stop()

    assert "after the auctions of 2020-01-09 to 2020-01-09 were announced" in told
    assert 'make node ARGS="--timestamp 1577923200"' in told
    assert program.returncode == 1


def test_says_when_a_node_has_too_few_accounts():
    with pytest.raises(NodeError, match="This node has 10 accounts and the story needs"):
        accounts_by_name(range(10))
