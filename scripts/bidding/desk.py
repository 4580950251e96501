"""What is due for the bids of a file: place, open, clear, settle or refund, withdraw.

Everything is decided by what the chain says at that moment, so that a run can be interrupted anywhere and
another one goes on. The house takes one bid of an account in an auction, so that none is placed twice.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from typing import Any

from brownie import web3

from model.auction import AuctionStatus, BidStatus
from scripts.batch import GAS_LIMIT, LARGEST_TRANSACTION, Order, order, read, require_kept, send
from scripts.bidding import words
from scripts.bidding.position import MOST_RUNGS, Position, first_payment, refreshed, second_payment
from scripts.bidding.sealed import seal
from scripts.bidding.signatures import signed_commitments, signed_noncompetitive
from scripts.house import House, logs, present
from scripts.story.words import dollars

MOST_TICKS = 300  # rates looked at in one transaction
MOST_TOGETHER = 10  # bids submitted in one transaction
UNDECIDED = (AuctionStatus.ANNOUNCED, AuctionStatus.CLEARING)


class CashError(Exception):
    """Whose cash does not suffice, in one sentence."""


@dataclass(frozen=True)
class Desk:
    """One run over the bids of a file."""

    house: House
    tell: Callable[[str], None]
    dealer: str | None = None  # submits what the accounts sign, and pays in what they are short of
    mined: list[str] = field(default_factory=list)  # hashes of what it has sent

    def send(self, orders: Iterable[Order]) -> None:
        """Not on a chain that has gone back meanwhile: what is due was read before."""
        orders = list(orders)
        if orders:
            require_kept(self.mined)
            self.mined.extend(send(orders))


def work(desk: Desk, positions: list[Position]) -> list[Position]:
    """Do what is due now; the bids as they stand then."""
    for step in (place, open_bids, clear, settle, refund, withdraw):
        latest = web3.eth.block_number
        step(desk, positions)
        if web3.eth.block_number > latest:
            positions = refreshed(desk.house, positions)
    return positions


# Bidding


def place(desk: Desk, positions: list[Position]) -> None:
    moment = present()
    due = [each for each in positions if each.can_be_placed and moment < each.closes_at]
    orders = funding(desk, payments(desk.house, due, first_payment))
    due = [sealed(desk.house, each) if each.is_competitive else each for each in due]
    submit = submissions if desk.dealer else own_bids
    desk.send([*orders, *submit(desk, due)])
    tell_of(desk, due, words.placed)


def sealed(house: House, each: Position) -> Position:
    """With its salt, which is on the disk before anything is sent."""
    return replace(each, sealed=each.sealed or seal(house, each.held.number, each.account, each.bid))


def commitments(house: House, placed: list[Position]) -> list[bytes]:
    commitment_of = house.contract.commitmentOf
    return read([(commitment_of, each.held.number, each.account, each.ladder) for each in placed])


def own_bids(desk: Desk, due: list[Position]) -> Iterator[Order]:
    house = desk.house.contract
    competitive = [each for each in due if each.is_competitive]
    for each, commitment in zip(competitive, commitments(desk.house, competitive), strict=True):
        yield order(house.commitBid, each.held.number, commitment, by=each.account)
    for each in due:
        if not each.is_competitive:
            yield order(house.bidNoncompetitive, each.held.number, each.bid.noncompetitive, by=each.account)


def submissions(desk: Desk, due: list[Position]) -> Iterator[Order]:
    """Many signed bids in one transaction, by the dealer."""
    house = desk.house.contract
    for number, group in by_auction(each for each in due if each.is_competitive):
        signed = signed_commitments(desk.house, group, commitments(desk.house, group))
        yield order(house.submitCommitments, number, signed, by=desk.dealer)
    for number, group in by_auction(each for each in due if not each.is_competitive):
        signed = signed_noncompetitive(desk.house, group)
        yield order(house.submitNoncompetitiveBids, number, signed, by=desk.dealer)


def open_bids(desk: Desk, positions: list[Position]) -> None:
    moment = present()
    due = [each for each in positions if each.can_be_opened_at(moment)]
    orders = funding(desk, payments(desk.house, due, second_payment))
    house = desk.house.contract
    desk.send([*orders, *with_ladders(desk, due, house.revealBid, house.revealBids)])
    tell_of(desk, due, words.opened)


def with_ladders(desk: Desk, due: list[Position], own: Any, together: Any) -> Iterator[Order]:
    if not desk.dealer:
        for each in due:
            yield order(own, each.held.number, each.ladder, by=each.account, gas=gas_for([each]))
        return
    for number, group in by_auction(due):
        openings = [each.opening for each in group]
        yield order(together, number, openings, by=desk.dealer, gas=gas_for(group))


def gas_for(ladders: list[Position]) -> int:
    """That opening them may take: each rate may be one that nobody has bid at."""
    rungs = sum(len(each.bid.rungs) for each in ladders)
    return min(GAS_LIMIT + rungs * LARGEST_TRANSACTION // most_rungs(ladders[0]), LARGEST_TRANSACTION)


def most_rungs(each: Position) -> int:
    return MOST_RUNGS[each.held.announcement.security_type]


def tell_of(desk: Desk, due: list[Position], went_on: Callable[[Position], str]) -> None:
    """What came of each bid; one that the house has skipped among others stands where it stood."""
    for before, each in zip(due, refreshed(desk.house, due), strict=True):
        is_skipped = each.status is before.status
        desk.tell(words.skipped(each, obstacle(desk, each)) if is_skipped else went_on(each))


def obstacle(desk: Desk, each: Position) -> bytes:
    """By the dealer's latest transaction: anybody else can make the house tell something of a bid, too."""
    told = logs(desk.house.contract, "BidSkipped", auctionId=each.held.number, bidder=each.account)
    return next(it["args"]["obstacle"] for it in reversed(told) if sender_of(it) == desk.dealer)


