"""Disclosure and its model agree on what is published, signed and late, after any sequence of steps."""

from dataclasses import astuple, replace
from datetime import date

from brownie import ZERO_ADDRESS
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from market.rule_profiles import laws
from model import disclosure as model
from model.calendar import calendar_date, unix_day
from model.clock import SECONDS_IN_DAY, Clock
from model.rule_book import Capacity, RuleBook
from scripts.batch import read
from scripts.network import chain_in_use, set_clock, travel_to
from tests.helpers import now
from tests.stateful.machine import camel, run, take

SIGNING = {
    Capacity.CHIEF_EXECUTIVE: "certify_as_chief_executive",
    Capacity.CHIEF_FINANCIAL_OFFICER: "certify_as_chief_financial_officer",
    Capacity.AUDITOR: "examine",
}
HASHES = [b"\xaa" * 32, b"\xbb" * 32, b"\xcc" * 32]
UNITED_STATES = laws()[0]
OCTOBER = unix_day(date(2015, 10, 20)) * SECONDS_IN_DAY
SOONER = b"US, ten days".ljust(32, b"\0")


def test_disclosure_and_its_model_agree(RuleBook, Disclosure, ParAccessManager, accounts):
    travel_to(OCTOBER)  # so that years end
    administrator, *people = accounts[20:25]
    manager = administrator.deploy(ParAccessManager, administrator)
    for person in people:  # whoever administers may take every step
        manager.grantRole(0, person, 0, {"from": administrator})
    rule_book = administrator.deploy(RuleBook, manager)
    rows = {law.key: law.profile for law in laws()}
    rows[SOONER] = replace(UNITED_STATES.profile, report_days=10)
    for name, profile in rows.items():
        rule_book.setProfile(name, astuple(profile), {"from": administrator})
    rule_book.adopt(UNITED_STATES.key, {"from": administrator})
    disclosure = administrator.deploy(Disclosure, rule_book, manager)
    chain_in_use().snapshot()

    tally = run(
        lambda tally: ReportMachine(rule_book, rows, disclosure, administrator, people, tally), "disclosure"
    )

    tally.require(share=0.5, publish=2, sign=3, complete=0.5, adopt=0.5)


class ReportMachine(RuleBasedStateMachine):
    months_ago = st.sampled_from([1, 1, 1, 2, 2, 3])
    person = st.integers(0, 3)
    capacity = st.sampled_from(Capacity)
    document = st.sampled_from(HASHES)
    law = st.sampled_from([0, 0, 1, 3, 3, 5, 5])  # United States, EU, New York, and the ten days

    def __init__(self, rule_book, rows, disclosure, administrator, people, tally):
        super().__init__()
        chain_in_use().revert()
        self.rule_book = rule_book
        self.disclosure = disclosure
        self.administrator = administrator
        self.people = people
        self.tally = tally
        self.names = list(rows)
        self.time = now()
        self.model = model.Disclosure(Clock(now()), RuleBook(rows, UNITED_STATES.key))
        self.wait(65)

    # Steps

    @rule(months_ago=months_ago, document=document)
    def publish(self, months_ago, document):
        self.step("publish", self.administrator, self.month(months_ago), document)

    @rule(months_ago=st.sampled_from([0, 12]), document=document)
    def publish_what_has_no_report(self, months_ago, document):
        self.step("publish", self.administrator, self.month(months_ago), document)

    @rule(months_ago=months_ago, person=person)
    def sign_all_that_is_missing(self, months_ago, person):
        """One person in every capacity: both sides must take the first signature only."""
        month = self.month(months_ago)
        report = self.model.report_of(month)
        for capacity in Capacity:
            if report.version and capacity not in report.signatures:
                self.sign_as(month, capacity, person, report.report_hash)

    @rule(months_ago=months_ago, document=document, law=law, first=person)
    def publish_and_sign_under_another_law(self, months_ago, document, law, first):
        month = self.month(months_ago)
        self.step("publish", self.administrator, month, document)
        self.adopt(law)
        for capacity in Capacity:
            self.sign_as(month, capacity, (first + capacity) % 4, self.model.report_of(month).report_hash)

    @rule(months_ago=months_ago, capacity=capacity, person=person, document=document)
    def sign_any_version(self, months_ago, capacity, person, document):
        self.sign_as(self.month(months_ago), capacity, person, document)

    @rule(law=law)
    def adopt(self, law):
        name = self.names[law]
        self.tick()
        accepted = take(
            lambda: self.model.rule_book.adopt(name), self.rule_book.adopt, name, by=self.administrator
        )
        self.tally.count("adopt", accepted)

    @rule(days=st.sampled_from([1, 5, 15, 30, 31]))
    def wait(self, days):
        self.time += days * SECONDS_IN_DAY
        travel_to(self.time)

    # Invariants

    @invariant()
    def every_report_agrees(self):
        months = self.every_month()
        for month, on_chain in zip(
            months, read([(self.disclosure.reportOf, each) for each in months]), strict=True
        ):
            report = self.model.report_of(month)
            assert bytes(on_chain["reportHash"]) == report.report_hash
            assert on_chain[1:] == (
                report.published_at,
                report.completed_at,
                report.version,
                report.needed,
                report.signed,
            )

    @invariant()
    def every_signature_agrees(self):
        asked = [(month, capacity) for month in self.every_month() for capacity in Capacity]
        on_chain = read([(self.disclosure.signatureOf, *each) for each in asked])
        for (month, capacity), (signer, signed_at, version) in zip(asked, on_chain, strict=True):
            report = self.model.report_of(month)
            if capacity not in report.signatures:
                assert (signer, signed_at, version) == (ZERO_ADDRESS, 0, 0)
                continue
            expected = report.signatures[capacity]
            assert (signer, signed_at, version) == (expected.signer, expected.signed_at, report.version)

    @invariant()
    def three_people_sign(self):
        for report in self.model.reports.values():
            signers = [signature.signer for signature in report.signatures.values()]
            assert len(set(signers)) == len(signers)

    @invariant()
    def the_same_months_are_late(self):
        self.model.clock.now = now()
        months = self.every_month()
        *late, every_late, times = read(
            [(self.disclosure.isLate, each) for each in months]
            + [(self.disclosure.lateMonths,), (self.disclosure.lateFrom, months[0])]
        )
        assert late == [self.model.is_late(each) for each in months]
        assert list(every_late) == self.model.late_months()
        assert times == self.model.late_from(months[0])

    # How a step is taken

    def month(self, months_ago: int) -> int:
        """As in 202611."""
        today = calendar_date(self.time // SECONDS_IN_DAY)
        years, months = divmod(today.year * 12 + today.month - 1 - months_ago, 12)
        return years * 100 + months + 1

    def every_month(self) -> list[int]:
        first, this = self.model.first_month, self.month(0)
        return [each for each in range(first, this + 1) if model.is_month(each)]

    def sign_as(self, month, capacity, person, document):
        caller = self.people[person]
        before = self.model.report_of(month).completed_at
        accepted = self.step(SIGNING[capacity], caller, month, document, tell=[caller.address], kind="sign")
        if accepted and not before and self.model.is_complete(month):
            self.tally.count("complete", True)

    def step(self, name, caller, *arguments, tell=(), kind=None):
        self.tick()
        accepted = take(
            lambda: getattr(self.model, name)(*tell, *arguments),
            getattr(self.disclosure, camel(name)),
            *arguments,
            by=caller,
        )
        self.tally.count(kind or name, accepted)
        return accepted

    def tick(self):
        """One second after the step before."""
        self.time += 1
        set_clock(self.time)
        self.model.clock.now = self.time
