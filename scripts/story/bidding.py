"""3. Auctions: announced, bid on, cleared. 4. Settlement: awards are delivered against payment."""

from eth_abi import encode
from eth_utils import keccak

from market.order_book import NoncompetitiveBid
from scripts.auctions import ladder_of, older_series
from scripts.batch import order, read
from scripts.story.plan import Plan, Sale, units_of
from scripts.story.words import (
    billions,
    count,
    day,
    hundredths,
    index_rate,
    index_ratio,
    par,
    percent,
    price,
)
from scripts.story.world import World

MINUTES = 60
ANNOUNCED, CLEARING = 1, 2  # AuctionStatus in interfaces/IAuctionHouse.sol
NO_BID, NONCOMPETITIVE, COMMITTED, REVEALED, SETTLED = range(5)  # BidStatus
COMPETITIVE_CLOSE = 13  # of the fields of an announcement
ALL_RATES = 65_536  # more than any auction has
LADDER = "((int24,uint64)[],uint64,bytes32)"


def steps(plan: Plan) -> list[tuple]:
    """(time, step, sale) of every auction."""
    steps = []
    for sale in plan.sales:
        steps += [
            (sale.announced_at, announce, sale),
            (sale.noncompetitive_close - 30 * MINUTES, bid_noncompetitively, sale),
            (sale.competitive_close - 20 * MINUTES, commit, sale),
            (sale.competitive_close, reveal, sale),
            (sale.reveal_close, clear, sale),
            (sale.issued_at, settle, sale),
        ]
    return steps


def announce(world: World, sale: Sale, moment: int) -> None:
    series = older_series(sale.auction)
    if series and not world.system.registry.isEstablished(series[0]):
        establish = order(world.system.registry.establish, *series, by=world.settings.treasury)
        world.do(f"the Treasury enters the older {sale.name}", [establish], moment)
    if find(world, sale) is None:
        announcement = order(world.system.auction_house.announce, sale.terms, by=world.settings.treasury)
        before = sale.noncompetitive_close
        world.do(f"the Treasury announces the {sale.name}", [announcement], moment, before)


def find(world: World, sale: Sale) -> int | None:
    """The number of the auction on chain, by its CUSIP as announced or as issued and its close."""
    house = world.system.auction_house
    numbers = range(1, house.auctionCount() + 1)
    cusips = {sale.terms[0], sale.announcement.cusip.encode()}
    for number, known in zip(numbers, read([(house.announcementOf, each) for each in numbers]), strict=True):
        if bytes(known[0]) in cusips and known[COMPETITIVE_CLOSE] == sale.competitive_close:
            return number
    return None


def bid_noncompetitively(world: World, sale: Sale, moment: int) -> None:
    number, house, what = find(world, sale), world.system.auction_house, f"bid for the {sale.name}"
    bids = [bid for bid in sale.bids if isinstance(bid, NoncompetitiveBid)]
    orders = [
        order(house.bidNoncompetitive, number, bid.units, by=account(world, bid))
        for bid in in_state(world, number, bids, NO_BID)
    ]
    if isinstance(sale.reserve_bid, NoncompetitiveBid) and reserve_state(world, number) == NO_BID:
        place, manager = world.system.reserve.bidNoncompetitive, world.settings.portfolio_manager
        orders.append(order(place, number, sale.reserve_bid.units, by=manager))
    world.do(what, orders, moment, before=sale.noncompetitive_close)


def commit(world: World, sale: Sale, moment: int) -> None:
    number, house, what = find(world, sale), world.system.auction_house, f"bid sealed for the {sale.name}"
    orders = [
        order(house.commitBid, number, commitment(world, sale, number, bid), by=account(world, bid))
        for bid in in_state(world, number, competitive(sale), NO_BID)
    ]
    if is_sealed(sale.reserve_bid) and reserve_state(world, number) == NO_BID:
        sealed = commitment(world, sale, number, sale.reserve_bid, by=world.system.reserve)
        place, manager = world.system.reserve.commitBid, world.settings.portfolio_manager
        orders.append(order(place, number, sealed, by=manager))
    world.do(what, orders, moment, before=sale.competitive_close)


def reveal(world: World, sale: Sale, moment: int) -> None:
    number, house, what = find(world, sale), world.system.auction_house, f"open bids for the {sale.name}"
    orders = [
        order(house.revealBid, number, ladder(world, sale, bid), by=account(world, bid))
        for bid in in_state(world, number, competitive(sale), COMMITTED)
    ]
    if is_sealed(sale.reserve_bid) and reserve_state(world, number) == COMMITTED:
        open_, manager = world.system.reserve.revealBid, world.settings.portfolio_manager
        orders.append(order(open_, number, ladder(world, sale, sale.reserve_bid), by=manager))
    world.do(what, orders, moment, before=sale.reveal_close)


