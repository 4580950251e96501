"""Mutation testing.    make mutants ARGS="--contract SavingsDollar", or "--sample 200" """

import sys

import click
from rich.console import Console

from tests.mutants import page, screen
from tests.mutants.answers import Answers
from tests.mutants.running import choose, find_out
from tests.mutants.session import TestsFail
from tests.mutants.targets import TARGETS, target_named

NAMES = click.Choice([target.name for target in TARGETS])


@click.command()
@click.option("--contract", "names", multiple=True, type=NAMES, help="Only this one; may be given again.")
@click.option("--function", help="Only mutants of this function, or of this library or base.")
@click.option("--sample", "samples", multiple=True, help="Draw so many of each contract; or `Reserve=200`.")
@click.option("--seed", default=1, show_default=True, help="Of the draw.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1), help="At the same time.")
@click.option("--list", "is_list", is_flag=True, help="Say which mutants there are, and try none.")
def main(names, function, samples, seed, processes, is_list) -> None:
    """Change a copy of each contract in every small way, and see whether its tests notice.

    Of all contracts together docs/mutants.md is written. What is found out is kept: interrupt it anywhere.
    """
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
    targets = list(map(target_named, names)) or TARGETS
    choices = list(choose(targets, function, dict(map(size_of, samples)), seed))
    if is_list:
        for mutant in sum((choice.chosen for choice in choices), []):
            screen.show(console, mutant)
        return
    try:
        outcomes = find_out(choices, processes, lambda number: screen.progress(console, number))
    except TestsFail as why:
        sys.exit(str(why))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. Run it again to go on.")
    if not names and not function:
        page.write(outcomes, seed)
    strangers = Answers().strangers(sum((choice.all for choice in choices), []))
    screen.report(console, outcomes, strangers)
    sys.exit(any(each.unanswered or any(each.refuted) for each in outcomes) or bool(strangers))


def size_of(sample: str) -> tuple[str | None, int]:
    """Of a contract; of any other if none is named."""
    name, _, size = sample.rpartition("=")
    if not size.isdecimal() or name not in ("", *NAMES.choices):
        raise click.BadParameter(f"{sample!r} is neither a number nor like Reserve=200.")
    return name or None, int(size)


if __name__ == "__main__":
    main()
