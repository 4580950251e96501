"""A system whose cash can change: keep a fee, refuse accounts, answer `false`, be intruded upon."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from model.cash import Cash
from model.rejected import require
from scripts.deploy import System, deploy
from scripts.network import is_in_process, load
from scripts.settings import Settings


def deploy_with_changed_cash(parts: Settings, by: Any) -> System:
    """The deployment knows it as any cash."""
    changed, plain = load().ChangedCash, load().CashToken
    address = by.deploy(changed).address
    forget(changed, address)
    system = deploy(replace(parts, cash=address))
    forget(plain, address)
    return replace(system, cash=changed.at(address))


def forget(container: Any, address: str) -> None:
    """Brownie knows each address as one contract."""
    if not is_in_process():
        container.remove(container.at(address))


@dataclass
class ChangedCashTwin(Cash):
    """The twin of ChangedCash, but for who acts in the midst of a payment."""

    fee: int = 0  # of every payment [micro-dollars]
    blocked: set[str] = field(default_factory=set)
    is_refusing: bool = False
    fees_paid: Counter = field(default_factory=Counter)  # by who received less [micro-dollars]

    def set_fee(self, new_fee: int) -> None:
        self.fee = new_fee

    def set_blocked(self, account: str, blocked: bool) -> None:
        (self.blocked.add if blocked else self.blocked.discard)(account)

    def set_refusing(self, refusing: bool) -> None:
        self.is_refusing = refusing

    def transfer(self, caller: str, to: str, dollars: int) -> None:
        """By a contract, which looks at what cash answers."""
        require(not self.is_refusing, "SafeERC20FailedOperation")
        require(not self.blocked & {caller, to}, "Blocked")
        super().transfer(caller, to, dollars)

        fee = dollars - self.arriving(dollars)
        self.balance_of[to] -= fee
        self.fees_paid[to] += fee

    def arriving(self, dollars: int) -> int:
        return dollars - min(dollars, self.fee)

    def transfer_from(self, caller: str, holder: str, to: str, dollars: int) -> None:
        require(not self.is_refusing, "SafeERC20FailedOperation")
        require(not self.blocked & {holder, to}, "Blocked")
        super().transfer_from(caller, holder, to, dollars)
