"""An announcement and a result as pages, in the layout of the Treasury's press releases.

Lines for what a record does not have are left out: the Treasury's series letters of notes are one of them.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from market.announcement import Announcement
from market.auctions import Auction
from market.readers import EASTERN
from market.result import Result
from market.terms import coupon

LABEL, BIDDER, AMOUNT = 42, 24, 22  # widths [characters]
MEASURES = {"Bill": "Rate", "FRN": "Discount Margin"}  # what is bid; of others the yield
BIDS = {
    "Competitive": "competitive",
    "Noncompetitive": "noncompetitive",
    "FIMA (Noncompetitive)": "fima",
}
BIDDERS = {"Primary Dealer": "primary_dealer", "Direct Bidder": "direct", "Indirect Bidder": "indirect"}
WHO = (
    "Primary dealers as submitters bidding for their own house accounts.",
    "Non-Primary dealer submitters bidding for their own house accounts.",
    "Customers placing competitive bids through a direct submitter, including Foreign and International "
    "Monetary Authorities placing bids through the Federal Reserve Bank of New York.",
)


def announcement_page(announced: Announcement) -> str:
    measure = MEASURES.get(announced.security_type, "Yield")
    return _page(
        "Treasury Offering Announcement",
        [
            ("Term and Type of Security", _term_and_type(announced)),
            ("Offering Amount", _dollars(announced.offering)),
            ("Currently Outstanding", _dollars(announced.currently_outstanding)),
            ("CUSIP Number", announced.announced_cusip or announced.cusip),
            ("Auction Date", _day(announced.auction_date)),
            ("Original Issue Date", _day(announced.original_issue_date)),
            ("Issue Date", _day(announced.issue_date)),
            ("Maturity Date", _day(announced.maturity_date)),
            ("Dated Date", _day(announced.dated_date)),
            ("Series", _series(announced)),
            (measure, "Determined at Auction"),
            ("Interest Rate", _announced_interest(announced)),
            ("First Interest Payment Date", _day(announced.first_interest_payment_date)),
            ("Ref CPI on Issue Date", _number(announced.ref_cpi_on_issue_date, 5)),
            ("Ref CPI on Dated Date", _number(announced.ref_cpi_on_dated_date, 5)),
            ("Index Ratio on Issue Date", _number(announced.index_ratio, 5)),
            ("Maximum Award", _dollars(announced.maximum_competitive_award)),
            (f"Maximum Recognized Bid at a Single {measure}", _dollars(announced.maximum_competitive_award)),
            ("NLP Reporting Threshold", _dollars(announced.maximum_competitive_award)),
            ("Minimum Bid Amount and Multiples", _dollars(announced.minimum_bid)),
            (f"Competitive Bid {measure} Increments", _percent(announced.rate_increment)),
            ("Maximum Noncompetitive Award", _dollars(announced.maximum_noncompetitive_award)),
            ("Noncompetitive Closing Time", _hour(announced.noncompetitive_closing)),
            ("Competitive Closing Time", _hour(announced.competitive_closing)),
        ],
    )


def result_page(auction: Auction) -> str:
    announced, result = auction.announcement, auction.result
    notes = list(_notes(auction))
    cover = f"Bid-to-Cover Ratio: {_cover(result)}"
    first = len(notes) + 1
    lines = [
        "",
        _row("", "Tendered", "Accepted"),
        *(_amounts(result, label, bidders) for label, bidders in BIDS.items()),
        _row(f"Subtotal ({first})", *(_dollars(each) for each in _without_soma(result))),
        _amounts(result, "SOMA", "soma"),
        _amounts(result, "Total", "total"),
        "",
        _row("", "Tendered", "Accepted"),
        *(
            _amounts(result, f"{label} ({number})", bidders)
            for number, (label, bidders) in enumerate(BIDDERS.items(), start=first + 1)
        ),
        _amounts(result, "Total Competitive", "competitive"),
        "",
        *(f"({number}) {note}" for number, note in enumerate([*notes, cover, *WHO], start=1)),
    ]
    return _page("Treasury Auction Results", _figures(announced, result)) + "\n".join(lines) + "\n"


def _figures(announced: Announcement, result: Result) -> list[tuple[str, str | None]]:
    kind = announced.security_type
    measure, has_interest = MEASURES.get(kind, "Yield"), kind not in ("Bill", "FRN")
    median_note = 3 if kind == "Bill" else 2  # after that of the investment rate
    return [
        ("Term and Type of Security", _term_and_type(announced)),
        ("CUSIP Number", announced.cusip),
        ("Series", _series(announced)),
        ("Interest Rate", coupon(result.interest_rate) if has_interest else None),
        ("Spread", _percent(result.spread)),
        (f"High {measure} (1)", _percent(result.high_rate)),
        ("Allotted at High", f"{_number(result.allotted_at_high, 2)}%"),
        ("Adjusted Price" if kind == "TIPS" else "Price", _number(result.price, 6)),
        ("Unadjusted Price", _number(result.unadjusted_price, 6)),
        *_accrued(announced, result),
        ("Investment Rate (2)", _percent(result.investment_rate)),
        (f"Median {measure} ({median_note})", _percent(result.median_rate)),
        (f"Low {measure} ({median_note + 1})", _percent(result.low_rate)),
        ("Index Ratio", _number(announced.index_ratio, 5)),
        ("Index Determination Date", _day(result.index_auction_date)),
        ("Index Determination Rate", _percent(result.index_high_rate)),
        ("Issue Date", _day(announced.issue_date)),
        ("Maturity Date", _day(announced.maturity_date)),
        ("Original Issue Date", _original_issue_date(announced)),
        ("Dated Date", _day(announced.dated_date)),
    ]


def _accrued(announced: Announcement, result: Result) -> list[tuple[str, str | None]]:
    kind = announced.security_type
    if kind == "Bill":
        return []
    if kind == "FRN":
        return [("Accrued Interest per $100", _money(result.floating_accrued_interest, 9))]
    if kind == "Note" or kind == "Bond":
        return [("Accrued Interest per $1,000", _money(result.accrued_interest, 5))]
    return [
        ("Adjusted Accrued Interest per $1,000", _money(result.accrued_interest, 5)),
        ("Unadjusted Accrued Interest per $1,000", _money(result.unadjusted_accrued_interest, 5)),
    ]


def _notes(auction: Auction) -> Iterable[str]:
    measure = {"Bill": "rate", "FRN": "discount margin"}.get(auction.announcement.security_type, "yield")
    yield f"All tenders at lower {measure}s were accepted in full."
    if auction.announcement.security_type == "Bill":
        yield "Equivalent coupon-issue yield."
    for share in (50, 5):
        yield (
            f"{share}% of the amount of accepted competitive tenders was tendered at or below that {measure}."
        )


def _cover(result: Result) -> str:
    tendered, accepted = _without_soma(result)
    return f"{_dollars(tendered)}/{_dollars(accepted)} = {_number(result.bid_to_cover, 2)}"


def _without_soma(result: Result) -> tuple[int, int]:
    return result.total_tendered - result.soma_tendered, result.total_accepted - result.soma_accepted


# Words


def _term_and_type(announced: Announcement) -> str:
    if announced.security_type == "Bill":
        return f"{(announced.maturity_date - announced.issue_date).days}-Day Bill"
    kind = {"FRN": "Floating Rate Note"}.get(announced.security_type, announced.security_type)
    return f"{announced.term} {kind}"


def _series(announced: Announcement) -> str | None:
    return f"Bonds of {announced.maturity_date:%B %Y}" if announced.security_type == "Bond" else None


def _announced_interest(announced: Announcement) -> str | None:
    if announced.security_type in ("Bill", "FRN"):
        return None
    return "Determined at Auction" if announced.interest_rate is None else coupon(announced.interest_rate)


def _original_issue_date(announced: Announcement) -> str | None:
    is_bill = announced.security_type == "Bill"
    return None if is_bill else _day(announced.original_issue_date or announced.issue_date)


def _day(day: date | None) -> str | None:
    return day and f"{day:%B %d, %Y}"


def _hour(closing: datetime) -> str:
    local = closing.astimezone(EASTERN)
    if (local.hour, local.minute) == (12, 0):
        return "12:00 Noon ET"
    return f"{local:%I:%M} {'a.m.' if local.hour < 12 else 'p.m.'} ET".removeprefix("0")


def _dollars(units: int | None) -> str | None:
    return None if units is None else f"${units * 100:,}"


def _number(count: int | None, places: int) -> str | None:
    return None if count is None else f"{Decimal(count).scaleb(-places):,f}"


def _percent(rate: int | None) -> str | None:
    return None if rate is None else f"{_number(rate, 3)}%"


def _money(count: int | None, places: int) -> str:
    return "None" if count is None else f"${_number(count, places)}"


# Layout


def _page(title: str, lines: list[tuple[str, str | None]]) -> str:
    stated = [f"{label:{LABEL}}{text}" for label, text in lines if text is not None]
    return "\n".join([title.upper(), "", *stated]) + "\n"


def _amounts(result: Result, label: str, bidders: str) -> str:
    return _row(label, _dollars(result.tendered(bidders)), _dollars(result.accepted(bidders)))


def _row(label: str, tendered: str, accepted: str) -> str:
    return f"{label:{BIDDER}}{tendered:>{AMOUNT}}{accepted:>{AMOUNT}}"
