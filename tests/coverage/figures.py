"""What was reached and what was not, counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.coverage.sites import Site


@dataclass(frozen=True)
class Gap:
    """Something that no test has reached."""

    site: Site
    what: str

    @property
    def name(self) -> str:
        """By which it is explained."""
        return f"{self.site.function}: {self.site.text}: {self.what}"


@dataclass(frozen=True)
class Figure:
    """So many of so many."""

    reached: int
    all: int

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(self.reached + other.reached, self.all + other.all)

    @property
    def percent(self) -> float:
        return 100 * self.reached / self.all if self.all else 100.0


class Coverage:
    """Of these sites, by the numbers that were reached."""

    def __init__(self, sites: list[Site], reached: Iterable[int]):
        self.sites, self.reached = sites, set(reached)

    def files(self) -> list[str]:
        return sorted({site.file for site in self.sites})

    def total(self) -> tuple[Figure, Figure]:
        """Lines and branches of all files."""
        figures = ([count(file) for file in self.files()] for count in (self.lines, self.branches))
        return tuple(sum(each, Figure(0, 0)) for each in figures)

    def lines(self, file: str) -> Figure:
        """On which a statement begins; reached if all that begin on it were."""
        begun: dict[int, bool] = {}
        for site in self.sites_in(file):
            if not site.is_branch:
                begun[site.line] = begun.get(site.line, True) and site.number in self.reached
        return Figure(sum(begun.values()), len(begun))

    def branches(self, file: str) -> Figure:
        numbers = {number for site in self.sites_in(file) if site.is_branch for number in site.numbers}
        return Figure(len(numbers & self.reached), len(numbers))

    def sites_in(self, file: str) -> Iterable[Site]:
        return (site for site in self.sites if site.file == file)

    def gaps(self) -> list[Gap]:
        found = ((site, self.missing(site)) for site in self.sites)
        return sorted(
            (Gap(site, what) for site, what in found if what),
            key=lambda gap: (gap.site.file, gap.site.start, gap.site.number),
        )

    def missing(self, site: Site) -> str:
        """What has not happened there; nothing if all has."""
        has_happened = [number in self.reached for number in site.numbers]
        if all(has_happened):
            return ""
        if any(has_happened):
            return "always true" if has_happened[0] else "always false"
        return {"success": "never succeeds", "failure": "never fails"}.get(site.kind, "never reached")
