"""Monthly reports are published and signed, under laws that change in between."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from model import disclosure
from model.calendar import calendar_date
from model.clock import SECONDS_IN_DAY
from model.par_dollar import NOBODY
from model.rule_book import Capacity
from tests.stateful.law_steps import LawInvariants, LawSteps
from tests.stateful.market import Fact

SIGNING = {
    Capacity.CHIEF_EXECUTIVE: "certify_as_chief_executive",
    Capacity.CHIEF_FINANCIAL_OFFICER: "certify_as_chief_financial_officer",
    Capacity.AUDITOR: "examine",
}
HASHES = [b"\xaa" * 32, b"\xbb" * 32, b"\xcc" * 32]


class ReportSteps(LawSteps):
    months_ago = st.sampled_from([1, 1, 1, 2, 2, 3])
    person = st.integers(0, 3)
    capacity = st.sampled_from(Capacity)
    document = st.sampled_from(HASHES)

    @rule(months_ago=months_ago, document=document)
    def publish_report(self, months_ago, document):
        self.publish_for(self.ended_month(months_ago), document)

    @rule(months_ago=st.sampled_from([0, 12]), document=document)
    def publish_what_has_no_report(self, months_ago, document):
        """The month goes on, or was before the first."""
        self.publish_for(self.month(months_ago), document)

    @rule(months_ago=months_ago, person=person)
    def sign_all_that_is_missing(self, months_ago, person):
        """One person in every capacity, if it may: both sides must take the first signature only."""
        month = self.ended_month(months_ago)
        report = self.model.disclosure.report_of(month)
        for capacity in Capacity:
            if report.version and capacity not in report.signatures:
                self.sign_as(month, capacity, person, report.report_hash)

    @rule(months_ago=months_ago, document=document, law=LawSteps.law, first=person)
    def publish_and_sign_under_another_law(self, months_ago, document, law, first):
        month = self.ended_month(months_ago)
        self.publish_for(month, document)
        self.adopt(law)
        for capacity in Capacity:
            report = self.model.disclosure.report_of(month)
            self.sign_as(month, capacity, first + capacity, report.report_hash)

    @rule(document=document, number=st.integers(1, len(Capacity)), first=person)
    def report_in_good_order(self, document, number, first):
        """Each signs who is to sign, or the last ones do not."""
        month = self.ended_month(1)
        self.publish_for(month, document)
        for capacity in list(Capacity)[:number]:
            self.sign_as(month, capacity, first + capacity, document)

    def publish_for(self, month: int, document: bytes) -> None:
        self.step(self.publisher, "disclosure", "publish", month, document)

    def ended_month(self, months_ago: int) -> int:
        """Of those that have a report."""
        first = self.model.disclosure.first_month
        if self.month(1) < first:
            self.wait_until(disclosure.first_day_after(self.month(0)) * SECONDS_IN_DAY)
        return max(first, self.month(months_ago))

    @rule(seconds=st.sampled_from([0, 1]))
    def wait_until_a_report_is_late(self, seconds):
        """Or until a second before."""
        late_from = self.model.disclosure.late_from(self.ended_month(1))
        if late_from < disclosure.NEVER:
            self.wait_until(late_from - seconds)

    def wait_until(self, time: int) -> None:
        self.travel(time)

    @rule(months_ago=months_ago, capacity=capacity, person=person, document=document)
    def sign_any_version(self, months_ago, capacity, person, document):
        self.sign_as(self.ended_month(months_ago), capacity, person, document)

    def sign_as(self, month: int, capacity: Capacity, person: int, document: bytes) -> None:
        was_complete = self.model.disclosure.is_complete(month)
        signer = self.one_of(person, self.who_may_sign(capacity))
        self.step(signer, "disclosure", SIGNING[capacity], month, document)
        self.tally.observe("complete", not was_complete and self.model.disclosure.is_complete(month))

    def who_may_sign(self, capacity: Capacity) -> list[str]:
        return [getattr(self.market.parts, capacity.name.lower()).address]

    @property
    def publisher(self) -> str:
        return self.market.parts.chief_financial_officer.address

    def month(self, months_ago: int) -> int:
        """As in 202611."""
        today = calendar_date(self.model.clock.today)
        years, months = divmod(today.year * 12 + today.month - 1 - months_ago, 12)
        return years * 100 + months + 1


class ReportInvariants(LawInvariants):
    """Of reports, beside the model: what the law in force asked for, and who has signed."""

    def __init__(self, market, tally):
        self.asked = {}  # by month, of its latest report: signatures
        self.signers = {}  # by month, of its latest report: in which capacity who has signed
        super().__init__(market, tally)

    def step(self, by, contract, name, *arguments):
        law = self.model.rule_book.rules()
        accepted = super().step(by, contract, name, *arguments)
        if accepted and contract == "disclosure":
            month, _ = arguments
            if name == "publish":
                self.asked[month], self.signers[month] = law.signatures, {}
            else:
                self.signers[month][CAPACITIES[name]] = by
        return accepted

    @invariant()
    def a_report_is_complete_once_as_many_as_the_law_asked_for_have_signed(self):
        for month, signers in self.signers.items():
            assert self.model.disclosure.is_complete(month) == self.is_signed(month)
            assert len(set(signers.values())) == len(signers)

    @invariant()
    def a_month_without_a_complete_report_is_late_from_its_day_on(self):
        """By the law in force; with no day in it, none is late."""
        today, report_days = self.model.clock.today, self.model.rule_book.rules().report_days
        for month in self.compared():
            is_over = report_days and today >= disclosure.first_day_after(month) + report_days
            assert self.model.disclosure.is_late(month) == bool(is_over and not self.is_signed(month))

    def is_signed(self, month: int) -> bool:
        """By all that were asked for, if it has been published."""
        signed = sum(capacity.bit for capacity in self.signers.get(month, ()))
        return month in self.asked and signed & self.asked[month] == self.asked[month]

    def compared(self) -> list[int]:
        """Months that have a report, and the latest two that have ended."""
        first, latest = self.model.disclosure.first_month, (self.month(1), self.month(2))
        return sorted({*self.signers, *(month for month in latest if month >= first)})

    def facts(self):
        yield from super().facts()
        contract, model = self.market.system.disclosure, self.model.disclosure
        yield Fact(model.late_months(), contract.lateMonths, seen_as=list)
        for month in self.compared():
            report = model.report_of(month)
            figures = (report.published_at, report.completed_at, report.version, report.needed, report.signed)
            yield Fact((report.report_hash, *figures), contract.reportOf, (month,), as_report)
            for capacity in Capacity if report.version else ():
                yield Fact(as_signed(report, capacity), contract.signatureOf, (month, capacity), tuple)


CAPACITIES = {name: capacity for capacity, name in SIGNING.items()}


def as_report(told: tuple) -> tuple:
    report_hash, *figures = told
    return bytes(report_hash), *figures


def as_signed(report: disclosure.Report, capacity: Capacity) -> tuple:
    """By whom, when, and which version."""
    signature = report.signatures.get(capacity)
    return (signature.signer, signature.signed_at, report.version) if signature else (NOBODY, 0, 0)
