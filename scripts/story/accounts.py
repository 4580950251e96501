"""What stands behind the coin at a time, and where all the cash is at the end."""

from rich.table import Table

from model.calendar import calendar_date
from scripts.batch import read, read_at
from scripts.story.creation import created
from scripts.story.people import Person, treasury_cash
from scripts.story.words import day, dollars, moment, par
from scripts.story.world import World


def tell_backing(world: World, when: int) -> None:
    """Every position, its cost, and the sums, as of a time of the story."""
    world.wait_until(when)
    block = world.block_at(when)
    reserve, cash = world.system.reserve, world.system.cash
    positions, backing, supply, surplus, capital, held = read(
        [
            (reserve.positions,),
            (reserve.backing,),
            (reserve.supply,),
            (reserve.surplus,),
            (reserve.capital,),
            (cash.balanceOf, reserve),
        ],
        block,
    )
    world.expect("surplus", surplus, backing - supply)
    table = Table(
        box=None, padding=(0, 2, 0, 0), title=f"The reserve on {moment(when)}", title_justify="left"
    )
    for heading in ("CUSIP", "matures", "par", "amortised cost"):
        table.add_column(heading, justify="left" if heading in ("CUSIP", "matures") else "right")
    for cusip, units, cost, maturity_date in positions:
        table.add_row(bytes(cusip).decode(), day(calendar_date(maturity_date)), par(units), dollars(cost))
    table.add_row("cash", "", "", dollars(held))
    table.add_row("backing", "", "", dollars(backing), style="bold")
    table.add_row("supply of Par Dollars", "", "", dollars(supply))
    table.add_row("surplus", "of it capital", dollars(capital), dollars(surplus))
    world.tell(table)
    world.tell("")


def backing_over_time(world: World) -> list[tuple[int, int, int, int]]:
    """(time, backing, supply, cash), at every block in which the reserve changed and as read from it then.

    Between two of them backing grows in a straight line, so that these points are the whole curve.
    """
    reserve, cash = world.system.reserve, world.system.cash
    changed = {
        log["blockNumber"]
        for log in world.logs(cash, "Transfer")
        if str(reserve) in (log["args"]["from"], log["args"]["to"])
    }
    blocks = sorted({block + step for block in changed for step in (-1, 0)})
    questions = ((reserve.backing,), (reserve.supply,), (cash.balanceOf, reserve))
    answers = iter(read_at([(hex(block), *question) for block in blocks for question in questions]))
    return [(world.times[block], *(next(answers) for _ in questions)) for block in blocks]


def tell_the_end(world: World) -> None:
    """Supply, backing, and all cash there ever was, by who has it now."""
    reserve, cash, registry = world.system.reserve, world.system.cash, world.system.registry
    tell_treasury(world)
    rows = cash_rows(world)
    tell_cash(world, rows)

    backing, supply = reserve.backing(), reserve.supply()
    unclaimed = world.system.par_dollar.balanceOf(world.system.savings_dollar)  # by rounding
    world.tell(f"Par Dollars in circulation: {dollars(supply)}. Behind them: {dollars(backing)}.")
    found, created = sum(row[2] for row in rows), cash.totalSupply()
    for what, number, due in (
        ("supply", supply, unclaimed),
        ("backing", backing, unclaimed),
        ("cash in the auction house", cash.balanceOf(world.system.auction_house), 0),
        ("cash in the registry", cash.balanceOf(registry), 0),
        ("cash of everybody", found, created),
    ):
        world.expect(what, number, due)
    missing = created - found
    verdict = "nothing is left over, nothing is missing" if not missing else f"{dollars(missing)} is missing"
    world.tell(f"Cash created: {dollars(created)}. Cash everybody has: {dollars(found)}: {verdict}.")


def cash_rows(world: World) -> list[tuple[str, int, int]]:
    """(who, cash that was created for them, cash they have) of everybody."""
    places = {name: [each.account for each in members] for name, members in groups(world).items()}
    places |= {
        "the Treasury": [world.settings.treasury],
        "the issuer": [world.settings.issuer],
        "the auction house": [world.system.auction_house],
        "the reserve": [world.system.reserve],
        "the registry": [world.system.registry],
    }
    given = created(world)
    return [
        (name, sum(given[str(each)] for each in accounts), sum(cash_of(world, accounts)))
        for name, accounts in places.items()
    ]


def tell_treasury(world: World) -> None:
    """What the Treasury took in and paid out adds up to what it has."""
    awarded = sum(event["cost"] for event in world.events(world.system.auction_house, "Awarded"))
    interest = sum(event["interest"] for event in world.events(world.system.registry, "InterestPaid"))
    redeemed = sum(event["units"] for event in world.events(world.system.registry, "Redeemed")) * 100_000_000
    surplus = sum(event["toTreasury"] for event in world.events(world.system.reserve, "Distributed"))
    has = world.system.cash.balanceOf(world.settings.treasury)
    world.expect(
        "cash of the Treasury", has, treasury_cash(world.plan) + awarded - interest - redeemed + surplus
    )
    world.tell(
        f"The Treasury took {dollars(awarded)} at its auctions and {dollars(surplus)} from the reserve; it "
        f"paid {dollars(redeemed)} of par and {dollars(interest)} of interest. It has {dollars(has)}."
    )
    securities = world.plan.notes
    outstanding = [
        world.system.registry.securityOf(note.announcement.cusip.encode())["outstanding"]
        for note in securities
    ]
    if securities:
        names = ", ".join(note.name for note in securities)
        world.tell(f"Still outstanding, {par(sum(outstanding))} of par: {names}.")


def tell_cash(world: World, rows: list[tuple[str, int, int]]) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), title="All the cash there is", title_justify="left")
    table.add_column("")
    for heading in ("at the beginning", "at the end"):
        table.add_column(heading, justify="right")
    for name, before, after in rows:
        table.add_row(name, dollars(before), dollars(after))
    table.add_row("together", *(dollars(sum(row[column] for row in rows)) for column in (1, 2)), style="bold")
    world.tell(table)


def groups(world: World) -> dict[str, list[Person]]:
    """People of one kind together: "Primary dealer 1", "Primary dealer 2" ..."""
    together = {}
    for person in world.people.values():
        group = person.name.rstrip("0123456789 ")
        together.setdefault(group if group == person.name else f"{group}s", []).append(person)
    return together


def cash_of(world: World, accounts: list) -> list[int]:
    return read([(world.system.cash.balanceOf, each) for each in accounts])
