"""The auction house and its model agree on every bid, result, payment and refusal, after any sequence of steps.

Several auctions go on at once: a bill, a reopened note, and new notes that become part of it or do not.
"""

from copy import deepcopy
from dataclasses import dataclass, replace

import pytest
from brownie import chain
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from model.auction import NO_LADDER, AuctionStatus, BidStatus, Ladder, Rung, to_abi
from model.auction_house import AuctionHouse
from model.auction_pricing import is_bill
from model.cash import INFINITE, Cash
from model.clock import SECONDS_IN_DAY, Clock
from model.compliance import Compliance, HolderClass
from model.registry import TreasuryRegistry
from scripts.network import now, set_clock
from tests.auctions import BILL, NEW_NOTE, REOPENED_NOTE, as_result, cusip
from tests.stateful.machine import Tally, answers
from tests.twins import on_both

ACCEPTED_AT_LEAST = 0.6  # of all steps, or the machine tests refusals and little else
RICH = 10**15  # [micro-dollars]
MOST_AUCTIONS = 5
UNDECIDED = (AuctionStatus.ANNOUNCED, AuctionStatus.CLEARING)
CLASSES = [
    HolderClass.PRIMARY_DEALER,
    HolderClass.PRIMARY_DEALER,
    HolderClass.BANK,  # bids directly
    HolderClass.FUND,
    HolderClass.RETAIL,
    HolderClass.FOREIGN_OFFICIAL,
    HolderClass.FEDERAL_RESERVE,
    HolderClass.TREASURY_DIRECT,
]
LADDERS = 5  # of the bidders bid competitively, as a rule

SAME_AS_OUTSTANDING = replace(  # if it sells at 4.250 % to 4.374 %
    REOPENED_NOTE, cusip=cusip("91282CAC"), is_reopening=False, interest_rate=0
)
ANNOUNCEMENTS = [BILL, REOPENED_NOTE, SAME_AS_OUTSTANDING, NEW_NOTE]


@dataclass
class World:
    """The system on the chain, and its models, with eight bidders and two auctions."""

    contracts: object
    house: AuctionHouse
    treasury: str
    bidders: list[str]
    stranger: str


@pytest.fixture(scope="module")
def world(system, parts, accounts, stranger):
    house, registry, treasury = system.auction_house, system.registry, parts.treasury
    clock, cash, compliance = Clock(0), Cash(), Compliance(system.compliance.address)
    registry_model = TreasuryRegistry(
        registry.address, clock, cash, compliance, treasury.address, auction_house=house.address
    )
    bidders = accounts[20 : 20 + len(CLASSES)]
    for bidder, holder_class in zip(bidders, CLASSES, strict=True):
        terms = holder_class, b"US", holder_class == HolderClass.BANK
        system.compliance.setHolder(bidder, *terms, {"from": parts.compliance_officer})
        system.cash.mint(bidder, RICH)
        system.cash.approve(house, INFINITE, {"from": bidder})
        compliance.set_holder(bidder.address, *terms)
        cash.mint(bidder.address, RICH)
        cash.approve(bidder.address, house.address, INFINITE)
    clock.now = now()
    model = AuctionHouse(house.address, clock, cash, compliance, registry_model)
    return World(system, model, treasury.address, [bidder.address for bidder in bidders], stranger.address)


def test_the_auction_house_and_its_model_agree(world):
    tally = Tally()
    chain.snapshot()

    run_state_machine_as_test(lambda: AuctionMachine(world, tally))

    print(tally)
    assert tally.share_accepted >= ACCEPTED_AT_LEAST, tally


