"""A Python console with the system deployed on a node of its own, on 2 January 2020.    make console"""

import code
import re
import sys

import click

from market import auctions
from market.announcement import unix_day, unix_time
from scripts import records
from scripts.auctions import HOLDER_CLASSES, REVEAL_WINDOW, announcement_of, older_series
from scripts.deploy import System, WrongWiring, deploy
from scripts.network import LOST, ClockError, connect, travel_to
from scripts.node import COMMANDS, NodeError
from scripts.settings import local_settings

BEGIN = 1_577_923_200  # 2020-01-02 00:00 UTC
DAY = 86_400
MILLION = 10**12  # [micro-dollars]
BANNER = (
    "Par is deployed: registry, auction_house, reserve, par_dollar, treasury, alice, auctions, travel_to ... "
    "dir() says what else there is; a session is in README.md."
)
SENTENCES = (NodeError, records.RecordError, WrongWiring)
COLOUR = re.compile(r"\x1b\[[\d;]*m")
GONE = "The node does not answer any more."


@click.command()
@click.option(
    "--network",
    "network_name",
    default="anvil",
    show_default=True,
    help="anvil or ganache, a node of its own from 2 January 2020 on; or a running one: http://...",
)
def main(network_name: str) -> None:
    """Open a console with the deployed contracts, people, real auctions and the clock.

    On a running node it finds what `make deploy` has deployed there, or deploys it.
    """
    try:
        par = connect(network_name, timestamp=BEGIN)

        import brownie  # after the network is there

        parts = local_settings(brownie.accounts)
        record = records.none() if network_name in COMMANDS else records.find()
        known = names(par, deploy(parts, record), parts)
        console = at_a_terminal(par, known) if sys.stdin.isatty() else from_a_file(known)
        console.interact(banner=BANNER, exitmsg="")
    except SENTENCES as why:
        sys.exit(str(why))
    except LOST:
        sys.exit(GONE)
    except KeyboardInterrupt:
        sys.exit("Interrupted.")


# What is typed, or comes from a file


class InSentences(code.InteractiveConsole):
    """A console in which a refusal is an error, and one sentence."""

    def write(self, data: str) -> None:
        """Among the results, also where those go to a file."""
        sys.stdout.write(data)
        sys.stdout.flush()

    def showtraceback(self) -> None:
        why = in_a_sentence(sys.exc_info()[1])
        if why:
            self.write(f"{why}\n")
        else:
            super().showtraceback()


class Script(InSentences):
    """Reads what is not typed: each line is shown before what it gives."""

    def raw_input(self, prompt: str = "") -> str:
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        self.write(f"{prompt}{line.rstrip()}\n")
        return line.rstrip("\n")


def from_a_file(known: dict) -> InSentences:
    sys.displayhook = show
    sys.excepthook = sys.__excepthook__  # else Python would show errors beside the results, not among them
    return Script(known)


def show(result) -> None:
    """Without the colours that Brownie puts even into what goes to a file."""
    if result is not None:
        print(COLOUR.sub("", repr(result)))


def at_a_terminal(par, known: dict) -> InSentences:
    """Brownie's console, with its colours, hints and history."""
    from brownie._cli.console import Console
    from brownie._config import CONFIG

    class Terminal(InSentences, Console):
        def interact(self, *args, **kwargs) -> None:
            """Not in the mode in which Brownie answers with a transaction also where it was refused."""
            code.InteractiveConsole.interact(self, *args, **kwargs)

        def _console_write(self, obj) -> None:
            before, CONFIG.argv["cli"] = (
                CONFIG.argv["cli"],
                "console",
            )  # in which its lists show what is in them
            super()._console_write(obj)
            CONFIG.argv["cli"] = before

    return Terminal(par, known)


def in_a_sentence(why: BaseException | None) -> str | None:
    """Why a contract, the clock or the node refuses; nothing for what is a mistake in Python."""
    from brownie.exceptions import VirtualMachineError

    if isinstance(why, VirtualMachineError):
        return f"The contract refuses: {(why.revert_msg or why.message).rstrip(': ')}."
    if isinstance(why, ClockError):
        return str(why)
    return GONE if isinstance(why, LOST) else None


# What is known there


def names(par, system: System, parts) -> dict:
    """What the console knows."""
    import brownie

    people = {"alice": brownie.accounts[14], "bob": brownie.accounts[15]}
    for investor in people.values():
        equip(investor, system, parts)
    if not system.cash.balanceOf(parts.treasury):
        system.cash.mint(parts.treasury, MILLION, {"from": parts.treasury})
    return {
        **{name: getattr(brownie, name) for name in ("accounts", "chain", "network", "web3")},
        **{contract._name: contract for contract in par},
        **vars(parts),
        **vars(system),
        **people,
        **{"auctions": auctions, "announcement_of": announcement_of, "older_series": older_series},
        **{"REVEAL_WINDOW": REVEAL_WINDOW},
        **{"travel_to": lambda moment: travel_to(unix_time(moment)), "travel_to_day": travel_to_day},
    }


def equip(investor, system: System, parts) -> None:
    """Register a retail investor, with a million dollars that the auction house and the reserve may take."""
    if system.compliance.holderOf(investor)["holderClass"]:
        return  # on a running node, by an earlier console or a story
    officer = {"from": parts.compliance_officer}
    system.compliance.setHolder(investor, HOLDER_CLASSES["Retail"], b"US", False, officer)
    system.cash.mint(investor, MILLION, {"from": investor})
    for spender in (system.auction_house, system.reserve):
        system.cash.approve(spender, MILLION, {"from": investor})


def travel_to_day(date) -> None:
    """To the beginning of a day, 00:00 UTC."""
    travel_to(unix_day(date) * DAY)


if __name__ == "__main__":
    main()
