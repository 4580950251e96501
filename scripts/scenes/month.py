"""A quiet month: bills are bought and rolled, savers earn, a report is signed, every sum is found again."""

from datetime import date, timedelta

from brownie import web3

from market.announcement import day_at
from scripts.batch import order, read
from scripts.reports import anchor
from scripts.reports.composition import canonical, hash_of
from scripts.reports.dashboard import BROKEN, KEPT
from scripts.scenes import market_yields
from scripts.scenes.stage import EIGHT_MILLION, HOUR, MILLION, act, happened, ladder, mints
from scripts.scenes.standing import books, tell_standing
from scripts.story import accounts, bidding, comparison, creation, later
from scripts.story.beginning import chapter, live
from scripts.story.people import CAPITAL, PENSION_FUND
from scripts.story.plan import Plan, at
from scripts.story.words import count, day, dollars
from scripts.story.world import World

ABOUT = "a quiet month: bills are bought and rolled, savers earn, a report is published"
BOUGHT = {
    ("912796WM7", "2019-12-05"): EIGHT_MILLION,
    ("912796WN5", "2019-12-12"): EIGHT_MILLION,
    ("912796WP0", "2019-12-19"): EIGHT_MILLION,
    ("912796WQ8", "2019-12-26"): EIGHT_MILLION,
    ("912796WR6", "2020-01-02"): EIGHT_MILLION,
}
MINTS = mints(bank=20, central_bank=20, pension_fund=8)
SAVED = {"Alice": 12_000_000_000, "Bob": 3_000_000_000, PENSION_FUND: 5 * MILLION}
MONTH, MONTH_ENDS = 201912, date(2019, 12, 31)
PUBLISHED_ON = date(2020, 1, 6)
FIRST_DISTRIBUTION, LAST_DISTRIBUTION = date(2019, 12, 19), date(2020, 2, 6)
LEAVE_ON = date(2020, 2, 7)
WEEK = timedelta(days=7)
MINUTE = 60


def plan() -> Plan:
    return ladder("December 2019", BOUGHT)


def tell(world: World) -> None:
    creation.create_dollars(world)
    save(world, at(date(2019, 12, 3), 10))

    chapter(world, "2. December 2019: every week a bill is bought")
    steps = [*bidding.steps(world.plan), *later.steps(world.plan), *market_yields.steps(world.plan)]
    steps += [*distributions(), (at(PUBLISHED_ON, 10), publish_report, None), (at(LEAVE_ON, 10), leave, None)]
    agenda = sorted(steps, key=lambda step: step[0])
    month_ends = at(MONTH_ENDS, 17)
    live(world, [step for step in agenda if step[0] < month_ends])
    tell_standing(world, month_ends)

    chapter(world, "3. January 2020: the report is signed, a matured bill pays for the next")
    live(world, [step for step in agenda if step[0] >= month_ends])
    tell_figures(world)

    chapter(world, "4. Everybody redeems")
    later.redeem_all(world)
    tell_what_the_bills_earned(world)
    accounts.tell_the_end(world)


# Savers


def save(world: World, morning: int) -> None:
    coin, savings = world.system.par_dollar, world.system.savings_dollar
    savers = {world.people[name].account: amount for name, amount in SAVED.items()}
    approvals = [order(coin.approve, savings, creation.FOREVER, by=each) for each in savers]
    act(world, "savers let the savings take their coins", approvals, morning)
    deposits = [order(savings.deposit, amount, each, by=each) for each, amount in savers.items()]
    act(world, "savers deposit", deposits, morning + HOUR)
    for name, amount in SAVED.items():
        world.tell(f"{name} puts {dollars(amount)} of them into savings.")
    world.tell("A coin pays no interest. What the bills earn reaches those who have put theirs into savings.")