class AuctionMachine(RuleBasedStateMachine):
    auction = st.integers(0, MOST_AUCTIONS - 1)
    bidder = st.integers(0, len(CLASSES) - 1)
    ladder = st.builds(
        lambda rungs, net_long: (sorted(rungs.items()), net_long),
        st.dictionaries(st.integers(0, 7), st.integers(1, 45_000), min_size=1, max_size=4),
        st.sampled_from([0, 0, 0, 10_000, 34_999, 35_000]),
    )

    def __init__(self, world, tally):
        super().__init__()
        chain.revert()
        self.tally = tally
        self.contract = world.contracts.auction_house
        self.cash = world.contracts.cash
        self.registry = world.contracts.registry
        self.treasury, self.bidders, self.stranger = world.treasury, world.bidders, world.stranger
        self.house = deepcopy(world.house)
        self.ladders = {}  # (auction, bidder) -> the ladder committed
        for announcement in ANNOUNCEMENTS[:3]:
            self.announce_on_both(announcement)

    # Steps

    @rule(number=st.integers(0, len(ANNOUNCEMENTS) - 1))
    @precondition(lambda self: self.is_bidding and len(self.house.auctions) < MOST_AUCTIONS)
    def announce(self, number):
        """Another bill for sure, if it comes to that; of notes what is announced already is refused."""
        if number == 0:
            first_eight = f"912796B{len(self.house.auctions)}"
            self.announce_on_both(replace(BILL, cusip=cusip(first_eight)))
        else:
            self.announce_on_both(ANNOUNCEMENTS[number])

    @rule(auction=auction, bidder=bidder, percent=st.integers(1, 105))
    @precondition(lambda self: self.is_bidding)
    def bid_noncompetitive(self, auction, bidder, percent):
        auction_id = self.number(auction)
        limit = self.house.auctions[auction_id].announcement.maximum_noncompetitive_award
        self.step("bid_noncompetitive", self.bidders[bidder], auction_id, limit * percent // 100)

    @rule(auction=auction, ladders=st.dictionaries(st.integers(0, LADDERS - 1), ladder, min_size=1, max_size=4))
    @precondition(lambda self: self.is_bidding)
    def commit_bids(self, auction, ladders):
        for bidder, (rungs, net_long_position) in ladders.items():
            self.commit(self.number(auction), self.bidders[bidder], rungs, net_long_position)

    @rule(auction=auction, withheld=st.sets(st.integers(0, LADDERS - 1), max_size=1))
    @precondition(lambda self: self.ladders)
    def reveal_bids(self, auction, withheld):
        """Nearly all of one auction, once its bidding has closed."""
        auction_id = self.number(auction)
        self.wait_until(self.house.auctions[auction_id].announcement.competitive_close)
        for bidder in self.bidders_with(auction_id, BidStatus.COMMITTED):
            if self.bidders.index(bidder) not in withheld:
                self.step("reveal_bid", bidder, auction_id, self.ladders[auction_id, bidder])

    @rule(auction=auction, maximum_ticks=st.sampled_from([0, 1, 2, 30]))
    @precondition(lambda self: any(auction.demand for auction in self.house.auctions.values()))
    def clear(self, auction, maximum_ticks):
        auction_id = self.number(auction)
        self.wait_until(self.house.auctions[auction_id].announcement.reveal_close)
        self.step("clear", self.stranger, auction_id, maximum_ticks)

    @rule(auction=auction, bidder=bidder)
    @precondition(lambda self: self.has(AuctionStatus.CLEARED))
    def settle(self, auction, bidder):
        auction_id = self.first_with(AuctionStatus.CLEARED, auction)
        self.wait_until(self.house.auctions[auction_id].announcement.issue_date * SECONDS_IN_DAY)
        bidder = self.bidders[bidder]
        self.step("settle", bidder, auction_id, self.ladders.get((auction_id, bidder), NO_LADDER))

    @rule(auction=auction)
    @precondition(lambda self: self.has(AuctionStatus.CLEARED))
    def settle_everybody(self, auction):
        self.finish(self.first_with(AuctionStatus.CLEARED, auction))

    @rule(auction=auction, bidder=bidder)
    @precondition(lambda self: self.has(AuctionStatus.CANCELLED))
    def refund(self, auction, bidder):
        self.step("refund", self.bidders[bidder], self.first_with(AuctionStatus.CANCELLED, auction))

    @rule(auction=auction, seldom=st.integers(0, 5))
    @precondition(lambda self: self.has(*UNDECIDED))
    def cancel(self, auction, seldom):
        if seldom == 0:
            self.step("cancel", self.treasury, self.first_with(UNDECIDED[0], auction))

    # Steps that both sides must reject, as a rule

    @rule(auction=auction, bidder=bidder)
    @precondition(lambda self: self.ladders)
    def forfeit_bond(self, auction, bidder):
        self.step("forfeit_bond", self.stranger, self.number(auction), self.bidders[bidder])

    @rule(auction=auction, bidder=bidder, change=st.sampled_from(["salt", "net_long_position"]))
    @precondition(lambda self: self.ladders)
    def reveal_or_settle_another_ladder(self, auction, bidder, change):
        auction_id, bidder = self.number(auction), self.bidders[bidder]
        ladder = self.ladders.get((auction_id, bidder), NO_LADDER)
        other = replace(ladder, **{change: b"\2" * 32 if change == "salt" else 1})
        is_over = self.house.status_of(auction_id) == AuctionStatus.CLEARED
        self.step("settle" if is_over else "reveal_bid", bidder, auction_id, other)

    @rule(auction=auction, units=st.integers(0, 10))
    def bid_of_a_stranger(self, auction, units):
        self.step("bid_noncompetitive", self.stranger, self.number(auction), units)

    # Invariants

    @invariant()
    def every_auction_agrees(self):
        ids = list(self.house.auctions)
        statuses = answers((self.contract.statusOf, (auction_id,)) for auction_id in ids)
        assert statuses == [self.house.status_of(auction_id) for auction_id in ids]
        cleared = [auction_id for auction_id in ids if self.house.status_of(auction_id) == AuctionStatus.CLEARED]
        results = answers((self.contract.resultOf, (auction_id,)) for auction_id in cleared) if cleared else []
        assert list(map(as_result, results)) == [self.house.result_of(auction_id) for auction_id in cleared]

    @invariant()
    def every_bid_agrees(self):
        bids = list(self.house.bids.items())
        if bids:
            given = answers((self.contract.bidOf, key) for key, _ in bids)
            assert given == [(bid.status, bid.escrow) for _, bid in bids]

    @invariant()
    def demand_agrees(self):
        rates = [
            (auction_id, rate, demand)
            for auction_id, auction in self.house.auctions.items()
            for rate, demand in auction.demand.items()
        ]
        if rates:
            given = answers((self.contract.demandAt, (auction_id, rate)) for auction_id, rate, _ in rates)
            assert given == [tuple(demand[each] for each in range(3)) for *_, demand in rates]

    @invariant()
    def cash_and_securities_agree(self):
        everybody = [self.contract.address, self.treasury, *self.bidders]
        before_the_auctions = self.house.cash.balance_of
        given = answers((self.cash.balanceOf, (each,)) for each in everybody)
        assert given == [before_the_auctions[each] for each in everybody]
        holdings = list(self.house.registry.holdings.items())
        if holdings:
            given = answers((self.registry.holdingOf, (name.encode(), holder)) for (name, holder), _ in holdings)
            assert [units for units, *_ in given] == [holding.units for _, holding in holdings]

    @invariant()
    def all_money_is_somewhere(self):
        held = sum(bid.escrow for bid in self.house.bids.values())
        balances = self.house.cash.balance_of
        assert balances[self.contract.address] == held
        assert balances.total() == RICH * len(self.bidders)

    # How a step is taken

    def step(self, name, caller, *arguments):
        """At its own second, on both; `caller` is part of the model's step where it matters."""
        self.pass_to(self.house.clock.now + 1)
        takes_caller = name not in ("cancel", "clear", "forfeit_bond")
        on_model = getattr(self.house, name)
        on_chain = getattr(self.contract, camel(name))
        done = on_both(
            lambda: on_model(*([caller] if takes_caller else []), *arguments),
            lambda: on_chain(*map(to_abi_argument, arguments), {"from": caller}),
        )
        self.tally.count(name, done is not None)

    def announce_on_both(self, announcement):
        self.pass_to(self.house.clock.now + 1)
        done = on_both(
            lambda: self.house.announce(announcement),
            lambda: self.contract.announce(to_abi(announcement), {"from": self.treasury}),
        )
        self.tally.count("announce", done is not None)

    def commit(self, auction_id, bidder, rungs, net_long_position):
        announcement = self.house.auctions[auction_id].announcement
        lowest, step = (400, 5) if is_bill(announcement) else (4_247, 1)
        ladder = Ladder(tuple(Rung(lowest + step * at, units) for at, units in rungs), net_long_position)
        self.pass_to(self.house.clock.now + 1)
        done = on_both(
            lambda: self.house.commit_bid(
                bidder, auction_id, self.house.commitment_of(auction_id, bidder, ladder)
            ),
            lambda: self.contract.commitBid(
                auction_id,
                self.contract.commitmentOf(auction_id, bidder, to_abi(ladder)),
                {"from": bidder},
            ),
        )
        self.tally.count("commit_bid", done is not None)
        if done is not None:
            self.ladders[auction_id, bidder] = ladder

    def finish(self, auction_id):
        """Pay out everybody who has something in an auction that has ended."""
        is_cleared = self.house.status_of(auction_id) == AuctionStatus.CLEARED
        if is_cleared:
            self.wait_until(self.house.auctions[auction_id].announcement.issue_date * SECONDS_IN_DAY)
        for bidder in self.bidders:
            bid = self.house.bid_of(auction_id, bidder)
            if bid.escrow == 0:
                continue
            if not is_cleared:
                self.step("refund", bidder, auction_id)
            elif bid.status == BidStatus.COMMITTED:
                self.step("forfeit_bond", self.stranger, auction_id, bidder)
            else:
                ladder = self.ladders.get((auction_id, bidder), NO_LADDER)
                self.step("settle", bidder, auction_id, ladder)

    def wait_until(self, unix_time):
        """The next step is not before this time."""
        if self.house.clock.now < unix_time:
            self.house.clock.now = unix_time - 1

    def pass_to(self, unix_time):
        """The next step is at this time."""
        self.house.clock.now = unix_time
        set_clock(unix_time)

    @property
    def is_bidding(self):
        return self.house.clock.now < BILL.noncompetitive_close

    def number(self, auction):
        return auction % len(self.house.auctions) + 1

    def has(self, *statuses):
        return any(auction.status in statuses for auction in self.house.auctions.values())

    def first_with(self, status, after):
        """The first auction in a status, beginning somewhere; any, if there is none."""
        count = len(self.house.auctions)
        ids = [(after + place) % count + 1 for place in range(count)]
        return next((each for each in ids if self.house.status_of(each) == status), ids[0])

    def bidders_with(self, auction_id, status):
        return [bidder for bidder in self.bidders if self.house.bid_of(auction_id, bidder).status == status]

    def teardown(self):
        """Every auction can be brought to its end, and then holds no money."""
        self.wait_until(BILL.reveal_close)
        for auction_id in self.house.auctions:
            while self.house.status_of(auction_id) in UNDECIDED:
                self.step("clear", self.stranger, auction_id, 5)
        self.every_auction_agrees()
        for auction_id in self.house.auctions:
            self.finish(auction_id)
        self.every_auction_agrees()
        self.cash_and_securities_agree()
        self.all_money_is_somewhere()
        assert self.cash.balanceOf(self.contract) == 0


def to_abi_argument(argument):
    return to_abi(argument) if isinstance(argument, Ladder) else argument


def camel(name):
    first, *others = name.split("_")
    return first + "".join(word.title() for word in others)
