"""The clock of the chain stands still, and can be set to the second, forwards, on every node."""

import time

import pytest
from brownie import web3

from scripts import network
from scripts.network import ClockError
from tests.conftest import OPENING
from tests.helpers import now, travel_to

pytestmark = pytest.mark.ganache


def test_the_next_transaction_has_exactly_the_time(alice, bob):
    then = now() + 10_000_000

    travel_to(then)

    assert now() == then
    assert alice.transfer(bob, 1).timestamp == then


def test_stands_still_until_it_is_set(alice, bob):
    present = now()

    time.sleep(1.1)

    assert alice.transfer(bob, 1).timestamp == present


def test_may_be_set_to_the_present(alice, bob):
    present = now()

    travel_to(present)

    assert alice.transfer(bob, 1).timestamp == present


def test_a_journey_is_undone_with_its_test(alice, bob):
    assert now() == alice.transfer(bob, 1).timestamp == OPENING


def test_cannot_go_back():
    with pytest.raises(ClockError, match="cannot go back"):
        travel_to(now() - 1)


def test_says_that_a_node_has_no_such_clock(monkeypatch):
    refusal = {"error": {"code": -32601, "message": "the method does not exist"}}
    monkeypatch.setattr(web3.provider, "make_request", lambda *_: refusal)

    with pytest.raises(ClockError, match="clock cannot be set: evm_mine says 'the method does not exist'"):
        network.ask("evm_mine")
