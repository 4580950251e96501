"""Check a reserve from outside.    make verify ARGS="--rpc http://127.0.0.1:8545 --reserve 0x..." """

import json
import sys
from pathlib import Path

import click
from rich.console import Console

from scripts.files import NotWritable, write_text
from scripts.verify import screen
from scripts.verify.chain import CannotRead
from scripts.verify.check import Verdict
from scripts.verify.examination import Examination, examine

EXIT_CODES = {Verdict.HOLDS: 0, Verdict.FAILS: 1, Verdict.UNKNOWN: 2}
CANNOT_READ = CANNOT_WRITE = 2
WIDTH = 160  # where there is no terminal


@click.command()
@click.option("--rpc", "url", default="http://127.0.0.1:8545", show_default=True, help="A node of the chain.")
@click.option("--reserve", required=True, help="The address of the Reserve.")
@click.option(
    "--monitor",
    help="The address of a ReserveMonitor [default: the one that `make deploy` has written down].",
)
@click.option("--json", "path", type=click.Path(path_type=Path), help="Write what was found to a file.")
def main(url: str, reserve: str, monitor: str | None, path: Path | None) -> None:
    """Recompute a reserve from the chain, and compare its contracts and roles with the sources.

    Nothing is sent and nothing is trusted but the node. Exit code: 0 all checks hold, 1 one fails,
    2 something could not be read, or written.
    """
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH)
    try:
        examination = watched(console, url, reserve, monitor)
    except CannotRead as why:
        click.echo(str(why), err=True)
        sys.exit(CANNOT_READ)
    except KeyboardInterrupt:
        click.echo("Interrupted.", err=True)
        sys.exit(CANNOT_READ)
    screen.tell(console, examination)
    if path:
        try:
            write_text(path, json.dumps(screen.as_json(examination), indent=2) + "\n")
        except NotWritable as why:
            click.echo(str(why), err=True)
            sys.exit(CANNOT_WRITE)
    sys.exit(EXIT_CODES[examination.verdict])


def watched(console: Console, url: str, reserve: str, monitor: str | None) -> Examination:
    with console.status("The chain is read") as status:
        return examine(url, reserve, lambda done: status.update(done), monitor)


if __name__ == "__main__":
    main()
