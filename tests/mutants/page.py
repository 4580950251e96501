"""docs/mutants.md: how many mutants were killed, and why the others are right."""

from collections import defaultdict

from tests import pages
from tests.mutants.mutant import Mutant
from tests.mutants.outcome import Outcome
from tests.mutants.targets import ROOT

PAGE = ROOT / "docs" / "mutants.md"

HEAD = """# Mutants

Written by `make mutants`; do not edit. Each mutant is a contract with one small change, made from the
compiler's syntax tree: a comparison turned round or moved by one, another operator, a number one more or
less, a condition or a part of it negated or left out, a statement, a `require` or a modifier left out,
another member of an enumeration (`tests/mutants/operators.py`). The contract is compiled with the change
inside, of a library the contracts that use it, and its own tests run on it in process: unit tests,
properties and the state machine on their fixed examples, until one fails. The mutant is killed, or it
survives: then a test is missing, or the change makes no difference, for a reason that is written down
(`tests/mutants/answers.toml`).

"""
HEADINGS = (
    "contract",
    "mutants",
    "tried",
    "no other code",
    "killed",
    "equivalent",
    "unanswered",
    "killed of those that differ",
)
LEGEND = """
*No other code*: the compiler makes the same code of it, or none at all, or of a library it is a function
that the contract does not use. *Equivalent*: nobody can notice, for the reason below. A mutant that hangs
counts as killed: its tests took ten times as long as without it. Tests that need a node are not asked.
"""


def write(outcomes: list[Outcome], seed: int) -> None:
    PAGE.write_text(text(outcomes, seed))
    pages.write(pages.ASSURANCE, "make mutants", in_short(together(outcomes)))


def in_short(whole: Outcome) -> str:
    return (
        f"Of {whole.made:,} mutants {len(whole.verdicts):,} were tried: {whole.killed:,} were killed, "
        f"{whole.same} are no other code, {len(whole.answered)} make no difference, "
        f"{len(whole.unanswered)} are unanswered."
    )


def text(outcomes: list[Outcome], seed: int) -> str:
    parts = [HEAD, drawn(outcomes, seed), *columns(), *map(row, outcomes), total(outcomes)]
    parts += [LEGEND, *map(section, outcomes)]
    return "".join(parts)


def drawn(outcomes: list[Outcome], seed: int) -> str:
    names = [each.target.name for each in outcomes if len(each.verdicts) < each.made]
    if not names:
        return ""
    return f"Not all were tried, but a sample, drawn with seed {seed}, of: {', '.join(names)}.\n\n"


def columns() -> list[str]:
    lines = "".join(f" {'---' if heading == HEADINGS[0] else '--:'} |" for heading in HEADINGS)
    return [f"| {' | '.join(HEADINGS)} |\n", f"|{lines}\n"]


def row(outcome: Outcome) -> str:
    figures = (
        f"{outcome.made:,} | {len(outcome.verdicts):,} | {outcome.same} | {outcome.killed:,} "
        f"| {len(outcome.answered)} | {len(outcome.unanswered)} | {outcome.score:.1%}"
    )
    return f"| {outcome.target.name} | {figures} |\n"


def total(outcomes: list[Outcome]) -> str:
    whole = together(outcomes)
    return row(whole).replace(f"| {whole.target.name} |", "| all |")


def together(outcomes: list[Outcome]) -> Outcome:
    verdicts = {mutant: verdict for each in outcomes for mutant, verdict in each.verdicts.items()}
    return Outcome(outcomes[0].target, sum(each.made for each in outcomes), outcomes[0].answers, verdicts)


def section(outcome: Outcome) -> str:
    by_reason = defaultdict(list)
    for mutant in outcome.unanswered:
        by_reason["unanswered"].append(mutant)
    for mutant in outcome.answered:
        by_reason[outcome.answers.why(mutant)].append(mutant)
    if not by_reason:
        return ""
    return f"\n## {outcome.target.name}\n" + "".join(
        f"\n{why}\n\n```diff\n{''.join(map(diff, mutants))}```\n" for why, mutants in by_reason.items()
    )


def diff(mutant: Mutant) -> str:
    added = f"+ {mutant.becomes}\n" if mutant.becomes else ""
    return f"@@ {mutant.unit}:{mutant.line} {mutant.function}\n- {mutant.was}\n{added}"
