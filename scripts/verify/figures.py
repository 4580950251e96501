"""Whether the figures of the reserve are those that follow from its logs."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from market.rule_profiles import laws
from model.compliance import OrderAction
from model.par_dollar import NOBODY
from model.rejected import Rejected
from model.reserve import NO_DUE_DATE, Reserve
from scripts.story.words import count, day_of, dollars, moment, par
from scripts.verify.chain import Contract, Event, Reverted
from scripts.verify.check import Check, Verdict, check, unknown
from scripts.verify.deployment import CASH, Deployment
from scripts.verify.history import History

FIGURES = {  # a view of the reserve, and its twin
    "liabilities": "liabilities",
    "owed": "owed",
    "inSettlement": "in_settlement",
    "backing": "backing",
    "surplus": "surplus",
}


def figures(history: History, deployment: Deployment, events: list[Event]) -> Iterator[Check]:
    yield from coins(history, deployment, events)
    yield from cash(history, deployment)
    yield from bills(history, deployment)
    yield from rules(history, deployment)
    yield from redemptions(history, deployment)
    yield from savings(history, deployment)
    yield from sums(history, deployment)
    yield from coverage(history, deployment)


# Coins


def coins(history: History, deployment: Deployment, events: list[Event]) -> Iterator[Check]:
    coin, twin = deployment["ParDollar"], history.reserve.par_dollar
    actual = coin.ask("totalSupply")
    yield check(
        "Coins",
        actual == twin.total_supply,
        f"All transfers add up to {dollars(actual)} of coins, which the coin says there are.",
        f"All transfers add up to {dollars(twin.total_supply)} of coins; the coin says there are "
        f"{dollars(actual)}.",
    )
    holders = {holder: balance for holder, balance in twin.balance_of.items() if holder != NOBODY}
    wrong = {holder: coin.ask("balanceOf", holder) for holder in holders}
    wrong = {holder: balance for holder, balance in wrong.items() if balance != holders[holder]}
    for holder, balance in wrong.items():
        yield Check(
            "Coins",
            f"{deployment.name_of(holder)} has {dollars(balance)} of coins and was sent "
            f"{dollars(holders[holder])}.",
            Verdict.FAILS,
        )
    if not wrong:
        sentence = f"{count(len(holders), 'holder')} have what was sent to them, less what they sent."
        yield Check("Coins", sentence, Verdict.HOLDS)
    yield from creations(history, events)


def creations(history: History, events: list[Event]) -> Iterator[Check]:
    """Each transaction that creates coins brings what they stand for."""
    created, brought = Counter(), Counter()
    for transaction, some in by_transaction(events).items():
        created[transaction] = sum(created_by(event) for event in some)
        brought[transaction] = sum(brought_by(event, history.reserve.address) for event in some)
        if any(is_reissue(event) for event in some):
            brought[transaction] += sum(destroyed_by(event) for event in some)
    unpaid = [each for each in created if created[each] > brought[each]]
    for transaction in unpaid:
        yield Check(
            "Coins",
            f"{dollars(created[transaction])} of coins were created for {dollars(brought[transaction])} "
            f"in the transaction 0x{transaction.hex()}.",
            Verdict.FAILS,
        )
    if not unpaid:
        times = count(sum(number > 0 for number in created.values()), "transaction")
        yield Check(
            "Coins",
            f"{times} created coins; each brought as much in cash, bills or earnings, or reissued by order.",
            Verdict.HOLDS,
        )


def by_transaction(events: list[Event]) -> dict[bytes, list[Event]]:
    grouped = defaultdict(list)
    for event in events:
        grouped[event.transaction].append(event)
    return grouped


def created_by(event: Event) -> int:
    is_creation = is_of(event, "ParDollar", "Transfer") and event.arguments["from"] == NOBODY
    return event.arguments["value"] if is_creation else 0


def destroyed_by(event: Event) -> int:
    is_destruction = is_of(event, "ParDollar", "Transfer") and event.arguments["to"] == NOBODY
    return event.arguments["value"] if is_destruction else 0


def brought_by(event: Event, reserve: str) -> int:
    """To the reserve, for coins [micro-dollars]."""
    arguments = event.arguments
    if is_of(event, CASH, "Transfer"):
        return arguments["amount"] if arguments["to"] == reserve else 0
    if is_of(event, "Reserve", "MintedInKind"):
        return arguments["dollars"]
    if is_of(event, "Reserve", "CapitalContributed"):
        return -arguments["dollars"]
    return arguments["toSavers"] if is_of(event, "Reserve", "Distributed") else 0


def is_reissue(event: Event) -> bool:
    return is_of(event, "Compliance", "OrderExecuted") and event.arguments["action"] == OrderAction.REISSUE


def is_of(event: Event, contract: str, name: str) -> bool:
    return (event.contract, event.name) == (contract, name)


# Cash and bills


def cash(history: History, deployment: Deployment) -> Iterator[Check]:
    reserve, house = deployment["Reserve"].address, deployment["AuctionHouse"]
    told, actual = history.reserve.cash.balance_of[reserve], deployment[CASH].ask("balanceOf", reserve)
    yield check(
        "Cash",
        told == actual,
        f"The reserve has {dollars(actual)} of cash, as all transfers from and to it add up.",
        f"The reserve has {dollars(actual)} of cash; transfers from and to it add up to {dollars(told)}.",
    )
    kept, held = history.reserve.in_settlement(), deployment[CASH].ask("balanceOf", house.address)
    yield check(
        "Cash",
        kept <= held,
        f"The auction house keeps {dollars(kept)} for the reserve, and has {dollars(held)}.",
        f"The auction house should keep {dollars(kept)} for the reserve, and has only {dollars(held)}.",
    )


def bills(history: History, deployment: Deployment) -> Iterator[Check]:
    twin, registry = history.reserve.portfolio, deployment["TreasuryRegistry"]
    actual = {
        bytes(cusip).decode(): (units, cost, maturity)
        for cusip, units, cost, maturity in deployment["Reserve"].ask("positions")
    }
    told = {each.cusip: (each.units, each.amortised_cost, each.maturity_date) for each in twin.positions()}
    for cusip in sorted(actual.keys() | told.keys()):
        yield position(cusip, actual.get(cusip), told.get(cusip))
        units = (told.get(cusip) or actual[cusip])[0]
        held = registry.ask("holdingOf", cusip.encode(), history.reserve.address)[0]
        yield check(
            "Bills",
            units <= held == history.held[cusip],
            f"{cusip}: the registry has {par(held)} in the reserve's name, by its transfers too.",
            f"{cusip}: the reserve counts {par(units)}; the registry has {par(held)} in its name, and its "
            f"transfers add up to {par(history.held[cusip])}.",
        )


def position(cusip: str, actual: tuple | None, told: tuple | None) -> Check:
    if told is None or actual is None:
        who = "logs do not know" if told is None else "reserve does not count"
        return Check("Bills", f"{cusip}: a position that the {who}.", Verdict.FAILS)
    (units, cost, _), (told_units, told_cost, _) = actual, told
    return check(
        "Bills",
        actual == told,
        f"{cusip}: {par(units)} at an amortised cost of {dollars(cost)}, as follows from the logs.",
        f"{cusip}: the reserve counts {par(units)} at {dollars(cost)}; from the logs follow "
        f"{par(told_units)} at {dollars(told_cost)}.",
    )


# Rules


def rules(history: History, deployment: Deployment) -> Iterator[Check]:
    adopted, book = bytes(deployment["RuleBook"].ask("adopted")), history.reserve.rule_book
    name = adopted.rstrip(b"\0").decode()
    published = {law.key: law.profile for law in laws()}
    in_force = tuple(deployment["RuleBook"].ask("rules"))
    yield check(
        "Rules",
        adopted == book.adopted and in_force == tuple(vars(book.rules()).values()),
        f"The law in force is {name}, as was recorded.",
        f"The law in force is {name}, with figures that were not recorded.",
    )
    yield check(
        "Rules",
        published.get(adopted) == book.rules(),
        f"The figures of {name} are those of its published row.",
        f"The figures of {name} are not those of its published row.",
    )
    date, yields = deployment["RateBoard"].ask("latest")
    board = history.reserve.portfolio.rate_board
    yield check(
        "Rules",
        (date, list(yields)) == board.latest(),
        f"The last par yields are of {day_of(date)}, as was recorded."
        if date
        else "No par yields are published.",
        "The last par yields are not those that were recorded.",
    )


# Redemptions


def redemptions(history: History, deployment: Deployment) -> Iterator[Check]:
    twin, reserve = history.reserve, deployment["Reserve"]
    number = reserve.ask("redemptionCount")
    if number != len(twin.redemptions):
        sentence = f"The reserve counts {number} redemptions; {len(twin.redemptions)} were recorded."
        yield Check("Redemptions", sentence, Verdict.FAILS)
        return
    wrong = [each for each in range(1, number + 1) if not is_as_recorded(each, twin, reserve)]
    yield from (
        Check("Redemptions", f"Redemption {each} is not as it was recorded.", Verdict.FAILS) for each in wrong
    )
    standing = tuple(reserve.ask("standing"))
    yield check(
        "Redemptions",
        not wrong and standing == tuple(vars(twin.standing).values()),
        f"{count(number, 'redemption')} asked for, {dollars(twin.owed())} of them unpaid, as was recorded.",
        "The redemptions asked for and paid do not add up to what was recorded.",
    )
    yield check(
        "Redemptions",
        not twin.standing.is_insolvent,
        "The reserve is not insolvent.",
        f"The reserve is insolvent since {moment(twin.insolvency.declared_at)}.",
    )
    yield punctuality(twin)


def punctuality(twin: Reserve) -> Check:
    """Each by the law that was in force when it was asked for: a later one can be due earlier."""
    waiting = {number: twin.due_date(number) for number in uncovered(twin)}
    late = [number for number, due in waiting.items() if due < twin.clock.today]
    if late:
        due = day_of(waiting[late[0]])
        sentence = f"Redemption {late[0]} waits for cash, and was due on {due}"
        sentence += f"; of {len(waiting)} that wait {len(late)} are late."
        return Check("Redemptions", sentence, Verdict.FAILS)
    if not waiting:
        return Check(
            "Redemptions", "Nobody waits for cash: all that is unpaid can be claimed.", Verdict.HOLDS
        )
    dated = [due for due in waiting.values() if due != NO_DUE_DATE]
    terms = [f"the first is due on {day_of(min(dated))}"] if dated else []
    if len(dated) < len(waiting):
        terms.append(f"{len(waiting) - len(dated)} by a law that sets no day")
    sentence = (
        f"{count(len(waiting), 'redemption')} waiting for cash, none beyond its day: {', '.join(terms)}."
    )
    return Check("Redemptions", sentence, Verdict.HOLDS)


def uncovered(twin: Reserve) -> list[int]:
    """What cash does not cover, in their order or by their share."""
    return [
        number
        for number, each in enumerate(twin.redemptions, 1)
        if each.paid + twin.claimable(number) < each.dollars
    ]


def is_as_recorded(number: int, twin: Reserve, reserve: Contract) -> bool:
    """Also in what could be paid of it now."""
    is_equal = tuple(reserve.ask("redemptionOf", number)) == tuple(vars(twin.redemption_of(number)).values())
    return is_equal and reserve.ask("claimable", number) == twin.claimable(number)


# Savings


def savings(history: History, deployment: Deployment) -> Iterator[Check]:
    twin, contract = history.reserve.savings_dollar, deployment["SavingsDollar"]
    assets, held = contract.ask("totalAssets"), deployment["ParDollar"].ask("balanceOf", contract.address)
    yield check(
        "Savings",
        assets == twin.total_assets,
        f"Savers have {dollars(assets)}, as follows from deposits, withdrawals and earnings.",
        f"Savers have {dollars(assets)}; from deposits, withdrawals and earnings follow "
        f"{dollars(twin.total_assets)}.",
    )
    yield check(
        "Savings",
        twin.dollars <= held,
        f"The savings hold {dollars(held)} of coins for {dollars(twin.dollars)}, what vests later included.",
        f"The savings hold only {dollars(held)} of coins for {dollars(twin.dollars)}.",
    )


# Sums


def sums(history: History, deployment: Deployment) -> Iterator[Check]:
    twin, reserve = history.reserve, deployment["Reserve"]
    told = {view: getattr(twin, name)() for view, name in FIGURES.items()} | {"capital": twin.capital}
    wrong = {view: reserve.ask(view) for view in told}
    wrong = {view: actual for view, actual in wrong.items() if actual != told[view]}
    for view, actual in wrong.items():
        sentence = f"Reserve.{view} is {dollars(actual)}; from the logs follow {dollars(told[view])}."
        yield Check("Sums", sentence, Verdict.FAILS)
    if not wrong:
        sentence = (
            "Liabilities, backing, surplus and capital are to the micro-dollar what follows from the logs."
        )
        yield Check("Sums", sentence, Verdict.HOLDS)


def coverage(history: History, deployment: Deployment) -> Iterator[Check]:
    twin, due = history.reserve, history.reserve.liabilities()
    yield covered("at amortised cost", twin.backing(), due)
    try:
        told = twin.market_value()
        actual = deployment["Reserve"].ask("marketValue")
    except (Rejected, Reverted):
        yield unknown("Coverage", "No par yields were published lately: the market value cannot be told.")
        return
    yield check(
        "Coverage",
        actual == told,
        f"The market value is {dollars(told)} by the model, in exact fractions, and by the reserve.",
        f"The market value is {dollars(told)} by the model, and {dollars(actual)} by the reserve.",
    )
    yield covered("at market", told, due)


def covered(how: str, value: int, due: int) -> Check:
    return check(
        "Coverage",
        value >= due,
        f"{dollars(due)} is owed, and {dollars(value)} is there {how}.",
        f"{dollars(due)} is owed, and only {dollars(value)} is there {how}: "
        f"{dollars(due - value)} is missing.",
    )
