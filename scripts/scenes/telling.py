"""A story from its first sentence to its picture."""

from importlib import import_module
from pathlib import Path

from rich.console import Console

from scripts.deploy import check
from scripts.story import creation
from scripts.story.beginning import begin, chapter
from scripts.story.words import count, moment

NAMES = ("month", "run", "loss")


def tell_story(name: str, network_name: str, console: Console, seed: str, folder: Path) -> list[str]:
    """Tell the story of that name; what is not as it must be."""
    story = import_module(f"scripts.scenes.{name}")
    with console.status("The node starts ...") as doing:
        plan = story.plan()
        world = begin(plan, network_name, console, seed, story.MINTS)
        world.doing = doing
        world.tell(f"[bold]{story.ABOUT[0].upper()}{story.ABOUT[1:]}.[/]")
        chapter(world, "1. Dollars are created")
        world.tell(
            f"The story begins on {moment(plan.begins_at)}: "
            f"{count(len(world.system.by_name()), 'contract')}, {count(len(plan.sales), 'real auction')}."
        )
        creation.prepare(world)
        story.tell(world)
        check(world.system, world.settings)

        doing.update("The picture is drawn ...")
        from scripts.scenes.picture import draw  # what draws takes a second to load

        path = draw(world, f"{story.ABOUT[0].upper()}{story.ABOUT[1:]}", folder / f"{name}.png")
        world.tell(f"\nA picture of it is in {path}.")
    return world.faults
