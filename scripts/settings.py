"""Who plays which part on a network, and what its cash is."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Settings:
    """The accounts that hold the roles, and the cash token; none: a mock is deployed."""

    administrator: Any
    treasury: Any
    regulator: Any
    issuer: Any
    portfolio_manager: Any
    compliance_officer: Any
    rate_publisher: Any
    chief_executive: Any
    chief_financial_officer: Any
    auditor: Any
    cash: str | None = None


def local_settings(accounts) -> Settings:
    """On a local node: its first unlocked accounts, and mock cash."""
    return Settings(
        treasury=accounts[0],
        regulator=accounts[1],
        issuer=accounts[2],
        portfolio_manager=accounts[3],
        compliance_officer=accounts[4],
        administrator=accounts[5],
        rate_publisher=accounts[6],
        chief_executive=accounts[7],
        chief_financial_officer=accounts[8],
        auditor=accounts[9],
    )
