"""
wasFrozenSince
├── given the account was never frozen, no, whatever the time
├── given it is frozen, yes, whatever the time
├── given it was released, at the time of its release and before, and not after
│   ├── by an Unfreeze order
│   └── by the revocation of the only order that stopped it
├── given it stays frozen by another order, yes
├── given it was released twice, the later release counts
└── given an Unfreeze order on an account that was free, as before it
"""

import pytest

from model.compliance import OrderAction
from tests.helpers import now, travel_to
from tests.unit.Compliance.conftest import DAY

EVER = (0, 1, 2**40 - 1)  # [unix time]


@pytest.fixture
def is_since(compliance, alice):
    return lambda time: compliance.wasFrozenSince(alice, time)


@pytest.fixture
def release_later(execute, alice):
    """By an Unfreeze order, a day after everything before; the time of it."""

    def release():
        travel_to(now() + DAY)
        execute(OrderAction.UNFREEZE, alice)
        return now()

    return release


def test_of_an_account_that_was_never_frozen(is_since):
    assert not any(map(is_since, EVER))


def test_of_an_account_that_is_frozen(execute, is_since, alice):
    execute(OrderAction.FREEZE, alice)

    assert all(map(is_since, EVER))


def test_of_an_account_that_was_released(execute, release_later, is_since, alice):
    execute(OrderAction.FREEZE, alice)

    released = release_later()

    assert is_since(0) and is_since(released - 1) and is_since(released)
    assert not is_since(released + 1)


def test_of_an_account_whose_order_was_revoked(compliance, regulator, execute, is_since, alice):
    order = execute(OrderAction.FREEZE, alice)
    travel_to(now() + DAY)

    compliance.revokeOrder(order, {"from": regulator})

    assert compliance.holderOf(alice)["releasedAt"] == now()
    assert is_since(now()) and not is_since(now() + 1)


def test_of_an_account_that_another_order_stops(compliance, regulator, execute, is_since, alice):
    order = execute(OrderAction.FREEZE, alice)
    execute(OrderAction.FREEZE, alice)

    compliance.revokeOrder(order, {"from": regulator})

    assert compliance.holderOf(alice)["releasedAt"] == 0
    assert all(map(is_since, EVER))


def test_the_later_release_counts(execute, release_later, is_since, alice):
    execute(OrderAction.FREEZE, alice)
    release_later()
    execute(OrderAction.FREEZE, alice)

    released = release_later()

    assert is_since(released) and not is_since(released + 1)


def test_to_release_who_is_free_changes_nothing(compliance, execute, release_later, is_since, alice):
    release_later()
    assert not any(map(is_since, EVER))

    execute(OrderAction.FREEZE, alice)
    released = release_later()
    release_later()

    assert compliance.holderOf(alice)["releasedAt"] == released
