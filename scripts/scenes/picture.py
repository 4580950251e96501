"""A story as one picture: coins and what stands behind them, those who wait, and liquidity beside the law."""

from datetime import UTC, datetime
from math import nan
from pathlib import Path

from matplotlib.dates import ConciseDateFormatter

from scripts.releases.picture import BLUE, LIGHT, RED, plt, save
from scripts.scenes.history import Standing, history
from scripts.scenes.stage import MILLION
from scripts.story.pictures import GREY
from scripts.story.words import MICRO
from scripts.story.world import World


def draw(world: World, title: str, path: Path) -> Path:
    points = history(world)
    times = [datetime.fromtimestamp(point.time, UTC) for point in points]
    figure, (money, waiting, liquid) = plt.subplots(
        3, 1, figsize=(9, 9), sharex=True, height_ratios=(3, 1.4, 1.6)
    )
    draw_backing(money, times, points)
    money.set_title(title, fontsize=11)
    if any(point.owed for point in points):
        draw_waiting(waiting, times, points)
    else:
        draw_saved(waiting, times, points)
    draw_liquidity(liquid, times, points)
    liquid.xaxis.set_major_formatter(ConciseDateFormatter(liquid.xaxis.get_major_locator()))
    return save(figure, path)


def draw_backing(axes, times: list[datetime], points: list[Standing]) -> None:
    cash = [point.cash / MILLION for point in points]
    cost = [point.backing / MILLION for point in points]
    axes.fill_between(times, cash, color=LIGHT, lw=0, label="cash")
    axes.fill_between(times, cash, cost, color=BLUE, lw=0, alpha=0.75, label="bills at cost, and bids")
    market = [point.market_value / MILLION for point in points]
    axes.plot(times, market, color="black", lw=1.2, ls="--", label="backing at market")
    owed = [point.liabilities / MILLION for point in points]
    axes.plot(times, owed, color=RED, lw=1.5, label="coins, and redemptions that wait")
    supply = [point.supply / MILLION for point in points]
    axes.plot(times, supply, color=RED, lw=1, ls=":", label="coins in circulation")
    axes.set_ylim(0)
    axes.set_ylabel("millions of dollars")
    axes.legend(loc="lower left", fontsize=8, frameon=True)


def draw_waiting(axes, times: list[datetime], points: list[Standing]) -> None:
    owed = [point.owed / MILLION for point in points]
    axes.fill_between(times, owed, color=RED, lw=0, alpha=0.6)
    axes.set_ylim(0, max(1, *owed) * 1.1)
    axes.set_ylabel("redemptions waiting,\nmillions")


def draw_saved(axes, times: list[datetime], points: list[Standing]) -> None:
    axes.plot(times, [point.saved / MICRO if point.shares else nan for point in points], color=RED, lw=1.5)
    axes.ticklabel_format(axis="y", useOffset=False)
    axes.set_ylabel("what a dollar saved\nhas become, dollars")


def draw_liquidity(axes, times: list[datetime], points: list[Standing]) -> None:
    for days, color, least in ((1, BLUE, "daily_liquidity"), (5, GREY, "weekly_liquidity")):
        shares = [point.liquidity(days) / 100 if point.backing else nan for point in points]
        name = "one business day" if days == 1 else "five business days"
        axes.plot(times, shares, color=color, lw=1.5, drawstyle="steps-post", label=f"due within {name}")
        asked = [getattr(point.rules, least) / 100 for point in points]
        axes.plot(times, asked, color=color, lw=1, ls="--", label=f"asked within {name}")
    axes.set_ylim(0, 105)
    axes.set_ylabel("% of the reserve")
    axes.legend(loc="upper center", bbox_to_anchor=(0.47, -0.28), fontsize=8, frameon=False, ncols=4)
