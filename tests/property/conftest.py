"""The arithmetic on the chain, asked one question or many."""

from collections.abc import Callable
from itertools import islice

import pytest

QUESTIONS_AT_ONCE = 500


@pytest.fixture(scope="module")
def pricing(PricingHarness, treasury):
    return treasury.deploy(PricingHarness)


@pytest.fixture(scope="module")
def on_chain(pricing) -> Callable:
    """`on_chain("billPrice", rows)`: the answer to each row of arguments, many to a call."""

    def answers(function, rows):
        method = getattr(pricing, function)
        rows = iter(rows)
        while some := list(islice(rows, QUESTIONS_AT_ONCE)):
            for answer in pricing.multicall.call([method.encode_input(*row) for row in some]):
                yield method.decode_output(answer)

    return lambda function, rows: list(answers(function, rows))
