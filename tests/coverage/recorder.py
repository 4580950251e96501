"""A pytest plugin: tests run on contracts with counters, and what they have reached is written down."""

import json
from pathlib import Path

from evm.chain import Chain
from scripts import network

FIRST = 1 << 152  # the address of number 0, as in Hits.sol
MOST = 1 << 32  # numbers; no other account has an address among theirs


class Counting:
    """What a chain has to be besides. Whatever a machine has seen is noted before it is given up."""

    code_size_limit = 1_000_000  # [bytes]: counters make contracts larger than EIP-170 allows
    gas_limit = 1_000_000_000  # and dearer

    def __init__(self, *arguments):
        self.reached = set()
        super().__init__(*arguments)

    def reset(self) -> None:
        if hasattr(self, "machine"):
            self.note()
        self.gas_limit = Counting.gas_limit
        super().reset()

    def note(self) -> None:
        self.reached |= numbers_among(self.machine.db_accounts)


class CountingChain(Counting, Chain):
    """For contracts that somebody brings along."""


class CountingProject(Counting, network.InProcess):
    """With the contracts of the project."""


def numbers_among(addresses) -> set[int]:
    return {place - FIRST for place in (int(each, 16) for each in addresses) if FIRST < place < FIRST + MOST}


def pytest_addoption(parser):
    parser.addoption("--contracts", type=Path, help="Compiled contracts with counters.")
    parser.addoption("--reached", type=Path, help="Write down here which numbers were reached.")


def pytest_configure(config):
    network.CONTRACTS = config.getoption("--contracts")
    network.InProcess = CountingProject


def pytest_sessionfinish(session):
    chain = network.chain_in_use()
    chain.note()
    session.config.getoption("--reached").write_text(json.dumps(sorted(chain.reached)))
