"""Where a person would rather look: the demand of each auction, and what stood behind the coin."""

from datetime import UTC, datetime
from pathlib import Path

from scripts.batch import read
from scripts.releases.picture import BLUE, LIGHT, RED, demand_curve, plt, save
from scripts.story.accounts import backing_over_time
from scripts.story.bidding import find
from scripts.story.people import CAPITAL
from scripts.story.plan import Sale
from scripts.story.words import billions, day
from scripts.story.world import World

MILLION = 10**12  # [micro-dollars]
GREY = "#7f7f7f"


def draw(world: World, folder: Path) -> list[Path]:
    """Draw every picture of the story and say where it is."""
    paths = []
    for sale in world.plan.sales:
        announced = sale.announcement
        path = folder / f"demand-{announced.auction_date}-{announced.cusip}.png"
        paths.append(save(demand_of(world, sale), path))
    if world.plan.reserve_sales:
        paths.append(save(backing(world), folder / "backing.png"))
    return paths


def demand_of(world: World, sale: Sale):
    """Competitive bids from the lowest rate up, and where they stop."""
    results, number = world.system.auction_results, find(world, sale)
    rates = sorted({rate for bid in sale.book.competitive for rate, _ in bid.ladder})
    demand = read([(results.demandAt, number, rate) for rate in rates])
    title = (
        f"{sale.name}, {day(sale.announcement.auction_date)}\n"
        f"{billions(sale.announcement.offering)} offered; dark: accepted"
    )
    units = {rate: sum(each) for rate, each in zip(rates, demand, strict=True)}
    return demand_curve(title, units, results.resultOf(number))


def backing(world: World):
    """What stood behind the coin, the coins, and by how much the one exceeded the other."""
    points = backing_over_time(world)
    times = [datetime.fromtimestamp(point[0], UTC) for point in points]
    whole, supply, cash = ([point[column] / MILLION for point in points] for column in (1, 2, 3))

    figure, (upper, lower) = plt.subplots(2, 1, figsize=(8, 6), sharex=True, height_ratios=(3, 1))
    upper.fill_between(times, cash, color=LIGHT, lw=0, label="cash")
    upper.fill_between(times, cash, whole, color=BLUE, lw=0, label="bills at amortised cost, and bids")
    upper.plot(times, supply, color=RED, lw=1.5, label="Par Dollars in circulation")
    upper.set_ylim(0)
    upper.set_ylabel("millions of dollars")
    upper.set_title(f"What stands behind the Par Dollar, {world.plan.title}", fontsize=11)
    upper.legend(loc="center right", frameon=True)
    surplus = [1000 * (each - coins) for each, coins in zip(whole, supply, strict=True)]
    lower.plot(times, surplus, color=BLUE, lw=1.5)
    lower.axhline(CAPITAL / MILLION * 1000, color=GREY, lw=1, ls="--", label="capital")
    lower.set_ylim(CAPITAL / MILLION * 1000 * 0.9, max(surplus) * 1.05)
    lower.set_ylabel("surplus, thousands")
    lower.legend(loc="lower right", frameon=False)
    figure.autofmt_xdate()
    return figure
