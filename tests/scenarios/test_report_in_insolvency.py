"""
The day by which the report asks for payment in an insolvency, where all are covered by the same share
├── given nobody has asked, is none
├── is that of the oldest redemption that is not paid in full
├── also once its share is paid
├── of the next one, once it is paid in full
├── given cash covers all, is none, for nobody waits
└── given the law had no time limit when it was asked for, is none
"""

from types import SimpleNamespace

import pytest
from brownie import web3

from model.clock import SECONDS_IN_DAY
from scripts.reports.position import first_share_due
from tests.helpers import now, travel_to
from tests.unit.Reserve.conftest import (  # noqa: F401 (fixtures)
    ALICE_MINTED,
    DOLLAR,
    admit,
    bill,
    bought,
    buy,
    clear,
    coins,
    competition,
    cusip_of,
    offer,
    reach_maturity,
)

FOUR_DAYS = 4 * SECONDS_IN_DAY  # so that one that waits is due later than the one before

pytestmark = pytest.mark.usefixtures("bought")  # with half of the cash


@pytest.fixture
def ask(reserve, alice):
    def ask(dollars):
        travel_to(now() + FOUR_DAYS)
        reserve.requestRedemption(dollars, {"from": alice})
        return reserve.redemptionCount()

    return ask


@pytest.fixture
def declare(reserve, regulator):
    return lambda: reserve.declareInsolvency({"from": regulator})


@pytest.fixture
def due(reserve, reserve_monitor):
    books = SimpleNamespace(reserve=reserve, reserve_monitor=reserve_monitor)
    return lambda: first_share_due(books, web3.eth.block_number)


def test_is_none_given_nobody_has_asked(declare, due):
    declare()

    assert due() is None


def test_is_that_of_the_oldest_also_once_its_share_is_paid(ask, declare, due, reserve, alice):
    oldest, _ = ask(100 * DOLLAR), ask(200 * DOLLAR)
    declare()

    assert due() == reserve.dueDate(oldest)
    reserve.claimRedemption(oldest, alice, {"from": alice})
    assert due() == reserve.dueDate(oldest)


def test_passes_over_what_is_paid_in_full(ask, declare, due, reserve, alice):
    paid, waiting = ask(100 * DOLLAR), ask(200 * DOLLAR)
    reserve.claimRedemption(paid, alice, {"from": alice})
    declare()

    assert reserve.dueDate(waiting) > reserve.dueDate(paid)
    assert due() == reserve.dueDate(waiting)


def test_is_none_given_cash_covers_all(ask, declare, due, reserve, bought, alice):  # noqa: F811
    ask(ALICE_MINTED)
    declare()
    assert due()

    reach_maturity(bought)
    reserve.collect(cusip_of(bought), {"from": alice})

    assert due() is None


def test_is_none_given_the_law_had_no_time_limit(ask, declare, due, rule_book, regulator):
    rule_book.adopt(b"EU".ljust(32, b"\0"), {"from": regulator})
    ask(100 * DOLLAR)
    declare()

    assert due() is None
