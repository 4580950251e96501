"""The twin of ParDollar: the coin that only the Reserve mints and burns, and that Compliance can freeze."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum

from model.rejected import require

NOBODY = "0x" + "0" * 40
SUPPLY_LIMIT = 2**191  # a balance shares its word with the freeze bit and the number of permits
INFINITE = 2**256 - 1  # an allowance that is never used up


@dataclass(frozen=True)
class Permit:
    """What an owner signs to set an allowance."""

    owner: str
    spender: str
    dollars: int  # [micro-dollars]
    nonce: int
    deadline: int  # [unix time]


class Sender(StrEnum):
    """Who may send an authorization; the name of what the holder signs (ERC-3009)."""

    ANYBODY = "TransferWithAuthorization"
    RECEIVER = "ReceiveWithAuthorization"


@dataclass(frozen=True)
class Authorization:
    """What a holder signs to pay."""

    holder: str
    to: str
    dollars: int  # [micro-dollars]
    valid_after: int  # [unix time]
    valid_before: int  # [unix time]
    nonce: bytes
    sender: Sender = Sender.ANYBODY


@dataclass(frozen=True)
class Cancellation:
    """What a holder signs to take an authorization back."""

    holder: str
    nonce: bytes


@dataclass
class ParDollar:
    reserve: str
    compliance: str
    total_supply: int = 0  # [micro-dollars]
    balance_of: Counter = field(default_factory=Counter)  # holder -> [micro-dollars]
    allowance: Counter = field(default_factory=Counter)  # (owner, spender) -> [micro-dollars]
    nonces: Counter = field(default_factory=Counter)
    used_nonces: set = field(default_factory=set)  # (holder, nonce) of authorizations
    frozen: set = field(default_factory=set)

    # Holding

    def transfer(self, caller: str, to: str, dollars: int) -> None:
        self._require_can_pay(caller, dollars)
        self._require_can_receive(to)

        self.balance_of[caller] -= dollars
        self.balance_of[to] += dollars

    def transfer_from(self, caller: str, holder: str, to: str, dollars: int) -> None:
        require(caller == holder or caller not in self.frozen, "AccountFrozen")
        allowed = self.allowance[holder, caller]
        require(allowed >= dollars, "InsufficientAllowance")

        self.transfer(holder, to, dollars)
        if allowed != INFINITE:
            self.allowance[holder, caller] = allowed - dollars

    def _require_can_pay(self, holder: str, dollars: int) -> None:
        require(holder not in self.frozen, "AccountFrozen")
        require(self.balance_of[holder] >= dollars, "InsufficientBalance")

    def _require_can_receive(self, to: str) -> None:
        require(to != NOBODY, "InvalidReceiver")
        require(to not in self.frozen, "AccountFrozen")

    # Supply

    def mint(self, caller: str, to: str, dollars: int) -> None:
        require(caller == self.reserve, "NotReserve")
        require(self.total_supply + dollars < SUPPLY_LIMIT, "SupplyTooLarge")
        self._require_can_receive(to)

        self.total_supply += dollars
        self.balance_of[to] += dollars

    def burn(self, caller: str, holder: str, dollars: int) -> None:
        require(caller == self.reserve, "NotReserve")
        self._require_can_pay(holder, dollars)

        self.total_supply -= dollars
        self.balance_of[holder] -= dollars

    # Allowances and permits

    def approve(self, caller: str, spender: str, dollars: int) -> None:
        self.allowance[caller, spender] = dollars

    def permit(self, submitted: Permit, signed: Permit, now: int) -> None:
        require(now <= submitted.deadline, "PermitExpired")
        is_valid = signed == submitted and signed.nonce == self.nonces[signed.owner]
        require(is_valid, "InvalidSignature")

        self.nonces[signed.owner] += 1
        self.approve(signed.owner, signed.spender, signed.dollars)

    # Authorizations

    def send_authorization(
        self, caller: str, submitted: Authorization, signed: Authorization, now: int
    ) -> None:
        if submitted.sender == Sender.RECEIVER:
            require(caller == submitted.to, "NotReceiver")
        require(now > submitted.valid_after, "AuthorizationNotYetValid")
        require(now < submitted.valid_before, "AuthorizationExpired")
        nonce = (submitted.holder, submitted.nonce)
        require(nonce not in self.used_nonces, "NonceUsed")
        require(signed == submitted, "InvalidSignature")

        self.transfer(submitted.holder, submitted.to, submitted.dollars)
        self.used_nonces.add(nonce)

    def send_authorizations(
        self, caller: str, both: list[tuple[Authorization, Authorization]], now: int
    ) -> None:
        """All (submitted, signed) or none."""
        after = deepcopy(self)
        for submitted, signed in both:
            after.send_authorization(caller, submitted, signed, now)
        vars(self).update(vars(after))

    def cancel_authorization(self, submitted: Cancellation, signed: Cancellation) -> None:
        nonce = (submitted.holder, submitted.nonce)
        require(nonce not in self.used_nonces, "NonceUsed")
        require(signed == submitted, "InvalidSignature")

        self.used_nonces.add(nonce)

    # Lawful orders

    def set_frozen(self, caller: str, account: str, frozen: bool) -> None:
        require(caller == self.compliance, "NotCompliance")
        require(account != self.reserve, "ReserveNotFreezable")

        if frozen:
            self.frozen.add(account)
        else:
            self.frozen.discard(account)

    def is_frozen(self, account: str) -> bool:
        return account == NOBODY or account in self.frozen

    def seize(self, caller: str, holder: str, to: str, dollars: int) -> None:
        with self._released(caller, holder):
            self.transfer(holder, to, dollars)

    def reissue(self, caller: str, holder: str, to: str, dollars: int) -> None:
        """Destroyed and created: the supply is what it was."""
        with self._released(caller, holder):
            self.transfer(holder, to, dollars)

    def burn_frozen(self, caller: str, holder: str, dollars: int) -> None:
        with self._released(caller, holder):
            self.burn(self.reserve, holder, dollars)

    @contextmanager
    def _released(self, caller: str, holder: str) -> Iterator[None]:
        """For one step of a lawful order."""
        require(caller == self.compliance, "NotCompliance")
        require(holder in self.frozen, "AccountNotFrozen")

        self.frozen.discard(holder)
        try:
            yield
        finally:
            self.frozen.add(holder)
