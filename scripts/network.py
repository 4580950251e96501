"""The chain that everything runs on: a node of our own, through Brownie, or none at all (`in-process`).

`connect()` comes first; what it returns is the compiled project.
"""

import contextlib
import io
import os
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Read once, when Brownie is imported: its settings and packages stay inside the project.
os.environ["HOME"] = str(ROOT / ".home")
os.environ["SOLCX_BINARY_PATH"] = str(ROOT / ".solcx")
(ROOT / ".home").mkdir(exist_ok=True)

import brownie  # noqa: E402
import requests  # noqa: E402
from brownie import chain, network, project, web3  # noqa: E402
from brownie._config import CONFIG  # noqa: E402
from brownie.exceptions import RPCRequestError  # noqa: E402

from evm.chain import Accounts, Chain  # noqa: E402
from evm.contracts import Build  # noqa: E402
from scripts import node, speed  # noqa: E402
from scripts.node import NodeError  # noqa: E402

IN_PROCESS = "in-process"
CONTRACTS = ROOT / "build" / "contracts"  # compiled, for a chain in this process
LOST = (requests.RequestException, RPCRequestError)  # how web3 and Brownie say so
NODE_IS_GONE = "The node does not answer any more: start it again, then run this again to go on."
GAS_PRICE = "2 gwei"  # above Ganache's first base fee; asking the node each time costs a call a transaction


class ClockError(Exception):
    """Why the clock of the chain cannot be set so, in one sentence."""


def connect(network_name: str = "anvil", timestamp: int | None = None, arguments: tuple[str, ...] = ()):
    """Load the project and connect it: to a new `anvil` or `ganache`, or to the node at an address (http://...).

    A new node begins at `timestamp` [unix time], and its clock moves only by `travel_to`; `arguments` are
    added to its own. `in-process` is a chain without a node that begins in the same way.
    Any other name is a network that Brownie knows.
    """
    if network_name == IN_PROCESS:
        use(InProcess(int(time.time()) if timestamp is None else timestamp))
        return load()
    loaded = load()
    if network_name in node.COMMANDS:
        started = node.start(network_name, timestamp=timestamp, still=True, arguments=arguments)
        attach(network_name, started.url)
    elif "://" in network_name:
        require_answer(network_name)
        attach("local", network_name)
    else:
        connect_to_known(network_name)
    return loaded


def load():
    """The compiled project: its contracts by their names."""
    return in_use.load()


def load_into_brownie():
    """With its contracts as `brownie.<Name>` too."""
    loaded = project.get_loaded_projects()
    if loaded:
        return loaded[0]
    (par,) = [project.load(ROOT, name="ParProject")]
    par.load_config()
    par._add_to_main_namespace()
    return par


def attach(name: str, url: str) -> None:
    """Connect Brownie to a running local node, with its speed patches and without its line a transaction."""
    speed.apply()
    CONFIG.argv["silent"] = True
    CONFIG.networks[name] = {
        "id": name,
        "name": name,
        "cmd": name,
        "host": url,
        "cmd_settings": {},
        "timeout": 120,
    }
    with contextlib.redirect_stdout(io.StringIO()), speed.quiet_about_block_height():
        network.connect(name)
    speed.remember_chain_id()
    network.gas_price(GAS_PRICE)
    network.gas_limit(web3.eth.get_block("latest")["gasLimit"])


def require_answer(url: str) -> None:
    if not node.answers(url):
        raise NodeError(f"No node answers at {url}: start one with `make node`.")


def connect_to_known(name: str) -> None:
    if name not in CONFIG.networks:
        raise NodeError(
            f"There is no network {name}: say anvil, ganache, the address of a node such as "
            "http://127.0.0.1:8545, or one of `.venv/bin/brownie networks list`."
        )
    try:
        network.connect(name)
    except Exception as why:
        raise NodeError(f"Cannot connect to {name}: {why}") from why


# The chain in use


class OnNode:
    """The node that Brownie is connected to."""

    accounts = brownie.accounts
    snapshot, revert, reset = chain.snapshot, chain.revert, chain.reset

    def load(self):
        return load_into_brownie()

    @property
    def id(self) -> int:
        return web3.eth.chain_id

    @property
    def genesis(self) -> str:
        """What tells it from another chain of the same id."""
        return web3.eth.get_block(0)["hash"].hex()

    def code_at(self, address: str) -> bytes:
        return web3.eth.get_code(address)

    def storage_at(self, address: str, slot: int) -> int:
        return int.from_bytes(web3.eth.get_storage_at(address, slot), "big")

    def next_nonce(self, account) -> int:
        """Raises `TakenBack` where it has been there already."""
        return speed.next_nonce(account)

    @property
    def now(self) -> int:
        return web3.eth.get_block("latest")["timestamp"]

    def set_clock(self, unix_time: int) -> None:
        if "ganache" in web3.client_version.lower():
            ask("evm_setTime", unix_time * 1000)  # [milliseconds]
        else:
            ask("evm_setNextBlockTimestamp", unix_time)

    def travel_to(self, unix_time: int) -> None:
        self.set_clock(unix_time)
        ask("evm_mine")
        self.set_clock(unix_time)
        chain._set_time_offset_from_block()


class InProcess(Chain):
    """The compiled contracts on a machine in this process."""

    genesis = IN_PROCESS

    def __init__(self, timestamp: int):
        super().__init__(node.CHAIN_ID, timestamp, node.BLOCK_GAS_LIMIT)
        self.accounts = Accounts(node.MNEMONIC, node.ACCOUNTS, self)
        self.build = Build(CONTRACTS, self)

    def next_nonce(self, account) -> int:
        return self.nonces.get(str(account), 0)

    def load(self) -> Build:
        return self.build


in_use: OnNode | InProcess = OnNode()


def use(other: OnNode | InProcess) -> None:
    global in_use
    in_use = other


def chain_in_use() -> OnNode | InProcess:
    return in_use


def is_in_process() -> bool:
    return isinstance(in_use, InProcess)


# Its clock


def now() -> int:
    """Time of the latest block [unix time]."""
    return in_use.now


def travel_to(unix_time: int) -> None:
    """Mine a block at `unix_time`; views see that time, and the next transaction happens at exactly it."""
    present = now()
    if unix_time < present:
        raise ClockError(f"The chain is at {present} already and cannot go back to {unix_time}.")
    in_use.travel_to(unix_time)


def set_clock(unix_time: int) -> None:
    """Make `unix_time` the time of the next block."""
    in_use.set_clock(unix_time)


def ask(method: str, *params: int) -> None:
    answer = web3.provider.make_request(method, list(params))
    if "error" in answer:
        raise ClockError(f"This node's clock cannot be set: {method} says {answer['error']['message']!r}.")
