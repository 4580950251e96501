"""
laws
├── has the numbers of the United States
├── has every law once, with a name that fits the chain
├── is consistent: the rule book takes every row
├── is kept by redemptions: every law of the file says by when
├── is kept by the notice of who changes the terms
├── stands in docs/law.md number for number
└── when a line cannot be, names file, line and column
"""

from pathlib import Path

import pytest

from market import rule_profiles as module
from market.record import BadRecord
from market.rule_profiles import NUMBERS, laws
from model.clock import SECONDS_IN_DAY
from model.rule_book import EVERY_CAPACITY, Profile, RuleBook
from scripts.permissions import ADMINISTRATOR_NOTICE, NOTICE

LONG = "US" * 17
DOCS = Path(__file__).resolve().parents[2] / "docs" / "law.md"


def test_has_the_numbers_of_the_united_states():
    assert laws()[0].profile == Profile(
        longest_maturity=93,
        weighted_average_maturity=20,
        daily_liquidity=1_000,
        weekly_liquidity=3_000,
        concentration=4_000,
        capital=5_000_000,
        redemption_days=2,
        notice_days=7,
        report_days=30,
        signatures=EVERY_CAPACITY,
    )


def test_has_every_law_once():
    assert [law.name for law in laws()] == ["US", "EU", "EU significant", "NYDFS", "HK"]
    assert all(len(law.key) == 32 and law.key.rstrip(b"\0") == law.name.encode() for law in laws())


def test_the_rule_book_takes_every_row():
    rule_book = RuleBook()
    for law in laws():
        rule_book.set_profile(law.key, law.profile)

    assert set(NUMBERS) == set(vars(Profile()))


def test_a_redemption_is_due_whichever_law_is_in_force():
    assert all(law.profile.redemption_days for law in laws())


def test_the_notice_of_changed_terms_is_as_long_as_any_law_asks():
    longest = max(law.profile.notice_days for law in laws())

    assert min(*NOTICE.values(), ADMINISTRATOR_NOTICE) >= longest * SECONDS_IN_DAY > 0


@pytest.mark.parametrize("rule", NUMBERS)
def test_stands_in_the_documentation(rule):
    cells = (in_words({each.rule: each for each in law.rules}.get(rule)) for law in laws())

    assert f"| `{rule}` | {' | '.join(cells)} |\n" in DOCS.read_text()


def in_words(rule) -> str:
    if rule is None:
        return ""
    return rule.words + (r" \*" if rule.confidence == "recalled" else "")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("US,redemption_days,2 days,Somewhere,read", "number 2 days is not a number of business days."),
        ("US,redemption_days,0 business days,Somewhere,read", "number 0 business days is not a number"),
        ("US,deposits,30,Somewhere,read", "number 30 is not a share such as 10 % or 0.25 %."),
        ("US,signatures,auditor + auditor,Somewhere,read", "number auditor + auditor is not capacities"),
        ("US,signatures,treasurer,Somewhere,read", "number treasurer is not capacities"),
        ("US,fee_forbidden,no,Somewhere,read", "number no is not yes; a law without the rule has no line."),
        ("US,longest_day,2 days,Somewhere,read", "number 2 days is of a rule that is not known."),
        (
            f"{'US' * 17},notice_days,2 days,Somewhere,read",
            f"profile {'US' * 17} is not 1 to 32 plain letters.",
        ),
        ("US,notice_days,2 days,Somewhere,certain", "confidence certain is refused: "),
        ("US,longest_maturity,90 days,Somewhere,read", "US has its longest_maturity on an earlier line."),
    ],
)
def test_refuses_what_cannot_be(tmp_path, monkeypatch, line, why):
    file = tmp_path / "profiles.csv"
    file.write_text(
        f"profile,rule,number,source,confidence\nUS,longest_maturity,93 days,There,read\n{line}\n"
    )
    monkeypatch.setattr(module, "FILE", file)

    with pytest.raises(BadRecord) as refusal:
        laws.__wrapped__()
    assert str(refusal.value).startswith(f"profiles.csv line 3: {why}")


@pytest.mark.parametrize(("text", "share"), [("0.25 %", 25), ("2.5 %", 250), ("100 %", 10_000)])
def test_reads_fractions_of_a_percent(text, share):
    assert NUMBERS["own_funds"](text) == share
