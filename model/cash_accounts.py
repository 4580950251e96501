"""The twin of CashAccounts: cash that a contract keeps in the names of those it deals with."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from model.cash import Cash
from model.rejected import Rejected, require


@dataclass
class CashAccounts:
    address: str
    clock: Any
    cash: Cash
    compliance: Any
    cash_of: Counter = field(default_factory=Counter, kw_only=True)  # [micro-dollars]

    def deposit(self, caller: str, account: str, dollars: int) -> None:
        self._collect(caller, dollars)
        self.cash_of[account] += dollars

    def withdraw(self, caller: str, dollars: int) -> None:
        self.compliance.require_not_frozen(caller)
        require(self.cash_of[caller] >= dollars, "InsufficientCash")

        self.cash.transfer(self.address, caller, dollars)
        self.cash_of[caller] -= dollars

    def _take(self, account: str, dollars: int) -> None:
        """Take a payment out of an account, and what it is short of out of the allowance."""
        short = max(0, dollars - self.cash_of[account])
        if short:
            self._collect(account, short)
        self.cash_of[account] -= dollars - short

    def _fund(self, account: str, dollars: int) -> bool:
        """Bring an account up to a payment out of its allowance; false, and nothing moved, if that fails."""
        short = max(0, dollars - self.cash_of[account])
        if not short:
            return True
        if self.cash.arriving(short) < short:
            return False
        try:
            self.cash.transfer_from(self.address, account, self.address, short)
        except Rejected:
            return False
        self.cash_of[account] += short
        return True

    def _collect(self, holder: str, dollars: int) -> None:
        """What the token kept of a payment would be missing to everybody."""
        self.cash.transfer_from(self.address, holder, self.address, dollars)
        require(self.cash.arriving(dollars) >= dollars, "CashNotReceived")

    def _give(self, account: str, dollars: int) -> None:
        self.cash_of[account] += dollars
