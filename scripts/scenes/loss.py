"""A loss: rates jump, a payment is missed, every claim is paid the same share, the first like the last.

The auctions are real, and so are the yields until the shock. The shock is not: it is moved onto them.
"""

from datetime import date

from market.announcement import day_at
from scripts.batch import order
from scripts.scenes import claims, market_yields
from scripts.scenes.stage import HOUR, MILLION, act, happened, ladder, mints, seen, why_refused
from scripts.scenes.standing import tell_standing
from scripts.scenes.sums import cash_received
from scripts.story import accounts, bidding, creation, later
from scripts.story.beginning import chapter, live
from scripts.story.people import BANK, FOREIGN_CENTRAL_BANK, PENSION_FUND
from scripts.story.plan import Plan, Sale, at
from scripts.story.words import day, dollars, hundredths, moment
from scripts.story.world import World

ABOUT = "a loss: rates jump, a payment is missed, and all are paid the same share, then everything"
BOUGHT = {  # [units]
    ("912796WQ8", "2019-12-26"): 100_000,
    ("912796TQ2", "2020-01-06"): 300_000,
    ("912796TR0", "2020-01-13"): 250_000,
}
MISSED = "912796WQ8"
MINTS = mints(bank=35, central_bank=30, pension_fund=15)
MOVED = (  # since when the story's yields are how much higher than the published ones [0.01 %]
    (date(2020, 1, 22), 190),
    (date(2020, 1, 23), 380),
    (date(2020, 1, 24), 570),
    (date(2020, 1, 27), 1_100),
    (date(2020, 2, 10), 920),
    (date(2020, 2, 18), 740),
    (date(2020, 2, 24), 560),
    (date(2020, 3, 2), 380),
    (date(2020, 3, 9), 200),
    (date(2020, 3, 16), 20),
    (date(2020, 3, 23), 0),
)
LAST_CALM_DAY = date(2020, 1, 17)
SHORTFALL_ON, MISSED_ON, INSOLVENT_ON = date(2020, 1, 27), date(2020, 1, 28), date(2020, 1, 29)
PAID_LATE_ON, LAST_ASKS_ON, ENDS_ON = date(2020, 2, 4), date(2020, 2, 10), date(2020, 4, 9)
FIRST_OUT = 6 * MILLION  # the community bank's, before the reserve is insolvent
NEW_CAPITAL = 2_500_000_000_000
WHOLE = 10_000  # [0.01 %]


def plan() -> Plan:
    return ladder("the loss of January 2020", BOUGHT)


def moved(day_: date) -> int:
    return next((by for since, by in reversed(MOVED) if day_ >= since), 0)


def tell(world: World) -> None:
    creation.create_dollars(world)
    agenda, insolvent_at = steps(world.plan), at(INSOLVENT_ON, 18)

    chapter(world, "2. The reserve buys bills, longer ones than the law's average allows")
    live(world, [step for step in agenda if step[0] < at(LAST_CALM_DAY, 17)])
    tell_standing(world, at(LAST_CALM_DAY, 17))
    world.tell("Longer bills lose more when rates rise: no contract prevents it, and every report shows it.")

    chapter(world, "3. Rates jump, and the Treasury does not pay")
    live(world, [step for step in agenda if at(LAST_CALM_DAY, 17) <= step[0] < insolvent_at])

    chapter(world, "4. Insolvent: first come, first served has ended")
    live(world, [step for step in agenda if insolvent_at <= step[0] < at(ENDS_ON, 11)])

    chapter(world, "5. The end of it")
    live(world, [step for step in agenda if step[0] >= at(ENDS_ON, 11)])
    later.redeem_all(world)
    tell_all_were_paid(world)
    accounts.tell_the_end(world)


