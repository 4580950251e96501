"""
resultOf
├── given the auction has not cleared, rejects
└── otherwise
    ├── publishes rates, price and investment rate
    ├── of TIPS also the index ratio, and the price before adjustment
    ├── of a floating rate note also the index rate and the spread
    ├── of others none of these
    ├── takes as low rate where 5 % and as median rate where 50 % of what is accepted was bid
    ├── counts tendered bids beyond the award limits, up to 35 % of the offering each
    ├── counts awards at the high rate too low by the rounding, while they are not settled
    ├── counts them exactly when all are
    └── has a bid-to-cover ratio also of the smallest offering
"""

from dataclasses import replace

import pytest

from model.bill_pricing import investment_rate, price
from tests.auctions import (
    BILL,
    NEW_FRN,
    NEW_TIPS,
    PRICING,
    REOPENED_FRN,
    REOPENED_TIPS,
    announce,
    index_of,
    ladder,
    price_at,
)
from tests.helpers import rejects


@pytest.mark.parametrize(
    ("saved", "ratio"), [(0, 400), (1, 250), (2, 300)]
)  # of four units and those saved, one and those saved are counted as accepted
def test_of_the_smallest_offering_has_a_bid_to_cover_ratio(
    auction_house, treasury, dealer, other_dealer, bank, fund, alice, saved, ratio
):
    sale = announce(auction_house, treasury, replace(BILL, offering=3))
    if saved:
        sale.bid(alice, saved)
    bids = {each: ladder((400, 1)) for each in (dealer, other_dealer, bank, fund)}

    result = sale.sell(bids)

    assert result.accepted.public() >= 1
    assert result.bid_to_cover == ratio


def test_rejects_an_auction_that_has_not_cleared(bill):
    with rejects("WrongStatus"):
        bill.result()


def test_publishes_rates_price_and_investment_rate(bill, dealer):
    result = bill.sell({dealer: ladder((400, 1_000))})

    assert (result.cusip, result.high_rate, result.price) == (BILL.cusip, 400, price(400, 91))
    assert result.investment_rate == investment_rate(result.price, BILL.issue_date, BILL.maturity_date)


def test_publishes_no_figure_of_an_indexed_security(bill, dealer):
    result = bill.sell({dealer: ladder((400, 1_000))})

    assert (result.index, result.spread) == (0, 0)
    assert (result.unadjusted_price, result.unadjusted_accrued_interest) == (0, 0)


@pytest.mark.parametrize("announcement", [NEW_TIPS, REOPENED_TIPS], ids=["new", "reopened"])
@pytest.mark.parametrize("high_rate", [-1_575, 0, 232])
def test_publishes_index_ratio_and_unadjusted_price_of_tips(
    auction_house, treasury, indices, dealer, announcement, high_rate
):
    sale = announce(auction_house, treasury, announcement)
    result = sale.sell({dealer: ladder((high_rate - 100, 1_000), (high_rate, 1_000))})

    assert (result.low_rate, result.median_rate) == (high_rate - 100, high_rate - 100)
    assert (result.high_rate, result.interest_rate, result.spread) == (high_rate, 125, 0)
    assert result.index == index_of(announcement).level
    assert (result.price, result.accrued_interest) == price_at(announcement, high_rate)
    unadjusted = PRICING.unadjusted_price_at(announcement, high_rate)
    assert (result.unadjusted_price, result.unadjusted_accrued_interest) == unadjusted
    assert result.investment_rate == 0


@pytest.mark.parametrize(
    ("announcement", "spread"), [(NEW_FRN, None), (REOPENED_FRN, -75)], ids=["new", "reopened"]
)
@pytest.mark.parametrize("high_rate", [-60, 0, 154])
def test_publishes_index_rate_and_spread_of_a_floating_rate_note(
    auction_house, treasury, indices, dealer, announcement, spread, high_rate
):
    sale = announce(auction_house, treasury, announcement)
    result = sale.sell({dealer: ladder((high_rate - 10, 1_000), (high_rate, 1_000))})

    assert (result.low_rate, result.median_rate) == (high_rate - 10, high_rate - 10)
    assert (result.high_rate, result.interest_rate) == (high_rate, 0)
    assert result.spread == (high_rate if spread is None else spread)
    assert result.index == index_of(announcement).level
    assert (result.price, result.accrued_interest) == price_at(announcement, high_rate)
    assert (result.unadjusted_price, result.unadjusted_accrued_interest) == (0, 0)


def test_takes_shares_of_what_is_accepted(bill, dealer, bank, fund):
    """100,000 are accepted: 5,000 of them up to 395, 50,000 up to 410."""
    result = bill.sell(
        {
            dealer: ladder((390, 4_999), (395, 1), (400, 20_000), (415, 5_000)),
            bank: ladder((405, 24_999), (410, 10_001)),
            fund: ladder((410, 1), (415, 34_999)),
        }
    )
    assert (result.low_rate, result.median_rate, result.high_rate) == (395, 410, 415)
    assert result.allotted_at_high == 10_000


def test_counts_as_tendered_only_what_is_paid_for(bill, dealer):
    result = bill.sell({dealer: ladder((400, 90_000), (405, 10_000))})

    assert (result.tendered.primary_dealer, result.accepted.primary_dealer) == (35_000, 35_000)
    assert result.bid_to_cover == 100


def test_counts_awards_exactly_once_all_are_settled(bill, treasury_direct, dealer, other_dealer, bank, fund):
    """A share of 33.34 % of odd bids: each award is rounded up, and only its own bidder knows."""
    bids = {
        dealer: ladder((400, 10_001)),
        other_dealer: ladder((400, 10_003)),
        bank: ladder((400, 9_999)),
        fund: ladder((400, 7)),
    }
    bill.bid(treasury_direct, 90_000)
    result = bill.sell(bids)

    assert result.allotted_at_high == 3_333  # 10,000 of 30,010 is 33.3222 %
    awards = {bidder: -(-each.rungs[0].units * 3_333 // 10_000) for bidder, each in bids.items()}
    assert result.accepted.primary_dealer == 20_004 * 3_333 // 10_000 < awards[dealer] + awards[other_dealer]

    for bidder, each in bids.items():
        bill.settle(bidder, each)

    accepted = bill.result().accepted
    assert accepted.primary_dealer == awards[dealer] + awards[other_dealer]
    assert (accepted.direct, accepted.indirect) == (awards[bank], awards[fund])
