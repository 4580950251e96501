"""
redeemInKind
├── when its deadline has passed, rejects
├── when it is of nothing, or of more than the reserve holds, rejects
├── when the price is above the caller's limit, rejects, and takes the limit itself
├── when the caller has too few coins, rejects
├── when the receiver is not eligible, rejects
├── given the caller or the receiver is frozen, rejects, the receiver before it looks at the price
├── given the reserve is insolvent, rejects
├── given the market is below cost, takes cost, rounded up
├── given the market is above cost, takes market value
├── given no yields were published lately, takes par
├── given others wait for cash, delivers all the same
└── otherwise
    ├── delivers the bills and destroys the coins
    ├── does not lower the surplus
    ├── removes a position that is empty, so that the bill can come back
    └── records it
"""

import pytest

from model.amortised_cost import remaining_discount
from model.clock import SECONDS_IN_DAY
from model.note_pricing import PAR
from tests.helpers import now, rejects, travel_to
from tests.unit.Reserve.conftest import ALICE_MINTED, COST, NO_DEADLINE, UNITS, cusip_of

CHEAP, DEAR = 900, 100  # yields above and below that of the auction [0.01 %]


@pytest.fixture
def bank(bank, admit, par_dollar, coins, alice):
    """Has coins, and may hold bills."""
    admit(bank)
    par_dollar.transfer(bank, ALICE_MINTED, {"from": alice})
    return bank


def redeem_in_kind(reserve, sale, holder, units=100, to=None, most=2**255, deadline=NO_DEADLINE):
    return reserve.redeemInKind(cusip_of(sale), units, to or holder, most, deadline, {"from": holder})


def cost_at(time, sale, since):
    """Amortised, of `UNITS` bought at `COST`."""
    maturity = sale.announcement.maturity_date * SECONDS_IN_DAY
    return UNITS * PAR - remaining_discount(UNITS * PAR - COST, since, maturity, time)


@pytest.mark.lesson(4)
def test_rejects_when_its_deadline_has_passed(reserve, bought, bank):
    with rejects("DeadlinePassed"):
        redeem_in_kind(reserve, bought, bank, deadline=now() - 1)


@pytest.mark.parametrize("units, error", [(0, "NoUnits"), (UNITS + 1, "NoPosition")])
def test_rejects_nothing_and_more_than_it_holds(units, error, reserve, bought, bank):
    with rejects(error):
        redeem_in_kind(reserve, bought, bank, units=units)


@pytest.mark.lesson(4)
def test_rejects_a_price_above_the_limit_of_the_caller(reserve, bought, bank):
    with rejects("PriceMoved"):
        redeem_in_kind(reserve, bought, bank, most=100 * PAR - 1)


def test_rejects_a_caller_with_too_few_coins(reserve, bought, admit, dealer):
    with rejects("InsufficientBalance"):
        redeem_in_kind(reserve, bought, dealer)


def test_rejects_a_receiver_who_is_not_eligible(reserve, bought, bank, stranger):
    with rejects("NotEligible"):
        redeem_in_kind(reserve, bought, bank, to=stranger)


def test_rejects_a_frozen_caller_or_receiver(reserve, bought, bank, dealer, freeze):
    freeze(dealer)
    with rejects("AccountFrozen"):
        redeem_in_kind(reserve, bought, bank, to=dealer)

    freeze(bank)
    with rejects("AccountFrozen"):
        redeem_in_kind(reserve, bought, bank)


def test_tells_that_the_receiver_is_frozen_before_the_price(reserve, bought, bank, dealer, freeze):
    freeze(dealer)

    with rejects("AccountFrozen"):
        redeem_in_kind(reserve, bought, bank, to=dealer, most=0)


def test_rejects_given_the_reserve_is_insolvent(reserve, bought, bank, regulator):
    reserve.declareInsolvency({"from": regulator})

    with rejects("IsInsolvent"):
        redeem_in_kind(reserve, bought, bank)


@pytest.mark.lesson(6)
def test_takes_cost_rounded_up_given_the_market_is_below(reserve, bill, buy, bank, publish_yields):
    since = buy(bill).timestamp
    travel_to(since + 30 * SECONDS_IN_DAY + 7)
    publish_yields(CHEAP)

    tx = redeem_in_kind(reserve, bill, bank)

    assert tx.return_value == 100 * -(-cost_at(tx.timestamp, bill, since) // UNITS)


@pytest.mark.node
def test_takes_market_value_given_it_is_above_cost(reserve, rate_board, bought, bank, publish_yields):
    publish_yields(DEAR)
    tx = redeem_in_kind(reserve, bought, bank)

    price = rate_board.billPrice(bought.announcement.maturity_date, block_identifier=tx.block_number)
    assert tx.return_value == 100 * price > 100 * COST // UNITS


@pytest.mark.lesson(2)
def test_takes_par_given_no_yields_were_published_lately(reserve, bought, bank, publish_yields):
    publish_yields()
    travel_to(now() + 10 * SECONDS_IN_DAY)

    with rejects("PriceMoved"):
        redeem_in_kind(reserve, bought, bank, most=100 * PAR - 1)
    assert redeem_in_kind(reserve, bought, bank, most=100 * PAR).return_value == 100 * PAR


def test_delivers_though_others_wait_for_cash(reserve, registry, bought, bank):
    reserve.requestRedemption(ALICE_MINTED - 200 * PAR, {"from": bank})

    redeem_in_kind(reserve, bought, bank)

    assert registry.holdingOf(cusip_of(bought), bank)["units"] == 100


def test_delivers_the_bills_and_destroys_the_coins(reserve, registry, par_dollar, bought, bank, dealer):
    tx = redeem_in_kind(reserve, bought, bank, to=dealer)

    assert registry.holdingOf(cusip_of(bought), dealer)["units"] == 100
    assert registry.holdingOf(cusip_of(bought), reserve)["units"] == UNITS - 100
    assert par_dollar.balanceOf(bank) == ALICE_MINTED - tx.return_value


@pytest.mark.lesson(25)
@pytest.mark.parametrize("percent", [CHEAP, DEAR])
@pytest.mark.parametrize("units", [1, 3_333, UNITS])
def test_does_not_lower_the_surplus(percent, units, reserve, bought, bank, publish_yields):
    publish_yields(percent)
    surplus = reserve.surplus()

    redeem_in_kind(reserve, bought, bank, units=units)

    assert reserve.surplus() >= surplus


def test_removes_a_position_that_is_empty(reserve, bought, bank):
    redeem_in_kind(reserve, bought, bank, units=UNITS)

    assert reserve.positions() == ()


def test_a_bill_that_comes_back_is_a_new_position(reserve, registry, bought, bank, publish_yields):
    redeem_in_kind(reserve, bought, bank, units=UNITS)
    registry.setOperator(reserve, True, {"from": bank})
    publish_yields()

    reserve.mintInKind(cusip_of(bought), 100, bank, 0, NO_DEADLINE, {"from": bank})

    assert [position["units"] for position in reserve.positions()] == [100]


def test_records_it(reserve, bought, bank, dealer):
    tx = redeem_in_kind(reserve, bought, bank, to=dealer)

    assert tuple(tx.events["RedeemedInKind"].values())[:2] == (bank, dealer)
    assert tuple(tx.events["RedeemedInKind"].values())[3:] == (100, tx.return_value)