def clear(world: World, sale: Sale, moment: int) -> None:
    number, house = find(world, sale), world.system.auction_house
    if house.statusOf(number) in (ANNOUNCED, CLEARING):
        order_ = order(house.clear, number, ALL_RATES, by=world.settings.treasury)
        world.do(f"clear the auction of the {sale.name}", [order_], moment)
    tell_cleared(world, sale, number)


def settle(world: World, sale: Sale, moment: int) -> None:
    number, house = find(world, sale), world.system.auction_house
    orders = [
        order(house.settle, number, ladder(world, sale, bid), by=account(world, bid))
        for status in (NONCOMPETITIVE, REVEALED)
        for bid in in_state(world, number, sale.bids, status)
    ]
    if sale.reserve_bid and reserve_state(world, number) in (NONCOMPETITIVE, REVEALED):
        take, manager = world.system.reserve.settleBid, world.settings.portfolio_manager
        orders.append(order(take, number, ladder(world, sale, sale.reserve_bid), by=manager))
    world.do(f"deliver the {sale.name}", orders, moment)
    withdraw(world, sale, moment)


def withdraw(world: World, sale: Sale, moment: int) -> None:
    """Everybody takes home what the auction house keeps for it."""
    house = world.system.auction_house
    owners = [world.settings.treasury, *(account(world, bid) for bid in sale.bids)]
    kept = read([(house.cashOf, owner) for owner in owners])
    orders = {
        owner: order(house.withdraw, dollars, by=owner)
        for owner, dollars in zip(owners, kept, strict=True)
        if dollars
    }
    world.do(f"take the money of the {sale.name} home", list(orders.values()), moment)


# What a bidder does


def competitive(sale: Sale) -> list:
    return [bid for bid in sale.bids if is_sealed(bid)]


def is_sealed(bid) -> bool:
    return bid is not None and not isinstance(bid, NoncompetitiveBid)


def account(world: World, bid):
    return world.people[bid.bidder].account


def in_state(world: World, number: int, bids: list, status: int) -> list:
    """The bids that are in that state on chain."""
    house = world.system.auction_house
    states = read([(house.bidOf, number, account(world, bid)) for bid in bids])
    return [bid for bid, state in zip(bids, states, strict=True) if state[0] == status]


def reserve_state(world: World, number: int) -> int:
    return world.system.auction_house.bidOf(number, world.system.reserve)[0]


def ladder(world: World, sale: Sale, bid) -> tuple:
    return ladder_of(bid, salt(world.seed, sale, bid))


def salt(seed: str, sale: Sale, bid) -> bytes:
    """The same in every run, so that a sealed bid can be opened after an interruption."""
    return keccak(text=f"{seed} {sale.announcement.cusip} {sale.competitive_close} {bid.bidder}")


def commitment(world: World, sale: Sale, number: int, bid, by=None) -> bytes:
    bidder = str(by or account(world, bid))
    return keccak(encode(["uint256", "address", LADDER], [number, bidder, ladder(world, sale, bid)]))


# What is told


def tell_cleared(world: World, sale: Sale, number: int) -> None:
    result = world.system.auction_results.resultOf(number)
    accrued = result["accruedInterest"]
    accrued_ = f" plus {price(accrued)} accrued interest" if accrued else ""
    bids = count(len(sale.book.competitive), "sealed bid")
    savers = count(len(sale.book.noncompetitive), "noncompetitive bid")
    world.tell(
        f"{day(sale.announcement.auction_date)}: {sale.name}{interest(sale, result)}, "
        f"{billions(sale.announcement.offering)} offered, {bids}, {savers}. It stops at "
        f"{percent(result['highRate'])}, where {hundredths(result['allottedAtHigh'])} % is allotted; "
        f"everybody pays {price(result['price'])} for 100{accrued_}; "
        f"bid-to-cover {hundredths(result['bidToCover'])}."
    )
    if sale.security_type == "TIPS":
        world.tell(
            f"  That is {price(result['unadjustedPrice'])}, adjusted by the index ratio of the issue date, "
            f"{index_ratio(result['index'])}."
        )
    if sale.is_floating:
        world.tell(
            f"  It pays the index rate, now {index_rate(result['index'])} after the 13-week bill of "
            f"{day(sale.auction.result.index_auction_date)}, and its spread."
        )
    if sale.reserve_bid:
        world.tell(f"  The Par Dollar's reserve bids for {par(units_of(sale.reserve_bid))} among them.")


def interest(sale: Sale, result) -> str:
    if sale.is_floating:
        return f" with a spread of {percent(result['spread'])}"
    return f" with {percent(result['interestRate'])} interest" if result["interestRate"] else ""
