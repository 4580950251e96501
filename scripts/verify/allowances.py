"""Whether anybody may take what is the reserve's, by the logs and by what the tokens say now."""

from collections import defaultdict
from collections.abc import Iterator

from scripts.story.words import dollars
from scripts.verify.chain import Event
from scripts.verify.check import Check, Verdict
from scripts.verify.deployment import CASH, Deployment

GROUP = "Allowances"
NOBODY_ELSE = ""
MAY_TAKE = {  # in a token, from an owner, one contract and nobody else
    (CASH, "Reserve"): "AuctionHouse",
    (CASH, "AuctionHouse"): NOBODY_ELSE,
    ("ParDollar", "SavingsDollar"): NOBODY_ELSE,
}
WORDS = {CASH: "cash", "ParDollar": "coins"}
NO_LIMIT = 2**128


def allowances(deployment: Deployment, events: list[Event]) -> Iterator[Check]:
    for (token, owner), spender in MAY_TAKE.items():
        yield from spenders(token, owner, spender, deployment, events)
    yield from operators(deployment, events)


def spenders(
    token: str, owner: str, allowed: str, deployment: Deployment, events: list[Event]
) -> Iterator[Check]:
    """Those of the sources: what has ever been allowed to anybody else, another constructor has."""
    what = f"{WORDS[token]} of the {owner}"
    strange = {}  # [micro-dollars] by spender
    for event in events:
        if (event.contract, event.name) == (token, "Approval"):
            who, spender, most = event.arguments.values()
            if who == deployment.address_of(owner) and deployment.name_of(spender) != allowed:
                strange[spender] = max(most, strange.get(spender, 0))
    for spender, most in strange.items():
        left = deployment[token].ask("allowance", deployment.address_of(owner), spender)
        yield Check(
            GROUP,
            f"{deployment.name_of(spender)} was allowed to take {sum_of(most)} of {what}, and may now take "
            f"{sum_of(left)}.",
            Verdict.FAILS,
        )
    if not strange:
        who = f"Nobody but the {allowed}" if allowed else "Nobody"
        yield Check(GROUP, f"{who} was ever allowed to take {what}.", Verdict.HOLDS)


def operators(deployment: Deployment, events: list[Event]) -> Iterator[Check]:
    """In the registry, of the reserve's bills: it has no use for any."""
    registry, reserve = deployment["TreasuryRegistry"], deployment["Reserve"].address
    tokens = defaultdict(set)  # by spender; none: an operator, for all of them
    for event in events:
        is_leave = event.contract == registry.name and event.name in ("Approval", "OperatorSet")
        if is_leave and event.arguments["owner"] == reserve:
            tokens[event.arguments["spender"]].add(event.arguments.get("id"))
    for spender, some in tokens.items():
        may = registry.ask("isOperator", reserve, spender) or any(
            registry.ask("allowance", reserve, spender, token) for token in some - {None}
        )
        sentence = f"{deployment.name_of(spender)} was allowed to take bills of the Reserve, and "
        yield Check(GROUP, sentence + ("may now." if may else "may not any more."), Verdict.FAILS)
    if not tokens:
        yield Check(GROUP, "Nobody was ever allowed to take bills of the Reserve.", Verdict.HOLDS)


def sum_of(most: int) -> str:
    return dollars(most) if most < NO_LIMIT else "any sum"
