"""
rebuild
├── clears to every published figure of every auction shipped
├── keeps every bid within the rules
├── reserves a competitive and a noncompetitive bid
└── when no bids can lead to the result, says so
"""

import pytest

from market.auctions import find, load
from market.demand import Unsolvable
from market.order_book import RESERVED_COMPETITIVE, RESERVED_NONCOMPETITIVE, rebuild
from tests.market.reference_clearing import clear

CLASSES = {"PrimaryDealer": "primary_dealer", "Direct": "direct", "Indirect": "indirect"}
HOLDERS = {"Retail": "noncompetitive", "ForeignOfficial": "fima", "FederalReserve": "soma"}


def published(result):
    return {
        "rates": (result.high_rate, result.median_rate, result.low_rate),
        "allotted at high": result.allotted_at_high,
        "tendered": {part: result.tendered(part) for part in (*CLASSES.values(), *HOLDERS.values(), "total")},
        "accepted": {part: result.accepted(part) for part in (*CLASSES.values(), *HOLDERS.values(), "total")},
    }


def rebuilt(auction):
    book = rebuild(auction)
    cleared = clear(auction.announcement.offering, auction.announcement.maximum_competitive_award, book)
    tendered = dict.fromkeys((*CLASSES.values(), *HOLDERS.values()), 0)
    accepted = dict(tendered)
    for bid in book.competitive:
        tendered[CLASSES[bid.bidder_class]] += sum(units for _, units in bid.ladder)
        accepted[CLASSES[bid.bidder_class]] += cleared.awards[bid.bidder]
    for bid in book.noncompetitive:
        tendered[HOLDERS[bid.holder_class]] += bid.units
        accepted[HOLDERS[bid.holder_class]] += cleared.awards[bid.bidder]
    return {
        "rates": (cleared.high_rate, cleared.median_rate, cleared.low_rate),
        "allotted at high": cleared.allotted_at_high,
        "tendered": tendered | {"total": sum(tendered.values())},
        "accepted": accepted | {"total": sum(accepted.values())},
    }


def difference(auction):
    """Why an auction is not rebuilt; None if it is."""
    try:
        found, wanted = rebuilt(auction), published(auction.result)
    except Unsolvable as why:
        return str(why)
    announcement = auction.announcement
    name = f"{announcement.cusip} on {announcement.auction_date}"
    return None if found == wanted else f"{name}: {found} instead of {wanted}"


def test_clears_to_every_published_figure_of_every_auction():
    auctions = load()

    differences = [why for auction in auctions if (why := difference(auction))]

    assert len(auctions) == 1180
    assert differences == []


def test_keeps_every_bid_within_the_rules():
    for auction in load():
        announcement, book = auction.announcement, rebuild(auction)
        names = [bid.bidder for bid in (*book.competitive, *book.noncompetitive)]
        assert len(names) == len(set(names))
        for bid in book.competitive:
            rates = [rate for rate, _ in bid.ladder]
            assert rates == sorted(set(rates))
            assert all(rate % announcement.rate_increment == 0 for rate in rates)
            assert all(units > 0 for _, units in bid.ladder)
            assert sum(units for _, units in bid.ladder) <= announcement.maximum_competitive_award
        for bid in book.noncompetitive:
            is_bound = bid.holder_class == "Retail" and not bid.is_reinvestment
            assert 0 < bid.units <= (announcement.maximum_noncompetitive_award if is_bound else bid.units)


def test_reserves_a_competitive_bid_below_the_high_rate():
    auction = find("912796N96", "2022-05-02")

    book = rebuild(auction, competitive_place=1_000_000)

    assert book.bid_of(RESERVED_COMPETITIVE).ladder == ((auction.result.low_rate, 1_000_000),)


def test_reserves_one_in_every_auction_that_has_bids_below_the_high_rate():
    for auction in load():
        is_below = auction.result.low_rate < auction.result.high_rate
        assert (rebuild(auction).bid_of(RESERVED_COMPETITIVE) is not None) == is_below


def test_reserves_no_more_than_there_is():
    book = rebuild(find("912796N96", "2022-05-02"), competitive_place=10**12, noncompetitive_place=0)

    assert book.bid_of(RESERVED_COMPETITIVE) is book.bid_of(RESERVED_NONCOMPETITIVE) is None


@pytest.mark.parametrize("place", [1, 30_000, 50_000, 60_000])
def test_reserves_a_noncompetitive_bid_within_the_maximum_award(place):
    book = rebuild(find("912796N96", "2022-05-02"), noncompetitive_place=place)

    assert book.bid_of(RESERVED_NONCOMPETITIVE).units == min(place, 50_000)


def test_says_when_no_bids_can_lead_to_the_result(write):
    (auction,) = load(write("query", offeringAmount="30000000000"))

    with pytest.raises(Unsolvable, match="^The auction of 912795F55 on 2008-04-14 cannot be rebuilt: "):
        rebuild(auction)


def test_says_when_awards_at_a_single_rate_exceed_the_offering_by_more_than_rounding(write):
    single = {"lowDiscountRate": "1.06", "averageMedianDiscountRate": "1.06"}
    (auction,) = load(write("query", **single, offeringAmount="21990000000"))

    with pytest.raises(Unsolvable, match="the awards do not follow from the share allotted at the high"):
        rebuild(auction)


def test_says_when_the_maximum_award_takes_too_many_bidders(write):
    (auction,) = load(write("query", maximumCompetitiveAward="5000000"))

    with pytest.raises(Unsolvable, match="takes more than 100 bidders of a class"):
        rebuild(auction)
