"""The arithmetic on the chain, asked one question or many."""

from collections.abc import Callable
from itertools import islice

import pytest

QUESTIONS_AT_ONCE = 500


@pytest.fixture(scope="module")
def pricing(TreasuryPricing, treasury):
    return treasury.deploy(TreasuryPricing)


@pytest.fixture(scope="module")
def on_chain(pricing) -> Callable:
    """`on_chain("billPrice", rows)`: the answer to each row of arguments, many to a call."""
    return lambda function, rows: list(answers(pricing, function, rows))


@pytest.fixture(scope="module")
def libraries(LibraryHarness, treasury):
    return treasury.deploy(LibraryHarness)


@pytest.fixture(scope="module")
def in_library(libraries) -> Callable:
    """`in_library("toId", rows)`: as `on_chain`, of the libraries that no contract shows."""
    return lambda function, rows: list(answers(libraries, function, rows))


@pytest.fixture(scope="module")
def auction_rules(AuctionHarness, treasury):
    return treasury.deploy(AuctionHarness)


@pytest.fixture(scope="module")
def asked(auction_rules) -> Callable:
    """`asked("awardAtHigh", rows)`: as `on_chain`, of the libraries of auctions."""
    return lambda function, rows: list(answers(auction_rules, function, rows))


def answers(harness, function, rows):
    method = getattr(harness, function)
    rows = iter(rows)
    while some := list(islice(rows, QUESTIONS_AT_ONCE)):
        for answer in harness.multicall.call([method.encode_input(*row) for row in some]):
            yield method.decode_output(answer)
