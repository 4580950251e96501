"""Says after a run which steps the state machines took."""

import json

from tests.stateful import machine
from tests.stateful.machine import failed_programs, tallies


def pytest_configure(config):
    machine.program = config.getoption("--program")


def pytest_terminal_summary(terminalreporter, config):
    for name, tally in tallies.items():
        terminalreporter.section(f"steps of {name}")
        terminalreporter.line(str(tally))
    for name, steps in failed_programs.items():
        terminalreporter.section(f"how {name} failed: paste this to take the same steps again")
        terminalreporter.line(f".venv/bin/python -m tests.replay <<'END'\n{steps}\nEND")
        terminalreporter.line(
            "To take them first every time, keep them in tests/stateful/kept/<what they show>.py"
        )
    if config.getoption("--tally"):
        written = {name: tally.as_written() for name, tally in tallies.items()}
        config.getoption("--tally").write_text(json.dumps(written))
