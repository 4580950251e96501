"""Whether a ReserveMonitor tells of this reserve, and what its logs tell."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, fields, replace
from typing import Any

from model.rejected import Rejected
from model.reserve_monitor import ReserveMonitor, Statement
from scripts.verify.chain import Chain, Contract, Event, Reverted
from scripts.verify.check import Check, Verdict, check
from scripts.verify.code import code_of, immutables_of, is_as_compiled
from scripts.verify.creation import creation_of
from scripts.verify.deployment import MONITOR, POINTS_AT, Deployment, wrong_getters
from scripts.verify.history import History

GROUP = "Monitor"


def monitored(address: str, history: History, deployment: Deployment, events: list[Event]) -> Iterator[Check]:
    contract = deployment["Reserve"].chain.contract(MONITOR, address)
    deployment = replace(deployment, contracts=deployment.contracts | {MONITOR: contract})
    if not is_as_compiled(MONITOR, contract.code()):
        yield of_monitor(code_of(contract))  # it can answer what it likes, and otherwise tomorrow
        return
    checks = (
        code_of(contract),
        immutables_of(contract, deployment),
        creation_of(contract, deployment, events),
    )
    yield from map(of_monitor, checks)
    wrong = list(wrong_getters(deployment, MONITOR, POINTS_AT[MONITOR]))
    yield from (Check(GROUP, sentence, Verdict.FAILS) for sentence in wrong)
    twin = ReserveMonitor(history.reserve)
    yield statement(contract, twin)
    yield feed(contract, twin)


def of_monitor(each: Check) -> Check:
    return replace(each, group=GROUP)


def statement(contract: Contract, twin: ReserveMonitor) -> Check:
    told = plain(astuple(twin.statement()))
    with suppress(Reverted):
        actual = plain(contract.ask("statement"))
        parts = zip(fields(Statement), told, actual, strict=True)
        wrong = ", ".join(part.name for part, expected, answer in parts if answer != expected)
        return check(
            GROUP,
            not wrong,
            "The statement of the monitor is what follows from the logs, figure by figure.",
            f"The statement of the monitor says otherwise than the logs of: {wrong}.",
        )
    return Check(GROUP, "The monitor gives no statement.", Verdict.FAILS)


def feed(contract: Contract, twin: ReserveMonitor) -> Check:
    """It has no answer where the market value cannot be told."""
    told = answer(twin.round)
    return check(
        GROUP,
        answer(lambda: tuple(contract.ask("latestRoundData"))) == told,
        "The feed of the monitor says what follows from the logs."
        if told
        else "The feed of the monitor gives no answer, for no par yields were published lately.",
        "The feed of the monitor does not say what follows from the logs.",
    )


def answer(question) -> tuple | None:
    try:
        return question()
    except (Rejected, Reverted):
        return None


def plain(told: Any) -> Any:
    """The same whether a contract tells it or the model."""
    if isinstance(told, list | tuple):
        return tuple(map(plain, told))
    return told.decode() if isinstance(told, bytes) else told


def written_down(chain: Chain, reserve: str) -> str | None:
    """The monitor of that reserve, where a deployment on this chain is written down beside the sources."""
    from scripts import records  # which load Brownie, and nothing else here does

    path = records.FOLDER / f"{chain.id}.json"
    with suppress(records.RecordError):
        if path.exists():
            found = records.read(path)
            if (found.genesis, found.contracts.get("Reserve")) == (chain.genesis, reserve):
                return found.contracts.get(MONITOR)
    return None
