"""Figures on a page of docs, each between two marks by the command that measures them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ASSURANCE = ROOT / "docs" / "assurance.md"
END = "<!-- end -->"


def write(page: Path, command: str, figures: str) -> None:
    """Put `figures` in the place of what `command` measured before; `ValueError` if there is none."""
    before, begin, rest = page.read_text().partition(f"<!-- measured by {command} -->\n")
    if not begin:
        raise ValueError(f"{page.name} has no place for what {command} measures.")
    page.write_text(f"{before}{begin}{figures}\n{rest[rest.index(END) :]}")
