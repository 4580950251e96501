"""Every contract that the reserve depends on, found from the reserve, and how they point at each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.verify.chain import Chain, Contract
from scripts.verify.check import Check, Verdict, check

GROUP = "Wiring"
NOBODY = "0x" + "0" * 40
CASH, TREASURY = "CashToken", "the Treasury's account"  # any cash token is read as the interface of the mock
ADMINISTRATOR = "the first administrator"  # whom the logs tell
MONITOR = "ReserveMonitor"  # the reserve does not know of it

# Where each is found: a contract, and its getter.
FOUND_AT = {
    CASH: ("Reserve", "cash"),
    "ParDollar": ("Reserve", "parDollar"),
    "SavingsDollar": ("Reserve", "savingsDollar"),
    "TreasuryRegistry": ("Reserve", "registry"),
    "AuctionHouse": ("Reserve", "auctionHouse"),
    "RateBoard": ("Reserve", "rateBoard"),
    "RuleBook": ("Reserve", "ruleBook"),
    "ParAccessManager": ("Reserve", "authority"),
    "Compliance": ("TreasuryRegistry", "compliance"),
    "IndexBoard": ("TreasuryRegistry", "indexBoard"),
    "Strips": ("TreasuryRegistry", "strips"),
    "AuctionPricing": ("AuctionHouse", "pricing"),
}

# What each getter must say.
POINTS_AT = {
    "Reserve": {
        "cash": CASH,
        "registry": "TreasuryRegistry",
        "rateBoard": "RateBoard",
        "auctionHouse": "AuctionHouse",
        "ruleBook": "RuleBook",
        "parDollar": "ParDollar",
        "savingsDollar": "SavingsDollar",
        "treasuryAccount": TREASURY,
        "authority": "ParAccessManager",
    },
    "ParDollar": {"reserve": "Reserve", "compliance": "Compliance"},
    "SavingsDollar": {"parDollar": "ParDollar", "reserve": "Reserve", "compliance": "Compliance"},
    "TreasuryRegistry": {
        "cash": CASH,
        "compliance": "Compliance",
        "indexBoard": "IndexBoard",
        "treasuryAccount": TREASURY,
        "auctionHouse": "AuctionHouse",
        "strips": "Strips",
        "authority": "ParAccessManager",
    },
    "AuctionHouse": {
        "cash": CASH,
        "compliance": "Compliance",
        "registry": "TreasuryRegistry",
        "pricing": "AuctionPricing",
        "treasuryAccount": TREASURY,
        "authority": "ParAccessManager",
    },
    "AuctionPricing": {"registry": "TreasuryRegistry", "indexBoard": "IndexBoard"},
    "Strips": {
        "cash": CASH,
        "compliance": "Compliance",
        "registry": "TreasuryRegistry",
        "treasuryAccount": TREASURY,
    },
    "Compliance": {
        "parDollar": "ParDollar",
        "savingsDollar": "SavingsDollar",
        "authority": "ParAccessManager",
    },
    "IndexBoard": {"authority": "ParAccessManager"},
    "RateBoard": {"authority": "ParAccessManager"},
    "RuleBook": {"authority": "ParAccessManager"},
    MONITOR: {"reserve": "Reserve", "registry": "TreasuryRegistry", "rateBoard": "RateBoard"},
}


@dataclass(frozen=True)
class Deployment:
    contracts: dict[str, Contract]  # by name
    treasury: str  # the account that pays interest and principal

    def __getitem__(self, name: str) -> Contract:
        return self.contracts[name]

    def address_of(self, name: str) -> str:
        return self.treasury if name == TREASURY else self.contracts[name].address

    def name_of(self, address: str) -> str:
        """The contract's, or the address itself."""
        if address == self.treasury:
            return TREASURY
        return next((name for name, each in self.contracts.items() if each.address == address), address)


def discover(chain: Chain, reserve: str) -> Deployment:
    contracts = {"Reserve": chain.contract("Reserve", reserve)}
    for name, (known, getter) in FOUND_AT.items():
        contracts[name] = chain.contract(name, contracts[known].ask(getter))
    return Deployment(contracts, contracts["Reserve"].ask("treasuryAccount"))


def wiring(deployment: Deployment) -> Iterator[Check]:
    """One check a contract; a sentence of its own for each that points elsewhere."""
    for name, getters in POINTS_AT.items():
        if name not in deployment.contracts:
            continue
        wrong = list(wrong_getters(deployment, name, getters))
        yield from (Check(GROUP, each, Verdict.FAILS) for each in wrong)
        if not wrong:
            targets = ", ".join(dict.fromkeys(getters.values()))
            yield Check(GROUP, f"{name} points at {targets} of this deployment.", Verdict.HOLDS)
    coin = deployment["ParDollar"].ask("reserve")
    yield check(
        GROUP,
        coin == deployment["Reserve"].address,
        "Only the Reserve can create coins: the coin knows no other reserve, and has no owner.",
        f"Coins are created by {coin}, which is not the Reserve.",
    )


def wrong_getters(deployment: Deployment, name: str, getters: dict[str, str]) -> Iterator[str]:
    for getter, expected in getters.items():
        actual = deployment[name].ask(getter)
        if actual != deployment.address_of(expected):
            yield f"{name}.{getter} is {deployment.name_of(actual)} and should be {expected}."
