"""docs/hunt.md: what was found, by what, and how soon."""

import textwrap

from tests import pages
from tests.hunt.bugs import ROOT
from tests.hunt.hunting import Hunt

WIDTH = 60  # of what a failure says
PAGE = ROOT / "docs" / "hunt.md"

HEAD = """# A bug hunt

Written by `make hunt ARGS="--all"`; do not edit. Each bug is a [lesson](lessons.md) that cost others money,
made again in one of our contracts by one change (`tests/hunt/bugs.py`). The contract is compiled with the bug
in it, the test that should notice runs on it in process, and what it finds is made as short as it can be. All
of it happens in a folder that goes away: no file of the project is touched, wherever one interrupts a hunt.

```
make hunt ARGS="--list"                    # the bugs, each with a hint
make hunt ARGS="--bug sandwich --source"   # print the contract with the bug in it, and look for it
make hunt ARGS="--bug sandwich"            # hunt it: the program that shows it, then the bug
```

To learn from it: read the hint, look for the line in the contract, write down the steps that would show it,
and then compare them with the program.

| bug | lesson | contract | found by | what it says | seconds |
| --- | --: | --- | --- | --- | --: |
"""
TAIL = """
Before `::` stands the machine or the tests that found it; a machine's step or invariant, which follows, may
be in another file of `tests/stateful`.

Lessons without a bug here are about the design, the law or somebody's tools, which no change of one place
in a contract makes again; their tests are beside them. `teardown` is the end of every example, when everybody
takes out what is theirs.

A second is one of processor time: until the bug was found and its program shortened. To compile a contract
takes up to ten more, the first time.
"""


def write(hunts: list[Hunt]) -> None:
    PAGE.write_text(HEAD + "".join(map(row, hunts)) + TAIL)
    pages.write(pages.ASSURANCE, "make hunt", in_short(hunts))


def in_short(hunts: list[Hunt]) -> str:
    found = [hunted.seconds for hunted in hunts if hunted.is_found]
    return f"Found: {len(found)} of {len(hunts)} bugs, the slowest in {max(found):.0f} seconds."


def row(hunted: Hunt) -> str:
    bug = hunted.bug
    found_by = f"`{hunted.broken}`" if hunted.is_found else "it got away"
    says = textwrap.shorten(hunted.says, WIDTH, placeholder=" ...").replace("|", "/")
    says = f"`{says}`" if says else ""
    return f"| `{bug.name}` | {bug.lesson} | {bug.path.stem} | {found_by} | {says} | {hunted.seconds:.0f} |\n"
