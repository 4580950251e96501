"""
distributeSurplus
├── when the caller is not the issuer, rejects
├── when it would touch capital, rejects
├── given there is no surplus, rejects
├── given the cash is in bills, rejects
└── otherwise
    ├── pays the Treasury what bills have earned
    ├── leaves backing at supply and capital
    └── records how much
"""

import pytest

from model.clock import SECONDS_IN_DAY
from tests.helpers import rejects, travel_to
from tests.unit.Reserve.conftest import ALICE_MINTED, COST, PAR, UNITS, reach_maturity

pytestmark = pytest.mark.usefixtures("coins")


def test_rejects_a_caller_who_is_not_the_issuer(reserve, treasury):
    with rejects("AccessManagedUnauthorized"):
        reserve.distributeSurplus(0, {"from": treasury})


def test_rejects_what_would_touch_capital(reserve, cash, buffer, alice, issuer):
    cash.transfer(reserve, 5, {"from": alice})

    with rejects("InsufficientSurplus"):
        reserve.distributeSurplus(6, {"from": issuer})


def test_rejects_given_there_is_no_surplus(reserve, issuer):
    with rejects("InsufficientSurplus"):
        reserve.distributeSurplus(1, {"from": issuer})


def test_rejects_given_the_cash_is_in_bills(reserve, cash, bought, alice, issuer):
    reserve.redeem(alice, cash.balanceOf(reserve), {"from": alice})
    reach_maturity(bought)

    with rejects("InsufficientCash"):
        reserve.distributeSurplus(1, {"from": issuer})


def test_pays_the_treasury_what_bills_have_earned(reserve, cash, bought, treasury, issuer):
    reach_maturity(bought)
    before = cash.balanceOf(treasury)

    reserve.distributeSurplus(UNITS * PAR - COST, {"from": issuer})

    assert cash.balanceOf(treasury) == before + UNITS * PAR - COST


def test_leaves_backing_at_supply_and_capital(reserve, buffer, bought, issuer):
    travel_to(bought.announcement.issue_date * SECONDS_IN_DAY + 30 * SECONDS_IN_DAY)

    reserve.distributeSurplus(reserve.surplus() - buffer, {"from": issuer})

    assert reserve.backing() >= ALICE_MINTED + buffer
    assert reserve.capital() == buffer


def test_records_how_much(reserve, cash, alice, issuer):
    cash.transfer(reserve, 5, {"from": alice})

    tx = reserve.distributeSurplus(5, {"from": issuer})

    assert dict(tx.events["SurplusDistributed"]) == {"dollars": 5}
