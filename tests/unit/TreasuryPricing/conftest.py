"""The contract alone: it needs no other."""

import pytest


@pytest.fixture(scope="module")
def pricing(TreasuryPricing, treasury):
    return treasury.deploy(TreasuryPricing)