def steps(plan: Plan) -> list[tuple]:
    """(time, step, sale) of all that happens."""
    missed = next(sale for sale in plan.sales if sale.announcement.cusip == MISSED)
    matured = [step for step in later.steps(plan) if step[2] is not missed]
    own = [
        (at(SHORTFALL_ON, 17), fall_short, None),
        (at(SHORTFALL_ON, 18), leave_first, None),
        (at(MISSED_ON, 9), miss, missed),
        (at(MISSED_ON, 17), ask_in_time, None),
        (at(INSOLVENT_ON, 17), look, None),
        (at(INSOLVENT_ON, 18), become_insolvent, None),
        (at(date(2020, 1, 30), 10), ask_afterwards, None),
        (at(date(2020, 1, 31), 11), pay_shares, None),
        (at(PAID_LATE_ON, 9), pay_late, missed),
        (at(LAST_ASKS_ON, 10), ask_last, None),
        (at(LAST_ASKS_ON, 11), pay_shares, None),
        (at(ENDS_ON, 10), pay_shares, None),
        (at(ENDS_ON, 11), try_to_end, None),
        (at(ENDS_ON, 12), recapitalise, None),
        (at(ENDS_ON, 13), end, None),
        (at(ENDS_ON, 14), pay_in_full, None),
    ]
    every = [*bidding.steps(plan), *matured, *market_yields.steps(plan, moved), *own]
    return sorted(every, key=lambda step: step[0])


# The loss


def fall_short(world: World, _: None, when: int) -> None:
    reserve = world.system.reserve
    for since, by in MOVED[:4]:
        world.tell(f"{day(since)}: yields are {hundredths(by)} percentage points above the real ones.")
    act(world, "somebody looks", [order(reserve.assessSolvency, by=world.people["Alice"].account)], when)
    (fall,) = happened(world, reserve, "ShortfallBegan", when)
    world.tell(
        f"{moment(when)}: Alice asks the contract. At market the reserve is worth "
        f"{dollars(fall['marketValue'])} and owes {dollars(fall['liabilities'])}: the buffer is used up. If "
        "that lasts two days, it is insolvent."
    )


def leave_first(world: World, _: None, when: int) -> None:
    reserve, bank = world.system.reserve, world.people[BANK].account
    act(world, f"{BANK} redeems", [order(reserve.redeem, bank, FIRST_OUT, by=bank)], when)
    world.tell(
        f"{moment(when)}: {BANK} redeems {dollars(FIRST_OUT)} at par: for two days the first still gain."
    )


def miss(world: World, bill: Sale, when: int) -> None:
    """The Treasury may not borrow, and its payments stop; the claim on it stays."""
    system, treasury = world.system, world.settings.treasury
    world.wait_until(when)
    if not happened(world, system.registry, "PaymentMissed", when):
        world.do("payments stop", [order(system.cash.approve, system.registry, 0, by=treasury)], when)
        collection = order(system.reserve.collect, MISSED.encode(), by=world.settings.portfolio_manager)
        world.do("a payment is missed", [collection], when)
    (missed,) = happened(world, system.registry, "PaymentMissed", when)
    world.tell(
        f"{day(day_at(when))}: the {bill.name} is due, and the Treasury does not pay. It owes the reserve "
        f"{dollars(missed['owed'])}, which from tomorrow count nothing at market."
    )


def ask_in_time(world: World, _: None, when: int) -> None:
    claims.request(world, FOREIGN_CENTRAL_BANK, 20 * MILLION, when)
    claims.request(world, PENSION_FUND, 8 * MILLION, when + HOUR)


def look(world: World, _: None, when: int) -> None:
    tell_standing(world, when)


def become_insolvent(world: World, _: None, when: int) -> None:
    reserve = world.system.reserve
    act(
        world, "somebody looks again", [order(reserve.assessSolvency, by=world.people["Alice"].account)], when
    )
    (declared,) = happened(world, reserve, "InsolvencyDeclared", when)
    cash, claims_ = seen(world, when, (world.system.cash.balanceOf, reserve))[0], declared["claims"]
    world.tell(
        f"{moment(when)}: two days have passed, and the contract says it: insolvent. Coins and "
        f"claims are {dollars(claims_)}; there is {dollars(cash)} of cash. From now on everybody has the "
        f"same share of all cash, {hundredths(cash * WHOLE // claims_)} % today."
    )


