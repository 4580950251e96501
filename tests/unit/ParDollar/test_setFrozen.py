"""
setFrozen
├── when the caller is not compliance, rejects
├── when the account is the reserve, rejects
├── when the account is the zero address, which is frozen for ever, rejects
└── otherwise
    ├── freezes an account and keeps its dollars
    ├── releases an account with all its dollars
    ├── freezes an account that has never held dollars
    ├── leaves the number of permits as it is
    ├── changes nothing the second time
    └── records the change
"""

import pytest
from brownie import ZERO_ADDRESS

from model.par_dollar import Permit
from tests.helpers import now, rejects
from tests.permits import sign, submit
from tests.unit.ParDollar.conftest import ALICE_STARTS_WITH


def test_rejects_a_caller_who_is_not_compliance(dollar, reserve, alice):
    with rejects("NotCompliance"):
        dollar.setFrozen(alice, True, {"from": reserve})


def test_rejects_the_reserve(dollar, reserve, compliance):
    with rejects("ReserveNotFreezable"):
        dollar.setFrozen(reserve, True, {"from": compliance})


@pytest.mark.parametrize("frozen", [True, False])
def test_rejects_the_zero_address(frozen, dollar, compliance):
    assert dollar.isFrozen(ZERO_ADDRESS)
    with rejects("InvalidReceiver"):
        dollar.setFrozen(ZERO_ADDRESS, frozen, {"from": compliance})


def test_leaves_the_number_of_permits(dollar, compliance, saver, bob):
    permit = Permit(saver.address, bob.address, 400, 0, now() + 3600)
    submit(dollar, permit, sign(dollar, saver, permit), bob)

    for frozen in (True, False):
        dollar.setFrozen(saver.address, frozen, {"from": compliance})

        assert dollar.nonces(saver.address) == 1
        assert dollar.balanceOf(saver.address) == 0


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
