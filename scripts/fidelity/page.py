"""The report as docs/fidelity.md."""

from collections.abc import Iterable, Sequence

from scripts.fidelity.examination import Examination
from scripts.fidelity.tally import HEADINGS, by_figure, by_kind_and_year, name_of, tally
from scripts.node import ROOT

PAGE = ROOT / "docs" / "fidelity.md"

HEAD = """# Fidelity

Written by `make fidelity`; do not edit. Every figure of the auctions in
[market/data](../market/data/README.md) that follows from others is computed on chain by `TreasuryPricing`
and compared, as an integer of its last digit, with the figure that the Treasury
published. What follows from a figure is computed from the chain's own answer, not from the published one;
only where accrued interest is not determined does the price build on the published one.
"""

EMPTY_CELLS = """
An empty cell of accrued interest says that none has accrued: the chain must say 0, which is not counted.
"""

NOT_ASKED = {
    "high, median and low rate, allotted at high, par awarded to each class": (
        "follow from every single bid, which is not published; `make demo` and `tests/real` rebuild bids and "
        "hold the auctions on chain"
    ),
    "par tendered by each class": (
        "follows from the bids too; that the classes add up to the totals is checked when a file is read, "
        "not on chain, and a file in which they do not is refused"
    ),
    "interest rate of a reopening, spread of a reopened FRN": "are known before the auction",
    "spread of a new FRN": "is its high discount margin, nothing to compute",
    "reference CPI": "follows from the CPI-U of two months, which is not published with an auction",
    "index rate of an FRN": "is not published with an auction; its price and interest follow from it",
}


def text(examinations: Sequence[Examination]) -> str:
    whole = tally(examinations)
    numbers = (
        f"\n**{whole.auctions:,} auctions, {whole.figures:,} figures: {whole.equal:,} equal, "
        f"{whole.unequal:,} unequal, {whole.undetermined:,} not determined.**\n"
    )
    rules = ("securities", "figure", "how it follows, by 31 CFR 356", "compared", "equal")
    return "".join(
        (
            HEAD,
            numbers,
            section("By figure", table(rules, figures(examinations), words=3)),
            EMPTY_CELLS,
            section(
                "By kind of security and year",
                table(("security", "year", *HEADINGS), years(examinations), words=2),
            ),
            section("Unequal", bullets(unequal(examinations))),
            section("Not determined", bullets(undetermined(examinations))),
            section("Published, but not asked", bullets(not_asked())),
        )
    )


def figures(examinations: Sequence[Examination]) -> Iterable[tuple[str, ...]]:
    for kinds, name, rule, compared, equal in by_figure(examinations):
        yield kinds, name, rule, f"{compared:,}", f"{equal:,}"


def years(examinations: Sequence[Examination]) -> Iterable[tuple[str, ...]]:
    for kind, year, one in by_kind_and_year(examinations):
        yield kind, year, *one.cells
    yield "all", "", *tally(examinations).cells


def unequal(examinations: Sequence[Examination]) -> Iterable[str]:
    for each in examinations:
        for figure in each.unequal:
            published, on_chain = figure.cells
            yield f"{name_of(each.auction)}, {figure.name}: published {published}, on chain {on_chain}."


def undetermined(examinations: Sequence[Examination]) -> Iterable[str]:
    for each in examinations:
        for figure in each.undetermined:
            yield f"{name_of(each.auction)}, {figure.rule.name}: {figure.reason}."


def not_asked() -> Iterable[str]:
    return (f"{names}: {why}." for names, why in NOT_ASKED.items())


def table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]], words: int) -> Iterable[str]:
    """The first `words` columns hold words, the others numbers."""
    yield line(headings)
    yield line(tuple("---" if place < words else "--:" for place in range(len(headings))))
    yield from map(line, rows)


def line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def bullets(sentences: Iterable[str]) -> Iterable[str]:
    return (f"- {sentence}" for sentence in sentences)


def section(title: str, lines: Iterable[str]) -> str:
    """Nothing without lines."""
    lines = list(lines)
    return "\n".join(("", f"## {title}", "", *lines, "")) if lines else ""
