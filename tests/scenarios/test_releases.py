"""
A real auction, bid for by a file and read back from the chain
├── is the Treasury's record of it, in every figure
├── exported in the Treasury's columns, is read back as that record
└── is told with its book, an account's own part, and as a picture
"""

import csv

import pytest

from market import auctions
from market.announcement import unix_day, unix_time
from market.order_book import CompetitiveBid, rebuild
from model.clock import SECONDS_IN_DAY
from scripts import house
from scripts.auctions import REVEAL_WINDOW, announcement_of, bids_directly, holder_class, older_series
from scripts.bidding import sealed
from scripts.bidding.__main__ import run
from scripts.releases import __main__ as releases
from scripts.releases import record
from tests.helpers import travel_to

RICH = 2**63  # of each bidder [micro-dollars]
ELEVEN = 16 * 3600  # in New York in winter [seconds from 00:00 UTC]
SOLD = [
    ("912828Z29", "2020-01-07"),  # a new note
    ("912828YS3", "2020-01-08"),  # a reopened note, with accrued interest
    ("912796WS4", "2020-01-09"),  # a reopened bill
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
