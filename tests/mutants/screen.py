"""What a person sees of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from tests.mutants.mutant import Mutant
from tests.mutants.outcome import Outcome
from tests.mutants.session import Told
from tests.mutants.trial import SURVIVED

EVERY = 50  # how often one is told where no bar can move


def show(console: Console, mutant: Mutant) -> None:
    console.print(Text(f"{mutant.unit}:{mutant.line} {mutant.function}", style="bold"), soft_wrap=True)
    console.print(Text(f"- {mutant.was}", style="red"), soft_wrap=True)
    console.print(Text(f"+ {mutant.becomes}".rstrip(), style="green"), soft_wrap=True)


@contextmanager
def progress(console: Console, number: int) -> Iterator[Told]:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        task, tried, survived = bars.add_task("the tests, before any change", total=number), 0, 0

        def tell(mutant, verdict):
            nonlocal tried, survived
            tried, survived = tried + 1, survived + (verdict.word == SURVIVED)
            said = f"{mutant.target}, {survived} of {tried} survive"
            bars.update(task, advance=1, description=said)
            if not console.is_terminal and (tried % EVERY == 0 or tried == number):
                console.print(f"{said} ({number - tried} to go)")

        yield tell


def report(console: Console, outcomes: list[Outcome], strangers: list[str]) -> None:
    for outcome in outcomes:
        for mutant in outcome.unanswered:
            show(console, mutant)
        for mutant, killer in outcome.refuted:
            console.print("[bold]Said to be equivalent, and yet killed:[/]", killer, soft_wrap=True)
            show(console, mutant)
    for stranger in strangers:
        console.print(
            "[bold]An answer that fits no mutant any more:[/]", stranger, markup=False, soft_wrap=True
        )
    console.print(table(outcomes))


def table(outcomes: list[Outcome]) -> Table:
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    headings = (
        "contract",
        "mutants",
        "tried",
        "no other code",
        "killed",
        "equivalent",
        "unanswered",
        "seconds each",
    )
    for heading in headings:
        made.add_column(heading, justify="left" if heading == "contract" else "right")
    for each in outcomes:
        counted = (each.made, len(each.verdicts), each.same, each.killed)
        answers = (len(each.answered), len(each.unanswered))
        made.add_row(each.target.name, *map(str, counted + answers), f"{each.seconds:.1f}")
    return made
