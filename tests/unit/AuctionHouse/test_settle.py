"""
settle
├── given the auction
│   ├── has not cleared, rejects
│   ├── is cancelled, rejects
│   └── has not reached its issue date, rejects
├── given the bidder
│   ├── has not bid, rejects
│   ├── has not revealed, rejects
│   ├── has settled already, rejects
│   ├── may no longer hold securities, delivers what it has bought
│   ├── is of a class that was excluded after it bid, delivers what it has bought, to be sold
│   └── is frozen, keeps units back until released, and money in its account
├── when the ladder is not the revealed one, rejects
└── otherwise
    ├── delivers bids below the high rate in full and a share of those at it
    ├── delivers no more than 35 % of the offering, though more was bid
    ├── rounds a share up to a unit, whatever is missing to it
    ├── adds what rounding has added to what is published, to the unit
    ├── delivers noncompetitive bids in full
    ├── takes the single price from everybody
    ├── takes accrued interest on top
    ├── returns everything to a bidder above the high rate
    ├── returns what is left of a bond
    ├── leaves no money behind
    ├── delivers late what is due early: after a coupon date with its interest, after maturity to be redeemed
    └── records the award
"""

from dataclasses import replace

import pytest

from model.auction import BidStatus
from model.clock import SECONDS_IN_DAY
from model.compliance import HolderClass
from tests.auctions import BILL, REOPENED_NOTE, announce, ladder
from tests.helpers import rejects, travel_to
from tests.unit.AuctionHouse.conftest import CASH

BIDS = ladder((400, 1_000), (405, 2_000))


def held(registry, announcement, holder):
    return registry.holdingOf(announcement.cusip.encode(), holder)[0]


def test_rejects_an_auction_that_has_not_cleared(bill, dealer):
    bill.take_bids({dealer: BIDS})

    with rejects("WrongStatus"):
        bill.settle(dealer, BIDS)


def test_rejects_an_auction_that_is_cancelled(auction_house, treasury, bill, alice):
    bill.bid(alice, 10)
    auction_house.cancel(bill.id, {"from": treasury})

    with rejects("WrongStatus"):
        bill.settle(alice)


def test_rejects_a_step_before_the_issue_date(bill, dealer):
    bill.take_bids({dealer: BIDS})
    bill.clear()
    travel_to(BILL.issue_date * SECONDS_IN_DAY - 1)

    with rejects("TooEarly"):
        bill.settle(dealer, BIDS)


def test_rejects_a_bidder_who_has_not_bid(bill, dealer, bank):
    bill.sell({dealer: BIDS})

    with rejects("NoSuchBid"):
        bill.settle(bank, BIDS)


def test_rejects_a_bidder_who_has_not_revealed(bill, dealer, bank):
    bill.commit(bank, BIDS)
    bill.sell({dealer: BIDS})

    with rejects("NoSuchBid"):
        bill.settle(bank, BIDS)


@pytest.mark.lesson(28)
def test_rejects_a_bidder_who_has_settled(bill, dealer, alice):
    bill.bid(alice, 10)
    bill.sell({dealer: BIDS})
    bill.settle(dealer, BIDS)
    bill.settle(alice)

    with rejects("NoSuchBid"):
        bill.settle(dealer, BIDS)
    with rejects("NoSuchBid"):
        bill.settle(alice)


def test_delivers_to_a_bidder_who_may_no_longer_hold_securities(
    bill, registry, compliance, compliance_officer, dealer
):
    bill.sell({dealer: BIDS})
    compliance.setHolder(dealer, 0, b"US", False, {"from": compliance_officer})

    bill.settle(dealer, BIDS)

    assert held(registry, BILL, dealer) == 3_000


def test_delivers_to_a_bidder_whose_class_was_excluded_after_it_bid(registry, exclude, request, dealer, bank):
    exclude(BILL)
    bill = request.getfixturevalue("bill")
    bill.bid(dealer, 10)
    bill.commit(bank, BIDS)
    exclude(BILL, HolderClass.PRIMARY_DEALER, HolderClass.BANK)
    bill.close_bidding()
    bill.reveal(bank, BIDS)
    bill.close()
    bill.clear()
    bill.reach_issue_date()

    bill.settle(dealer)
    bill.settle(bank, BIDS)

    assert (held(registry, BILL, dealer), held(registry, BILL, bank)) == (10, 3_000)
    with rejects("ClassExcluded"):
        registry.transfer(bank, int.from_bytes(BILL.cusip.encode(), "big"), 1, {"from": dealer})


