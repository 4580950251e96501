"""What was done for a bid, and what waits, in sentences."""

from eth_utils import keccak

from model.auction import AuctionStatus, BidStatus
from scripts.batch import read
from scripts.bidding.position import Position, second_payment
from scripts.bidding.sealed import path_of
from scripts.house import Held, House, logs
from scripts.story.words import count, dollars, hundredths, moment, par, percent, price

OBSTACLES = {  # of the account, by the error that the house names
    keccak(text=error)[:4]: words
    for error, words in {
        "AlreadyBid(address)": "has bid otherwise",
        "NotEligible(address)": "may not hold securities",
        "AccountFrozen(address)": "is frozen by a lawful order",
        "AboveNoncompetitiveLimit(uint64,uint64)": "may not bid for so much noncompetitively",
        "InsufficientCash(uint256,uint256)": "is short of cash, or the cash token refuses it",
        "InvalidSignature(address)": "has not signed this bid",
        "NoSuchBid(address)": "has no bid that this step could be taken for",
    }.items()
}
UNDECIDED = (AuctionStatus.ANNOUNCED, AuctionStatus.CLEARING)


def who(account: str) -> str:
    return f"{account[:8]}...{account[-4:]}"


def whose(each: Position) -> str:
    return f"{who(each.account)}, {par(each.bid.units)} of the {each.held.name}"


# Done


def placed(each: Position) -> str:
    if each.is_competitive:
        rungs = count(len(each.bid.rungs), "rung")
        bond = dollars(each.held.announcement.bond)
        return f"Bid: {whose(each)}, sealed, in {rungs}; its bond of {bond} is paid."
    return f"Bid: {whose(each)}, noncompetitively."


def opened(each: Position) -> str:
    return f"Opened: {whose(each)}; {dollars(each.escrow)} are held for it."


def skipped(each: Position, obstacle: bytes) -> str:
    why = OBSTACLES.get(bytes(obstacle), f"meets the error 0x{bytes(obstacle).hex()}")
    return f"Skipped: {whose(each)}: the account {why}. It can go on later."


def cleared(house: House, held: Held) -> str:
    if AuctionStatus(house.contract.statusOf(held.number)) is AuctionStatus.CANCELLED:
        return f"Cancelled: the auction of the {held.name}; nobody has opened a bid."
    result = house.results.resultOf(held.number)
    return (
        f"Cleared: the {held.name} stops at {percent(result['highRate'])}, where "
        f"{hundredths(result['allottedAtHigh'])} % is allotted, and costs {price(result['price'])} for 100."
    )


def awarded(house: House, each: Position) -> str:
    (event,) = logs(house.contract, "Awarded", auctionId=each.held.number, bidder=each.account)
    units, cost, refund = (event["args"][name] for name in ("units", "cost", "refund"))
    return f"Settled: {whose(each)}: {par(units)} delivered for {dollars(cost)}, {dollars(refund)} go back."


def refunded(each: Position) -> str:
    return f"Refunded: {whose(each)}: {dollars(each.escrow)} go back."


def withdrawn(account: str, micro: int) -> str:
    return f"Withdrawn: {who(account)}, {dollars(micro)}."


# What waits


def waits(house: House, each: Position, now: int) -> str:
    return f"{whose(each)}: {state(house, each, now)}"


def state(house: House, each: Position, now: int) -> str:
    if each.status is BidStatus.NONE:
        return f"was not placed; bidding closed on {moment(each.closes_at)}."
    if each.status is BidStatus.SETTLED:
        return "is settled."
    if each.status is BidStatus.FORFEITED:
        return "was not opened, and its bond is forfeited."
    if each.status is BidStatus.COMMITTED:
        return sealed_state(house, each, now)
    if each.held.status is AuctionStatus.CLEARED:
        if each.held.delivers_at <= now:
            return "is ready for delivery; run this again."
        return f"is delivered from {moment(each.held.delivers_at)}; run this again then."
    return f"has its price from {moment(each.held.announcement.reveal_close)}; run this again then."


def sealed_state(house: House, each: Position, now: int) -> str:
    terms = each.held.announcement
    if each.sealed is None:
        path = path_of(house, each.held.number, each.account)
        return f"cannot be opened: {path} is missing, with its salt."
    if now < terms.competitive_close:
        due = dollars(second_payment(house, each))
        first, last = moment(terms.competitive_close), moment(terms.reveal_close)
        return f"is sealed; run this again from {first} to before {last} to open it. {due} more are due then."
    return f"was not opened before {moment(terms.reveal_close)}; its bond of {dollars(each.escrow)} is lost."


def short(account: str, has: int, needed: int) -> str:
    return (
        f"Beware: {who(account)} has {dollars(has)}, and to open what is sealed takes up to "
        f"{dollars(needed)} more; a bid that is not opened loses its bond."
    )


def kept(house: House, accounts: list[str]) -> list[str]:
    """What accounts have at the house and may withdraw themselves."""
    balances = read([(house.contract.cashOf, account) for account in accounts])
    return [
        f"{who(account)} has {dollars(cash)} at the auction house, to withdraw itself."
        for account, cash in zip(accounts, balances, strict=True)
        if cash
    ]
