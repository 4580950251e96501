"""Whether the code on the chain is what the sources compile to.

The compiler leaves 32 zero bytes behind a PUSH32 where the constructor writes an immutable: only there may
the two differ. What must stand there is found by running the constructor again, on the node and without a
transaction, with the arguments that this deployment calls for.

What a constructor has written besides is not in the code: see `creation`.
"""

from collections.abc import Iterator, Sequence

from eth_abi import encode
from eth_utils import keccak

from scripts.verify.chain import Contract, artifact
from scripts.verify.check import Check, check
from scripts.verify.deployment import ADMINISTRATOR, CASH, NOBODY, POINTS_AT, TREASURY, Deployment

GROUP = "Code"
PUSH1, PUSH32 = 0x60, 0x7F
WORD = 32
CONSTRUCTED_WITH = {
    "ParAccessManager": (ADMINISTRATOR,),
    "Compliance": ("ParAccessManager",),
    "IndexBoard": ("ParAccessManager",),
    "RateBoard": ("ParAccessManager",),
    "RuleBook": ("ParAccessManager",),
    "Reserve": (
        CASH,
        "AuctionHouse",
        "TreasuryRegistry",
        "RateBoard",
        "RuleBook",
        "Compliance",
        "ParAccessManager",
    ),
    "ParDollar": ("Compliance",),
    "SavingsDollar": ("ParDollar",),
    "TreasuryRegistry": (CASH, "Compliance", "IndexBoard", TREASURY, "ParAccessManager"),
    "AuctionHouse": (CASH, "Compliance", "TreasuryRegistry", "AuctionPricing", "ParAccessManager"),
    "AuctionPricing": ("TreasuryRegistry",),
    "Strips": (CASH, "Compliance", "TreasuryRegistry"),
    "ReserveMonitor": ("Reserve",),
    "Disclosure": ("RuleBook", "ParAccessManager"),
}
DOMAINS = {"ParDollar": "Par Dollar", "AuctionHouse": "Par Auction House"}  # signed for by EIP-712
DOMAIN_TYPE = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"


def code(deployment: Deployment) -> Iterator[Check]:
    for contract in deployment.contracts.values():
        if contract.name == CASH:
            continue  # somebody else's
        yield code_of(contract)
        if has_immutables(contract.name) and is_as_compiled(contract.name, contract.code()):
            yield immutables_of(contract, deployment)


def code_of(contract: Contract) -> Check:
    return check(
        GROUP,
        is_as_compiled(contract.name, contract.code()),
        f"{contract.name} at {contract.address} is the code that the sources compile to.",
        f"The code of {contract.name} at {contract.address} is not what the sources compile to.",
    )


def is_as_compiled(name: str, actual: bytes) -> bool:
    """Apart from immutables."""
    expected = compiled(name)
    masked = bytearray(actual)
    for start in immutable_places(expected):
        masked[start : start + WORD] = bytes(WORD)
    return bytes(masked) == expected


def immutables_of(contract: Contract, deployment: Deployment) -> Check:
    """What differs from place to place only because the constructor ran at another address differs alike."""
    actual, again = contract.code(), constructed(contract, deployment)
    allowed, seen_as = allowed_words(contract, deployment), {}
    strange = set()
    for start in immutable_places(compiled(contract.name)):
        word, expected = actual[start : start + WORD], again[start : start + WORD]
        is_same = word == expected if expected in allowed else word in allowed
        if not is_same or seen_as.setdefault(expected, word) != word:
            strange.add(word)
    return check(
        GROUP,
        not strange,
        f"{contract.name} was constructed with addresses of this deployment and no others.",
        f"{contract.name} has {', '.join(map(shown, sorted(strange)))} in its code, where its constructor "
        "would not have put it.",
    )


def constructed(contract: Contract, deployment: Deployment) -> bytes:
    """The code that the constructor leaves."""
    arguments = [deployment.address_of(name) for name in CONSTRUCTED_WITH[contract.name]]
    creator = deployment.address_of("Reserve") if contract.name == "ParDollar" else NOBODY
    return contract.chain.run(creation_code(contract.name) + encoded(arguments), creator)


def creation_code(name: str) -> bytes:
    """The constructor, without its arguments."""
    return bytes.fromhex(artifact(name)["bytecode"])


def encoded(arguments: Sequence[str]) -> bytes:
    return encode(["address"] * len(arguments), arguments)


def allowed_words(contract: Contract, deployment: Deployment) -> set[bytes]:
    names = POINTS_AT.get(contract.name, {}).values()
    words = {as_word(deployment.address_of(name)) for name in names}
    if contract.name in DOMAINS:
        words |= domain_words(DOMAINS[contract.name], contract)
    return words


def domain_words(name: str, contract: Contract) -> set[bytes]:
    """What OpenZeppelin's EIP712 fixes: name and version, both hashed too, chain, address, separator."""
    hashes = [keccak(text=text) for text in (DOMAIN_TYPE, name, "1")]
    types = ["bytes32", "bytes32", "bytes32", "uint256", "address"]
    separator = keccak(encode(types, [*hashes, contract.chain.id, contract.address]))
    short = {text.encode().ljust(WORD - 1, b"\0") + bytes([len(text)]) for text in (name, "1")}
    return {*hashes, *short, separator, contract.chain.id.to_bytes(WORD), as_word(contract.address)}


def compiled(name: str) -> bytes:
    return bytes.fromhex(artifact(name)["deployedBytecode"])


def has_immutables(name: str) -> bool:
    return bool(immutable_places(compiled(name)))


def immutable_places(expected: bytes) -> list[int]:
    """Where the operands of PUSH32 are zero: no compiler pushes a zero so."""
    places, at = [], 0
    while at < len(expected):
        operation = expected[at]
        if operation == PUSH32 and not any(expected[at + 1 : at + 1 + WORD]):
            places.append(at + 1)
        if PUSH1 <= operation <= PUSH32:
            at += operation - PUSH1 + 1
        at += 1
    return places


def as_word(address: str) -> bytes:
    return bytes.fromhex(address[2:]).rjust(WORD, b"\0")


def shown(word: bytes) -> str:
    """As an address, if it can be one."""
    return "0x" + (word[12:] if not any(word[:12]) else word).hex()
