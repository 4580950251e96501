"""Says after a run which steps the state machines took."""

import json

from tests.stateful import machine
from tests.stateful.machine import tallies


def pytest_configure(config):
    machine.program = config.getoption("--program")


def pytest_terminal_summary(terminalreporter, config):
    for name, tally in tallies.items():
        terminalreporter.section(f"steps of {name}")
        terminalreporter.line(str(tally))
    if config.getoption("--tally"):
        written = {name: tally.as_written() for name, tally in tallies.items()}
        config.getoption("--tally").write_text(json.dumps(written))