def distributions() -> list[tuple]:
    """Each a minute later in the day than the last, for a whole week has to lie between them."""
    weeks = range((LAST_DISTRIBUTION - FIRST_DISTRIBUTION) // WEEK + 1)
    return [
        (at(FIRST_DISTRIBUTION + number * WEEK, 12) + number * MINUTE, distribute, None) for number in weeks
    ]


def distribute(world: World, _: None, noon: int) -> None:
    reserve = world.system.reserve
    world.wait_until(noon)
    if not happened(world, reserve, "Distributed", noon):
        payout = order(reserve.distribute, by=world.settings.issuer)
        world.do("what the bills have earned is distributed", [payout], noon)
    (paid,) = happened(world, reserve, "Distributed", noon)
    sentence = (
        f"{day(day_at(noon))}: of what the bills have earned, {dollars(paid['toSavers'])} goes to savers"
    )
    if paid["toSavers"]:
        sentence += ", second by second until next week"
    world.tell(f"{sentence}, {dollars(paid['toTreasury'])} to the Treasury.")


def leave(world: World, _: None, morning: int) -> None:
    """Savers take their coins out again, with what they have earned."""
    savings = world.system.savings_dollar
    savers = [world.people[name].account for name in SAVED]
    shares = read([(savings.balanceOf, each) for each in savers])
    world.do(
        "savers take their coins out",
        [
            order(savings.redeem, held, each, each, by=each)
            for each, held in zip(savers, shares, strict=True)
            if held
        ],
        morning,
    )
    for name, amount in taken_out(world).items():
        world.tell(
            f"{day(day_at(morning))}: {name} takes {dollars(amount)} out of savings, "
            f"{dollars(amount - SAVED[name])} more than it put in."
        )


def taken_out(world: World) -> dict[str, int]:
    events = world.events(world.system.savings_dollar, "Withdraw")
    by_account = {event["owner"]: event["assets"] for event in events}
    return {name: by_account[str(world.people[name].account)] for name in SAVED}


# The report


def publish_report(world: World, _: None, morning: int) -> None:
    """The chief financial officer publishes its hash; three people sign."""
    world.wait_until(morning)
    account_books = books(world)
    report = anchor.recomputed(account_books, MONTH)
    content = canonical(report)
    kept = sum(line.verdict == KEPT for line in report.dashboard)
    broken = [
        f"{line.what.lower()} ({line.found}; {line.asked})"
        for line in report.dashboard
        if line.verdict == BROKEN
    ]
    world.tell(
        f"{day(day_at(morning))}: the report of December 2019 is published. It has {len(content):,} bytes, "
        f"and the chain keeps their hash, {web3.to_hex(hash_of(content))}. Rules of the law that were kept: "
        f"{kept}; broken: {', '.join(broken) or 'none'}."
    )
    anchor.publish(account_books, world.settings, MONTH, hash_of(content), world.tell)
    is_complete, is_late = read(
        [(world.system.disclosure.isComplete, MONTH), (world.system.disclosure.isLate, MONTH)]
    )
    world.expect("report complete", is_complete, True)
    world.expect("report late", is_late, False)


# The sums


def tell_figures(world: World) -> None:
    """That the auctions were the real ones."""
    compared = [figure for sale in world.plan.sales for figure in comparison.compare(world, sale)]
    equal = sum(figure.is_equal for figure in compared)
    world.expect("published figures that are equal", equal, len(compared))
    world.tell(
        f"{equal} of {len(compared)} figures that the Treasury published of these "
        f"{count(len(world.plan.sales), 'auction')} are equal on the chain."
    )


def tell_what_the_bills_earned(world: World) -> None:
    """Every micro-dollar of it went to savers, to the Treasury or to the loss buffer."""
    reserve, system = world.system.reserve, world.system
    paid = sum(event["paid"] for event in world.events(reserve, "Collected"))
    cost = sum(event["cost"] for event in world.events(reserve, "BillBought"))
    shares = world.events(reserve, "Distributed")
    to_treasury = sum(event["toTreasury"] for event in shares)
    returned = sum(event["dollars"] for event in world.events(reserve, "CapitalWithdrawn"))
    earned_by_savers = sum(taken_out(world).values()) - sum(SAVED.values())
    rounding = system.par_dollar.balanceOf(system.savings_dollar)
    world.expect(
        "earnings of the bills", earned_by_savers + rounding + to_treasury + returned - CAPITAL, paid - cost
    )
    world.tell(
        f"The bills cost {dollars(cost)} and paid {dollars(paid)}: they earned {dollars(paid - cost)}. "
        f"Savers received {dollars(earned_by_savers)} of it, the Treasury {dollars(to_treasury)}, the "
        f"loss buffer {dollars(returned - CAPITAL)}; {dollars(rounding)} stay in savings, by "
        "rounding shares down."
    )
