"""Blocks filled by hand: thousands of transactions in each, sent together and counted, none of them kept.

Anvil by itself makes a block of every transaction, and works out the root of its whole state for each. Asked
for the receipts of a block, it goes through the whole of it for each; so the gas that a sender has used is
seen from what it has paid, at one wei a gas, and held against the receipt of the first.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from scripts.batch import Refused, results, results_in_messages
from scripts.network import LOST

A_MESSAGE = 500  # requests in one JSON-RPC batch
BLOCK_GAS_LIMIT = 10_000_000_000  # half of it is never used, so that the base fee stays at nothing
AT_MOST = 25_000_000  # gas of one transaction
# Of Anvil: that it forgets old blocks, about which nobody asks, and takes long messages
ARGUMENTS = ("--prune-history", "8", "--transaction-block-keeper", "8", "--no-request-size-limit")


@dataclass(frozen=True)
class Transaction:
    """What a sender sends, as its `nonce`th."""

    sender: str
    nonce: int
    function: Any
    arguments: tuple

    def request(self) -> dict:
        return {
            "from": self.sender,
            "to": self.function._address,
            "data": self.function.encode_input(*self.arguments),
            "nonce": hex(self.nonce),
            "gas": hex(AT_MOST),
            "gasPrice": "0x1",
        }


@contextmanager
def filled_by_hand() -> Iterator[None]:
    """Meanwhile a block is made when it is asked for, and at no other time."""
    results([("evm_setAutomine", [False]), ("evm_setBlockGasLimit", [hex(BLOCK_GAS_LIMIT)])])
    try:
        yield
    finally:
        with suppress(*LOST):  # Ctrl-C has ended the node too: that must not hide it
            results([("evm_setAutomine", [True])])


def mine(transactions: Iterable[Transaction], contract: Any, event: str) -> str:
    """One block of all, each of which must make the contract emit this event. The hash of the first."""
    hashes = ask_all(("eth_sendTransaction", [each.request()]) for each in transactions)
    results([("evm_mine", [])])
    latest = {"fromBlock": "latest", "toBlock": "latest"}
    (logs,) = results(
        [("eth_getLogs", [latest | {"address": contract.address, "topics": [contract.topics[event]]}])]
    )
    if len(logs) < len(hashes):
        raise Refused(f"Of {len(hashes):,} transactions for one block {len(logs):,} did what they should.")
    return hashes[0]


def mine_measured(transactions: list[Transaction], contract: Any, event: str) -> list[int]:
    """The gas that each has used. All have senders of their own."""
    senders = [each.sender for each in transactions]
    before = balances(senders)
    first = mine(transactions, contract, event)
    used = [had - has for had, has in zip(before, balances(senders), strict=True)]
    (receipt,) = results([("eth_getTransactionReceipt", [first])])
    if int(receipt["gasUsed"], 16) != used[0]:
        raise Refused("A sender has paid for other gas than is in its receipt.")
    return used


def in_order(sender: Any, calls: Iterable[tuple]) -> list[Transaction]:
    """All of one sender: (function, *arguments)."""
    (count,) = results([("eth_getTransactionCount", [str(sender), "latest"])])
    first = int(count, 16)
    return [
        Transaction(str(sender), first + number, function, tuple(arguments))
        for number, (function, *arguments) in enumerate(calls)
    ]


def fund(accounts: list[str], wei: int) -> None:
    ask_all(("anvil_setBalance", [each, hex(wei)]) for each in accounts)


def balances(accounts: list[str]) -> list[int]:
    """[wei]"""
    return [int(each, 16) for each in ask_all(("eth_getBalance", [each, "latest"]) for each in accounts)]


def ask_all(calls: Iterable[tuple[str, list]]) -> list[Any]:
    return results_in_messages(list(calls), A_MESSAGE)
