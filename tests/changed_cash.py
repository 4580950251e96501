"""A system whose cash can change: keep a fee, refuse accounts, answer `false`, be intruded upon."""

from dataclasses import replace
from typing import Any

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
