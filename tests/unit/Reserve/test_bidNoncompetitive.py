"""
bidNoncompetitive
├── when the caller is not the portfolio manager, rejects
├── when the auction is unknown, rejects
├── when the bill matures more than 93 days after its issue, rejects
├── when the security is a note, rejects
├── given the reserve has bid already, rejects
├── given the reserve has 32 open bids, rejects
├── given bidding is closed, rejects
├── given the reserve has too little cash, rejects
├── given others wait for the cash, rejects
└── otherwise
    ├── takes bills of up to 93 days
    ├── takes any bill under a law that sets no longest maturity, but no note
    ├── pays the auction house
    └── leaves backing as it was
"""

import pytest

from model.calendar import previous_coupon_date
from model.security import SecurityType
from tests.auctions import BILL
from tests.helpers import rejects
from tests.unit.Reserve.conftest import ALICE_MINTED, PAR, UNITS

pytestmark = pytest.mark.usefixtures("coins")


def test_rejects_a_caller_who_is_not_the_portfolio_manager(reserve, bill, issuer):
    with rejects("AccessManagedUnauthorized"):
        reserve.bidNoncompetitive(bill.id, UNITS, {"from": issuer})


def test_rejects_an_unknown_auction(reserve, portfolio_manager):
    with rejects("UnknownAuction"):
        reserve.bidNoncompetitive(99, UNITS, {"from": portfolio_manager})


@pytest.mark.parametrize("term", [94, 182])
def test_rejects_a_bill_of_more_than_93_days(term, reserve, offer, portfolio_manager):
    with rejects("NotEligible"):
        reserve.bidNoncompetitive(offer(term=term).id, UNITS, {"from": portfolio_manager})


@pytest.mark.parametrize("term", [93, 730])
def test_rejects_a_note(term, reserve, offer, portfolio_manager):
    dated_date = previous_coupon_date(BILL.issue_date, BILL.issue_date + term)
    note = offer(term=term, security_type=SecurityType.NOTE, dated_date=dated_date)

    with rejects("NotEligible"):
        reserve.bidNoncompetitive(note.id, UNITS, {"from": portfolio_manager})


def test_rejects_a_second_bid(reserve, bill, portfolio_manager):
    reserve.bidNoncompetitive(bill.id, UNITS, {"from": portfolio_manager})

    with rejects("AlreadyBid"):
        reserve.bidNoncompetitive(bill.id, UNITS, {"from": portfolio_manager})


def test_rejects_a_thirty_third_open_bid(reserve, offer, portfolio_manager):
    for number in range(32):
        reserve.bidNoncompetitive(offer(number=number).id, 1, {"from": portfolio_manager})

    with rejects("TooMany"):
        reserve.bidNoncompetitive(offer(number=32).id, 1, {"from": portfolio_manager})


def test_rejects_once_bidding_is_closed(reserve, bill, portfolio_manager):
    bill.close_bidding()

    with rejects("BiddingClosed"):
        reserve.bidNoncompetitive(bill.id, UNITS, {"from": portfolio_manager})


def test_rejects_given_too_little_cash(reserve, bill, portfolio_manager):
    with rejects("InsufficientBalance"):
        reserve.bidNoncompetitive(bill.id, ALICE_MINTED // PAR + 1, {"from": portfolio_manager})


def test_rejects_given_others_wait_for_the_cash(reserve, bill, alice, portfolio_manager):
    reserve.requestRedemption(ALICE_MINTED - UNITS * PAR, {"from": alice})

    with rejects("InsufficientCash"):
        reserve.bidNoncompetitive(bill.id, UNITS + 1, {"from": portfolio_manager})

    reserve.bidNoncompetitive(bill.id, UNITS, {"from": portfolio_manager})


@pytest.mark.parametrize("term", [28, 93])
def test_takes_bills_of_up_to_93_days(term, reserve, offer, portfolio_manager):
    auction = offer(term=term)

    reserve.bidNoncompetitive(auction.id, UNITS, {"from": portfolio_manager})

    assert auction.house.bidOf(auction.id, reserve) == (1, UNITS * PAR)


def test_takes_any_bill_under_a_law_without_a_longest_maturity(
    reserve, rule_book, offer, portfolio_manager, regulator
):
    adopt(rule_book, [0, *rule_book.rules()[1:]], regulator)
    note = offer(number=2, security_type=SecurityType.NOTE, term=730, dated_date=BILL.issue_date)

    reserve.bidNoncompetitive(offer(term=364).id, UNITS, {"from": portfolio_manager})
    with rejects("NotEligible"):
        reserve.bidNoncompetitive(note.id, UNITS, {"from": portfolio_manager})


def adopt(rule_book, rules, regulator):
    name = b"another law".ljust(32)
    rule_book.setProfile(name, rules, {"from": regulator})
    rule_book.adopt(name, {"from": regulator})


def test_pays_the_auction_house(reserve, cash, bill, portfolio_manager):
    reserve.bidNoncompetitive(bill.id, UNITS, {"from": portfolio_manager})

    assert cash.balanceOf(bill.house) == UNITS * PAR
    assert cash.balanceOf(reserve) == ALICE_MINTED - UNITS * PAR


def test_leaves_backing_as_it_was(reserve, bill, portfolio_manager):
    reserve.bidNoncompetitive(bill.id, UNITS, {"from": portfolio_manager})

    assert reserve.backing() == reserve.supply() == ALICE_MINTED
