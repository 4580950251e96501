"""What the stories share: to act once, however often told, and to see what was true at a moment."""

from collections import Counter
from typing import Any

from market.auctions import load
from market.order_book import rebuild
from scripts.batch import Order, ask, read, refusal, results
from scripts.network import now
from scripts.story.people import BANK, FOREIGN_CENTRAL_BANK, PENSION_FUND
from scripts.story.plan import Plan, Sale, reserve_bid
from scripts.story.world import World

HOUR, DAY = 3_600, 86_400
AWHILE = HOUR - 1  # steps whose outcome is told lie at least an hour apart
MILLION = 10**12  # of dollars [micro-dollars]
EIGHT_MILLION = 80_000  # of par [units]
ALICE, BOB = 12_000_000_000, 3_500_250_000  # what they mint [micro-dollars]


def ladder(title: str, bought: dict[tuple[str, str], int]) -> Plan:
    """The plan of a story in which the reserve buys so much par [units] at the auctions of (CUSIP, day)."""
    sales = []
    for auction in load():
        announced = auction.announcement
        place = bought.get((announced.cusip, announced.auction_date.isoformat()))
        if place:
            book = rebuild(auction, competitive_place=place)
            sales.append(Sale(auction, book, reserve_bid(auction, book)))
    return Plan(title, tuple(sorted(sales, key=lambda sale: sale.competitive_close)), not_held=())


def mints(bank: int, central_bank: int, pension_fund: int) -> dict[str, int]:
    """Who mints what at first [micro-dollars], from millions; the fund makes it a round sum."""
    return {
        "Alice": ALICE,
        "Bob": BOB,
        BANK: bank * MILLION,
        FOREIGN_CENTRAL_BANK: central_bank * MILLION,
        PENSION_FUND: pension_fund * MILLION - ALICE - BOB,
    }


# To act once


def act(world: World, what: str, orders: list[Order], moment: int) -> None:
    """Send what an interrupted telling of the story has not sent already."""
    world.do(what, not_sent(world, orders, moment), moment)


def not_sent(world: World, orders: list[Order], moment: int) -> list[Order]:
    done, left = sent(world, moment) if now() >= moment else Counter(), []
    for each in orders:
        key = key_of(each.request(nonce=0))
        if done[key]:
            done[key] -= 1
        else:
            left.append(each)
    return left


def sent(world: World, moment: int) -> Counter:
    """The transactions within a day of a moment."""
    numbers = range(world.block_at(moment - 1) + 1, world.block_at(moment + DAY) + 1)
    blocks = results([("eth_getBlockByNumber", [hex(number), True]) for number in numbers])
    return Counter(
        key_of(transaction | {"data": transaction["input"]})
        for block in blocks
        for transaction in block["transactions"]
    )


def key_of(transaction: dict) -> tuple[str, ...]:
    return tuple(str(transaction[field] or "").lower() for field in ("from", "to", "data"))


# To see what was true


def seen(world: World, moment: int, *questions: tuple) -> list[Any]:
    """What view functions answered after the steps of a moment: questions are (function, *arguments)."""
    world.wait_until(moment)
    return read(list(questions), world.block_at(moment + AWHILE))


def happened(world: World, contract: Any, name: str, moment: int) -> list[Any]:
    """The arguments of every event of that name in the steps of a moment."""
    first, last = world.block_at(moment - 1) + 1, world.block_at(moment + AWHILE)
    return [log["args"] for log in world.logs(contract, name) if first <= log["blockNumber"] <= last]


def why_refused(world: World, planned: Order, moment: int) -> str:
    """The error that stops somebody at a moment, which must: its name and its figures."""
    world.wait_until(moment)
    request = planned.request(nonce=0)
    del request["nonce"]
    (answer,) = ask([("eth_call", [request, hex(world.block_at(moment + AWHILE))])])
    if "error" not in answer:
        world.faults.append(f"{planned.function._name} was not refused.")
        return ""
    return refusal(planned, request, answer["error"]).partition(": ")[2].rstrip(".")
