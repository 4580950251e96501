"""
executeOrder, of an order that seizes shares in savings
├── given the savings are not known, rejects
├── given the account is not frozen, rejects
├── given the receiver is frozen, rejects
├── given the account has fewer shares, rejects
├── given it was executed, rejects
└── otherwise
    ├── takes what it says, or everything, from the account, which stays frozen
    ├── leaves coins as they are
    └── records what was taken, from whom and for whom
executeOrder, of an order to freeze the savings
├── rejects, so that nothing can be taken from them
└── an order to release them changes nothing
"""

import pytest

from model.compliance import EVERYTHING, OrderAction
from tests.helpers import rejects

SAVED = 1_000_000000  # [micro-dollars]
SHARES = 1_000 * 10**18


@pytest.fixture(scope="module")
def alice_s_shares(dollar, savings, reserve, execute, alice):
    """She has as many coins besides; her order is number 1."""
    dollar.mint(alice, 2 * SAVED, {"from": reserve})
    dollar.approve(savings, SAVED, {"from": alice})
    savings.deposit(SAVED, alice, {"from": alice})
    execute(OrderAction.FREEZE, alice)


@pytest.fixture
def seize(compliance, compliance_officer, record_on_coins, alice, bob):
    """Records an order on savings and executes it at once."""

    def seize(shares, holder=alice, receiver=bob):
        order = record_on_coins(OrderAction.SEIZE_SAVINGS, holder, receiver, shares)
        return compliance.executeOrder(order, {"from": compliance_officer})

    return seize


def test_rejects_an_order_before_the_savings_are_known(
    compliance, compliance_officer, record_on_coins, execute, alice, bob
):
    execute(OrderAction.FREEZE, alice)
    order = record_on_coins(OrderAction.SEIZE_SAVINGS, alice, bob, 1)

    with rejects("SavingsDollarNotSet"):
        compliance.executeOrder(order, {"from": compliance_officer})


def test_rejects_an_account_that_is_not_frozen(savings, alice_s_shares, seize, alice, bob):
    with rejects("AccountNotFrozen"):
        seize(1, bob, alice)


def test_rejects_a_frozen_receiver(alice_s_shares, seize, execute, bob):
    execute(OrderAction.FREEZE, bob)

    with rejects("AccountFrozen"):
        seize(1)


def test_rejects_an_account_with_fewer_shares(alice_s_shares, seize):
    with rejects("InsufficientBalance"):
        seize(SHARES + 1)


def test_rejects_an_order_that_was_executed(compliance, compliance_officer, alice_s_shares, seize):
    seize(1)

    with rejects("OrderNotPending"):
        compliance.executeOrder(compliance.orderCount(), {"from": compliance_officer})


@pytest.mark.parametrize("order, taken", [(1, 1), (SHARES, SHARES), (EVERYTHING, SHARES)])
def test_takes_shares_and_nothing_else(order, taken, dollar, savings, alice_s_shares, seize, alice, bob):
    seize(order)

    assert (savings.balanceOf(alice), savings.balanceOf(bob)) == (SHARES - taken, taken)
    assert (dollar.balanceOf(alice), dollar.balanceOf(savings)) == (SAVED, SAVED)
    assert dollar.isFrozen(alice)


def test_records_what_was_taken(compliance, alice_s_shares, seize, alice, bob):
    tx = seize(EVERYTHING)

    assert dict(tx.events["OrderExecuted"]) == {
        "id": compliance.orderCount(),
        "account": alice,
        "action": OrderAction.SEIZE_SAVINGS,
        "receiver": bob,
        "dollars": SHARES,
    }


def test_an_order_on_coins_leaves_shares(
    compliance, compliance_officer, savings, alice_s_shares, record_on_coins, alice, bob
):
    order = record_on_coins(OrderAction.SEIZE, alice, bob, EVERYTHING)

    compliance.executeOrder(order, {"from": compliance_officer})

    assert savings.balanceOf(alice) == SHARES


def test_rejects_to_freeze_the_savings(savings, execute):
    with rejects("SavingsNotFreezable"):
        execute(OrderAction.FREEZE, savings)


def test_to_release_the_savings_changes_nothing(dollar, savings, execute):
    execute(OrderAction.UNFREEZE, savings)

    assert not dollar.isFrozen(savings)
