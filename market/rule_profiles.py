"""What laws ask of an issuer of coins, as numbers, each with where it comes from.

for law in laws():
    print(law.name, law.profile.redemption_days)
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator

from market.auctions import DATA
from market.record import BadRecord, Record, Row, cell
from model.rule_book import Capacity, Profile

FILE = DATA / "rule_profiles.csv"
LONGEST_NAME = 32  # letters of a name on chain
CAPACITIES = {capacity.name.lower().replace("_", " "): capacity.bit for capacity in Capacity}


def _counted(unit: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        found = re.fullmatch(rf"([1-9]\d{{0,11}}) {unit}s?", text)
        if not found:
            raise ValueError(f"is not a number of {unit}s")
        return int(found[1])

    return read


def _share(text: str) -> int:
    """[0.01 %]"""
    found = re.fullmatch(r"(\d{1,3})(?:\.(\d{1,2}))? %", text)
    if not found:
        raise ValueError("is not a share such as 10 % or 0.25 %")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _signatures(text: str) -> int:
    """[set of Capacity]"""
    names = text.split(" + ")
    if len(set(names)) < len(names) or not set(names) <= CAPACITIES.keys():
        raise ValueError("is not capacities such as chief executive + auditor")
    return sum(CAPACITIES[name] for name in names)


def _forbidden(text: str) -> bool:
    if text != "yes":
        raise ValueError("is not yes; a law without the rule has no line")
    return True


NUMBERS = {  # how the number of a rule is written
    "longest_maturity": _counted("day"),
    "weighted_average_maturity": _counted("day"),
    "daily_liquidity": _share,
    "weekly_liquidity": _share,
    "concentration": _share,
    "deposits": _share,
    "own_funds": _share,
    "capital": _counted("dollar"),
    "redemption_days": _counted("business day"),
    "notice_days": _counted("day"),
    "report_days": _counted("day"),
    "signatures": _signatures,
    "fee_forbidden": _forbidden,
}


def _number(text: str, rule: str) -> int:
    if rule not in NUMBERS:
        raise ValueError("is of a rule that is not known")
    return NUMBERS[rule](text)


def _short(name: str) -> str:
    if not name.isascii() or not 0 < len(name) <= LONGEST_NAME:
        raise ValueError(f"is not 1 to {LONGEST_NAME} plain letters")
    return name


class Rule(Record):
    """One number of one law."""

    profile: Annotated[str, AfterValidator(_short)]
    rule: str  # a field of Profile
    number: int | bool  # in that field's unit
    words: str  # the same as the law writes it
    source: str
    confidence: Literal["read", "recalled"]  # read in the source, or from memory and to be read again


CELLS = {
    "profile": cell(str, "profile"),
    "rule": cell(str, "rule"),
    "number": cell(_number, "number", "rule"),
    "words": cell(str, "number"),
    "source": cell(str, "source"),
    "confidence": cell(str, "confidence"),
}


@dataclass(frozen=True)
class Law:
    name: str
    rules: tuple[Rule, ...]

    @property
    def key(self) -> bytes:
        """Its name on chain."""
        return self.name.encode().ljust(LONGEST_NAME, b"\0")

    @property
    def profile(self) -> Profile:
        return Profile(**{each.rule: each.number for each in self.rules})


@cache
def laws() -> tuple[Law, ...]:
    """Every law of the file, in its order. Raises BadRecord at the first line that cannot be."""
    by_name: dict[str, dict[str, Rule]] = {}
    with FILE.open(newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            place = f"{FILE.name} line {line}"
            rule = Row(place, row).read(Rule, CELLS)
            law = by_name.setdefault(rule.profile, {})
            if rule.rule in law:
                raise BadRecord(f"{place}: {rule.profile} has its {rule.rule} on an earlier line.")
            law[rule.rule] = rule
    return tuple(Law(name, tuple(rules.values())) for name, rules in by_name.items())
