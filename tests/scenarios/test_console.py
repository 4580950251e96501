"""
console
├── shows what a file asks it and what that gives, as if it were typed
├── says in one sentence what a contract or the clock refuses, and why
├── knows every name of its banner
├── finds on a running node what is deployed there, and gives nobody money twice
└── when it cannot begin, says why in one sentence
"""

import re
import subprocess
import sys

import pytest

from scripts import node
from scripts.console import BANNER, BEGIN

SESSION = """
1 + 1
for part in (1, 2):
    part

par_dollar.transfer(bob, 5, {"from": alice})
auction_house.announce(announcement_of(auctions.week("2020-02")[4]), {"from": alice})
travel_to_day(auctions.week("2020-02")[4].announcement.maturity_date)
travel_to_day(auctions.week("2020-02")[4].announcement.issue_date)
1 / 0
cash.balanceOf(alice)
cash.transfer(bob, 5, {"from": alice})
"""


def console(session, *arguments):
    command = [sys.executable, "-m", "scripts.console", *arguments]
    return subprocess.run(command, input=session, cwd=node.ROOT, capture_output=True, text=True, timeout=120)


@pytest.fixture
def running():
    started = node.start("anvil", timestamp=BEGIN)
    yield started
    started.stop()


@pytest.mark.parametrize("network", ["anvil", pytest.param("ganache", marks=pytest.mark.deep)])
def test_shows_what_a_file_asks_it_and_what_that_gives(network):
    done = console(SESSION, "--network", network)

    assert (done.returncode, done.stderr) == (0, "")
    told = done.stdout
    assert ">>> 1 + 1\n2\n" in told
    assert ">>> for part in (1, 2):\n...     part\n... \n1\n2\n" in told
    assert "The contract refuses: InsufficientBalance: 0, 5.\n" in told
    assert re.search(r"The contract refuses: AccessManagedUnauthorized: 0x\w{40}\.\n", told)
    assert re.search(r"The chain is at \d+ already and cannot go back to \d+\.\n", told)
    assert "ZeroDivisionError: division by zero\n" in told
    assert ">>> cash.balanceOf(alice)\n1000000000000\n" in told
    assert re.search(r"\n<Transaction '0x[0-9a-f]{64}'>\n\n$", told)


def test_knows_every_name_of_its_banner():
    named = re.search(r"deployed: (.*) \.\.\.", BANNER)[1]

    done = console(f"[each for each in '{named}'.split(', ') if each not in globals()]\n")

    assert done.stdout.endswith("\n[]\n\n")


def test_finds_what_is_deployed_on_a_running_node(running, deployments):
    visit = "print(reserve.address, cash.totalSupply())\n"

    first, second = (console(visit, "--network", running.url) for _ in range(2))

    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout


@pytest.mark.parametrize(
    ("network", "sentence"),
    [
        ("http://127.0.0.1:9", "No node answers at http://127.0.0.1:9: start one with `make node`."),
        ("foo", "There is no network foo: say anvil, ganache, the address of a node such as http://"),
    ],
)
def test_says_why_it_cannot_begin(network, sentence):
    done = console("", "--network", network)

    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
