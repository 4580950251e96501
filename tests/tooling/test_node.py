"""A node that cannot be had is one clear sentence, and one that was started ends with its program."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from scripts import network, node
from scripts.node import NodeError
from scripts.setup.steps import ROOT


def test_says_that_a_port_is_in_use():
    with socket.socket() as taken:
        taken.bind((node.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(NodeError, match=f"Port {port} is in use"):
            node.start("anvil", port=port)


def test_says_that_no_node_answers():
    address = f"http://{node.HOST}:{node.free_port()}"

    with pytest.raises(NodeError, match=f"No node answers at {address}"):
        network.require_answer(address)


def test_says_why_a_node_stopped(monkeypatch):
    refused = [sys.executable, "-c", "raise SystemExit('no room left')"]
    monkeypatch.setitem(node.COMMANDS, "anvil", lambda *_: refused)

    with pytest.raises(NodeError, match="anvil stopped as soon as it was started: no room left"):
        node.start("anvil")


def test_begins_when_it_is_told():
    started = node.start("anvil", timestamp=1_580_000_000)
    try:
        first = node.ask(started.url, "eth_getBlockByNumber", "latest", False)
        assert int(first["timestamp"], 16) == 1_580_000_000
    finally:
        started.stop()


@pytest.mark.parametrize("kind", node.COMMANDS)
def test_ends_with_the_program_that_started_it(kind):
    port = node.free_port()
    program = subprocess.Popen(
        [sys.executable, "-m", "scripts.node", "--kind", kind, "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout.readline().startswith(f"{kind} listens at")

    os.kill(program.pid, signal.SIGTERM)
    program.communicate(timeout=10)

    assert not node.answers(f"http://{node.HOST}:{port}")
