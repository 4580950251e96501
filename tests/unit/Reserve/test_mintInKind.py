"""
mintInKind
├── when its deadline has passed, rejects
├── when it is of nothing, rejects
├── when the price is below the caller's limit, rejects
├── when the security is not a bill, or has more than 93 days to run, or has matured, rejects
├── given no yields were published lately, rejects
├── given the regulator has stopped minting, or the reserve is insolvent, rejects
├── given the payer or the receiver is frozen, rejects, the payer before it looks at the price
├── given the reserve may not take the payer's bills, rejects
├── given eight places are left for bids, rejects a bill that is new, and takes more of one that it holds
├── given the bill is new to the reserve, creates its market value less the haircut, rounded down
├── given the reserve holds the bill at a lower cost, creates its cost less the haircut
├── given the market is above par, creates par less the haircut
└── otherwise
    ├── takes them at the very limit of the caller, and in the last second
    ├── takes the bills and carries them at what was created
    ├── adds the same to backing and supply
    └── records it
"""

import pytest

from model.clock import SECONDS_IN_DAY
from model.note_pricing import PAR
from tests.helpers import now, rejects, travel_to
from tests.unit.Reserve.conftest import NO_DEADLINE, UNITS, cusip_of, reach_maturity

WHOLE, HAIRCUT = 10_000, 50  # [0.01 %]


@pytest.fixture
def bank_bill(offer, admit, bank, clear, registry, reserve, publish_yields):
    """A bill of which the bank holds 100 units, and the reserve none."""
    admit(bank)
    sale = offer()
    sale.bid(bank, 100)
    clear(sale)
    sale.reach_issue_date()
    sale.settle(bank)
    registry.setOperator(reserve, True, {"from": bank})
    publish_yields()
    return sale


def mint_in_kind(reserve, sale, payer, units=100, to=None, least=0, deadline=NO_DEADLINE):
    return reserve.mintInKind(cusip_of(sale), units, to or payer, least, deadline, {"from": payer})


@pytest.mark.lesson(4)
def test_rejects_when_its_deadline_has_passed(reserve, bank_bill, bank):
    with rejects("DeadlinePassed"):
        mint_in_kind(reserve, bank_bill, bank, deadline=now() - 1)


def test_takes_them_in_the_last_second(reserve, bank_bill, bank):
    travel_to(now() + 60)

    mint_in_kind(reserve, bank_bill, bank, deadline=now())

    assert reserve.positions()[0]["units"] == 100


def test_rejects_nothing(reserve, bank_bill, bank):
    with rejects("NoUnits"):
        mint_in_kind(reserve, bank_bill, bank, units=0)


@pytest.mark.lesson(4)
def test_rejects_a_price_below_the_limit_of_the_caller(reserve, bank_bill, bank):
    with rejects("PriceMoved"):
        mint_in_kind(reserve, bank_bill, bank, least=100 * PAR)


def test_rejects_what_is_not_a_bill(reserve, offer, bank, clear, admit, publish_yields):
    note = offer(number=2, security_type=2, minimum_rate=1_000, term=1_461)
    clear(note)
    publish_yields()

    with rejects("NotEligible"):
        mint_in_kind(reserve, note, bank)


def test_rejects_a_bill_with_more_than_93_days_to_run(reserve, offer, clear, bank, publish_yields):
    long_bill = offer(number=2, term=182)
    clear(long_bill)
    publish_yields()

    with rejects("NotEligible"):
        mint_in_kind(reserve, long_bill, bank)


def test_takes_it_once_93_days_are_left(reserve, registry, offer, admit, clear, bank, publish_yields):
    admit(bank)
    long_bill = offer(number=2, term=182)
    long_bill.bid(bank, 100)
    clear(long_bill)
    long_bill.reach_issue_date()
    long_bill.settle(bank)
    registry.setOperator(reserve, True, {"from": bank})
    travel_to((long_bill.announcement.maturity_date - 93) * SECONDS_IN_DAY - 1)
    publish_yields()

    with rejects("NotEligible"):
        mint_in_kind(reserve, long_bill, bank)
    travel_to((long_bill.announcement.maturity_date - 93) * SECONDS_IN_DAY + 60)
    mint_in_kind(reserve, long_bill, bank)


def test_rejects_a_matured_bill(reserve, bank_bill, bank):
    reach_maturity(bank_bill)

    with rejects("NotEligible"):
        mint_in_kind(reserve, bank_bill, bank)


@pytest.mark.lesson(2)
def test_rejects_given_no_yields_were_published_lately(reserve, bank_bill, bank):
    travel_to(now() + 10 * SECONDS_IN_DAY)

    with rejects("StaleRates"):
        mint_in_kind(reserve, bank_bill, bank)


def test_rejects_while_the_regulator_has_stopped_minting(reserve, bank_bill, bank, regulator):
    reserve.stopMinting(True, {"from": regulator})

    with rejects("MintingIsStopped"):
        mint_in_kind(reserve, bank_bill, bank)


