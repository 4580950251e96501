"""
revealBid
├── given the auction
│   ├── still takes competitive bids, rejects
│   ├── is closed to reveals, rejects
│   └── has cleared, rejects
├── given the bidder
│   ├── has not bid, rejects
│   ├── has bid noncompetitively, rejects
│   ├── has revealed already, rejects
│   └── has not the cash, rejects
├── when the ladder is not the committed one, in any bit that is kept of it, rejects
├── when the ladder
│   ├── is empty, rejects
│   ├── has a rung without units, rejects
│   ├── does not ascend, rejects
│   └── has a rate off the grid or outside the band, rejects
├── when a rung is above 35 % of the offering, counts 35 % as tendered
├── when a ladder is above the award limit
│   ├── cuts it from the highest rate down
│   ├── takes the net long position off the limit
│   └── counts nothing of one that is long already
└── otherwise
    ├── adds to the demand by the class of the bidder
    ├── takes what the ladder costs at its own rates, the bond included
    ├── takes bids at negative rates, for TIPS and floating rate notes
    ├── takes no more than the bond if that is more
    └── records the ladder
"""

from dataclasses import replace

import pytest

from model.auction import BidStatus, to_abi
from tests.auctions import (
    BILL,
    NEW_FRN,
    NEW_NOTE,
    NEW_TIPS,
    REOPENED_FRN,
    REOPENED_TIPS,
    announce,
    highest_cost,
    ladder,
)
from tests.helpers import rejects, travel_to
from tests.unit.AuctionHouse.conftest import CASH

BIDS = ladder((400, 20_000), (405, 5_000))


def reveal(sale, bidder, bids):
    sale.commit(bidder, bids)
    sale.close_bidding()
    return sale.reveal(bidder, bids)


def test_rejects_a_reveal_before_bidding_closes(bill, dealer):
    bill.commit(dealer, BIDS)
    travel_to(BILL.competitive_close - 1)

    with rejects("TooEarly"):
        bill.reveal(dealer, BIDS)


def test_rejects_a_reveal_at_the_close(bill, dealer):
    bill.commit(dealer, BIDS)
    bill.close()

    with rejects("BiddingClosed"):
        bill.reveal(dealer, BIDS)


def test_rejects_a_reveal_in_an_auction_that_has_cleared(bill, dealer, bank):
    bill.commit(bank, BIDS)
    bill.sell({dealer: BIDS})

    with rejects("BiddingClosed"):
        bill.reveal(bank, BIDS)


def test_rejects_a_bidder_who_has_not_bid(bill, dealer):
    bill.close_bidding()

    with rejects("NoSuchBid"):
        bill.reveal(dealer, BIDS)


def test_rejects_a_noncompetitive_bidder(bill, alice):
    bill.bid(alice, 10)
    bill.close_bidding()

    with rejects("NoSuchBid"):
        bill.reveal(alice, BIDS)


def test_rejects_a_second_reveal(bill, dealer):
    reveal(bill, dealer, BIDS)

    with rejects("NoSuchBid"):
        bill.reveal(dealer, BIDS)


def test_rejects_a_bidder_without_the_cash(bill, cash, dealer, bob):
    cash.transfer(bob, CASH - 2 * BILL.bond, {"from": dealer})

    with rejects("InsufficientBalance"):
        reveal(bill, dealer, BIDS)


@pytest.mark.parametrize(
    "other",
    [
        replace(BIDS, salt=b"\1" * 32),
        replace(BIDS, net_long_position=1),
        ladder((400, 20_000), (405, 5_001)),
        ladder((400, 20_000), (410, 5_000)),
        ladder((400, 20_000)),
    ],
)
def test_rejects_a_ladder_that_was_not_committed(bill, dealer, other):
    bill.commit(dealer, BIDS)
    bill.close_bidding()

    with rejects("CommitmentDiffers"):
        bill.reveal(dealer, other)


@pytest.mark.parametrize("bit", [88, 255])
def test_rejects_a_commitment_that_differs_in_one_bit_of_its_upper_168(bill, auction_house, dealer, bit):
    commitment = int(str(auction_house.commitmentOf(bill.id, dealer, to_abi(BIDS))), 16) ^ 1 << bit
    auction_house.commitBid(bill.id, commitment.to_bytes(32, "big"), {"from": dealer})
    bill.close_bidding()

    with rejects("CommitmentDiffers"):
        bill.reveal(dealer, BIDS)


def test_rejects_the_commitment_of_another_bidder(bill, auction_house, dealer, bank):
    commitment = auction_house.commitmentOf(bill.id, dealer, to_abi(BIDS))
    auction_house.commitBid(bill.id, commitment, {"from": bank})
    bill.close_bidding()

    with rejects("CommitmentDiffers"):
        bill.reveal(bank, BIDS)


@pytest.mark.parametrize(
    ("error", "rungs"),
    [
        ("NoUnits", []),
        ("NoUnits", [(400, 0)]),
        ("NoUnits", [(400, 1), (405, 0)]),
        ("RatesNotAscending", [(405, 1), (400, 1)]),
        ("RatesNotAscending", [(400, 1), (400, 1)]),
        ("InvalidRate", [(401, 1)]),
        ("InvalidRate", [(-5, 1)]),
        ("InvalidRate", [(10_005, 1)]),
    ],
)
def test_rejects_a_ladder_that_cannot_be_bid(bill, dealer, error, rungs):
    with rejects(error):
        reveal(bill, dealer, ladder(*rungs))


