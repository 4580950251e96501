"""Why one of many bids that are sent together is skipped, by the name of the error it would meet alone."""

from typing import Any

from eth_utils import keccak

OBSTACLES = {
    keccak(text=error)[:4]: error.split("(")[0]
    for error in (
        "AboveNoncompetitiveLimit(uint64,uint64)",
        "AlreadyBid(address)",
        "InvalidSignature(address)",
        "NoSuchBid(address)",
        "NotEligible(address)",
        "AccountFrozen(address)",
        "ClassExcluded(address,uint8)",
        "InsufficientCash(uint256,uint256)",
    )
}


def named(obstacles: list[Any]) -> list[str | None]:
    """What the house answers for each bid: an error by its name; nothing for a bid that went on."""
    return [OBSTACLES[bytes(each)] if any(each) else None for each in obstacles]


def skipped(tx: Any) -> dict[str, str]:
    """By bidder, as the events of a transaction tell."""
    if "BidSkipped" not in tx.events:
        return {}
    return {event["bidder"]: OBSTACLES[bytes(event["obstacle"])[:4]] for event in tx.events["BidSkipped"]}
