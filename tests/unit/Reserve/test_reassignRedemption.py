"""
reassignRedemption
├── when the caller is not the compliance contract, rejects
└── otherwise makes another the owner, who is paid
"""

import pytest

from tests.helpers import as_contract, rejects


def test_rejects_a_caller_who_is_not_the_compliance_contract(reserve, coins, alice, bob, regulator):
    reserve.requestRedemption(400, {"from": alice})

    for caller in (alice, bob, regulator):
        with rejects("NotCompliance"):
            reserve.reassignRedemption(1, bob, {"from": caller})


@pytest.mark.node
def test_makes_another_the_owner_who_is_paid(reserve, coins, cash, compliance, alice, bob):
    reserve.requestRedemption(400, {"from": alice})

    tx = reserve.reassignRedemption(1, bob, {"from": as_contract(compliance)})
    reserve.claimRedemption(1, bob, {"from": bob})

    assert cash.balanceOf(bob) == 400
    assert dict(tx.events["RedemptionReassigned"]) == {"id": 1, "from": alice, "to": bob}
