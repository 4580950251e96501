"""Where a person would rather look: the demand of each auction, and what stood behind the coin."""

from datetime import UTC, datetime
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402

from scripts.batch import read  # noqa: E402
from scripts.story.accounts import backing_over_time  # noqa: E402
from scripts.story.bidding import find  # noqa: E402
from scripts.story.people import CAPITAL  # noqa: E402
from scripts.story.plan import Sale  # noqa: E402
from scripts.story.words import billions, day, hundredths, percent  # noqa: E402
from scripts.story.world import World  # noqa: E402

BILLION = 10_000_000  # [units]
MILLION = 10**12  # [micro-dollars]
BLUE, LIGHT, RED, GREY = "#1f4e79", "#9dc3e6", "#c00000", "#7f7f7f"


def draw(world: World, folder: Path) -> list[Path]:
    """Draw every picture of the story and say where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for sale in world.plan.sales:
        announced = sale.announcement
        path = folder / f"demand-{announced.auction_date}-{announced.cusip}.png"
        paths.append(save(demand_curve(world, sale), path))
    if world.plan.reserve_sales:
        paths.append(save(backing(world), folder / "backing.png"))
    return paths


def demand_curve(world: World, sale: Sale):
    """Competitive bids from the lowest rate up, and where they stop."""
    house, number = world.system.auction_house, find(world, sale)
    rates = sorted({rate for bid in sale.book.competitive for rate, _ in bid.ladder})
    demand = read([(house.demandAt, number, rate) for rate in rates])
    result = house.resultOf(number)
    high, allotted = result["highRate"], result["allottedAtHigh"]
    amounts = [sum(each) / BILLION for each in demand]
    accepted = sum(result["accepted"][:3]) / BILLION

    figure, axes = plt.subplots(figsize=(8, 4.5))
    margin = max((rates[-1] - rates[0]) * 0.08, 5) / 1000
    bottom, top = rates[0] / 1000 - margin, rates[-1] / 1000 + margin
    left = 0
    for rate, amount in zip(rates, amounts, strict=True):
        taken = amount if rate < high else max(0, accepted - left) if rate == high else 0
        axes.fill_between([left, left + taken], rate / 1000, bottom, color=BLUE, lw=0)
        axes.fill_between([left + taken, left + amount], rate / 1000, bottom, color=LIGHT, lw=0)
        left += amount
    axes.axhline(high / 1000, color=RED, lw=1)
    axes.axvline(accepted, color=RED, lw=1, ls="--")
    axes.annotate(
        f"stops at {percent(high)},\n{hundredths(allotted)} % allotted there",
        (accepted, high / 1000),
        textcoords="offset points",
        xytext=(8, -34),
        color="black",
    )
    axes.set_ylim(bottom, top)
    axes.set_xlim(0, left)
    axes.set_xlabel("competitive bids, billions of dollars of par, lowest rate first")
    axes.set_ylabel("rate bid, %")
    axes.set_title(
        f"{sale.name}, {day(sale.announcement.auction_date)}\n"
        f"{billions(sale.announcement.offering)} offered; dark: accepted",
        fontsize=11,
    )
    return figure


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


def save(figure, path: Path) -> Path:
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    plt.close(figure)
    return path
