"""
setOperator
├── names an operator for every security of the caller
├── dismisses it
└── records both
"""

import pytest


def test_names_an_operator_for_the_caller_alone(registry, alice, bob):
    registry.setOperator(bob, True, {"from": alice})

    assert registry.isOperator(alice, bob)
    assert not registry.isOperator(bob, alice)


def test_dismisses_it(registry, alice, bob):
    registry.setOperator(bob, True, {"from": alice})
    registry.setOperator(bob, False, {"from": alice})

    assert not registry.isOperator(alice, bob)


@pytest.mark.parametrize("approved", [True, False])
def test_records_it(registry, alice, bob, approved):
    tx = registry.setOperator(bob, approved, {"from": alice})

    assert tx.return_value is True
    assert tuple(tx.events["OperatorSet"].values()) == (alice, bob, approved)