def test_accepts_any_thousandth_of_a_percent_for_a_note(new_note, dealer):
    reveal(new_note, dealer, ladder((0, 1), (1, 1), (9_999, 1), (10_000, 1)))

    assert new_note.demand(9_999) == (1, 0, 0)


def test_counts_no_more_than_35_percent_of_the_offering_as_tendered(bill, dealer, bank):
    large = ladder((400, 50_000), (405, 34_999))

    result = bill.sell({dealer: large, bank: ladder((400, 35_001))})

    assert (result.tendered.primary_dealer, result.tendered.direct) == (35_000, 35_000)


def test_rejects_a_bidder_who_is_stopped_before_it_reveals(bill, freeze, dealer):
    bill.commit(dealer, BIDS)
    bill.close_bidding()
    freeze(dealer)

    with rejects("AccountFrozen"):
        bill.reveal(dealer, BIDS)


def test_cuts_a_ladder_from_the_highest_rate_down(bill, dealer):
    reveal(bill, dealer, ladder((400, 20_000), (405, 20_000), (410, 20_000)))

    assert [bill.demand(rate)[0] for rate in (400, 405, 410)] == [20_000, 15_000, 0]


def test_takes_the_net_long_position_off_the_limit(bill, dealer):
    reveal(bill, dealer, ladder((400, 20_000), (405, 20_000), net_long_position=12_000))

    assert [bill.demand(rate)[0] for rate in (400, 405)] == [20_000, 3_000]


@pytest.mark.parametrize("net_long_position", [35_000, 10**15])
def test_counts_nothing_of_a_bidder_who_is_long_already(bill, cash, dealer, net_long_position):
    reveal(bill, dealer, ladder((400, 20_000), net_long_position=net_long_position))

    assert bill.demand(400) == (0, 0, 0)
    assert cash.balanceOf(dealer) == CASH - BILL.bond


def test_adds_to_the_demand_by_the_class_of_the_bidder(bill, dealer, other_dealer, bank, fund):
    bill.take_bids({dealer: BIDS, other_dealer: BIDS, bank: BIDS, fund: BIDS})

    assert bill.demand(400) == (40_000, 20_000, 20_000)
    assert bill.demand(405) == (10_000, 5_000, 5_000)
    assert bill.demand(410) == (0, 0, 0)


def test_rejects_a_look_at_a_rate_that_cannot_be_bid(bill):
    with rejects("InvalidRate"):
        bill.demand(401)


@pytest.mark.parametrize("announcement", [BILL, NEW_NOTE], ids=["bill", "note"])
def test_takes_what_the_ladder_costs_at_its_own_rates(auction_house, cash, treasury, dealer, announcement):
    sale = announce(auction_house, treasury, announcement)

    reveal(sale, dealer, BIDS)

    cost = 20_000 * highest_cost(announcement, 400) + 5_000 * highest_cost(announcement, 405)
    assert auction_house.bidOf(sale.id, dealer) == (BidStatus.REVEALED, cost)
    assert cash.balanceOf(dealer) == CASH - cost


@pytest.mark.parametrize(
    "announcement", [NEW_TIPS, REOPENED_TIPS, NEW_FRN, REOPENED_FRN], ids=lambda it: it.cusip
)
def test_takes_bids_at_negative_rates(auction_house, treasury, indices, dealer, announcement):
    sale = announce(auction_house, treasury, announcement)

    reveal(sale, dealer, ladder((-60, 20_000), (10, 5_000)))

    cost = 20_000 * highest_cost(announcement, -60) + 5_000 * highest_cost(announcement, 10)
    assert sale.escrow(dealer) == cost
    assert (sale.demand(-60)[0], sale.demand(0)[0], sale.demand(10)[0]) == (20_000, 0, 5_000)


def test_takes_no_more_than_the_bond_if_that_is_more(bill, cash, dealer):
    reveal(bill, dealer, ladder((400, 1)))

    assert bill.escrow(dealer) == BILL.bond == CASH - cash.balanceOf(dealer)


def test_records_the_ladder(bill, dealer):
    tx = reveal(bill, dealer, BIDS)

    recorded = tx.events["BidRevealed"]
    assert (recorded["auctionId"], recorded["bidder"]) == (bill.id, dealer)
    assert recorded["ladder"][:2] == (((400, 20_000), (405, 5_000)), 0)
    assert recorded["escrow"] == bill.escrow(dealer)


def test_cuts_a_ladder_as_in_the_example_of_the_rule(auction_house, treasury, cash, dealer):
    """31 CFR 356.22(b): of $10 billion, with a position of $1 billion, at most $2.5 billion."""
    sale = announce(auction_house, treasury, replace(BILL, offering=100_000_000))
    cash.mint(dealer, 3 * CASH)
    auction_house.deposit(dealer, CASH, {"from": dealer})
    cash.approve(auction_house, 3 * CASH, {"from": dealer})

    reveal(sale, dealer, ladder((400, 35_000_000), net_long_position=10_000_000))

    assert sale.demand(400) == (25_000_000, 0, 0)
