"""Where the story takes place: the deployed system, its people, its clock, and the one who tells it.

Every step first looks at the chain for whether it is done, so that the story can be interrupted anywhere and
told again from the beginning.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from brownie import web3
from rich.console import Console

from scripts.batch import Order, results, send
from scripts.deploy import System
from scripts.network import ClockError, now, travel_to
from scripts.settings import Settings
from scripts.story.people import Person
from scripts.story.plan import Plan
from scripts.story.words import moment


@dataclass
class World:
    plan: Plan
    system: System
    settings: Settings
    people: dict[str, Person]
    console: Console
    seed: str
    doing: Any = None  # what the person watching sees while something is done
    faults: list[str] = field(default_factory=list)  # what is not as it must be
    times: list[int] = field(default_factory=list)  # of the blocks known so far

    def tell(self, sentence: Any = "") -> None:
        self.console.print(sentence)

    def do(self, what: str, orders: list[Order], at: int, before: int | None = None) -> None:
        """Let people act at a time of the story, or now if that has passed, but not too late."""
        if not orders:
            return
        if self.doing:
            self.doing.update(f"{moment(at)}: {what}")
        present = now()
        if before is not None and present + len(orders) >= before:
            raise ClockError(
                f"The node's clock stands at {moment(present)}, too late to {what}, due by {moment(before)}: "
                f"{how_to_begin(self.plan)}"
            )
        travel_to(max(at, present + 1))
        send(orders)

    def expect(self, what: str, found: int, due: int) -> None:
        """Note a fault where a number is not what it must be."""
        if found != due:
            self.faults.append(f"{what}: {found:,} instead of {due:,}")

    def wait_until(self, moment_: int) -> None:
        """Let the chain's clock reach a time of the story, if it has not."""
        if now() < moment_:
            travel_to(moment_)

    def block_at(self, moment_: int) -> int:
        """The last block up to a time of the story."""
        self.learn_times()
        return bisect_right(self.times, moment_) - 1

    def learn_times(self) -> None:
        """Read the times of blocks mined since last asked."""
        latest = web3.eth.block_number
        while len(self.times) <= latest:
            numbers = range(len(self.times), min(len(self.times) + 200, latest + 1))
            blocks = results([("eth_getBlockByNumber", [hex(number), False]) for number in numbers])
            self.times += [int(block["timestamp"], 16) for block in blocks]

    def events(self, contract: Any, name: str) -> list[Any]:
        """The arguments of every event of that name since the story began."""
        return [event["args"] for event in self.logs(contract, name)]

    def logs(self, contract: Any, name: str) -> list[Any]:
        self.learn_times()
        first = bisect_left(self.times, self.plan.begins_at)
        known = web3.eth.contract(address=contract.address, abi=contract.abi)
        return getattr(known.events, name).get_logs(from_block=first) if first < len(self.times) else []

    @cached_property
    def name_of(self) -> dict[str, str]:
        """Who has an account, by address."""
        names = {str(person.account): person.name for person in self.people.values()}
        return names | {
            str(self.settings.treasury): "the Treasury",
            str(self.settings.issuer): "the issuer",
            str(self.system.reserve): "the reserve",
            str(self.system.auction_house): "the auction house",
            str(self.system.registry): "the registry",
        }


def how_to_begin(plan: Plan) -> str:
    return f'start a node at the right time with `make node ARGS="--timestamp {plan.begins_at}"`.'
