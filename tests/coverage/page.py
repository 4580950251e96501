"""How much of each file was reached and what was not, in docs/coverage.md; of all, in docs/assurance.md."""

from scripts.compiler import ROOT
from tests import pages
from tests.coverage.figures import Coverage, Figure, Gap

PAGE = ROOT / "docs" / "coverage.md"

HEAD = """# Coverage

Written by `make coverage`; do not edit. Which lines and branches of the contracts are reached by the tests
that run without a node: {tests:,} in {suites}.

A line is one on which a statement begins, and counts if every statement that begins on it has run. A
condition has two branches, true and false. Of `a && b`, both `a` and `b` are conditions; so are what is
required and what a loop goes on by. The two ways out of a `try` are branches too. What the compiler adds,
such as checks of arithmetic, is not counted; a block of assembly is one statement. Libraries of others and
mocks are left out.

| file | lines | | branches | |
| --- | --: | --: | --: | --: |
"""


def write(coverage: Coverage, suites: list[str], tests: int, reasons: dict[str, str]) -> None:
    head = HEAD.format(tests=tests, suites=", ".join(f"`{suite}`" for suite in suites))
    PAGE.write_text(f"{head}{table(coverage)}\n{not_reached(coverage.gaps(), reasons)}")
    pages.write(pages.ASSURANCE, "make coverage", in_short(coverage))


def in_short(coverage: Coverage) -> str:
    lines, branches = (f"{each.reached:,} of {each.all:,}" for each in coverage.total())
    return f"Reached are {lines} lines and {branches} branches."


def table(coverage: Coverage) -> str:
    rows = [
        row(file.removeprefix("contracts/"), coverage.lines(file), coverage.branches(file))
        for file in coverage.files()
    ]
    return "".join([*rows, row("all", *coverage.total())])


def row(name: str, *figures: Figure) -> str:
    cells = (f" {each.reached:,}/{each.all:,} | {percent(each)} |" for each in figures)
    return f"| {name} |{''.join(cells)}\n"


def percent(figure: Figure) -> str:
    """Not 100 unless all were reached."""
    rounded = f"{figure.percent:.1f}"
    if figure.reached < figure.all and rounded == "100.0":
        rounded = "99.9"
    return f"{rounded.removesuffix('.0')} %" if figure.all else ""


def not_reached(gaps: list[Gap], reasons: dict[str, str]) -> str:
    if not gaps:
        return "All of them were reached.\n"
    return "## Not reached\n\n" + "".join(f"- {explained(gap, reasons)}\n" for gap in gaps)


def explained(gap: Gap, reasons: dict[str, str]) -> str:
    reason = reasons.get(gap.name, "unexplained")
    return f"`{gap.site.file}:{gap.site.line}` `{gap.site.text}` {gap.what}: {reason}"
