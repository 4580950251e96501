"""An auction week of the Treasury, and a dollar that stands on it.    make demo ARGS="--week 2020-02"

And three stories of that dollar: a quiet month, a run, a loss.    make demo ARGS="--story run"

Real auctions are held again on a local chain, and every figure is compared with what the Treasury published.
"""

import sys
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console

from scripts.batch import Refused
from scripts.deploy import WrongWiring, check
from scripts.files import NotWritable, require_folder
from scripts.network import LOST, NODE_IS_GONE, ClockError
from scripts.node import COMMANDS, ROOT, NodeError
from scripts.records import RecordError
from scripts.scenes import telling
from scripts.story import accounts, bidding, comparison, creation, indices, later
from scripts.story.beginning import begin, chapter, live
from scripts.story.plan import Plan, PlanError, reason
from scripts.story.plan import plan as make_plan
from scripts.story.words import count, moment
from scripts.story.world import World

SENTENCES = (PlanError, NodeError, ClockError, RecordError, Refused, WrongWiring, NotWritable)
DAY = click.DateTime(["%Y-%m-%d"])
HOUR = 3600
ANEW = "The chain ended with the program: run it again to begin anew."
GO_ON = "Run it again to go on."


@click.command()
@click.option(
    "--story",
    "story_name",
    type=click.Choice(["week", *telling.NAMES]),
    default="week",
    show_default=True,
    help="An auction week, a quiet month, a run on the coin, or a loss.",
)
@click.option("--week", default="2020-02", show_default=True, help="A year and its week.")
@click.option("--from", "first", type=DAY, help="Instead of a week: the first day of auctions.")
@click.option("--to", "last", type=DAY, help="And the last.")
@click.option(
    "--network", "network_name", default="anvil", show_default=True, help="anvil, ganache or http://..."
)
@click.option("--output", type=click.Path(path_type=Path), help="Folder for the pictures.")
@click.option("--seed", default="Par", show_default=True, help="What the salts of sealed bids are made of.")
@click.option("--full", is_flag=True, help="Show every published figure.")
def main(
    story_name: str,
    week: str,
    first: datetime | None,
    last: datetime | None,
    network_name: str,
    output: Path | None,
    seed: str,
    full: bool,
) -> None:
    """Tell a story of real auctions and of a dollar on them, on a local chain."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
    try:
        if story_name == "week":
            plan = make_plan(week, day_of(first), day_of(last))
            output = output or ROOT / "output" / f"demo-{plan.title.removeprefix('week ').replace(' ', '-')}"
            require_folder(output)
            faults = tell_week(plan, network_name, console, seed, output, full)
        else:
            output = output or ROOT / "output"
            require_folder(output)
            faults = telling.tell_story(story_name, network_name, console, seed, output)
    except SENTENCES as why:
        sys.exit(str(why))
    except LOST:
        sys.exit(f"The node has ended. {ANEW}" if network_name in COMMANDS else NODE_IS_GONE)
    except KeyboardInterrupt:
        sys.exit(f"Interrupted. {ANEW if network_name in COMMANDS else GO_ON}")
    for fault in faults:
        console.print(f"[bold red]{fault}[/]")
    sys.exit(bool(faults))


def tell_week(
    plan: Plan, network_name: str, console: Console, seed: str, output: Path, is_full: bool
) -> list[str]:
    """Tell the whole story; what is not as it must be."""
    with console.status("The node starts ...") as doing:
        world = begin(plan, network_name, console, seed)
        world.doing = doing
        tell_introduction(world)
        creation.prepare(world)

        chapter(world, "2. Dollars are created")
        creation.create_dollars(world)

        chapter(world, "3. Auctions")
        tell_not_held(world)
        steps = indices.steps(plan) + bidding.steps(plan) + later.steps(plan)
        agenda = sorted(steps, key=lambda step: step[0])
        live(world, [step for step in agenda if step[0] <= plan.last_issued_at])

        chapter(world, "4. Settlement: the Treasury's figures beside the chain's")
        for sale in plan.sales:
            if not comparison.tell(world, sale, is_full):
                world.faults.append(f"{sale.name}: not all published figures are equal.")
        accounts.tell_backing(world, plan.last_issued_at + HOUR)

        chapter(world, "5. Time passes")
        live(world, [step for step in agenda if step[0] > plan.last_issued_at])

        chapter(world, "6. Everybody redeems")
        later.redeem_all(world)
        accounts.tell_the_end(world)
        check(world.system, world.settings)
        world.tell("Every contract still points at the right others, and every role is where it belongs.")

        doing.update("The pictures are drawn ...")
        draw_pictures(world, output)
    return world.faults


def tell_introduction(world: World) -> None:
    plan = world.plan
    chapter(world, "1. The system is deployed")
    world.tell(
        f"On a local chain whose story begins on {moment(plan.begins_at)}: "
        f"{count(len(world.system.by_name()), 'contract')}, {len(world.people)} people with "
        f"accounts of their own, and {count(len(plan.sales), 'auction')} of {plan.title}."
    )


def tell_not_held(world: World) -> None:
    for auction in world.plan.not_held:
        world.tell(f"Not held: {reason(auction)}")


def draw_pictures(world: World, output: Path) -> None:
    from scripts.story.pictures import draw

    paths = draw(world, output)
    world.tell(f"\n{count(len(paths), 'picture')} of it in {output}.")


def day_of(when: datetime | None) -> date | None:
    return when.date() if when else None


if __name__ == "__main__":
    main()
