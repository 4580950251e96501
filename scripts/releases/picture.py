"""The demand of an auction as a picture: competitive bids from the lowest rate up, and where they stop."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402

from scripts.files import writing  # noqa: E402
from scripts.story.words import hundredths, percent  # noqa: E402

BILLION = 10_000_000  # [units]
BLUE, LIGHT, RED = "#1f4e79", "#9dc3e6", "#c00000"


def demand_curve(title: str, demand: Mapping[int, int], result: Any):
    """Of the units bid at each rate, the lowest first, and the `Result` of interfaces/IAuctionHouse.sol."""
    high, accepted = result["highRate"], sum(result["accepted"][:3]) / BILLION
    figure, axes = plt.subplots(figsize=(8, 4.5))
    left = 0
    for rate, units in demand.items():
        amount = units / BILLION
        taken = amount if rate < high else max(0, accepted - left) if rate == high else 0
        axes.fill_between([left, left + taken], rate / 1000, color=BLUE, lw=0)
        axes.fill_between([left + taken, left + amount], rate / 1000, color=LIGHT, lw=0)
        left += amount
    axes.axhline(high / 1000, color=RED, lw=1)
    axes.axvline(accepted, color=RED, lw=1, ls="--")
    axes.annotate(
        f"stops at {percent(high)},\n{hundredths(result['allottedAtHigh'])} % allotted there",
        (accepted, high / 1000),
        textcoords="offset points",
        xytext=(8, -34),
        color="black",
    )
    lowest, highest = min(demand), max(demand)
    margin = max((highest - lowest) * 0.08, 5) / 1000
    axes.set_ylim(lowest / 1000 - margin, highest / 1000 + margin)
    axes.set_xlim(0, left)
    axes.set_xlabel("competitive bids, billions of dollars of par, lowest rate first")
    axes.set_ylabel("rate bid, %")
    axes.set_title(title, fontsize=11)
    return figure


def save(figure, path: Path) -> Path:
    figure.tight_layout()
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, dpi=110)
    plt.close(figure)
    return path
