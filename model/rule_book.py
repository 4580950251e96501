"""The twin of RuleBook: each law is a row of numbers under a name, and one of them is adopted.

Who may take a step is not told here: the access manager of the chain decides that.
"""

from dataclasses import dataclass, field
from enum import IntEnum

from model.rejected import require

WHOLE = 10_000  # [0.01 %]


class Capacity(IntEnum):
    """In which capacity somebody signs a report."""

    CHIEF_EXECUTIVE = 0
    CHIEF_FINANCIAL_OFFICER = 1
    AUDITOR = 2

    @property
    def bit(self) -> int:
        """In a set of signatures."""
        return 1 << self


EVERY_CAPACITY = sum(capacity.bit for capacity in Capacity)


@dataclass(frozen=True)
class Profile:
    """What a law asks of an issuer. Zero: it has no such rule, or no number for it."""

    longest_maturity: int = 0  # [days]
    weighted_average_maturity: int = 0  # [days]
    daily_liquidity: int = 0  # [0.01 %]
    weekly_liquidity: int = 0  # [0.01 %]
    concentration: int = 0  # [0.01 %]
    deposits: int = 0  # [0.01 %]
    own_funds: int = 0  # [0.01 %]
    capital: int = 0  # [dollars]
    redemption_days: int = 0  # [business days]
    notice_days: int = 0  # [days]
    report_days: int = 0  # [days]
    signatures: int = 0  # [set of Capacity]
    fee_forbidden: bool = False


SHARES = ("daily_liquidity", "weekly_liquidity", "concentration", "deposits", "own_funds")


@dataclass
class RuleBook:
    profiles: dict[bytes, Profile] = field(default_factory=dict)
    adopted: bytes = bytes(32)

    def set_profile(self, name: bytes, profile: Profile) -> None:
        require(any(name), "NameMissing")
        require(name not in self.profiles, "ProfileAlreadySet")
        for share in SHARES:
            require(getattr(profile, share) <= WHOLE, "ShareAboveWhole")
        require(
            profile.weekly_liquidity == 0 or profile.daily_liquidity <= profile.weekly_liquidity,
            "DailyAboveWeekly",
        )
        require(profile.signatures <= EVERY_CAPACITY, "UnknownCapacity")

        self.profiles[name] = profile

    def profile_of(self, name: bytes) -> Profile:
        require(name in self.profiles, "UnknownProfile")
        return self.profiles[name]

    def is_set(self, name: bytes) -> bool:
        return name in self.profiles

    def adopt(self, name: bytes) -> None:
        require(name in self.profiles, "UnknownProfile")

        self.adopted = name

    def rules(self) -> Profile:
        require(any(self.adopted), "NothingAdopted")
        return self.profiles[self.adopted]
