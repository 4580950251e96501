"""The hash of a report on the chain: publishing it, signing it, and holding a file against it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from brownie import web3
from pydantic import ValidationError

from model.rule_book import Capacity
from scripts.house import logs
from scripts.reports.composition import Report, canonical, compose, hash_of
from scripts.reports.dashboard import capacities
from scripts.reports.position import Books, ReportError, at, in_words, last_block
from scripts.settings import Settings
from scripts.story.words import moment

Tell = Callable[[str], Any]


def publish(books: Books, settings: Settings, month: int, report_hash: bytes, tell: Tell) -> None:
    """Publish the hash and sign it in every capacity; what is done already is not done again."""
    disclosure = books.disclosure
    officers = {
        Capacity.CHIEF_EXECUTIVE: (disclosure.certifyAsChiefExecutive, settings.chief_executive),
        Capacity.CHIEF_FINANCIAL_OFFICER: (
            disclosure.certifyAsChiefFinancialOfficer,
            settings.chief_financial_officer,
        ),
        Capacity.AUDITOR: (disclosure.examine, settings.auditor),
    }
    if bytes(disclosure.reportOf(month)["reportHash"]) != report_hash:
        disclosure.publish(month, report_hash, {"from": settings.chief_financial_officer})
    for capacity, (sign, officer) in officers.items():
        if not disclosure.reportOf(month)["signatures"] & capacity.bit:
            sign(month, report_hash, {"from": officer})
    tell(standing(books, month, report_hash))


def standing(books: Books, month: int, report_hash: bytes) -> str:
    """What the chain knows of this hash, in one sentence."""
    latest = books.disclosure.reportOf(month)
    versions = {
        bytes(event["args"]["reportHash"]): event["args"]["version"]
        for event in logs(books.disclosure, "ReportPublished", month=month)
    }
    if not versions:
        return f"It is not published, nor is any other report of {in_words(month)}."
    if report_hash not in versions:
        return f"It is not published; version {latest['version']} of {in_words(month)} has another hash."
    if bytes(latest["reportHash"]) != report_hash:
        return f"It is version {versions[report_hash]}, replaced by version {latest['version']} since."
    signed = capacities(latest["signatures"])
    since = f"complete since {moment(latest['completedAt'])}" if latest["completedAt"] else "not complete"
    return (
        f"It is version {latest['version']}, published on {moment(latest['publishedAt'])}; signed by: "
        f"{signed}; {since}."
    )


def check(books: Books, path: Path, tell: Tell) -> bool:
    """Whether a file is the latest published report, and the chain's state says the same."""
    content = path.read_bytes()
    report = parse(path.name, content)
    report_hash = hash_of(content)
    tell(f"{path.name} has the hash {web3.to_hex(report_hash)}.")
    tell(standing(books, report.month, report_hash))
    differences = differing(report, recomputed(books, report.month))
    if differences:
        tell(f"The chain says otherwise of: {', '.join(differences)}.")
    else:
        tell("Computed again from the chain, every figure of it is the same.")
    is_latest = bytes(books.disclosure.reportOf(report.month)["reportHash"]) == report_hash
    return is_latest and not differences


def parse(name: str, content: bytes) -> Report:
    try:
        report = Report.model_validate_json(content)
    except ValidationError as refusal:
        error = refusal.errors()[0]
        place = ".".join(map(str, error["loc"])) or "the whole"
        raise ReportError(f"{name} is no report: {place}: {error['msg'].lower()}.") from None
    if canonical(report) != content:
        raise ReportError(f"{name} is not written as a report is: keys sorted, two spaces, nothing else.")
    return report


def recomputed(books: Books, month: int) -> Report:
    return compose(month, at(books, month, last_block(books, month)))


def differing(one: Report, other: Report) -> list[str]:
    return [field for field in Report.model_fields if getattr(one, field) != getattr(other, field)]
