"""STRIPS and its model agree on every piece, unit, payment and refusal, after any sequence of steps.

Beside the model stands a ledger of each security, kept without either: what was issued, stripped and paid.
"""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from model.cash import INFINITE, Cash
from model.clock import Clock
from model.compliance import Compliance, HolderClass, OrderAction
from model.index_board import IndexBoard
from model.par_dollar import ParDollar
from model.registry import PAR, TreasuryRegistry
from model.security import SecurityType
from model.strips import Piece, Strips
from scripts.batch import read
from scripts.network import chain_in_use
from tests.helpers import now, travel_to
from tests.securities import Series, day, start_of
from tests.stateful.machine import camel, run, take

# Both pay on the same dates, the first two of which fall on a Sunday and a Saturday.
TWO_YEAR = Series(b"912828ZZ6", SecurityType.NOTE, 4_000, day(2042, 8, 15), day(2044, 8, 15))
LONG_FIRST = Series(
    b"912810AC2",
    SecurityType.BOND,
    3_375,
    day(2042, 11, 30),
    day(2045, 2, 15),
    first_interest_payment_date=day(2043, 8, 15),
)
SERIES = (TWO_YEAR, LONG_FIRST)
FIRST_PAYMENT = 2_393_682  # of the last: 1.6875 % x (77 / 184 + 1) of $100 [micro-dollars]
FIRST_DAY = day(2042, 12, 1)
RICH = 10**17  # more than all securities of one example cost [micro-dollars]

ACCEPTED_AT_LEAST = 0.6  # of all steps, or the machine tests refusals and little else


@pytest.fixture(scope="module")
def contracts(
    Strips, TreasuryRegistry, IndexBoard, Compliance, CashToken, ParDollar, ParAccessManager, accounts
):
    """Restricted to the administrator, with accounts in the place of the reserve and the auction house."""
    administrator, reserve, treasury = accounts[20:23]
    manager = administrator.deploy(ParAccessManager, administrator)
    compliance = administrator.deploy(Compliance, manager)
    compliance.setParDollar(reserve.deploy(ParDollar, compliance), {"from": administrator})
    cash = administrator.deploy(CashToken)
    board = administrator.deploy(IndexBoard, manager)
    registry = administrator.deploy(TreasuryRegistry, cash, compliance, board, treasury, manager)
    return administrator.deploy(Strips, cash, compliance, registry), registry, compliance, cash


def test_strips_and_its_model_agree(contracts, accounts):
    start = World(*contracts, accounts[20:])
    chain_in_use().snapshot()

    tally = run(lambda tally: StripsMachine(start, tally), "STRIPS")

    tally.require(ACCEPTED_AT_LEAST, strip=1, reconstitute=0.5, redeem=1, transfer=1, transfer_from=0.1)


@dataclass
class Ledger:
    """One security, counted by hand."""

    terms: Series
    payments: dict[int, int]  # of one unit by date [micro-dollars]
    issued: int = 0  # [units]
    redeemed: int = 0  # as whole units or as pieces [units]
    entitled: int = 0  # what all units will have paid in the end [micro-dollars]

    def issue(self, units: int, issue_date: int) -> None:
        interest = sum(payment for date, payment in self.payments.items() if date > issue_date)
        self.issued += units
        self.entitled += units * (interest + PAR)


def ledgers() -> dict[str, Ledger]:
    ledgers = {}
    for terms, coupons in zip(SERIES, (4, 5), strict=True):
        payments = {terms.coupon_date(coupon): terms.coupon for coupon in range(1, coupons + 1)}
        ledgers[terms.cusip.decode()] = Ledger(terms, payments)
    long_first = ledgers[LONG_FIRST.cusip.decode()].payments
    del long_first[LONG_FIRST.coupon_date(1)]
    long_first[LONG_FIRST.coupon_date(2)] = FIRST_PAYMENT
    return ledgers


DATES = sorted({date for ledger in ledgers().values() for date in ledger.payments})
PIECES = [Piece(date) for date in DATES]
PIECES += [Piece(ledger.terms.maturity_date, cusip) for cusip, ledger in ledgers().items()]


