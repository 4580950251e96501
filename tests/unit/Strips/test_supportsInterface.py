"""
supportsInterface
├── says ERC-6909 and ERC-165
└── says nothing else
"""

ERC6909 = "0x0f632fb3"
ERC165 = "0x01ffc9a7"


def test_says_erc_6909_and_erc_165(strips):
    assert strips.supportsInterface(ERC6909)
    assert strips.supportsInterface(ERC165)


def test_says_nothing_else(strips):
    assert not strips.supportsInterface("0xffffffff")
