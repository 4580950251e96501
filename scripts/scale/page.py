"""docs/scale.md and its picture."""

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt  # noqa: E402

from scripts.scale.population import RATES, STOP_SHARE  # noqa: E402
from scripts.story.words import percent  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
PAGE, PICTURE = ROOT / "docs" / "scale.md", ROOT / "output" / "scale.png"
STEPS = ("commit", "reveal", "settle")

HEAD = f"""# Scale

Written by `make scale`; do not edit. One auction each of so many bids on Anvil, every bid by an account of
its own with one rung, at {RATES} distinct rates; {STOP_SHARE / 10} % of what is bid is offered. Gas is what
each sender has paid at one wei a gas; of the first in every block that is compared with the receipt's
`gasUsed`. The first reveal at a rate opens storage for it, and the first in 256 rates for all of them; every
other costs the same, however many have bid.

| bids | commit | reveal: most, middle | clear | settle | minutes |
| --: | --: | --: | --: | --: | --: |
"""


def write(done: dict) -> str:
    sizes = sorted((each for key, each in done.items() if key != "simulated"), key=lambda each: each["bids"])
    text = HEAD + "".join(map(row, sizes)) + tail(done.get("simulated"))
    PAGE.write_text(text)
    picture(sizes)
    return text


def row(each: dict) -> str:
    commit, reveal, settle = (each[step] for step in STEPS)
    return (
        f"| {each['bids']:,} | {commit['middle']:,} | {reveal['most']:,}, {reveal['middle']:,} | "
        f"{each['clear']:,} | {settle['middle']:,} | {each['seconds'] / 60:.1f} |\n"
    )


def tail(simulated: dict | None) -> str:
    if not simulated:
        return ""
    over = simulated["awarded"] - simulated["offering"]
    return f"""
On the model, which random tests hold equal to the contract, an auction of {simulated["bids"]:,} bids at
{simulated["rates"]} rates stops at {percent(simulated["high_rate"])}; awards exceed the offering of
{simulated["offering"]:,} units by {over:,}, by the roundings of 31 CFR 356.20 and 356.21 at most
{simulated["bound"]:,}. It takes {simulated["seconds"] / 60:.1f} minutes.
"""


def picture(sizes: list[dict]) -> None:
    figure, axes = plt.subplots(figsize=(8, 4.5))
    bids = [each["bids"] for each in sizes]
    for step in STEPS:
        axes.plot(bids, [each[step]["middle"] for each in sizes], marker="o", label=f"{step}, a bid")
    axes.plot(bids, [each["clear"] for each in sizes], marker="s", label=f"clear, all of {RATES} rates")
    axes.set(xscale="log", ylim=0, xlabel="bids", ylabel="gas", title="What an auction costs as bids grow")
    axes.legend()
    PICTURE.parent.mkdir(exist_ok=True)
    figure.savefig(PICTURE, dpi=120, bbox_inches="tight")
    plt.close(figure)
