"""Consumer prices and bill auctions, made up for tests, and the one way to publish them.

Prices jump every half-year, so that the index ratio of a coupon date is a round number. Bills are auctioned
every Monday, each week at another rate.
"""

from brownie.network.contract import Contract

from model.frn_pricing import IndexRate, index_rate_from_bill
from model.index_board import IndexBoard, month_of
from scripts.batch import order, send
from tests.securities import day

JANUARY_2040 = month_of(day(2040, 1, 1))
LEVELS = (101, 102.5, 97, 104)  # of prices in the half-years from then on; before, 100 [%]
A_MONDAY = 4  # [unix day]
THIRTEEN_WEEKS = 91  # [days]


def consumer_price(month: int) -> int:
    half_year = (month - JANUARY_2040) // 6
    return int(3_000 * (LEVELS[half_year % len(LEVELS)] if half_year >= 0 else 100))


def consumer_prices(after: int, until: int) -> list[tuple[int, int]]:
    """Months that end after one date and until another, and their prices."""
    return [(month, consumer_price(month)) for month in range(month_of(after), month_of(until))]


def bill_auctions(after: int, until: int) -> list[tuple[int, int, int]]:
    """Auctions after one date and until another: the date, the high rate, the days to maturity."""
    first = after + 1 + (A_MONDAY - after - 1) % 7
    return [(date, 2_000 + date // 7 % 40 * 5, THIRTEEN_WEEKS) for date in range(first, until + 1, 7)]


def index_rates(after: int, until: int) -> list[IndexRate]:
    """What follows from the auctions after one date and until another."""
    return [
        IndexRate(date + 1, index_rate_from_bill(high_rate, days))
        for date, high_rate, days in bill_auctions(after, until)
    ]


def publish(board: Contract, publisher: str, after: int, until: int) -> None:
    """All that becomes known after one date and until another."""
    for price in consumer_prices(after, until):
        send([order(board.publishCpi, *price, by=publisher)])
    for bill in bill_auctions(after, until):
        send([order(board.publishBillAuction, *bill, by=publisher)])


def publish_on_model(board: IndexBoard, after: int, until: int) -> None:
    for price in consumer_prices(after, until):
        board.publish_cpi(*price)
    for bill in bill_auctions(after, until):
        board.publish_bill_auction(*bill)
