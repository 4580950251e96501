"""ERC-6909, its MUST sentences one by one, of the registry's securities and of their pieces."""

import pytest

from tests.conformance.conftest import UNITS
from tests.helpers import REFUSALS

FOREVER = 2**256 - 1


def test_transfer_must_move_and_log_who_has_called(holdings, alice, bob):
    contract, security = holdings

    tx = contract.transfer(bob, security, 5, {"from": alice})

    assert tx.return_value is True
    assert (contract.balanceOf(alice, security), contract.balanceOf(bob, security)) == (UNITS - 5, 5)
    (event,) = tx.events["Transfer"]
    assert [event[name] for name in ("caller", "sender", "receiver", "id")] == [alice, alice, bob, security]


def test_transfer_must_revert_when_the_balance_is_too_small(holdings, alice, bob):
    contract, security = holdings
    with pytest.raises(REFUSALS):
        contract.transfer(bob, security, UNITS + 1, {"from": alice})


def test_transfer_from_must_revert_without_allowance_or_operator(holdings, alice, bob):
    contract, security = holdings
    with pytest.raises(REFUSALS):
        contract.transferFrom(alice, bob, security, 1, {"from": bob})


def test_an_allowance_must_be_decreased_by_what_is_moved(holdings, alice, bob):
    contract, security = holdings
    tx = contract.approve(bob, security, 4, {"from": alice})
    assert list(tx.events["Approval"][0].values()) == [alice, bob, security, 4]

    contract.transferFrom(alice, bob, security, 3, {"from": bob})

    assert contract.allowance(alice, bob, security) == 1
    with pytest.raises(REFUSALS):
        contract.transferFrom(alice, bob, security, 2, {"from": bob})


def test_an_endless_allowance_should_not_be_decreased(holdings, alice, bob):
    contract, security = holdings
    contract.approve(bob, security, FOREVER, {"from": alice})

    contract.transferFrom(alice, bob, security, 3, {"from": bob})

    assert contract.allowance(alice, bob, security) == FOREVER


def test_an_operator_moves_all_and_no_allowance_must_be_decreased(holdings, alice, bob):
    contract, security = holdings
    contract.approve(bob, security, 2, {"from": alice})
    tx = contract.setOperator(bob, True, {"from": alice})
    assert list(tx.events["OperatorSet"][0].values()) == [alice, bob, True]
    assert contract.isOperator(alice, bob)

    contract.transferFrom(alice, bob, security, UNITS, {"from": bob})

    assert contract.balanceOf(bob, security) == UNITS
    assert contract.allowance(alice, bob, security) == 2


def test_supports_its_interface(holdings):
    contract, _ = holdings

    assert contract.supportsInterface(bytes.fromhex("0f632fb3"))
    assert contract.supportsInterface(bytes.fromhex("01ffc9a7"))
    assert not contract.supportsInterface(bytes.fromhex("ffffffff"))
