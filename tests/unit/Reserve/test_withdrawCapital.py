"""
withdrawCapital
├── when the caller is not the issuer, rejects
├── when the issuer has given no notice, rejects
├── given the market value is lower than the cost, spares what the market value does not cover
├── when less than the target would be left, rejects
├── when less capital was contributed, rejects, whatever the surplus
├── given a forfeited bond has used surplus up, rejects
├── given the cash is in bills, rejects
└── otherwise
    ├── pays the receiver, all of it once nothing is owed
    ├── takes it from capital and surplus
    └── records who was paid
"""

import pytest

from model.reserve import WHOLE, Policy
from scripts.batch import order, send
from scripts.notice import announcement
from scripts.permissions import NOTICE, Role
from tests.helpers import now, rejects, travel_to
from tests.unit.Reserve.conftest import ALICE_MINTED, DOLLAR

BOND = 1_000 * DOLLAR

BEYOND = 2_000 * DOLLAR  # its target
TARGET = ALICE_MINTED * Policy().buffer_target // WHOLE

pytestmark = pytest.mark.usefixtures("buffer")


@pytest.fixture
def buffer(coins, reserve, alice):
    """Capital beyond its target."""
    reserve.contributeCapital(TARGET + BEYOND, {"from": alice})
    return TARGET + BEYOND


def test_rejects_a_caller_who_is_not_the_issuer(reserve, portfolio_manager):
    with rejects("AccessManagedUnauthorized"):
        reserve.withdrawCapital(portfolio_manager, 1, {"from": portfolio_manager})


def test_rejects_when_the_issuer_has_given_no_notice(reserve, issuer):
    with rejects("AccessManagerNotScheduled"):
        reserve.withdrawCapital(issuer, 1, {"from": issuer})


def test_spares_what_the_market_value_does_not_cover(
    reserve, buffer, bought, issuer, publish_yields, access_manager
):
    planned = order(reserve.withdrawCapital, issuer, BEYOND, by=issuer)
    send([announcement(access_manager, planned)])
    travel_to(now() + NOTICE[Role.ISSUER])
    publish_yields(3_000)
    assert reserve.surplus() >= buffer

    with rejects("InsufficientSurplus"):
        reserve.withdrawCapital(issuer, BEYOND, {"from": issuer})


def test_rejects_what_would_leave_less_than_the_target(reserve, issuer, after_notice):
    with rejects("BufferNeeded"):
        after_notice(reserve.withdrawCapital, issuer, BEYOND + 1)
    after_notice(reserve.withdrawCapital, issuer, BEYOND)


def test_rejects_more_than_was_contributed_whatever_the_surplus(
    reserve, buffer, cash, alice, issuer, after_notice
):
    cash.transfer(reserve, 1_000, {"from": alice})

    with rejects("InsufficientCapital"):
        after_notice(reserve.withdrawCapital, issuer, buffer + 1)


def test_gives_all_of_it_back_once_nothing_is_owed(reserve, buffer, alice, issuer, after_notice):
    reserve.redeem(alice, ALICE_MINTED, {"from": alice})

    after_notice(reserve.withdrawCapital, issuer, buffer)

    assert reserve.capital() == reserve.backing() == 0


def test_rejects_given_a_forfeited_bond_has_used_surplus_up(
    reserve, bill, buffer, clear, portfolio_manager, issuer, alice, after_notice
):
    reserve.commitBid(bill.id, b"sealed".ljust(32), {"from": portfolio_manager})
    clear(bill)
    bill.house.forfeitBond(bill.id, reserve, {"from": issuer})
    reserve.redeem(alice, ALICE_MINTED, {"from": alice})  # so that no buffer is needed

    with rejects("InsufficientSurplus"):
        after_notice(reserve.withdrawCapital, issuer, buffer - BOND + 1)
    after_notice(reserve.withdrawCapital, issuer, buffer - BOND)

    assert reserve.backing() == reserve.supply() == 0
    assert reserve.capital() == BOND


def test_rejects_given_the_cash_is_in_bills(
    reserve, buffer, cash, spend_cash, alice, issuer, publish_yields, access_manager
):
    spend_cash()
    reserve.redeem(alice, cash.balanceOf(reserve), {"from": alice})
    send([announcement(access_manager, order(reserve.withdrawCapital, issuer, BEYOND, by=issuer))])
    travel_to(now() + NOTICE[Role.ISSUER])
    publish_yields(1)

    with rejects("InsufficientCash"):
        reserve.withdrawCapital(issuer, BEYOND, {"from": issuer})


def test_pays_the_receiver(reserve, cash, issuer, bob, after_notice):
    after_notice(reserve.withdrawCapital, bob, 700)

    assert cash.balanceOf(bob) == 700


def test_takes_it_from_capital_and_surplus(reserve, buffer, issuer, bob, after_notice):
    after_notice(reserve.withdrawCapital, bob, BEYOND)

    assert reserve.capital() == reserve.surplus() == TARGET


def test_records_who_was_paid(reserve, issuer, bob, after_notice):
    tx = after_notice(reserve.withdrawCapital, bob, 700)

    assert dict(tx.events["CapitalWithdrawn"]) == {"to": bob, "dollars": 700}
