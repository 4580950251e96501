"""The auction house and its model agree on every bid, result, payment and refusal, under random steps.

Several auctions go on at once: of bills, a reopened note, new notes that become part of it or do not, TIPS
and floating rate notes, which are bid on around zero; and an index rate is published while they do. Some
bidders only sign: a stranger takes each step for all of them in one transaction, whatever has come over one
of them meanwhile.
"""

from copy import deepcopy
from dataclasses import dataclass, replace

import pytest
from eth_account import Account
from eth_account.signers.local import LocalAccount
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from model.allotment import WHOLE
from model.auction import NO_LADDER, AuctionStatus, BidStatus, Ladder, Rung, to_abi
from model.auction_house import AuctionHouse
from model.auction_pricing import AuctionPricing
from model.cash import INFINITE, Cash
from model.clock import SECONDS_IN_DAY, Clock
from model.compliance import Compliance, HolderClass, OrderAction
from model.par_dollar import ParDollar
from model.registry import TreasuryRegistry
from model.rejected import Rejected
from model.security import INDEXED, SecurityType
from scripts.batch import read
from scripts.network import chain_in_use, now, set_clock
from scripts.node import MNEMONIC
from tests.auctions import (
    AUCTION_DAY,
    BILL,
    NEW_FRN,
    NEW_NOTE,
    NEW_TIPS,
    REOPENED_FRN,
    REOPENED_NOTE,
    REOPENED_TIPS,
    TERM,
    as_result,
    cusip,
    publish_indices,
    published_board,
    series_of,
)
from tests.cash_events import cash_by_events
from tests.helpers import rejects
from tests.obstacles import skipped
from tests.signed_bids import sign_commitment, sign_noncompetitive
from tests.stateful.machine import camel, run, take

ACCEPTED_AT_LEAST = 0.6  # of all steps, or the machine tests refusals and little else
SHARED_AT_LEAST = 0.3  # of all auctions that clear, or there is little to round
RICH = 10**15  # [micro-dollars]
MOST_AUCTIONS = 6
UNDECIDED = (AuctionStatus.ANNOUNCED, AuctionStatus.CLEARING)
ENDED = (AuctionStatus.CLEARED, AuctionStatus.CANCELLED)
WRONG = ["bid_noncompetitive", "reveal_bid", "settle", "refund", "forfeit_bond", "withdraw"]
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
CLIENTS = (1, 3, 5)  # of the bidders sign, and have everything done for them
FIRST_ACCOUNT = 20  # of the node, that is a bidder
PAPERS = (b"court".ljust(32), b"document".ljust(32))  # of a lawful order

SAME_AS_OUTSTANDING = replace(  # if it sells at 4.250 % to 4.374 %
    REOPENED_NOTE, cusip=cusip("91282CAC"), is_reopening=False, interest_rate=0
)
OFFERING = 40_000  # so that three bidders at their limits bid for more
NOT_INDEXED = (BILL, REOPENED_NOTE, SAME_AS_OUTSTANDING, NEW_NOTE)
ANNOUNCEMENTS = [
    replace(each, offering=OFFERING)
    for each in (*NOT_INDEXED, NEW_TIPS, REOPENED_TIPS, NEW_FRN, REOPENED_FRN)
]
# The lowest rate bid and the step to the next; of notes, around the rates that lead to the outstanding one
LOWEST = {SecurityType.BILL: (400, 5)} | dict.fromkeys(INDEXED, (-4, 1))


@dataclass
class World:
    """The system on the chain, and its models, with eight bidders; some of them only sign."""

    contracts: object
    house: AuctionHouse
    treasury: str
    publisher: str
    officer: str
    regulator: str
    bidders: list[str]
    signers: dict[str, LocalAccount]  # by address
    stranger: str


