"""What makes Brownie several times faster on a local node, and sure of its transactions.

It replaces private names. `replace` refuses one that has gone away; tests/tooling watches the effect of each.
"""

import contextlib
import os
import time
import types
import warnings
from typing import Any

import requests
from brownie import web3
from brownie.exceptions import BrownieEnvironmentWarning, TransactionError
from brownie.network import transaction
from brownie.network.account import _PrivateKeyAccount
from brownie.network.contract import ContractTx, _ContractMethod
from brownie.network.rpc import Rpc
from brownie.network.state import Chain
from brownie.network.transaction import TransactionReceipt
from web3.exceptions import TransactionNotFound

from scripts.node import NodeError

RECEIPT_SECONDS = 0.005
PATIENCE_SECONDS = 5  # before the node is asked whether it still has what it has not mined


class Dropped(NodeError):
    """Which transaction the node will never mine, in one sentence."""


def apply() -> None:
    replace(transaction, "time", impatient)
    replace(TransactionReceipt, "_await_confirmation", await_receipt_first)
    replace(_PrivateKeyAccount, "_await_confirmation", confirmed)
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
                if is_forgotten(receipt.txid):
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
        raise Dropped(
            f"The node has dropped {receipt.fn_name or 'a transfer'} of {account}, or another transaction "
            "of it has taken its place: run this again to go on."
        ) from None


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
