"""The twin of CashToken: what securities and coins are paid with. Anyone may mint it, as on a local chain."""

from collections import Counter
from dataclasses import dataclass, field

from model.rejected import require

INFINITE = 2**256 - 1  # an allowance that is never used up


@dataclass
class Cash:
    balance_of: Counter = field(default_factory=Counter)  # holder -> [micro-dollars]
    allowance: Counter = field(default_factory=Counter)  # (owner, spender) -> [micro-dollars]

    def mint(self, to: str, dollars: int) -> None:
        self.balance_of[to] += dollars

    def approve(self, caller: str, spender: str, dollars: int) -> None:
        self.allowance[caller, spender] = dollars

    def arriving(self, dollars: int) -> int:
        """Of a payment."""
        return dollars

    def transfer(self, caller: str, to: str, dollars: int) -> None:
        require(self.balance_of[caller] >= dollars, "InsufficientBalance")

        self.balance_of[caller] -= dollars
        self.balance_of[to] += dollars

    def transfer_from(self, caller: str, holder: str, to: str, dollars: int) -> None:
        allowed = self.allowance[holder, caller]
        require(allowed >= dollars, "InsufficientAllowance")

        self.transfer(holder, to, dollars)
        if allowed != INFINITE:
            self.allowance[holder, caller] = allowed - dollars
