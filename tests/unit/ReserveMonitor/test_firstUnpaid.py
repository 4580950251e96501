"""
firstWaiting
├── is none where cash covers all that was asked for
├── is the first that cash does not cover, whoever has claimed
└── is none in an insolvency
firstUnpaid
├── is the first of which something is not paid, covered or not, from a number on
└── is none beyond the last, or if there is none among as many as are asked for
"""

import pytest

ASKED = (100, 200, 300, 400)  # [micro-dollars]


@pytest.fixture
def waiting(reserve, spend_cash, alice):
    """Four redemptions; cash covers one, and half of the second; the first is paid."""
    spend_cash()
    reserve.redeem(alice, reserve.freeCash() - 200, {"from": alice})
    for dollars in ASKED:
        reserve.requestRedemption(dollars, {"from": alice})
    reserve.claimRedemption(1, alice, {"from": alice})


@pytest.fixture
def pay(cash, reserve, alice):
    """`pay(dollars)`: as much cash comes in."""
    return lambda dollars: cash.transfer(reserve, dollars, {"from": alice})


def test_none_waits_where_cash_covers_all(reserve_monitor, waiting, pay):
    assert reserve_monitor.firstWaiting() == 2
    pay(sum(ASKED) - 200)

    assert reserve_monitor.firstWaiting() == 0


@pytest.mark.parametrize(
    ("dollars", "first"), [(0, 2), (99, 2), (100, 3), (399, 3), (400, 4), (799, 4), (800, 0)]
)
def test_the_first_that_cash_does_not_cover_waits(reserve_monitor, waiting, pay, dollars, first):
    pay(dollars)

    assert reserve_monitor.firstWaiting() == first


def test_there_is_no_first_in_an_insolvency(reserve_monitor, reserve, waiting, regulator):
    reserve.declareInsolvency({"from": regulator})

    assert reserve_monitor.firstWaiting() == 0


@pytest.mark.parametrize(
    ("start", "first"), [(0, 2), (1, 2), (2, 2), (3, 3), (4, 4), (5, 0), (2**256 - 1, 0)]
)
def test_the_first_unpaid_from_a_number_on(reserve_monitor, waiting, start, first):
    assert reserve_monitor.firstUnpaid(start, 2**256 - 1) == first


def test_none_among_as_many_as_are_asked_for(reserve_monitor, waiting):
    assert reserve_monitor.firstUnpaid(1, 1) == 0
    assert reserve_monitor.firstUnpaid(1, 2) == 2
