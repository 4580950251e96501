"""A set-up that cannot go on says why in one sentence, and one that was interrupted can be repeated."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest

from scripts.setup import step as step_module
from scripts.setup.step import Step
from scripts.setup.steps import ROOT
from tests.helpers import hear_interrupts

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def checkout(tmp_path):
    """A copy of what the set-up reads, with nothing installed."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("requirements.lock", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def set_up(checkout, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "scripts.setup"],
        cwd=checkout,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr.strip()


def program(folder, name, output):
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\necho {output}\n")
    file.chmod(0o755)


def test_says_that_node_is_missing(checkout):
    assert set_up(checkout, PATH="") == (
        1,
        "Set-up stopped. Par needs Node.js 20 or newer, and there is no `node` on the PATH.",
    )


def test_says_that_node_is_too_old(checkout, tmp_path):
    program(tmp_path / "bin", "node", "v18.20.4")
    program(tmp_path / "bin", "npm", "10.0.0")

    assert set_up(checkout, PATH=str(tmp_path / "bin") + ":/bin") == (
        1,
        "Set-up stopped. Par needs Node.js 20 or newer, and `node --version` says v18.20.4.",
    )


def test_says_that_python_is_too_old(checkout):
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); "
        "runpy.run_module('scripts.setup', run_name='__main__', alter_sys=True)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True)

    assert done.returncode == 1
    assert done.stderr.startswith("Par needs Python 3.11 or newer, and this is Python 3.9: ")
    assert done.stderr.count("\n") == 1


def test_says_that_the_python_packages_cannot_be_reached(checkout):
    code, said = set_up(checkout, PIP_INDEX_URL=NOWHERE)

    assert (code, said) == (
        1,
        "Set-up stopped. Package installer: PyPI cannot be reached; check the connection and run it again.",
    )


def test_says_that_the_node_packages_cannot_be_reached(checkout, monkeypatch):
    (checkout / ".npmrc").write_text(f"registry={NOWHERE}\n")
    script = (
        "from scripts.setup import steps, step\n"
        "try: steps.install_node_packages()\n"
        "except step.Failure as why: print(why)"
    )

    said = subprocess.run([sys.executable, "-c", script], cwd=checkout, capture_output=True, text=True).stdout

    assert said.splitlines()[-1] == (
        "Node packages: the npm registry cannot be reached; check the connection and run it again."
    )


def test_takes_a_step_once_while_its_inputs_stay(tmp_path):
    taken = []
    step = Step("Step", tmp_path / "made", ("input",), lambda: taken.append(1))

    step.take()
    step.take()
    Step("Step", tmp_path / "made", ("other input",), step.work).take()

    assert len(taken) == 2


def test_takes_an_interrupted_step_again(tmp_path):
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Step("Step", tmp_path / "made", ("input",), interrupted).take()

    taken = []
    Step("Step", tmp_path / "made", ("input",), lambda: taken.append(1)).take()

    assert taken


def test_says_that_it_goes_on_where_there_is_no_terminal(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(step_module, "LOGS", tmp_path)
    monkeypatch.setattr(step_module, "SECONDS_A_LINE", 0.2)

    step_module.run("Long work", [sys.executable, "-c", "import time; time.sleep(0.5)"], "nothing")

    first, *between, last = capsys.readouterr().out.splitlines()
    assert first == "  Long work ..."
    assert between and all(re.fullmatch(r"  Long work: \d s", line) for line in between)
    assert last.startswith("  Long work: done in ")


def test_says_that_it_was_interrupted_and_leaves_nothing_running(checkout):
    running = subprocess.Popen(
        [sys.executable, "-m", "scripts.setup"],
        cwd=checkout,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_interrupts,
    )
    assert running.stdout.readline().strip() == "Virtual environment ..."
    time.sleep(0.2)

    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=20)

    assert (running.returncode, said) == (130, "Set-up was interrupted; run it again to go on.\n")
