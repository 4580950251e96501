"""
commitBid
├── when the caller is not the portfolio manager, rejects
├── when the bill matures more than 93 days after its issue, rejects
├── when the security is a note, rejects
├── given surplus is less than the bond, rejects
├── given surplus is spoken for by the bond of another sealed bid, rejects
├── given others wait for the cash, rejects
├── given a bid in the same auction, counts the cash held for it once
└── otherwise
    ├── pays the bond
    ├── takes it from backing, which stays at or above supply
    └── leaves backing there when the bond is forfeited
"""

import pytest

from model.security import SecurityType
from tests.helpers import rejects
from tests.unit.Reserve.conftest import ALICE_MINTED, DOLLAR

SEALED = b"sealed".ljust(32)
BOND = 1_000 * DOLLAR

pytestmark = pytest.mark.usefixtures("coins")


def test_rejects_a_caller_who_is_not_the_portfolio_manager(reserve, bill, issuer):
    with rejects("AccessManagedUnauthorized"):
        reserve.commitBid(bill.id, SEALED, {"from": issuer})


def test_rejects_a_bill_of_94_days(reserve, offer, buffer, portfolio_manager):
    with rejects("NotEligible"):
        reserve.commitBid(offer(term=94).id, SEALED, {"from": portfolio_manager})


def test_rejects_a_note(reserve, offer, buffer, portfolio_manager):
    with rejects("NotEligible"):
        reserve.commitBid(
            offer(term=730, security_type=SecurityType.NOTE).id, SEALED, {"from": portfolio_manager}
        )


@pytest.mark.parametrize("surplus", [0, BOND - 1])
def test_rejects_given_surplus_is_less_than_the_bond(surplus, reserve, bill, cash, alice, portfolio_manager):
    cash.transfer(reserve, surplus, {"from": alice})

    with rejects("InsufficientSurplus"):
        reserve.commitBid(bill.id, SEALED, {"from": portfolio_manager})


def test_rejects_given_surplus_is_spoken_for_by_other_bonds(reserve, offer, buffer, portfolio_manager):
    for number in range(buffer // BOND):
        reserve.commitBid(offer(number=number).id, SEALED, {"from": portfolio_manager})

    with rejects("InsufficientSurplus"):
        reserve.commitBid(offer(number=9).id, SEALED, {"from": portfolio_manager})


def test_rejects_given_others_wait_for_the_cash(
    reserve, offer, spend_cash, buffer, cash, alice, portfolio_manager
):
    spend_cash()
    reserve.requestRedemption(cash.balanceOf(reserve) - BOND + 1, {"from": alice})

    with rejects("InsufficientCash"):
        reserve.commitBid(offer(number=2, weeks=2).id, SEALED, {"from": portfolio_manager})


def test_pays_the_bond(reserve, cash, bill, buffer, portfolio_manager):
    reserve.commitBid(bill.id, SEALED, {"from": portfolio_manager})

    assert bill.house.bidOf(bill.id, reserve) == (2, BOND)
    assert cash.balanceOf(reserve) == ALICE_MINTED + buffer - BOND


def test_takes_the_bond_from_backing_which_stays_at_supply(reserve, bill, cash, alice, portfolio_manager):
    cash.transfer(reserve, BOND, {"from": alice})

    reserve.commitBid(bill.id, SEALED, {"from": portfolio_manager})

    assert reserve.backing() == reserve.supply() == ALICE_MINTED


def test_leaves_backing_there_when_the_bond_is_forfeited(
    reserve, bill, clear, cash, alice, portfolio_manager
):
    cash.transfer(reserve, BOND, {"from": alice})
    reserve.commitBid(bill.id, SEALED, {"from": portfolio_manager})
    clear(bill)

    bill.house.forfeitBond(bill.id, reserve, {"from": alice})

    assert reserve.backing() == reserve.supply() == ALICE_MINTED


def test_rejects_a_second_bid_by_the_surplus_of_the_first(reserve, bill, portfolio_manager):
    """Cash held for the first bid is counted once."""
    reserve.bidNoncompetitive(bill.id, 10, {"from": portfolio_manager})

    with rejects("InsufficientSurplus"):
        reserve.commitBid(bill.id, SEALED, {"from": portfolio_manager})
