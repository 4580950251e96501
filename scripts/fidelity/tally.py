"""How many figures of how many auctions, by kind of security and year."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from market.auctions import Auction
from scripts.fidelity.examination import Examination

KINDS = ("Bill", "Cash management bill", "Note", "Bond", "TIPS", "FRN")


@dataclass(frozen=True)
class Tally:
    auctions: int
    figures: int
    equal: int
    undetermined: int

    @property
    def unequal(self) -> int:
        return self.figures - self.equal

    @property
    def cells(self) -> tuple[str, ...]:
        numbers = (self.auctions, self.figures, self.equal, self.unequal, self.undetermined)
        return tuple(f"{number:,}" for number in numbers)


HEADINGS = ("auctions", "figures", "equal", "unequal", "not determined")


def tally(examinations: Iterable[Examination]) -> Tally:
    examinations = list(examinations)
    figures = [figure for each in examinations for figure in each.figures]
    equal = sum(figure.is_equal for figure in figures)
    return Tally(len(examinations), len(figures), equal, sum(len(each.undetermined) for each in examinations))


def tallies(
    examinations: Iterable[Examination], key: Callable[[Examination], Hashable]
) -> list[tuple[Hashable, Tally]]:
    """By key, in the order of the keys."""
    groups = defaultdict(list)
    for each in examinations:
        groups[key(each)].append(each)
    return [(name, tally(groups[name])) for name in sorted(groups)]


def by_kind_and_year(examinations: Iterable[Examination]) -> list[tuple[str, str, Tally]]:
    counted = tallies(examinations, lambda each: (KINDS.index(kind(each.auction)), year(each.auction)))
    return [(KINDS[number], str(when), one) for (number, when), one in counted]


def by_figure(examinations: Iterable[Examination]) -> list[tuple[str, str, str, int, int]]:
    """(kinds of security, figure, rule, compared, equal), in the order in which they are asked."""
    compared, equal, kinds = Counter(), Counter(), defaultdict(set)
    for each in examinations:
        for figure in each.figures:
            name = figure.name, figure.rule
            compared[name] += 1
            equal[name] += figure.is_equal
            kinds[name].add(kind(each.auction))
    return [(named(kinds[name]), *name, compared[name], equal[name]) for name in compared]


def named(kinds: set[str]) -> str:
    return "all" if len(kinds) == len(KINDS) else ", ".join(each for each in KINDS if each in kinds)


def kind(auction: Auction) -> str:
    announced = auction.announcement
    return "Cash management bill" if announced.is_cash_management_bill else announced.security_type


def year(auction: Auction) -> int:
    return auction.announcement.auction_date.year


def name_of(auction: Auction) -> str:
    """Such as "9-Year 10-Month Note 912828YS3 of 2020-01-08"."""
    announced = auction.announcement
    return f"{announced.term} {announced.security_type} {announced.cusip} of {announced.auction_date}"
