"""ERC-20, sentence by sentence, of the coin and of the shares in savings."""

import pytest

from tests.helpers import REFUSALS


def test_transfer_moves_tokens_and_must_fire_the_event(token, alice, bob):
    before = token.balanceOf(alice), token.balanceOf(bob)

    tx = token.transfer(bob, 5, {"from": alice})

    assert tx.return_value is True
    assert (token.balanceOf(alice), token.balanceOf(bob)) == (before[0] - 5, before[1] + 5)
    assert list(tx.events["Transfer"][0].values()) == [alice, bob, 5]


def test_transfer_should_throw_if_the_balance_is_too_small(token, alice, bob):
    with pytest.raises(REFUSALS):
        token.transfer(bob, token.balanceOf(alice) + 1, {"from": alice})


def test_transfers_of_0_must_be_treated_as_normal_and_fire_the_event(token, alice, bob):
    for tx in (
        token.transfer(bob, 0, {"from": alice}),
        token.transferFrom(alice, bob, 0, {"from": bob}),
    ):
        assert list(tx.events["Transfer"][0].values()) == [alice, bob, 0]


def test_transfer_from_should_throw_unless_authorized(token, alice, bob):
    with pytest.raises(REFUSALS):
        token.transferFrom(alice, bob, 1, {"from": bob})


def test_approve_sets_the_allowance_and_must_fire_the_event(token, alice, bob):
    token.approve(bob, 9, {"from": alice})

    tx = token.approve(bob, 4, {"from": alice})

    assert tx.return_value is True
    assert token.allowance(alice, bob) == 4
    assert list(tx.events["Approval"][0].values()) == [alice, bob, 4]


def test_an_allowance_is_used_up(token, alice, bob):
    token.approve(bob, 4, {"from": alice})
    token.transferFrom(alice, bob, 3, {"from": bob})

    assert token.allowance(alice, bob) == 1
    with pytest.raises(REFUSALS):
        token.transferFrom(alice, bob, 2, {"from": bob})


def test_what_is_created_should_come_from_nobody(coin, reserve, alice):
    supply = coin.totalSupply()

    tx = coin.mint(alice, 2, {"from": reserve})

    assert list(tx.events["Transfer"][0].values()) == ["0x" + "0" * 40, alice, 2]
    assert coin.totalSupply() == supply + 2
