"""
settleBid
├── given the reserve has no bid in the auction, rejects
├── given the bid is settled already, rejects
├── given the auction has not cleared, rejects
├── given the issue date has not come, rejects
├── when the ladder is not the revealed one, rejects
└── otherwise
    ├── pays the single price and gets the rest back
    ├── delivers the bill to the reserve
    ├── leaves backing as it was
    ├── delivers what a sealed bid won, at the single price
    ├── closes a bid that won nothing, with all its money back
    ├── earns the whole discount at once when it comes after maturity
    └── records what was bought and for how much
"""

import pytest

from model.auction import to_abi
from model.bill_pricing import price
from tests.auctions import ladder
from tests.helpers import rejects
from tests.unit.Reserve.conftest import (
    ALICE_MINTED,
    COST,
    NO_LADDER,
    PAR,
    RATE,
    UNITS,
    cusip_of,
    reach_maturity,
    sealed,
)

pytestmark = pytest.mark.usefixtures("coins")


@pytest.fixture
def bid(reserve, bill, portfolio_manager):
    """A bill that the reserve has bid for noncompetitively."""
    reserve.bidNoncompetitive(bill.id, UNITS, {"from": portfolio_manager})
    return bill


@pytest.fixture
def settle_sealed(reserve, bill, buffer, dealer, portfolio_manager, alice):
    """`settle_sealed(ladder)`: a sealed bid of the reserve, against one of a dealer at `RATE`."""

    def settle_sealed(bid):
        theirs = ladder((RATE, UNITS))
        bill.commit(dealer, theirs)
        reserve.commitBid(bill.id, sealed(bill, reserve, bid), {"from": portfolio_manager})
        bill.close_bidding()
        bill.reveal(dealer, theirs)
        reserve.revealBid(bill.id, to_abi(bid), {"from": portfolio_manager})
        bill.close()
        bill.clear()
        bill.reach_issue_date()
        reserve.settleBid(bill.id, to_abi(bid), {"from": alice})

    return settle_sealed


def test_rejects_given_no_bid_in_the_auction(reserve, bill, alice):
    with rejects("NoOpenBid"):
        reserve.settleBid(bill.id, NO_LADDER, {"from": alice})


def test_rejects_a_bid_settled_already(reserve, bought, alice):
    with rejects("NoOpenBid"):
        reserve.settleBid(bought.id, NO_LADDER, {"from": alice})


def test_rejects_given_the_auction_has_not_cleared(reserve, bid, alice):
    bid.reach_issue_date()

    with rejects("WrongStatus"):
        reserve.settleBid(bid.id, NO_LADDER, {"from": alice})


def test_rejects_before_the_issue_date(reserve, bid, clear, alice):
    clear(bid)

    with rejects("TooEarly"):
        reserve.settleBid(bid.id, NO_LADDER, {"from": alice})


def test_rejects_a_ladder_that_was_not_revealed(reserve, bill, buffer, clear, portfolio_manager, alice):
    mine = ladder((RATE, UNITS))
    reserve.commitBid(bill.id, sealed(bill, reserve, mine), {"from": portfolio_manager})
    bill.close_bidding()
    reserve.revealBid(bill.id, to_abi(mine), {"from": portfolio_manager})
    bill.close()
    bill.clear()
    bill.reach_issue_date()

    with rejects("CommitmentDiffers"):
        reserve.settleBid(bill.id, to_abi(ladder((RATE, UNITS + 1))), {"from": alice})


def test_pays_the_single_price_and_gets_the_rest_back(reserve, cash, bought):
    assert cash.balanceOf(reserve) == ALICE_MINTED - COST


def test_delivers_the_bill_to_the_reserve(reserve, registry, bought):
    assert registry.holdingOf(cusip_of(bought), reserve)[0] == UNITS
    assert reserve.positions()[0][1] == UNITS


def test_leaves_backing_as_it_was(reserve, bought):
    assert reserve.backing() == reserve.supply() == ALICE_MINTED


def test_delivers_what_a_sealed_bid_won_at_the_single_price(reserve, cash, buffer, settle_sealed):
    settle_sealed(ladder((3_500, 60), (3_995, 40), (4_005, 1_000)))

    assert cash.balanceOf(reserve) == ALICE_MINTED + buffer - 1_100 * price(4_005, 91)
    assert reserve.positions()[0][1:3] == (1_100, 1_100 * price(4_005, 91))


def test_closes_a_bid_that_won_nothing_with_all_its_money_back(
    reserve, cash, offer, admit, buffer, dealer, bank, portfolio_manager, alice
):
    contested = offer(offering=100)
    admit(bank)
    mine, theirs = ladder((RATE + 5, 10)), ladder((RATE, 35))
    contested.bid(bank, 65)
    contested.commit(dealer, theirs)
    reserve.commitBid(contested.id, sealed(contested, reserve, mine), {"from": portfolio_manager})
    contested.close_bidding()
    contested.reveal(dealer, theirs)
    reserve.revealBid(contested.id, to_abi(mine), {"from": portfolio_manager})
    contested.close()
    contested.clear()
    contested.reach_issue_date()

    reserve.settleBid(contested.id, to_abi(mine), {"from": alice})

    assert reserve.positions() == ()
    assert cash.balanceOf(reserve) == ALICE_MINTED + buffer


def test_earns_the_whole_discount_at_once_after_maturity(reserve, bid, clear, alice):
    clear(bid)
    reach_maturity(bid)

    reserve.settleBid(bid.id, NO_LADDER, {"from": alice})

    assert reserve.positions()[0][1:3] == (UNITS, UNITS * PAR)


def test_records_what_was_bought_and_for_how_much(reserve, bill, buy):
    tx = buy(bill)

    assert dict(tx.events["BillBought"]) == {
        "cusip": "0x" + cusip_of(bill).hex(),
        "units": UNITS,
        "cost": COST,
    }
