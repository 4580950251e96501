"""Which contracts are changed, and whose tests have to notice."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Target:
    """A contract, in one file or in several."""

    name: str
    sources: tuple[str, ...]  # that are changed, under contracts/
    compiled: tuple[str, ...]  # that are put on the chain with the change inside
    tests: tuple[str, ...]  # under tests/, in the order in which they are asked
    is_legacy: bool = True  # whether the old code generator, which is faster by far, can compile it

    @property
    def paths(self) -> list[Path]:
        return [ROOT / "tests" / each for each in self.tests]

    @property
    def units(self) -> list[str]:
        return [f"contracts/{each}.sol" for each in self.sources]


TARGETS = (
    Target(
        name="SavingsDollar",
        sources=("SavingsDollar",),
        compiled=("SavingsDollar",),
        tests=(
            "unit/SavingsDollar",
            "property/test_savings_dollar.py",
            "stateful/test_savings_dollar.py",
        ),
    ),
    Target(
        name="ParDollar",
        sources=("ParDollar", "libraries/HolderWord"),
        compiled=("ParDollar", "Reserve"),  # which creates it
        tests=("unit/ParDollar", "property/test_par_dollar.py", "stateful/test_par_dollar.py"),
    ),
    Target(
        name="Reserve",
        sources=("Reserve", "reserve/Portfolio", "reserve/RedemptionQueue", "libraries/AmortisedCost"),
        compiled=("Reserve",),
        tests=(
            "unit/Reserve",
            "unit/Compliance/test_executeOrder_on_redemptions.py",
            "stateful/test_reserve.py",
            "property/test_intrusion.py",
        ),
    ),
    Target(
        name="TreasuryRegistry",
        sources=("TreasuryRegistry",),
        compiled=("TreasuryRegistry",),
        tests=(
            "unit/TreasuryRegistry",
            "property/test_registry.py",
            "stateful/test_treasury_registry.py",
        ),
    ),
    Target(
        name="AuctionHouse",
        sources=(
            "AuctionHouse",
            "auction/BidSignatures",
            "auction/CashAccounts",
            "libraries/Allotment",
            "libraries/BidRates",
            "libraries/DemandCurve",
        ),
        compiled=("AuctionHouse",),
        tests=(
            "unit/AuctionHouse",
            "property/test_clearing.py",
            "stateful/test_auction_house.py",
            "property/test_intrusion.py",
        ),
        is_legacy=False,
    ),
    Target(
        name="CouponSchedule",
        sources=("libraries/CouponSchedule",),
        compiled=("TreasuryRegistry", "Strips"),
        tests=("unit/TreasuryRegistry", "property/test_coupon_schedule.py", "unit/Strips"),
    ),
    Target(
        name="BusinessDays",
        sources=("libraries/BusinessDays",),
        compiled=("TreasuryRegistry",),
        tests=("unit/TreasuryRegistry",),
    ),
    Target(
        name="Compliance",
        sources=("Compliance",),
        compiled=("Compliance",),
        tests=("unit/Compliance",),
    ),
    Target(
        name="Calendar",
        sources=("libraries/Calendar",),
        compiled=("TreasuryRegistry", "TreasuryPricing"),
        tests=(
            "property/test_calendar.py",
            "unit/TreasuryPricing/test_refusals.py",
            "unit/TreasuryRegistry",
        ),
    ),
)


def target_named(name: str) -> Target:
    return next(each for each in TARGETS if each.name == name)
