"""
A real auction, bid for by a file and read back from the chain
├── is the Treasury's record of it, in every figure, whatever is sold
├── of a series first auctioned on the chain, knows when that was and how much there is
├── exported in the Treasury's columns, is read back as that record
├── is told with its book, an account's own part, and as a picture
└── says at any time what is open until when
"""

import csv
import io
from datetime import date, timedelta

import pytest
from rich.console import Console

from market import auctions
from market.announcement import unix_day, unix_time
from market.order_book import CompetitiveBid, rebuild
from market.release import result_page
from model.clock import SECONDS_IN_DAY
from scripts import house
from scripts.auctions import REVEAL_WINDOW, announcement_of, bids_directly, holder_class, older_series
from scripts.bidding import sealed
from scripts.bidding.__main__ import run
from scripts.indices import publish_consumer_prices, publish_index_rates
from scripts.releases import __main__ as releases
from scripts.releases import record
from scripts.releases.book import award, book, tell_account
from scripts.story.words import par
from tests.helpers import travel_to

RICH = 2**63  # of each bidder [micro-dollars]
MORNING = 12 * 3600  # before any business in New York [seconds from 00:00 UTC]
DAY, MONTH = timedelta(days=1), timedelta(days=31)
REOPENED_NOTE = "912828YS3", "2020-01-08"  # with accrued interest
BILL = "912796WS4", "2020-01-09"
EQUAL_NOTE = "912828TY6", "2019-11-05"  # announced as 912828YR5, turned out equal to an older one
TIPS, REOPENED_TIPS = ("912828YL8", "2019-10-17"), ("912828YL8", "2019-12-19")  # the later below zero
FLOATING_RATE_NOTE = "9128287G9", "2019-07-24"


class Replay:
    """Real auctions, held again on the chain by files of bids."""

    def __init__(self, system, parts, accounts, path):
        self.system, self.parts, self.accounts, self.path = system, parts, accounts, path
        self.house = house.at(system.auction_results)
        self.prices_until = self.rates_until = date(2018, 12, 31)

    def hold(self, real):
        """From the announcement to the last delivery; the auction as the chain has it then."""
        announced = real.announcement
        closing = announced.competitive_closing
        self.announce(real)
        self.write_bids(real)
        self.bid()
        for moment in (closing, closing + REVEAL_WINDOW):
            travel_to(unix_time(moment))
            self.bid()
        travel_to(unix_day(announced.issue_date) * SECONDS_IN_DAY)
        self.bid()
        return house.auctions(self.house)[-1]

    def announce(self, real):
        treasury, announced = {"from": self.parts.treasury}, real.announcement
        is_floating = announced.security_type == "FRN"  # its index is the bill auctioned in its own week
        day = announced.auction_date if is_floating else announced.announcement_date
        travel_to(unix_day(day) * SECONDS_IN_DAY + MORNING)
        self.publish(day)
        series = older_series(real)
        if series and not self.system.registry.isEstablished(series[0]):
            self.system.registry.establish(*series, treasury)
        self.system.auction_house.announce(announcement_of(real), treasury)

    def publish(self, day):
        publish_consumer_prices(self.system, self.parts, self.prices_until + DAY, day - MONTH)
        publish_index_rates(self.system, self.parts, self.rates_until + DAY, day)
        self.prices_until, self.rates_until = day - MONTH, day

    def bid(self):
        run(self.house, self.path, None, None, print)

    def write_bids(self, real):
        """The order book, every bidder of it registered and with cash."""
        number, every = self.system.auction_house.auctionCount(), rebuild(real)
        with self.path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["auction", "account", "rate", "par"])
            for account, bid in zip(self.accounts, (*every.competitive, *every.noncompetitive), strict=False):
                self.register(account, bid)
                for rate, units in lines_of(bid):
                    writer.writerow([number, account, rate, units * 100])

    def register(self, account, bid):
        terms = holder_class(bid), b"US", bids_directly(bid)
        self.system.compliance.setHolder(account, *terms, {"from": self.parts.compliance_officer})
        self.system.cash.mint(account, RICH)

    def record(self, held):
        return record.auction(self.house, held, house.auctions(self.house))

    def told(self, held):
        console = Console(soft_wrap=True, record=True, highlight=False, file=io.StringIO())
        releases.tell(console, self.house, held, house.auctions(self.house))
        return console.export_text()


