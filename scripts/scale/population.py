"""Bidders without number: each with its ladder, from its place in the row alone, so that none is stored."""

from collections.abc import Iterator
from dataclasses import dataclass

from eth_abi import encode
from eth_utils import keccak, to_checksum_address

RATES = 50  # distinct rates that are bid, however many bid
LOWEST_RATE, STEP = 4_000, 5  # [0.001 %]
UNITS = 10  # of a bid of one rung: a thousand dollars of par
COMMITTED = ("uint256", "address", "((int24,uint64)[],uint64,bytes32)")  # auction, bidder, ladder
STOP_SHARE = 617  # of all that is bid is offered [1/1,000]


@dataclass(frozen=True)
class Bidder:
    auction: int
    number: int

    @property
    def address(self) -> str:
        return to_checksum_address(keccak(b"bidder %d of %d" % (self.number, self.auction))[-20:])

    @property
    def rate(self) -> int:
        return LOWEST_RATE + STEP * (self.number % RATES)

    @property
    def units(self) -> int:
        """Not all alike, so that shares at the high rate are rounded."""
        return UNITS + self.number // RATES % 7

    @property
    def ladder(self) -> tuple:
        """The `Ladder` of interfaces/IAuctionHouse.sol."""
        return ((self.rate, self.units),), 0, keccak(b"salt %d" % self.number)

    @property
    def commitment(self) -> bytes:
        """As `commitmentOf` the ladder would answer."""
        return keccak(encode(COMMITTED, (self.auction, self.address, self.ladder)))


def offering_of(bidders: int) -> int:
    """So much that the auction stops at the same rate, however many bid [units]."""
    return sum(Bidder(0, number).units for number in range(bidders)) * STOP_SHARE // 1000


def in_batches(auction: int, bidders: int, size: int) -> Iterator[list[Bidder]]:
    for first in range(0, bidders, size):
        yield [Bidder(auction, number) for number in range(first, min(first + size, bidders))]
