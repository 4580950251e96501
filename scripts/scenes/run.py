"""A run: nine coins of ten are asked back within a day of March 2020, and nobody loses a cent."""

from datetime import date

from eth_utils import keccak

from scripts.batch import order
from scripts.reports.figures import Figures
from scripts.scenes import claims, market_yields
from scripts.scenes.stage import (
    DAY,
    EIGHT_MILLION,
    HOUR,
    MILLION,
    act,
    happened,
    ladder,
    mints,
    seen,
    why_refused,
)
from scripts.scenes.standing import tell_standing
from scripts.scenes.sums import cash_received
from scripts.story import accounts, bidding, creation, later
from scripts.story.beginning import chapter, live
from scripts.story.people import BANK, FOREIGN_CENTRAL_BANK, PENSION_FUND
from scripts.story.plan import Plan, at
from scripts.story.words import UNIT, day, dollars, hundredths, moment, par
from scripts.story.world import World

ABOUT = "a run: nine coins of ten are asked back within a day, and nobody loses a cent"
BOUGHT = {
    ("912796XB0", "2020-02-13"): EIGHT_MILLION,
    ("912796XC8", "2020-02-20"): EIGHT_MILLION,
    ("912796XD6", "2020-02-27"): EIGHT_MILLION,
    ("9127962A6", "2020-03-05"): EIGHT_MILLION,
}
LONGEST = (
    b"9127962A6"  # of the bills: those who leave in kind take it, and nobody who waits for cash is delayed
)
MINTS = mints(bank=20, central_bank=20, pension_fund=8)
AT_ONCE = {FOREIGN_CENTRAL_BANK: 15 * MILLION, "Alice": MINTS["Alice"], BANK: 2 * MILLION}
WAITING = {BANK: 11_200_000_000_000, PENSION_FUND: 7 * MILLION, "Bob": MINTS["Bob"]}
IN_KIND = {FOREIGN_CENTRAL_BANK: 50_000, BANK: 30_000}  # [units]
ASKED_LATER = 900_000_000_000  # by the pension fund, when the run is over
THE_DAY = date(2020, 3, 11)
FROZEN_ON, RELEASED_ON = date(2020, 3, 16), date(2020, 4, 3)
CALM_AGAIN = date(2020, 3, 30)
FREEZE, UNFREEZE = 0, 1  # OrderAction in interfaces/ICompliance.sol
THIRTY_DAYS = 30 * DAY
NINE_OF_TEN = 90  # [%]
WHOLE = 10_000  # [0.01 %]


def plan() -> Plan:
    return ladder("the run of March 2020", BOUGHT)


def tell(world: World) -> None:
    creation.create_dollars(world)
    morning, evening = at(THE_DAY, 9), at(THE_DAY, 19)
    agenda = steps(world.plan)

    chapter(world, "2. The reserve buys a bill a week")
    live(world, [step for step in agenda if step[0] < morning])

    chapter(world, f"3. {day(THE_DAY)}: everybody wants cash")
    before = tell_standing(world, morning)
    live(world, [step for step in agenda if morning <= step[0] < evening])
    tell_standing(world, evening)
    tell_the_day(world, before)

    chapter(world, "4. What matures pays those who wait, in their order")
    live(world, [step for step in agenda if step[0] >= evening])
    claims.tell_queue(world, at(world.plan.horizon, 11))

    chapter(world, "5. The others redeem")
    later.redeem_all(world)
    tell_nobody_lost(world)
    accounts.tell_the_end(world)


def steps(plan: Plan) -> list[tuple]:
    """(time, step, sale) of all that happens."""
    paying = [(at(sale.announcement.maturity_date, 10), pay, None) for sale in plan.bills]
    own = [
        (at(THE_DAY, 10), redeem_at_once, None),
        (at(THE_DAY, 12), ask, None),
        (at(THE_DAY, 17), leave_in_kind, None),
        (at(FROZEN_ON, 10), freeze, None),
        (at(CALM_AGAIN, 10), ask_later, None),
        (at(RELEASED_ON, 10), release, None),
        (at(RELEASED_ON, 14), pay, None),
    ]
    every = [*bidding.steps(plan), *later.steps(plan), *market_yields.steps(plan), *paying, *own]
    return sorted(every, key=lambda step: step[0])


# The day of the run


