"""What has happened on a chain, read from its blocks."""

from scripts import node


def created_contracts(url: str, first: int = 0) -> int:
    """How many transactions have created a contract since a block."""
    latest = int(node.ask(url, "eth_blockNumber"), 16)
    blocks = (node.ask(url, "eth_getBlockByNumber", hex(each), True) for each in range(first, latest + 1))
    return sum(each["to"] is None for block in blocks for each in block["transactions"])
