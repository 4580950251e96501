from dataclasses import replace

import pytest

from model.rule_book import Profile
from scripts.permissions import RESTRICTED, Role

LAW = Profile(
    longest_maturity=93,
    weighted_average_maturity=20,
    daily_liquidity=1_000,
    weekly_liquidity=3_000,
    concentration=4_000,
    deposits=2_500,
    own_funds=200,
    capital=5_000_000,
    redemption_days=2,
    notice_days=7,
    report_days=30,
    signatures=0b111,
    fee_forbidden=True,
)
LARGEST = Profile(
    longest_maturity=2**16 - 1,
    weighted_average_maturity=2**16 - 1,
    daily_liquidity=10_000,
    weekly_liquidity=10_000,
    concentration=10_000,
    deposits=10_000,
    own_funds=10_000,
    capital=2**40 - 1,
    redemption_days=255,
    notice_days=255,
    report_days=255,
    signatures=0b111,
    fee_forbidden=True,
)
OTHER_LAW = replace(LAW, redemption_days=1, signatures=0)


def name(text: str) -> bytes:
    return text.encode().ljust(32, b"\0")


HERE, THERE = name("Here"), name("There")


@pytest.fixture(scope="module")
def book(RuleBook, access_manager, regulator, parts):
    """Empty, and the regulator's."""
    book = regulator.deploy(RuleBook, access_manager)
    for function in RESTRICTED["RuleBook"]:
        selector = book.signatures[function]
        access_manager.setTargetFunctionRole(book, [selector], Role.REGULATOR, {"from": parts.administrator})
    return book
