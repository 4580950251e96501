"""What makes Brownie several times faster on a local node, and sure of its transactions.

It replaces private names. `replace` refuses one that has gone away; tests/tooling watches the effect of each.
"""

import contextlib
import os
import time
import types
import warnings
from collections.abc import Iterator
from typing import Any

import requests
from brownie import history, web3
from brownie.exceptions import BrownieEnvironmentWarning, RPCRequestError, TransactionError
from brownie.network import transaction
from brownie.network.account import Account, _PrivateKeyAccount
from brownie.network.contract import ContractContainer, ContractTx, _ContractMethod
from brownie.network.rpc import Rpc
from brownie.network.state import Chain, TxHistory
from brownie.network.transaction import TransactionReceipt
from web3.exceptions import TransactionNotFound, Web3RPCError

from scripts.node import NodeError, TakenBack, dearer, is_lying_there, is_taken

RECEIPT_SECONDS = 0.005
PATIENCE_SECONDS = 5  # before the node is asked whether it still has what it has not mined


class Dropped(NodeError):
    """Which transaction the node will not mine, in one sentence."""


def apply() -> None:
    replace(transaction, "time", impatient)
    replace(TransactionReceipt, "_await_confirmation", await_receipt_first)
    replace(_PrivateKeyAccount, "_await_confirmation", confirmed)
    replace(_PrivateKeyAccount, "_pending_nonce", next_nonce)
    replace(Account, "_transact", send_in_its_place)
    replace(ContractContainer, "_add_from_tx", keep_if_it_answers)
    replace(TxHistory, "__getattribute__", forget_only_dropped)
    replace(Chain, "_add_to_undo_buffer", leave_no_undo)
    replace(Chain, "_revert", go_back_alone)
    replace(Rpc, "_find_rpc_process_pid", this_process)
    for send in (ContractTx.__call__, _ContractMethod.transact):
        replace(send, "__kwdefaults__", {"silent": True})  # no lines a transaction, which nobody reads


def replace(owner: Any, name: str, replacement: Any) -> None:
    getattr(owner, name)
    setattr(owner, name, replacement)


# A receipt that is not there at once is asked for again after a whole second.
impatient = types.SimpleNamespace(
    **{name: getattr(time, name) for name in dir(time) if not name.startswith("_")}
    | {"sleep": lambda seconds: time.sleep(min(seconds, RECEIPT_SECONDS))}
)

await_confirmation = TransactionReceipt._await_confirmation


def await_receipt_first(receipt: TransactionReceipt, *args, **kwargs) -> None:
    """Brownie takes a transaction for dropped if the node counts it a moment before it has its receipt."""
    looked = time.monotonic()
    try:
        while not has_receipt(receipt.txid):
            time.sleep(RECEIPT_SECONDS)
            if time.monotonic() > looked + PATIENCE_SECONDS:
                looked = time.monotonic()
                if is_forgotten(receipt.txid) or is_out_of_turn(receipt):
                    receipt.status = transaction.Status.Dropped
                    receipt._confirmed.set()
                    return
        await_confirmation(receipt, *args, **kwargs)
    except requests.RequestException:
        receipt.status = transaction.Status.Reverted
        receipt._confirmed.set()  # whoever waits for it asks the node next, and is told that it is gone


confirm = _PrivateKeyAccount._await_confirmation


def confirmed(account: _PrivateKeyAccount, receipt: TransactionReceipt, *args) -> TransactionReceipt:
    try:
        return confirm(account, receipt, *args)
    except TransactionError:
        if account.nonce <= last_mined(account):
            raise TakenBack from None
        raise Dropped(
            f"The node has dropped {name_of(receipt)} of {account}, or another transaction "
            "of it has taken its place: run this again to go on."
        ) from None


def name_of(receipt: TransactionReceipt) -> str:
    return f"{receipt.contract_name}.{receipt.fn_name}" if receipt.fn_name else "a transfer"


def has_receipt(txid: str) -> bool:
    try:
        return web3.eth.get_transaction_receipt(txid)["blockHash"] is not None
    except TransactionNotFound:
        return False


