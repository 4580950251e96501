"""
make coverage
├── counts what was reached, in a question or in what was refused too, and nothing else
├── counts the constructor, before anything is done
├── calls a gap by what stands there, wherever that moves
├── has nothing to say where each gap is explained
└── complains
    ├── of a gap without an explanation
    └── of an explanation without a gap
"""

import pytest

from evm.abi import Errors
from evm.chain import Account
from evm.contracts import Container
from tests.coverage import counters, page
from tests.coverage.figures import Coverage, Figure
from tests.coverage.reasons import complaint
from tests.coverage.recorder import CountingChain
from tests.helpers import rejects

PATH = "contracts/Tiny.sol"
TINY = """// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

contract Tiny {
    uint256 public kept;

    error Three();

    modifier onlySmall(uint256 number) {
        require(number < 100 && number != 99, Three());
        _;
    }

    constructor() {
        kept = 2;
    }

    function keep(uint256 number) external onlySmall(number) {
        if (number > 50) return;

        require(number != 3, Three());
        kept = number;
    }

    function sum(uint256 count) external pure returns (uint256 total) {
        for (uint256 i = 0; i < count; i++) total += i;
        return count > 10 || count == 9 ? 0 : total;
    }

    function ask(Tiny other) external view returns (uint256) {
        try other.kept() returns (uint256 found) {
            return found;
        } catch {
            return 0;
        }
    }

    function forget() external {
        unchecked {
            kept = 0;
        }
    }
}
"""
NOT_REACHED = [
    "Tiny.onlySmall: number < 100: always true",
    "Tiny.onlySmall: number != 99: always true",
    "Tiny.keep: number > 50: always false",
    "Tiny.keep: return: never reached",
    "Tiny.sum: count > 10: always false",
    "Tiny.sum: count == 9: always false",
    "Tiny.ask: try other.kept() returns (uint256 found): never fails",
    "Tiny.ask: return 0: never reached",
    "Tiny.forget: kept = 0: never reached",
]


class Tiny:
    """The contract, with counters, on a chain of its own."""

    def __init__(self, text=TINY):
        sources = {PATH: text}
        self.parsed = counters.parsed(sources)
        compiled = counters.compiled_with_counters(self.parsed, sources)["Tiny"]
        self.chain = CountingChain(1, 1_000, 0)
        self.chain.errors, self.chain.events = Errors([compiled["abi"]]), {}
        container = Container("Tiny", compiled["abi"], compiled["bytecode"], self.chain)
        self.contract = container.deploy({"from": Account("0x" + "a1" * 20, self.chain)})

    def coverage(self) -> Coverage:
        self.chain.note()
        return Coverage(counters.sites_of(self.parsed), self.chain.reached)

    def gaps(self) -> list[str]:
        return [gap.name for gap in self.coverage().gaps()]


@pytest.fixture(scope="module")
def tiny():
    """After a few steps; the chain has been begun anew since."""
    tiny = Tiny()
    tiny.contract.keep(4)
    with rejects("Three"):
        tiny.contract.keep(3)
    assert (tiny.contract.sum(4), tiny.contract.ask(tiny.contract), tiny.contract.kept()) == (6, 4, 4)
    tiny.chain.reset()
    return tiny


def test_counts_what_was_reached_and_nothing_else(tiny):
    assert tiny.gaps() == NOT_REACHED
    assert tiny.coverage().lines(PATH) == Figure(8, 11)
    assert tiny.coverage().branches(PATH) == Figure(10, 16)
    assert page.table(tiny.coverage()).splitlines()[0] == "| Tiny.sol | 8/11 | 72.7 % | 10/16 | 62.5 % |"


def test_counts_the_constructor_before_anything_is_done():
    begun = Tiny().coverage()

    assert begun.lines(PATH) == Figure(1, 11)
    assert begun.branches(PATH) == Figure(0, 16)


def test_calls_a_gap_by_what_stands_there_wherever_that_moves(tiny):
    moved = Coverage(counters.sites_of(counters.parsed({PATH: TINY.replace("{\n", "{\n\n")})), set())
    before = Coverage(counters.sites_of(tiny.parsed), set())

    assert [gap.name for gap in moved.gaps()] == [gap.name for gap in before.gaps()]
    assert [gap.site.line for gap in moved.gaps()] != [gap.site.line for gap in before.gaps()]


def test_has_nothing_to_say_where_each_gap_is_explained(tiny):
    reasons = dict.fromkeys(NOT_REACHED, "For an example.")

    assert complaint(tiny.coverage().gaps(), reasons) is None
    assert "- `contracts/Tiny.sol:40` `kept = 0` never reached: For an example.\n" in page.not_reached(
        tiny.coverage().gaps(), reasons
    )


def test_complains_of_a_gap_without_an_explanation_and_the_other_way_round(tiny):
    reasons = dict.fromkeys(NOT_REACHED[1:], "") | {"Tiny.keep: gone: never reached": ""}

    assert complaint(tiny.coverage().gaps(), reasons).splitlines() == [
        f"Not reached, and not explained: {NOT_REACHED[0]}",
        "Explained, but reached: Tiny.keep: gone: never reached",
    ]
