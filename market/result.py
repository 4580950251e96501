"""What the Treasury publishes after bidding."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from market.record import Inconsistent, Rate, Record, Units

COMPETITIVE = ("primary_dealer", "direct", "indirect")
ALL = ("competitive", "noncompetitive", "fima", "soma")


class Result(Record):
    """The outcome of one auction.

    Par is in units of $100, a rate in thousandths of a percent; None is "not stated".
    """

    high_rate: Rate  # every award is made at it [0.001 %]
    median_rate: Rate  # at or below which half of the accepted competitive par was bid [0.001 %]
    low_rate: Rate  # at or below which a twentieth of it was bid [0.001 %]
    price: Annotated[int, Field(gt=0)]  # of TIPS adjusted for inflation [micro-dollars per $100]
    interest_rate: Annotated[int, Field(ge=0)] | None  # the coupon; bills and FRN have none [0.001 %]
    investment_rate: Rate | None  # of bills [0.001 %]
    accrued_interest: Units | None  # where some has; never of FRN [$0.00001 per $1,000]
    allotted_at_high: Annotated[int, Field(gt=0, le=10_000)]  # [0.01 %]
    bid_to_cover: Annotated[int, Field(gt=0)]  # [0.01]

    # Of TIPS alone, before adjustment for inflation:
    unadjusted_price: Annotated[int, Field(gt=0)] | None = None  # [micro-dollars per $100]
    unadjusted_accrued_interest: Units | None = None  # where some has [$0.00001 per $1,000]

    # Of FRN alone:
    spread: Rate | None = None  # over the index rate, decided by the first auction [0.001 %]
    index_auction_date: date | None = None  # of the 13-week bill that is the index
    index_high_rate: Rate | None = None  # of that bill [0.001 %]
    floating_accrued_interest: Units | None = None  # where some has [nano-dollars per $100]

    primary_dealer_tendered: Units
    primary_dealer_accepted: Units
    direct_tendered: Units
    direct_accepted: Units
    indirect_tendered: Units
    indirect_accepted: Units
    competitive_tendered: Units  # the three above
    competitive_accepted: Units
    noncompetitive_tendered: Units
    noncompetitive_accepted: Units
    fima_tendered: Units  # noncompetitive bids of foreign official accounts, inside the offering
    fima_accepted: Units
    soma_tendered: Units  # the Federal Reserve's own, on top of the offering
    soma_accepted: Units
    total_tendered: Units
    total_accepted: Units

    def tendered(self, bidders: str) -> int:
        """Par bid by "primary_dealer", "fima", "total" ... [$100]."""
        return getattr(self, f"{bidders}_tendered")

    def accepted(self, bidders: str) -> int:
        """Par awarded to "primary_dealer", "fima", "total" ... [$100]."""
        return getattr(self, f"{bidders}_accepted")

    @model_validator(mode="after")
    def _no_more_accepted_than_tendered(self) -> "Result":
        for bidders in (*COMPETITIVE, *ALL):
            if self.accepted(bidders) > self.tendered(bidders):
                raise Inconsistent(
                    f"{bidders}_accepted", f"is more than the {_dollars(self.tendered(bidders))} tendered"
                )
        return self

    @model_validator(mode="after")
    def _totals_add_up(self) -> "Result":
        for total, parts in (("competitive", COMPETITIVE), ("total", ALL)):
            for side in ("tendered", "accepted"):
                expected = sum(getattr(self, f"{part}_{side}") for part in parts)
                if getattr(self, f"{total}_{side}") != expected:
                    raise Inconsistent(
                        f"{total}_{side}", f"is not the sum of its parts, {_dollars(expected)}"
                    )
        return self

    @model_validator(mode="after")
    def _bid_to_cover_is_the_ratio_of_the_totals(self) -> "Result":
        bid = self.total_tendered - self.soma_tendered
        cover = self.total_accepted - self.soma_accepted
        if cover == 0 or self.bid_to_cover != (200 * bid + cover) // (2 * cover):
            raise Inconsistent("bid_to_cover", "is not the ratio of the totals without the Federal Reserve's")
        return self

    @model_validator(mode="after")
    def _rates_are_in_order(self) -> "Result":
        if not self.low_rate <= self.median_rate:
            raise Inconsistent("low_rate", "is above the median rate")
        if not self.median_rate <= self.high_rate:
            raise Inconsistent("median_rate", "is above the high rate")
        return self


def _dollars(units: int) -> str:
    return f"${units * 100:,}"
