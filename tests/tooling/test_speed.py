"""What scripts/speed.py replaces in Brownie is still there, and still has the effect it is replaced for."""

import inspect
import threading
import time

import pytest
from brownie import chain, history, rpc, web3
from brownie.network import transaction
from brownie.network.rpc import Rpc

from scripts import node, speed
from scripts.network import load
from scripts.node import TakenBack


def test_refuses_a_name_that_has_gone_away():
    with pytest.raises(AttributeError):
        speed.replace(Rpc, "no_such_name", None)


def test_waits_for_a_receipt_by_milliseconds():
    assert "time.sleep(1)" in inspect.getsource(speed.await_confirmation)
    assert speed.await_confirmation.__globals__["time"] is speed.impatient

    started = time.monotonic()
    speed.impatient.sleep(60)

    assert time.monotonic() - started < 10


def test_waits_for_a_receipt_that_comes_after_its_nonce(alice, bob, monkeypatch):
    late = iter([False, False])
    found = speed.has_receipt
    monkeypatch.setattr(speed, "has_receipt", lambda txid: next(late, None) is None and found(txid))

    assert alice.transfer(bob, 1).status == 1
    assert next(late, None) is None


def test_does_not_wait_for_what_the_node_has_dropped(alice, bob, monkeypatch):
    monkeypatch.setattr(speed, "PATIENCE_SECONDS", 0)
    url = web3.provider.endpoint_uri
    node.ask(url, "evm_setAutomine", False)
    try:
        sent = alice.transfer(bob, 1, required_confs=0)
        assert not sent._confirmed.wait(0.2)
        node.ask(url, "anvil_dropTransaction", sent.txid)

        assert sent._confirmed.wait(10)
        assert sent.status == transaction.Status.Dropped
    finally:
        node.ask(url, "evm_setAutomine", True)


def test_says_that_another_has_taken_the_place(alice, bob, monkeypatch):
    monkeypatch.setattr(speed, "PATIENCE_SECONDS", 0)
    url = web3.provider.endpoint_uri
    node.ask(url, "evm_setAutomine", False)
    try:
        sent = alice.transfer(bob, 1, required_confs=0)
        another = {"from": alice.address, "to": bob.address, "nonce": hex(sent.nonce)}
        node.ask(url, "eth_sendTransaction", {**another, "gasPrice": hex(10**11)})
    finally:
        node.ask(url, "evm_setAutomine", True)
    node.ask(url, "evm_mine")

    with pytest.raises(speed.Dropped) as refusal:
        alice._await_confirmation(sent, 1, None, None)

    assert str(refusal.value) == (
        f"The node has dropped a transfer of {alice}, or another transaction of it has taken its place: "
        "run this again to go on."
    )


def test_does_not_wait_for_a_nonce_that_nobody_sends(alice, bob, monkeypatch):
    """As of what was sent just as the chain went back."""
    monkeypatch.setattr(speed, "PATIENCE_SECONDS", 0)

    with pytest.raises(speed.Dropped):
        alice.transfer(bob, 1, nonce=alice.nonce + 1)

    node.ask(web3.provider.endpoint_uri, "anvil_dropAllTransactions")


def test_sends_what_an_earlier_program_has_left_waiting_in_its_place(alice, bob):
    """Of an amount that no other test sends: whoever waits for it still would take theirs for it."""
    url, nonce = web3.provider.endpoint_uri, alice.nonce
    node.ask(url, "evm_setAutomine", False)
    try:
        left = alice.transfer(bob, 7, required_confs=0)
        history.clear()
        sent = alice.transfer(bob, 7, required_confs=0)
    finally:
        node.ask(url, "evm_setAutomine", True)

    assert sent._confirmed.wait(10)
    assert (sent.status, sent.nonce, alice.nonce) == (1, nonce, nonce + 1)
    assert not speed.has_receipt(left.txid)


