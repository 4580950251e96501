"""The report on a terminal."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from scripts.fidelity import page
from scripts.fidelity.examination import Examination
from scripts.fidelity.tally import HEADINGS, name_of, tally
from scripts.story.figures import side_by_side
from scripts.story.words import count, day, percent

MOST_SHOWN = 20  # auctions with an unequal figure, each as a table


def tell_all(console: Console, examinations: Sequence[Examination]) -> None:
    """The tables, then each unequal figure side by side, then what could not be checked."""
    console.print(years(examinations))
    faulty = [each for each in examinations if each.unequal]
    for each in faulty[:MOST_SHOWN]:
        console.print()
        console.print(side_by_side(name_of(each.auction), each.unequal))
    if len(faulty) > MOST_SHOWN:
        console.print(f"\nand {count(len(faulty) - MOST_SHOWN, 'more auction')}, which --cusip shows.")
    tell_list(console, "Not determined", page.undetermined(examinations))
    tell_list(console, "Published, but not asked", page.not_asked())


def years(examinations: Sequence[Examination]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("", "", *HEADINGS):
        table.add_column(heading, justify="right" if heading in HEADINGS else "left")
    last = None
    for kind, *cells in page.years(examinations):
        table.add_row("" if kind == last else kind, *cells)
        last = kind
    return table


def tell_list(console: Console, title: str, sentences: Iterable[str]) -> None:
    sentences = list(sentences)
    if sentences:
        console.print(f"\n[bold]{title}[/]")
        for sentence in sentences:
            console.print(f"- {sentence}")


def tell_one(console: Console, examination: Examination) -> None:
    """An auction, figure by figure, with its rules."""
    announced, result = examination.auction.announcement, examination.auction.result
    console.print()
    console.print(side_by_side(name_of(examination.auction), examination.figures))
    console.print(
        f"from a high rate of {percent(result.high_rate)}, issued {day(announced.issue_date)}, "
        f"maturing {day(announced.maturity_date)}."
    )
    for figure in examination.undetermined:
        console.print(f"{figure.rule.name}: not determined: {figure.reason}.")


def tell_sum(console: Console, examinations: Sequence[Examination], seconds: float) -> None:
    whole = tally(examinations)
    colour = "bold red" if whole.unequal else "green"
    console.print(
        f"\n[{colour}]{whole.equal:,} of {whole.figures:,} published figures equal[/], "
        f"{whole.undetermined:,} not determined, "
        f"in {count(whole.auctions, 'auction')}; {seconds:.1f} seconds."
    )
