"""Redemptions that wait: who asked when, what is due by the law, what was paid, and when."""

from dataclasses import dataclass
from datetime import date

from rich.table import Table

from market.announcement import day_at
from model.calendar import calendar_date
from scripts.batch import Order, order
from scripts.scenes.stage import act, happened, seen, why_refused
from scripts.story.words import day, dollars, hundredths, moment
from scripts.story.world import World

WHOLE = 10_000  # [0.01 %]


@dataclass(frozen=True)
class Claim:
    """One redemption as it stood at a moment."""

    number: int
    owner: str
    asked_at: int  # [unix time]
    asked: int  # [micro-dollars], as what follows
    paid: int
    claimable: int
    due_on: date

    @property
    def is_paid(self) -> bool:
        return self.paid == self.asked

    @property
    def ratio(self) -> int:
        """[0.01 %]"""
        return self.paid * WHOLE // self.asked


def request(world: World, name: str, amount: int, when: int) -> None:
    """Somebody asks for a redemption: its coins are destroyed, and it waits."""
    reserve, account = world.system.reserve, world.people[name].account
    asking = order(reserve.requestRedemption, amount, by=account)
    act(world, f"{name} asks for a redemption", [asking], when)
    (asked,) = happened(world, reserve, "RedemptionRequested", when)
    world.tell(
        f"{moment(when)}: {name} asks for {dollars(amount)}, and is number {asked['id']} in the queue."
    )


def claims_at(world: World, when: int) -> list[Claim]:
    """Every redemption, after the steps of a moment."""
    reserve = world.system.reserve
    (count,) = seen(world, when, (reserve.redemptionCount,))
    numbers = range(1, count + 1)
    questions = (reserve.redemptionOf, reserve.claimable, reserve.dueDate)
    answers = iter(seen(world, when, *((question, number) for number in numbers for question in questions)))
    return [claim(world, number, *(next(answers) for _ in questions)) for number in numbers]


def claim(world: World, number: int, redemption, claimable: int, due: int) -> Claim:
    return Claim(
        number,
        world.name_of[redemption["owner"]],
        redemption["requestedAt"],
        redemption["dollars"],
        redemption["paid"],
        claimable,
        calendar_date(due),
    )


def pay(world: World, when: int) -> None:
    """Everybody takes what is covered; who is frozen waits, and its cash with it."""
    open_claims = [each for each in claims_at(world, when) if each.claimable]
    accounts = [world.people[each.owner].account for each in open_claims]
    frozen = seen(world, when, *((world.system.par_dollar.isFrozen, account) for account in accounts))
    free = [each for each, is_frozen in zip(open_claims, frozen, strict=True) if not is_frozen]
    world.do("what is covered is paid", [payment(world, each) for each in free], when)

    paid = happened(world, world.system.reserve, "RedemptionPaid", when)
    for event in sorted(paid, key=lambda it: it["id"]):
        name, amount = world.name_of[event["to"]], dollars(event["dollars"])
        world.tell(f"{moment(when)}: number {event['id']}, {name}, is paid {amount}.")
    for each, is_frozen in zip(open_claims, frozen, strict=True):
        if is_frozen:
            tell_frozen(world, each, when)


def payment(world: World, each: Claim) -> Order:
    account = world.people[each.owner].account
    return order(world.system.reserve.claimRedemption, each.number, account, by=account)


def tell_frozen(world: World, each: Claim, when: int) -> None:
    why = why_refused(world, payment(world, each), when)
    world.expect("refusals of a frozen account", int(why.startswith("AccountFrozen")), 1)
    world.tell(
        f"{moment(when)}: number {each.number}, {each.owner}, is covered with {dollars(each.claimable)}, but "
        "a lawful order has stopped the account. The claim waits, its cash stays; nobody else waits for it."
    )


def tell_queue(world: World, when: int) -> None:
    """Who asked when, when the law wanted it paid, and when it was."""
    paid_on = days_of_payment(world)
    table = new_table("The queue", "", "who", "asked (UTC)", "due by the law", "paid in full")
    for each in claims_at(world, when):
        paid = paid_on.get(each.number)
        verdict = "still waits" if not each.is_paid else day(paid) + late(paid, each.due_on)
        due = day(each.due_on)
        table.add_row(
            str(each.number),
            each.owner,
            asked(each),
            due,
            verdict,
            dollars(each.asked),
            dollars(each.paid),
        )
    world.tell(table)


def late(paid: date, due: date) -> str:
    return " [bold]missed[/]" if paid > due else " met"


def tell_ratios(world: World, when: int) -> list[Claim]:
    """Who asked when, the claim, what was paid, and the ratio."""
    everybody = claims_at(world, when)
    table = new_table(f"Every claim on {moment(when)}", "", "who", "asked (UTC)")
    table.add_column("ratio", justify="right")
    for each in everybody:
        ratio = f"{hundredths(each.ratio)} %"
        table.add_row(
            str(each.number),
            each.owner,
            asked(each),
            dollars(each.asked),
            dollars(each.paid),
            ratio,
        )
    world.tell(table)
    return everybody


def asked(claim: Claim) -> str:
    return moment(claim.asked_at).removesuffix(" UTC")


def new_table(title: str, *headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading, no_wrap=True)
    for heading in ("claim", "paid"):
        table.add_column(heading, justify="right")
    return table


def days_of_payment(world: World) -> dict[int, date]:
    """The day of the last payment of each."""
    return {
        log["args"]["id"]: day_at(world.times[log["blockNumber"]])
        for log in world.logs(world.system.reserve, "RedemptionPaid")
    }
