"""5. Time passes: a note is sold on, interest is paid, bills mature. 6. Everybody redeems."""

from datetime import date
from functools import partial

from market.announcement import day_at
from market.holidays import payment_day
from market.order_book import CompetitiveBid
from model.calendar import unix_day
from scripts import notice
from scripts.batch import order, read
from scripts.story.bidding import find
from scripts.story.creation import NOBODY
from scripts.story.interest import index_ratio, missing, payment
from scripts.story.people import PENSION_FUND, Person
from scripts.story.plan import SALE, Plan, Sale, at
from scripts.story.words import count, day, dollars, par, price
from scripts.story.words import index_ratio as ratio_in_words
from scripts.story.world import World

MORNING, NOON = 9, 12  # in New York
DAY = 86_400


def steps(plan: Plan) -> list[tuple]:
    """(time, step, sale) of everything that is due on what was auctioned."""
    due = [(at(payment_day(bill.announcement.maturity_date), MORNING), mature, bill) for bill in plan.bills]
    for paid_on, coupon_date, note in plan.coupon_payments:
        pay = tell_unknown if missing(note.auction, coupon_date) else pay_interest
        due.append((at(paid_on, MORNING), partial(pay, coupon_date), note))
    if plan.traded_note:
        due.append((at(plan.traded_on, NOON), sell_on, plan.traded_note))
    return due


def holders(world: World, sale: Sale) -> list[tuple[Person, int]]:
    """Who holds the security now, and how many units."""
    everybody = list(world.people.values())
    cusip = sale.announcement.cusip.encode()
    held = read([(world.system.registry.holdingOf, cusip, each.account) for each in everybody])
    return [(each, holding[0]) for each, holding in zip(everybody, held, strict=True) if holding[0]]


# A bill matures


def mature(world: World, bill: Sale, moment: int) -> None:
    registry, reserve = world.system.registry, world.system.reserve
    cusip = bill.announcement.cusip.encode()
    world.wait_until(moment)
    orders = [
        order(registry.redeem, cusip, each.account, by=each.account) for each, _ in holders(world, bill)
    ]
    if cusip in [bytes(position[0]) for position in reserve.positions()]:
        orders.append(order(reserve.collect, cusip, by=world.settings.portfolio_manager))
    world.do(f"the {bill.name} matures", orders, moment)
    world.expect(
        f"units of {bill.name} outstanding after maturity", registry.securityOf(cusip)["outstanding"], 0
    )
    tell_matured(world, bill, moment)


def tell_matured(world: World, bill: Sale, moment: int) -> None:
    cusip = bill.announcement.cusip.encode()
    redeemed = [event for event in world.events(world.system.registry, "Redeemed") if event["cusip"] == cusip]
    sentence = (
        f"{day(day_at(moment))}: the {bill.name} matures; the Treasury pays "
        f"{par(sum(event['units'] for event in redeemed))} to {count(len(redeemed), 'holder')}."
    )
    collected = sum(event["units"] for event in redeemed if event["holder"] == str(world.system.reserve))
    if collected:
        sentence += f" The reserve collects {par(collected)}."
    world.tell(sentence)


# A note pays interest, and is sold on


def pay_interest(coupon_date: date, world: World, note: Sale, moment: int) -> None:
    registry, cusip = world.system.registry, note.announcement.cusip.encode()
    world.wait_until(moment)
    everybody = list(world.people.values())
    owed = read([(registry.interestOwed, cusip, each.account) for each in everybody])
    orders = [
        order(registry.claim, cusip, each.account, by=each.account)
        for each, interest in zip(everybody, owed, strict=True)
        if interest
    ]
    world.do(f"the {note.name} pays interest", orders, moment)
    tell_interest(world, note, coupon_date, moment)


def tell_interest(world: World, note: Sale, coupon_date: date, moment: int) -> None:
    paid = interest_paid(world, note, moment)
    total, paid_on = sum(paid.values()), day_at(moment)
    world.expect(f"interest paid on the {note.name}", total, interest_due(world, note, coupon_date))
    due = f"{day(paid_on)}:"
    if coupon_date != paid_on:
        due = f"{day(coupon_date)} is no business day, so on {day(paid_on)}"
    sentence = f"{due} the {note.name} pays {dollars(total)} of interest to {count(len(paid), 'holder')}"
    if note.security_type == "TIPS":
        ratio = ratio_in_words(index_ratio(note.auction, coupon_date))
        sentence += f", on its principal adjusted by the index ratio {ratio}"
    sentence += "."
    buyer = paid.get(str(world.people[PENSION_FUND].account))
    if buyer:
        sentence += f" The pension fund receives {dollars(buyer)} of it, for the whole half-year."
    world.tell(sentence)


def interest_paid(world: World, note: Sale, moment: int) -> dict[str, int]:
    """By holder, within a day."""
    first, last = world.block_at(moment), world.block_at(moment + DAY)
    return {
        log["args"]["holder"]: log["args"]["interest"]
        for log in world.logs(world.system.registry, "InterestPaid")
        if log["args"]["cusip"] == note.announcement.cusip.encode() and first <= log["blockNumber"] <= last
    }


