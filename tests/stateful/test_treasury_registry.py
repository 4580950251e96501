"""The registry and its model agree on every holding, payment and refusal, after any sequence of steps.

Beside the model stand ghosts: totals counted from what the chain reports, coupon date by coupon date.
"""

from collections import Counter
from copy import deepcopy
from dataclasses import astuple, dataclass, field, is_dataclass, replace
from functools import cache, cached_property, partial

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from model import frn_pricing, note_pricing, tips_pricing
from model.business_days import business_days_before
from model.calendar import MONTHS_IN_HALF_YEAR, MONTHS_IN_QUARTER, coupon_date, previous_coupon_date
from model.cash import INFINITE, Cash
from model.clock import Clock
from model.compliance import Compliance, HolderClass, OrderAction
from model.cusip import check_digit
from model.frn_pricing import Accrual
from model.index_board import IndexBoard
from model.note_pricing import FirstPeriod
from model.par_dollar import ParDollar
from model.registry import PAR, TreasuryRegistry
from model.rejected import Rejected
from model.security import INDEXED, SecurityType
from scripts.batch import read
from scripts.network import chain_in_use
from tests.helpers import now, rejects, travel_to
from tests.indices import consumer_prices, index_rates, publish, publish_on_model
from tests.securities import MONTH_END_NOTE, Series, day, start_of
from tests.stateful.machine import camel, run, take
from tests.twins import on_both

# On the first day one coupon date of both notes has passed and another is near: what is
# delivered then as of the dated date is late, and the first steps already reach the next coupon.
NOTE = Series(b"912828ZZ6", SecurityType.NOTE, 4_000, day(2040, 2, 15), day(2048, 2, 15))
BILL = Series(b"912797AB3", SecurityType.BILL, 0, day(2041, 1, 31), day(2041, 5, 2))
TIPS = Series(b"912828ZT0", SecurityType.TIPS, 1_000, day(2040, 9, 15), day(2042, 3, 15))
FRN = Series(b"91282CZF1", SecurityType.FRN, 0, day(2040, 12, 1), day(2041, 12, 1), spread=-2_080)
SHORT_NOTE = Series(b"91282CZS3", SecurityType.NOTE, 3_000, day(2041, 1, 6), day(2042, 8, 31))
LONG_NOTE = Series(
    b"91282CZL8",
    SecurityType.NOTE,
    2_000,
    day(2040, 12, 20),
    day(2043, 2, 15),
    first_interest_payment_date=day(2041, 8, 15),
)
SERIES = (NOTE, MONTH_END_NOTE, BILL, TIPS, FRN, SHORT_NOTE, LONG_NOTE)
FIRST_FIGURES = day(2040, 5, 1)
FIRST_DAY = day(2041, 2, 11)
LAST_FIGURES = day(2042, 4, 1)

RATES = index_rates(FIRST_FIGURES, LAST_FIGURES)
PRICES = IndexBoard(Clock(0), cpi_of=dict(consumer_prices(FIRST_FIGURES, LAST_FIGURES)))

ACCEPTED_AT_LEAST = 0.6  # of all steps, or the machine tests refusals and little else
KINDS = (HolderClass.FUND, HolderClass.FUND, HolderClass.BANK, HolderClass.RETAIL)  # of the holders
RESTRICTED = (TIPS, SHORT_NOTE)  # may exclude some of them
RICH = 10**17  # more than all securities of one example cost [micro-dollars]


@pytest.fixture(scope="module")
def contracts(TreasuryRegistry, IndexBoard, Compliance, CashToken, ParDollar, ParAccessManager, accounts):
    """Restricted to the administrator, with accounts in the place of the reserve and the auction house."""
    administrator, reserve, treasury, *_ = accounts[20:]
    manager = administrator.deploy(ParAccessManager, administrator)
    compliance = administrator.deploy(Compliance, manager)
    compliance.setParDollar(reserve.deploy(ParDollar, compliance), {"from": administrator})
    cash = administrator.deploy(CashToken)
    board = administrator.deploy(IndexBoard, manager)
    registry = administrator.deploy(TreasuryRegistry, cash, compliance, board, treasury, manager)
    return registry, compliance, cash, board


def test_the_registry_and_its_model_agree(contracts, accounts):
    start = World(*contracts, accounts[20:])
    chain_in_use().snapshot()

    tally = run(lambda tally: RegistryMachine(start, tally), "the registry")

    tally.require(
        ACCEPTED_AT_LEAST,
        claim=0.5,
        redeem=2,
        issue=0.3,
        transfer=0.3,
        transfer_from=0.1,
        retire=0.2,
        exclude_classes=0.2,
        fix_interest=0.1,
    )


