"""
filled_by_hand
├── has no block made before it is asked for
├── afterwards blocks are made again, also after an interruption
└── does not hide an interruption that has ended the node too
"""

import pytest
import requests
from brownie import web3

from scripts.batch import order, send
from scripts.scale import blocks
from scripts.scale.blocks import filled_by_hand

pytestmark = pytest.mark.node


def test_makes_no_block_by_itself_and_does_again_afterwards(cash, alice, bob):
    before = web3.eth.block_number
    gas_limit = web3.eth.get_block("latest")["gasLimit"]
    with pytest.raises(KeyboardInterrupt), filled_by_hand():
        sent = alice.transfer(bob, 1, required_confs=0)
        assert web3.eth.block_number == before
        web3.provider.make_request("evm_setBlockGasLimit", [hex(gas_limit)])
        raise KeyboardInterrupt

    send([order(cash.approve, alice, 7, by=bob)])

    assert cash.allowance(bob, alice) == 7
    assert web3.eth.get_transaction_receipt(sent.txid)["status"] == 1


def test_does_not_hide_an_interruption_that_has_ended_the_node_too(monkeypatch):
    def is_gone(calls):
        if ("evm_setAutomine", [True]) in calls:
            raise requests.ConnectionError

    monkeypatch.setattr(blocks, "results", is_gone)

    with pytest.raises(KeyboardInterrupt), filled_by_hand():
        raise KeyboardInterrupt
