"""The registry and its model agree on every holding, payment and refusal, after any sequence of steps.

Beside the model stand ghosts: totals counted from what the chain reports, coupon date by coupon date.
"""

from copy import deepcopy
from dataclasses import astuple, dataclass, replace

import pytest
from brownie import chain
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from model.auction import to_abi
from model.calendar import coupon_date
from model.cash import INFINITE, Cash
from model.clock import Clock
from model.compliance import Compliance, HolderClass, OrderAction
from model.cusip import check_digit
from model.index_board import IndexBoard
from model.par_dollar import ParDollar
from model.registry import PAR, TreasuryRegistry
from model.security import SecurityType
from scripts.batch import read
from tests.helpers import now, travel_to
from tests.securities import MONTH_END_NOTE, Series, day, start_of
from tests.stateful.machine import camel, run
from tests.twins import on_both

# On the first day one coupon date of both notes has passed and another is near: what is
# delivered then as of the dated date is late, and the first steps already reach the next coupon.
NOTE = Series(b"912828ZZ6", SecurityType.NOTE, 4_000, day(2040, 2, 15), day(2048, 2, 15))
BILL = Series(b"912797AB3", SecurityType.BILL, 0, day(2041, 1, 31), day(2041, 5, 2))
SERIES = (NOTE, MONTH_END_NOTE, BILL)
FIRST_DAY = day(2041, 2, 11)

ACCEPTED_AT_LEAST = 0.6  # of all steps, or the machine tests refusals and little else
RICH = 10**17  # more than all securities of one example cost [micro-dollars]


@pytest.fixture(scope="module")
def contracts(TreasuryRegistry, IndexBoard, Compliance, CashToken, ParDollar, ParAccessManager, accounts):
    """Restricted to the administrator, with accounts in the place of the reserve and the auction house."""
    administrator, reserve, treasury = accounts[20:23]
    manager = administrator.deploy(ParAccessManager, administrator)
    compliance = administrator.deploy(Compliance, manager)
    compliance.setParDollar(reserve.deploy(ParDollar, compliance), {"from": administrator})
    cash = administrator.deploy(CashToken)
    board = administrator.deploy(IndexBoard, manager)
    registry = administrator.deploy(TreasuryRegistry, cash, compliance, board, treasury, manager)
    return registry, compliance, cash


def test_the_registry_and_its_model_agree(contracts, accounts):
    start = World(*contracts, accounts[20:])
    chain.snapshot()

    tally = run(lambda tally: RegistryMachine(start, tally), "the registry")

    tally.require(ACCEPTED_AT_LEAST, claim=0.5, redeem=2, issue=3, transfer=0.5, transfer_from=0.1)


@dataclass
class Ghost:
    """What has happened to one series, counted eagerly."""

    terms: Series
    issued: int = 0  # [units]
    redeemed: int = 0  # [units]
    entitled: int = 0  # interest that holders have earned [micro-dollars]
    interest_paid: int = 0  # [micro-dollars]

    @property
    def outstanding(self) -> int:
        return self.issued - self.redeemed

    def coupon_dates(self, after: int, until: int) -> int:
        """Coupon dates after one date and until another, both of them dates since the series was dated."""
        if self.terms.interest_rate == 0:
            return 0
        dates, half_years = 0, 0
        while (date := coupon_date(self.terms.maturity_date, half_years)) > max(after, self.terms.dated_date):
            dates += date <= until
            half_years += 1
        return dates

    def pass_time(self, before: int, today: int) -> None:
        self.entitled += self.coupon_dates(before, today) * self.outstanding * self.terms.coupon

    def issue(self, units: int, issue_date: int, today: int) -> None:
        self.issued += units
        self.entitled += self.coupon_dates(issue_date, today) * units * self.terms.coupon


