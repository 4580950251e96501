import pytest

from tests.auctions import publish_indices


@pytest.fixture(scope="module")
def pricing(system):
    return system.auction_pricing


@pytest.fixture
def indices(index_board, rate_publisher):
    """On the auction day, all is published that the indexed securities of tests/auctions.py follow."""
    publish_indices(index_board, rate_publisher)
