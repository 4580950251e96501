"""Says after a run which steps the state machines took."""

from tests.stateful.machine import tallies


def pytest_terminal_summary(terminalreporter):
    for name, tally in tallies.items():
        terminalreporter.section(f"steps of {name}")
        terminalreporter.line(str(tally))
