"""Everybody tries every function of every contract; scripts/permissions.py says who may."""

import pickle
import re
from inspect import signature
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from model.compliance import HolderClass, OrderAction
from model.rejected import Rejected
from model.reserve import Policy
from scripts.batch import order
from scripts.notice import announcement
from scripts.permissions import NOTICE, OF_CONTRACTS, OPEN, RESTRICTED, Role
from tests.helpers import REFUSALS, attempt, changing_functions, rejects
from tests.stateful.market import MarketMachine
from tests.stateful.wallet_steps import WalletSteps

UNAUTHORIZED = "AccessManagedUnauthorized"
BEYOND_ALL = 2**255  # where a contract may overflow before it looks at what the model knows
NUMBERS = [0, 1, 2, 7, 100, 10**6, 10**9, 10**12, 2**40 - 1, 2**64 - 1, BEYOND_ALL]
FUNCTIONS = [
    (contract, function)
    for contract in OPEN | RESTRICTED
    for function in {**RESTRICTED.get(contract, {}), **OPEN.get(contract, {})}
]
POWERS = [(contract, function) for contract, functions in RESTRICTED.items() for function in functions]
MODELS = {
    "Compliance": "compliance",
    "IndexBoard": "index_board",
    "RateBoard": "rate_board",
    "TreasuryRegistry": "registry",
    "AuctionHouse": "auction_house",
    "Reserve": "reserve",
    "ParDollar": "par_dollar",
    "SavingsDollar": "savings_dollar",
    "RuleBook": "rule_book",
    "Disclosure": "disclosure",
}
RECORDS = {"struct Policy": lambda figures: Policy(*figures), "Cusip": bytes.decode} | {
    f"enum {each.__name__}": each for each in (HolderClass, OrderAction)
}
OF_OTHER_RULES = {"commitBid", "withdrawCapital", "recordCoinOrder", "recordRedemptionOrder"}


