"""The twin of Disclosure: a hash of each monthly report, and who has signed it.

Who may take a step is not told here: the access manager of the chain decides that. A month is written as in
202611.
"""

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date as Date

from model.calendar import calendar_date, unix_day
from model.clock import SECONDS_IN_DAY, Clock
from model.rejected import require
from model.rule_book import Capacity, RuleBook

NO_HASH = bytes(32)
LAST_MONTH = 999_912
NEVER = 2**40 - 1


@dataclass(frozen=True)
class Signature:
    signer: str
    signed_at: int  # [unix time]


@dataclass(frozen=True)
class Report:
    """The latest version of one month's report."""

    report_hash: bytes = NO_HASH
    published_at: int = 0  # [unix time]
    completed_at: int = 0  # [unix time]
    version: int = 0
    needed: int = 0  # [set of Capacity]
    signatures: dict[Capacity, Signature] = field(default_factory=dict)

    @property
    def signed(self) -> int:
        """[set of Capacity]"""
        return sum(capacity.bit for capacity in self.signatures)


@dataclass
class Disclosure:
    clock: Clock
    rule_book: RuleBook
    first_month: int = 0
    reports: dict[int, Report] = field(default_factory=dict)

    def __post_init__(self):
        self.first_month = self.first_month or self._this_month

    # Publishing

    def publish(self, month: int, report_hash: bytes) -> None:
        self._require_month(month)
        require(month < self._this_month, "MonthNotEnded")
        require(report_hash != NO_HASH, "HashMissing")
        latest = self.report_of(month)
        require(latest.report_hash != report_hash, "AlreadyPublished")

        needed = self.rule_book.rules().signatures
        self.reports[month] = self._completed(
            Report(report_hash, self.clock.now, version=latest.version + 1, needed=needed)
        )

    # Signing

    def certify_as_chief_executive(self, caller: str, month: int, report_hash: bytes) -> None:
        self._sign(caller, month, report_hash, Capacity.CHIEF_EXECUTIVE)

    def certify_as_chief_financial_officer(self, caller: str, month: int, report_hash: bytes) -> None:
        self._sign(caller, month, report_hash, Capacity.CHIEF_FINANCIAL_OFFICER)

    def examine(self, caller: str, month: int, report_hash: bytes) -> None:
        self._sign(caller, month, report_hash, Capacity.AUDITOR)

    def _sign(self, caller: str, month: int, report_hash: bytes, capacity: Capacity) -> None:
        report = self.report_of(month)
        require(report.version > 0 and report.report_hash == report_hash, "NotTheLatest")
        require(capacity not in report.signatures, "AlreadySigned")
        signers = [signature.signer for signature in report.signatures.values()]
        require(caller not in signers, "SignedInAnotherCapacity")

        signatures = {**report.signatures, capacity: Signature(caller, self.clock.now)}
        self.reports[month] = self._completed(replace(report, signatures=signatures))

    def _completed(self, report: Report) -> Report:
        if report.completed_at or report.signed & report.needed != report.needed:
            return report
        return replace(report, completed_at=self.clock.now)

    # Reading

    def report_of(self, month: int) -> Report:
        return self.reports.get(month, Report())

    def is_complete(self, month: int) -> bool:
        return self.report_of(month).completed_at > 0

    def late_from(self, month: int) -> int:
        self._require_month(month)
        report_days = self.rule_book.rules().report_days
        return (first_day_after(month) + report_days) * SECONDS_IN_DAY if report_days else NEVER

    def is_late(self, month: int) -> bool:
        return self.clock.now >= self.late_from(month) and not self.is_complete(month)

    def late_months(self) -> list[int]:
        ended = range(self.first_month, self._this_month)
        return [month for month in ended if is_month(month) and self.is_late(month)]

    # Months

    def _require_month(self, month: int) -> None:
        require(is_month(month), "NotAMonth")
        require(month >= self.first_month, "BeforeFirstMonth")

    @property
    def _this_month(self) -> int:
        today = calendar_date(self.clock.today)
        return today.year * 100 + today.month


def is_month(month: int) -> bool:
    return 1 <= month % 100 <= 12 and month <= LAST_MONTH


def first_day_after(month: int) -> int:
    """The day on which a month has ended [unix day]."""
    year, number = divmod(month, 100)
    return unix_day(Date(year, number, monthrange(year, number)[1])) + 1
