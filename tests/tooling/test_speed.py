"""What scripts/speed.py replaces in Brownie is still there, and still has the effect it is replaced for."""

import inspect
import time

import pytest
from brownie import chain, rpc, web3
from brownie.network import transaction
from brownie.network.rpc import Rpc

from scripts import node, speed


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