def interest_due(world: World, note: Sale, coupon_date: date) -> int:
    outstanding = world.system.registry.securityOf(note.announcement.cusip.encode())["outstanding"]
    return outstanding * payment(note.auction, coupon_date)


def tell_unknown(coupon_date: date, world: World, note: Sale, moment: int) -> None:
    """The interest stays owed until somebody publishes what it follows."""
    world.tell(
        f"{day(coupon_date)}: what the {note.name} pays is not known here, for "
        f"{missing(note.auction, coupon_date)}. It stays owed."
    )


def sell_on(world: World, note: Sale, moment: int) -> None:
    """The buyer pays in Par Dollars, then the seller delivers."""
    registry, coin = world.system.registry, world.system.par_dollar
    cusip, buyer, seller = (
        note.announcement.cusip.encode(),
        world.people[PENSION_FUND],
        seller_of(world, note),
    )
    accrued = registry.accruedInterest(cusip, unix_day(day_at(moment)))
    cost = SALE * (note.auction.result.price + accrued)
    if not is_among(world.events(coin, "Transfer"), ("from", "to"), buyer, seller):
        world.do("a note is paid for", [order(coin.transfer, seller.account, cost, by=buyer.account)], moment)
    if not is_among(world.events(registry, "Transfer"), ("sender", "receiver"), seller, buyer):
        number = int.from_bytes(cusip, "big")
        deliver = order(registry.transfer, buyer.account, number, SALE, by=seller.account)
        world.do("the note is delivered", [deliver], moment)
    world.tell(
        f"{day(day_at(moment))}: {seller.name} sells {par(SALE)} of the {note.name} to the pension fund, at "
        f"{price(note.auction.result.price)} plus {price(accrued)} interest accrued since the last coupon "
        f"date. The pension fund pays {dollars(cost)} in Par Dollars."
    )


def seller_of(world: World, note: Sale) -> Person:
    """The first bidder whose award was large enough."""
    number = find(world, note)
    awards = {
        event["bidder"]: event["units"]
        for event in world.events(world.system.auction_house, "Awarded")
        if event["auctionId"] == number
    }
    bidders = [bid.bidder for bid in note.bids if isinstance(bid, CompetitiveBid)]
    return next(
        world.people[name] for name in bidders if awards.get(str(world.people[name].account), 0) >= SALE
    )


def is_among(transfers: list, names: tuple[str, str], giver: Person, receiver: Person) -> bool:
    ends = (str(giver.account), str(receiver.account))
    return any((each[names[0]], each[names[1]]) == ends for each in transfers)


# Everybody redeems


def redeem_all(world: World) -> None:
    """Coins go back for cash, the surplus to the Treasury, the capital to the issuer."""
    reserve, issuer, noon = world.system.reserve, world.settings.issuer, at(world.plan.horizon, NOON)
    everybody = list(world.people.values())
    balances = read([(world.system.par_dollar.balanceOf, each.account) for each in everybody])
    redemptions = [
        order(reserve.redeem, each.account, balance, by=each.account)
        for each, balance in zip(everybody, balances, strict=True)
        if balance
    ]
    world.do("everybody redeems", redemptions, noon)
    if reserve.earnings():
        next_week = reserve.distributedAt() + 7 * DAY
        world.do("the surplus is paid out", [order(reserve.distribute, by=issuer)], max(noon, next_week))
    if reserve.capital():
        take_capital_back(world, noon)
    tell_redeemed(world, noon)


def take_capital_back(world: World, noon: int) -> None:
    """After notice."""
    manager, reserve, issuer = world.system.access_manager, world.system.reserve, world.settings.issuer
    back = order(reserve.withdrawCapital, issuer, reserve.capital(), by=issuer)
    if not notice.ends_at(manager, back):
        given = [notice.announcement(manager, back)]
        world.do("the issuer gives notice that it takes its capital back", given, noon)
    world.do("the issuer takes its capital back", [back], notice.ends_at(manager, back))


def tell_redeemed(world: World, noon: int) -> None:
    reserve, first = world.system.reserve, world.block_at(noon - 1) + 1
    everybody = list(world.name_of)  # an interrupted batch is mined in any order
    transfers = world.logs(world.system.par_dollar, "Transfer")
    redeemed = [
        log["args"] for log in transfers if log["args"]["to"] == NOBODY and log["blockNumber"] >= first
    ]
    for event in sorted(redeemed, key=lambda it: everybody.index(it["from"])):
        world.tell(f"{world.name_of[event['from']]} redeems {dollars(event['value'])} at par.")
    distributed = sum(event["toTreasury"] for event in world.events(reserve, "Distributed"))
    returned = sum(event["dollars"] for event in world.events(reserve, "CapitalWithdrawn"))
    world.tell(f"The Treasury receives the surplus that the bills have earned, {dollars(distributed)}.")
    world.tell(f"The issuer takes back its capital, {dollars(returned)}, a week after giving notice of it.")
