"""What an auction is made of. Twin of the types of interfaces/IAuctionHouse.sol, field by field."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from model.security import SecurityType


class AuctionStatus(IntEnum):
    NONE = 0
    ANNOUNCED = 1
    CLEARING = 2
    CLEARED = 3
    CANCELLED = 4


class BidStatus(IntEnum):
    NONE = 0
    NONCOMPETITIVE = 1
    COMMITTED = 2
    REVEALED = 3
    SETTLED = 4
    FORFEITED = 5


@dataclass(frozen=True)
class Announcement:
    """What the Treasury fixes before bidding (31 CFR 356.10)."""

    cusip: str
    security_type: SecurityType
    issue_date: int  # [unix day]
    maturity_date: int  # [unix day]
    minimum_rate: int  # [0.001 %]
    maximum_rate: int  # [0.001 %]
    offering: int  # [units]
    is_reopening: bool
    interest_rate: int  # of a reopened note, bond or TIPS, else zero [0.001 %]
    spread: int  # of a reopened floating rate note, else zero [0.001 %]
    dated_date: int  # [unix day]
    first_interest_payment_date: int  # zero for a bill [unix day]
    noncompetitive_close: int  # [unix time]
    competitive_close: int  # [unix time]
    reveal_close: int  # [unix time]
    bond: int  # [micro-dollars]
    maximum_noncompetitive_award: int  # [units]


@dataclass(frozen=True)
class Index:
    """What an indexed security on auction is priced by, fixed when it is announced."""

    level: int = 0  # index ratio of TIPS [0.00001], index rate of a floating rate note [1e-9 %]
    last_week: int = 0  # of a floating rate note: whose bill auction counts
    start_lock_out: int = 0  # of its last coupon date, or its dated date [unix day]
    end_lock_out: int = 0  # of its issue date [unix day]


@dataclass(frozen=True)
class Rung:
    """One competitive bid of a ladder."""

    rate: int  # [0.001 %]
    units: int


@dataclass(frozen=True)
class Ladder:
    """All competitive bids of one bidder."""

    rungs: tuple[Rung, ...] = ()  # rates ascending
    net_long_position: int = 0  # [units]
    salt: bytes = bytes(32)


NO_LADDER = Ladder()  # of a noncompetitive bidder


@dataclass(frozen=True)
class Amounts:
    """By kind of bidder, as the Treasury publishes them [units]."""

    primary_dealer: int
    direct: int
    indirect: int
    noncompetitive: int
    fima: int
    soma: int

    def public(self) -> int:
        """All but SOMA: what the bid-to-cover ratio counts."""
        return self.primary_dealer + self.direct + self.indirect + self.noncompetitive + self.fima


@dataclass(frozen=True)
class Result:
    """As the Treasury publishes it (31 CFR 356.23)."""

    cusip: str
    high_rate: int  # [0.001 %]
    median_rate: int  # [0.001 %]
    low_rate: int  # [0.001 %]
    allotted_at_high: int  # [0.01 %]
    interest_rate: int  # [0.001 %]
    spread: int  # of a floating rate note [0.001 %]
    investment_rate: int  # [0.001 %]
    index: int  # index ratio of TIPS [0.00001], index rate of a floating rate note [1e-9 %]
    price: int  # [micro-dollars per unit]
    accrued_interest: int  # [micro-dollars per unit]
    unadjusted_price: int  # of TIPS [micro-dollars per unit]
    unadjusted_accrued_interest: int  # of TIPS [micro-dollars per unit]
    bid_to_cover: int  # [0.01]
    tendered: Amounts
    accepted: Amounts


def to_abi(part: Any) -> Any:
    """As the contract takes and gives it: records as tuples, a CUSIP as its nine bytes."""
    if hasattr(part, "__dataclass_fields__"):
        return tuple(to_abi(getattr(part, name)) for name in part.__dataclass_fields__)
    if isinstance(part, tuple | list):
        return [to_abi(each) for each in part]
    return part.encode() if isinstance(part, str) else part
