"""A pytest plugin: tests run on other compiled contracts, and what a failure has shown is written down."""

import json
import traceback
from pathlib import Path

import pytest
from hypothesis.stateful import RuleBasedStateMachine

from scripts import network
from tests.stateful.machine import program_of


def pytest_addoption(parser):
    parser.addoption("--contracts", type=Path, help="Compiled contracts, in the place of the project's own.")
    parser.addoption("--testimony", type=Path, help="Write down here what the first failure has shown.")


def pytest_configure(config):
    network.CONTRACTS = config.getoption("--contracts")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item, call):
    testimony = item.config.getoption("--testimony")
    if call.when == "call" and call.excinfo and not testimony.exists():
        testimony.write_text(json.dumps(seen_in(item, call.excinfo.value)))


def seen_in(item: pytest.Item, failure: BaseException) -> dict[str, str]:
    """The property that does not hold, what it says, and the program that shows it."""
    frame = frame_of_machine(failure)
    name = frame.f_code.co_name if frame else item.originalname
    lines = "\n".join(getattr(failure, "__notes__", ())).splitlines()
    return {
        "broken": f"{item.path.relative_to(network.ROOT)}::{name}",
        "says": str(failure).partition("\n")[0] or type(failure).__name__,
        "program": steps(failure, frame) if frame else example(lines, item),
    }


def frame_of_machine(failure: BaseException):
    """Of the invariant or the step of a state machine that has noticed."""
    for frame, _ in traceback.walk_tb(failure.__traceback__):
        is_of_machine = isinstance(frame.f_locals.get("self"), RuleBasedStateMachine)
        if is_of_machine and "hypothesis" not in Path(frame.f_code.co_filename).parts:
            return frame
    return None


def steps(failure: BaseException, frame) -> str:
    """Those of the program; of its invariants, which are asked after every step, the broken one."""
    invariants = {f"state.{each.function.__name__}()" for each in frame.f_locals["self"].invariants}
    taken = [line for line in program_of(failure).splitlines() if line not in invariants]
    broken = f"state.{frame.f_code.co_name}()"
    return "\n".join(taken[:-1] + [broken] * (broken in invariants) + taken[-1:])


def example(lines: list[str], item: pytest.Item) -> str:
    """What was drawn; not what fixtures have given. A test that draws nothing has no lines."""
    if not lines:
        return ""
    drawn = tuple(f"    {name}=" for name in item.obj.hypothesis._given_kwargs)
    kept, is_drawn = [], True
    for line in lines:
        if line.startswith("    ") and line[4] != " ":
            is_drawn = line.startswith(drawn)
        if line.startswith(")"):
            is_drawn = True
        kept += [line] * is_drawn
    return "\n".join(kept).removeprefix("Failing test case: ")