class World:
    """The registry with its surroundings, on the chain and as models, at the start of every example."""

    def __init__(self, registry, compliance, cash, accounts):
        self.registry, self.compliance, self.cash = registry, compliance, cash
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
        for holder in self.holders:
            self.compliance.setHolder(holder, HolderClass.FUND, b"US", False, by)
        self.cash.mint(self.treasury, RICH, by)
        self.cash.approve(self.registry, INFINITE, {"from": self.treasury})
        for terms in SERIES:
            self.registry.establish(*terms, by)

    def modelled(self) -> TreasuryRegistry:
        coin = ParDollar(self.reserve, self.compliance.address)
        compliance = Compliance(self.compliance.address, coin)
        for holder in self.holders:
            compliance.set_holder(holder, HolderClass.FUND, b"US", False)
        cash = Cash()
        cash.mint(self.treasury, RICH)
        cash.approve(self.treasury, self.registry.address, INFINITE)
        clock = Clock(now())
        board = IndexBoard(clock)
        model = TreasuryRegistry(self.registry.address, clock, cash, compliance, board, self.treasury)
        model.set_auction_house(self.house)
        for series in SERIES:
            model.establish(series.cusip.decode(), series.terms)
        return model


class RegistryMachine(RuleBasedStateMachine):
    person = st.integers(0, 2)
    one_of = st.integers(0, 11)  # of the series, or of the holdings that a step can be taken with
    units = st.integers(1, 10**6)
    percent = st.integers(0, 100) | st.sampled_from(
        [0, 100, 101]
    )  # of a holding; above 100 both sides must reject

    def __init__(self, start, tally):
        super().__init__()
        chain.revert()
        self.start, self.tally = start, tally
        self.registry, self.compliance, self.cash = start.registry, start.compliance, start.cash
        self.people = start.holders
        self.model = deepcopy(start.model)
        self.ghosts = {terms.cusip.decode(): Ghost(terms) for terms in SERIES}
        for number, holder in enumerate(self.people[:2]):
            for cusip, ghost in self.ghosts.items():
                self.deliver(cusip, holder, 1_000 * (number + 1), ghost.terms.dated_date)

    # Series

    @precondition(lambda self: len(self.ghosts) < 6)
    @rule(years=st.integers(9, 30), eighths=st.integers(1, 60), number=one_of, one=one_of, anew=st.booleans())
    def establish(self, years, eighths, number, one, anew):
        """A bond, or an outstanding series under another CUSIP; of few CUSIPs, so that some are in use."""
        bond = replace(
            NOTE,
            security_type=SecurityType.BOND,
            interest_rate=eighths * 125,
            maturity_date=coupon_date(NOTE.maturity_date, 16 - 2 * years),
        )
        terms = bond if anew else self.ghosts[self.series(one)].terms
        self.establish_as(replace(terms, cusip=self.cusip(number)))

    @rule(one=one_of, to=person, units=units, days_late=st.sampled_from([0, 30, 200, 400]))
    def issue(self, one, to, units, days_late):
        cusip = self.series(one)
        issue_date = max(self.model.clock.today - days_late, self.ghosts[cusip].terms.dated_date)
        self.deliver(cusip, self.people[to], units, issue_date)

    # Holding

    @rule(one=one_of, to=person, percent=percent)
    def transfer(self, one, to, percent):
        cusip, holder = self.tradable(one)
        self.step("transfer", holder, self.people[to], cusip, self.share(cusip, holder, percent))

    @rule(one=one_of, to=person, percent=percent, right=st.sampled_from(["operator", "allowance", "none"]))
    def transfer_from(self, one, to, percent, right):
        cusip, holder = self.tradable(one)
        units = self.share(cusip, holder, percent)
        self.step("set_operator", holder, self.start.operator, right == "operator")
        if right == "allowance":
            self.step("approve", holder, self.start.operator, cusip, units + 1)
        self.step("transfer_from", self.start.operator, holder, self.people[to], cusip, units)

    @rule(one=one_of, to=person, percent=percent, later=st.sampled_from([-1, 0, 0, 1]))
    def transfer_around_a_coupon_date(self, one, to, percent, later):
        cusip, _ = self.tradable(one)
        self.travel_near(cusip, later)
        self.transfer(one, to, percent)

    # Interest and principal

    @rule(one=one_of)
    @precondition(lambda self: self.is_anything_owed())
    def claim(self, one):
        cusip, holder = self.owed(one)
        self.pay("claim", holder, cusip, holder)

    @rule(one=one_of)
    @precondition(lambda self: any(self.has_matured(cusip) for cusip, _ in self.model.holdings))
    def redeem(self, one):
        cusip, holder = self.pick([key for key in self.model.holdings if self.has_matured(key[0])], one)
        self.pay("redeem", holder, cusip, holder)

    @rule(one=one_of, approved=st.sampled_from([True, True, False]))
    def claim_through_the_operator(self, one, approved):
        cusip, holder = self.owed(one)
        self.step("set_operator", holder, self.start.operator, approved)
        self.pay("claim", self.start.operator, cusip, holder)

    @rule(one=one_of, what=st.sampled_from(["money", "allowance"]), percent=st.sampled_from([0, 50, 99]))
    @precondition(lambda self: self.is_anything_owed())
    def claim_when_the_treasury_is_short(self, one, what, percent):
        cusip, holder = self.owed(one)
        left = self.model.interest_owed(cusip, holder) * percent // 100
        treasury, registry = self.start.treasury, self.registry.address
        if what == "allowance":
            self.step_of(self.model.cash, self.cash, "approve", treasury, registry, left)
        else:
            spent = max(0, self.model.cash.balance_of[treasury] - left)
            self.step_of(self.model.cash, self.cash, "transfer", treasury, self.start.sink, spent)
        self.pay("claim", holder, cusip, holder)

    @rule()
    @precondition(lambda self: not self.is_solvent())
    def fill_the_treasury(self):
        self.fill()

    # Steps that both sides must reject

    @rule(one=one_of, caller=person)
    def issue_by_anyone(self, one, caller):
        caller = self.people[caller]
        self.step("issue", caller, self.series(one), caller, 1, self.model.clock.today)

    @rule(one=one_of)
    def transfer_to_who_may_not_hold(self, one):
        cusip, holder = self.tradable(one)
        self.step("transfer", holder, self.start.stranger, cusip, 1)

    @rule(one=one_of, difference=st.sampled_from([{"interest_rate": 130}, {"cusip": b"912828ZZ7"}]))
    def establish_unlawful_terms(self, one, difference):
        self.establish_as(replace(self.ghosts[self.series(one)].terms, **difference))

    # Time

    @rule(one=one_of, later=st.sampled_from([-1, 0, 0, 1, 2, 3]))
    def travel_to_a_coupon_date(self, one, later):
        """Or to the maturity of a bill: the next date on which a series pays, and the days around."""
        self.travel_near(self.series(one), later)

    @rule(days=st.integers(1, 60))
    def travel_some_days(self, days):
        self.travel(start_of(self.model.clock.today + days))

    @rule(one=one_of, days=st.lists(st.integers(0, 3), min_size=1, max_size=3))
    def announce_holidays(self, one, days):
        """Around the next payment of a series; a day that has begun both sides must reject."""
        dates = [date for date in self.dates_of(self.series(one)) if date > self.model.clock.today]
        first = min(dates, default=self.model.clock.today)
        self.step_as_administrator("announce_holidays", [first + day for day in days])

    # Lawful orders

    @rule(person=st.integers(0, 3))
    def freeze(self, person):
        """A holder or the operator."""
        self.order(OrderAction.FREEZE, [*self.people, self.start.operator][person])

    @rule()
    @precondition(lambda self: self.frozen())
    def release_everybody(self):
        self.release()

    # Invariants

    @invariant()
    def everything_agrees(self):
        for (cusip, holder), (units, _, _, _, is_missed), owed in self.holdings_on_chain():
            expected = self.model.holding_of(cusip, holder)
            assert (units, is_missed) == (expected.units, expected.is_payment_missed)
            assert owed == self.model.interest_owed(cusip, holder)
        for expected, security in zip(
            self.model.securities.values(), self.securities_on_chain(), strict=True
        ):
            assert tuple(security) == astuple(expected)
        for account, dollars in self.cash_on_chain():
            assert dollars == self.model.cash.balance_of[account]

    @invariant()
    def holdings_sum_to_the_outstanding(self):
        """Invariant 3: issued less redeemed, nothing else."""
        held = dict.fromkeys(self.ghosts, 0)
        for (cusip, _), (units, *_), _ in self.holdings_on_chain():
            held[cusip] += units
        outstanding = [security[8] for security in self.securities_on_chain()]
        assert list(held.values()) == outstanding == [ghost.outstanding for ghost in self.ghosts.values()]

    @invariant()
    def interest_is_paid_once_to_whom_it_belongs(self):
        """Invariant 4: what was paid and what is owed are the coupons of all units at each coupon date."""
        owed = dict.fromkeys(self.ghosts, 0)
        for (cusip, _), _, interest in self.holdings_on_chain():
            owed[cusip] += interest
        for cusip, ghost in self.ghosts.items():
            assert ghost.interest_paid + owed[cusip] == ghost.entitled

    @invariant()
    def holders_have_what_was_paid(self):
        """Invariant 4, the same for principal: all cash of the holders came from coupons and redeemed par."""
        paid = sum(ghost.interest_paid + ghost.redeemed * PAR for ghost in self.ghosts.values())
        assert sum(dollars for account, dollars in self.cash_on_chain() if account in self.people) == paid

    @invariant()
    def missed_payments_are_the_holders_who_wait(self):
        waiting = dict.fromkeys(self.ghosts, 0)
        for (cusip, _), (_, _, _, _, is_missed), _ in self.holdings_on_chain():
            waiting[cusip] += is_missed
        assert list(waiting.values()) == [security[9] for security in self.securities_on_chain()]

    # What the chain says

    def holdings_on_chain(self):
        return self.read()[0]

    def securities_on_chain(self):
        return self.read()[1]

    def cash_on_chain(self):
        return self.read()[2]

    def read(self):
        """Every holding, security and balance; once after each step."""
        if self.state is None:
            keys = [(cusip, holder) for cusip in self.ghosts for holder in self.people]
            accounts = [*self.people, self.start.treasury, self.start.operator]
            registry = self.registry
            questions = [(registry.holdingOf, cusip.encode(), holder) for cusip, holder in keys]
            questions += [(registry.interestOwed, cusip.encode(), holder) for cusip, holder in keys]
            questions += [(registry.securityOf, cusip.encode()) for cusip in self.ghosts]
            questions += [(self.cash.balanceOf, account) for account in accounts]
            said = iter(read(questions))
            holdings = [next(said) for _ in keys]
            owed = [next(said) for _ in keys]
            securities = [next(said) for _ in self.ghosts]
            self.state = (
                list(zip(keys, holdings, owed, strict=True)),
                securities,
                list(zip(accounts, said, strict=True)),
            )
        return self.state

    state = None

    # What a step is taken with

    def series(self, one):
        return list(self.ghosts)[one % len(self.ghosts)]

    def cusip(self, number):
        first = f"912810A{number:X}"
        return f"{first}{check_digit(first)}".encode()

    def pick(self, candidates, one):
        """One of the holdings that can take the step; of all, if none can."""
        candidates = candidates or [(cusip, holder) for cusip in self.ghosts for holder in self.people]
        return candidates[one % len(candidates)]

    def is_anything_owed(self):
        return any(self.model.interest_owed(*key) for key in self.model.holdings)

    def owed(self, one):
        """A holding on which interest is owed; first those that have waited in vain."""
        owed = [key for key in self.model.holdings if self.model.interest_owed(*key)]
        waiting = [key for key in owed if self.model.holdings[key].is_payment_missed]
        return self.pick(waiting or owed, one)

    def tradable(self, one):
        held = [key for key, holding in self.model.holdings.items() if holding.units]
        return self.pick([key for key in held if not self.has_matured(key[0])] or held, one)

    def has_matured(self, cusip):
        return self.model.clock.today >= self.model.securities[cusip].maturity_date

    def share(self, cusip, holder, percent):
        return self.model.holding_of(cusip, holder).units * percent // 100 + (percent > 100)

    def dates_of(self, cusip):
        terms = self.ghosts[cusip].terms
        if terms.interest_rate == 0:
            return [terms.maturity_date]
        return [coupon_date(terms.maturity_date, half_years) for half_years in range(16)]

    def is_solvent(self):
        cash, treasury = self.model.cash, self.start.treasury
        return min(cash.balance_of[treasury], cash.allowance[treasury, self.registry.address]) >= RICH // 2

    def frozen(self):
        return [
            account for account in self.model.compliance.holders if self.model.compliance.is_frozen(account)
        ]

    # How a step is taken

    def step(self, name, caller, *arguments):
        return self.step_of(self.model, self.registry, name, caller, *arguments)

    def step_of(self, model, contract, name, caller, *arguments):
        return self.take(
            name,
            lambda: getattr(model, name)(caller, *arguments),
            lambda: getattr(contract, camel(name))(*self.to_chain(name, arguments), {"from": caller}),
        )

    def step_as_administrator(self, name, *arguments):
        return self.take(
            name,
            lambda: getattr(self.model, name)(*arguments),
            lambda: getattr(self.registry, camel(name))(
                *self.to_chain(name, arguments), {"from": self.start.administrator}
            ),
        )

    def take(self, name, on_model, on_chain):
        self.state = None
        tx = on_both(on_model, on_chain)
        self.tally.count(name, tx is not None)
        return tx

    def to_chain(self, name, arguments):
        """A CUSIP is bytes on the chain, and a number where it is an ERC-6909 id."""
        is_id = name in {"transfer", "transfer_from", "approve"}
        return [
            (int.from_bytes(given.encode(), "big") if is_id else given.encode())
            if isinstance(given, str) and len(given) == 9
            else to_abi(given)
            for given in arguments
        ]

    def establish_as(self, terms):
        cusip = terms.cusip.decode()
        tx = self.step_as_administrator("establish", cusip, terms.terms)
        if tx and cusip in self.model.securities:
            self.ghosts.setdefault(cusip, Ghost(terms))

    def deliver(self, cusip, holder, units, issue_date):
        if self.step("issue", self.start.house, cusip, holder, units, issue_date):
            self.ghosts[cusip].issue(units, issue_date, self.model.clock.today)

    def pay(self, what, caller, cusip, holder):
        tx = self.step(what, caller, cusip, holder)
        if tx and "InterestPaid" in tx.events:
            self.ghosts[cusip].interest_paid += tx.events["InterestPaid"]["interest"]
        if tx and "Redeemed" in tx.events:
            self.ghosts[cusip].interest_paid += tx.events["Redeemed"]["interest"]
            self.ghosts[cusip].redeemed += tx.events["Redeemed"]["units"]

    def travel(self, unix_time):
        self.state = None
        before = self.model.clock.today
        travel_to(unix_time)
        self.model.clock.now = unix_time
        for ghost in self.ghosts.values():
            ghost.pass_time(before, self.model.clock.today)

    def travel_near(self, cusip, later):
        """To the next date on which the series pays, or some days later."""
        dates = [start_of(date + later) for date in self.dates_of(cusip) if start_of(date + later) > now()]
        if dates:
            self.travel(min(dates))

    def order(self, action, account):
        terms = (b"\xa1" * 32, b"\xd0" * 32, action, account, now() + 3600)
        by = {"from": self.start.administrator}
        order = self.model.compliance.record_order(*terms, now())
        self.compliance.recordOrder(*terms, by)
        self.model.compliance.execute_order(order, now())
        self.compliance.executeOrder(order, by)

    def release(self):
        for account in self.frozen():
            self.order(OrderAction.UNFREEZE, account)

    def fill(self):
        treasury, registry = self.start.treasury, self.registry.address
        self.step_of(self.model.cash, self.cash, "approve", treasury, registry, INFINITE)
        self.take(
            "mint",
            lambda: self.model.cash.mint(treasury, RICH),
            lambda: self.cash.mint(treasury, RICH, {"from": treasury}),
        )

    def teardown(self):
        """When all has matured, everybody, once released, is paid everything."""
        self.release()
        self.fill()
        self.travel(start_of(max(ghost.terms.maturity_date for ghost in self.ghosts.values()) + 14))
        for cusip, holder in list(self.model.holdings):
            self.pay("redeem", holder, cusip, holder)
        self.everything_agrees()
        for ghost in self.ghosts.values():
            assert (ghost.outstanding, ghost.interest_paid) == (0, ghost.entitled)
