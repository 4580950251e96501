"""
mint
├── when the payer has too little cash, rejects
├── when the receiver is the zero address, rejects
├── given the payer or the receiver is frozen, rejects
├── given a dollar of cash is worth less than 0.999 dollars, rejects
├── given cash was priced more than four days ago, rejects
├── given the regulator has stopped it, rejects until it is allowed again
├── given the reserve is insolvent, rejects
├── given less cash arrives than was sent, rejects
└── otherwise
    ├── takes cash of the caller
    ├── creates as many coins for the receiver
    ├── adds the same to backing and supply
    └── is recorded by the transfers of cash and coin
"""

import pytest
from brownie import ZERO_ADDRESS

from model.clock import SECONDS_IN_DAY
from tests.helpers import rejects, travel_to
from tests.unit.Reserve.conftest import ALICE_MINTED, ALICE_STARTS_WITH, DOLLAR

FOUR_DAYS = 4 * SECONDS_IN_DAY

pytestmark = [pytest.mark.ganache, pytest.mark.usefixtures("coins")]


def test_rejects_a_payer_with_too_little_cash(reserve, alice, cash):
    with rejects("InsufficientBalance"):
        reserve.mint(alice, cash.balanceOf(alice) + 1, {"from": alice})


def test_rejects_the_zero_address(reserve, alice):
    with rejects("InvalidReceiver"):
        reserve.mint(ZERO_ADDRESS, 1, {"from": alice})


def test_rejects_a_frozen_receiver(reserve, alice, bob, freeze):
    freeze(bob)

    with rejects("AccountFrozen"):
        reserve.mint(bob, 1, {"from": alice})


def test_rejects_a_frozen_payer(reserve, alice, bob, freeze):
    freeze(alice)

    with rejects("AccountFrozen"):
        reserve.mint(bob, 1, {"from": alice})


@pytest.mark.lesson(1)
def test_rejects_below_the_floor_price_of_cash_though_redeeming_goes_on(reserve, alice, rate_publisher):
    reserve.publishCashPrice(998_999, {"from": rate_publisher})

    with rejects("CashBelowFloor"):
        reserve.mint(alice, 1, {"from": alice})
    reserve.redeem(alice, ALICE_MINTED, {"from": alice})
    reserve.publishCashPrice(999_000, {"from": rate_publisher})
    reserve.mint(alice, 1, {"from": alice})


@pytest.mark.lesson(1)
def test_rejects_when_the_price_of_cash_is_older_than_four_days(reserve, alice, rate_publisher):
    priced_at = reserve.publishCashPrice(1_000_000, {"from": rate_publisher}).timestamp
    travel_to(priced_at + FOUR_DAYS)
    reserve.mint(alice, 1, {"from": alice})

    travel_to(priced_at + FOUR_DAYS + 1)
    with rejects("CashPriceStale"):
        reserve.mint(alice, 1, {"from": alice})
    reserve.redeem(alice, 1, {"from": alice})


def test_rejects_while_the_regulator_has_stopped_it(reserve, alice, regulator):
    reserve.stopMinting(True, {"from": regulator})
    with rejects("MintingIsStopped"):
        reserve.mint(alice, 1, {"from": alice})

    reserve.stopMinting(False, {"from": regulator})
    reserve.mint(alice, 1, {"from": alice})


def test_rejects_given_the_reserve_is_insolvent(reserve, alice, regulator):
    reserve.declareInsolvency({"from": regulator})

    with rejects("IsInsolvent"):
        reserve.mint(alice, 1, {"from": alice})


@pytest.mark.lesson(17)
def test_rejects_given_less_cash_arrives_than_was_sent(changed_cash_system, alice):
    """A token that begins to keep a fee would create coins without backing."""
    cash, reserve = changed_cash_system.cash, changed_cash_system.reserve
    cash.setFee(1, {"from": alice})

    with rejects("CashNotReceived"):
        reserve.mint(alice, 400, {"from": alice})
    assert reserve.supply() == 0


def test_takes_cash_of_the_caller(reserve, cash, alice, bob):
    reserve.mint(bob, 400, {"from": alice})

    assert cash.balanceOf(alice) == ALICE_STARTS_WITH - ALICE_MINTED - 400
    assert cash.balanceOf(reserve) == ALICE_MINTED + 400


@pytest.mark.parametrize("dollars", [0, 1, 1_000 * DOLLAR])
def test_creates_as_many_coins_for_the_receiver(dollars, reserve, par_dollar, alice, bob):
    reserve.mint(bob, dollars, {"from": alice})

    assert par_dollar.balanceOf(bob) == dollars
    assert par_dollar.balanceOf(alice) == ALICE_MINTED


def test_adds_the_same_to_backing_and_supply(reserve, alice, bob):
    reserve.mint(bob, 400, {"from": alice})

    assert reserve.backing() == reserve.supply() == ALICE_MINTED + 400


def test_is_recorded_by_the_transfers_of_cash_and_coin(reserve, alice, bob):
    paid, created = reserve.mint(bob, 400, {"from": alice}).events["Transfer"]

    assert tuple(paid.values()) == (alice, reserve, 400)
    assert tuple(created.values()) == (ZERO_ADDRESS, bob, 400)
