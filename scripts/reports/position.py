"""The reserve, the law and the reports before, as the chain has them at one block."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from brownie import web3

from model.clock import SECONDS_IN_DAY
from model.compliance import OrderStatus
from model.disclosure import first_day_after
from model.reserve import PAR_CASH
from model.rule_book import Profile
from scripts import records
from scripts.batch import read
from scripts.network import load
from scripts.story.words import UNIT

WEEK = 5  # business days
CONTRACTS = {
    "reserve": "Reserve",
    "registry": "TreasuryRegistry",
    "reserve_monitor": "ReserveMonitor",
    "compliance": "Compliance",
    "rule_book": "RuleBook",
    "disclosure": "Disclosure",
}


class ReportError(Exception):
    """Why there is no such report, in one sentence."""


@dataclass(frozen=True)
class Books:
    """The contracts that a report is made from."""

    reserve: Any
    registry: Any
    reserve_monitor: Any
    compliance: Any
    rule_book: Any
    disclosure: Any
    cash: Any


@dataclass(frozen=True)
class Bill:
    cusip: str
    units: int
    amortised_cost: int  # [micro-dollars]
    market_value: int | None  # [micro-dollars]; none: no yields were published lately
    maturity_date: int  # [unix day]

    @property
    def par(self) -> int:
        """[micro-dollars]"""
        return self.units * UNIT


@dataclass(frozen=True)
class Earlier:
    """The report of a month before."""

    month: int  # as in 202610
    version: int  # zero: none
    needed: int  # [set of Capacity]
    signed: int  # [set of Capacity]
    completed_at: int  # [unix time]; zero: not complete


@dataclass(frozen=True)
class Position:
    chain_id: int
    block: int
    block_hash: str
    time: int  # of the block [unix time]
    supply: int  # coins outstanding [micro-dollars]
    owed: int  # redemptions asked for and not paid [micro-dollars]
    waiting: tuple[int, ...]  # by when each redemption that cash does not cover is to be paid [unix day]
    cash: int  # [micro-dollars]
    in_settlement: int  # at the auction house [micro-dollars]
    cash_price: int  # what a dollar of cash is worth, at most a dollar [micro-dollars]
    bills: tuple[Bill, ...]
    capital: int  # [micro-dollars]
    next_business_days: tuple[int, ...]  # a week of them [unix day]
    law: str
    rules: Profile
    earlier: Earlier | None  # of the latest month before that was to be reported; none: this is the first
    late_months: tuple[int, ...]
    orders: Counter  # by OrderStatus

    @property
    def today(self) -> int:
        return self.time // SECONDS_IN_DAY


def find() -> Books:
    """The contracts that are written down for the connected chain."""
    record = records.find()
    missing = [name for name in CONTRACTS.values() if not record.has(name)]
    if missing:
        raise ReportError("No reserve with reports is written down for this node: run `make deploy`.")
    contracts = load()
    found = {field: getattr(contracts, name).at(record.contracts[name]) for field, name in CONTRACTS.items()}
    return Books(**found, cash=contracts.CashToken.at(found["reserve"].cash()))


def last_block(books: Books, month: int) -> int:
    """The last one of the month; the contracts must have been there."""
    end = first_day_after(month) * SECONDS_IN_DAY
    if web3.eth.get_block("latest")["timestamp"] < end:
        raise ReportError(f"{in_words(month)} has not ended on this chain.")
    after, before = web3.eth.block_number, -1  # the first block after the month lies in between
    while after - before > 1:
        middle = (after + before) // 2
        if web3.eth.get_block(middle)["timestamp"] < end:
            before = middle
        else:
            after = middle
    if before < 0 or not web3.eth.get_code(books.disclosure.address, before):
        raise ReportError(f"There was nothing to report at the end of {in_words(month)}.")
    return before


def at(books: Books, month: int, block: int) -> Position:
    """Everything that the report of the month needs, as of that block."""
    header = web3.eth.get_block(block)
    reserve, book = books.reserve, books.rule_book
    statement, standing, law, rules, late = read(
        [
            (books.reserve_monitor.statement,),
            (reserve.standing,),
            (book.adopted,),
            (book.rules,),
            (books.disclosure.lateMonths,),
        ],
        block,
    )
    assets, claims = statement["assets"], statement["claims"]
    return Position(
        chain_id=web3.eth.chain_id,
        block=block,
        block_hash=web3.to_hex(header["hash"]),
        time=header["timestamp"],
        supply=claims["supply"],
        owed=claims["owed"],
        waiting=waiting(books, statement["solvency"], block),
        cash=assets["cash"],
        in_settlement=assets["inSettlement"],
        cash_price=min(standing["cashPrice"], PAR_CASH),
        bills=bills(statement),
        capital=claims["capital"],
        next_business_days=business_days(books, header["timestamp"] // SECONDS_IN_DAY, block),
        law=bytes(law).rstrip(b"\0").decode(),
        rules=Profile(*rules),
        earlier=earlier(books, month, block),
        late_months=tuple(late),
        orders=orders(books, block),
    )


def bills(statement: dict[str, Any]) -> tuple[Bill, ...]:
    """Before maturity a bill is worth something: where the monitor says nothing, its price is not known."""
    today = statement["time"] // SECONDS_IN_DAY
    return tuple(
        Bill(bytes(cusip).decode(), units, cost, value or (0 if maturity <= today else None), maturity)
        for cusip, units, _, cost, value, maturity, _ in statement["bills"]
    )


def waiting(books: Books, solvency: dict[str, Any], block: int) -> tuple[int, ...]:
    """By which days those that cash does not cover are to be paid, one by one; the others can be claimed."""
    reserve = books.reserve
    (count,) = read([(reserve.redemptionCount,)], block)
    numbers = range(first_short(books, solvency, count, block), count + 1)
    entries = read([(reserve.redemptionOf, number) for number in numbers], block)
    covered = read([(reserve.claimable, number) for number in numbers], block)
    short = [
        number
        for number, entry, claimable in zip(numbers, entries, covered, strict=True)
        if entry["paid"] + claimable < entry["dollars"]
    ]
    return tuple(read([(reserve.dueDate, number) for number in short], block))


def first_short(books: Books, solvency: dict[str, Any], count: int, block: int) -> int:
    """Before it all are covered; in an insolvency, where all are by the same share, all are paid."""
    first = solvency["firstWaiting"]
    if solvency["isInsolvent"]:
        (first,) = read([(books.reserve_monitor.firstUnpaid, 1, count)], block)
    return first or count + 1


def business_days(books: Books, today: int, block: int) -> tuple[int, ...]:
    """The next ones after today, by the registry's calendar."""
    days = [today]
    for _ in range(WEEK):
        (following,) = read([(books.registry.paymentDate, days[-1] + 1)], block)
        days.append(following)
    return tuple(days[1:])


def earlier(books: Books, month: int, block: int) -> Earlier | None:
    before = month - 1 if month % 100 > 1 else month - 89
    if before < books.disclosure.firstMonth():
        return None
    (report,) = read([(books.disclosure.reportOf, before)], block)
    return Earlier(before, report["version"], report["needed"], report["signatures"], report["completedAt"])


def orders(books: Books, block: int) -> Counter:
    (count,) = read([(books.compliance.orderCount,)], block)
    recorded = read([(books.compliance.orderOf, number) for number in range(1, count + 1)], block)
    return Counter(OrderStatus(order["status"]) for order in recorded)


def in_words(month: int) -> str:
    """ "2026-10" of 202610."""
    return f"{month // 100}-{month % 100:02}"
