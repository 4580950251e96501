"""
setFrozen
├── when the caller is not compliance, rejects
├── when the account is the reserve, rejects
└── otherwise
    ├── freezes an account and keeps its dollars
    ├── releases an account with all its dollars
    ├── freezes an account that has never held dollars
    ├── changes nothing the second time
    └── records the change
"""

from tests.helpers import rejects
from tests.unit.ParDollar.conftest import ALICE_STARTS_WITH


def test_rejects_a_caller_who_is_not_compliance(dollar, reserve, alice):
    with rejects("NotCompliance"):
        dollar.setFrozen(alice, True, {"from": reserve})


def test_rejects_the_reserve(dollar, reserve, compliance):
    with rejects("ReserveNotFreezable"):
        dollar.setFrozen(reserve, True, {"from": compliance})


def test_freezes_an_account_and_keeps_its_dollars(dollar, compliance, alice):
    dollar.setFrozen(alice, True, {"from": compliance})

    assert dollar.isFrozen(alice)
    assert dollar.balanceOf(alice) == ALICE_STARTS_WITH


def test_releases_an_account_with_all_its_dollars(dollar, compliance, alice, bob):
    dollar.setFrozen(alice, True, {"from": compliance})
    dollar.setFrozen(alice, False, {"from": compliance})

    dollar.transfer(bob, ALICE_STARTS_WITH, {"from": alice})

    assert not dollar.isFrozen(alice)
    assert dollar.balanceOf(bob) == ALICE_STARTS_WITH


def test_freezes_an_account_that_has_never_held_dollars(dollar, compliance, bob):
    dollar.setFrozen(bob, True, {"from": compliance})

    assert dollar.isFrozen(bob)
    assert dollar.balanceOf(bob) == 0


def test_changes_nothing_the_second_time(dollar, compliance, alice):
    dollar.setFrozen(alice, True, {"from": compliance})
    dollar.setFrozen(alice, True, {"from": compliance})

    assert dollar.isFrozen(alice)
    assert dollar.balanceOf(alice) == ALICE_STARTS_WITH


def test_records_the_change(dollar, compliance, alice):
    tx = dollar.setFrozen(alice, True, {"from": compliance})

    assert dict(tx.events["FreezeChanged"]) == {"account": alice, "isFrozen": True}
