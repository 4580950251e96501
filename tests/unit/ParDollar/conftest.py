import pytest

from tests.unit.stand_ins import compliance, reserve

__all__ = ["compliance", "reserve"]

ALICE_STARTS_WITH = 1_000_000000  # [micro-dollars]


@pytest.fixture(scope="module")
def dollar(ParDollar, reserve, compliance, alice):
    dollar = ParDollar.deploy(compliance, {"from": reserve})
    dollar.mint(alice, ALICE_STARTS_WITH, {"from": reserve})
    return dollar


@pytest.fixture(scope="module")
def wallet(SignatureWallet, alice):
    """A contract that signs by ERC-1271."""
    return SignatureWallet.deploy({"from": alice})
