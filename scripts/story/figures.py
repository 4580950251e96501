"""A published figure beside its counterpart on chain."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """One published number and its counterpart on chain, in the same unit; text where there is no number."""

    name: str
    published: int | str
    on_chain: int | str
    show: Callable[[int], str] = str
    rule: str = ""  # by which it follows

    @property
    def is_equal(self) -> bool:
        return self.published == self.on_chain

    @property
    def cells(self) -> tuple[str, str]:
        """Both numbers as people read them."""
        return self._shown(self.published), self._shown(self.on_chain)

    @property
    def verdict(self) -> str:
        return "[green]equal[/]" if self.is_equal else "[bold red]DIFFERENT[/]"

    def _shown(self, value: int | str) -> str:
        return value if isinstance(value, str) else self.show(value)


def side_by_side(title: str, figures: Sequence[Figure]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0))
    for heading in ("", "the Treasury", "the chain", ""):
        table.add_column(heading, justify="right" if heading else "left")
    has_rules = any(figure.rule for figure in figures)
    if has_rules:
        table.add_column("how it follows, by 31 CFR 356")
    for figure in figures:
        rule = (figure.rule,) if has_rules else ()
        table.add_row(figure.name, *figure.cells, figure.verdict, *rule)
    return table