def redeem_at_once(world: World, _: None, when: int) -> None:
    """First come, first served, as long as there is cash."""
    reserve = world.system.reserve
    for hours, (name, amount) in zip((0, HOUR // 2, HOUR), AT_ONCE.items(), strict=True):
        redemption = order(reserve.redeem, world.people[name].account, amount, by=world.people[name].account)
        act(world, f"{name} redeems", [redemption], when + hours)
        world.tell(f"{moment(when + hours)}: {name} redeems {dollars(amount)} and has the cash at once.")


def ask(world: World, _: None, when: int) -> None:
    """The cash is gone: who comes now waits, at the end of the queue."""
    reserve, bank = world.system.reserve, world.people[BANK].account
    tried = order(reserve.redeem, bank, WAITING[BANK], by=bank)
    why = why_refused(world, tried, when)
    (free,) = seen(world, when, (reserve.freeCash,))
    world.tell(
        f"{moment(when)}: {BANK} wants {dollars(WAITING[BANK])} more. There is {dollars(free)} of free cash, "
        f"and the contract says so ({why.partition(':')[0]}). Nobody is turned away: there is a queue."
    )
    world.expect("refusals for lack of cash", int(why.startswith("InsufficientCash")), 1)
    for hour, (name, amount) in enumerate(WAITING.items()):
        claims.request(world, name, amount, when + (1 + hour) * HOUR)


def leave_in_kind(world: World, _: None, when: int) -> None:
    """Who may hold bills can always have them, at the higher of market and cost."""
    reserve = world.system.reserve
    for hour, (name, units) in enumerate(IN_KIND.items()):
        account, moment_ = world.people[name].account, when + hour * HOUR
        most, deadline = units * (UNIT + UNIT // 1_000), moment_ + DAY
        leaving = order(reserve.redeemInKind, LONGEST, units, account, most, deadline, by=account)
        act(world, f"{name} leaves in kind", [leaving], moment_)
        (event,) = happened(world, reserve, "RedeemedInKind", moment_)
        world.tell(
            f"{moment(moment_)}: {name} gives {dollars(event['dollars'])} of coins and receives {par(units)} "
            f"of par of the bill {LONGEST.decode()}. That takes no cash, and what matures earlier stays for "
            "the others."
        )


def tell_the_day(world: World, before: Figures) -> None:
    asked = sum(AT_ONCE.values()) + sum(WAITING.values()) + sum(in_kind(world).values())
    share = asked * WHOLE // before.position.supply
    world.expect("90 % of the coins were asked back", int(share >= NINE_OF_TEN * 100), 1)
    least, due = hundredths(before.position.rules.weekly_liquidity), hundredths(before.weekly_liquidity)
    world.tell(
        f"Within a day {dollars(asked)} were asked back, {hundredths(share)} % of all coins. The law wants "
        f"{least} % of the reserve to be due within five business days, and {due} % were: the rule was kept, "
        "and does not suffice for nine of ten in a day."
    )


def in_kind(world: World) -> dict[str, int]:
    """What was paid in coins for bills, by name."""
    events = world.events(world.system.reserve, "RedeemedInKind")
    return {world.name_of[event["holder"]]: event["dollars"] for event in events}


# The weeks after


def pay(world: World, _: None, when: int) -> None:
    claims.pay(world, when)


def freeze(world: World, _: None, when: int) -> None:
    execute(world, FREEZE, 1, when)
    world.tell(f"{moment(when)}: a court orders Bob's account frozen. His place in the queue stays his.")


def release(world: World, _: None, when: int) -> None:
    execute(world, UNFREEZE, 2, when)
    world.tell(f"{moment(when)}: the court releases Bob.")


def execute(world: World, action: int, number: int, when: int) -> None:
    """The regulator records the court's order, the compliance officer carries it out."""
    compliance, settings, bob = world.system.compliance, world.settings, world.people["Bob"].account
    authority, document = keccak(text="a court"), keccak(text=f"order {number}")
    recording = order(
        compliance.recordOrder, authority, document, action, bob, when + THIRTY_DAYS, by=settings.regulator
    )
    act(world, "a court's order is recorded", [recording], when)
    execution = order(compliance.executeOrder, number, by=settings.compliance_officer)
    act(world, "a court's order is carried out", [execution], when + 1)


def ask_later(world: World, _: None, when: int) -> None:
    claims.request(world, PENSION_FUND, ASKED_LATER, when)


# The sums


def tell_nobody_lost(world: World) -> None:
    """Each holder's coins are its cash, at once and after waiting, and what it took in bills."""
    cash, bills = cash_received(world, list(MINTS)), in_kind(world)
    for name, coins in MINTS.items():
        received = cash[name] + bills.get(name, 0)
        world.expect(f"what {name} has received for its coins", received, coins)
        taken = f" and bills for {dollars(bills[name])}" if name in bills else ""
        world.tell(f"{name} had {dollars(coins)} and has received {dollars(cash[name])} of cash{taken}.")
    missing = sum(MINTS.values()) - sum(cash.values()) - sum(bills.values())
    world.tell(f"Lost by anybody: {dollars(missing)}.")