def test_lets_a_frozen_bidder_without_an_award_wait_for_its_money(
    bill, freeze, wealth, dealer, other_dealer, bank, fund
):
    everything = {each: ladder((400, 35_000)) for each in (other_dealer, bank, fund)}
    bill.sell({dealer: ladder((500, 1_000)), **everything})
    freeze(dealer)

    bill.settle(dealer, ladder((500, 1_000)))

    assert wealth(dealer) == CASH
    with rejects("AccountFrozen"):
        bill.withdraw(dealer)


def test_rejects_a_frozen_bidder_until_released(
    bill, registry, compliance, compliance_officer, regulator, freeze, dealer
):
    bill.sell({dealer: BIDS})
    freeze(dealer)
    with rejects("AccountFrozen"):
        bill.settle(dealer, BIDS)

    compliance.revokeOrder(1, {"from": regulator})
    bill.settle(dealer, BIDS)

    assert held(registry, BILL, dealer) == 3_000


@pytest.mark.parametrize("other", [ladder((400, 3_000)), ladder((400, 1_000), (405, 2_001)), ladder()])
def test_rejects_a_ladder_that_was_not_revealed(bill, dealer, other):
    bill.sell({dealer: BIDS})

    with rejects("CommitmentDiffers"):
        bill.settle(dealer, other)


def test_delivers_what_was_awarded(bill, registry, dealer, bank, fund):
    bids = {
        dealer: ladder((400, 30_000), (410, 5_000)),
        bank: ladder((405, 35_000)),
        fund: ladder((410, 35_000), (415, 1)),
    }
    result = bill.sell(bids)
    for bidder, each in bids.items():
        bill.settle(bidder, each)

    assert result.allotted_at_high == 8_750  # 35,000 of 40,000
    assert [held(registry, BILL, bidder) for bidder in bids] == [34_375, 35_000, 30_625]


def test_delivers_no_more_than_counts_of_a_ladder(bill, registry, dealer):
    bids = ladder((400, 20_000), (405, 20_000), net_long_position=5_000)
    bill.sell({dealer: bids})

    bill.settle(dealer, bids)

    assert held(registry, BILL, dealer) == 30_000


def test_rounds_a_share_up_to_a_unit(bill, registry, dealer, bank, fund, other_dealer):
    bids = {bidder: ladder((400, 35_000)) for bidder in (dealer, bank, fund)} | {
        other_dealer: ladder((400, 1))
    }
    result = bill.sell(bids)
    for bidder, each in bids.items():
        bill.settle(bidder, each)

    assert result.allotted_at_high == 9_524
    assert [held(registry, BILL, bidder) for bidder in (dealer, other_dealer)] == [33_334, 1]


def test_rounds_a_share_up_by_the_least_part(auction_house, registry, treasury, treasury_direct, dealer):
    sale = announce(auction_house, treasury, replace(BILL, offering=20))
    sale.bid(treasury_direct, 18)
    result = sale.sell({dealer: ladder((400, 3))})

    sale.settle(dealer, ladder((400, 3)))

    assert result.allotted_at_high == 6_667  # of 3 units: 2.0001
    assert held(registry, BILL, dealer) == 3


def test_adds_what_rounding_has_added_to_what_is_published(
    bill, registry, treasury_direct, dealer, bank, fund
):
    """The least of it as well: one unit less a ten-thousandth is awarded as one."""
    bids = {dealer: ladder((395, 1)), bank: ladder((400, 9_999)), fund: ladder((400, 1))}
    bill.bid(treasury_direct, 90_000)
    result = bill.sell(bids)
    for bidder, each in bids.items():
        bill.settle(bidder, each)

    accepted = bill.result().accepted
    assert result.allotted_at_high == 9_999
    assert (accepted.primary_dealer, accepted.direct, accepted.indirect) == (1, 9_999, 1)
    assert [held(registry, BILL, bidder) for bidder in bids] == [1, 9_999, 1]


def test_delivers_noncompetitive_bids_in_full(bill, registry, dealer, alice, federal_reserve):
    bill.bid(alice, 5_000)
    bill.bid(federal_reserve, 500_000)
    bill.sell({dealer: BIDS})
    bill.settle(alice)
    bill.settle(federal_reserve)

    assert [held(registry, BILL, bidder) for bidder in (alice, federal_reserve)] == [5_000, 500_000]


