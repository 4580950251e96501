"""The clock of the chain can be set to the second, forwards, on every node."""

import time

import pytest

from scripts.network import ClockError
from tests.helpers import now, travel_to

pytestmark = pytest.mark.ganache


def test_the_next_transaction_has_exactly_the_time(alice, bob):
    then = now() + 10_000_000

    travel_to(then)

    assert now() == then
    assert alice.transfer(bob, 1).timestamp == then


def test_may_stay_where_it_is(alice, bob):
    present = now()

    travel_to(present)

    assert alice.transfer(bob, 1).timestamp == present


def test_cannot_go_back():
    with pytest.raises(ClockError, match="cannot go back"):
        travel_to(now() - 1)


def test_a_journey_is_undone_with_its_test(alice, bob):
    assert alice.transfer(bob, 1).timestamp < time.time() + 1000