def test_rejects_given_the_reserve_is_insolvent(reserve, bank_bill, bank, regulator):
    reserve.declareInsolvency({"from": regulator})

    with rejects("IsInsolvent"):
        mint_in_kind(reserve, bank_bill, bank)


def test_rejects_a_frozen_payer_or_receiver(reserve, bank_bill, bank, bob, freeze):
    freeze(bob)
    with rejects("AccountFrozen"):
        mint_in_kind(reserve, bank_bill, bank, to=bob)

    freeze(bank)
    with rejects("AccountFrozen"):
        mint_in_kind(reserve, bank_bill, bank, to=reserve)


def test_tells_that_the_payer_is_frozen_before_the_price(reserve, bank_bill, bank, freeze):
    freeze(bank)

    with rejects("AccountFrozen"):
        mint_in_kind(reserve, bank_bill, bank, to=reserve, least=2**255)


def test_rejects_given_it_may_not_take_the_bills(reserve, registry, bank_bill, bank):
    registry.setOperator(reserve, False, {"from": bank})

    with rejects("InsufficientAllowance"):
        mint_in_kind(reserve, bank_bill, bank)


@pytest.fixture
def open_bids(reserve, offer, portfolio_manager):
    """`open_bids(number)`: so many, each for one unit."""

    def open_bids(number):
        for each in range(number):
            sale = offer(number=each + 2, weeks=2)
            reserve.bidNoncompetitive(sale.id, 1, {"from": portfolio_manager})

    return open_bids


def test_rejects_a_bill_that_is_new_where_eight_places_are_left_for_bids(reserve, bank_bill, bank, open_bids):
    open_bids(24)

    with rejects("TooMany"):
        mint_in_kind(reserve, bank_bill, bank)


def test_takes_more_of_a_bill_that_it_holds_where_eight_places_are_left(reserve, bank_bill, bank, open_bids):
    open_bids(23)
    mint_in_kind(reserve, bank_bill, bank, units=60)

    mint_in_kind(reserve, bank_bill, bank, units=40)

    assert reserve.positions()[0]["units"] == 100


def test_creates_market_value_less_the_haircut(reserve, par_dollar, rate_board, bank_bill, bank):
    price = rate_board.billPrice(bank_bill.announcement.maturity_date)

    tx = mint_in_kind(reserve, bank_bill, bank)

    assert par_dollar.balanceOf(bank) == tx.return_value == 100 * price * (WHOLE - HAIRCUT) // WHOLE


def test_creates_cost_less_the_haircut_given_it_holds_the_bill_at_less(
    reserve, par_dollar, bought_by_bank, bank, publish_yields
):
    publish_yields(1)
    travel_to(now() + 60)
    ((_, _, cost, _),) = reserve.positions()

    mint_in_kind(reserve, bought_by_bank, bank)

    assert par_dollar.balanceOf(bank) == 100 * (cost // UNITS) * (WHOLE - HAIRCUT) // WHOLE


def test_creates_par_less_the_haircut_given_the_market_is_above(
    reserve, par_dollar, bank_bill, bank, rate_board, rate_publisher
):
    travel_to(now() + 3 * SECONDS_IN_DAY)
    rate_board.publish(now() // SECONDS_IN_DAY, [-50] * 6, {"from": rate_publisher})

    mint_in_kind(reserve, bank_bill, bank)

    assert par_dollar.balanceOf(bank) == 100 * PAR * (WHOLE - HAIRCUT) // WHOLE


def test_takes_them_at_the_limit_of_the_caller(
    reserve, par_dollar, bank_bill, bank, rate_board, rate_publisher
):
    travel_to(now() + 3 * SECONDS_IN_DAY)
    rate_board.publish(now() // SECONDS_IN_DAY, [-50] * 6, {"from": rate_publisher})
    price = 100 * PAR * (WHOLE - HAIRCUT) // WHOLE

    with rejects("PriceMoved"):
        mint_in_kind(reserve, bank_bill, bank, least=price + 1)
    mint_in_kind(reserve, bank_bill, bank, least=price)

    assert par_dollar.balanceOf(bank) == price


def test_takes_the_bills_and_carries_them_at_what_was_created(reserve, registry, bank_bill, bank):
    created = mint_in_kind(reserve, bank_bill, bank).return_value

    assert registry.holdingOf(cusip_of(bank_bill), reserve)["units"] == 100
    ((cusip, units, cost, maturity_date),) = reserve.positions()
    assert (units, maturity_date) == (100, bank_bill.announcement.maturity_date)
    assert cost == created


def test_adds_the_same_to_backing_and_supply(reserve, bank_bill, bank):
    supply, backing = reserve.supply(), reserve.backing()

    created = mint_in_kind(reserve, bank_bill, bank).return_value

    assert (reserve.supply(), reserve.backing()) == (supply + created, backing + created)


def test_records_it(reserve, bank_bill, bank, bob):
    tx = mint_in_kind(reserve, bank_bill, bank, to=bob)

    assert tuple(tx.events["MintedInKind"].values())[:2] == (bank, bob)
    assert tuple(tx.events["MintedInKind"].values())[3:] == (100, tx.return_value)