class PermissionSteps(WalletSteps):
    """Drawn functions with drawn arguments, by whom is drawn, most often a stranger."""

    attempt = st.tuples(
        st.integers(0, 2**10), st.just(0) | MarketMachine.pick, st.integers(0, 2**16)
    )  # a function, who, and where its arguments come from

    @rule(tries=st.lists(attempt, min_size=6, max_size=12))
    def try_functions(self, tries):
        for function, who, seed in tries:
            self.try_function(FUNCTIONS[function % len(FUNCTIONS)], self.one_of(who, self.callers()), seed)

    @rule(tries=st.lists(attempt, min_size=2, max_size=6))
    def use_powers(self, tries):
        """Who has the role does it, where the model can follow; somebody else with a role only tries to."""
        for power, other, seed in tries:
            contract, function = self.one_of(power, POWERS)
            self.try_function((contract, function), self.one_of(other, self.callers()), seed)
            (*_, caller) = self.holders_of(RESTRICTED[contract][function])
            step = self.as_modelled(contract, function, seed)
            if step and function not in OF_OTHER_RULES:
                self.tally.observe("power used", self.step(caller, *step))
            else:
                self.try_function((contract, function), caller, seed)

    def as_modelled(self, contract: str, function: str, seed: int) -> tuple | None:
        """The same drawn call as a step of the model, if the model has it."""
        name = re.sub("([A-Z])", r"_\1", function).lower()
        on_model = getattr(getattr(self.model, MODELS.get(contract, ""), None), name, None)
        entry = changing_functions(self.market.system.by_name()[contract])[function]
        kinds = [each["internalType"] for each in entry["inputs"]]
        _, drawn = self.drawn_call(contract, function, Random(seed))
        is_followed = on_model and all(map(is_known, kinds)) and not is_beyond(drawn)
        if not is_followed or len(kinds) != len(signature(on_model).parameters.keys() - IMPLIED):
            return None
        return MODELS[contract], name, *map(as_in_model, kinds, drawn)

    def try_function(self, function: tuple[str, str], caller: str, seed: int) -> None:
        method, arguments = self.drawn_call(*function, Random(seed))
        refusal = self.refusal_of(*function, caller)
        self.tally.observe("call refused by the table", refusal is not None)
        if refusal:
            self.tick()
            with rejects(refusal):
                method(*arguments, {"from": caller})
        elif caller == self.market.stranger and not self.is_for_anyone(*function):
            self.change_nothing(method, arguments, caller, self.as_modelled(*function, seed))
        else:
            self.ask(method, arguments, caller)

    @rule(haircut=st.integers(0, 500), is_called_off=st.booleans())
    def announce_policy(self, haircut, is_called_off):
        """The issuer gives notice; only its guardian can call that off."""
        manager, parts, policy = self.market.system.access_manager, self.market.parts, Policy(haircut)
        change = order(self.market.system.reserve.setPolicy, tuple(vars(policy).values()), by=parts.issuer)
        operation = (parts.issuer, change.function._address, change.function.encode_input(*change.arguments))
        self.beside([announcement(manager, change)])
        with rejects("AccessManagerUnauthorizedCancel"):
            manager.cancel(*operation, {"from": parts.portfolio_manager})
        with rejects("AccessManagerNotReady"):
            change.function(*change.arguments, {"from": change.sender})
        if is_called_off:
            self.beside([order(manager.cancel, *operation, by=parts.regulator)])
        self.finish_auctions()
        self.travel(self.model.clock.now + NOTICE[Role.ISSUER])
        if is_called_off:
            with rejects("AccessManagerNotScheduled"):
                change.function(*change.arguments, {"from": change.sender})
        else:
            self.step(parts.issuer.address, "reserve", "set_policy", policy)

    # What the table says

    def refusal_of(self, contract: str, function: str, caller: str) -> str | None:
        """None, if the caller may try."""
        role = RESTRICTED.get(contract, {}).get(function)
        if role is None:
            return OF_CONTRACTS.get(OPEN[contract][function])
        if caller not in self.holders_of(role):
            return UNAUTHORIZED
        is_bound = role in NOTICE and caller == self.issuer
        return "AccessManagerNotScheduled" if is_bound else None

    def holders_of(self, role: Role) -> list[str]:
        """The administrator is the issuer's deputy; the Treasury establishes series too."""
        parts = self.market.parts
        if role == Role.REGISTRAR:
            return [self.market.treasury]
        holder = getattr(parts, role.name.lower()).address
        return [holder, self.deputy] if role == Role.ISSUER else [holder]

    def is_for_anyone(self, contract: str, function: str) -> bool:
        """A stranger can do it, and something comes of it."""
        return "anyone" in OPEN[contract].get(function, "")

    # Who tries what

    def callers(self) -> list[str]:
        of_roles = [account.address for account in vars(self.market.parts).values() if account]
        people = [*self.market.holders, *self.market.savers]
        return [
            self.market.stranger,
            *of_roles,
            *(each for each in people if each not in self.market.wallets),
        ]

    def change_nothing(self, method: Any, arguments: list, caller: str, step: tuple | None) -> None:
        """All that both sides say is compared afterwards, and the model only says why it would refuse."""
        self.tick()
        expected = self.refusal_of_model(caller, *step) if step else None
        try:
            method(*arguments, {"from": caller})
        except REFUSALS as refusal:
            self.require_name(refusal)
            assert not step or refusal.revert_msg.split(":")[0] == expected
            self.tally.observe("stranger refused by the name of the model", bool(step))
        else:
            assert not expected

    def refusal_of_model(self, caller: str, contract: str, name: str, *arguments: Any) -> str | None:
        before = pickle.dumps(self.model)
        try:
            self.model.take(contract, name, *self.for_model(caller, contract, name, arguments))
        except Rejected as why:
            return str(why)
        finally:
            self.model = pickle.loads(before)
        return None

    def ask(self, method: Any, arguments: list, caller: str) -> None:
        """Whether it would be accepted: it may, but what it does is another rule's."""
        try:
            attempt(method, *arguments, by=caller)
        except REFUSALS as refusal:
            self.require_name(refusal)

    def require_name(self, refusal: Exception) -> None:
        assert refusal.revert_msg and UNAUTHORIZED not in refusal.revert_msg, refusal

    def drawn_call(self, contract: str, function: str, random: Random) -> tuple[Any, list]:
        deployed = self.market.system.by_name()[contract]
        entry = changing_functions(deployed)[function]
        return getattr(deployed, entry["name"]), self.drawn(entry["inputs"], random)

    def drawn(self, inputs: list[dict], random: Random) -> list:
        return [self.drawn_value(each, each["type"], random) for each in inputs]

    def drawn_value(self, parameter: dict, kind: str, random: Random) -> Any:
        if kind.endswith("]"):
            kind, _, length = kind[:-1].rpartition("[")
            return [
                self.drawn_value(parameter, kind, random) for _ in range(int(length or random.randrange(3)))
            ]
        if kind == "tuple":
            return tuple(self.drawn(parameter["components"], random))
        if kind == "address":
            return random.choice([*self.market.everybody, self.market.stranger])
        if kind == "bool":
            return random.random() < 0.5
        if kind.startswith("bytes"):
            return self.drawn_bytes(int(kind[5:] or random.randrange(70)), random)
        if parameter["internalType"].startswith("enum"):
            return random.randrange(2)
        bits = int(kind.lstrip("uint")) - kind.startswith("int")
        return random.choice([number for number in NUMBERS if number < 2**bits])

    def drawn_bytes(self, length: int, random: Random) -> bytes:
        """Of nine: a security that is outstanding, if any."""
        known = [cusip.encode() for cusip in self.model.registry.securities]
        return random.choice(known) if length == 9 and known else random.randbytes(length)


IMPLIED = {"caller", "now"}  # parameters of the model that no call has


def is_known(kind: str) -> bool:
    return kind in RECORDS or not kind.startswith("struct")


def is_beyond(drawn: Any) -> bool:
    return drawn == BEYOND_ALL or isinstance(drawn, list | tuple) and any(map(is_beyond, drawn))


def as_in_model(kind: str, value: Any) -> Any:
    if kind.endswith("[]"):
        return [as_in_model(kind.removesuffix("[]"), each) for each in value]
    return RECORDS[kind](value) if kind in RECORDS else value
