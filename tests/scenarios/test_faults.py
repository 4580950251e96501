"""
what a node can do to a program, while the system is created and wired, a bid sealed, opened and settled
├── it is killed, what was sent last mined or still waiting, and comes back later with what it has written
│   down: of what happened last, nothing or everything
├── its chain goes back once a program has ended, and under one that runs: between two of its transactions,
│   or while one waits
├── it loses a transaction, or has one lying that waits for its nonce
├── it mines another of the same nonce: the same at a higher price, or one that cancels it
└── another contract stands where one is written down: it is deployed anew, or the wiring is refused

Each time the program goes on, or stops with one sentence and goes on when it is run again.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

import pytest

from scripts import node, records
from scripts.bidding import sealed
from scripts.deploy import WrongWiring, check, deploy
from tests.auctions import BILL
from tests.scenarios.history import CONTRACTS, blocks, created_contracts
from tests.scenarios.test_bid_killed import BEGIN, BIDDER, PREPARE, program, running, told, travel

__all__ = ["running"]

GONE = "The node does not answer any more: start it again, then run this again to go on.\n"
TAKEN_BACK = "The node has taken back what it had mined: run this again to go on.\n"
BALANCE_OF = "0x70a08231"
DELIVERY = BILL.issue_date * 86_400
ADMINISTRATOR = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc"  # the sixth account of every node started here


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


@pytest.mark.parametrize("is_mined", [True, pytest.param(False, marks=pytest.mark.deep)])
def test_goes_on_with_a_node_that_was_killed_and_comes_back(deployments, tmp_path, is_mined):
    remembers = ("--state", str(tmp_path / "chain.json"), "--state-interval", "1")
    first = node.start("anvil", timestamp=BEGIN, arguments=remembers)
    port = int(first.url.rpartition(":")[2])
    deploy_up_to(first.url, 8)
    time.sleep(2)  # it writes down what has happened
    node.ask(first.url, "evm_setAutomine", is_mined)
    started = deploying(first.url)
    wait_for_block(first.url, 14, started) if is_mined else wait_for_its_next(first.url, started)
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


@pytest.mark.parametrize(
    ("sign", "is_mined"),
    [
        (signal.SIGKILL, True),
        pytest.param(signal.SIGTERM, True, marks=pytest.mark.deep),
        pytest.param(signal.SIGKILL, False, marks=pytest.mark.deep),
    ],
)
def test_bids_and_settles_once_though_its_node_is_killed(remembered, tmp_path, sign, is_mined):
    """Killed, it forgets what was mined since it was started; told to end, it keeps it.

    What is not mined waits when it is killed.
    """
    port, has = node.free_port(), []
    for moment, transactions in ((BEGIN + 600, 1), (BILL.competitive_close, 1), (DELIVERY, 2)):
        first = start(remembered, port)
        travel(first.url, moment)
        has.append(cash_of_bidder(first.url))
        bid = bidding(tmp_path, first.url)
        node.ask(first.url, "evm_setAutomine", is_mined)
        already, started = blocks(first.url), program(*bid)
        if is_mined:
            wait_for_block(first.url, already + transactions, started)
        else:
            wait_for_its_next(first.url, started)
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


# Both, at any moment


@dataclass(frozen=True)
class Due:
    """A program that has something to do, and what it sends first."""

    url: str
    command: tuple
    sender: str
    first: str

    def start(self):
        return program(*self.command)

    def ends_well(self, started):
        """At once, or when it is run again; what it says then."""
        for _ in range(3):
            said, _ = started.communicate(timeout=120)
            assert "Traceback" not in said
            if started.returncode == 0:
                return " ".join(said.split())
            assert said.endswith("run this again to go on.\n")
            started = self.start()
        raise AssertionError(said)

    @property
    def nonce(self):
        return int(node.ask(self.url, "eth_getTransactionCount", self.sender, "latest"), 16)


class DueDeployment(Due):
    """At which block, and what is created or wired next."""

    MOMENTS = {"create": (9, "constructor"), "wire": (40, "setTargetFunctionRole")}
    is_sent_again = False

    @property
    def stops(self):
        return rf"The node has dropped \w+\.{self.first} of {self.sender}, or another transaction of it "

    def require_once(self, started):
        self.ends_well(started)
        assert created_contracts(self.url) == CONTRACTS
        recorded = records.read(records.FOLDER / f"{node.CHAIN_ID}.json").contracts.values()
        assert len(recorded) == CONTRACTS
        assert all(node.ask(self.url, "eth_getCode", each, "latest") != "0x" for each in recorded)


@dataclass(frozen=True)
class DueBid(Due):
    """At what time, what it sends first, and what it says in the end."""

    MOMENTS = {
        "seal": (BEGIN + 600, "CashToken.approve", "is sealed; run this again from"),
        "open": (BILL.competitive_close, "CashToken.approve", "has its price from"),
        "settle": (DELIVERY, "AuctionHouse.clear", "is settled."),
    }
    is_sent_again = True

    had: int
    says: str

    @property
    def stops(self):
        return f"Another transaction of {self.sender} has taken the place of {self.first}: "

    def require_once(self, started):
        assert self.says in self.ends_well(started)
        paid = self.had - cash_of_bidder(self.url)
        assert paid == BILL.bond if self.says.startswith("is sealed") else has_paid_once(paid)


@pytest.fixture
def due(request, tmp_path):
    """What is due at the moment that a test is given."""
    if request.param in DueDeployment.MOMENTS:
        return due_deployment(request.getfixturevalue("running"), request.param)
    return due_bid(request.getfixturevalue("open_for_bids"), request.param, tmp_path)


def due_deployment(url, moment):
    number, first = DueDeployment.MOMENTS[moment]
    deploy_up_to(url, number)
    return DueDeployment(url, ("scripts.deploy", "--network", url), ADMINISTRATOR, first)


def due_bid(url, moment, folder):
    bid, had = bidding(folder, url), cash_of_bidder(url)
    moments = list(DueBid.MOMENTS)
    for earlier in moments[: moments.index(moment)]:
        travel(url, DueBid.MOMENTS[earlier][0])
        told(*bid)
    begins, first, says = DueBid.MOMENTS[moment]
    travel(url, begins)
    return DueBid(url, bid, BIDDER, first, had, says)


def at(*moments):
    """By default the quickest of them alone, sealing a bid."""
    given = [each if each == "seal" else pytest.param(each, marks=pytest.mark.deep) for each in moments]
    return pytest.mark.parametrize("due", given, indirect=True)


@at("create", "wire", "seal", "open", "settle")
def test_sends_again_or_stops_where_the_node_has_lost_it(due):
    node.ask(due.url, "evm_setAutomine", False)
    stuck = leave_waiting(due, due.nonce + 5)

    started = due.start()
    lost = next(each["hash"] for each in pending(due.url, started) if each["hash"] != stuck)
    node.ask(due.url, "anvil_dropTransaction", lost)
    node.ask(due.url, "evm_setAutomine", True)
    while started.poll() is None:
        time.sleep(0.1)
        node.ask(due.url, "evm_mine")

    assert (started.returncode == 0) is due.is_sent_again
    assert node.ask(due.url, "eth_getTransactionReceipt", lost) is None
    due.require_once(started)


@pytest.mark.deep
@at("create", "wire", "open", "settle")
def test_goes_on_where_another_waits_in_the_place_of_its_second(due):
    """The first fills the gap of nonces that it has waited for."""
    stuck = leave_waiting(due, due.nonce + 1)

    due.require_once(due.start())

    assert node.ask(due.url, "eth_getTransactionReceipt", stuck)["status"] == "0x1"


@pytest.mark.parametrize(
    ("due", "is_the_same"),
    [
        ("seal", True),
        pytest.param("seal", False, marks=pytest.mark.deep),
        pytest.param("open", False, marks=pytest.mark.deep),
        pytest.param("settle", True, marks=pytest.mark.deep),
        pytest.param("create", True, marks=pytest.mark.deep),
        pytest.param("wire", False, marks=pytest.mark.deep),
    ],
    indirect=["due"],
)
def test_stops_where_its_sender_has_put_another_in_its_place(due, is_the_same):
    """The same at a higher price, or one that cancels it."""
    nonce = hex(due.nonce)
    node.ask(due.url, "evm_setAutomine", False)

    started = due.start()
    its = next(each for each in pending(due.url, started) if each["nonce"] == nonce)
    dearer = {"from": due.sender, "gasPrice": hex(10**12), "gas": its["gas"], "nonce": nonce}
    another = {"to": its["to"], "data": its["input"]} if is_the_same else {"to": due.sender}
    assert node.ask(due.url, "eth_sendTransaction", dearer | another)
    node.ask(due.url, "evm_setAutomine", True)
    node.ask(due.url, "evm_mine")
    said, _ = started.communicate(timeout=60)

    assert re.match(due.stops, said) and said.endswith("run this again to go on.\n")
    assert (said.count("\n"), started.returncode) == (1, 1)
    due.require_once(due.start())


@pytest.mark.deep
@pytest.mark.parametrize(
    ("due", "mined"),
    [("create", 3), ("wire", 3), ("seal", 1), ("open", 1), ("settle", 1), ("settle", 2)],
    indirect=["due"],
)
def test_goes_on_where_its_chain_goes_back_between_two_of_its_transactions(due, mined):
    """The program stands still meanwhile, wherever it has come to since so many were mined."""
    already, before = blocks(due.url), node.ask(due.url, "evm_snapshot")
    started = due.start()
    wait_for_block(due.url, already + mined, started)
    started.send_signal(signal.SIGSTOP)
    assert node.ask(due.url, "evm_revert", before)
    assert blocks(due.url) == already
    started.send_signal(signal.SIGCONT)

    due.require_once(started)


@pytest.mark.deep
@pytest.mark.parametrize(("due", "mined"), [("create", 3), ("wire", 3), ("settle", 1)], indirect=["due"])
def test_stops_where_its_chain_goes_back_while_the_next_waits(due, mined):
    before = node.ask(due.url, "evm_snapshot")
    node.ask(due.url, "evm_setAutomine", False)
    started = due.start()
    for _ in range(mined):
        wait_for_its_next(due.url, started)
        node.ask(due.url, "evm_mine")
    wait_for_its_next(due.url, started)
    assert node.ask(due.url, "evm_revert", before)
    node.ask(due.url, "evm_setAutomine", True)
    said, _ = started.communicate(timeout=60)

    assert said.endswith(TAKEN_BACK) and started.returncode == 1
    due.require_once(due.start())


def leave_waiting(due, nonce):
    """Its sender sends itself nothing, with a nonce that is still to come."""
    waits = {"from": due.sender, "to": due.sender, "nonce": hex(nonce), "gasPrice": hex(10**10)}
    return node.ask(due.url, "eth_sendTransaction", waits)


def wait_for_its_next(url, started):
    next(pending(url, started))


def pending(url, started):
    """What waits at the node, as it comes."""
    while started.poll() is None:
        for of_sender in node.ask(url, "txpool_content")["pending"].values():
            yield from of_sender.values()
        time.sleep(0.01)
