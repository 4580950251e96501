"""Fifteen lines against the law in force: what was found, what it asks, and a word for whether that is so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import ge, le

from model.calendar import calendar_date
from model.compliance import OrderStatus
from model.reserve import NO_DUE_DATE
from model.rule_book import Capacity
from scripts.reports.figures import HUNDREDTHS, WHOLE, Figures, up
from scripts.reports.position import Position, in_words
from scripts.story.words import MICRO, day, dollars, hundredths

KEPT, BROKEN, NO_RULE, REPORTED, NOT_ON_CHAIN = "kept", "broken", "no rule", "reported", "not on chain"


@dataclass(frozen=True)
class Line:
    number: str
    what: str
    found: str
    asked: str
    verdict: str


def dashboard(position: Position, figures: Figures) -> Iterator[Line]:
    yield from composition(position, figures)
    yield redemptions(position)
    yield reports(position)
    yield signatures(position)
    yield Line("R11", "No interest to holders", "a balance changes by payments alone", "", REPORTED)
    yield lawful_orders(position)
    yield own_funds(position)
    yield deposits(position, figures)
    yield Line("R15", "Days away from a dollar", "its price is made in markets", "", NOT_ON_CHAIN)


# What the reserve is made of


def composition(position: Position, figures: Figures) -> Iterator[Line]:
    rules = position.rules
    longest, average = figures.longest_maturity * HUNDREDTHS, figures.weighted_average_maturity
    yield at_least("R1", "Backing of coins and redemptions owed", figures.backing_ratio, WHOLE)
    yield at_least("R2", "Eligible assets", figures.eligible, WHOLE)
    yield no_longer("R3", "Longest remaining maturity", longest, rules.longest_maturity)
    yield no_longer("R4", "Weighted average maturity", average, rules.weighted_average_maturity)
    yield at_least("R5", "Liquid within one business day", figures.daily_liquidity, rules.daily_liquidity)
    yield at_least("R6", "Liquid within five business days", figures.weekly_liquidity, rules.weekly_liquidity)
    yield at_most("R7", "At one institution", figures.concentration, rules.concentration)


def at_least(number: str, what: str, share: int | None, least: int) -> Line:
    return measured(number, what, share, least, f"at least {percent(least)}", percent, ge)


def at_most(number: str, what: str, share: int | None, most: int) -> Line:
    return measured(number, what, share, most, f"at most {percent(most)}", percent, le)


def no_longer(number: str, what: str, found: int | None, most: int) -> Line:
    return measured(number, what, found, most * HUNDREDTHS, f"at most {most} days", days, le)


def measured(
    number: str,
    what: str,
    found: int | None,
    limit: int,
    asked: str,
    words: Callable[[int], str],
    holds: Callable[[int, int], bool],
) -> Line:
    told = "nothing to measure" if found is None else words(found)
    if not limit:
        return Line(number, what, told, "", NO_RULE)
    return Line(number, what, told, asked, verdict(found is None or holds(found, limit)))


# Payments and reports


def redemptions(position: Position) -> Line:
    """Each by the law that was in force when it was asked for: a later one can be due earlier."""
    what, limit = "Redemptions that wait for cash", position.rules.redemption_days
    if not position.waiting:
        found = f"none; {dollars(position.owed)} to be claimed"
        asked = f"within {limit} business day{'s' if limit > 1 else ''}" if limit else ""
        return Line("R8", what, found, asked, KEPT if limit else NO_RULE)
    due = [each for each in position.waiting if each != NO_DUE_DATE]
    number, without = len(position.waiting), len(position.waiting) - len(due)
    if not due:
        return Line("R8", what, f"{number}, by a law that sets no day", "", NO_RULE)
    found = f"{number}, the first is due on {day(calendar_date(min(due)))}"
    found += f"; {without} by a law that sets no day" if without else ""
    return Line("R8", what, found, "by its day", verdict(position.today <= min(due)))


def reports(position: Position) -> Line:
    late = ", ".join(map(in_words, position.late_months))
    limit = position.rules.report_days
    asked = f"within {limit} days of a month's end" if limit else ""
    return Line(
        "R9",
        "Months without a complete report",
        late or "none",
        asked,
        verdict(not late) if limit else NO_RULE,
    )


def signatures(position: Position) -> Line:
    what, earlier = "Signatures of the month before", position.earlier
    needed = earlier.needed if earlier and earlier.version else position.rules.signatures
    if earlier is None:
        answer = REPORTED if needed else NO_RULE
        return Line("R10", what, "this is the first month", capacities(needed) if needed else "", answer)
    if not needed:
        return Line("R10", what, capacities(earlier.signed), "", NO_RULE)
    is_waiting = not earlier.completed_at and earlier.month not in position.late_months
    answer = REPORTED if is_waiting else verdict(earlier.completed_at > 0)
    return Line("R10", what, capacities(earlier.signed), capacities(needed), answer)


def capacities(signed: int) -> str:
    names = [each.name.lower().replace("_", " ") for each in Capacity if signed & each.bit]
    return ", ".join(names) or "none"


# Everything else


def lawful_orders(position: Position) -> Line:
    found = ", ".join(
        f"{position.orders[status]} {word}"
        for status, word in (
            (OrderStatus.RECORDED, "pending"),
            (OrderStatus.EXECUTED, "executed"),
            (OrderStatus.REVOKED, "revoked"),
        )
    )
    return Line("R12", "Lawful orders", found, "", REPORTED)


def own_funds(position: Position) -> Line:
    rules = position.rules
    least = max(rules.capital * MICRO, up(rules.own_funds * position.supply, WHOLE))
    found = dollars(position.capital)
    if not least:
        return Line("R13", "Loss buffer", found, "", NO_RULE)
    return Line("R13", "Loss buffer", found, f"at least {dollars(least)}", verdict(position.capital >= least))


def deposits(position: Position, figures: Figures) -> Line:
    """Where the bank behind the cash token keeps it is not on the chain; more than all cash it cannot be."""
    rules, cash = position.rules, figures.share_down(figures.cash)
    what, found = "Deposits, and fees of redemptions", f"cash {percent(cash or 0)}, no fee"
    fee = "no fee" if rules.fee_forbidden else ""
    if not rules.deposits:
        return Line("R14", what, found, fee, KEPT if fee else NO_RULE)
    asked = ", ".join(filter(None, (f"at least {percent(rules.deposits)} in deposits", fee)))
    is_short = cash is not None and cash < rules.deposits
    return Line("R14", what, found, asked, BROKEN if is_short else NOT_ON_CHAIN)


# Words


def verdict(holds: bool) -> str:
    return KEPT if holds else BROKEN


def percent(share: int) -> str:
    return f"{hundredths(share)} %"


def days(hundredths_of_days: int) -> str:
    return f"{hundredths(hundredths_of_days)} days"