class World:
    """STRIPS with its surroundings, on the chain and as models, at the start of every example."""

    def __init__(self, strips, registry, compliance, cash, accounts):
        self.strips, self.registry, self.compliance, self.cash = strips, registry, compliance, cash
        self.administrator, self.reserve, self.treasury, self.house, self.sink, *others = (
            account.address for account in accounts
        )
        self.holders, self.operator, self.stranger = others[:3], others[3], others[4]
        self.set_the_stage()
        self.model = self.modelled()

    def set_the_stage(self):
        by = {"from": self.administrator}
        travel_to(start_of(FIRST_DAY))
        self.registry.setAuctionHouse(self.house, by)
        self.registry.setStrips(self.strips, by)
        for holder in self.holders:
            self.compliance.setHolder(holder, HolderClass.FUND, b"US", False, by)
        self.cash.mint(self.treasury, RICH, by)
        for payer in (self.registry, self.strips):
            self.cash.approve(payer, INFINITE, {"from": self.treasury})
        for terms in SERIES:
            self.registry.establish(*terms, by)
            for holder, units in zip(self.holders, (1_000, 2_000), strict=False):
                self.registry.issue(terms.cusip, holder, units, terms.dated_date, {"from": self.house})

    def modelled(self) -> Strips:
        compliance = Compliance(self.compliance.address, ParDollar(self.reserve, self.compliance.address))
        for holder in self.holders:
            compliance.set_holder(holder, HolderClass.FUND, b"US", False)
        cash, clock = Cash(), Clock(now())
        registry = TreasuryRegistry(
            self.registry.address, clock, cash, compliance, IndexBoard(clock), self.treasury
        )
        registry.set_auction_house(self.house)
        registry.set_strips(self.strips.address)
        cash.mint(self.treasury, RICH)
        for payer in (self.registry, self.strips):
            cash.approve(self.treasury, payer.address, INFINITE)
        for series in SERIES:
            registry.establish(series.cusip.decode(), series.terms)
            for holder, units in zip(self.holders, (1_000, 2_000), strict=False):
                registry.issue(self.house, series.cusip.decode(), holder, units, series.dated_date)
        return Strips(self.strips.address, clock, cash, compliance, registry, self.treasury)


