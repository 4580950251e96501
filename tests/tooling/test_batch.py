"""
send
├── mines every order once and in turn, however impatient it is with the node
├── sends again in its place what the node has left lying since the chain went back
├── stops where its sender has put another transaction in its place, whether that is mined or waits
└── stops where the chain has gone back to before all of it

one_chain
└── says that the chain has gone back, in the place of whatever else it leads to
"""

import pytest
from brownie import web3

from scripts import batch, node
from scripts.batch import Refused, one_chain, order, read, send
from scripts.node import TakenBack

pytestmark = pytest.mark.node

TIMES = 12
ORDERS = 25  # in a batch


def test_mines_every_order_once_however_impatient(cash, accounts, alice, monkeypatch):
    """What is slow is sent again at once, in the place of what may yet be mined."""
    monkeypatch.setattr(batch, "PATIENCE_SECONDS", 0)
    senders = accounts[10:15]
    before = [web3.eth.get_transaction_count(each.address) for each in senders]

    for number in range(TIMES):
        dollars = [ORDERS * number + each for each in range(ORDERS)]
        send([order(cash.approve, alice, each, by=senders[each % len(senders)]) for each in dollars])

    last = ORDERS * TIMES
    allowed = read([(cash.allowance, each, alice) for each in senders])
    assert allowed == [last - len(senders) + at for at in range(len(senders))]
    sent = [web3.eth.get_transaction_count(each.address) for each in senders]
    assert sent == [count + TIMES * ORDERS // len(senders) for count in before]


def test_sends_again_what_the_node_has_left_lying(cash, alice, bob, monkeypatch):
    """As Anvil answers to a transaction that it knows and never mines."""
    lying = iter([{"id": 0, "error": {"message": "transaction already imported"}}])
    monkeypatch.setattr(batch, "PATIENCE_SECONDS", 0)
    ask, is_sending = batch.ask, lambda calls: calls and calls[0][0] == "eth_sendTransaction"

    def answer(calls):
        left = next(lying, None) if is_sending(calls) else None
        return [left] if left else ask(calls)

    monkeypatch.setattr(batch, "ask", answer)

    send([order(cash.approve, alice, 7, by=bob)])

    assert next(lying, None) is None
    assert cash.allowance(bob, alice) == 7


@pytest.mark.parametrize("is_mined", [True, False])
def test_stops_where_another_has_taken_its_place(cash, alice, bob, monkeypatch, is_mined):
    url = web3.provider.endpoint_uri
    monkeypatch.setattr(batch, "LAG_SECONDS", 0.1)
    monkeypatch.setattr(batch, "PATIENCE_SECONDS", 0)
    wait, allowed = batch.wait_for_receipts, cash.allowance(bob, alice)

    def after_another(orders, sent, requests_):
        another = {"from": str(bob), "to": str(bob), "nonce": requests_[0]["nonce"]}
        node.ask(url, "eth_sendTransaction", {**another, "gasPrice": hex(batch.GAS_PRICE * 10)})
        if is_mined:
            node.ask(url, "evm_mine")
        return wait(orders, sent, requests_)

    monkeypatch.setattr(batch, "wait_for_receipts", after_another)
    node.ask(url, "evm_setAutomine", False)
    try:
        with pytest.raises(Refused) as refusal:
            send([order(cash.approve, alice, allowed + 1, by=bob)])
    finally:
        node.ask(url, "anvil_dropAllTransactions")
        node.ask(url, "evm_setAutomine", True)

    place = f"Another transaction of {bob} has taken the place of CashToken.approve"
    assert str(refusal.value) == f"{place}: once it is mined, run this again to go on."
    assert cash.allowance(bob, alice) == allowed


@pytest.mark.parametrize("is_mined", [True, False])
def test_stops_where_the_chain_goes_back_while_it_waits(cash, alice, bob, monkeypatch, is_mined):
    """Not while a block is mined, which Anvil would keep without its state."""
    url = web3.provider.endpoint_uri
    monkeypatch.setattr(batch, "PATIENCE_SECONDS", 0)
    wait, allowed = batch.wait_for_receipts, cash.allowance(bob, alice)
    before = node.ask(url, "evm_snapshot")
    send([order(cash.approve, alice, allowed + 1, by=bob)])

    def after_it_went_back(orders, sent, requests_):
        if is_mined:
            wait(orders, sent, requests_)
        node.ask(url, "evm_revert", before)
        return wait(orders, sent, requests_)

    monkeypatch.setattr(batch, "wait_for_receipts", after_it_went_back)
    node.ask(url, "evm_setAutomine", is_mined)
    try:
        with pytest.raises(TakenBack):
            send([order(cash.approve, alice, allowed + 2, by=bob)])
    finally:
        node.ask(url, "anvil_dropAllTransactions")
        node.ask(url, "evm_setAutomine", True)

    assert cash.allowance(bob, alice) == allowed


@pytest.mark.parametrize("failure", [None, StopIteration])
def test_says_that_what_was_sent_is_taken_back(cash, alice, bob, failure):
    url = web3.provider.endpoint_uri
    before, mined, allowed = node.ask(url, "evm_snapshot"), [], cash.allowance(bob, alice)

    with pytest.raises(TakenBack), one_chain(mined):
        mined += send([order(cash.approve, alice, allowed + 1, by=bob)])
        node.ask(url, "evm_revert", before)
        if failure:
            raise failure

    assert cash.allowance(bob, alice) == allowed


def test_lets_a_failure_on_one_chain_be(cash, alice, bob):
    mined = send([order(cash.approve, alice, 1, by=bob)])

    with pytest.raises(LookupError), one_chain(mined):
        raise LookupError