@dataclass
class Ghost:
    """What has happened to one series, counted eagerly, coupon date by coupon date."""

    terms: Series
    issued: int = 0  # [units]
    retired: int = 0  # [units]
    redeemed: int = 0  # [units]
    paid: int = 0  # as principal [micro-dollars]
    interest_paid: int = 0  # [micro-dollars]
    entitled: Counter = field(default_factory=Counter)  # to the interest of a coupon date [units]

    @property
    def outstanding(self) -> int:
        return self.issued - self.retired - self.redeemed

    @property
    def months(self) -> int:
        return MONTHS_IN_QUARTER if self.terms.security_type == SecurityType.FRN else MONTHS_IN_HALF_YEAR

    @cached_property
    def coupon_dates(self) -> list[int]:
        """All on which interest is paid."""
        terms = self.terms.terms
        if terms.security_type == SecurityType.BILL:
            return []
        dates, periods = [], 0
        while (date := coupon_date(terms.maturity_date, periods, self.months)) >= (
            terms.first_interest_payment_date
        ):
            dates.insert(0, date)
            periods += 1
        return dates

    def pass_time(self, before: int, today: int) -> None:
        for date in self.coupon_dates:
            if before < date <= today:
                self.entitled[date] += self.outstanding

    def issue(self, units: int, issue_date: int, today: int) -> None:
        self.issued += units
        for date in self.coupon_dates:
            if issue_date < date <= today:
                self.entitled[date] += units

    def interest(self, holidays: set[int]) -> int:
        """All that holders are entitled to, by every figure that will ever be published."""
        return sum(
            units * payment_on(self.terms, date, *self.lock_outs(date, holidays))
            for date, units in self.entitled.items()
        )

    def lock_outs(self, date: int, holidays: set[int]) -> list[int]:
        """Two business days before the beginning of the interest period and before its end."""
        return [business_days_before(holidays, each, 2) for each in (self.last_coupon_date(date), date)]

    def last_coupon_date(self, date: int) -> int:
        before = [each for each in self.coupon_dates if each < date]
        return before[-1] if before else self.terms.dated_date


@cache
def payment_on(series: Series, date: int, start_lock_out: int, end_lock_out: int) -> int:
    """What one unit is paid on a coupon date, by the formulas of its kind."""
    terms = series.terms
    if terms.security_type == SecurityType.FRN:
        start = previous_coupon_date(date - 1, terms.maturity_date, MONTHS_IN_QUARTER)
        accrual = Accrual(start_lock_out, start, end_lock_out, date)
        return frn_pricing.in_micro_dollars(frn_pricing.accrued_interest(accrual, RATES, terms.spread))

    payment = series.coupon
    if date == terms.first_interest_payment_date:
        first = FirstPeriod(terms.dated_date, date)
        payment = note_pricing.first_interest_payment(terms.interest_rate, terms.maturity_date, first)
    return payment if terms.security_type != SecurityType.TIPS else adjusted(series, payment, date)


def principal_of(series: Series) -> int:
    if series.security_type != SecurityType.TIPS:
        return PAR
    return max(PAR, adjusted(series, PAR, series.maturity_date))


def adjusted(series: Series, amount: int, date: int) -> int:
    return tips_pricing.adjusted(amount, PRICES.index_ratio(date, series.dated_date))


