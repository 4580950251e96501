"""The auctions of a span of days, as they were, without a story around them."""

from datetime import date

from market.auctions import Auction, load, week
from market.order_book import rebuild
from scripts.auctions import missing_index
from scripts.story.plan import Plan, PlanError, Sale, reason


def plan(first: date, last: date) -> Plan:
    """Every auction from one day to another, but for those whose price follows figures we do not have."""
    auctions = week((first, last))
    sales = tuple(Sale(auction, rebuild(auction), None) for auction in auctions if not missing_index(auction))
    not_held = tuple(auction for auction in auctions if missing_index(auction))
    if not sales:
        raise PlanError(f"{why_none(not_held)} Years with auctions: {years()}.")
    return Plan(f"{first} to {last}", sales, not_held)


def why_none(not_held: tuple[Auction, ...]) -> str:
    if not_held:
        return f"No auction of these days can be held: {reason(not_held[0])}"
    return "No auction of these days is among those shipped with Par."


def years() -> str:
    return ", ".join(str(year) for year in sorted({it.announcement.auction_date.year for it in load()}))


def series(sale: Sale) -> str:
    """What is one line in a picture: "13-Week Bill"; "10-Year Note" for a "9-Year 10-Month Note"."""
    length, *months = sale.announcement.term.split()
    if months:
        length = f"{int(length.removesuffix('-Year')) + 1}-Year"
    return f"{length} {sale.security_type}"
