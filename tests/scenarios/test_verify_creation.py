"""
make verify, where one constructor has done more than the sources say, and left the same code
├── finds
│   ├── an administrator whom no log tells
│   ├── coins that are in no log and in no supply
│   ├── cash of the reserve that somebody may take
│   ├── bills of the reserve that somebody may take
│   ├── a contract that began with another authority
│   └── each contract of the system, also where it has written nothing
└── cannot tell where the node keeps no history, and does not say that all holds
"""

from secrets import token_hex

import pytest
from brownie import web3
from brownie.network.account import Account
from eth_utils import function_signature_to_4byte_selector, keccak, to_checksum_address
from web3.eth import Eth
from web3.exceptions import Web3RPCError

from scripts.deploy import bind_administrator, deploy
from scripts.permissions import Role
from scripts.verify.check import Verdict
from scripts.verify.code import CONSTRUCTED_WITH, as_word, creation_code, encoded
from scripts.verify.examination import examine

THIEF = to_checksum_address("0x" + "7e" * 20)
COINS = 10**15  # [micro-dollars]
ALL = 2**256 - 1
GAS = 20_000_000
WORD = 32

# Steps before a constructor: written by hand, so that the code that it leaves stays the same to the last byte

ORIGINAL = "0x" + "c0de" * 10  # where the constructor of the sources lies, to be run after those steps
ROLES = 1  # slot of the access manager's mapping
SSTORE, MSTORE, POP, RETURN = b"\x55", b"\x52", b"\x50", b"\xf3"
ZERO, GAS_LEFT, CALL, DELEGATECALL = b"\x5f", b"\x5a", b"\xf1", b"\xf4"
RETURNDATASIZE, RETURNDATACOPY = b"\x3d", b"\x3e"


def push(word: int) -> bytes:
    return b"\x7f" + word.to_bytes(WORD)


def store(slot: int, word: int) -> bytes:
    return push(word) + push(slot) + SSTORE


def call(contract: str, function: str, *words: int) -> bytes:
    data = function_signature_to_4byte_selector(function) + b"".join(word.to_bytes(WORD) for word in words)
    parts = (data[at : at + WORD].ljust(WORD, b"\0") for at in range(0, len(data), WORD))
    kept = b"".join(b"\x7f" + part + push(WORD * number) + MSTORE for number, part in enumerate(parts))
    return kept + ZERO * 2 + push(len(data)) + ZERO * 2 + push(int(contract, 16)) + GAS_LEFT + CALL + POP


THEN_THE_ORIGINAL = (
    ZERO * 4 + push(int(ORIGINAL, 16)) + GAS_LEFT + DELEGATECALL + POP
    + RETURNDATASIZE + ZERO * 2 + RETURNDATACOPY + RETURNDATASIZE + ZERO + RETURN
)  # fmt: skip


def role_slot(role: int, account: str) -> int:
    members = keccak(role.to_bytes(WORD) + ROLES.to_bytes(WORD))
    return int.from_bytes(keccak(as_word(account) + members))


def holder_slot(holder: str) -> int:
    return ALL - (int(holder, 16) << 96)


@pytest.fixture
def deployed(parts, monkeypatch):
    """`deployed(created, *names)`: the system; `created(account, contract, *arguments)` creates those."""

    def deployed(created, *names):
        def deploy_(account, contract, *arguments, nonce):
            arguments = map(str, arguments)
            if contract._name in names:
                return created(account, contract, *arguments)
            return as_usual(account, contract, *arguments, nonce=nonce)

        make_the_chain_unlike_others(parts.administrator)
        monkeypatch.setattr(Account, "deploy", deploy_)
        return bound(deploy(parts), parts)

    return deployed


as_usual = Account.deploy


def make_the_chain_unlike_others(account) -> None:
    """Of a block that two tests have made alike, Anvil may have forgotten the state with the first."""
    account.transfer(account, 0, data="0x" + token_hex(WORD))


def after(steps):
    """A way to create a contract: `steps(*arguments)`, and then the constructor of the sources."""

    def created(account, contract, *arguments):
        original = creation_code(contract._name) + encoded(arguments)
        create(account, steps(*arguments) + THEN_THE_ORIGINAL, original)

    return created


def create(account, code: bytes, original: bytes) -> None:
    web3.provider.make_request("anvil_setCode", [ORIGINAL, "0x" + original.hex()])
    request = {"from": account.address, "data": "0x" + code.hex(), "gas": GAS}
    assert web3.eth.wait_for_transaction_receipt(web3.eth.send_transaction(request))["status"] == 1


