"""A bill from purchase to maturity, its discount earned evenly. The twin of AmortisedCost."""


def remaining_discount(discount: int, since: int, maturity: int, time: int) -> int:
    """The part of a discount, all of it unearned at `since`, that is not yet earned at `time`: rounded up."""
    if time >= maturity:
        return 0
    return -(-discount * (maturity - time) // (maturity - since))
