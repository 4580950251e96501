"""A real auction in the words of the contracts: its announcement, its bidders, and the series it adds to."""

from datetime import date, timedelta
from functools import cache

from market.announcement import unix_day, unix_time
from market.auctions import Auction, load
from market.index_bills import IndexBills, UnknownIndex, require_index
from market.order_book import CompetitiveBid, HolderClass, NoncompetitiveBid
from model.calendar import MONTHS_IN_HALF_YEAR, MONTHS_IN_QUARTER, next_coupon_date
from model.frn_pricing import in_micro_dollars

# SecurityType in interfaces/ITreasuryRegistry.sol
SECURITY_TYPES = {
    "Bill": 1,
    "Note": 2,
    "Bond": 3,
    "TIPS": 4,
    "FRN": 5,
}
HOLDER_CLASSES = {  # HolderClass in interfaces/ICompliance.sol
    "ForeignOfficial": 1,
    "FederalReserve": 2,
    "PrimaryDealer": 3,
    "Bank": 4,
    "Pension": 5,
    "Fund": 6,
    "StablecoinIssuer": 7,
    "Retail": 8,
    "TreasuryDirect": 9,
}
# our addition: no bid below or above them [0.001 %]
LOWEST_RATES = {"Bill": 0, "Note": 0, "Bond": 0, "TIPS": -3_000, "FRN": -1_000}
HIGHEST_RATES = {"Bill": 10_000, "Note": 15_000, "Bond": 15_000, "TIPS": 10_000, "FRN": 2_000}
REVEAL_WINDOW = timedelta(minutes=30)  # our addition: the Treasury's own bids are not sealed
BOND = 10_000_000_000  # our addition: paid with a sealed bid, ten thousand dollars [micro-dollars]


def announcement_of(auction: Auction) -> tuple:
    """The `Announcement` of interfaces/IAuctionHouse.sol, as known before the auction.

    A new note that turned out equal to an older one is announced under its own CUSIP: `older_series` must be
    established before, and the contract finds it at clearing.
    """
    announced = auction.announcement
    return (
        (announced.announced_cusip or announced.cusip).encode(),
        SECURITY_TYPES[announced.security_type],
        unix_day(announced.issue_date),
        unix_day(announced.maturity_date),
        LOWEST_RATES[announced.security_type],
        HIGHEST_RATES[announced.security_type],
        announced.offering,
        is_reopening(auction),
        announced.interest_rate or 0 if is_reopening(auction) else 0,
        auction.result.spread or 0 if is_reopening(auction) else 0,
        dated_day(auction),
        first_interest_day(auction, dated_day(auction)),
        unix_time(announced.noncompetitive_closing),
        unix_time(announced.competitive_closing),
        unix_time(announced.competitive_closing + REVEAL_WINDOW),
        BOND,
        announced.maximum_noncompetitive_award,
    )


def older_series(auction: Auction) -> tuple | None:
    """What the registry must know already: the arguments of `establish`, or None for a new series.

    On the real market the series was issued earlier; a chain that begins with this auction has to be told.
    Dated as it was originally: a later date would lose its earlier coupon dates.
    """
    announced = auction.announcement
    if not announced.is_reopening:
        return None
    terms = (
        SECURITY_TYPES[announced.security_type],
        auction.result.interest_rate or 0,
        auction.result.spread or 0,
        original_day(auction),
        first_interest_day(auction, original_day(auction)),
        unix_day(announced.maturity_date),
    )
    return announced.cusip.encode(), terms


def is_reopening(auction: Auction) -> bool:
    """Whether it was announced as one, with its interest rate; an equal older note shows only at clearing."""
    return auction.announcement.is_reopening and auction.announcement.announced_cusip is None


def dated_day(auction: Auction) -> int:
    """From where the announced series bears interest; for a bill, its first issue [unix day]."""
    if is_reopening(auction):
        return original_day(auction)
    return unix_day(auction.announcement.dated_date or auction.announcement.issue_date)


def original_day(auction: Auction) -> int:
    announced = auction.announcement
    dated = announced.original_dated_date or announced.dated_date
    return unix_day(dated or announced.original_issue_date or announced.issue_date)


def first_interest_day(auction: Auction, dated: int) -> int:
    """When a series dated on that day first pays interest; zero for a bill [unix day].

    The Treasury has sold nothing with a short or long first period in these years.
    """
    announced = auction.announcement
    if announced.security_type == "Bill":
        return 0
    return next_coupon_date(dated, unix_day(announced.maturity_date), months_between_payments(auction))


def months_between_payments(auction: Auction) -> int:
    return MONTHS_IN_QUARTER if auction.announcement.security_type == "FRN" else MONTHS_IN_HALF_YEAR


def announced_on(auction: Auction) -> date:
    """When it is announced; a floating rate note, not before the auction of the bill that is its index.

    The Treasury announces it some days before: everybody knows which bill that will be.
    """
    announced, index_day = auction.announcement.announcement_date, auction.result.index_auction_date
    return max(announced, index_day) if index_day else announced


def missing_index(auction: Auction) -> str | None:
    """Why an auction cannot be held again, in one clause: market/data does not have all its price follows."""
    if auction.announcement.security_type != "FRN":
        return None
    try:
        require_index(auction)
        index_bills().between(auction.announcement.dated_date, auction.result.index_auction_date)
    except UnknownIndex as why:
        return str(why)
    return None


@cache
def index_bills() -> IndexBills:
    return IndexBills(load())


def accrued_interest(auction: Auction) -> int | None:
    """As published, paid with the price [micro-dollars per unit]."""
    floating = auction.result.floating_accrued_interest
    return auction.result.accrued_interest if floating is None else in_micro_dollars(floating)


def holder_class(bid: CompetitiveBid | NoncompetitiveBid) -> int:
    """As what the bidder is registered: a number of `HolderClass`."""
    if isinstance(bid, CompetitiveBid):
        return HOLDER_CLASSES["PrimaryDealer" if bid.bidder_class == "PrimaryDealer" else "Fund"]
    is_the_treasurys_system = bid.holder_class == HolderClass.RETAIL and bid.is_reinvestment
    return HOLDER_CLASSES["TreasuryDirect" if is_the_treasurys_system else bid.holder_class]


def bids_directly(bid: CompetitiveBid | NoncompetitiveBid) -> bool:
    return isinstance(bid, CompetitiveBid) and bid.bidder_class == "Direct"


def ladder_of(bid: CompetitiveBid | NoncompetitiveBid, salt: bytes) -> tuple:
    """The `Ladder` of interfaces/IAuctionHouse.sol; empty for a noncompetitive bid."""
    return (bid.ladder if isinstance(bid, CompetitiveBid) else (), 0, salt)
