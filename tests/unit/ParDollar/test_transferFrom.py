"""
transferFrom
├── when the receiver is the zero address, rejects
├── when the holder allowed fewer dollars, rejects
├── when the holder has fewer dollars, rejects
├── given the holder is frozen, rejects
├── given the receiver is frozen, rejects
├── given the spender is frozen, rejects
└── otherwise
    ├── moves dollars and uses up the allowance
    ├── answers true
    ├── leaves an infinite allowance as it is
    └── asks for an allowance of the holder, too, before it asks whether the holder is frozen
"""

import pytest
from brownie import ZERO_ADDRESS

from model.par_dollar import INFINITE
from tests.helpers import rejects
from tests.unit.ParDollar.conftest import ALICE_STARTS_WITH


@pytest.fixture(scope="module", autouse=True)
def allowed(dollar, alice, bob):
    """Alice allows Bob 400."""
    dollar.approve(bob, 400, {"from": alice})


def test_rejects_the_zero_address(dollar, alice, bob):
    with rejects("InvalidReceiver"):
        dollar.transferFrom(alice, ZERO_ADDRESS, 400, {"from": bob})


def test_rejects_more_than_the_holder_allowed(dollar, alice, bob, carol):
    with rejects("InsufficientAllowance"):
        dollar.transferFrom(alice, carol, 401, {"from": bob})


def test_rejects_a_holder_with_fewer_dollars(dollar, alice, bob, carol):
    dollar.approve(bob, INFINITE, {"from": alice})

    with rejects("InsufficientBalance"):
        dollar.transferFrom(alice, carol, ALICE_STARTS_WITH + 1, {"from": bob})


@pytest.mark.parametrize("who", ["alice", "bob", "carol"], ids=["holder", "spender", "receiver"])
def test_rejects_a_frozen(who, dollar, compliance, alice, bob, carol):
    frozen = {"alice": alice, "bob": bob, "carol": carol}[who]
    dollar.setFrozen(frozen, True, {"from": compliance})

    with rejects("AccountFrozen"):
        dollar.transferFrom(alice, carol, 400, {"from": bob})


def test_moves_dollars_and_uses_up_the_allowance(dollar, alice, bob, carol):
    dollar.transferFrom(alice, carol, 300, {"from": bob})

    assert dollar.balanceOf(alice) == ALICE_STARTS_WITH - 300
    assert dollar.balanceOf(carol) == 300
    assert dollar.allowance(alice, bob) == 100


def test_answers_true(dollar, alice, bob, carol):
    assert dollar.transferFrom(alice, carol, 300, {"from": bob}).return_value is True


def test_leaves_an_infinite_allowance_as_it_is(dollar, alice, bob, carol):
    dollar.approve(bob, INFINITE, {"from": alice})

    dollar.transferFrom(alice, carol, 300, {"from": bob})

    assert dollar.allowance(alice, bob) == INFINITE


@pytest.mark.parametrize("frozen", [False, True])
def test_asks_for_an_allowance_of_the_holder_too(frozen, dollar, compliance, alice, carol):
    dollar.setFrozen(alice, frozen, {"from": compliance})

    with rejects("InsufficientAllowance"):
        dollar.transferFrom(alice, carol, 1, {"from": alice})
