"""
constructor
├── makes its caller the reserve
├── names compliance
├── creates no dollars
├── describes the coin
└── describes the domain of its signatures, as a wallet computes it
"""

import pytest
from eth_abi import encode
from eth_utils import keccak

from scripts.network import chain_in_use

DOMAIN = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"


def test_makes_its_caller_the_reserve(dollar, reserve):
    assert dollar.reserve() == reserve


def test_names_compliance(dollar, compliance):
    assert dollar.compliance() == compliance


def test_creates_no_dollars(ParDollar, reserve, compliance):
    assert ParDollar.deploy(compliance, {"from": reserve}).totalSupply() == 0


def test_describes_the_coin(dollar):
    assert (dollar.name(), dollar.symbol(), dollar.decimals()) == ("Par Dollar", "parUSD", 6)


def test_describes_the_domain_of_its_signatures(dollar):
    fields, name, version, chain_id, coin, salt, extensions = dollar.eip712Domain()

    assert (fields, name, version, chain_id) == ("0x0f", "Par Dollar", "1", chain_in_use().id)
    assert (coin, int(str(salt), 16), list(extensions)) == (dollar.address, 0, [])


@pytest.mark.lesson(27)
def test_computes_the_domain_as_a_wallet_does(dollar):
    domain = encode(
        ["bytes32", "bytes32", "bytes32", "uint256", "address"],
        [keccak(text=DOMAIN), keccak(text="Par Dollar"), keccak(text="1"), chain_in_use().id, dollar.address],
    )

    assert str(dollar.DOMAIN_SEPARATOR()) == "0x" + keccak(domain).hex()
