"""Takes again the steps that a failed state machine has printed.    python -m tests.replay < steps"""

import re
import sys
import tempfile
from pathlib import Path

import click
import pytest

MACHINES = Path(__file__).parent / "stateful"


def machine_of(program: str) -> str:
    """The name of the machine that the program drives."""
    named = re.search(r"^state = (\w+)\(\)$", program, re.MULTILINE)
    if not named:
        sys.exit("This is no program of a state machine: it does not begin with `state = <machine>()`.")
    return named[1]


def module_of(program: str) -> Path:
    """Where its machine is."""
    machine = machine_of(program)
    for module in sorted(MACHINES.glob("test_*.py")):
        if f"class {machine}(" in module.read_text():
            return module
    return sys.exit(f"No module of tests/stateful has a machine named {machine}.")


@click.command()
@click.option(
    "--network", default="in-process", show_default=True, help="`anvil` takes the steps on a real node."
)
def main(network: str) -> None:
    program = sys.stdin.read()
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(program)
        file.flush()
        arguments = ["--network", network, "--program", file.name, "-q", "-rs", "-p", "no:cacheprovider"]
        sys.exit(pytest.main([str(module_of(program)), *arguments]))


if __name__ == "__main__":
    main()
