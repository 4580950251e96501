"""
announce
├── when the caller is not the Treasury, rejects
├── when the announcement is of none of the securities, rejects
├── when nothing is offered, rejects
├── when its dates are not in order, rejects
├── when bids can be revealed for less than a quarter of an hour, rejects
├── when the first interest is not paid on one of the first two coupon dates, rejects
├── when the band of rates is not on the grid, or too wide, or negative, rejects
├── when an interest rate comes with anything but a reopened note, or is missing there, rejects
├── when a rate that may be bid has no price, rejects
├── given the index of TIPS or of a floating rate note is not published, rejects
├── given the CUSIP
│   ├── is of another security, rejects
│   ├── is announced for a new security whose auction goes on, rejects
│   ├── is that of a security outstanding, and this one is to be new, rejects
│   ├── was announced for a new security and called off, accepts
│   ├── is not valid, rejects
│   ├── is of no security that could be reopened, rejects, and establishes none
│   └── differs from that of the outstanding note, uses the outstanding one
└── otherwise
    ├── opens auctions one after another
    ├── does not establish a new security
    ├── takes over whom the security excludes then, also of one outstanding under another CUSIP
    └── records the announcement, with what it is priced by
"""

from dataclasses import replace
from datetime import date

import pytest

from model.auction import AuctionStatus, to_abi
from model.calendar import unix_day
from model.clock import SECONDS_IN_DAY
from model.compliance import HolderClass
from model.security import SecurityType
from scripts.house import logs
from tests.auctions import (
    AUCTION_DAY,
    BILL,
    CLOSE,
    NEW_FRN,
    NEW_NOTE,
    NEW_TIPS,
    REOPENED_FRN,
    REOPENED_NOTE,
    REOPENED_TIPS,
    announce,
    cusip,
    index_of,
    ladder,
    series_of,
)
from tests.helpers import now, rejects


def test_rejects_a_caller_who_is_not_the_treasury(auction_house, issuer):
    with rejects("AccessManagedUnauthorized"):
        announce(auction_house, issuer, BILL)


def test_rejects_what_is_no_security(auction_house, treasury):
    with rejects("NotASecurity"):
        announce(auction_house, treasury, replace(BILL, security_type=SecurityType.NONE))


def test_rejects_an_offering_of_nothing(auction_house, treasury):
    with rejects("NothingOffered"):
        announce(auction_house, treasury, replace(BILL, offering=0))


@pytest.mark.parametrize(
    "changes",
    [
        {"noncompetitive_close": 1_000_000_000},
        {"noncompetitive_close": BILL.competitive_close + 1},
        {"reveal_close": BILL.competitive_close},
        {"issue_date": AUCTION_DAY, "dated_date": AUCTION_DAY},
        {"reveal_close": BILL.issue_date * SECONDS_IN_DAY + 1},
        {"dated_date": BILL.issue_date + 1},
        {"maturity_date": BILL.issue_date},
    ],
)
def test_rejects_dates_that_are_not_in_order(auction_house, treasury, changes):
    with rejects("InvalidDates"):
        announce(auction_house, treasury, replace(BILL, **changes))


def test_rejects_a_reveal_of_less_than_a_quarter_of_an_hour(auction_house, treasury):
    with rejects("RevealTimeTooShort"):
        announce(auction_house, treasury, replace(BILL, reveal_close=BILL.competitive_close + 899))

    announce(auction_house, treasury, replace(BILL, reveal_close=BILL.competitive_close + 900))


def test_rejects_a_close_that_is_now(auction_house, treasury):
    sale = announce(auction_house, treasury, BILL)
    sale.close()

    with rejects("InvalidDates"):
        announce(auction_house, treasury, replace(BILL, noncompetitive_close=now()))


@pytest.mark.parametrize("first", [0, unix_day(date(2050, 6, 29)), unix_day(date(2051, 6, 30))])
def test_rejects_a_new_note_whose_first_interest_is_not_paid_on_one_of_two_coupon_dates(
    auction_house, treasury, first
):
    with rejects("InvalidDates"):
        announce(auction_house, treasury, replace(NEW_NOTE, first_interest_payment_date=first))


