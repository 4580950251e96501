"""The monthly report: a checked record, and the bytes of it that are hashed and signed."""

import json
from typing import Annotated, Literal

from eth_utils import keccak
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from model.calendar import calendar_date
from scripts.reports.dashboard import Line, dashboard
from scripts.reports.figures import Figures
from scripts.reports.position import Bill, Position

COUNTRY = "United States"  # of the Treasury's book of record, and of the bank behind the cash token
KEPT = {
    "Cash": "the cash token, in the reserve's own account",
    "Treasury bills": "the Treasury's book of record, in the reserve's own account",
    "In settlement": "the cash token, at the auction house, for bids",
}


def _whole(text: str | int) -> int:
    return int(text)


# Text in the file: programs that read numbers as floating point would lose the last digits.
Dollars = Annotated[int, BeforeValidator(_whole), PlainSerializer(str)]  # [micro-dollars]
Share = int  # [0.01 %]


class Part(BaseModel):
    """Checked when made, unchanged after."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AsOf(Part):
    """The chain's state that the report is of: the last block of the month."""

    chain_id: int
    block: int
    block_hash: str
    time: int  # [unix time]


class Category(Part):
    name: Literal["Cash", "Treasury bills", "In settlement"]
    amortised_cost: Dollars
    market_value: Dollars | None  # none: no price is known
    share: Share | None  # of the reserve, rounded down
    average_tenor: int  # to maturity, weighted by value, rounded up [0.01 days]
    country: str  # where it is kept
    custody: str  # and by whom


class Holding(Part):
    cusip: str
    par: Dollars
    amortised_cost: Dollars
    market_value: Dollars | None
    maturity_date: str  # such as 2026-11-17
    days_to_maturity: int


class Verdict(Part):
    number: str  # R1 to R15
    what: str
    found: str
    asked: str
    verdict: Literal["kept", "broken", "no rule", "reported", "not on chain"]


class Report(Part):
    """What stood behind the coin by the last block of a month (GENIUS Act, section 4(a)(1)(C))."""

    form: Literal[1] = 1  # of this record
    month: Annotated[int, Field(ge=1970_01, le=9999_12)]  # as in 202610
    as_of: AsOf
    law: str  # the row of the rule book that was in force
    outstanding: Dollars  # coins
    redemptions_owed: Dollars
    reserve: Dollars  # cash, in settlement, and bills at amortised cost
    market_value: Dollars | None
    capital: Dollars
    backing_ratio: Share | None  # of coins and redemptions owed, rounded down; none: there are none
    weighted_average_maturity: int | None  # rounded up [0.01 days]
    daily_liquidity: Share | None  # rounded down
    weekly_liquidity: Share | None  # rounded down
    concentration: Share | None  # rounded up
    categories: tuple[Category, ...]
    holdings: tuple[Holding, ...]
    dashboard: tuple[Verdict, ...]


def compose(month: int, position: Position) -> Report:
    figures = Figures(position)
    return Report(
        month=month,
        as_of=AsOf(
            chain_id=position.chain_id,
            block=position.block,
            block_hash=position.block_hash,
            time=position.time,
        ),
        law=position.law,
        outstanding=position.supply,
        redemptions_owed=position.owed,
        reserve=figures.amortised_cost,
        market_value=figures.market_value,
        capital=position.capital,
        backing_ratio=figures.backing_ratio,
        weighted_average_maturity=figures.weighted_average_maturity,
        daily_liquidity=figures.daily_liquidity,
        weekly_liquidity=figures.weekly_liquidity,
        concentration=figures.concentration,
        categories=categories(position, figures),
        holdings=tuple(holding(bill, position.today) for bill in position.bills),
        dashboard=tuple(verdict(line) for line in dashboard(position, figures)),
    )


def categories(position: Position, figures: Figures) -> tuple[Category, ...]:
    def category(name: str, cost: int, market: int | None, value: int, tenor: int) -> Category:
        return Category(
            name=name,
            amortised_cost=cost,
            market_value=market,
            share=figures.share_down(value),
            average_tenor=tenor,
            country=COUNTRY,
            custody=KEPT[name],
        )

    cash, waiting = figures.worth(position.cash), figures.worth(position.in_settlement)
    at_market, tenor = figures.bills_at_market, figures.tenor_of_bills
    return (
        category("Cash", position.cash, cash, cash, 0),
        category("Treasury bills", figures.bills_at_cost, at_market, figures.bills, tenor),
        category("In settlement", position.in_settlement, waiting, waiting, 0),
    )


def holding(bill: Bill, today: int) -> Holding:
    return Holding(
        cusip=bill.cusip,
        par=bill.par,
        amortised_cost=bill.amortised_cost,
        market_value=bill.market_value,
        maturity_date=calendar_date(bill.maturity_date).isoformat(),
        days_to_maturity=max(0, bill.maturity_date - today),
    )


def verdict(line: Line) -> Verdict:
    return Verdict(**vars(line))


# The bytes


def canonical(report: Report) -> bytes:
    """The one way in which a report is written: keys sorted, two spaces, ASCII, a newline at the end."""
    return (json.dumps(report.model_dump(mode="json"), indent=2, sort_keys=True) + "\n").encode("ascii")


def hash_of(content: bytes) -> bytes:
    return keccak(content)
