"""
make bid, on a node of its own, killed as it seals, opens and settles
├── goes on when it is run again, and in the end everything is settled and withdrawn once
├── says why it cannot begin, in one sentence
└── make auction tells the auction, writes the Treasury's columns and draws the demand
"""

import json
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from market.auctions import load
from scripts import node
from scripts.bidding import sealed
from scripts.bidding.__main__ import main as bidding
from scripts.releases.__main__ import main as releases
from tests.auctions import BILL
from tests.scenarios.history import blocks

BEGIN = BILL.noncompetitive_close - 86_400
BIDDER = "0x71bE63f3384f5fb98995898A86B02Fb2426c5788"  # the twelfth account of every node started here
PREPARE = f"""
import sys
from scripts.network import connect

connect(sys.argv[1])
from brownie import accounts
from model.auction import to_abi
from scripts import records
from scripts.deploy import deploy
from scripts.settings import local_settings
from tests.auctions import BILL

parts = local_settings(accounts)
system = deploy(parts, records.find())
system.compliance.setHolder("{BIDDER}", 6, b"US", False, {{"from": parts.compliance_officer}})
system.cash.mint("{BIDDER}", 10**13, {{"from": parts.treasury}})
system.auction_house.announce(to_abi(BILL), {{"from": parts.treasury}})
"""


@pytest.fixture
def running(deployments, tmp_path, monkeypatch):
    """Chains that begin alike cannot be told apart: sealed bids have a folder of their own."""
    monkeypatch.setenv(sealed.FOLDER_VARIABLE, str(tmp_path / "bids"))
    started = node.start("anvil", timestamp=BEGIN)
    yield started.url
    started.stop()


def program(module, *arguments):
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=node.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def told(module, *arguments):
    """All of it, which must end well."""
    started = program(module, *arguments)
    said, _ = started.communicate(timeout=60)
    assert started.returncode == 0, said
    return " ".join(said.split())


def killed(url, *arguments):
    """Ended as soon as it has sent its first transaction."""
    before, started = blocks(url), program("scripts.bidding", *arguments)
    while started.poll() is None and blocks(url) == before:
        time.sleep(0.001)
    started.kill()
    started.communicate()


def travel(url, moment):
    node.ask(url, "evm_setNextBlockTimestamp", moment)
    node.ask(url, "evm_mine")


def test_goes_on_wherever_it_was_killed(running, tmp_path):
    subprocess.run([sys.executable, "-c", PREPARE, running], cwd=node.ROOT, check=True)
    path, exported = tmp_path / "bids.csv", tmp_path / "results.json"
    path.write_text(f"auction,rate,par\n{BILL.cusip},1.500,1000000\n{BILL.cusip},1.505,2400000\n")
    arguments = "--file", path, "--account", BIDDER, "--network", running
    auction = "--cusip", BILL.cusip, "--network", running

    killed(running, *arguments)
    assert "is sealed; run this again from" in told("scripts.bidding", *arguments)
    travel(running, BILL.competitive_close)
    killed(running, *arguments)
    assert "has its price from" in told("scripts.bidding", *arguments)
    travel(running, BILL.issue_date * 86_400)
    killed(running, *arguments)
    assert told("scripts.bidding", *arguments).endswith(f"13-Week Bill {BILL.cusip}: is settled.")

    page = told("scripts.releases", *auction, "--account", BIDDER, "--json", exported)
    assert "High Rate (1) 1.505%" in page
    assert "It was awarded $3,400,000 for" in page
    (read_back,) = load(exported)
    assert (read_back.result.high_rate, read_back.result.total_accepted) == (1_505, 34_000)
    assert json.loads(exported.read_text())[0]["highDiscountRate"] == "1.505"


@pytest.mark.parametrize(("command", "arguments"), [(bidding, ["--file", "bids.csv"]), (releases, [])])
def test_says_why_it_cannot_begin(command, arguments):
    answer = CliRunner().invoke(command, [*arguments, "--network", "http://127.0.0.1:9"])

    assert answer.output == "No node answers at http://127.0.0.1:9: start one with `make node`.\n"
    assert answer.exit_code == 1
