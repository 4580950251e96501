"""
what a node can do to a program
├── it is killed while the system is deployed, a bid is sealed, opened and settled, and comes back later
│   with what it has written down: of what happened last, nothing or everything
├── its chain goes back to before a deployment ended, a bid was placed, an auction was settled
├── it loses a transaction, or has one lying that waits for its nonce
├── it mines another of the same nonce: the same at a higher price, or one that cancels it
└── another contract stands where one is written down: it is deployed anew, or the wiring is refused
"""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from scripts import node, records
from scripts.bidding import sealed
from scripts.deploy import WrongWiring, check, deploy
from tests.auctions import BILL
from tests.scenarios.history import CONTRACTS, blocks, created_contracts
from tests.scenarios.test_bid_killed import BEGIN, BIDDER, PREPARE, program, running, told, travel

__all__ = ["running"]

GONE = "The node does not answer any more: start it again, then run this again to go on.\n"
BALANCE_OF = "0x70a08231"
DELIVERY = BILL.issue_date * 86_400


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

    again = node.start("anvil", port=port, timestamp=BEGIN, arguments=remembers)
    try:
        travel(again.url, BEGIN + 600)  # else a role that was granted before would not be held yet
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


@pytest.fixture(scope="module")
def announced(tmp_path_factory):
    """The folder of a chain on which a bill is announced, and of the record of its contracts."""
    kept = tmp_path_factory.mktemp("announced")
    started = start(kept / "chain.json")
    recorded = os.environ | {records.FOLDER_VARIABLE: str(kept)}
    subprocess.run([sys.executable, "-c", PREPARE, started.url], cwd=node.ROOT, env=recorded, check=True)
    end(started, signal.SIGTERM)
    return kept


@pytest.fixture
def remembered(announced, deployments, tmp_path, monkeypatch):
    """The file of that chain, for a node of one test."""
    monkeypatch.setenv(sealed.FOLDER_VARIABLE, str(tmp_path / "bids"))
    deployments.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(announced / deployments.name, deployments)
    return shutil.copy(announced / "chain.json", tmp_path)


@pytest.fixture
def open_for_bids(remembered):
    """The address of its node."""
    started = start(remembered)
    travel(started.url, BEGIN + 600)
    yield started.url
    started.stop()


def start(file, port=None):
    """A node that goes on with the chain of a file, and writes its own there when it is told to end.

    Always with the same first block: of two that it has loaded and made it may tell of either.
    """
    return node.start("anvil", port=port, timestamp=BEGIN, arguments=("--state", str(file)))


def end(started, sign):
    started.process.send_signal(sign)
    started.process.wait(timeout=30)


def bidding(folder, url):
    path = folder / "bids.csv"
    path.write_text(f"auction,rate,par\n{BILL.cusip},1.500,1000000\n")
    return "scripts.bidding", "--file", path, "--account", BIDDER, "--network", url


def cash_of_bidder(url):
    cash = records.read(records.FOLDER / f"{node.CHAIN_ID}.json").contracts["CashToken"]
    question = {"to": cash, "data": BALANCE_OF + BIDDER.removeprefix("0x").rjust(64, "0")}
    return int(node.ask(url, "eth_call", question, "latest"), 16)


def has_paid_once(paid):
    """Not once more, nor for nothing: a bill costs a little less than its par."""
    return 990_000 * 10**6 < paid < 1_000_000 * 10**6


@pytest.mark.parametrize("sign", [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=pytest.mark.deep)])
def test_bids_and_settles_once_though_its_node_is_killed(remembered, tmp_path, sign):
    """Killed, it forgets what was mined since it was started; told to end, it keeps it."""
    port, has = node.free_port(), []
    for moment, transactions in ((BEGIN + 600, 1), (BILL.competitive_close, 1), (DELIVERY, 2)):
        first = start(remembered, port)
        travel(first.url, moment)
        has.append(cash_of_bidder(first.url))
        bid = bidding(tmp_path, first.url)
        started = program(*bid)
        wait_for_block(first.url, blocks(first.url) + transactions, started)
        end(first, sign)
        said, _ = started.communicate(timeout=60)
        assert said.endswith(GONE) and "Traceback" not in said
        assert started.returncode == 1

        again = start(remembered, port)
        travel(again.url, moment + 600)
        said = told(*bid)
        has.append(cash_of_bidder(again.url))
        end(again, signal.SIGTERM)

    assert said.endswith("is settled.")
    assert has[0] - has[1] == BILL.bond
    assert has_paid_once(has[0] - has[-1])


@pytest.mark.deep
def test_bids_and_settles_once_whatever_is_taken_back(open_for_bids, tmp_path):
    running = open_for_bids
    bid = bidding(tmp_path, running)
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

    travel(running, DELIVERY)
    before = node.ask(running, "evm_snapshot")
    told(*bid)
    paid = had - cash_of_bidder(running)
    node.ask(running, "evm_revert", before)
    assert told(*bid).endswith("is settled.")

    assert has_paid_once(paid)
    assert paid == had - cash_of_bidder(running)


def test_sends_again_what_the_node_has_lost(open_for_bids, tmp_path):
    running = open_for_bids
    had = cash_of_bidder(running)
    node.ask(running, "evm_setAutomine", False)
    waits = {
        "from": BIDDER,
        "to": BIDDER,
        "nonce": hex(nonce_of(BIDDER, running) + 5),
        "gasPrice": hex(10**10),
    }
    stuck = node.ask(running, "eth_sendTransaction", waits)

    started = program(*bidding(tmp_path, running))
    lost = next(each["hash"] for each in pending(running, started) if each["hash"] != stuck)
    node.ask(running, "anvil_dropTransaction", lost)
    node.ask(running, "evm_setAutomine", True)
    while started.poll() is None:
        time.sleep(0.1)
        node.ask(running, "evm_mine")
    said, _ = started.communicate()

    assert "is sealed; run this again from" in said
    assert node.ask(running, "eth_getTransactionReceipt", lost) is None
    assert had - cash_of_bidder(running) == BILL.bond


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="the same"),
        pytest.param({"to": BIDDER, "data": "0x"}, id="cancels it", marks=pytest.mark.deep),
    ],
)
def test_stops_where_its_sender_has_put_another_in_its_place(open_for_bids, tmp_path, changes):
    running = open_for_bids
    bid, had = bidding(tmp_path, running), cash_of_bidder(running)
    nonce = hex(nonce_of(BIDDER, running))
    node.ask(running, "evm_setAutomine", False)

    started = program(*bid)
    its = next(each for each in pending(running, started) if each["nonce"] == nonce)
    dearer = {"gasPrice": hex(10**12), "gas": its["gas"], "nonce": nonce}
    another = {"from": BIDDER, "to": its["to"], "data": its["input"], **dearer, **changes}
    assert node.ask(running, "eth_sendTransaction", another)
    node.ask(running, "evm_setAutomine", True)
    node.ask(running, "evm_mine")
    said, _ = started.communicate(timeout=60)

    place = f"Another transaction of {BIDDER} has taken the place of CashToken.approve"
    assert (said, started.returncode) == (f"{place}: once it is mined, run this again to go on.\n", 1)
    assert "is sealed; run this again from" in told(*bid)
    assert had - cash_of_bidder(running) == BILL.bond


def nonce_of(account, url):
    return int(node.ask(url, "eth_getTransactionCount", account, "latest"), 16)


def pending(url, started):
    """What waits at the node, as it comes."""
    while started.poll() is None:
        for of_sender in node.ask(url, "txpool_content")["pending"].values():
            yield from of_sender.values()
        time.sleep(0.01)
