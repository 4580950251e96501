"""
requestRedemption
├── when it is of nothing, rejects
├── when the caller has fewer coins, rejects
├── given the caller is frozen, rejects
└── otherwise
    ├── destroys the coins, whose dollars are owed instead
    ├── leaves liabilities and surplus as they were
    ├── notes who asked, for how much, behind how much, and when
    ├── is due so many business days later as the law then in force says; never, if it says nothing
    ├── numbers redemptions from 1
    ├── is possible in an insolvency
    └── records it
"""

from dataclasses import astuple

import pytest

from market.rule_profiles import laws
from model.clock import SECONDS_IN_DAY
from model.reserve import NO_DUE_DATE
from model.rule_book import Profile
from tests.helpers import rejects
from tests.unit.Reserve.conftest import ALICE_MINTED

DAYS = 2  # within which the law of the United States wants a redemption paid [business days]

pytestmark = [pytest.mark.ganache, pytest.mark.usefixtures("coins")]


def key_of(name):
    return next(law.key for law in laws() if law.name == name)


def test_rejects_nothing(reserve, alice):
    with rejects("NothingToRedeem"):
        reserve.requestRedemption(0, {"from": alice})


def test_rejects_a_caller_with_fewer_coins(reserve, alice):
    with rejects("InsufficientBalance"):
        reserve.requestRedemption(ALICE_MINTED + 1, {"from": alice})


def test_rejects_a_frozen_caller(reserve, alice, freeze):
    freeze(alice)

    with rejects("AccountFrozen"):
        reserve.requestRedemption(1, {"from": alice})


def test_destroys_the_coins_whose_dollars_are_owed_instead(reserve, par_dollar, alice):
    reserve.requestRedemption(400, {"from": alice})

    assert par_dollar.balanceOf(alice) == reserve.supply() == ALICE_MINTED - 400
    assert reserve.owed() == 400


def test_leaves_liabilities_and_surplus_as_they_were(reserve, buffer, alice):
    reserve.requestRedemption(400, {"from": alice})

    assert reserve.liabilities() == ALICE_MINTED
    assert reserve.surplus() == buffer


def test_notes_who_asked_for_how_much_behind_how_much_and_when(reserve, par_dollar, alice, bob):
    par_dollar.transfer(bob, 50, {"from": alice})
    reserve.requestRedemption(400, {"from": alice})
    tx = reserve.requestRedemption(50, {"from": bob})

    assert reserve.redemptionOf(2) == (bob, 50, DAYS, 400, 0, tx.timestamp, 0, 0)


@pytest.mark.lesson(18)
def test_is_due_so_many_business_days_later_as_the_law_then_in_force_says(
    reserve, registry, system, alice, regulator, treasury
):
    asked = reserve.requestRedemption(1, {"from": alice}).timestamp // SECONDS_IN_DAY
    registry.announceHolidays([registry.paymentDate(asked + 1)], {"from": treasury})
    system.rule_book.adopt(key_of("HK"), {"from": regulator})
    reserve.requestRedemption(1, {"from": alice})

    first = registry.paymentDate(asked + 1)
    assert reserve.dueDate(1) == registry.paymentDate(first + 1)
    assert reserve.dueDate(2) == first


def test_is_due_never_if_the_law_says_nothing(reserve, system, alice, regulator):
    silent = b"silent".ljust(32)
    system.rule_book.setProfile(silent, astuple(Profile()), {"from": regulator})
    system.rule_book.adopt(silent, {"from": regulator})
    reserve.requestRedemption(1, {"from": alice})

    assert reserve.dueDate(1) == NO_DUE_DATE


@pytest.mark.lesson(14)
def test_numbers_redemptions_from_1(reserve, alice):
    first, second = (reserve.requestRedemption(1, {"from": alice}) for _ in range(2))

    assert (first.return_value, second.return_value) == (1, 2)
    assert reserve.redemptionCount() == 2
    with rejects("UnknownRedemption"):
        reserve.redemptionOf(3)


def test_is_possible_in_an_insolvency(reserve, alice, regulator):
    reserve.declareInsolvency({"from": regulator})

    reserve.requestRedemption(400, {"from": alice})

    assert reserve.owed() == 400


def test_records_it(reserve, alice):
    tx = reserve.requestRedemption(400, {"from": alice})

    assert dict(tx.events["RedemptionRequested"]) == {"id": 1, "owner": alice, "dollars": 400}
