"""The figures that follow from others, how, and by which paragraph of 31 CFR 356."""

from collections.abc import Callable
from dataclasses import dataclass

from scripts.story.figures import Figure
from scripts.story.words import decimal, hundredths, index_ratio, par, percent, price


@dataclass(frozen=True)
class Rule:
    name: str  # of the figure
    show: Callable[[int], str]
    how: str
    paragraph: str
    is_zero_if_empty: bool = False  # an empty cell says that there is none

    def figure(self, published: int | str, on_chain: int | str) -> Figure:
        return Figure(self.name, published, on_chain, self.show, f"{self.how} ({self.paragraph})")


def nano_dollars(number: int) -> str:
    return decimal(number, 9)


BID_TO_COVER = Rule(
    "bid-to-cover", hundredths, "tendered by accepted, without the Federal Reserve's", "356.2"
)
AWARD_LIMIT = Rule("largest award", par, "35 % of the offering", "356.22(b)")

BILL_PRICE = Rule("price", price, "par less the discount of the days to maturity", "App. B, VI.A")
INVESTMENT_RATE = Rule("investment rate", percent, "yield of that price in a year's days", "App. B, VI.D")

INTEREST_RATE = Rule("interest rate", percent, "high yield, down to 1/8 %", "356.20(b)")
NOTE_PRICE = Rule("price", price, "payments discounted at the high yield", "App. B, II")
ACCRUED_INTEREST = Rule(
    "accrued interest", price, "share of the half-year's coupon by days", "App. B, I.D", is_zero_if_empty=True
)

INDEX_RATIO = Rule("index ratio", index_ratio, "reference CPI by that of the dated date", "App. B, I.B")
UNADJUSTED_PRICE = Rule("unadjusted price", price, "payments discounted at the real yield", "App. B, III")
UNADJUSTED_INTEREST = Rule(
    "unadjusted accrued interest",
    price,
    "share of the half-year's coupon by days",
    "App. B, III",
    is_zero_if_empty=True,
)
ADJUSTED_PRICE = Rule("price", price, "unadjusted price times the index ratio", "App. B, III")
ADJUSTED_INTEREST = Rule(
    "accrued interest",
    price,
    "unadjusted interest times the index ratio",
    "App. B, III",
    is_zero_if_empty=True,
)

FLOATING_PRICE = Rule("price", price, "payments discounted at index rate and margin", "App. B, IV")
FLOATING_INTEREST = Rule(
    "accrued interest",
    nano_dollars,
    "index rate and spread of each day, by 360",
    "App. B, I.C",
    is_zero_if_empty=True,
)