# The same share


def ask_afterwards(world: World, _: None, when: int) -> None:
    claims.request(world, "Bob", MINTS["Bob"], when)
    claims.request(world, BANK, 24 * MILLION, when + HOUR)


def ask_last(world: World, _: None, when: int) -> None:
    claims.request(world, "Alice", MINTS["Alice"], when)


def pay_shares(world: World, _: None, when: int) -> None:
    """Whoever asked has its share, to the micro-dollar; the order does not matter."""
    claims.pay(world, when)
    reserve = world.system.reserve
    insolvency, standing, cash = seen(
        world, when, (reserve.insolvency,), (reserve.standing,), (world.system.cash.balanceOf, reserve)
    )
    recovered = cash + standing["paid"] - insolvency["paidBefore"]
    for each in claims.tell_ratios(world, when):
        share = each.asked * recovered // insolvency["claims"]
        world.expect(f"share of number {each.number}", each.paid, share)


def pay_late(world: World, bill: Sale, when: int) -> None:
    cash, registry, treasury = world.system.cash, world.system.registry, world.settings.treasury
    if cash.allowance(treasury, registry) < creation.FOREVER:
        world.do("payments go on", [order(cash.approve, registry, creation.FOREVER, by=treasury)], when)
    world.tell(f"{day(day_at(when))}: the Treasury may borrow again, and pays a week late.")
    later.mature(world, bill, when + 1)


# The end


def try_to_end(world: World, _: None, when: int) -> None:
    end_ = order(world.system.reserve.endInsolvency, by=world.settings.regulator)
    why = why_refused(world, end_, when)
    world.expect("refusals to end the insolvency", int(why.startswith("NotCovered")), 1)
    held, needed = (int(figure) for figure in why.partition(": ")[2].split(", "))
    world.tell(
        f"{moment(when)}: the regulator wants to end the insolvency. The contract refuses: there is "
        f"{dollars(held)} of cash for {dollars(needed)} that was asked for and not paid."
    )


def recapitalise(world: World, _: None, when: int) -> None:
    cash, reserve, issuer = world.system.cash, world.system.reserve, world.settings.issuer
    given = creation.created(world)[str(issuer)]
    missing = creation.CAPITAL + NEW_CAPITAL - given
    if missing > 0:
        world.do("the owners pay in", [order(cash.mint, issuer, missing, by=world.settings.treasury)], when)
    addition = order(reserve.contributeCapital, NEW_CAPITAL, by=issuer)
    act(world, "the issuer adds capital", [addition], when + 1)
    world.tell(f"{moment(when)}: the owners of the issuer add {dollars(NEW_CAPITAL)} of capital.")


def end(world: World, _: None, when: int) -> None:
    reserve = world.system.reserve
    act(world, "the insolvency ends", [order(reserve.endInsolvency, by=world.settings.regulator)], when)
    value, due = seen(world, when, (reserve.marketValue,), (reserve.liabilities,))
    world.tell(
        f"{moment(when)}: the regulator ends the insolvency: what was asked for is covered in cash, and at "
        f"market the reserve is worth {dollars(value)} for {dollars(due)} that it owes."
    )


def pay_in_full(world: World, _: None, when: int) -> None:
    claims.pay(world, when)
    for each in claims.tell_ratios(world, when):
        world.expect(f"what number {each.number} was paid", each.paid, each.asked)


def tell_all_were_paid(world: World) -> None:
    """Coins changed for cash, whenever and however, are dollars received."""
    received = cash_received(world, list(MINTS))
    for name, coins in MINTS.items():
        world.expect(f"what {name} has received for its coins", received[name], coins)
        world.tell(f"{name} had {dollars(coins)} and has received {dollars(received[name])}.")
    world.tell(
        "A reserve of bills that are paid loses time, not money; and nobody was paid at another's cost."
    )