def bound(system, parts):
    bind_administrator(system, parts)
    return system


def failing(system, monitor: str | None = None) -> list[str]:
    examination = examine(web3.provider.endpoint_uri, system.reserve.address, monitor=monitor)
    return [each.sentence for each in examination.checks if each.verdict != Verdict.HOLDS]


def another_constructor(contract) -> str:
    block = next(
        number
        for number in range(web3.eth.block_number, 0, -1)
        if not any(web3.eth.get_code(contract.address, number - 1))
    )
    return (
        f"{contract._name} was created in block {block:,} by another constructor than the sources': "
        "it may have written anything."
    )


# What fails


def test_finds_an_administrator_whom_no_log_tells(deployed):
    since = 1
    steps = store(role_slot(Role.ADMINISTRATOR, THIEF), since)

    system = deployed(after(lambda _: steps), "ParAccessManager")

    assert tuple(system.access_manager.hasRole(Role.ADMINISTRATOR, THIEF)) == (True, 0)
    assert failing(system) == [another_constructor(system.access_manager)]


def test_finds_coins_that_are_in_no_log_and_in_no_supply(deployed):
    """The constructor of the coin is part of the Reserve's: in there it is another, of the same length."""
    coin, steps = creation_code("ParDollar"), store(holder_slot(THIEF), COINS) + THEN_THE_ORIGINAL

    def created(account, contract, *arguments):
        code = creation_code("Reserve").replace(coin, steps.ljust(len(coin), b"\0")) + encoded(arguments)
        compliance = arguments[5]
        create(account, code, coin + encoded([compliance]))

    system = deployed(created, "Reserve")

    assert (system.par_dollar.balanceOf(THIEF), system.par_dollar.totalSupply()) == (COINS, 0)
    assert failing(system) == [another_constructor(system.reserve)]


def test_finds_cash_that_somebody_may_take(deployed):
    def steps(cash, *_):
        return call(cash, "approve(address,uint256)", int(THIEF, 16), ALL)

    system = deployed(after(steps), "Reserve")

    assert system.cash.allowance(system.reserve, THIEF) == ALL
    assert failing(system) == [
        another_constructor(system.reserve),
        f"{THIEF} was allowed to take any sum of cash of the Reserve, and may now take any sum.",
    ]


def test_finds_bills_that_somebody_may_take(deployed):
    def steps(cash, auction_house, registry, *_):
        return call(registry, "setOperator(address,bool)", int(THIEF, 16), True)

    system = deployed(after(steps), "Reserve")

    assert system.registry.isOperator(system.reserve, THIEF)
    assert failing(system) == [
        another_constructor(system.reserve),
        f"{THIEF} was allowed to take bills of the Reserve, and may now.",
    ]


def test_finds_another_authority_at_the_beginning(deployed):
    """Who was it first may have done anything, before handing over."""

    def created(account, contract, authority):
        as_usual(account, contract, account).setAuthority(authority, {"from": account})

    (sentence,) = failing(deployed(created, "RuleBook"))

    assert sentence.startswith("RuleBook was created in block ")
    assert sentence.endswith("with other arguments than this deployment calls for.")


def test_finds_each_that_another_constructor_has_made(deployed):
    """Though it has written nothing: what a constructor would write is not for the eye to find."""
    names = [name for name in CONSTRUCTED_WITH if name != "ParDollar"]
    system = deployed(after(lambda *_: b""), *names)

    sentences = failing(system, monitor=system.reserve_monitor.address)
    assert {sentence.split(" was created ")[0] for sentence in sentences} == set(names)
    assert all("by another constructor" in sentence for sentence in sentences)


# What cannot be told


def test_does_not_say_that_all_holds_where_the_node_keeps_no_history(system, parts, monkeypatch):
    bound(system, parts)
    get_code, latest = Eth.get_code, web3.eth.block_number

    def of_now(eth, address, block):
        if block != latest:
            raise Web3RPCError("missing trie node")
        return get_code(eth, address, block)

    monkeypatch.setattr(Eth, "get_code", of_now)
    examination = examine(web3.provider.endpoint_uri, system.reserve.address)
    unknown = [each for each in examination.checks if each.verdict != Verdict.HOLDS]

    assert examination.verdict == Verdict.UNKNOWN
    assert {each.group for each in unknown} == {"Creation"}
    assert unknown[0].sentence.startswith("How Reserve was created cannot be told: ")