@pytest.mark.parametrize(
    "changes",
    [
        {"minimum_rate": -5},
        {"minimum_rate": 4},
        {"maximum_rate": 9_999},
        {"minimum_rate": 500, "maximum_rate": 495},
        {"maximum_rate": 65_540},
    ],
)
def test_rejects_a_band_of_rates_that_cannot_be(auction_house, treasury, changes):
    with rejects("InvalidRateBand"):
        announce(auction_house, treasury, replace(BILL, **changes))


def test_accepts_the_widest_band_of_rates(auction_house, treasury):
    announce(auction_house, treasury, replace(BILL, maximum_rate=50_000))


@pytest.mark.parametrize(
    "announcement",
    [
        replace(BILL, interest_rate=125),
        replace(NEW_NOTE, interest_rate=4_000),
        replace(REOPENED_NOTE, interest_rate=0),
        replace(REOPENED_NOTE, interest_rate=4_200),
    ],
    ids=["bill", "new note", "reopening without", "not an eighth"],
)
def test_rejects_an_interest_rate_that_cannot_be(auction_house, treasury, announcement):
    with rejects("InvalidInterestRate"):
        announce(auction_house, treasury, announcement)


def test_rejects_a_rate_at_which_the_treasury_has_never_sold(auction_house, treasury):
    with rejects("InvalidRateBand"):
        announce(auction_house, treasury, replace(BILL, maximum_rate=50_005))


def test_rejects_a_bill_of_more_than_a_year(auction_house, treasury):
    with rejects("InvalidDates"):
        announce(auction_house, treasury, replace(BILL, maturity_date=BILL.issue_date + 367))


def test_rejects_an_offering_of_which_35_percent_is_not_a_unit(auction_house, treasury):
    with rejects("NothingOffered"):
        announce(auction_house, treasury, replace(BILL, offering=2))


def test_rejects_a_reopening_of_another_security(auction_house, treasury, reopened_note):
    other = replace(REOPENED_NOTE, maturity_date=REOPENED_NOTE.maturity_date + 366)
    with rejects("TermsDiffer"):
        announce(auction_house, treasury, other)


def test_rejects_a_cusip_announced_for_a_new_security(auction_house, treasury, new_note):
    for other in (
        NEW_NOTE,
        replace(BILL, cusip=NEW_NOTE.cusip),
        replace(REOPENED_NOTE, cusip=NEW_NOTE.cusip),
    ):
        with rejects("CusipInUse"):
            announce(auction_house, treasury, other)


def test_rejects_a_new_security_under_the_cusip_of_one_outstanding(auction_house, treasury, registry):
    registry.establish(*series_of(REOPENED_NOTE), {"from": treasury})

    with rejects("CusipInUse"):
        announce(auction_house, treasury, replace(NEW_NOTE, cusip=REOPENED_NOTE.cusip))


def test_accepts_the_cusip_of_a_new_security_that_was_called_off(auction_house, treasury, new_note):
    auction_house.cancel(new_note.id, {"from": treasury})

    assert announce(auction_house, treasury, NEW_NOTE).id == new_note.id + 1


@pytest.mark.parametrize("announcement", [BILL, NEW_NOTE, REOPENED_NOTE], ids=["bill", "new", "reopened"])
def test_rejects_a_cusip_that_is_not_valid(auction_house, treasury, announcement):
    with rejects("InvalidCusip"):
        announce(auction_house, treasury, replace(announcement, cusip="912796AA0"))


@pytest.mark.parametrize(
    "announcement",
    [REOPENED_NOTE, replace(BILL, is_reopening=True), REOPENED_TIPS, REOPENED_FRN],
    ids=["note", "bill", "TIPS", "FRN"],
)
def test_rejects_a_reopening_of_what_is_not_outstanding(
    auction_house, treasury, registry, indices, announcement
):
    """A mistake in an announcement must not bring a series into being, which would stay."""
    with rejects("UnknownSecurity"):
        auction_house.announce(to_abi(announcement), {"from": treasury})

    assert not registry.isEstablished(announcement.cusip.encode())


def test_reopens_a_note_under_its_outstanding_cusip(auction_house, registry, treasury, reopened_note, dealer):
    again = announce(auction_house, treasury, replace(REOPENED_NOTE, cusip=cusip("91282CAC")))

    result = again.sell({dealer: ladder((4_300, 1_000))})
    again.settle(dealer, ladder((4_300, 1_000)))
    assert result.cusip == REOPENED_NOTE.cusip
    assert registry.holdingOf(REOPENED_NOTE.cusip.encode(), dealer)[0] == 1_000


