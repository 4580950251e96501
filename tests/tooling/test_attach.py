"""A program can connect to a node that somebody else has started, set its clock, and leave it running."""

import subprocess
import sys

import pytest

from scripts import node
from scripts.setup.steps import ROOT

VISIT = """
import sys
from brownie import accounts
from scripts.network import connect, now, travel_to

connect(sys.argv[1])
then = now() + 86_400
travel_to(then)
assert accounts[0].transfer(accounts[1], 1).timestamp == then
"""


@pytest.mark.parametrize("kind", ["anvil", pytest.param("ganache", marks=pytest.mark.deep)])
def test_two_visits_to_one_node(kind):
    host = node.start(kind, timestamp=1_580_000_000)
    try:
        for days in (1, 2):
            subprocess.run([sys.executable, "-c", VISIT, host.url], cwd=ROOT, check=True)

            latest = node.ask(host.url, "eth_getBlockByNumber", "latest", False)
            assert int(latest["timestamp"], 16) - 1_580_000_000 - days * 86_400 in range(60)
    finally:
        host.stop()
