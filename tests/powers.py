"""The rows of docs/permissions.md: every power, and what bounds it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "permissions.md"
HEADER = ("function", "who", "cap", "delay", "event")


@dataclass(frozen=True)
class Power:
    """A function that not everybody may call."""

    contract: str
    function: str
    who: str
    cap: str
    delay: str
    event: str

    def __str__(self) -> str:
        return f"{self.contract}.{self.function}"

    @property
    def event_name(self) -> tuple[str, str] | None:
        """Of which contract, and which."""
        if self.event.startswith("none: "):
            return None
        contract, _, name = self.event.strip("`").rpartition(".")
        return contract or self.contract, name


def powers() -> list[Power]:
    """In the order of the page."""
    return list(rows())


def rows() -> Iterator[Power]:
    for section in re.split(r"^## ", PAGE.read_text(), flags=re.MULTILINE)[1:]:
        contract = section.partition("\n")[0]
        for table in re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE):
            header, _, *others = map(cells, table.splitlines())
            if header == HEADER:
                yield from (Power(contract, name.strip("`"), *rest) for name, *rest in others)


def cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.strip("|").split("|"))
