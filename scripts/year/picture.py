"""High rates and bid-to-cover over a year: on chain as lines, as published as dots."""

from collections import defaultdict
from pathlib import Path

from scripts.releases.picture import BLUE, LIGHT, RED, plt, save
from scripts.year.market import Outcome
from scripts.year.plan import series

COLOURS = {"Bill": BLUE, "Note": "#548235", "Bond": RED, "TIPS": "#bf8f00", "FRN": LIGHT}
PANELS = {  # heading: figure, in how many of the unit shown
    "high rate, %": ("high rate", 1_000),
    "bid-to-cover": ("bid-to-cover", 100),
}


def draw(title: str, outcomes: list[Outcome], path: Path) -> Path:
    figure, axes = plt.subplots(len(PANELS), 1, figsize=(11, 9), sharex=True)
    lines = defaultdict(list)
    for outcome in sorted(outcomes, key=lambda each: each.sale.announcement.auction_date):
        lines[series(outcome.sale)].append(outcome)
    for panel, (heading, (name, scale)) in zip(axes, PANELS.items(), strict=True):
        for line in lines.values():
            draw_line(panel, line, name, scale)
        panel.set_ylabel(heading)
        panel.grid(lw=0.3)
    axes[0].set_title(
        f"The auctions of {title}: a line for each term, as held on chain; dots, as the Treasury published.\n"
        "Bills: discount rate; notes, bonds, TIPS: yield, of TIPS real; FRN: discount margin.",
        fontsize=11,
    )
    axes[0].legend(handles=legend(outcomes), loc="upper right", frameon=False)
    figure.autofmt_xdate()
    return save(figure, path)


def draw_line(panel, line: list[Outcome], name: str, scale: int) -> None:
    """One series, such as all 13-week bills."""
    days = [each.sale.announcement.auction_date for each in line]
    figures = [next(figure for figure in each.figures if figure.name == name) for each in line]
    colour = COLOURS[line[0].sale.security_type]
    panel.plot(days, [each.on_chain / scale for each in figures], color=colour, lw=0.9)
    panel.plot(days, [each.published / scale for each in figures], ".", color=colour, ms=3.5)


def legend(outcomes: list[Outcome]) -> list:
    sold = {each.sale.security_type for each in outcomes}
    return [
        plt.Line2D([], [], color=colour, marker=".", lw=0.9, label=kind)
        for kind, colour in COLOURS.items()
        if kind in sold
    ]
