"""Which kinds of securities there are, and what makes a series. Twin of ITreasuryRegistry.sol."""

from dataclasses import dataclass
from enum import IntEnum


class SecurityType(IntEnum):
    NONE = 0
    BILL = 1
    NOTE = 2
    BOND = 3
    TIPS = 4
    FRN = 5


INDEXED = (SecurityType.TIPS, SecurityType.FRN)  # what they pay follows published figures
WITHOUT_INTEREST_RATE = (SecurityType.BILL, SecurityType.FRN)


class FirstCoupon(IntEnum):
    """How long the first interest period is, next to the half-year or quarter it ends."""

    NORMAL = 0
    SHORT = 1
    LONG = 2


@dataclass(frozen=True)
class Terms:
    """What makes a series."""

    security_type: SecurityType
    interest_rate: int  # annual; zero for a bill and a floating rate note [0.001 %]
    spread: int  # of a floating rate note, else zero [0.001 %]
    dated_date: int  # interest accrues from here; for a bill its first issue date [unix day]
    first_interest_payment_date: int  # zero for a bill [unix day]
    maturity_date: int  # [unix day]
