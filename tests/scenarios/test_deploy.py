"""
make deploy
├── when no node answers, says so in one sentence
├── when the addresses cannot be written down, says so in one sentence
├── deploys to a running node and writes the addresses down
└── finds a deployment again
"""

import os
import subprocess
import sys

import pytest

from scripts import node
from scripts.records import FOLDER_VARIABLE, Record, read
from tests.scenarios.history import CONTRACTS, created_contracts


@pytest.fixture
def running():
    started = node.start("anvil")
    yield started
    started.stop()


def run_deploy(url: str, **environment) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "scripts.deploy", "--network", url]
    return subprocess.run(
        command, cwd=node.ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=120
    )


def test_says_that_no_node_answers():
    done = run_deploy("http://127.0.0.1:9")

    assert done.returncode == 1
    assert done.stderr == "No node answers at http://127.0.0.1:9: start one with `make node`.\n"


def test_says_that_it_cannot_write_the_addresses_down(running):
    done = run_deploy(running.url, **{FOLDER_VARIABLE: "/dev/null/here"})

    assert done.returncode == 1
    assert done.stderr == f"/dev/null/here/{node.CHAIN_ID}.json cannot be written: not a directory.\n"


def test_writes_the_addresses_down_and_finds_them_again(running, deployments):
    first = run_deploy(running.url)
    second = run_deploy(running.url)

    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert first.stdout == second.stdout
    recorded: Record = read(deployments)
    assert all(f"{name:18} {address}" in first.stdout for name, address in recorded.contracts.items())
    assert created_contracts(running.url) == len(recorded.contracts) == CONTRACTS
