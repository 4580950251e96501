"""A bug hunt for people.    make hunt ARGS="--bug first-depositor", or "--list", or "--all" """

import sys

import click
from rich.console import Console

from tests.hunt import page, screen
from tests.hunt.bugs import BUGS, Bug, BugError, named
from tests.hunt.hunting import Hunt, hunt


@click.command()
@click.option("--bug", "name", help="Hunt this one.")
@click.option(
    "--source", is_flag=True, help="Of that bug: print the contract with it inside, and hunt nothing."
)
@click.option("--list", "is_list", is_flag=True, help="Say which bugs there are.")
@click.option("--all", "is_all", is_flag=True, help="Hunt all of them, into docs/hunt.md.")
def main(name: str | None, source: bool, is_list: bool, is_all: bool) -> None:
    """Put a known bug into a copy of the contracts, and see which test finds it, how, and how soon."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
    try:
        if is_all:
            hunts = [go_hunting(console, bug) for bug in BUGS]
            page.write(hunts)
            sys.exit(not all(each.is_found for each in hunts))
        if name is None or is_list:
            screen.show_list(console)
        elif source:
            print(named(name).applied(), end="")
        else:
            sys.exit(not go_hunting(console, named(name)).is_found)
    except BugError as why:
        sys.exit(str(why))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. Nothing of the project was touched.")


def go_hunting(console: Console, bug: Bug) -> Hunt:
    screen.announce(console, bug)
    with console.status("Hunting ..."):
        hunted = hunt(bug)
    screen.show(console, hunted)
    return hunted


if __name__ == "__main__":
    main()
