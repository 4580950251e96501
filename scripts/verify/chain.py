"""A chain at one block, read through a node that is asked for nothing but views, code and logs."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import requests
import rlp
from eth_utils import keccak, to_canonical_address
from eth_utils.abi import event_abi_to_log_topic
from web3 import HTTPProvider, Web3
from web3.exceptions import BadFunctionCallOutput, ContractLogicError, Web3Exception

ARTIFACTS = Path(__file__).resolve().parents[2] / "build" / "contracts"
MOST_BLOCKS = 10_000  # whose logs are asked for at once
TRANSFER, APPROVAL = (  # of ERC-20
    "0x"
    + event_abi_to_log_topic(
        {
            "type": "event",
            "name": name,
            "inputs": [{"type": "address"}, {"type": "address"}, {"type": "uint256"}],
        }
    ).hex()
    for name in ("Transfer", "Approval")
)


class CannotRead(Exception):
    """Why nothing can be said, in one sentence."""


class Reverted(Exception):
    """The contract gave no answer."""


class NoHistory(Exception):
    """The node does not say any more what was in an earlier block."""


@dataclass(frozen=True)
class Creation:
    """How there came to be a contract."""

    block: int
    input: bytes | None  # of the transaction that created it; none: there is no such transaction


@dataclass(frozen=True)
class Event:
    """A log, decoded."""

    contract: str
    name: str
    arguments: dict[str, Any]
    place: tuple[int, int]  # block, and number of the log in it
    transaction: bytes
    time: int  # [unix time]


@cache
def artifact(name: str) -> dict:
    """What the sources compile to."""
    path = ARTIFACTS / f"{name}.json"
    if not path.exists():
        raise CannotRead(f"{name} is not compiled: run `make setup`.")
    return json.loads(path.read_text())


@cache
def events_of(name: str) -> dict[bytes, dict]:
    """By their first topic."""
    entries = (entry for entry in artifact(name)["abi"] if entry["type"] == "event")
    return {event_abi_to_log_topic(entry): entry for entry in entries}


@dataclass(frozen=True)
class Contract:
    """A contract under the name of its source file, at the block that is read."""

    name: str
    address: str
    chain: "Chain"

    def ask(self, function: str, *arguments: Any) -> Any:
        """What a view answers."""
        return self.chain.ask(self, function, *arguments)

    def code(self) -> bytes:
        return self.chain.code(self.address)

    @property
    def abi(self) -> list[dict]:
        return artifact(self.name)["abi"]


def created_address(creator: str, nonce: int) -> str:
    """Of the contract that an account, or another contract, creates with that nonce."""
    return Web3.to_checksum_address(keccak(rlp.encode([to_canonical_address(creator), nonce]))[12:])


def as_topic(address: str) -> str:
    return "0x" + address[2:].lower().rjust(64, "0")


class Chain:
    def __init__(self, url: str) -> None:
        self._web3 = Web3(
            HTTPProvider(
                url,
                request_kwargs={"timeout": 60},
                exception_retry_configuration=None,
                cache_allowed_requests=True,
                cacheable_requests={"eth_chainId"},  # web3 asks for it before every call
            )
        )
        self.url = url
        latest = self._read(lambda: self._web3.eth.get_block("latest"))
        self.block: int = latest["number"]
        self.time: int = latest["timestamp"]
        self.id: int = self._read(lambda: self._web3.eth.chain_id)
        self.genesis: str = self._read(lambda: self._web3.eth.get_block(0)["hash"].hex())
        self._times: dict[int, int] = {self.block: self.time}
        self._contracts: dict[tuple[str, str], Any] = {}

    def contract(self, name: str, address: str) -> Contract:
        return Contract(name, Web3.to_checksum_address(address), self)

    def code(self, address: str) -> bytes:
        return bytes(self._read(lambda: self._web3.eth.get_code(address, self.block)))

    def creation_of(self, address: str) -> Creation:
        """Raises `NoHistory`. Sender and nonce give the address: no two transactions create at the same."""
        block = self._first_block_with(address)
        for each in self._read(
            lambda: self._web3.eth.get_block(block, full_transactions=True)["transactions"]
        ):
            if each.get("to") is None and created_address(each["from"], each["nonce"]) == address:
                return Creation(block, bytes(each["input"]))
        return Creation(block, None)

    def _first_block_with(self, address: str) -> int:
        """In which there is code at the address, as there is now.

        What a node has forgotten is the oldest: only the block before needs to be known.
        """
        before, there, is_known = -1, self.block, True
        while there - before > 1:
            middle = (there + before) // 2
            code = self._code_then(address, middle)
            if code:
                there = middle
            else:
                before, is_known = middle, code is not None
        if not is_known:
            raise NoHistory(f"{self.url} does not say what was there in block {before}")
        return there

    def _code_then(self, address: str, block: int) -> bytes | None:
        """Nothing, if the node does not say."""
        try:
            return self._web3.eth.get_code(address, block)
        except (Web3Exception, requests.RequestException, ValueError):
            return None

    def run(self, creation: bytes, creator: str) -> bytes:
        """The code that a constructor would leave, if the creator called it now."""
        call = {"from": creator, "data": "0x" + creation.hex()}
        try:
            return bytes(self._read(lambda: self._web3.eth.call(call, self.block)))
        except ContractLogicError as why:
            raise Reverted("A constructor cannot be run again") from why

    def ask(self, contract: Contract, function: str, *arguments: Any) -> Any:
        call = self._of_web3(contract).functions[function](*arguments)
        try:
            return self._read(lambda: call.call(block_identifier=self.block))
        except (ContractLogicError, BadFunctionCallOutput) as why:
            raise Reverted(f"{contract.name}.{function} gives no answer") from why

    def events(self, contracts: list[Contract], say: Callable[[str], None]) -> list[Event]:
        """All that they have ever recorded, in its order; `say` is told how far it has come."""
        by_address = {contract.address: contract for contract in contracts}
        found = list(self._logs({"address": list(by_address)}, say))
        return [self._decoded(log, by_address[log["address"]]) for log in found]

    def transfers(self, token: Contract, account: str, say: Callable[[str], None]) -> list[Event]:
        """Those of one account in a token, whoever else uses it."""
        ways = [[TRANSFER, as_topic(account)], [TRANSFER, None, as_topic(account)]]
        both = [log for way in ways for log in self._logs({"address": token.address, "topics": way}, say)]
        once = {(log["blockNumber"], log["logIndex"]): log for log in both}
        return [self._decoded(log, token) for log in once.values()]

    def approvals(self, token: Contract, owner: str, say: Callable[[str], None]) -> list[Event]:
        """Whom the owner has ever allowed to take from it."""
        which = {"address": token.address, "topics": [APPROVAL, as_topic(owner)]}
        return [self._decoded(log, token) for log in self._logs(which, say)]

    def _logs(self, which: dict, say: Callable[[str], None]) -> Iterator[Any]:
        first, size = 0, MOST_BLOCKS
        while first <= self.block:
            last = min(first + size - 1, self.block)
            try:
                yield from self._web3.eth.get_logs({**which, "fromBlock": first, "toBlock": last})
            except requests.ConnectionError as why:
                raise self._silence() from why
            except (Web3Exception, requests.RequestException, ValueError) as why:
                if size == 1:
                    raise CannotRead(f"{self.url} does not give the logs of block {first}: {why}") from why
                size = max(1, size // 2)  # many nodes bound how much they answer at once
                continue
            first = last + 1
            say(f"Logs up to block {last:,} of {self.block:,} are read")

    def _decoded(self, log: Any, contract: Contract) -> Event:
        """With its arguments in the order of the sources; one that they do not know has no name."""
        entry = events_of(contract.name).get(bytes(log["topics"][0]), {"name": "", "inputs": []})
        arguments = {}
        if entry["name"]:
            values = self._of_web3(contract).events[entry["name"]]().process_log(log)["args"]
            arguments = {each["name"]: values[each["name"]] for each in entry["inputs"]}
        place = (log["blockNumber"], log["logIndex"])
        time = self._time_of(log["blockNumber"])
        return Event(contract.name, entry["name"], arguments, place, bytes(log["transactionHash"]), time)

    def _time_of(self, block: int) -> int:
        if block not in self._times:
            self._times[block] = self._read(lambda: self._web3.eth.get_block(block)["timestamp"])
        return self._times[block]

    def _of_web3(self, contract: Contract) -> Any:
        key = (contract.name, contract.address)
        if key not in self._contracts:
            self._contracts[key] = self._web3.eth.contract(address=contract.address, abi=contract.abi)
        return self._contracts[key]

    def _read(self, question: Callable[[], Any]) -> Any:
        try:
            return question()
        except (ContractLogicError, BadFunctionCallOutput):
            raise
        except requests.ConnectionError as why:
            raise self._silence() from why
        except (Web3Exception, requests.RequestException, ValueError) as why:
            raise CannotRead(f"{self.url} cannot be read: {why}") from why

    def _silence(self) -> CannotRead:
        return CannotRead(f"No node answers at {self.url}: name one that runs with --rpc.")
