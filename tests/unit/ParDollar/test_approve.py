"""
approve
├── sets the allowance, whatever it was
├── sets it for a frozen owner, who must be able to revoke
└── records the approval
"""


def test_sets_the_allowance_whatever_it_was(dollar, alice, bob):
    dollar.approve(bob, 400, {"from": alice})
    dollar.approve(bob, 300, {"from": alice})

    assert dollar.allowance(alice, bob) == 300


def test_lets_a_frozen_owner_revoke(dollar, compliance, alice, bob):
    dollar.approve(bob, 400, {"from": alice})
    dollar.setFrozen(alice, True, {"from": compliance})

    dollar.approve(bob, 0, {"from": alice})

    assert dollar.allowance(alice, bob) == 0


def test_records_the_approval(dollar, alice, bob):
    tx = dollar.approve(bob, 400, {"from": alice})

    assert tx.return_value is True
    assert dict(tx.events["Approval"]) == {"owner": alice, "spender": bob, "value": 400}
