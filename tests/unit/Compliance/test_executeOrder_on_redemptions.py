"""
executeOrder, of an order that gives a redemption to another
├── given the account is not frozen, rejects
├── given the receiver is frozen, rejects
├── given the redemption is unknown, rejects
├── given the redemption is another's, rejects
├── given it was executed, rejects
└── otherwise
    ├── makes the receiver the owner, who is paid what was covered in its place
    ├── leaves the account frozen, with its other redemptions
    ├── gives nothing of what was paid before
    └── records what was taken, from whom and for whom
"""

import pytest

from model.compliance import OrderAction
from tests.helpers import now, rejects
from tests.unit.Compliance.conftest import AUTHORITY, DAY, DOCUMENT

ALICE_ASKED_FOR = 400_000000  # [micro-dollars]


@pytest.fixture(scope="module")
def compliance(system):
    """The deployed one, which knows the reserve."""
    return system.compliance


@pytest.fixture(scope="module")
def queue(system, cash, alice, bob):
    """Alice waits for redemptions 1 and 3, Bob for 2."""
    reserve = system.reserve
    for saver in (alice, bob):
        cash.mint(saver, 10 * ALICE_ASKED_FOR)
        cash.approve(reserve, 10 * ALICE_ASKED_FOR, {"from": saver})
        reserve.mint(saver, 10 * ALICE_ASKED_FOR, {"from": saver})
    for saver in (alice, bob, alice):
        reserve.requestRedemption(ALICE_ASKED_FOR, {"from": saver})
    return reserve


@pytest.fixture
def reassign(compliance, regulator, compliance_officer, alice, bob):
    """Records an order on a redemption and executes it at once."""

    def reassign(redemption, account=alice, receiver=bob):
        order = (AUTHORITY, DOCUMENT, account, receiver, redemption, now() + DAY)
        compliance.recordRedemptionOrder(*order, {"from": regulator})
        return compliance.executeOrder(compliance.orderCount(), {"from": compliance_officer})

    return reassign


@pytest.fixture
def frozen_alice(execute, alice):
    execute(OrderAction.FREEZE, alice)


def test_rejects_an_account_that_is_not_frozen(queue, reassign):
    with rejects("AccountNotFrozen"):
        reassign(1)


def test_rejects_a_frozen_receiver(queue, frozen_alice, reassign, execute, bob):
    execute(OrderAction.FREEZE, bob)

    with rejects("AccountFrozen"):
        reassign(1)


def test_rejects_an_unknown_redemption(queue, frozen_alice, reassign):
    for unknown in (0, 4, 2**96 - 1):
        with rejects("UnknownRedemption"):
            reassign(unknown)


def test_rejects_a_redemption_of_another(queue, frozen_alice, reassign, fund):
    with rejects("NotOwnerOfRedemption"):
        reassign(2, receiver=fund)


def test_rejects_an_order_that_was_executed(queue, frozen_alice, reassign, compliance, compliance_officer):
    reassign(1)

    with rejects("OrderNotPending"):
        compliance.executeOrder(compliance.orderCount(), {"from": compliance_officer})


@pytest.mark.lesson(19)
def test_makes_the_receiver_the_owner_who_is_paid(queue, frozen_alice, reassign, cash, alice, bob):
    reassign(1)

    with rejects("NotOwner"):
        queue.claimRedemption(1, alice, {"from": alice})
    queue.claimRedemption(1, bob, {"from": bob})
    assert cash.balanceOf(bob) == ALICE_ASKED_FOR
    assert cash.balanceOf(alice) == 0


def test_leaves_the_account_frozen_with_its_other_redemptions(queue, frozen_alice, reassign, alice):
    reassign(1)

    assert queue.redemptionOf(3)["owner"] == alice
    with rejects("AccountFrozen"):
        queue.claimRedemption(3, alice, {"from": alice})


def test_gives_no_more_than_is_left(queue, reassign, execute, alice, bob):
    queue.claimRedemption(1, alice, {"from": alice})
    execute(OrderAction.FREEZE, alice)

    reassign(1)

    with rejects("NothingClaimable"):
        queue.claimRedemption(1, bob, {"from": bob})


def test_records_what_was_taken(queue, frozen_alice, reassign, compliance, alice, bob):
    tx = reassign(3)

    assert dict(tx.events["OrderExecuted"]) == {
        "id": compliance.orderCount(),
        "account": alice,
        "action": OrderAction.REASSIGN_REDEMPTION,
        "receiver": bob,
        "dollars": 3,
    }
    assert dict(tx.events["RedemptionReassigned"]) == {"id": 3, "from": alice, "to": bob}
