"""The words that tests share."""

from contextlib import contextmanager

from brownie.exceptions import VirtualMachineError

from evm.chain import Reverted
from scripts.network import now, travel_to

__all__ = ["REFUSALS", "now", "rejects", "travel_to"]

REFUSALS = (VirtualMachineError, Reverted)  # on a node, in this process


@contextmanager
def rejects(error: str):
    """The contract must refuse, by the custom error of this name."""
    try:
        yield
    except REFUSALS as refusal:
        given = (refusal.revert_msg or "").split(":")[0]
        assert given == error, f"refused by {given or 'no error'}, expected {error}"
    else:
        raise AssertionError(f"was not refused, expected {error}")