class World:
    """The registry with its surroundings, on the chain and as models, at the start of every example."""

    def __init__(self, registry, compliance, cash, board, accounts):
        self.registry, self.compliance, self.cash, self.board = registry, compliance, cash, board
        self.administrator, self.reserve, self.treasury, self.house, self.strips, self.sink, *others = (
            account.address for account in accounts
        )
        self.holders, self.operator, self.stranger = others[:3], others[3], others[4]
        self.set_the_stage()
        self.model = self.modelled()
        self.ghosts = {terms.cusip.decode(): Ghost(terms) for terms in SERIES}
        for terms in SERIES:
            for units, holder in ((1_000, self.holders[0]), (2_000, self.holders[1])):
                self.deliver(terms, holder, units)

    def set_the_stage(self):
        by = {"from": self.administrator}
        travel_to(start_of(FIRST_DAY))
        self.registry.setAuctionHouse(self.house, by)
        self.registry.setStrips(self.strips, by)
        publish(self.board, self.administrator, FIRST_FIGURES, FIRST_DAY)
        for holder in self.holders:
            self.compliance.setHolder(holder, HolderClass.FUND, b"US", False, by)
        self.cash.mint(self.treasury, RICH, by)
        self.cash.approve(self.registry, INFINITE, {"from": self.treasury})
        for terms in RESTRICTED:
            self.registry.excludeClasses(terms.cusip, [], by)
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
        publish_on_model(board, FIRST_FIGURES, FIRST_DAY)
        model = TreasuryRegistry(self.registry.address, clock, cash, compliance, board, self.treasury)
        model.set_auction_house(self.house)
        model.set_strips(self.strips)
        for series in RESTRICTED:
            model.exclude_classes(series.cusip.decode(), [])
        for series in SERIES:
            model.establish(series.cusip.decode(), series.terms)
        return model

    def deliver(self, terms, holder, units):
        """Late: as of the dated date."""
        cusip = terms.cusip.decode()
        self.registry.issue(terms.cusip, holder, units, terms.dated_date, {"from": self.house})
        self.model.issue(self.house, cusip, holder, units, terms.dated_date)
        self.ghosts[cusip].issue(units, terms.dated_date, FIRST_DAY)


