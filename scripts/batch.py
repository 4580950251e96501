"""Many transactions, or many questions, at once.

Brownie sends one transaction, waits for it and reads it back. Here all are sent, then every receipt is
looked at.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests
from brownie import web3
from brownie.exceptions import decode_typed_error

from evm.chain import Reverted
from scripts.network import is_in_process
from scripts.node import TakenBack, dearer, is_lying_there, is_taken

GAS_LIMIT = 3_000_000  # of a transaction; asking the node how much it takes would run it twice
LARGEST_TRANSACTION = 2**24  # gas that Ethereum lets one transaction have (EIP-7825)
GAS_PRICE = 2_000_000_000  # [wei], as in scripts/network.py
MOST_AT_ONCE = 100
RECEIPT_SECONDS = 60
PATIENCE_SECONDS = 1
LAG_SECONDS = 2  # a node counts a transaction a moment before it has its receipt


class Refused(Exception):
    """Which transaction a contract refused and why, in one sentence."""


@dataclass(frozen=True)
class Order:
    """A transaction to be sent: a function of a contract, its arguments, its sender."""

    function: Any
    arguments: tuple
    sender: Any
    gas: int = GAS_LIMIT

    def request(self, nonce: int) -> dict:
        return {
            "from": str(self.sender),
            "to": self.function._address,
            "data": self.function.encode_input(*self.arguments),
            "gas": hex(self.gas),
            "gasPrice": hex(GAS_PRICE),
            "nonce": hex(nonce),
        }


def order(function: Any, *arguments: Any, by: Any, gas: int = GAS_LIMIT) -> Order:
    return Order(function, arguments, by, gas)


def send(orders: list[Order]) -> list[str]:
    """Send all, wait until all are mined, and raise `Refused` for the first that failed.

    Orders of one sender are mined in their order; for those of several senders there is none.
    Returns the hashes of the transactions, where there is a node.
    """
    if is_in_process():
        return send_in_process(orders)
    hashes = []
    for first in range(0, len(orders), MOST_AT_ONCE):
        hashes += send_together(orders[first : first + MOST_AT_ONCE])
    return hashes


def send_in_process(orders: list[Order]) -> list[str]:
    for each in orders:
        try:
            each.function.transact(*each.arguments, by=each.sender)
        except Reverted as why:
            raise Refused(f"{each.function._name} was refused: {why}.") from None
    return []


def send_together(orders: list[Order]) -> list[str]:
    requests_ = with_nonces(orders)
    answers = ask([("eth_sendTransaction", [request]) for request in requests_])
    for sent, request, answer in zip(orders, requests_, answers, strict=True):
        if "error" in answer and not is_lying_there(message_of(answer["error"])):
            raise Refused(refusal(sent, request, answer["error"]))
    hashes = [[answer["result"]] if "result" in answer else [] for answer in answers]
    receipts = wait_for_receipts(orders, hashes, requests_)
    for sent, request, receipt in zip(orders, requests_, receipts, strict=True):
        if receipt["status"] != "0x1":
            (again,) = ask([("eth_call", [request, "latest"])])
            raise Refused(refusal(sent, request, again.get("error", {})))
    return [receipt["transactionHash"] for receipt in receipts]


def with_nonces(orders: list[Order]) -> list[dict]:
    nonces, requests_ = counts_of(str(each.sender) for each in orders), []
    for each in orders:
        requests_.append(each.request(nonces[str(each.sender)]))
        nonces[str(each.sender)] += 1
    return requests_


def counts_of(senders: Iterable[str]) -> dict[str, int]:
    """How many transactions of each are mined."""
    senders = list(set(senders))
    counts = results([("eth_getTransactionCount", [sender, "latest"]) for sender in senders])
    return {sender: int(number, 16) for sender, number in zip(senders, counts, strict=True)}


def message_of(error: dict) -> str:
    return error.get("message", "")


def wait_for_receipts(orders: list[Order], sent: list[list[str]], requests_: list[dict]) -> list[dict]:
    """The receipts, in order; what the node has left lying is sent again at a higher price, in its place.

    Where a block is mined between Anvil's look at a transaction's nonce and its taking it in, Anvil waits for
    a nonce that has come already: it never mines it, and takes the same again for one that it has. Which of
    those of one nonce is mined cannot be known: on a slow machine it may still be the first.
    `sent` are the hashes of each order's transactions; none of one that the node has not taken in again.
    Raises `Refused` for the first in whose place its sender has put another, and `TakenBack` where the chain
    has gone back to before all of them.
    """
    began = time.monotonic()
    looked, price = began, GAS_PRICE
    while time.monotonic() < began + RECEIPT_SECONDS:
        receipts = receipts_of(sent)
        if all(receipts):
            return receipts
        if time.monotonic() > looked + PATIENCE_SECONDS:
            looked, price = time.monotonic(), dearer(price)
            require_turn(requests_)
            waiting = [at for at, receipt in enumerate(receipts) if not receipt]
            for at in send_again(waiting, sent, requests_, price):
                require_own(orders[at], sent[at])
        time.sleep(0.005)
    raise Refused(f"The node did not mine {len(sent)} transactions within {RECEIPT_SECONDS} seconds.")


def require_turn(requests_: list[dict]) -> None:
    """The nonces that have come do not go away, but where the chain goes back."""
    counts = counts_of(request["from"] for request in requests_)
    for sender, count in counts.items():
        if count < min(int(each["nonce"], 16) for each in requests_ if each["from"] == sender):
            raise TakenBack


def receipts_of(sent: list[list[str]]) -> list[dict | None]:
    """Of whichever was mined of the transactions of one nonce; nothing while none was."""
    answers = iter(results([("eth_getTransactionReceipt", [each]) for some in sent for each in some]))
    found = [[next(answers) for _ in some] for some in sent]
    return [next(filter(None, some), None) for some in found]


def send_again(places: list[int], sent: list[list[str]], requests_: list[dict], price: int) -> list[int]:
    """Those whose place is taken: by themselves, mined in the meantime, or by another."""
    answers = ask([("eth_sendTransaction", [{**requests_[at], "gasPrice": hex(price)}]) for at in places])
    for at, answer in zip(places, answers, strict=True):
        if "result" in answer:
            sent[at].append(answer["result"])
    answered = zip(places, answers, strict=True)
    return [at for at, answer in answered if "error" in answer and is_taken(message_of(answer["error"]))]


def require_own(sent: Order, hashes: list[str]) -> None:
    """Another may be the same at a higher price: sent once more, it might pay twice."""
    until = time.monotonic() + LAG_SECONDS
    while not receipts_of([hashes])[0]:
        if time.monotonic() > until:
            raise Refused(replaced(sent))
        time.sleep(0.005)


def replaced(sent: Order) -> str:
    return (
        f"Another transaction of {sent.sender} has taken the place of {sent.function._name}: "
        "once it is mined, run this again to go on."
    )


def refusal(sent: Order, request: dict, error: dict) -> str:
    if is_taken(message_of(error)):
        return replaced(sent)
    data = error.get("data")
    if isinstance(data, dict):  # Ganache
        data = data.get("result")
    why = decode_typed_error(data) if data and data != "0x" else error.get("message", "it ran out of gas")
    return f"{sent.function._name} was refused: {why.rstrip(': ')}."  # an error may have no figures


@contextmanager
def one_chain(mined: Iterable[str]) -> Iterator[None]:
    """Whatever has gone wrong meanwhile, or well: only where nothing of this was taken back does it count.

    `mined` are hashes of transactions, looked at once it is over. Raises `TakenBack`.
    """
    try:
        yield
    except Exception:
        require_kept(mined)
        raise
    require_kept(mined)


def require_kept(mined: Iterable[str]) -> None:
    receipts = results_in_messages([("eth_getTransactionReceipt", [each]) for each in mined])
    if not all(receipts):
        raise TakenBack


def read(questions: list[tuple], block: int | str = "latest") -> list[Any]:
    """What view functions answer at one block: questions are (function, *arguments)."""
    if is_in_process():
        return [function.call(*arguments) for function, *arguments in questions]
    block_ = hex(block) if isinstance(block, int) else block
    return read_at([(block_, *question) for question in questions])


def read_at(questions: list[tuple]) -> list[Any]:
    """As `read`, each at its own block: questions are (block, function, *arguments)."""
    calls = [
        ("eth_call", [{"to": function._address, "data": function.encode_input(*arguments)}, block])
        for block, function, *arguments in questions
    ]
    answers = results_in_messages(calls)
    return [question[1].decode_output(answer) for question, answer in zip(questions, answers, strict=True)]


def results_in_messages(calls: list[tuple[str, list]], at_once: int = MOST_AT_ONCE) -> list[Any]:
    """As `results`, so many in one JSON-RPC message."""
    answers = []
    for first in range(0, len(calls), at_once):
        answers += results(calls[first : first + at_once])
    return answers


def results(calls: list[tuple[str, list]]) -> list[Any]:
    answers = ask(calls)
    for answer in answers:
        if "error" in answer:
            raise Refused(f"The node refused a question: {answer['error'].get('message')}.")
    return [answer["result"] for answer in answers]


def ask(calls: list[tuple[str, list]]) -> list[dict]:
    """The answers to several JSON-RPC requests, in their order."""
    if not calls:
        return []
    body = [
        {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        for number, (method, params) in enumerate(calls)
    ]
    answers = session.post(web3.provider.endpoint_uri, json=body, timeout=120).json()
    return sorted(answers, key=lambda answer: answer["id"])


session = requests.Session()
