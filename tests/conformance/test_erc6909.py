"""ERC-6909, its MUST sentences one by one, of the registry's securities."""

import pytest

from tests.conformance.conftest import UNITS
from tests.helpers import REFUSALS

FOREVER = 2**256 - 1


def test_transfer_must_move_and_log_who_has_called(holdings, alice, bob):
    registry, security = holdings

    tx = registry.transfer(bob, security, 5, {"from": alice})

    assert tx.return_value is True
    assert (registry.balanceOf(alice, security), registry.balanceOf(bob, security)) == (UNITS - 5, 5)
    (event,) = tx.events["Transfer"]
    assert [event[name] for name in ("caller", "sender", "receiver", "id")] == [alice, alice, bob, security]


def test_transfer_must_revert_when_the_balance_is_too_small(holdings, alice, bob):
    registry, security = holdings
    with pytest.raises(REFUSALS):
        registry.transfer(bob, security, UNITS + 1, {"from": alice})


def test_transfer_from_must_revert_without_allowance_or_operator(holdings, alice, bob):
    registry, security = holdings
    with pytest.raises(REFUSALS):
        registry.transferFrom(alice, bob, security, 1, {"from": bob})


def test_an_allowance_must_be_decreased_by_what_is_moved(holdings, alice, bob):
    registry, security = holdings
    tx = registry.approve(bob, security, 4, {"from": alice})
    assert list(tx.events["Approval"][0].values()) == [alice, bob, security, 4]

    registry.transferFrom(alice, bob, security, 3, {"from": bob})

    assert registry.allowance(alice, bob, security) == 1
    with pytest.raises(REFUSALS):
        registry.transferFrom(alice, bob, security, 2, {"from": bob})


def test_an_endless_allowance_should_not_be_decreased(holdings, alice, bob):
    registry, security = holdings
    registry.approve(bob, security, FOREVER, {"from": alice})

    registry.transferFrom(alice, bob, security, 3, {"from": bob})

    assert registry.allowance(alice, bob, security) == FOREVER


def test_an_operator_moves_all_and_no_allowance_must_be_decreased(holdings, alice, bob):
    registry, security = holdings
    registry.approve(bob, security, 2, {"from": alice})
    tx = registry.setOperator(bob, True, {"from": alice})
    assert list(tx.events["OperatorSet"][0].values()) == [alice, bob, True]
    assert registry.isOperator(alice, bob)

    registry.transferFrom(alice, bob, security, UNITS, {"from": bob})

    assert registry.balanceOf(bob, security) == UNITS
    assert registry.allowance(alice, bob, security) == 2


def test_supports_its_interface(holdings):
    registry, _ = holdings

    assert registry.supportsInterface(bytes.fromhex("0f632fb3"))
    assert registry.supportsInterface(bytes.fromhex("01ffc9a7"))
    assert not registry.supportsInterface(bytes.fromhex("ffffffff"))
