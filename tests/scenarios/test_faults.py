"""
what a node can do to a program
├── it is killed while the system is deployed, and comes back with what it has written down
├── its chain goes back to before a deployment ended, a bid was placed, an auction was settled
├── it loses a transaction, or has one lying that waits for its nonce
└── another contract stands where one is written down: it is deployed anew, or the wiring is refused
"""

import subprocess
import sys
import time

import pytest

from scripts import node, records
from scripts.deploy import WrongWiring, check, deploy
from tests.auctions import BILL
from tests.scenarios.history import created_contracts
from tests.scenarios.test_bid_killed import BEGIN, BIDDER, PREPARE, blocks, program, running, told, travel

__all__ = ["running"]

CONTRACTS = 16  # the reserve creates the coin
GONE = "The node does not answer any more: start it again, then run this again to go on.\n"
HAS = """
import sys
from scripts.network import connect

connect(sys.argv[1])
from scripts import house

found = house.find()
print(found.cash.balanceOf(sys.argv[2]), found.contract.cashOf(sys.argv[2]))
"""


def deploying(url):
    return program("scripts.deploy", "--network", url)


def wait_for_block(url, number, started):
    while started.poll() is None and blocks(url) < number:
        time.sleep(0.002)


def deploy_up_to(url, number):
    """Ended as soon as the chain has come to that block."""
    started = deploying(url)
    wait_for_block(url, number, started)
    started.kill()
    started.communicate()


def in_python(source, *arguments):
    command = [sys.executable, "-c", source, *arguments]
    done = subprocess.run(command, cwd=node.ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def cash_of_bidder(url):
    return sum(map(int, in_python(HAS, url, BIDDER).split()))


# Deployment


def test_goes_on_with_a_node_that_was_killed_and_comes_back(deployments, tmp_path):
    remembers = ("--state", str(tmp_path / "chain.json"), "--state-interval", "1")
    first = node.start("anvil", timestamp=BEGIN, arguments=remembers)
    port = int(first.url.rpartition(":")[2])
    deploy_up_to(first.url, 8)
    time.sleep(2)  # it writes down what has happened
    started = deploying(first.url)
    wait_for_block(first.url, 14, started)
    first.stop()
    said, _ = started.communicate(timeout=30)
    assert (said, started.returncode) == (GONE, 1)

    later = BEGIN + 600  # time has not stood still, else a role granted before would not be held yet
    again = node.start("anvil", port=port, timestamp=later, arguments=remembers)
    try:
        assert blocks(again.url) >= 8
        told("scripts.deploy", "--network", again.url)
        assert created_contracts(again.url) == CONTRACTS
        assert len(records.read(deployments).contracts) == CONTRACTS
    finally:
        again.stop()


def test_deploys_again_what_its_chain_has_taken_back(running, deployments):
    deploy_up_to(running, 9)
    before = node.ask(running, "evm_snapshot")
    deploy_up_to(running, 40)
    assert len(records.read(deployments).contracts) == CONTRACTS

    node.ask(running, "evm_revert", before)
    told("scripts.deploy", "--network", running)

    assert created_contracts(running) == CONTRACTS


def test_does_not_take_one_contract_for_another(parts, monkeypatch, tmp_path):
    """As after an older deployment, in another order, on a chain that begins alike."""
    monkeypatch.setattr(records, "FOLDER", tmp_path)
    cash = deploy(parts, records.none()).cash
    stale = records.find()
    stale.add("RateBoard", cash.address)
    stale.add("RuleBook", cash.address)

    system = deploy(parts, records.find())

    check(system, parts)
    assert system.rate_board != cash


def test_refuses_contracts_of_two_deployments(parts, monkeypatch, tmp_path):
    monkeypatch.setattr(records, "FOLDER", tmp_path)
    deploy(parts, records.find())
    other = deploy(parts, records.none())
    records.find().add("RateBoard", other.rate_board.address)

    with pytest.raises(WrongWiring, match="rate board is 0x.* and should be 0x"):
        deploy(parts, records.find())


# Auction


def test_bids_and_settles_once_whatever_is_taken_back(running, tmp_path):
    in_python(PREPARE, running)
    path = tmp_path / "bids.csv"
    path.write_text(f"auction,rate,par\n{BILL.cusip},1.500,1000000\n")
    bid = "scripts.bidding", "--file", path, "--account", BIDDER, "--network", running
    had = cash_of_bidder(running)

    before = node.ask(running, "evm_snapshot")
    told(*bid)
    node.ask(running, "evm_revert", before)
    assert "is sealed; run this again from" in told(*bid)

    travel(running, BILL.competitive_close)
    before = node.ask(running, "evm_snapshot")
    told(*bid)
    node.ask(running, "evm_revert", before)
    travel(running, BILL.competitive_close + 1)
    told(*bid)

    travel(running, BILL.issue_date * 86_400)
    before = node.ask(running, "evm_snapshot")
    told(*bid)
    paid = had - cash_of_bidder(running)
    node.ask(running, "evm_revert", before)
    assert told(*bid).endswith("is settled.")

    assert 0 < paid == had - cash_of_bidder(running) < 1_000_000 * 10**6


def test_sends_again_what_the_node_has_lost(running, tmp_path):
    in_python(PREPARE, running)
    path = tmp_path / "bids.csv"
    path.write_text(f"auction,rate,par\n{BILL.cusip},1.500,1000000\n")
    node.ask(running, "evm_setAutomine", False)
    waits = {
        "from": BIDDER,
        "to": BIDDER,
        "nonce": hex(nonce_of(BIDDER, running) + 5),
        "gasPrice": hex(10**10),
    }
    stuck = node.ask(running, "eth_sendTransaction", waits)

    started = program("scripts.bidding", "--file", path, "--account", BIDDER, "--network", running)
    lost = next(each for each in pending(running, started) if each != stuck)
    node.ask(running, "anvil_dropTransaction", lost)
    node.ask(running, "evm_setAutomine", True)
    while started.poll() is None:
        time.sleep(0.1)
        node.ask(running, "evm_mine")
    said, _ = started.communicate()

    assert "is sealed; run this again from" in said
    assert node.ask(running, "eth_getTransactionReceipt", lost) is None


def nonce_of(account, url):
    return int(node.ask(url, "eth_getTransactionCount", account, "latest"), 16)


def pending(url, started):
    """Hashes of what waits at the node, as it comes."""
    while started.poll() is None:
        for of_sender in node.ask(url, "txpool_content")["pending"].values():
            yield from (each["hash"] for each in of_sender.values())
        time.sleep(0.01)
