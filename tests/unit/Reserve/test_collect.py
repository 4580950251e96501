"""
collect
├── given the reserve has no position, rejects
├── given the bill has not matured, rejects
├── given the payment is not due before a business day, rejects
├── given the Treasury is short
│   ├── keeps the position, at par
│   └── collects when there is money again
└── otherwise
    ├── takes par, whoever calls
    ├── removes the position, and no other
    ├── leaves backing as it was
    └── records what was paid
"""

from tests.auctions import ladder
from tests.helpers import rejects
from tests.unit.Reserve.conftest import ALICE_MINTED, COST, PAR, RATE, UNITS, cusip_of, reach_maturity


def test_rejects_given_no_position(reserve, coins, alice):
    with rejects("NoPosition"):
        reserve.collect(b"912796ZZ2", {"from": alice})


def test_rejects_given_the_bill_has_not_matured(reserve, bought, alice):
    with rejects("NotMatured"):
        reserve.collect(cusip_of(bought), {"from": alice})


def test_rejects_before_the_business_day_of_payment(reserve, registry, bought, treasury, alice):
    registry.announceHolidays([bought.announcement.maturity_date], {"from": treasury})
    reach_maturity(bought)

    with rejects("PaymentNotDue"):
        reserve.collect(cusip_of(bought), {"from": alice})


def test_keeps_the_position_given_the_treasury_is_short(reserve, cash, bought, treasury, alice):
    cash.transfer(alice, cash.balanceOf(treasury), {"from": treasury})
    reach_maturity(bought)

    reserve.collect(cusip_of(bought), {"from": alice})

    assert reserve.positions()[0][1:3] == (UNITS, UNITS * PAR)
    assert cash.balanceOf(reserve) == ALICE_MINTED - COST


def test_collects_when_there_is_money_again(reserve, cash, bought, treasury, alice):
    cash.transfer(alice, cash.balanceOf(treasury), {"from": treasury})
    reach_maturity(bought)
    reserve.collect(cusip_of(bought), {"from": alice})
    cash.transfer(treasury, UNITS * PAR, {"from": alice})

    reserve.collect(cusip_of(bought), {"from": alice})

    assert cash.balanceOf(reserve) == ALICE_MINTED - COST + UNITS * PAR


def test_takes_par_whoever_calls(reserve, cash, bought, stranger):
    reach_maturity(bought)

    reserve.collect(cusip_of(bought), {"from": stranger})

    assert cash.balanceOf(reserve) == ALICE_MINTED - COST + UNITS * PAR


def test_removes_the_position(reserve, bought, alice):
    reach_maturity(bought)

    reserve.collect(cusip_of(bought), {"from": alice})

    assert reserve.positions() == ()
    with rejects("NoPosition"):
        reserve.collect(cusip_of(bought), {"from": alice})


def test_removes_no_other_position(reserve, offer, buy, alice):
    bills = [offer(number=number) for number in (1, 2, 3)]
    buy(*bills, units=100)
    reach_maturity(bills[1])

    reserve.collect(cusip_of(bills[1]), {"from": alice})

    assert {bytes(held[0]) for held in reserve.positions()} == {cusip_of(bills[0]), cusip_of(bills[2])}


def test_leaves_backing_as_it_was(reserve, bought, alice):
    reach_maturity(bought)
    before = reserve.backing()

    reserve.collect(cusip_of(bought), {"from": alice})

    assert reserve.backing() == before


def test_takes_the_par_of_a_bill_that_was_given_to_the_reserve(
    reserve, registry, cash, competition, offer, clear, dealer, alice
):
    gift = offer(number=3)
    clear(gift)
    gift.reach_issue_date()
    gift.settle(dealer, ladder((RATE, 35_000)))
    registry.transfer(reserve, int.from_bytes(cusip_of(gift), "big"), 10, {"from": dealer})
    before = cash.balanceOf(reserve)
    reach_maturity(gift)

    reserve.collect(cusip_of(gift), {"from": alice})

    assert cash.balanceOf(reserve) == before + 10 * PAR


def test_records_what_was_paid(reserve, bought, alice):
    reach_maturity(bought)

    tx = reserve.collect(cusip_of(bought), {"from": alice})

    assert dict(tx.events["Collected"]) == {
        "cusip": "0x" + cusip_of(bought).hex(),
        "units": UNITS,
        "paid": UNITS * PAR,
    }
