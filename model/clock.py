"""The time of the chain, shared by all models as contracts share block.timestamp."""

from dataclasses import dataclass

SECONDS_IN_DAY = 86_400


@dataclass
class Clock:
    now: int  # [unix time]

    @property
    def today(self) -> int:
        """The date, which begins at 00:00 UTC [unix day]."""
        return self.now // SECONDS_IN_DAY
