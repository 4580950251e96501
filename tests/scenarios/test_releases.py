"""
A real auction, bid for by a file and read back from the chain
├── is the Treasury's record of it, in every figure
├── exported in the Treasury's columns, is read back as that record
└── is told with its book, an account's own part, and as a picture
"""

import csv
import io

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
from scripts.releases import __main__ as releases
from scripts.releases import record
from scripts.releases.book import award, book, tell_account
from scripts.story.words import par
from tests.helpers import travel_to

RICH = 2**63  # of each bidder [micro-dollars]
ELEVEN = 16 * 3600  # in New York in winter [seconds from 00:00 UTC]
MERGED = "912828TY6", "2019-11-05"  # a new note that turned out equal to an older one
SOLD = [
    ("912828Z29", "2020-01-07"),  # a new note
    ("912828YS3", "2020-01-08"),  # a reopened note, with accrued interest
    ("912796WS4", "2020-01-09"),  # a reopened bill
    MERGED,
]


@pytest.fixture
def hold(system, parts, accounts, tmp_path, monkeypatch):
    """Announce a real auction and bid as in its order book, by one file and one dealer; settle it."""
    monkeypatch.setattr(sealed, "FOLDER", tmp_path / "bids")

    def all_of(real):
        announced, found = real.announcement, house.at(system.auction_house)
        travel_to(unix_day(announced.announcement_date) * SECONDS_IN_DAY + ELEVEN)
        if older_series(real):
            system.registry.establish(*older_series(real), {"from": parts.treasury})
        system.auction_house.announce(announcement_of(real), {"from": parts.treasury})
        path = write_bids(real, system, parts, accounts[10:], tmp_path / "bids.csv")
        closing = announced.competitive_closing
        run(found, path, None, None, print)
        for time in (closing, closing + REVEAL_WINDOW):
            travel_to(unix_time(time))
            run(found, path, None, None, print)
        travel_to(unix_day(announced.issue_date) * SECONDS_IN_DAY)
        run(found, path, None, None, print)
        return found, house.auctions(found)[-1]

    return all_of


def write_bids(real, system, parts, accounts, path):
    """The order book as a file, every bidder registered and with cash."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["auction", "account", "rate", "par"])
        every = rebuild(real)
        for account, bid in zip(accounts, (*every.competitive, *every.noncompetitive), strict=False):
            terms = holder_class(bid), b"US", bids_directly(bid)
            system.compliance.setHolder(account, *terms, {"from": parts.compliance_officer})
            system.cash.mint(account, RICH)
            is_competitive = isinstance(bid, CompetitiveBid)
            ladder = [(f"{rate / 1000:.3f}", units) for rate, units in bid.ladder] if is_competitive else []
            for rate, units in ladder or [("noncompetitive", bid.units)]:
                writer.writerow(
                    [real.announcement.announced_cusip or real.announcement.cusip, account, rate, units * 100]
                )
    return path


@pytest.mark.parametrize(("cusip", "day"), SOLD)
def test_is_the_treasurys_record(hold, tmp_path, cusip, day):
    real = auctions.find(cusip, day)

    found, held = hold(real)

    every = house.auctions(found)
    on_chain = record.auction(found, held, every)
    assert on_chain.result == real.result
    assert on_chain.announcement == on_this_chain(real.announcement)
    path = tmp_path / "auctions.json"
    path.write_text(releases.exported(found, held, every))
    assert auctions.load(path) == (on_chain,)


def on_this_chain(announced):
    """Nothing of an older series was issued here."""
    return announced.model_copy(
        update={"currently_outstanding": None if announced.currently_outstanding is None else 0}
    )


def told(house_, held):
    console = Console(width=110, record=True, highlight=False, file=io.StringIO())
    releases.tell(console, house_, held, house.auctions(house_))
    return console.export_text()


def test_is_told_with_its_book(hold):
    real = auctions.find(*SOLD[1])

    found, held = hold(real)

    page = told(found, held)
    assert result_page(real) in page
    assert "Auction 1: cleared; awards are delivered from Wed 15 Jan 2020 00:00 UTC." in page
    demand = book(found, held)
    assert demand[-1].up_to_here == real.result.competitive_tendered
    assert [each.rate for each in demand] == sorted({each.rate for each in demand})
    assert "   1.869 %  " in page


def test_tells_an_account_its_own_part(hold, accounts, system):
    real = auctions.find(*SOLD[1])

    found, held = hold(real)

    told_ = tell_account(found, held, accounts[10].address)
    units = system.registry.balanceOf(accounts[10], int.from_bytes(held.announcement.cusip.encode(), "big"))
    assert f"It was awarded {par(units)} for $" in told_
    assert award(found, held, accounts[10].address) == units
    assert tell_account(found, held, accounts[0].address) == f"{accounts[0]} has not bid."


def test_draws_the_demand(hold, tmp_path, monkeypatch):
    monkeypatch.setattr(releases, "ROOT", tmp_path)
    found, held = hold(auctions.find(*SOLD[2]))

    sentence = releases.drawn(found, held)

    path = tmp_path / "output" / "demand-2020-01-09-912796WS4.png"
    assert sentence == f"The demand curve is in {path}."
    assert path.read_bytes().startswith(b"\x89PNG")