def test_says_that_another_waits_in_the_place(alice, bob):
    url = web3.provider.endpoint_uri
    node.ask(url, "evm_setAutomine", False)
    try:
        node.ask(url, "eth_sendTransaction", {"from": alice.address, "gasPrice": hex(10**11)})

        with pytest.raises(speed.Dropped) as refusal:
            alice.transfer(bob, 1)
    finally:
        node.ask(url, "anvil_dropAllTransactions")
        node.ask(url, "evm_setAutomine", True)

    assert str(refusal.value) == (
        f"Another transaction of {alice} waits in the place of the next one, or has taken it: "
        "once it is mined, run this again to go on."
    )


class Receipt:
    def __init__(self, status: int):
        self.status = status


def test_loses_nothing_of_what_was_sent_while_another_thread_looks():
    """As the thread of the transaction before, which looks once it is mined."""
    mined = [Receipt(transaction.Status.Confirmed) for _ in range(2_000)]
    is_over = threading.Event()
    other = threading.Thread(target=lambda: [len(history) for _ in iter(is_over.is_set, True)])
    other.start()
    try:
        for each in mined:
            history._add_tx(each)
        is_over.set()
        other.join()

        assert history.copy() == mined
    finally:
        is_over.set()
        history.clear()


def test_forgets_what_was_dropped():
    dropped = Receipt(transaction.Status.Dropped)
    history._add_tx(dropped)

    assert dropped not in history


@pytest.mark.parametrize("transactions", [1, 2])
def test_sends_nothing_on_a_chain_that_has_gone_back(alice, bob, monkeypatch, transactions):
    """Brownie waits for ever where it has by one transaction, and goes on where by several."""
    monkeypatch.setattr(speed, "PATIENCE_SECONDS", 0)
    url, nonce = web3.provider.endpoint_uri, alice.nonce
    before = node.ask(url, "evm_snapshot")
    for _ in range(transactions):
        alice.transfer(bob, 1)
    node.ask(url, "evm_revert", before)

    with pytest.raises(TakenBack) as refusal:
        alice.transfer(bob, 1)

    history.clear()
    assert alice.nonce == nonce
    assert str(refusal.value) == "The node has taken back what it had mined: run this again to go on."


def test_says_nothing_of_a_contract_whose_node_is_gone(alice, monkeypatch):
    """Brownie looks for it from a thread, which would put its trace on the screen."""
    container = load().CashToken
    created = alice.deploy(container)
    monkeypatch.setattr(web3.provider, "endpoint_uri", "http://127.0.0.1:9")

    container._add_from_tx(created.tx)


def test_what_waits_is_gone_when_the_chain_goes_back(alice, bob):
    url = web3.provider.endpoint_uri
    chain.snapshot()
    node.ask(url, "evm_setAutomine", False)
    try:
        node.ask(url, "eth_sendTransaction", {"from": alice.address, "to": bob.address, "value": "0x2"})
        chain.revert()
        waiting = node.ask(url, "txpool_status")
    finally:
        node.ask(url, "evm_setAutomine", True)

    assert waiting == {"pending": "0x0", "queued": "0x0"}


def test_takes_no_snapshot_for_a_transaction(alice, bob):
    before = chain._current_id

    alice.transfer(bob, 1)
    time.sleep(0.1)  # Brownie would take it from a thread

    assert chain._current_id == before


def test_prints_nothing_for_a_transaction(cash, alice, capsys):
    cash.mint(alice, 1, {"from": alice})

    assert capsys.readouterr().out == ""


def test_neither_searches_for_the_node_nor_ends_it():
    assert "_find_rpc_process_pid" in inspect.getsource(Rpc.attach)
    assert rpc.is_active()
    assert not rpc.is_child()


def test_asks_for_the_chain_id_once(monkeypatch):
    web3.eth.chain_id  # noqa: B018
    monkeypatch.setattr(web3.provider, "endpoint_uri", "http://127.0.0.1:9")

    assert web3.eth.chain_id == 31337