def sender_of(event: Any) -> str:
    return web3.eth.get_transaction(event["transactionHash"])["from"]


def by_auction(due: Iterable[Position]) -> Iterator[tuple[int, list[Position]]]:
    """As many of one auction as one transaction takes; those of an auction stay in their order."""
    for number, group in groupby(sorted(due, key=number_of), key=number_of):
        yield from ((number, some) for some in parted(group))


def parted(bids: Iterable[Position]) -> Iterator[list[Position]]:
    """Bids of one auction, in their order, no more together than a transaction takes, nor of their rungs."""
    some, rungs = [], 0
    for each in bids:
        rungs += len(each.bid.rungs)
        if some and (len(some) == MOST_TOGETHER or rungs > most_rungs(each)):
            yield some
            some, rungs = [], len(each.bid.rungs)
        some.append(each)
    if some:
        yield some


def number_of(each: Position) -> int:
    return each.held.number


# Cash


def payments(house: House, due: list[Position], payment: Callable) -> Counter:
    """By account [micro-dollars]."""
    together = Counter()
    for each in due:
        together[each.account] += payment(house, each)
    return together


def funding(desk: Desk, due: Counter) -> list[Order]:
    """What has to be sent first, so that the house can take its payments. Raises CashError."""
    return dealers_deposits(desk, due) if desk.dealer else own_allowances(desk, due)


def own_allowances(desk: Desk, due: Counter) -> list[Order]:
    house, cash, orders = desk.house.contract, desk.house.cash, []
    for account, needed in due.items():
        kept, allowed, has = means(desk.house, account)
        short = max(0, needed - kept)
        require_cash(account, has, short)
        if allowed < short:
            orders.append(order(cash.approve, house, short, by=account))
    return orders


def dealers_deposits(desk: Desk, due: Counter) -> list[Order]:
    """What the accounts are short of, out of the dealer's cash."""
    house, cash = desk.house.contract, desk.house.cash
    shares = dealers_shares(desk.house, due)
    deposits = [order(house.deposit, account, share, by=desk.dealer) for account, share in shares.items()]
    together = sum(shares.values())
    _, allowed, has = means(desk.house, desk.dealer)
    require_cash(desk.dealer, has, together)
    if allowed < together:
        return [order(cash.approve, house, together, by=desk.dealer), *deposits]
    return deposits


def dealers_shares(house: House, due: Counter) -> dict[str, int]:
    """What each account is short of [micro-dollars]."""
    shares = {}
    for account, needed in due.items():
        kept, allowed, has = means(house, account)
        shares[account] = max(0, needed - kept - min(allowed, has))
    return {account: share for account, share in shares.items() if share}


def means(house: House, account: str) -> tuple[int, int, int]:
    """Its cash at the house, what the house may take, what it has itself [micro-dollars]."""
    questions = (
        (house.contract.cashOf, account),
        (house.cash.allowance, account, house.contract),
        (house.cash.balanceOf, account),
    )
    return tuple(read(questions))


def require_cash(account: str, has: int, needed: int) -> None:
    if has < needed:
        raise CashError(f"{account} has {dollars(has)} of cash, and {dollars(needed)} are due now.")


def shortages(desk: Desk, positions: list[Position]) -> Iterator[str]:
    """Who has sealed more than it could open now, before it is too late to pay in."""
    moment, house = present(), desk.house
    due = payments(house, [each for each in positions if each.waits_to_be_opened_at(moment)], second_payment)
    if desk.dealer:
        due = Counter({desk.dealer: sum(dealers_shares(house, due).values())})
    for account, needed in due.items():
        kept, _, has = means(house, account)
        has += 0 if desk.dealer else kept
        if has < needed:
            yield words.short(account, has, needed)


# Clearing and settlement


def clear(desk: Desk, positions: list[Position]) -> None:
    """Anyone may, and nobody else may have done it."""
    moment, house = present(), desk.house.contract
    for each in {each.held.number: each for each in positions if each.is_open}.values():
        if moment < each.held.announcement.reveal_close:
            continue
        is_done = each.held.status not in UNDECIDED
        while AuctionStatus(house.statusOf(each.held.number)) in UNDECIDED:
            desk.send([order(house.clear, each.held.number, MOST_TICKS, by=desk.dealer or each.account)])
        if not is_done:
            desk.tell(words.cleared(desk.house, each.held))


def settle(desk: Desk, positions: list[Position]) -> None:
    moment, house = present(), desk.house.contract
    due = [each for each in positions if each.can_be_settled and each.held.delivers_at <= moment]
    desk.send(with_ladders(desk, due, house.settle, house.settleBids))
    tell_of(desk, due, partial(words.awarded, desk.house))


def refund(desk: Desk, positions: list[Position]) -> None:
    """Of a cancelled auction."""
    due = [each for each in positions if each.is_open and each.held.status is AuctionStatus.CANCELLED]
    house = desk.house.contract
    desk.send(
        order(house.refund, each.held.number, each.account, by=desk.dealer or each.account) for each in due
    )
    for each in due:
        desk.tell(words.refunded(each))


def withdraw(desk: Desk, positions: list[Position]) -> None:
    """Once no bid of the account in the file is open. A dealer cannot: the cash is the account's own."""
    if desk.dealer:
        return
    open_accounts = {each.account for each in positions if each.is_open}
    settled = dict.fromkeys(each.account for each in positions if each.status is BidStatus.SETTLED)
    house = desk.house.contract
    for account in settled:
        kept = house.cashOf(account)
        if kept and account not in open_accounts:
            desk.send([order(house.withdraw, kept, by=account)])
            desk.tell(words.withdrawn(account, kept))
