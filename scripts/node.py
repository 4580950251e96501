"""A local Anvil or Ganache of our own, ended with the program that started it.    make node"""

import atexit
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
import requests

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
CHAIN_ID = 31337
ACCOUNTS = 64
BLOCK_GAS_LIMIT = 30_000_000
MNEMONIC = "test test test test test test test test test test test junk"
START_SECONDS = 30


class NodeError(Exception):
    """Why there is no node to talk to, in one sentence."""


class TakenBack(NodeError):
    """The chain has gone back while a program ran, as after a reorganisation."""

    def __init__(self) -> None:
        super().__init__("The node has taken back what it had mined: run this again to go on.")


@dataclass(frozen=True)
class Node:
    """A running node and where it listens."""

    url: str
    process: subprocess.Popen

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def start(
    kind: str,
    port: int | None = None,
    timestamp: int | None = None,
    still: bool = False,
    arguments: tuple[str, ...] = (),
) -> Node:
    """Start `anvil` or `ganache`; its first block is at `timestamp`, its port a free one by default.

    The clock of a `still` node moves only when it is set, so that nothing depends on how fast a machine is.
    `arguments` are added to the node's own.
    """
    port = port or free_port()
    require_free(port)
    with tempfile.TemporaryFile("w+") as output:
        command = COMMANDS[kind](port, int(time.time()) if timestamp is None else timestamp, still)
        process = subprocess.Popen(
            [*command, *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        node = Node(f"http://{HOST}:{port}", process)
        end_with_this_program(node)
        wait_until_answering(node, kind, output)
    if still and kind == "anvil":
        ask(node.url, "anvil_setBlockTimestampInterval", 0)
    return node


def anvil(port: int, timestamp: int, _: bool) -> list[str]:
    return [
        str(anvil_binary()),
        *("--host", HOST, "--port", str(port)),
        *("--chain-id", str(CHAIN_ID), "--timestamp", str(timestamp)),
        *("--accounts", str(ACCOUNTS), "--mnemonic", MNEMONIC),
        *("--gas-limit", str(BLOCK_GAS_LIMIT), "--base-fee", "0"),
        "--silent",
    ]


def ganache(port: int, timestamp: int, still: bool) -> list[str]:
    return [
        *(find_node(), str(ROOT / "node_modules/ganache/dist/node/cli.js")),
        *("--server.host", HOST, "--server.port", str(port)),
        *(
            "--chain.chainId",
            str(CHAIN_ID),
            "--chain.networkId",
            str(CHAIN_ID),
            "--chain.hardfork",
            "shanghai",
        ),
        *("--chain.time", datetime.fromtimestamp(timestamp, UTC).isoformat()),
        *("--chain.vmErrorsOnRPCResponse", "true"),  # else a refusal does not carry its error
        *("--wallet.totalAccounts", str(ACCOUNTS), "--wallet.mnemonic", MNEMONIC),
        *("--miner.timestampIncrement", "0" if still else "clock"),
        *("--miner.blockGasLimit", str(BLOCK_GAS_LIMIT), "--logging.quiet"),
    ]


COMMANDS = {"anvil": anvil, "ganache": ganache}


def anvil_binary() -> Path:
    """The program itself: killing the Node wrapper that npm puts before it would leave it running."""
    machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    package = ROOT / f"node_modules/@foundry-rs/anvil-{sys.platform}-{machine}"
    binary = package / "bin" / "anvil"
    if not binary.exists():
        raise NodeError(
            f"There is no Anvil for {sys.platform} on {machine} in node_modules: run `make setup`."
        )
    return binary


def find_node() -> str:
    found = shutil.which("node")
    if not found:
        raise NodeError("Ganache needs Node.js, and there is no `node` on the PATH.")
    return found


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def require_free(port: int) -> None:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise NodeError(f"Port {port} is in use: stop what listens there, or choose another.") from None


def end_with_this_program(node: Node) -> None:
    """Also where the program is terminated, which by default would not run what `atexit` has registered."""
    atexit.register(node.stop)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) is signal.SIG_DFL:
            signal.signal(ending, lambda number, _: sys.exit(128 + number))


def wait_until_answering(node: Node, kind: str, output) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if answers(node.url):
            return
        if node.process.poll() is not None:
            output.seek(0)
            lines = output.read().split("\n")
            said = next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
            raise NodeError(f"{kind} stopped as soon as it was started: {said}")
        time.sleep(0.02)
    node.stop()
    raise NodeError(f"{kind} did not answer within {START_SECONDS} seconds.")


def is_lying_there(message: str) -> bool:
    """Whether a node says that it has the very same transaction: sent before, and perhaps never mined."""
    return "already imported" in message


def is_taken(message: str) -> bool:
    """Whether a node says that something else is in a transaction's place."""
    return any(word in message for word in ("underpriced", "nonce"))


def dearer(price: int) -> int:
    """What a node takes in the place of a transaction at `price`: it asks for a tenth more."""
    return price + price // 4


def answers(url: str) -> bool:
    try:
        return ask(url, "web3_clientVersion") is not None
    except requests.RequestException:
        return False


def ask(url: str, method: str, *params):
    """The result of one JSON-RPC request; nothing, where what answers is not a node."""
    request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    try:
        return requests.post(url, json=request, timeout=10).json().get("result")
    except ValueError:
        return None


@click.command()
@click.option("--kind", type=click.Choice(list(COMMANDS)), default="anvil", show_default=True)
@click.option("--port", default=8545, show_default=True)
@click.option("--timestamp", type=int, help="Time of the first block [unix time]; now, unless given.")
def main(kind: str, port: int, timestamp: int | None) -> None:
    """Run a node until it is interrupted."""
    try:
        node = start(kind, port, timestamp)
        print(f"{kind} listens at {node.url} with {ACCOUNTS} accounts. Stop it with Ctrl-C.", flush=True)
        node.process.wait()
    except NodeError as why:
        sys.exit(str(why))
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
