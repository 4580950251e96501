"""What was looked at, and what was found."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Check:
    group: str
    sentence: str
    verdict: Verdict


def check(group: str, holds: bool, sentence: str, otherwise: str) -> Check:
    """One of two sentences."""
    return Check(group, sentence if holds else otherwise, Verdict.HOLDS if holds else Verdict.FAILS)


def unknown(group: str, sentence: str) -> Check:
    return Check(group, sentence, Verdict.UNKNOWN)


def whole(checks: list[Check]) -> Verdict:
    """Of all of them: a failure outweighs what is not known, and that outweighs what holds."""
    verdicts = {each.verdict for each in checks}
    return next((each for each in (Verdict.FAILS, Verdict.UNKNOWN) if each in verdicts), Verdict.HOLDS)