def lines_of(bid):
    if not isinstance(bid, CompetitiveBid):
        return [("noncompetitive", bid.units)]
    return [(f"{rate / 1000:.3f}", units) for rate, units in bid.ladder]


@pytest.fixture
def replay(system, parts, accounts, tmp_path, monkeypatch):
    monkeypatch.setattr(sealed, "FOLDER", tmp_path / "bids")
    return Replay(system, parts, accounts[10:], tmp_path / "bids.csv")


@pytest.mark.parametrize("sold", [REOPENED_NOTE, BILL, EQUAL_NOTE, FLOATING_RATE_NOTE])
def test_is_the_treasurys_record(replay, tmp_path, sold):
    real = auctions.find(*sold)

    held = replay.hold(real)

    on_chain = replay.record(held)
    assert on_chain.result == real.result
    assert on_chain.announcement == as_this_chain_has_it(real.announcement)
    path = tmp_path / "auctions.json"
    path.write_text(releases.exported(replay.house, held, house.auctions(replay.house)))
    assert auctions.load(path) == (on_chain,)


def as_this_chain_has_it(announced):
    """Nothing of an older series was issued on it, and a floating rate note is announced late."""
    known = {}
    if announced.currently_outstanding is not None:
        known["currently_outstanding"] = 0
    if announced.security_type == "FRN":
        known["announcement_date"] = announced.auction_date
    return announced.model_copy(update=known)


def test_knows_a_series_from_its_first_auction_on(replay):
    first, second = auctions.find(*TIPS), auctions.find(*REOPENED_TIPS)

    assert replay.record(replay.hold(first)) == first
    reopened = replay.record(replay.hold(second))

    assert reopened.result == second.result
    outstanding = first.result.total_accepted  # which the Treasury publishes in whole millions
    assert second.announcement.currently_outstanding == outstanding // 10_000 * 10_000
    known = {"currently_outstanding": outstanding}
    assert reopened.announcement == second.announcement.model_copy(update=known)


def test_is_told_with_its_book(replay, accounts, registry, tmp_path, monkeypatch):
    real, bidder, stranger = auctions.find(*REOPENED_NOTE), accounts[10].address, accounts[0].address

    held = replay.hold(real)

    page = replay.told(held)
    assert result_page(real) in page
    assert "Auction 1: cleared; awards have been ready for delivery since Wed 15 Jan 2020 00:00 UTC." in page
    assert "1.869 %  " in page
    demand = book(replay.house, held)
    assert demand[-1].up_to_here == real.result.competitive_tendered
    assert [each.rate for each in demand] == sorted({each.rate for each in demand})

    units = registry.balanceOf(bidder, int.from_bytes(held.announcement.cusip.encode(), "big"))
    assert f"It was awarded {par(units)} for $" in tell_account(replay.house, held, bidder)
    assert award(replay.house, held, bidder) == units
    assert tell_account(replay.house, held, stranger) == f"{stranger} has not bid."

    monkeypatch.setattr(releases, "ROOT", tmp_path)
    path = tmp_path / "output" / "demand-2020-01-08-912828YS3.png"
    assert releases.drawn(replay.house, held) == f"The demand curve is in {path}."
    assert path.read_bytes().startswith(b"\x89PNG")


def test_says_what_is_open_until_when(replay):
    real = auctions.find(*BILL)
    terms = real.announcement
    replay.announce(real)
    closes = [
        terms.noncompetitive_closing,
        terms.competitive_closing,
        terms.competitive_closing + REVEAL_WINDOW,
    ]

    said = []
    for moment in (closes[0] - DAY, *closes):
        travel_to(unix_time(moment))
        (held,) = house.auctions(replay.house)
        said.append(releases.state(held, unix_time(moment)))

    assert said == [
        "noncompetitive bids are taken until Thu 9 Jan 2020 16:00 UTC, 1 d 0 h from now, "
        "sealed bids until Thu 9 Jan 2020 16:30 UTC.",
        "sealed bids are still taken until Thu 9 Jan 2020 16:30 UTC, 0 h 30 min from now.",
        "sealed bids are opened until Thu 9 Jan 2020 17:00 UTC, 0 h 30 min from now.",
        "bidding has ended; anyone can clear it now.",
    ]
