"""An auction on the chain as a record of `market.auctions`, with every figure that the Treasury publishes."""

from datetime import UTC, date, datetime

from market.announcement import Announcement, day_at
from market.auctions import Auction
from market.holidays import payment_day
from market.result import COMPETITIVE, Result
from model.allotment import award_limit
from model.auction import Amounts
from model.calendar import MONTHS_IN_HALF_YEAR, MONTHS_IN_QUARTER, calendar_date, next_coupon_date, unix_day
from scripts.batch import read
from scripts.house import Held, House, block_time, logs

INCREMENTS = {"Bill": 5}  # [0.001 %]; of others one


def auction(house: House, held: Held, every: list[Held]) -> Auction:
    """What was announced, and the result of a cleared auction."""
    return Auction(announcement=announcement(house, held, every), result=result(house, held))


# The announcement


def announcement(house: House, held: Held, every: list[Held]) -> Announcement:
    """`every` auction of the chain tells when the series was first issued."""
    terms, kind, is_older = held.announcement, held.kind, held.announcement.is_reopening
    is_reopening = is_older or held.is_merged
    return Announcement(
        cusip=terms.cusip,
        announced_cusip=held.announced_cusip if held.is_merged else None,
        security_type=kind,
        term=held.term,
        is_cash_management_bill=held.is_cash_management_bill,
        is_reopening=is_reopening,
        interest_rate=terms.interest_rate if is_older and kind not in ("Bill", "FRN") else None,
        announcement_date=day_at(block_time(held.announced_in)),
        auction_date=held.auction_date,
        issue_date=held.issue_date,
        maturity_date=held.maturity_date,
        dated_date=None if kind == "Bill" else held.dated_date,
        original_dated_date=original_dated_date(house, held) if is_reopening and kind != "Bill" else None,
        original_issue_date=original_issue_date(house, held, every) if is_reopening else None,
        first_interest_payment_date=first_interest_payment_date(held),
        noncompetitive_closing=datetime.fromtimestamp(terms.noncompetitive_close, UTC),
        competitive_closing=datetime.fromtimestamp(terms.competitive_close, UTC),
        offering=terms.offering,
        currently_outstanding=outstanding_before(house, held) if is_older else None,
        minimum_bid=1,
        maximum_noncompetitive_award=terms.maximum_noncompetitive_award,
        maximum_competitive_award=award_limit(terms.offering),
        rate_increment=INCREMENTS.get(kind, 1),
        **(inflation(house, held) if kind == "TIPS" else {}),
    )


def first_interest_payment_date(held: Held) -> date | None:
    """The first one after issue."""
    terms = held.announcement
    if held.kind == "Bill":
        return None
    if terms.first_interest_payment_date > terms.issue_date:
        return calendar_date(terms.first_interest_payment_date)
    months = MONTHS_IN_QUARTER if held.kind == "FRN" else MONTHS_IN_HALF_YEAR
    return calendar_date(next_coupon_date(terms.issue_date, terms.maturity_date, months))


def original_dated_date(house: House, held: Held) -> date:
    return calendar_date(house.registry.securityOf(held.announcement.cusip.encode())["datedDate"])


def original_issue_date(house: House, held: Held, every: list[Held]) -> date:
    """Of the first auction of the series here, else the first business day from its dated date."""
    earlier = [each for each in every if each.announcement.cusip == held.announcement.cusip]
    first = min(earlier, key=lambda each: each.announcement.issue_date)
    if not first.announcement.is_reopening and not first.is_merged:
        return first.issue_date
    return payment_day(original_dated_date(house, held))


def outstanding_before(house: House, held: Held) -> int:
    """When it was announced."""
    question = house.registry.securityOf, held.announcement.cusip.encode()
    (security,) = read([question], held.announced_in)
    return security["outstanding"]


def inflation(house: House, held: Held) -> dict[str, int]:
    """What the principal of TIPS is adjusted by."""
    board, issued = house.index_board, held.announcement.issue_date
    return {
        "ref_cpi_on_issue_date": board.referenceCpi(issued),
        "ref_cpi_on_dated_date": board.referenceCpi(held.announcement.dated_date),
        "index_ratio": house.contract.indexOf(held.number)["level"],
    }


# The result


def result(house: House, held: Held) -> Result:
    on_chain = house.results.resultOf(held.number)
    return Result(
        high_rate=on_chain["highRate"],
        median_rate=on_chain["medianRate"],
        low_rate=on_chain["lowRate"],
        price=on_chain["price"],
        allotted_at_high=on_chain["allottedAtHigh"],
        bid_to_cover=on_chain["bidToCover"],
        **BY_KIND.get(held.kind, of_note)(house, held, on_chain),
        **{
            f"{bidders}_{side}": units
            for side in ("tendered", "accepted")
            for bidders, units in amounts(on_chain[side]).items()
        },
    )


def amounts(by_bidder: tuple[int, ...]) -> dict[str, int]:
    """With their sums."""
    units = dict(zip(Amounts.__dataclass_fields__, by_bidder, strict=True))
    competitive = sum(units[each] for each in COMPETITIVE)
    return units | {"competitive": competitive, "total": sum(by_bidder)}


NOT_STATED = dict.fromkeys(("interest_rate", "investment_rate", "accrued_interest"))


def of_bill(_: House, __: Held, on_chain) -> dict:
    return NOT_STATED | {"investment_rate": on_chain["investmentRate"]}


def of_note(_: House, __: Held, on_chain) -> dict:
    return NOT_STATED | {
        "interest_rate": on_chain["interestRate"],
        "accrued_interest": on_chain["accruedInterest"] or None,
    }


def of_tips(house: House, held: Held, on_chain) -> dict:
    return of_note(house, held, on_chain) | {
        "unadjusted_price": on_chain["unadjustedPrice"],
        "unadjusted_accrued_interest": on_chain["unadjustedAccruedInterest"] or None,
    }


def of_floating_rate_note(house: House, held: Held, on_chain) -> dict:
    """With the bill auction that was the latest when the note was announced."""
    week = house.contract.indexOf(held.number)["lastWeek"]
    auctioned = house.index_board.indexRateOf(week)["effectiveDate"] - 1
    (published,) = logs(house.index_board, "IndexRatePublished", auctionDate=auctioned)
    issued, spread = held.announcement.issue_date, on_chain["spread"]
    days = unix_day(held.dated_date), issued
    return NOT_STATED | {
        "spread": spread,
        "index_auction_date": calendar_date(auctioned),
        "index_high_rate": published["args"]["highRate"],
        "floating_accrued_interest": house.registry.floatingInterest(*days, spread, week)
        if days[0] < issued
        else None,
    }


BY_KIND = {"Bill": of_bill, "TIPS": of_tips, "FRN": of_floating_rate_note}