def is_forgotten(txid: str) -> bool:
    """Neither mined nor waiting."""
    try:
        web3.eth.get_transaction(txid)
    except TransactionNotFound:
        return True
    return False


keep = ContractContainer._add_from_tx


def keep_if_it_answers(container: ContractContainer, receipt: TransactionReceipt) -> None:
    """In a thread, whose trace would be put on the screen; who has sent it is told next that it is gone."""
    with contextlib.suppress(requests.RequestException, RPCRequestError):
        keep(container, receipt)


def is_out_of_turn(receipt: TransactionReceipt) -> bool:
    """It waits for a nonce before its own, which the chain has lost when it went back."""
    return web3.eth.get_transaction_count(receipt.sender.address, "pending") <= receipt.nonce


transact = Account._transact


def send_in_its_place(account: Account, request: dict, *args) -> Any:
    """What an earlier run has left waiting is sent at a higher price, in its place: only one can be mined."""
    try:
        return transact(account, request, *args)
    except (ValueError, Web3RPCError) as why:
        if is_lying_there(said(why)):
            price = dearer(as_number(request["gasPrice"]))
            return send_in_its_place(account, {**request, "gasPrice": price}, *args)
        if is_taken(said(why)):
            raise Dropped(
                f"Another transaction of {account} waits in the place of the next one, or has taken it: "
                "once it is mined, run this again to go on."
            ) from None
        raise


def said(refusal: ValueError | Web3RPCError) -> str:
    """By the node, without the data of a contract that refuses."""
    response = getattr(refusal, "rpc_response", None)
    return response["error"]["message"] if response else str(refusal)


def as_number(price: int | str) -> int:
    return int(price, 16) if isinstance(price, str) else price


def forget_only_dropped(sent: TxHistory, name: str) -> Any:
    """Brownie copies its list at every look, from several threads: what one adds meanwhile, another loses."""
    every = object.__getattribute__(sent, "_list")
    for each in [each for each in every if each.status == transaction.Status.Dropped]:
        with contextlib.suppress(ValueError):  # another thread has been faster
            every.remove(each)
    return object.__getattribute__(sent, name)


def next_nonce(account: _PrivateKeyAccount) -> int:
    """Brownie waits for ever where the chain goes back by one transaction, and goes on where by several."""
    waiting = [each.nonce for each in history.from_sender(account.address) if each.status == -1]
    if waiting:
        return max(waiting) + 1
    began, last = time.monotonic(), last_mined(account)
    while (nonce := account.nonce) <= last:  # a node may count a transaction a moment after it has mined it
        if time.monotonic() > began + PATIENCE_SECONDS:
            raise TakenBack
        time.sleep(RECEIPT_SECONDS)
    return nonce


def last_mined(account: _PrivateKeyAccount) -> int:
    """The nonce of the latest that this program has sent and seen mined; before the first, -1."""
    return max((each.nonce for each in history.from_sender(account.address) if each.status >= 0), default=-1)


def mined() -> Iterator[str]:
    """The hashes of all that this program has sent by Brownie and seen mined."""
    for each in history:
        if each.status >= 0:
            yield each.txid


def leave_no_undo(*_) -> None:
    """A snapshot after every transaction, for `chain.undo()`, which nobody uses here."""


go_back = Chain._revert


def go_back_alone(chain: Chain, snapshot: int | str) -> int | str:
    """Anvil keeps what waits to be mined when the chain goes back, and mines it among what comes after."""
    web3.provider.make_request("anvil_dropAllTransactions", [])  # Ganache does not know it
    return go_back(chain, snapshot)


def this_process(*_) -> int:
    """Whose process the node is: ours, so that Brownie neither searches for it nor ends it."""
    return os.getpid()


def remember_chain_id() -> None:
    """It is asked for before every call."""
    web3.provider.cache_allowed_requests = True
    web3.provider.cacheable_requests = {"eth_chainId"}


@contextlib.contextmanager
def quiet_about_block_height():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BrownieEnvironmentWarning)
        yield