class RegistryMachine(RuleBasedStateMachine):
    person = st.integers(0, 2)
    one_of = st.integers(0, 23)  # of the series, or of the holdings that a step can be taken with
    units = st.integers(1, 10**6)
    percent = st.integers(0, 100) | st.sampled_from(
        [0, 100, 101]
    )  # of a holding; above 100 both sides must reject
    excluded = st.lists(st.sampled_from(KINDS), max_size=1)

    def __init__(self, start, tally):
        super().__init__()
        chain_in_use().revert()
        self.start, self.tally = start, tally
        self.registry, self.compliance, self.cash = start.registry, start.compliance, start.cash
        self.people = start.holders
        self.model, self.ghosts = deepcopy(start.model), deepcopy(start.ghosts)
        self.published, self.is_withheld = FIRST_DAY, False

    # Series

    @precondition(lambda self: len(self.ghosts) < 10)
    @rule(
        years=st.integers(9, 30),
        eighths=st.integers(1, 60),
        number=st.integers(0, 11),
        one=one_of,
        what=st.sampled_from(["bond", "long bond", "reopened", "dated anew", "dated anew"]),
    )
    def establish(self, years, eighths, number, one, what):
        """A bond, or an outstanding series under another CUSIP; of few CUSIPs, so that some are in use."""
        terms = replace(
            NOTE,
            security_type=SecurityType.BOND,
            interest_rate=eighths * 125,
            maturity_date=coupon_date(NOTE.maturity_date, 16 - 2 * years),
        )
        if what == "long bond":
            first = terms.coupon_date(2)
            terms = replace(terms, dated_date=terms.dated_date + eighths, first_interest_payment_date=first)
        if what in ("reopened", "dated anew"):
            terms = self.ghosts[self.series(one)].terms
        if what == "dated anew" and terms.security_type != SecurityType.BILL:
            terms = replace(terms, dated_date=terms.coupon_date(number % 3), first_interest_payment_date=None)
        keeps_its_cusip = what == "dated anew" and number % 2
        self.establish_as(terms if keeps_its_cusip else replace(terms, cusip=self.cusip(number)))

    @rule(one=one_of, to=person, units=units, days_late=st.sampled_from([0, 30, 200, 400]))
    def issue(self, one, to, units, days_late):
        cusip = self.series(one)
        issue_date = max(self.model.clock.today - days_late, self.ghosts[cusip].terms.dated_date)
        self.deliver(cusip, self.people[to], units, issue_date)

    @rule(one=one_of, percent=percent, later=st.sampled_from([None, -1, 0, 1]))
    def retire(self, one, percent, later):
        """As the STRIPS contract takes units to strip them, at any time or around a coupon date."""
        if later is not None:
            self.travel_near(self.tradable(one)[0], later)
        cusip, holder = self.tradable(one)
        units = self.share(cusip, holder, percent)
        if self.step("retire", self.start.strips, cusip, holder, units):
            self.ghosts[cusip].retired += units

    @rule(one=one_of, to=person)
    @precondition(lambda self: any(ghost.retired for ghost in self.ghosts.values()))
    def issue_again(self, one, to):
        """As the STRIPS contract puts them together again."""
        stripped = [cusip for cusip, ghost in self.ghosts.items() if ghost.retired]
        cusip = stripped[one % len(stripped)]
        units, today = self.ghosts[cusip].retired, self.model.clock.today
        accepted = self.step("issue", self.start.strips, cusip, self.people[to], units, today)
        self.take_up(cusip, self.people[to], units, accepted)
        if accepted:
            self.ghosts[cusip].issue(units, today, today)

    @rule(one=one_of, number=st.integers(0, 11), classes=excluded)
    def exclude_classes(self, one, number, classes):
        """Of a restricted series, of one open to every class, or of one that may never be established."""
        outstanding = self.series(one).encode()
        restricted = [each for each in self.ghosts if self.model.excluded_classes(each)]
        cusip = restricted[one % len(restricted)].encode() if restricted and number % 3 else outstanding
        self.exclude(cusip if number < 9 else self.cusip(number), classes)

    @rule(person=person, kind=st.sampled_from(KINDS))
    def register(self, person, kind):
        """As another class, which the series that it holds may exclude."""
        terms = (self.people[person], kind, b"US", False)
        self.compliance.setHolder(*terms, {"from": self.start.administrator})
        self.model.compliance.set_holder(*terms)

    # Holding

    @rule(one=one_of, to=person, percent=percent)
    def transfer(self, one, to, percent):
        cusip, holder = self.tradable(one)
        units = self.share(cusip, holder, percent)
        accepted = self.step("transfer", holder, self.people[to], cusip, units)
        self.take_up(cusip, self.people[to], units, accepted)

    @rule(one=one_of, to=person, percent=percent, right=st.sampled_from(["operator", "allowance", "none"]))
    def transfer_from(self, one, to, percent, right):
        cusip, holder = self.tradable(one)
        units = self.share(cusip, holder, percent)
        self.step("set_operator", holder, self.start.operator, right == "operator")
        if right == "allowance":
            self.step("approve", holder, self.start.operator, cusip, units + 1)
        accepted = self.step("transfer_from", self.start.operator, holder, self.people[to], cusip, units)
        self.take_up(cusip, self.people[to], units, accepted)

    @rule(one=one_of, to=person, percent=percent, later=st.sampled_from([-1, 0, 0, 1]))
    def transfer_around_a_coupon_date(self, one, to, percent, later):
        cusip, _ = self.tradable(one)
        self.travel_near(cusip, later)
        self.transfer(one, to, percent)

    @rule(one=one_of, to=person, further=person, percent=percent)
    @precondition(lambda self: self.restricted())
    def exclude_who_is_to_receive(self, one, to, further, percent):
        """Of a restricted series, which is handed on to another holder before."""
        cusip, holder = self.pick(self.restricted(), one)
        self.exclude(cusip.encode(), [])
        self.step("transfer", holder, self.people[further], cusip, 1)
        self.exclude(cusip.encode(), [self.model.compliance.holder_of(self.people[to]).holder_class])
        units = self.share(cusip, self.people[further], percent)
        accepted = self.step("transfer", self.people[further], self.people[to], cusip, units)
        self.take_up(cusip, self.people[to], units, accepted)

    # Figures

    @rule(one=one_of, caller=person, days=st.integers(0, 200))
    def fix_interest(self, one, caller, days):
        """Of one coupon date or several."""
        cusip = self.indexed(one)
        self.travel_near(cusip, days)
        on_model = partial(self.model.fix_interest, cusip)
        self.take(self.registry, "fix_interest", on_model, (cusip,), self.people[caller])

    @rule(one=one_of, days=st.integers(0, 100))
    def withhold_figures_over_a_coupon_date(self, one, days):
        """Interest of some series can then be neither fixed nor owed."""
        self.is_withheld = True
        self.travel_near(self.indexed(one), days)

    @rule()
    @precondition(lambda self: self.is_withheld)
    def publish_figures(self):
        self.is_withheld = False
        self.publish()

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
        left = self.dues[cusip, holder] * percent // 100
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

    @rule(one=one_of, days=st.lists(st.integers(0, 3), min_size=1, max_size=3), in_lock_out=st.booleans())
    def announce_holidays(self, one, days, in_lock_out):
        """Around the next payment of a series, or in a lock-out of the floating rate note, made longer.

        A day that has begun both sides must reject.
        """
        cusip = FRN.cusip.decode() if in_lock_out else self.series(one)
        dates = [date for date in self.dates_of(cusip) if date > self.model.clock.today]
        first = min(dates, default=self.model.clock.today)
        holidays = [first - 1 - day if in_lock_out else first + day for day in days]
        self.step_as_administrator("announce_holidays", holidays)

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
        for (cusip, holder), (units, _, _, _, is_missed, _), owed in self.holdings_on_chain():
            expected = self.model.holding_of(cusip, holder)
            assert (units, is_missed) == (expected.units, expected.is_payment_missed)
            assert owed == self.dues[cusip, holder]
        for expected, security in zip(
            self.model.securities.values(), self.securities_on_chain(), strict=True
        ):
            assert tuple(security) == astuple(expected)
        for account, dollars in self.cash_on_chain():
            assert dollars == self.model.cash.balance_of[account]

    @invariant()
    def holdings_sum_to_the_outstanding(self):
        """Invariant 3: issued less retired and redeemed, nothing else."""
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
            owed[cusip] += interest or 0
        for cusip, ghost in self.ghosts.items():
            if cusip not in self.unknown:
                assert ghost.interest_paid + owed[cusip] == ghost.interest(self.model.holidays)

    @invariant()
    def holders_have_what_was_paid(self):
        """Invariant 4, the same for principal: all cash of the holders came from coupons and redemptions."""
        paid = sum(ghost.interest_paid + ghost.paid for ghost in self.ghosts.values())
        assert sum(dollars for account, dollars in self.cash_on_chain() if account in self.people) == paid

    @invariant()
    def missed_payments_are_the_holders_who_wait(self):
        waiting = dict.fromkeys(self.ghosts, 0)
        for (cusip, _), (_, _, _, _, is_missed, _), _ in self.holdings_on_chain():
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
            owing = [key for key in keys if self.dues[key] is not None]
            questions += [(registry.interestOwed, cusip.encode(), holder) for cusip, holder in owing]
            questions += [(registry.securityOf, cusip.encode()) for cusip in self.ghosts]
            questions += [(self.cash.balanceOf, account) for account in accounts]
            said = iter(read(questions))
            holdings = [next(said) for _ in keys]
            owed = {key: next(said) for key in owing}
            securities = [next(said) for _ in self.ghosts]
            self.state = (
                [(key, holding, owed.get(key)) for key, holding in zip(keys, holdings, strict=True)],
                securities,
                list(zip(accounts, said, strict=True)),
            )
        return self.state

    state = None

    # What the model says

    @property
    def dues(self):
        """Interest owed on every holding, once after each step; nothing where it waits for a figure."""
        if self.owed_by_model is None:
            self.owed_by_model = {
                (cusip, holder): self.interest_owed(cusip, holder)
                for cusip in self.ghosts
                for holder in self.people
            }
        return self.owed_by_model

    owed_by_model = None

    def interest_owed(self, cusip, holder):
        try:
            return self.model.interest_owed(cusip, holder)
        except Rejected as why:
            with rejects(str(why)):
                self.registry.interestOwed(cusip.encode(), holder)
            return None

    @property
    def unknown(self):
        """Series that wait for a figure."""
        return {cusip for (cusip, _), due in self.dues.items() if due is None}

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
        return any(self.dues.values())

    def owed(self, one):
        """A holding on which interest is owed; first those that have waited in vain."""
        owed = [key for key, due in self.dues.items() if due]
        waiting = [key for key in owed if self.model.holdings[key].is_payment_missed]
        return self.pick(waiting or owed, one)

    def tradable(self, one):
        held = [key for key, holding in self.model.holdings.items() if holding.units]
        return self.pick([key for key in held if not self.has_matured(key[0])] or held, one)

    def restricted(self):
        """Holdings of series that can exclude classes."""
        return [
            (cusip, holder)
            for (cusip, holder), holding in self.model.holdings.items()
            if holding.units and self.model.excluded_classes(cusip) and not self.has_matured(cusip)
        ]

    def is_indexed(self, cusip):
        return self.ghosts[cusip].terms.security_type in INDEXED

    def indexed(self, one):
        """A series that follows an index and has not matured; any, if there is none."""
        cusips = [cusip for cusip in self.ghosts if self.is_indexed(cusip) and not self.has_matured(cusip)]
        return cusips[one % len(cusips)] if cusips else self.series(one)

    def has_matured(self, cusip):
        return self.model.clock.today >= self.model.securities[cusip].maturity_date

    def share(self, cusip, holder, percent):
        return self.model.holding_of(cusip, holder).units * percent // 100 + (percent > 100)

    def dates_of(self, cusip):
        """A long first interest period goes on over the first of them."""
        ghost = self.ghosts[cusip]
        return [coupon_date(ghost.terms.maturity_date, periods, ghost.months) for periods in range(16)]

    def is_solvent(self):
        cash, treasury = self.model.cash, self.start.treasury
        return min(cash.balance_of[treasury], cash.allowance[treasury, self.registry.address]) >= RICH // 2

    def frozen(self):
        return [
            account for account in self.model.compliance.holders if self.model.compliance.is_frozen(account)
        ]

    # How a step is taken

    def exclude(self, cusip, classes):
        on_model = partial(self.model.exclude_classes, cusip.decode(), classes)
        self.take(
            *(self.registry, "exclude_classes", on_model, (cusip.decode(), classes)),
            self.start.administrator,
        )

    def take_up(self, cusip, to, units, accepted):
        """By transfer or out of pieces: by nobody whose class is excluded."""
        excluded = self.registry.securityOf(cusip.encode())["excludedClasses"]
        is_excluded = bool(excluded >> self.compliance.holderOf(to)["holderClass"] & 1)
        self.tally.observe("taken up of an excluded class", is_excluded and not accepted)
        assert not (accepted and units and is_excluded)

    def step(self, name, caller, *arguments):
        return self.step_of(self.model, self.registry, name, caller, *arguments)

    def step_of(self, model, contract, name, caller, *arguments):
        return self.take(contract, name, partial(getattr(model, name), caller, *arguments), arguments, caller)

    def step_as_administrator(self, name, *arguments):
        on_model = partial(getattr(self.model, name), *arguments)
        return self.take(self.registry, name, on_model, arguments, self.start.administrator)

    def take(self, contract, name, on_model, arguments, caller):
        self.state = self.owed_by_model = None
        function = getattr(contract, camel(name))
        accepted = take(on_model, function, *self.to_chain(name, arguments), by=caller)
        self.tally.count(name, accepted)
        return accepted

    def to_chain(self, name, arguments):
        """A CUSIP is bytes on the chain, and a number where it is an ERC-6909 id."""
        is_id = name in {"transfer", "transfer_from", "approve"}
        return [
            (int.from_bytes(given.encode(), "big") if is_id else given.encode())
            if isinstance(given, str) and len(given) == 9
            else astuple(given)
            if is_dataclass(given)
            else given
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
        """What was paid, the chain itself reports."""
        self.state = self.owed_by_model = None
        tx = on_both(
            lambda: getattr(self.model, what)(caller, cusip, holder),
            lambda: getattr(self.registry, what)(cusip.encode(), holder, {"from": caller}),
        )
        self.tally.count(what, tx is not None)
        if tx and "InterestPaid" in tx.events:
            self.ghosts[cusip].interest_paid += tx.events["InterestPaid"]["interest"]
        if tx and "Redeemed" in tx.events:
            ghost, units = self.ghosts[cusip], tx.events["Redeemed"]["units"]
            ghost.interest_paid += tx.events["Redeemed"]["interest"]
            ghost.redeemed += units
            ghost.paid += units * principal_of(ghost.terms)

    def travel(self, unix_time):
        self.state = self.owed_by_model = None
        before = self.model.clock.today
        travel_to(unix_time)
        self.model.clock.now = unix_time
        for ghost in self.ghosts.values():
            ghost.pass_time(before, self.model.clock.today)
        if not self.is_withheld:
            self.publish()

    def publish(self):
        """All figures known by now that are needed before the indexed series mature."""
        self.state = self.owed_by_model = None
        until = min(self.model.clock.today, LAST_FIGURES)
        publish(self.start.board, self.start.administrator, self.published, until)
        publish_on_model(self.model.index_board, self.published, until)
        self.published = until

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
        on_model = partial(self.model.cash.mint, treasury, RICH)
        self.take(self.cash, "mint", on_model, (treasury, RICH), treasury)

    def teardown(self):
        """When all has matured, everybody, once released, is paid everything."""
        self.release()
        self.fill()
        self.is_withheld = False
        self.travel(start_of(max(ghost.terms.maturity_date for ghost in self.ghosts.values()) + 14))
        for cusip, holder in list(self.model.holdings):
            self.pay("redeem", holder, cusip, holder)
        self.everything_agrees()
        for ghost in self.ghosts.values():
            assert (ghost.outstanding, ghost.interest_paid) == (0, ghost.interest(self.model.holidays))
