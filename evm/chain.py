"""The virtual machine with a clock, a snapshot, and accounts that need no keys."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import rlp
from eth_account.hdaccount import key_from_seed, seed_from_mnemonic
from eth_keys.datatypes import PrivateKey
from eth_utils import keccak, to_canonical_address, to_checksum_address
from pyrevm import EVM, AccountInfo, BlockEnv, CfgEnv, Env

SPECIFICATION = "SHANGHAI"  # as in brownie-config.yaml
NOBODY = "0x" + "00" * 20
IS_CONTRACT = "RejectCallerWithCode"  # as the machine says of a sender (EIP-3607)
OUTPUT = re.compile(r"output: 0x([0-9a-f]*)")


class Reverted(Exception):
    """A transaction or a question was refused: `revert_msg` is the error as Brownie words it."""

    def __init__(self, revert_msg: str):
        super().__init__(revert_msg)
        self.revert_msg = revert_msg


class Addressed:
    """An account or a contract; equal to whatever has the same address, and to the address itself."""

    def __init__(self, address: str):
        self.address = address

    def __eq__(self, other: Any) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(self.address)

    def __str__(self) -> str:
        return self.address

    __repr__ = __str__


@dataclass(frozen=True)
class Log:
    """What a contract has logged."""

    address: str
    topics: list[bytes]
    data: bytes


class Chain:
    """Blocks of one transaction each, at the time that was set."""

    errors = events = None  # of the contracts that are compiled; set by who loads them
    code_size_limit = None  # [bytes]: that of the specification

    def __init__(self, chain_id: int, timestamp: int, gas_limit: int):
        self.id, self.gas_limit, self.genesis_time = chain_id, gas_limit, timestamp
        self.reset()

    def reset(self) -> None:
        """Begin anew, with no contracts."""
        self.creators = {}  # address of a contract -> who deployed it
        self.deployed = {}  # name of a contract -> where it was deployed
        self.nonces = {}  # address of an account -> how many contracts it has deployed
        self.logs = []  # of all transactions, in their order
        block = BlockEnv(timestamp=self.genesis_time, gas_limit=self.gas_limit)
        limits = CfgEnv(chain_id=self.id, limit_contract_code_size=self.code_size_limit)
        self.machine = EVM(Env(cfg=limits, block=block), spec_id=SPECIFICATION)
        self.now = self.next = self.genesis_time

    # Time

    def set_clock(self, unix_time: int) -> None:
        """The next transaction happens at this time."""
        self.next = unix_time

    def travel_to(self, unix_time: int) -> None:
        """Questions are answered at this time, and the next transaction happens at it."""
        self.now = self.next = unix_time
        self.machine.set_block_env(BlockEnv(timestamp=unix_time, gas_limit=self.gas_limit))

    # Snapshot

    def snapshot(self) -> None:
        """Remember this state, in the place of the one before."""
        deployed = {name: list(addresses) for name, addresses in self.deployed.items()}
        state = dict(self.creators), dict(self.nonces), deployed, list(self.logs)
        self.remembered = (self.machine.snapshot(), self.now, *state)

    def revert(self) -> None:
        """Return to the state that was remembered; it stays remembered."""
        checkpoint, now, self.creators, self.nonces, self.deployed, self.logs = self.remembered
        self.machine.revert(checkpoint)
        self.travel_to(now)
        self.snapshot()

    # Transactions and questions

    def call(self, to: str, data: bytes, by: Any = None) -> bytes:
        return self._run(by or NOBODY, to, data, is_static=True)

    def transact(self, to: str, data: bytes, by: Any) -> tuple[bytes, list[Log]]:
        """What it gives back, and what it has logged."""
        self.travel_to(self.next)
        self.machine.reset_transient_storage()
        output = self._run(by, to, data)
        logs = [Log(log.address, *log.data) for log in self.machine.result.logs]
        self.logs += logs
        return output, logs

    def attempt(self, to: str, data: bytes, by: Any) -> bytes:
        """What a transaction would give back now; nothing is changed."""
        self.machine.reset_transient_storage()
        checkpoint = self.machine.snapshot()
        try:
            return self._run(by, to, data)
        finally:
            self.machine.revert(checkpoint)

    def deploy(self, creation: bytes, by: str) -> str:
        """The address of what was created."""
        self.travel_to(self.next)
        expected = self.next_address(by)
        try:
            created = to_checksum_address(self.machine.deploy(by, creation))
        except RuntimeError as failure:
            raise self._reverted(failure) from None
        assert created == expected, f"deployed at {created}, expected {expected}"
        self.nonces[by] = self.nonces.get(by, 0) + 1
        self.creators[created] = by
        return created

    def next_address(self, by: str) -> str:
        """Of the next contract that the account deploys."""
        nonce = rlp.encode([to_canonical_address(by), self.nonces.get(by, 0)])
        return to_checksum_address(keccak(nonce)[12:])

    def code_at(self, address: str) -> bytes:
        return self.machine.get_code(address) or b""

    def storage_at(self, address: str, slot: int) -> int:
        return self.machine.storage(address, slot)

    def _run(self, by: Any, to: str, data: bytes, is_static: bool = False) -> bytes:
        try:
            return self.machine.message_call(
                str(by), to, calldata=data, gas=self.gas_limit, is_static=is_static
            )
        except RuntimeError as failure:
            if IS_CONTRACT in str(failure):
                return self._run_as_contract(str(by), to, data, is_static)
            raise self._reverted(failure) from None

    def _run_as_contract(self, by: str, to: str, data: bytes, is_static: bool) -> bytes:
        """No key speaks for a contract: while it sends, an account without code stands in its place."""
        nonce, code = self.machine.basic(by).nonce, self.code_at(by)
        self.machine.insert_account_info(by, AccountInfo(nonce=nonce))
        try:
            return self._run(by, to, data, is_static)
        finally:
            self.machine.insert_account_info(by, AccountInfo(nonce=nonce, code=code))

    def _reverted(self, failure: RuntimeError) -> Reverted:
        """The machine gives the error back only within a sentence."""
        output = OUTPUT.search(str(failure))
        return Reverted(self.errors.message(bytes.fromhex(output[1])) if output else str(failure))


class Account(Addressed):
    """Somebody who sends transactions."""

    def __init__(self, address: str, chain: Chain):
        super().__init__(address)
        self.chain = chain

    def deploy(self, container: Any, *arguments: Any, nonce: int | None = None) -> Any:
        """With Brownie's arguments; nobody else sends anything here, so that the nonce is always the next."""
        created = self.chain.deploy(container.creation(*arguments), self.address)
        self.chain.deployed.setdefault(container._name, []).append(created)
        return container.at(created)

    def get_deployment_address(self, nonce: int | None = None) -> str:
        return self.chain.next_address(self.address)


class Accounts:
    """Those of a mnemonic, as a node has them."""

    def __init__(self, mnemonic: str, number: int, chain: Chain):
        self.mnemonic, self.number, self.chain = mnemonic, number, chain
        self.account = lru_cache(None)(self._account)

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, key: int | slice) -> Account | list[Account]:
        numbers = range(self.number)[key]
        return self.account(numbers) if isinstance(numbers, int) else list(map(self.account, numbers))

    def at(self, address: Any) -> Account:
        return Account(str(address), self.chain)

    @cached_property
    def _seed(self) -> bytes:
        return seed_from_mnemonic(self.mnemonic, "")

    def _account(self, number: int) -> Account:
        key = PrivateKey(key_from_seed(self._seed, f"m/44'/60'/0'/0/{number}"))
        return Account(key.public_key.to_checksum_address(), self.chain)
