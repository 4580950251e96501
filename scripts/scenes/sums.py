"""What holders were paid, by the transfers of the cash token alone."""

from scripts.story.world import World


def cash_received(world: World, names: list[str]) -> dict[str, int]:
    """From the reserve, by whom, in the whole story [micro-dollars]."""
    received = dict.fromkeys(names, 0)
    for event in world.events(world.system.cash, "Transfer"):
        name = world.name_of.get(event["to"])
        if event["from"] == str(world.system.reserve) and name in received:
            received[name] += event["amount"]
    return received