def test_opens_auctions_one_after_another(auction_house, treasury, bill):
    other = announce(auction_house, treasury, replace(BILL, cusip=cusip("912796AB")))

    assert other.id == auction_house.auctionCount() == bill.id + 1
    assert auction_house.statusOf(other.id) == AuctionStatus.ANNOUNCED
    assert auction_house.statusOf(other.id + 1) == AuctionStatus.NONE


@pytest.mark.parametrize("announcement", [BILL, NEW_NOTE], ids=["bill", "note"])
def test_does_not_establish_a_new_security(auction_house, treasury, registry, announcement):
    announce(auction_house, treasury, announcement)

    assert not registry.isEstablished(announcement.cusip.encode())


@pytest.mark.parametrize(
    ("announcement", "error"),
    [
        (NEW_TIPS, "MissingCpi"),
        (REOPENED_TIPS, "MissingCpi"),
        (NEW_FRN, "MissingIndexRate"),
        (REOPENED_FRN, "MissingIndexRate"),
    ],
)
def test_rejects_what_follows_an_index_that_is_not_published(auction_house, treasury, announcement, error):
    with rejects(error):
        announce(auction_house, treasury, announcement)


@pytest.mark.parametrize("announcement", [NEW_TIPS, NEW_FRN], ids=["TIPS", "FRN"])
def test_does_not_establish_new_tips_or_floating_rate_notes(
    auction_house, registry, treasury, indices, announcement
):
    announce(auction_house, treasury, announcement)

    assert not registry.isEstablished(announcement.cusip.encode())
    with rejects("CusipInUse"):
        announce(auction_house, treasury, announcement)


def test_records_the_announcement(auction_house, treasury, registry):
    registry.establish(*series_of(REOPENED_NOTE), {"from": treasury})
    tx = auction_house.announce(to_abi(REOPENED_NOTE), {"from": treasury})

    given = auction_house.announcementOf(auction_house.auctionCount())
    assert tx.events["Announced"]["announcement"] == given
    assert (bytes(given[0]).decode(), *given[1:]) == (REOPENED_NOTE.cusip, *to_abi(REOPENED_NOTE)[1:])
    assert given["noncompetitiveClose"] == CLOSE


@pytest.mark.parametrize("announcement", [NEW_TIPS, REOPENED_FRN], ids=["TIPS", "FRN"])
@pytest.mark.node
def test_records_what_it_is_priced_by(auction_house, treasury, indices, announcement):
    sale = announce(auction_house, treasury, announcement)

    (told,) = logs(auction_house, "Announced", auctionId=sale.id)
    assert tuple(told["args"]["index"].values()) == to_abi(index_of(announcement))
    assert auction_house.indexOf(sale.id) == to_abi(index_of(announcement))


def test_takes_over_whom_the_security_excludes(auction_house, treasury, exclude):
    """A change afterwards does not touch it: the terms of an auction are known before it."""
    exclude(BILL, HolderClass.RETAIL)
    sale = announce(auction_house, treasury, BILL)
    exclude(BILL, HolderClass.BANK)
    unrestricted = announce(auction_house, treasury, NEW_NOTE)
    exclude(NEW_NOTE, HolderClass.BANK)

    assert auction_house.excludedClassesOf(sale.id) == 1 << HolderClass.NONE | 1 << HolderClass.RETAIL
    assert auction_house.excludedClassesOf(unrestricted.id) == 0
    assert auction_house.excludedClassesOf(unrestricted.id + 1) == 0


def test_takes_over_whom_the_outstanding_security_excludes(auction_house, treasury, registry, exclude):
    exclude(REOPENED_NOTE, HolderClass.RETAIL)
    registry.establish(*series_of(REOPENED_NOTE), {"from": treasury})
    sale = announce(auction_house, treasury, replace(REOPENED_NOTE, cusip=cusip("91282CZY")))

    assert auction_house.excludedClassesOf(sale.id) == registry.excludedClasses(REOPENED_NOTE.cusip.encode())
    assert auction_house.excludedClassesOf(sale.id) != 0
