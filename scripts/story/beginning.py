"""Where every story begins: a node, the system deployed on it, and its people."""

from rich.console import Console

from scripts import records
from scripts.deploy import bind_administrator, deploy
from scripts.network import ClockError, connect, now
from scripts.node import COMMANDS
from scripts.settings import local_settings
from scripts.story.people import people
from scripts.story.plan import Plan, PlanError
from scripts.story.words import moment
from scripts.story.world import World, how_to_begin


def begin(
    plan: Plan, network_name: str, console: Console, seed: str, mints: dict[str, int] | None = None
) -> World:
    """Connect, and deploy the system or find it deployed; `mints` are as in `people`."""
    is_ours = network_name in COMMANDS
    connect(network_name, timestamp=plan.begins_at)
    from brownie import accounts as node_accounts

    record = records.none() if is_ours else records.find()
    if not record.contracts and now() > plan.first_announced_at:
        raise ClockError(
            f"The node's clock stands at {moment(now())}, after the auctions of {plan.title} were announced: "
            f"{how_to_begin(plan)}"
        )
    everybody = people(plan, list(node_accounts), mints)
    settings = local_settings(node_accounts)
    system = deploy(settings, record)
    bind_administrator(system, settings)
    require_this_story(plan, system)
    return World(plan, system, settings, everybody, console, seed)


def require_this_story(plan: Plan, system) -> None:
    """A node tells one story: another's cash and coins would be counted in."""
    house = system.auction_house
    if house.auctionCount() and house.announcementOf(1)["competitiveClose"] not in [
        sale.competitive_close for sale in plan.sales
    ]:
        raise PlanError(f"Other auctions were held on this node already: {how_to_begin(plan)}")


def live(world: World, agenda: list[tuple]) -> None:
    for when, step, sale in agenda:
        step(world, sale, when)


def chapter(world: World, title: str) -> None:
    world.tell(f"\n[bold]{title}[/]\n")
