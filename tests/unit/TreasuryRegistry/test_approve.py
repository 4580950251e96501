"""
approve
├── sets the allowance for one security
├── replaces the allowance
└── records the approval
"""

from tests.securities import BILL, NOTE


def test_sets_the_allowance_for_one_security(registry, alice, bob):
    registry.approve(bob, NOTE.id, 4, {"from": alice})

    assert registry.allowance(alice, bob, NOTE.id) == 4
    assert registry.allowance(alice, bob, BILL.id) == 0
    assert registry.allowance(bob, alice, NOTE.id) == 0


def test_replaces_the_allowance(registry, alice, bob):
    registry.approve(bob, NOTE.id, 4, {"from": alice})
    registry.approve(bob, NOTE.id, 3, {"from": alice})

    assert registry.allowance(alice, bob, NOTE.id) == 3


def test_records_the_approval(registry, alice, bob):
    tx = registry.approve(bob, NOTE.id, 4, {"from": alice})

    assert tx.return_value is True
    assert tuple(tx.events["Approval"].values()) == (alice, bob, NOTE.id, 4)
