"""
supportsInterface
├── says ERC-6909 and ERC-165
├── says nothing else
└── has every function and event of ERC-6909, as the standard writes it
"""

from eth_utils import keccak
from hexbytes import HexBytes

ERC6909 = "0x0f632fb3"
ERC165 = "0x01ffc9a7"

FUNCTIONS = [
    "balanceOf(address,uint256)",
    "allowance(address,address,uint256)",
    "isOperator(address,address)",
    "transfer(address,uint256,uint256)",
    "transferFrom(address,address,uint256,uint256)",
    "approve(address,uint256,uint256)",
    "setOperator(address,bool)",
]
EVENTS = [
    "Transfer(address,address,address,uint256,uint256)",
    "OperatorSet(address,address,bool)",
    "Approval(address,address,uint256,uint256)",
]


def test_says_erc_6909_and_erc_165(registry):
    assert registry.supportsInterface(ERC6909)
    assert registry.supportsInterface(ERC165)


def test_says_nothing_else(registry):
    assert not registry.supportsInterface("0xffffffff")


def test_has_every_function_of_erc_6909(registry):
    """The interface id is the exclusive or of the functions' selectors."""
    selectors = [keccak(text=function)[:4].hex() for function in FUNCTIONS]
    interface_id = 0
    for selector in selectors:
        interface_id ^= int(selector, 16)

    assert f"0x{interface_id:08x}" == ERC6909
    assert set(map(HexBytes, selectors)) <= set(map(HexBytes, registry.selectors))


def test_has_every_event_of_erc_6909(registry):
    declared = {
        f"{entry['name']}({','.join(given['type'] for given in entry['inputs'])})": entry["inputs"]
        for entry in registry.abi
        if entry["type"] == "event"
    }

    assert set(EVENTS) <= set(declared)
    indexed = [given["indexed"] for given in declared[EVENTS[0]]]
    assert indexed == [False, True, True, True, False]
