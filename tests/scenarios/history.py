"""What has happened on a chain, read from its blocks."""

from scripts import node

CONTRACTS = 16  # that a deployment creates; the reserve creates the coin


def blocks(url: str) -> int:
    """The number of the latest."""
    return int(node.ask(url, "eth_blockNumber"), 16)


def created_contracts(url: str, first: int = 0) -> int:
    """How many transactions have created a contract since a block."""
    numbers = range(first, blocks(url) + 1)
    mined = (node.ask(url, "eth_getBlockByNumber", hex(each), True) for each in numbers)
    return sum(each["to"] is None for block in mined for each in block["transactions"])
