"""Clearing, in the model: the same in any order of bids, equal to the rule written another way, and fair.

The other way is tests/market/reference_clearing.py, in fractions, bid by bid and without a histogram.
"""

from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.allotment import award_limit, within_limits
from model.auction import BidStatus, Ladder, Rung
from model.auction_house import AuctionHouse
from model.auction_pricing import AuctionPricing
from model.cash import INFINITE, Cash
from model.clock import SECONDS_IN_DAY, Clock
from model.compliance import Compliance, HolderClass
from model.index_board import IndexBoard
from model.registry import TreasuryRegistry
from tests.auctions import BILL, price_at
from tests.market import reference_clearing

HOUSE, REGISTRY, TREASURY = "house", "registry", "treasury"
OFFERING = 10_000
RICH = 10**15  # [micro-dollars]
ANNOUNCEMENT = replace(BILL, offering=OFFERING)

ladders = st.builds(
    lambda rungs, net_long: Ladder(tuple(Rung(400 + 5 * at, rungs[at]) for at in sorted(rungs)), net_long),
    st.dictionaries(st.integers(0, 6), st.integers(1, 5_000), min_size=1, max_size=5),
    st.just(0) | st.integers(0, 4_000),
)
competitive = st.lists(
    st.tuples(ladders, st.sampled_from(["dealer", "bank", "fund"])), min_size=1, max_size=8
)
noncompetitive = st.lists(
    st.tuples(
        st.integers(1, 2_000),
        st.sampled_from([HolderClass.RETAIL, HolderClass.FOREIGN_OFFICIAL, HolderClass.FEDERAL_RESERVE]),
    ),
    max_size=4,
)
CLASSES = {"dealer": HolderClass.PRIMARY_DEALER, "bank": HolderClass.BANK, "fund": HolderClass.FUND}


@dataclass(frozen=True)
class Bids:
    """By name of the bidder."""

    competitive: dict[str, Ladder]
    noncompetitive: dict[str, int]
    classes: dict[str, HolderClass]

    @property
    def bidders(self) -> list[str]:
        return [*self.competitive, *self.noncompetitive]


def named(ladders, takers) -> Bids:
    bids = {f"{kind} {number}": each for number, (each, kind) in enumerate(ladders)}
    units = {f"taker {number}": each for number, (each, _) in enumerate(takers)}
    classes = {name: CLASSES[name.split()[0]] for name in bids}
    return Bids(bids, units, classes | {f"taker {number}": kind for number, (_, kind) in enumerate(takers)})


all_bids = st.builds(named, competitive, noncompetitive)


def house_with(bids: Bids) -> AuctionHouse:
    clock, cash, compliance = Clock(0), Cash(), Compliance("compliance")
    board = IndexBoard(clock)
    registry = TreasuryRegistry(REGISTRY, clock, cash, compliance, board, TREASURY, auction_house=HOUSE)
    for bidder, holder_class in bids.classes.items():
        compliance.set_holder(bidder, holder_class, b"US", bidder.startswith("bank"))
        cash.mint(bidder, RICH)
        cash.approve(bidder, HOUSE, INFINITE)
    return AuctionHouse(HOUSE, clock, cash, compliance, registry, AuctionPricing(clock, registry))


@dataclass(frozen=True)
class Orders:
    """In which bidders take each step."""

    bids: list[str]
    reveals: list[str]
    settlements: list[str]


def one_order(bids: Bids) -> Orders:
    return Orders(bids.bidders, bids.bidders, bids.bidders)


def any_orders(data, bids: Bids) -> Orders:
    return Orders(*(data.draw(st.permutations(bids.bidders)) for _ in range(3)))


def held(bids: Bids, orders: Orders) -> AuctionHouse:
    """One auction, number 1, in which bidders come in these orders."""
    house = house_with(bids)
    auction = house.announce(ANNOUNCEMENT)
    for bidder in orders.bids:
        if bidder in bids.noncompetitive:
            house.bid_noncompetitive(bidder, auction, bids.noncompetitive[bidder])
        else:
            house.commit_bid(bidder, auction, house.commitment_of(auction, bidder, bids.competitive[bidder]))
    house.clock.now = ANNOUNCEMENT.competitive_close
    for bidder in orders.reveals:
        if bidder in bids.competitive:
            house.reveal_bid(bidder, auction, bids.competitive[bidder])
    house.clock.now = ANNOUNCEMENT.reveal_close
    house.clear(auction, 100)
    return house


