"""`make demo ARGS="--story ..."`: three stories of the dollar.

test_stories
├── a quiet month
├── a loss
├── a run, killed on the way and told again, twice the same; and then all holds for `make verify`
└── a story whose sums are not found again ends with the difference and with an error
"""

import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from scripts import demo, node, records
from scripts.scenes import run, telling
from scripts.story.plan import at
from scripts.verify.check import Verdict
from scripts.verify.examination import examine

ENDING = "nothing is left over, nothing is missing"
KILLED_AT = [at(run.THE_DAY, 13)]  # those who wait ask


def start_story(name, output, *arguments):
    command = [sys.executable, "-m", "scripts.demo", "--story", name, "--output", str(output), *arguments]
    return subprocess.Popen(
        command, cwd=node.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def tell(name, output, *arguments):
    """The whole story, which must end well, with its picture."""
    program = start_story(name, output, *arguments)
    told, _ = program.communicate(timeout=300)
    assert program.returncode == 0, told
    assert (output / f"{name}.png").exists()
    return " ".join(told.split())


def assert_told(told, *sentences):
    for sentence in sentences:
        assert sentence in told


def clock(url):
    return int(node.ask(url, "eth_getBlockByNumber", "latest", False)["timestamp"], 16)


@pytest.fixture
def running():
    """A node of the run's own, whose clock stands at its beginning."""
    started = node.start("anvil", timestamp=run.plan().begins_at)
    yield started
    started.stop()


def test_a_quiet_month_accounts_for_every_micro_dollar(tmp_path):
    assert_told(
        tell("month", tmp_path),
        "Liquid within five business days: 51.06 %, at least 30.00 %: kept.",
        "Mon 6 Jan 2020: the report of December 2019 is published.",
        "signed by: chief executive, chief financial officer, auditor; complete since Mon 6 Jan 2020",
        "Pension fund takes $5,007,",
        "110 of 110 figures that the Treasury published of these 5 auctions are equal on the chain.",
        "The bills cost $39,952,680 and paid $40,000,000: they earned $47,320.",
        ENDING,
    )


def test_a_loss_pays_everybody_the_same_share_and_then_in_full(tmp_path):
    told = tell("loss", tmp_path)

    assert_told(
        told,
        "At market the reserve is worth $79,836,965.20 and owes $80,000,000: the buffer is used up.",
        "the 4-Week Bill 912796WQ8 is due, and the Treasury does not pay. It owes the reserve $10,000,000",
        "there is $10,224,048.50 of cash. From now on everybody has the same share of all cash, 13.81 %",
        "The contract refuses: there is $14,920,953.806654 of cash for $16,712,405.556654",
        "Community bank had $35,000,000 and has received $35,000,000.",
        ENDING,
    )
    tables = told.split("Every claim on ")[1:]
    ratios = ("13.81 %", "27.32 %", "67.87 %", "100.00 %")
    assert [table.count(ratio) for table, ratio in zip(tables, ratios, strict=True)] == [4, 5, 5, 5]


def test_a_run_goes_on_where_it_was_killed_and_costs_nobody_a_cent(running, deployments, tmp_path):
    for moment in KILLED_AT:
        program = start_story("run", tmp_path, "--network", running.url)
        while program.poll() is None and clock(running.url) < moment:
            time.sleep(0.002)
        program.kill()
        program.communicate()
        assert program.returncode == -signal.SIGKILL

    told = tell("run", tmp_path, "--network", running.url)

    assert_told(
        told,
        "There is $22,782.16 of free cash, and the contract says so (InsufficientCash).",
        "90.02 % of all coins.",
        "Liquid within one business day: 0.09 %, at least 10.00 %: broken.",
        "number 3, Bob, is covered with $3,500.25, but a lawful order has stopped the account.",
        "Fri 13 Mar 2020 Tue 24 Mar 2020 missed $11,200,000 $11,200,000",
        "Wed 1 Apr 2020 Tue 31 Mar 2020 met $900,000 $900,000",
        "Lost by anybody: $0.",
        ENDING,
    )
    assert told == tell("run", tmp_path, "--network", running.url)
    reserve = records.read(deployments).contracts["Reserve"]
    examination = examine(running.url, reserve)
    assert [each for each in examination.checks if each.verdict != Verdict.HOLDS] == []


def test_a_sum_that_is_not_found_again_is_an_error(monkeypatch):
    monkeypatch.setattr(telling, "tell_story", lambda *_: ["earnings of the bills: 1 instead of 2"])

    told = CliRunner().invoke(demo.main, ["--story", "month"])

    assert told.output.strip() == "earnings of the bills: 1 instead of 2"
    assert told.exit_code == 1