@pytest.fixture(scope="module")
def world(system, parts, accounts, stranger):
    house, registry, treasury = system.auction_house, system.registry, parts.treasury
    publish_indices(system.index_board, parts.rate_publisher)
    clock, cash, compliance = Clock(now()), Cash(), Compliance(system.compliance.address)
    compliance.set_par_dollar(ParDollar(system.reserve.address, compliance.address))
    compliance.orders |= dict.fromkeys(range(1, 1 + system.compliance.orderCount()))
    registry_model = TreasuryRegistry(
        registry.address, clock, cash, compliance, published_board(clock), treasury.address, house.address
    )
    clients = {number: key_of(FIRST_ACCOUNT + number) for number in CLIENTS}
    bidders = [accounts[FIRST_ACCOUNT + number].address for number in range(len(CLASSES))]
    for bidder, holder_class in zip(bidders, CLASSES, strict=True):
        terms = holder_class, b"US", holder_class == HolderClass.BANK
        system.compliance.setHolder(bidder, *terms, {"from": parts.compliance_officer})
        compliance.set_holder(bidder, *terms)
        cash.balance_of[bidder] = RICH
        cash.allowance[bidder, house.address] = INFINITE  # of a client: until its cash is paid in
    for number, bidder in enumerate(bidders):
        system.cash.mint(stranger if number in clients else bidder, RICH)
        payer = stranger if number in clients else bidder
        system.cash.approve(house, INFINITE, {"from": payer})
        if number in clients:
            system.auction_house.deposit(bidder, RICH, {"from": stranger})
    clock.now = now()
    pricing = AuctionPricing(clock, registry_model)
    model = AuctionHouse(house.address, clock, cash, compliance, registry_model, pricing)
    for signer in clients.values():  # paid in by the stranger
        model.deposit(signer.address, signer.address, RICH)
        cash.allowance[signer.address, house.address] = 0
    for announcement in filter(lambda each: each.is_reopening, ANNOUNCEMENTS):
        name, terms = series_of(announcement)
        registry.establish(name, terms, {"from": treasury})
        registry_model.establish(name.decode(), pricing.terms_at(announcement, announcement.minimum_rate))
    officers = parts.rate_publisher, parts.compliance_officer, parts.regulator
    offices = treasury.address, *(each.address for each in officers)
    signers = {signer.address: signer for signer in clients.values()}
    return World(system, model, *offices, bidders, signers, stranger.address)


def key_of(number: int) -> LocalAccount:
    return Account.from_mnemonic(MNEMONIC, account_path=f"m/44'/60'/0'/0/{number}")


def test_the_auction_house_and_its_model_agree(world):
    chain_in_use().snapshot()

    tally = run(lambda tally: AuctionMachine(world, tally), "the auction house")

    tally.require(
        ACCEPTED_AT_LEAST,
        commit_bid=2,
        submit_commitments=1,
        reveal_bid=1,
        reveal_bids=0.5,
        bid_noncompetitive=1,
        settle=1,
        settle_bids=0.5,
        withdraw=0.5,
        refund=0.5,
        clear=1,
        submitted_with_others=0.5,
        skipped=0.5,
        paid_by_allowance=0.1,
    )
    assert tally.held["shared"] / tally.seen["shared"] >= SHARED_AT_LEAST, str(tally)