def settle(house: AuctionHouse, bids: Bids, orders: Orders) -> dict[str, int]:
    """What each is awarded."""
    house.clock.now = ANNOUNCEMENT.issue_date * SECONDS_IN_DAY
    return {
        bidder: house.settle(bidder, 1, bids.competitive.get(bidder, Ladder()))[0]
        for bidder in orders.settlements
    }


def counted(ladder: Ladder) -> list[tuple[int, int]]:
    """What is left of a ladder within the award limits."""
    within = within_limits(OFFERING, [rung.units for rung in ladder.rungs], ladder.net_long_position)
    return [(rung.rate, units) for rung, units in zip(ladder.rungs, within, strict=True) if units]


def counts(bids: Bids) -> bool:
    """Whether any competitive bid counts, so that the auction is not cancelled."""
    return any(counted(each) for each in bids.competitive.values())


@pytest.mark.lesson(29)
@given(bids=all_bids, data=st.data())
def test_the_order_of_bids_reveals_and_settlements_does_not_matter(bids, data):
    assume(counts(bids))
    first, others = one_order(bids), any_orders(data, bids)
    house, other = held(bids, first), held(bids, others)

    assert house.result_of(1) == other.result_of(1)
    assert settle(house, bids, first) == settle(other, bids, others)
    assert house.result_of(1) == other.result_of(1)
    assert house.cash_of == other.cash_of


@given(bids=all_bids, data=st.data())
def test_the_rule_written_another_way_gives_the_same_in_any_order(bids, data):
    """Where enough is bid, and competitive bids have a tenth of the offering to themselves."""
    book = SimpleNamespace(
        competitive=[
            SimpleNamespace(bidder=bidder, ladder=counted(each)) for bidder, each in bids.competitive.items()
        ],
        noncompetitive=[
            SimpleNamespace(
                bidder=bidder,
                units=units,
                holder_class="FederalReserve"
                if bids.classes[bidder] == HolderClass.FEDERAL_RESERVE
                else "other",
            )
            for bidder, units in bids.noncompetitive.items()
        ],
    )
    inside = sum(bid.units for bid in book.noncompetitive if bid.holder_class == "other")
    bid = sum(units for each in book.competitive for _, units in each.ladder)
    assume(inside <= OFFERING * 9 // 10 and bid >= OFFERING - inside)

    orders = any_orders(data, bids)
    house = held(bids, orders)
    result, awards = house.result_of(1), settle(house, bids, orders)

    expected = reference_clearing.clear(OFFERING, award_limit(OFFERING), book)
    assert (result.high_rate, result.allotted_at_high) == (expected.high_rate, expected.allotted_at_high)
    assert awards == {bidder: expected.awards.get(bidder, 0) for bidder in bids.bidders}
    assert house.result_of(1).accepted.public() == sum(awards.values()) - result.accepted.soma


@given(bids=all_bids)
def test_awards_exceed_the_offering_by_no_more_than_rounding(bids):
    assume(counts(bids))
    house = held(bids, one_order(bids))
    auction = house.auctions[1]

    awards = settle(house, bids, one_order(bids))

    awarded = sum(awards[bidder] for bidder in bids.competitive)
    at_high = auction.demand[auction.high_rate].total()
    bidders_at_high = sum(
        rate == auction.high_rate for each in bids.competitive.values() for rate, _ in counted(each)
    )
    assert awarded < auction.competitive_offering() + at_high / 10_000 + bidders_at_high
    for bidder, each in bids.competitive.items():
        assert awards[bidder] <= max(0, award_limit(OFFERING) - each.net_long_position)


@pytest.mark.lesson(28)
@given(bids=all_bids)
def test_money_is_conserved_and_nobody_pays_more_than_the_own_bid(bids):
    house = held(bids, one_order(bids))
    cleared = counts(bids)
    awards = {}
    if cleared:
        awards = settle(house, bids, one_order(bids))
    else:
        for bidder in bids.bidders:
            house.refund(1, bidder)

    for account, dollars in list(house.cash_of.items()):
        house.withdraw(account, dollars)
    cash = house.cash.balance_of
    price = house.auctions[1].price
    for bidder in bids.bidders:
        assert RICH - cash[bidder] == awards.get(bidder, 0) * price
        assert house.bid_of(1, bidder).status == BidStatus.SETTLED
    for bidder, each in bids.competitive.items():
        own = sum(units * price_at(ANNOUNCEMENT, rate)[0] for rate, units in counted(each))
        assert awards.get(bidder, 0) * price <= own
    assert cash[HOUSE] == 0
    assert cash[TREASURY] == sum(awards.values()) * price
