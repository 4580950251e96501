"""What a person sees of a hunt."""

from difflib import unified_diff

from rich.console import Console, Group
from rich.panel import Panel
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from tests.hunt.bugs import BUGS, ROOT, Bug
from tests.hunt.hunting import Hunt

THEME = "ansi_dark"
CONTEXT = 2  # lines around a change


def show_list(console: Console) -> None:
    table = Table(title="Bugs to hunt", title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("bug", "lesson", "contract", "hint"):
        table.add_column(heading, no_wrap=heading != "hint")
    for bug in BUGS:
        table.add_row(bug.name, str(bug.lesson), bug.path.stem, bug.hint)
    console.print(table)


def announce(console: Console, bug: Bug) -> None:
    console.print(f"\n[bold]{bug.name}[/], lesson {bug.lesson} of docs/lessons.md")
    console.print(Text(bug.hint, style="italic"))


def show(console: Console, hunted: Hunt) -> None:
    if not hunted.is_found:
        console.print(f"[bold red]It got away:[/] tests/{hunted.bug.found_by} holds with the bug in it.")
        return
    console.print(f"Found in {hunted.seconds:.1f} s of processor time by\n[bold]{hunted.broken}[/]")
    console.print(Panel(findings(hunted), title="the shortest program that shows it", title_align="left"))
    change = Syntax(diff(hunted.bug), "diff", theme=THEME, background_color="default", word_wrap=True)
    title = f"the bug, which was put into a copy of {hunted.bug.path.relative_to(ROOT)}"
    console.print(Panel(change, title=title, title_align="left"))


def findings(hunted: Hunt) -> Group:
    program = Syntax(hunted.program, "python", theme=THEME, background_color="default", word_wrap=True)
    return Group(program, Text(f"\n{hunted.says}", style="red"))


def diff(bug: Bug) -> str:
    before, after = bug.source().splitlines(), bug.applied().splitlines()
    _, _, *lines = unified_diff(before, after, lineterm="", n=CONTEXT)
    return "\n".join(lines)