class AuctionMachine(RuleBasedStateMachine):
    client = st.integers(0, len(CLIENTS) - 1)
    kept = st.sampled_from([0, 0, 10**9, 10**12])
    allowed = st.sampled_from([10**13, 10**12, 10**9, 10**14, 0])
    which = st.integers(0, MOST_AUCTIONS - 1)  # of the auctions in which a step is possible
    bidder = st.integers(0, len(CLASSES) - 1)
    ladder = st.builds(
        lambda rungs, net_long: (sorted(rungs.items()), net_long),
        st.dictionaries(st.integers(0, 7), st.integers(1, OFFERING // 2), min_size=1, max_size=4),
        st.sampled_from([0, 0, 0, 5_000, 13_999, 14_000]),
    )
    excluded = st.lists(st.sampled_from(CLASSES), max_size=1)
    ladders = st.dictionaries(st.integers(0, LADDERS - 1), ladder, min_size=1, max_size=LADDERS)

    def __init__(self, world, tally):
        super().__init__()
        chain_in_use().revert()
        self.tally = tally
        self.contract = world.contracts.auction_house
        self.results = world.contracts.auction_results
        self.cash = world.contracts.cash
        self.registry = world.contracts.registry
        self.board = world.contracts.index_board
        self.treasury, self.bidders, self.stranger = world.treasury, world.bidders, world.stranger
        self.signers = world.signers
        self.publisher = world.publisher
        self.compliance = world.contracts.compliance
        self.officer, self.regulator = world.officer, world.regulator
        self.house = deepcopy(world.house)
        self.committed = {}  # (auction, bidder) -> ladder
        self.silent = set()  # (auction, bidder) that will not be revealed

    @initialize(
        order=st.permutations(range(len(ANNOUNCEMENTS))),
        all_ladders=st.lists(ladders, min_size=3, max_size=3),
        percent=st.integers(70, 120),
        client=client,
        kept=kept,
        allowed=allowed,
        excluded=st.lists(
            st.sampled_from(CLASSES[LADDERS:]), max_size=1
        ),  # of those whose bids are not shared
    )
    def first_bids(self, order, all_ladders, percent, client, kept, allowed, excluded):
        """The last of the bidders leaves little to competitive bids, or nothing but their tenth."""
        self.empty_account(client, kept, allowed)
        self.exclude(ANNOUNCEMENTS[order[0]].cusip, excluded)
        for number, ladders in zip(order, all_ladders, strict=False):
            self.announce_on_both(ANNOUNCEMENTS[number])
            auction_id = len(self.house.auctions)
            self.commit_all(auction_id, ladders)
            self.bid(auction_id, self.bidders[-1], 1 + OFFERING * percent // 100)

    # Steps

    @rule(number=st.integers(0, len(ANNOUNCEMENTS) - 1), excluded=excluded)
    @precondition(lambda self: len(self.house.auctions) < MOST_AUCTIONS)
    def announce(self, number, excluded):
        """Another bill for sure; a note if it is not announced already."""
        announcement = ANNOUNCEMENTS[number]
        if announcement.security_type == SecurityType.BILL:
            announcement = replace(announcement, cusip=cusip(f"912796B{len(self.house.auctions)}"))
            if excluded:
                self.exclude(announcement.cusip, excluded)
        self.announce_on_both(announcement)

    @rule(which=which, excluded=excluded)
    def exclude_classes(self, which, excluded):
        """After the announcement, which no bid in the auction is touched by."""
        auction_id = self.one_of(list(self.house.auctions), which)
        self.exclude(self.house.announcement_of(auction_id).cusip, excluded)

    @rule(high_rate=st.integers(0, 5_000), days_late=st.integers(0, 1))
    def publish_bill_auction(self, high_rate, days_late):
        """Of the week of the auctions, once: what is announced before is priced by the one before."""
        self.pass_to(self.house.clock.now + 1)
        bill = AUCTION_DAY - 1 + days_late, high_rate, TERM
        board = self.house.registry.index_board
        accepted = take(
            lambda: board.publish_bill_auction(*bill),
            self.board.publishBillAuction,
            *bill,
            by=self.publisher,
        )
        self.tally.count("publish_bill_auction", accepted)

    @rule(which=which, bidder=bidder, percent=st.integers(1, 102))
    @precondition(lambda self: self.open())
    def bid_noncompetitive(self, which, bidder, percent):
        auction_id = self.one_of(self.open(), which)
        newcomers = self.bidders_with(auction_id, BidStatus.NONE) or self.bidders
        limit = self.house.auctions[auction_id].announcement.maximum_noncompetitive_award
        bidder = newcomers[bidder % len(newcomers)]
        self.bid(auction_id, bidder, limit * percent // 100)

    @rule(which=which, ladders=ladders)
    @precondition(lambda self: self.open())
    def commit_bids(self, which, ladders):
        self.commit_all(self.one_of(self.open(), which), ladders)

    @rule(which=which, withheld=st.sets(st.integers(0, LADDERS - 1), max_size=1))
    @precondition(lambda self: self.sealed())
    def reveal_bids(self, which, withheld):
        auction_id = self.one_of(self.sealed(), which)
        self.silent |= {(auction_id, self.bidders[each]) for each in withheld}
        self.reveal_all(auction_id)

    @rule(which=which, maximum_ticks=st.sampled_from([0, 1, 2, 30]))
    @precondition(lambda self: self.in_status(*UNDECIDED))
    def clear(self, which, maximum_ticks):
        auction_id = self.one_of(self.in_status(*UNDECIDED), which)
        if self.house.auctions[auction_id].demand:
            self.wait_until(self.house.auctions[auction_id].announcement.reveal_close)
            self.step("clear", self.stranger, auction_id, maximum_ticks)

    @rule(which=which, bidder=bidder)
    @precondition(lambda self: self.in_status(AuctionStatus.CLEARED))
    def settle(self, which, bidder):
        auction_id = self.one_of(self.in_status(AuctionStatus.CLEARED), which)
        holders = self.bidders_with(auction_id, BidStatus.REVEALED, BidStatus.NONCOMPETITIVE) or self.bidders
        self.pay_out(auction_id, holders[bidder % len(holders)])

    @rule(which=which)
    @precondition(lambda self: self.in_status(*ENDED))
    def pay_out_everybody(self, which):
        self.finish(self.one_of(self.in_status(*ENDED), which))

    @rule(which=which, seldom=st.integers(0, 7))
    @precondition(lambda self: self.in_status(*UNDECIDED))
    def cancel(self, which, seldom):
        if seldom == 0:
            self.step("cancel", self.treasury, self.one_of(self.in_status(*UNDECIDED), which))

    @rule(which=which, bidder=bidder, wrong=st.sampled_from(WRONG))
    def try_what_is_refused(self, which, bidder, wrong):
        """As a rule: money that is not owed, another ladder, a bid of a stranger."""
        auction_id, bidder = self.one_of(list(self.house.auctions), which), self.bidders[bidder]
        another = replace(self.committed.get((auction_id, bidder), NO_LADDER), salt=b"\2" * 32)
        if wrong == "bid_noncompetitive":
            self.step(wrong, self.stranger, auction_id, 1)
        elif wrong == "forfeit_bond" or wrong == "refund":
            self.step(wrong, self.stranger, auction_id, bidder)
        elif wrong == "withdraw":
            self.step(wrong, self.stranger, self.house.cash_of[self.stranger] + 1)
        else:
            self.take_on(wrong, auction_id, bidder, another, by=self.stranger)

    @rule(bidder=bidder, percent=st.integers(0, 100))
    def withdraw(self, bidder, percent):
        """The Treasury its proceeds; a bidder what came back, or it has paid in too much."""
        owners = [each for each in [self.treasury, *self.bidders] if each not in self.signers]
        owed = [each for each in owners if self.house.cash_of[each]]
        if owed:
            owner = owed[bidder % len(owed)]
            self.step("withdraw", owner, self.house.cash_of[owner] * percent // 100)

    @rule(bidder=bidder, dollars=st.integers(0, 10**12))
    def deposit(self, bidder, dollars):
        payers = [each for each in self.bidders if each not in self.signers]
        self.step("deposit", payers[bidder % len(payers)], self.bidders[bidder], dollars)

    # What can come over a client while others act for it

    @rule(client=client, kept=kept, allowed=allowed)
    def empty_account(self, client, kept, allowed):
        """What it is short of then may be more than it allows, or less."""
        bidder, house = self.one_of(list(self.signers), client), self.contract.address
        self.step("withdraw", bidder, max(0, self.house.cash_of[bidder] - kept))
        self.pass_to(self.house.clock.now + 1)
        accepted = take(
            lambda: self.house.cash.approve(bidder, house, allowed),
            self.cash.approve,
            house,
            allowed,
            by=bidder,
        )
        self.tally.count("approve", accepted)

    @rule(client=client, is_registered=st.booleans())
    def register(self, client, is_registered):
        bidder = self.one_of(list(self.signers), client)
        holder_class = CLASSES[self.bidders.index(bidder)] if is_registered else HolderClass.NONE
        self.by_compliance("set_holder", self.officer, bidder, holder_class, b"US", False)

    @rule(client=client, action=st.sampled_from([OrderAction.FREEZE, OrderAction.UNFREEZE]))
    def order(self, client, action):
        self.by_order(client, action)

    def by_order(self, client, action):
        bidder, forever = self.one_of(list(self.signers), client), 2**40 - 1
        self.by_compliance("record_order", self.regulator, *PAPERS, action, bidder, forever, timed=True)
        self.by_compliance("execute_order", self.officer, len(self.house.compliance.orders), timed=True)

    def release_all(self):
        for number, bidder in enumerate(self.signers):
            if self.house.compliance.is_frozen(bidder):
                self.by_order(number, OrderAction.UNFREEZE)

    def by_compliance(self, name, by, *arguments, timed=False):
        self.pass_to(self.house.clock.now + 1)
        time = [self.house.clock.now] if timed else []
        on_model = getattr(self.house.compliance, name)
        accepted = take(
            lambda: on_model(*arguments, *time), getattr(self.compliance, camel(name)), *arguments, by=by
        )
        self.tally.count(name, accepted)

    # Invariants

    @invariant()
    def every_auction_agrees(self):
        ids = list(self.house.auctions)
        statuses = read([(self.contract.statusOf, auction_id) for auction_id in ids])
        assert statuses == [self.house.status_of(auction_id) for auction_id in ids]
        excluded = read([(self.contract.excludedClassesOf, auction_id) for auction_id in ids])
        assert excluded == [self.house.auctions[auction_id].excluded_classes for auction_id in ids]
        cleared = [
            auction_id for auction_id in ids if self.house.status_of(auction_id) == AuctionStatus.CLEARED
        ]
        results = read([(self.results.resultOf, auction_id) for auction_id in cleared])
        assert list(map(as_result, results)) == [self.house.result_of(auction_id) for auction_id in cleared]
        indices = read([(self.contract.indexOf, auction_id) for auction_id in ids])
        assert list(map(tuple, indices)) == [to_abi(self.house.index_of(auction_id)) for auction_id in ids]

    @invariant()
    def every_bid_agrees(self):
        bids = self.house.bids
        given = read([(self.contract.bidOf, *key) for key in bids])
        assert given == [(bid.status, bid.escrow) for bid in bids.values()]

    @invariant()
    def demand_agrees(self):
        rates = [
            (auction_id, rate, demand)
            for auction_id, auction in self.house.auctions.items()
            for rate, demand in auction.demand.items()
        ]
        given = read([(self.results.demandAt, auction_id, rate) for auction_id, rate, _ in rates])
        assert given == [tuple(demand[each] for each in range(3)) for *_, demand in rates]

    @invariant()
    def cash_and_securities_agree(self):
        everybody = [self.contract.address, self.treasury, *self.bidders]
        before_the_auctions = self.house.cash.balance_of
        given = read([(self.cash.balanceOf, each) for each in everybody])
        assert given == [before_the_auctions[each] for each in everybody]
        given = read([(self.contract.cashOf, each) for each in everybody])
        assert given == [self.house.cash_of[each] for each in everybody]
        holdings = self.house.registry.holdings
        given = read([(self.registry.holdingOf, name.encode(), holder) for name, holder in holdings])
        assert [units for units, *_ in given] == [holding.units for holding in holdings.values()]

    @invariant()
    def all_money_is_somewhere(self):
        held = sum(bid.escrow for bid in self.house.bids.values()) + self.house.cash_of.total()
        balances = self.house.cash.balance_of
        assert balances[self.contract.address] == held
        assert balances.total() == RICH * len(self.bidders)

    # How a step is taken

    def step(self, name, caller, *arguments):
        """At its own second, on both; `caller` is part of the model's step where it matters."""
        self.pass_to(self.house.clock.now + 1)
        takes_caller = name not in ("cancel", "clear", "forfeit_bond", "refund")
        on_model = getattr(self.house, name)
        accepted = take(
            lambda: on_model(*([caller] if takes_caller else []), *arguments),
            getattr(self.contract, camel(name)),
            *map(to_abi_argument, arguments),
            by=caller,
        )
        self.tally.count(name, accepted)

    def exclude(self, name, classes):
        self.pass_to(self.house.clock.now + 1)
        accepted = take(
            lambda: self.house.registry.exclude_classes(name, classes),
            self.registry.excludeClasses,
            name.encode(),
            classes,
            by=self.regulator,
        )
        self.tally.count("exclude_classes", accepted)

    def announce_on_both(self, announcement):
        """Each two hours after the one before."""
        wait = len(self.house.auctions) * 2 * 3600
        announcement = replace(
            announcement,
            noncompetitive_close=announcement.noncompetitive_close + wait,
            competitive_close=announcement.competitive_close + wait,
            reveal_close=announcement.reveal_close + wait,
        )
        self.pass_to(self.house.clock.now + 1)
        accepted = take(
            lambda: self.house.announce(announcement),
            self.contract.announce,
            to_abi(announcement),
            by=self.treasury,
        )
        self.tally.count("announce", accepted)

    def commit_all(self, auction_id, ladders):
        security_type = self.house.auctions[auction_id].announcement.security_type
        lowest, step = LOWEST.get(security_type, (4_247, 1))
        signed = {}
        for number, (rungs, net_long_position) in ladders.items():
            rungs = tuple(Rung(lowest + step * at, units) for at, units in rungs)
            bidder, ladder = self.bidders[number], Ladder(rungs, net_long_position)
            if bidder in self.signers:
                signed[bidder] = ladder
            else:
                self.commit(auction_id, bidder, ladder)
        self.submit_all(auction_id, signed)

    # What a bidder does; for those that only sign the stranger does it, for all of them together

    def bid(self, auction_id, bidder, units):
        if bidder not in self.signers:
            self.step("bid_noncompetitive", bidder, auction_id, units)
            return
        signed = sign_noncompetitive(self.contract, self.signers[bidder], auction_id, units)
        self.together("submit_noncompetitive_bids", auction_id, [(bidder, units)], [signed])

    def commit(self, auction_id, bidder, ladder):
        on_model = self.house.commitment_of(auction_id, bidder, ladder)
        self.pass_to(self.house.clock.now + 1)
        accepted = take(
            lambda: self.house.commit_bid(bidder, auction_id, on_model),
            self.contract.commitBid,
            auction_id,
            self.contract.commitmentOf(auction_id, bidder, to_abi(ladder)),
            by=bidder,
        )
        self.tally.count("commit_bid", accepted)
        if accepted:
            self.committed[auction_id, bidder] = ladder

    def submit_all(self, auction_id, ladders):
        signed, words = [], []
        for bidder, ladder in ladders.items():
            on_chain = self.contract.commitmentOf(auction_id, bidder, to_abi(ladder))
            signed.append(sign_commitment(self.contract, self.signers[bidder], auction_id, on_chain))
            words.append((bidder, self.house.commitment_of(auction_id, bidder, ladder)))
        self.together("submit_commitments", auction_id, words, signed)
        for bidder, word in words:
            if self.house.bid_of(auction_id, bidder).content == word:
                self.committed[auction_id, bidder] = ladders[bidder]

    def reveal_together(self, auction_id, openings):
        self.together("reveal_bids", auction_id, openings, by=self.stranger)

    def settle_together(self, auction_id):
        """Of all clients, also those that have nothing to settle."""
        self.wait_until(self.house.auctions[auction_id].announcement.issue_date * SECONDS_IN_DAY)
        openings = [(each, self.committed.get((auction_id, each), NO_LADDER)) for each in self.signers]
        self.together("settle_bids", auction_id, openings, by=self.stranger)

    def together(self, name, auction_id, on_model, on_chain=None, by=None):
        """Many bids in one transaction: both sides skip the same ones, for the same."""
        self.pass_to(self.house.clock.now + 1)
        sent = on_chain or [(bidder, to_abi(ladder)) for bidder, ladder in on_model]
        arguments = auction_id, sent, {"from": self.stranger}
        send_all = getattr(self.contract, camel(name))
        allowed = self.allowed_by_clients()
        try:
            obstacles = getattr(self.house, name)(*([by] if by else []), auction_id, on_model)
        except Rejected as why:
            with rejects(str(why)):
                send_all(*arguments)
            self.tally.count(name, False)
            return
        tx = send_all(*arguments)
        why = dict(zip((bidder for bidder, _ in on_model), obstacles, strict=True))
        assert skipped(tx) == {bidder: obstacle for bidder, obstacle in why.items() if obstacle}
        self.tally.count(name, True)
        self.tally.observe("skipped", any(obstacles))
        self.tally.observe("paid_by_allowance", self.allowed_by_clients() < allowed)
        self.tally.observe("submitted_with_others", name == "submit_commitments" and len(on_model) > 1)

    def allowed_by_clients(self):
        return sum(self.house.cash.allowance[each, self.contract.address] for each in self.signers)

    def take_on(self, name, auction_id, bidder, ladder, by=None):
        """Reveal or settle."""
        if bidder not in self.signers and by is None:
            self.step(name, bidder, auction_id, ladder)
            return
        plural = {"reveal_bid": "reveal_bids", "settle": "settle_bids"}[name]
        self.together(plural, auction_id, [(bidder, ladder)], by=self.stranger)

    def reveal_all(self, auction_id):
        self.wait_until(self.house.auctions[auction_id].announcement.competitive_close)
        openings = []
        for bidder in self.bidders_with(auction_id, BidStatus.COMMITTED):
            if (auction_id, bidder) in self.silent:
                continue
            ladder = self.committed[auction_id, bidder]
            if bidder in self.signers:
                openings.append((bidder, ladder))
            else:
                self.take_on("reveal_bid", auction_id, bidder, ladder)
        if openings:
            self.reveal_together(auction_id, openings)

    def clear_to_the_end(self, auction_id):
        self.wait_until(self.house.auctions[auction_id].announcement.reveal_close)
        while self.house.status_of(auction_id) in UNDECIDED:
            self.step("clear", self.stranger, auction_id, 5)

    def finish(self, auction_id):
        """Pay out everybody who has something in an auction that has ended, and is not stopped."""
        if self.house.status_of(auction_id) == AuctionStatus.CLEARED:
            self.settle_together(auction_id)
        for bidder in self.bidders:
            if self.house.bid_of(auction_id, bidder).escrow:
                self.pay_out(auction_id, bidder)

    def pay_out(self, auction_id, bidder):
        if self.house.status_of(auction_id) == AuctionStatus.CANCELLED:
            self.step("refund", self.stranger, auction_id, bidder)
        elif self.house.bid_of(auction_id, bidder).status == BidStatus.COMMITTED:
            self.step("forfeit_bond", self.stranger, auction_id, bidder)
        else:
            self.wait_until(self.house.auctions[auction_id].announcement.issue_date * SECONDS_IN_DAY)
            ladder = self.committed.get((auction_id, bidder), NO_LADDER)
            self.take_on("settle", auction_id, bidder, ladder)

    def wait_until(self, unix_time):
        """The next step is not before this time."""
        if self.house.clock.now < unix_time:
            self.house.clock.now = unix_time - 1

    def pass_to(self, unix_time):
        """The next step is at this time."""
        self.house.clock.now = unix_time
        set_clock(unix_time)

    # In which auctions a step is possible

    def open(self):
        return self.ids(lambda it: self.house.clock.now + 1 < it.announcement.noncompetitive_close)

    def sealed(self):
        """Whose bids can be revealed, sooner or later."""
        return [
            auction_id
            for auction_id in self.ids(lambda it: self.house.clock.now + 10 < it.announcement.reveal_close)
            if self.bidders_with(auction_id, BidStatus.COMMITTED)
        ]

    def ids(self, fits):
        return [
            auction_id
            for auction_id, auction in self.house.auctions.items()
            if auction.status == AuctionStatus.ANNOUNCED and fits(auction)
        ]

    def in_status(self, *statuses):
        return [
            auction_id for auction_id in self.house.auctions if self.house.status_of(auction_id) in statuses
        ]

    def one_of(self, ids, which):
        return ids[which % len(ids)]

    def bidders_with(self, auction_id, *statuses):
        return [each for each in self.bidders if self.house.bid_of(auction_id, each).status in statuses]

    def cash_accounts_follow_from_events(self):
        by_events = cash_by_events(self.contract)
        assert {each: by_events[each] for each in self.house.cash_of} == dict(self.house.cash_of)

    def teardown(self):
        """Every auction can be brought to its end, and everybody take home what is its own.

        What was skipped for a bidder comes to its end once the bidder is free.
        """
        for auction_id in self.sealed():
            self.reveal_all(auction_id)
        for auction_id in self.in_status(*UNDECIDED):
            self.clear_to_the_end(auction_id)
        self.every_auction_agrees()
        self.release_all()
        for auction_id in self.house.auctions:
            self.finish(auction_id)
        for auction_id in self.in_status(AuctionStatus.CLEARED):
            self.tally.observe("shared", self.house.auctions[auction_id].allotted_at_high < WHOLE)
        self.every_auction_agrees()
        self.every_bid_agrees()
        self.cash_and_securities_agree()
        self.all_money_is_somewhere()
        for owner in [self.treasury, *self.bidders]:
            if owner not in self.signers:
                self.step("withdraw", owner, self.house.cash_of[owner])
        self.cash_accounts_follow_from_events()
        kept = sum(self.contract.cashOf(each) for each in self.signers)
        assert self.cash.balanceOf(self.contract) == kept


def to_abi_argument(argument):
    return to_abi(argument) if isinstance(argument, Ladder) else argument
