"""Each auction is cleared once more by the rule written another way; and a later bill costs no more."""

from collections import Counter
from itertools import pairwise
from types import SimpleNamespace

from hypothesis.stateful import invariant

from model.allotment import WHOLE, award_limit, within_limits
from model.auction import AuctionStatus, BidStatus
from model.compliance import HolderClass
from model.note_pricing import PAR
from model.rejected import Rejected
from tests.market import reference_clearing
from tests.stateful.market import Fact, MarketMachine
from tests.stateful.market_steps import AuctionSteps

TERMS = (1, 28, 91, 364)  # of bills that are priced [days]


class ClearingInvariants(AuctionSteps):
    """In the order in which the rule takes bids; they have come, and were revealed, in any."""

    def __init__(self, market, tally):
        self.classes = {}  # as which who has bid: (auction, bidder) -> class
        self.expected = {}  # (auction, bidder) -> award [units]
        super().__init__(market, tally)

    def step(self, by, contract, name, *arguments):
        known, outstanding = set(self.model.auction_house.bids), self.units_of_all()
        accepted = super().step(by, contract, name, *arguments)

        house = self.model.auction_house
        for key in set(house.bids) - known:
            self.classes[key] = self.model.compliance.holder_of(key[1]).holder_class
        if accepted and name == "clear" and house.status_of(arguments[0]) == AuctionStatus.CLEARED:
            self.clear_by_the_rule(arguments[0])
        if accepted and name in ("settle", "settle_bid"):
            bidder = self.reserve if contract == "reserve" else by
            units = (self.units_of_all() - outstanding).total()
            assert self.expected.get((arguments[0], bidder), units) == units
        return accepted

    def units_of_all(self) -> Counter:
        securities = self.model.registry.securities.items()
        return Counter({cusip: security.outstanding for cusip, security in securities})

    def clear_by_the_rule(self, number):
        """Of all that was bid, where that is too little; at least a tenth is for competitive bids."""
        auction = self.model.auction_house.auctions[number]
        offering, book = auction.announcement.offering, self.book_of(number)
        inside = sum(bid.units for bid in book.noncompetitive if bid.holder_class != "FederalReserve")
        bid = sum(units for each in book.competitive for _, units in each.ladder)
        offered = inside + min(bid, max(offering - inside, -(-offering // 10)))
        expected = reference_clearing.clear(offered, award_limit(offering), book)
        assert auction.high_rate == expected.high_rate
        assert auction.allotted_at_high == expected.allotted_at_high
        self.tally.observe("prorated", expected.allotted_at_high < WHOLE)
        self.expected |= {(number, bidder): units for bidder, units in expected.awards.items()}

    def book_of(self, number: int) -> SimpleNamespace:
        """What was revealed, and what was bid without a rate."""
        competitive, noncompetitive = [], []
        for (auction, bidder), bid in self.model.auction_house.bids.items():
            if auction == number and bid.status == BidStatus.REVEALED:
                competitive.append(SimpleNamespace(bidder=bidder, ladder=self.counted(number, bidder)))
            if auction == number and bid.status == BidStatus.NONCOMPETITIVE:
                is_federal = self.classes[auction, bidder] == HolderClass.FEDERAL_RESERVE
                holder_class = "FederalReserve" if is_federal else "other"
                noncompetitive.append(
                    SimpleNamespace(bidder=bidder, units=bid.content, holder_class=holder_class)
                )
        return SimpleNamespace(competitive=competitive, noncompetitive=noncompetitive)

    def counted(self, number: int, bidder: str) -> list[tuple[int, int]]:
        """What is left of a ladder within the award limits."""
        ladder, offering = self.ladders[number, bidder], self.terms(number).offering
        within = within_limits(offering, [rung.units for rung in ladder.rungs], ladder.net_long_position)
        return [(rung.rate, units) for rung, units in zip(ladder.rungs, within, strict=True) if units]


class RateInvariants(MarketMachine):
    """Of the market price of bills."""

    def facts(self):
        yield from super().facts()
        for date, price in self.prices().items():
            yield Fact(price, self.market.system.rate_board.billPrice, (date,))

    @invariant()
    def a_later_bill_costs_no_more_unless_yields_fall(self):
        board, prices = self.model.rate_board, self.prices()
        yields = [each for _, each in sorted(board.curve_on.get(board.latest_date, {}).items())]
        if prices and yields[0] >= 0 and yields == sorted(yields):
            assert all(later <= sooner for sooner, later in pairwise([PAR, *prices.values()]))

    def prices(self) -> dict[int, int]:
        """By the day of maturity, if yields were published lately."""
        board, today = self.model.rate_board, self.model.clock.today
        try:
            return {today + term: board.bill_price(today + term) for term in TERMS}
        except Rejected:
            return {}