def test_takes_the_single_price_from_everybody(bill, wealth, treasury, dealer, bank, alice):
    before = wealth(treasury)
    bids = {dealer: ladder((100, 20_000)), bank: ladder((900, 10_000))}
    bill.bid(alice, 40)
    result = bill.sell(bids)
    bill.settle(alice)
    for bidder, each in bids.items():
        bill.settle(bidder, each)

    paid = [CASH - wealth(bidder) for bidder in (dealer, bank, alice)]
    assert paid == [20_000 * result.price, 10_000 * result.price, 40 * result.price]
    assert wealth(treasury) - before == sum(paid)


@pytest.mark.parametrize("kind", ["new_note", "reopened_note"])
def test_takes_accrued_interest_on_top(request, wealth, dealer, kind):
    sale = request.getfixturevalue(kind)
    result = sale.sell({dealer: BIDS})
    sale.settle(dealer, BIDS)

    assert result.accrued_interest > 0
    assert CASH - wealth(dealer) == 3_000 * (result.price + result.accrued_interest)


def test_returns_everything_to_a_bidder_above_the_high_rate(
    bill, registry, wealth, dealer, bank, fund, other_dealer
):
    bids = {bidder: ladder((400, 35_000)) for bidder in (dealer, bank, fund)} | {
        other_dealer: ladder((405, 35_000))
    }
    bill.sell(bids)
    tx = bill.settle(other_dealer, bids[other_dealer])

    assert tuple(tx.return_value) == (0, 0)
    assert tx.events["Awarded"]["units"] == held(registry, BILL, other_dealer) == 0
    assert wealth(other_dealer) == CASH


def test_returns_what_is_left_of_a_bond(bill, wealth, dealer):
    result = bill.sell({dealer: ladder((400, 1))})
    bill.settle(dealer, ladder((400, 1)))

    assert wealth(dealer) == CASH - result.price


def test_leaves_no_money_behind(auction_house, bill, cash, treasury, dealer, bank, alice):
    bids = {dealer: ladder((400, 35_001)), bank: ladder((0, 7), (9_000, 3))}
    bill.bid(alice, 11)
    bill.sell(bids)
    for bidder, each in bids.items():
        bill.settle(bidder, each)
    bill.settle(alice)
    for account in (dealer, bank, alice, treasury):
        bill.withdraw(account)

    assert cash.balanceOf(auction_house) == 0
    assert auction_house.bidOf(bill.id, alice) == (BidStatus.SETTLED, 0)


def test_delivers_after_a_coupon_date_with_its_interest(reopened_note, registry, dealer):
    reopened_note.sell({dealer: BIDS})
    travel_to((REOPENED_NOTE.issue_date + 300) * SECONDS_IN_DAY)
    reopened_note.settle(dealer, BIDS)

    owed = registry.interestOwed(REOPENED_NOTE.cusip.encode(), dealer)
    assert owed == 3_000 * REOPENED_NOTE.interest_rate * 500


@pytest.mark.parametrize("kind", ["bill", "new_note"])
def test_delivers_after_maturity_to_be_redeemed(request, registry, cash, treasury, dealer, kind):
    sale = request.getfixturevalue(kind)
    result = sale.sell({dealer: BIDS})
    travel_to((sale.announcement.maturity_date + 7) * SECONDS_IN_DAY)
    sale.settle(dealer, BIDS)
    cash.mint(treasury, CASH)
    before = cash.balanceOf(dealer)

    registry.redeem(sale.announcement.cusip.encode(), dealer, {"from": dealer})

    coupons = 0 if sale.announcement == BILL else 10
    interest = coupons * result.interest_rate * 500
    assert cash.balanceOf(dealer) - before == 3_000 * (100_000_000 + interest)


def test_records_the_award(bill, dealer):
    result = bill.sell({dealer: BIDS})
    escrow = bill.escrow(dealer)

    tx = bill.settle(dealer, BIDS)

    cost = 3_000 * result.price
    assert dict(tx.events["Awarded"]) == {
        "auctionId": bill.id,
        "bidder": dealer,
        "units": 3_000,
        "cost": cost,
        "refund": escrow - cost,
    }