class StripsMachine(RuleBasedStateMachine):
    person = st.integers(0, 2)
    one_of = st.integers(0, 29)  # of what a step can be taken with
    percent = st.integers(1, 100) | st.sampled_from([50, 100, 100, 101])  # above 100 both sides must reject

    def __init__(self, start, tally):
        super().__init__()
        chain_in_use().revert()
        self.start, self.tally = start, tally
        self.people = start.holders
        self.model = deepcopy(start.model)
        self.ledgers = ledgers()
        self.stripped = Counter()  # piece -> as much as strips made less what reconstitution took
        self.paid = Counter()  # piece -> as much as was redeemed
        for ledger in self.ledgers.values():
            ledger.issue(3_000, ledger.terms.dated_date)
        for cusip in self.ledgers:
            self.convert("strip", self.people[0], cusip, 500)

    # Stripping

    @rule(one=one_of, percent=percent)
    def strip(self, one, percent):
        held = [key for key in self.keys() if self.units(*key)]
        cusip, holder = self.pick([key for key in held if not self.has_matured(key[0])] or held, one)
        self.convert("strip", holder, cusip, self.share(self.units(cusip, holder), percent))

    @rule(one=one_of, percent=percent, later=st.sampled_from([-1, 0, 0]))
    @precondition(lambda self: self.model.clock.today < DATES[2])
    def strip_around_a_payment_date(self, one, percent, later):
        self.travel_to_the_next_payment(later)
        self.strip(one, percent)

    @rule(one=one_of, percent=percent, to=person, sells=st.booleans())
    def reconstitute(self, one, percent, to, sells):
        """By whoever has all pieces, or has bought them all."""
        complete = {key: units for key in self.keys() if (units := self.complete(*key))}
        cusip, holder = self.pick(list(complete), one)
        units = self.share(complete.get((cusip, holder), 0), percent)
        if sells and complete:
            for piece, held in self.model.pieces_of(cusip, max(1, units)).items():
                self.step("transfer", holder, self.people[to], piece, held)
            holder = self.people[to]
        self.convert("reconstitute", holder, cusip, units)

    # Holding

    @rule(one=one_of, to=st.integers(0, 3), percent=percent)
    def transfer(self, one, to, percent):
        """To a holder, or to one who may not hold securities."""
        holder, piece = self.tradable(one)
        held = self.share(self.model.balance_of[holder, piece], percent)
        self.step("transfer", holder, [*self.people, self.start.stranger][to], piece, held)

    @rule(one=one_of, to=person, percent=percent, right=st.sampled_from(["operator", "allowance", "none"]))
    def transfer_from(self, one, to, percent, right):
        holder, piece = self.tradable(one)
        held = self.share(self.model.balance_of[holder, piece], percent)
        self.step("set_operator", holder, self.start.operator, right == "operator")
        if right == "allowance":
            self.step("approve", holder, self.start.operator, piece, held + 1)
        self.step("transfer_from", self.start.operator, holder, self.people[to], piece, held)

    @rule(one=one_of, to=person, units=st.integers(1, 10_000))
    def issue(self, one, to, units):
        cusip = list(self.ledgers)[one % len(self.ledgers)]
        if not self.has_matured(cusip):
            self.deliver(cusip, self.people[to], units, self.model.clock.today)

    # Payment

    @rule(one=one_of, to=person)
    def redeem(self, one, to):
        """What is due, after a transfer that both sides must reject; if nothing is due, before the time."""
        holder, piece = self.pick(self.due(), one) if self.due() else self.tradable(one)
        if self.due():
            self.step("transfer", holder, self.people[to], piece, 1)
        self.pay(holder, piece, holder)

    @rule(one=one_of, freezes_operator=st.booleans())
    @precondition(lambda self: self.due())
    def redeem_when_holder_or_operator_is_frozen(self, one, freezes_operator):
        holder, piece = self.pick(self.due(), one)
        operator = self.start.operator
        self.step("set_operator", holder, operator, True)
        self.order(OrderAction.FREEZE, operator if freezes_operator else holder)
        self.pay(operator, piece, holder)

    @rule(one=one_of, approved=st.sampled_from([True, True, False]))
    @precondition(lambda self: self.due())
    def redeem_through_the_operator(self, one, approved):
        holder, piece = self.pick(self.due(), one)
        self.step("set_operator", holder, self.start.operator, approved)
        self.pay(self.start.operator, piece, holder)

    @rule(one=one_of, what=st.sampled_from(["money", "allowance"]), missing=st.integers(1, 10))
    @precondition(lambda self: self.payable())
    def redeem_when_the_treasury_is_short(self, one, what, missing):
        holder, piece = self.pick(self.payable(), one)
        left = max(0, self.owed(holder, piece) - missing)
        if what == "allowance":
            self.step_of(self.model.cash, "approve", self.start.treasury, self.start.strips.address, left)
        else:
            spent = max(0, self.model.cash.balance_of[self.start.treasury] - left)
            self.step_of(self.model.cash, "transfer", self.start.treasury, self.start.sink, spent)
        self.pay(holder, piece, holder)

    @rule()
    @precondition(lambda self: not self.is_solvent())
    def fill_the_treasury(self):
        self.fill()

    @rule(one=one_of)
    @precondition(lambda self: any(self.model.registry.interest_owed(*key) for key in self.keys()))
    def claim(self, one):
        owed = [key for key in self.keys() if self.model.registry.interest_owed(*key)]
        cusip, holder = self.pick(owed, one)
        self.step_of(self.model.registry, "claim", holder, cusip, holder)

    # Time and lawful orders

    @rule(later=st.sampled_from([-1, 0, 0, 1, 2]))
    def travel_near_a_payment_date(self, later):
        self.travel_to_the_next_payment(later)

    @rule(days=st.integers(1, 60))
    def travel_some_days(self, days):
        self.travel(start_of(self.model.clock.today + days))

    @rule(person=person)
    def freeze(self, person):
        self.order(OrderAction.FREEZE, self.people[person])

    @rule()
    @precondition(lambda self: self.frozen())
    def release_everybody(self):
        self.release()

    # Invariants

    @invariant()
    def everything_agrees(self):
        chain_ = self.read()
        model, registry = self.model, self.model.registry
        assert chain_.pieces == {key: model.balance_of[key] for key in chain_.pieces}
        assert chain_.totals == {piece: model.total_supply[piece] for piece in PIECES}
        assert chain_.units == {key: registry.holding_of(*key).units for key in chain_.units}
        assert chain_.interest == {key: registry.interest_owed(*key) for key in chain_.interest}
        assert chain_.cash == {account: model.cash.balance_of[account] for account in chain_.cash}

    @invariant()
    def every_piece_is_somebodys(self):
        held = Counter()
        for (_, piece), holding in self.read().pieces.items():
            held[piece] += holding
        assert held == self.read().totals

    @invariant()
    def every_unit_is_whole_or_has_a_principal_piece(self):
        """Invariant 15: outstanding + principal pieces = issued - redeemed."""
        for cusip, ledger in self.ledgers.items():
            principal = self.read().totals[Piece(ledger.terms.maturity_date, cusip)]
            assert self.read().outstanding[cusip] + principal == ledger.issued - ledger.redeemed

    @invariant()
    def every_interest_piece_is_outstanding_or_paid(self):
        """Invariant 16: pieces of a date + paid = stripped units x payment, over all securities."""
        for piece in PIECES:
            assert self.read().totals[piece] + self.paid[piece] == self.stripped[piece]

    # What the chain says

    def read(self):
        """Everything, once after each step."""
        if self.state is None:
            held = [(holder, piece) for holder in self.people for piece in PIECES]
            accounts = [*self.people, self.start.treasury]
            strips, registry = self.start.strips, self.start.registry
            questions = [(strips.balanceOf, holder, piece.id) for holder, piece in held]
            questions += [(strips.totalSupply, piece.id) for piece in PIECES]
            questions += [(registry.balanceOf, holder, as_id(cusip)) for cusip, holder in self.keys()]
            questions += [(registry.interestOwed, cusip.encode(), holder) for cusip, holder in self.keys()]
            questions += [(registry.securityOf, cusip.encode()) for cusip in self.ledgers]
            questions += [(self.start.cash.balanceOf, account) for account in accounts]
            said = iter(read(questions))
            self.state = Said(
                pieces={key: next(said) for key in held},
                totals={piece: next(said) for piece in PIECES},
                units={key: next(said) for key in self.keys()},
                interest={key: next(said) for key in self.keys()},
                outstanding={cusip: next(said)[8] for cusip in self.ledgers},
                cash={account: next(said) for account in accounts},
            )
        return self.state

    state = None

    # What a step is taken with

    def keys(self):
        return [(cusip, holder) for cusip in self.ledgers for holder in self.people]

    def pick(self, candidates, one):
        """One of those that can take the step; of all holdings, if none can."""
        candidates = candidates or self.keys()
        return candidates[one % len(candidates)]

    def share(self, held, percent):
        return held * percent // 100 + (percent > 100)

    def units(self, cusip, holder):
        return self.model.registry.holding_of(cusip, holder).units

    def complete(self, cusip, holder):
        """So many units can be put together from the pieces of a holder."""
        if self.has_matured(cusip):
            return 0
        pieces = self.model.pieces_of(cusip, 1)
        return min(self.model.balance_of[holder, piece] // needed for piece, needed in pieces.items())

    def tradable(self, one):
        today = self.model.clock.today
        held = [key for key in +self.model.balance_of]
        held = [key for key in held if key[1].payment_date > today] or held
        return held[one % len(held)] if held else (self.people[0], PIECES[one % len(PIECES)])

    def due(self):
        today = self.model.clock.today
        return [key for key in +self.model.balance_of if key[1].payment_date <= today]

    def payable(self):
        """Due, were the Treasury's account not short."""
        compliance, registry, today = self.model.compliance, self.model.registry, self.model.clock.today
        return [
            (holder, piece)
            for holder, piece in self.due()
            if registry.payment_date(piece.payment_date) <= today and not compliance.is_frozen(holder)
        ]

    def owed(self, holder, piece):
        return self.model.balance_of[holder, piece] * (PAR if piece.cusip else 1)

    def has_matured(self, cusip):
        return self.model.clock.today >= self.ledgers[cusip].terms.maturity_date

    def is_solvent(self):
        cash, treasury = self.model.cash, self.start.treasury
        return (
            min(cash.balance_of[treasury], cash.allowance[treasury, self.start.strips.address]) >= RICH // 2
        )

    def frozen(self):
        compliance = self.model.compliance
        return [account for account in compliance.holders if compliance.is_frozen(account)]

    # How a step is taken

    def step(self, name, caller, *arguments):
        return self.step_of(self.model, name, caller, *arguments)

    def step_of(self, model, name, caller, *arguments):
        self.state = None
        function = getattr(self.on_chain(model), camel(name))
        accepted = take(
            lambda: getattr(model, name)(caller, *arguments),
            function,
            *self.to_chain(name, arguments),
            by=caller,
        )
        self.tally.count(name, accepted)
        return accepted

    def on_chain(self, model):
        if model is self.model:
            return self.start.strips
        return self.start.registry if model is self.model.registry else self.start.cash

    def to_chain(self, name, arguments):
        """A CUSIP is bytes on the chain, and a number where it is an ERC-6909 id."""
        for given in arguments:
            if isinstance(given, Piece):
                yield given.id
            elif given in self.ledgers:
                yield as_id(given) if name == "transfer" else given.encode()
            else:
                yield given

    def convert(self, name, holder, cusip, units):
        payments = self.ledgers[cusip].payments.items()
        to_come = {date: payment for date, payment in payments if date > self.model.clock.today}
        if self.step(name, holder, cusip, units):
            signed = units if name == "strip" else -units
            for date, payment in to_come.items():
                self.stripped[Piece(date)] += signed * payment
            self.stripped[Piece(self.ledgers[cusip].terms.maturity_date, cusip)] += signed

    def deliver(self, cusip, holder, units, issue_date):
        house, registry = self.start.house, self.model.registry
        if self.step_of(registry, "issue", house, cusip, holder, units, issue_date):
            self.ledgers[cusip].issue(units, issue_date)

    def pay(self, caller, piece, holder):
        held = self.model.balance_of[holder, piece]
        if self.step("redeem", caller, piece, holder) and not self.model.balance_of[holder, piece]:
            self.paid[piece] += held
            if piece.cusip:
                self.ledgers[piece.cusip].redeemed += held

    def redeem_whole(self, cusip, holder):
        units = self.units(cusip, holder)
        self.step_of(self.model.registry, "redeem", holder, cusip, holder)
        self.ledgers[cusip].redeemed += units - self.units(cusip, holder)

    def travel(self, unix_time):
        self.state = None
        travel_to(unix_time)
        self.model.clock.now = unix_time

    def travel_to_the_next_payment(self, later):
        dates = [start_of(date + later) for date in DATES if start_of(date + later) > now()]
        if dates:
            self.travel(min(dates))

    def order(self, action, account):
        terms = (b"\xa1" * 32, b"\xd0" * 32, action, account, now() + 3600)
        by = {"from": self.start.administrator}
        order = self.model.compliance.record_order(*terms, now())
        self.start.compliance.recordOrder(*terms, by)
        self.model.compliance.execute_order(order, now())
        self.start.compliance.executeOrder(order, by)

    def release(self):
        for account in self.frozen():
            self.order(OrderAction.UNFREEZE, account)

    def fill(self):
        treasury, strips = self.start.treasury, self.start.strips.address
        self.step_of(self.model.cash, "approve", treasury, strips, INFINITE)
        self.state = None
        self.model.cash.mint(treasury, RICH)
        self.start.cash.mint(treasury, RICH, {"from": treasury})

    def teardown(self):
        """Invariant 17: in the end all are paid together as much as if nothing had been stripped."""
        self.release()
        self.fill()
        self.travel(start_of(DATES[-1] + 14))
        for holder, piece in self.due():
            self.pay(holder, piece, holder)
        for cusip, holder in self.keys():
            if self.units(cusip, holder) or self.model.registry.interest_owed(cusip, holder):
                self.redeem_whole(cusip, holder)
        self.everything_agrees()
        received = sum(self.read().cash[holder] for holder in self.people)
        assert received == sum(ledger.entitled for ledger in self.ledgers.values())
        assert not any(self.read().totals.values())


@dataclass(frozen=True)
class Said:
    """What the chain says about everything."""

    pieces: dict  # (holder, piece) -> [micro-dollars] or [units]
    totals: dict  # piece -> the same
    units: dict  # (CUSIP, holder) -> [units]
    interest: dict  # (CUSIP, holder) -> owed in the registry [micro-dollars]
    outstanding: dict  # CUSIP -> [units]
    cash: dict  # account -> [micro-dollars]


def as_id(cusip: str) -> int:
    return int.from_bytes(cusip.encode(), "big")
