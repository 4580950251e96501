"""The figures that TIPS and floating rate notes follow, each published on its day."""

from datetime import date, timedelta

from market.announcement import unix_day
from market.consumer_prices import ConsumerPrice, consumer_prices
from market.index_bills import IndexBill
from model.calendar import calendar_date
from scripts.auctions import index_bills, original_day
from scripts.batch import order
from scripts.story.plan import Plan, Sale, at
from scripts.story.words import count
from scripts.story.world import World

NINE, TWO = 9, 14  # in New York
MIDDLE = 15  # of the month after: about then the consumer price index of a month comes out
BEFORE = timedelta(days=130)  # a dated date, more than enough for the figures that count on it


def steps(plan: Plan) -> list[tuple]:
    """(time, step, sale) of everything that is published after the story has begun."""
    times = {known_at(each) for each in (*needed_prices(plan), *needed_bills(plan))}
    return [(time, publish, None) for time in sorted(times) if time > plan.begins_at]


def publish(world: World, _: Sale | None, moment: int) -> None:
    """What is known by then and not yet on the board."""
    board, publisher = world.system.index_board, world.settings.rate_publisher
    months = {event["month"] for event in world.events(board, "CpiPublished")}
    days = {event["auctionDate"] for event in world.events(board, "IndexRatePublished")}
    orders = [
        order(board.publishCpi, each.number, each.index, by=publisher)
        for each in needed_prices(world.plan)
        if known_at(each) <= moment and each.number not in months
    ]
    orders += [
        order(
            board.publishBillAuction,
            unix_day(each.auction_date),
            each.high_rate,
            each.days_to_maturity,
            by=publisher,
        )
        for each in needed_bills(world.plan)
        if known_at(each) <= moment and unix_day(each.auction_date) not in days
    ]
    world.do("publish what indexed securities follow", orders, moment)


def tell_published(world: World) -> None:
    """How much of it there is when the story begins."""
    plan = world.plan
    prices = [each for each in needed_prices(plan) if known_at(each) <= plan.begins_at]
    bills = [each for each in needed_bills(plan) if known_at(each) <= plan.begins_at]
    if prices:
        world.tell(
            f"TIPS follow consumer prices: those of {count(len(prices), 'month')} are published, and each "
            "later one about the middle of the month after."
        )
    if bills:
        world.tell(
            f"Floating rate notes follow the 13-week bill: {count(len(bills), 'auction')} of it "
            f"{'is' if len(bills) == 1 else 'are'} published, and each later one on its day."
        )


# What is needed, and when it is known


def needed_prices(plan: Plan) -> list[ConsumerPrice]:
    since = earliest(plan, "TIPS")
    return [each for each in consumer_prices() if since and since - BEFORE <= each.month <= plan.horizon]


def needed_bills(plan: Plan) -> list[IndexBill]:
    since = earliest(plan, "FRN")
    return [
        each
        for each in index_bills().known()
        if since and since - BEFORE <= each.auction_date <= plan.horizon
    ]


def earliest(plan: Plan, security_type: str) -> date | None:
    """The first dated date among them."""
    dates = [original_day(sale.auction) for sale in plan.sales if sale.security_type == security_type]
    return calendar_date(min(dates)) if dates else None


def known_at(figure: ConsumerPrice | IndexBill) -> int:
    if isinstance(figure, IndexBill):
        return at(figure.auction_date, TWO)
    return at((figure.month + timedelta(days=31)).replace(day=MIDDLE), NINE)
