"""
clear
├── given the auction
│   ├── was never announced, rejects
│   ├── still takes reveals, rejects
│   ├── has cleared, rejects
│   └── is cancelled, rejects
├── given nobody has revealed a bid that counts, cancels the auction
├── when there are more rates than the caller will look at
│   ├── goes on from there, to the same result
│   └── has no result until then
├── when the caller will look at more rates than there are, stops at the high rate
└── otherwise
    ├── awards the lowest rates first and shares out the high rate
    ├── rounds the share up to 0.01 %, whatever is missing to it
    ├── subtracts noncompetitive bids and foreign officials', and not the Federal Reserve's
    ├── leaves a tenth of the offering to competitive bids, however many noncompetitive ones there are
    ├── passes over no rate, however near to the one before
    ├── sells less if less is bid for
    ├── clears where all bid at one rate
    ├── clears at a rate of zero, at par
    ├── gives a new note the interest rate that follows, and establishes it
    ├── leaves the CUSIP of a new security to be reopened
    ├── issues a new note with the terms of an outstanding one under the old CUSIP
    ├── rejects what the Treasury has established with other terms, until it cancels
    ├── prices a reopened note with its accrued interest
    ├── prices a note in a short or a long first interest period
    ├── clears at a negative rate
    ├── gives new TIPS the interest rate that follows, 1/8 % at a negative yield, and establishes them
    ├── gives a new floating rate note its high rate as its spread, and establishes it
    ├── prices by the index as it was announced, and by the business days as they were
    └── records the outcome, and answers whether there is one
"""

from dataclasses import replace
from datetime import date

import pytest

from model.auction import AuctionStatus
from model.calendar import unix_day
from model.clock import SECONDS_IN_DAY
from model.note_pricing import FirstPeriod, first_interest_payment
from tests.auctions import (
    AUCTION_DAY,
    BILL,
    NEW_FRN,
    NEW_NOTE,
    NEW_TIPS,
    REOPENED_FRN,
    REOPENED_NOTE,
    REOPENED_TIPS,
    TERM,
    announce,
    cusip,
    ladder,
    price_at,
    series_of,
)
from tests.helpers import rejects, travel_to

PAR = 100_000_000  # [micro-dollars per unit]
STEEP = ladder(*((400 + 5 * step, 2_000) for step in range(17)))  # 34,000 units over 17 rates


def test_rejects_an_auction_that_was_never_announced(auction_house):
    with rejects("WrongStatus"):
        auction_house.clear(99, 1)


def test_rejects_an_auction_that_still_takes_reveals(bill):
    travel_to(BILL.reveal_close - 1)

    with rejects("TooEarly"):
        bill.clear()


def test_rejects_an_auction_that_has_cleared(bill, dealer):
    bill.sell({dealer: ladder((400, 1))})

    with rejects("WrongStatus"):
        bill.clear()


def test_rejects_an_auction_that_is_cancelled(auction_house, treasury, bill):
    auction_house.cancel(bill.id, {"from": treasury})
    bill.close()

    with rejects("WrongStatus"):
        bill.clear()


def test_cancels_an_auction_in_which_nobody_reveals(auction_house, bill, dealer, alice):
    bill.bid(alice, 10)
    bill.commit(dealer, ladder((400, 1)))
    bill.close()

    bill.clear()

    assert auction_house.statusOf(bill.id) == AuctionStatus.CANCELLED


def test_answers_whether_the_auction_has_cleared(auction_house, treasury, bill, dealer):
    """Of one that it cancels, that it has not."""
    empty = announce(auction_house, treasury, replace(BILL, cusip=cusip("912796AB")))
    bill.take_bids({dealer: STEEP})

    assert empty.clear().return_value is False
    assert bill.clear(maximum_ticks=1).return_value is False
    assert bill.clear().return_value is True


def test_cancels_an_auction_in_which_no_bid_counts(auction_house, bill, dealer):
    bill.take_bids({dealer: ladder((400, 1), net_long_position=35_000)})

    bill.clear()

    assert auction_house.statusOf(bill.id) == AuctionStatus.CANCELLED


def test_looks_at_one_rate_if_told_so(auction_house, bill, dealer):
    bill.take_bids({dealer: ladder((400, 1_000))})

    bill.clear(maximum_ticks=1)

    assert auction_house.statusOf(bill.id) == AuctionStatus.CLEARED


@pytest.mark.lesson(29)
@pytest.mark.parametrize("maximum_ticks", [1, 2, 16])
def test_goes_on_from_there_to_the_same_result(auction_house, bill, dealer, bank, fund, maximum_ticks):
    bill.take_bids({dealer: STEEP, bank: STEEP, fund: ladder((480, 34_000))})

    transactions = 0
    while auction_house.statusOf(bill.id) != AuctionStatus.CLEARED:
        bill.clear(maximum_ticks)
        transactions += 1

    result = bill.result()
    assert transactions == -(-17 // maximum_ticks)
    assert (result.high_rate, result.median_rate, result.low_rate) == (480, 460, 405)
    assert result.allotted_at_high == 9474  # (100,000 - 64,000) / 38,000


def test_has_no_result_until_then(auction_house, bill, dealer):
    bill.take_bids({dealer: STEEP})
    bill.clear(maximum_ticks=1)

    assert auction_house.statusOf(bill.id) == AuctionStatus.CLEARING
    with rejects("WrongStatus"):
        bill.result()


def test_looks_at_no_rate_if_told_so(auction_house, bill, dealer):
    bill.take_bids({dealer: STEEP})

    bill.clear(maximum_ticks=0)
    bill.clear(maximum_ticks=17)

    assert auction_house.statusOf(bill.id) == AuctionStatus.CLEARED


def test_stops_at_the_high_rate_however_many_the_caller_will_look_at(bill, dealer):
    bill.take_bids({dealer: STEEP})

    tx = bill.clear(maximum_ticks=2**256 - 1)

    assert tx.events["Cleared"]["highRate"] == STEEP.rungs[-1].rate


def test_awards_the_lowest_rates_first_and_shares_out_the_high_rate(bill, dealer, bank, fund, other_dealer):
    result = bill.sell(
        {
            dealer: ladder((400, 30_000), (410, 5_000)),
            bank: ladder((405, 35_000)),
            fund: ladder((410, 35_000)),
            other_dealer: ladder((410, 10_000), (415, 10_000)),
        }
    )

    assert (result.low_rate, result.median_rate, result.high_rate) == (400, 405, 410)
    assert result.allotted_at_high == 7_000  # 35,000 of 50,000
    assert result.accepted.primary_dealer == 30_000 + 3_500 + 7_000
    assert (result.accepted.direct, result.accepted.indirect) == (35_000, 24_500)


def test_rounds_the_share_up(bill, dealer, bank, fund):
    result = bill.sell({bidder: ladder((400, 35_000)) for bidder in (dealer, bank, fund)})

    assert result.allotted_at_high == 9_524  # 100,000 of 105,000 is 95.2381 %


def test_rounds_the_share_up_by_the_least_part(auction_house, treasury, treasury_direct, dealer):
    sale = announce(auction_house, treasury, replace(BILL, offering=10))
    sale.bid(treasury_direct, 10)

    result = sale.sell({dealer: ladder((400, 3))})

    assert result.allotted_at_high == 3_334  # 1 of 3 is 33.33 1/3 %


def test_subtracts_noncompetitive_bids(
    bill, dealer, bank, fund, alice, foreign_official, federal_reserve, treasury_direct
):
    bill.bid(alice, 5_000)
    bill.bid(treasury_direct, 15_000)
    bill.bid(foreign_official, 10_000)
    bill.bid(federal_reserve, 60_000)

    result = bill.sell({bidder: ladder((400, 35_000)) for bidder in (dealer, bank, fund)})

    assert result.allotted_at_high == 6_667  # 70,000 of 105,000
    assert (result.accepted.noncompetitive, result.accepted.fima) == (20_000, 10_000)
    assert result.accepted.soma == result.tendered.soma == 60_000
    assert result.bid_to_cover == 135  # (105,000 + 30,000) / (70,003 + 30,000), rounded


@pytest.mark.parametrize("noncompetitive", [90_001, 100_000, 250_000])
def test_leaves_a_tenth_of_the_offering_to_competitive_bids(bill, dealer, treasury_direct, noncompetitive):
    bill.bid(treasury_direct, noncompetitive)

    result = bill.sell({dealer: ladder((400, 8_000), (405, 8_000))})

    assert (result.high_rate, result.allotted_at_high) == (405, 2_500)
    assert result.accepted.noncompetitive == noncompetitive


def test_rounds_that_tenth_up(auction_house, treasury, treasury_direct, dealer):
    sale = announce(auction_house, treasury, replace(BILL, offering=11))
    sale.bid(treasury_direct, 20)

    result = sale.sell({dealer: ladder((400, 2), (405, 1))})

    assert (result.high_rate, result.allotted_at_high) == (400, 10_000)


def test_sells_less_if_less_is_bid_for(bill, dealer, bank):
    result = bill.sell({dealer: ladder((400, 7_000), (450, 3_000)), bank: ladder((460, 5_000))})

    assert (result.high_rate, result.allotted_at_high) == (460, 10_000)
    assert (result.accepted, result.bid_to_cover) == (result.tendered, 100)


def test_passes_over_no_rate_however_near(new_note, dealer, bank):
    result = new_note.sell({dealer: ladder((4_260, 10_000), (4_261, 10_000)), bank: ladder((4_262, 5_000))})

    assert (result.low_rate, result.high_rate) == (4_260, 4_262)
    assert result.accepted == result.tendered


def test_clears_where_all_bid_at_one_rate(bill, dealer, other_dealer, bank, fund):
    result = bill.sell({bidder: ladder((400, 30_000)) for bidder in (dealer, other_dealer, bank, fund)})

    assert (result.low_rate, result.median_rate, result.high_rate) == (400, 400, 400)
    assert result.allotted_at_high == 8_334


def test_clears_at_a_rate_of_zero(bill, dealer):
    result = bill.sell({dealer: ladder((0, 1_000))})

    assert (result.high_rate, result.price, result.investment_rate) == (0, PAR, 0)


@pytest.mark.parametrize(
    ("high_rate", "interest_rate"), [(0, 125), (124, 125), (125, 125), (249, 125), (250, 250), (4_321, 4_250)]
)
def test_gives_a_new_note_the_interest_rate_that_follows(
    registry, new_note, dealer, high_rate, interest_rate
):
    result = new_note.sell({dealer: ladder((high_rate, 1_000))})

    assert result.interest_rate == interest_rate
    assert (result.price, result.accrued_interest) == price_at(NEW_NOTE, high_rate)
    assert result.investment_rate == 0
    assert registry.securityOf(NEW_NOTE.cusip.encode())["interestRate"] == interest_rate


def test_leaves_the_cusip_of_a_new_security_to_be_reopened(auction_house, treasury, bill, dealer):
    bill.sell({dealer: ladder((400, 1_000))})
    times = ("noncompetitive_close", "competitive_close", "reveal_close")
    later = {each: getattr(BILL, each) + 7 * SECONDS_IN_DAY for each in times}
    week = {each: getattr(BILL, each) + 7 for each in ("dated_date", "issue_date")}

    again = announce(auction_house, treasury, replace(BILL, is_reopening=True, **later, **week))

    assert auction_house.statusOf(again.id) == AuctionStatus.ANNOUNCED


def test_issues_a_note_with_the_terms_of_an_outstanding_one_under_its_cusip(
    auction_house, registry, treasury, reopened_note, dealer, bank
):
    retired = replace(
        NEW_NOTE,
        cusip=cusip("91282CAC"),
        dated_date=REOPENED_NOTE.dated_date,
        first_interest_payment_date=REOPENED_NOTE.first_interest_payment_date,
        maturity_date=REOPENED_NOTE.maturity_date,
    )
    sale = announce(auction_house, treasury, retired)

    result = sale.sell({dealer: ladder((4_260, 1_000))})
    sale.settle(dealer, ladder((4_260, 1_000)))

    assert (result.cusip, result.interest_rate) == (REOPENED_NOTE.cusip, 4_250)
    assert bytes(auction_house.announcementOf(sale.id)[0]).decode() == REOPENED_NOTE.cusip
    assert registry.holdingOf(REOPENED_NOTE.cusip.encode(), dealer)[0] == 1_000
    assert not registry.isEstablished(retired.cusip.encode())


def test_rejects_what_the_treasury_has_established_otherwise_until_it_cancels(
    auction_house, registry, treasury, new_note, dealer
):
    """The CUSIP is kept free at the house alone: in the registry the Treasury can use it."""
    cusip_, terms = series_of(replace(NEW_NOTE, is_reopening=True, interest_rate=9_000))
    new_note.take_bids({dealer: ladder((4_260, 1_000))})
    registry.establish(cusip_, terms, {"from": treasury})

    with rejects("TermsDiffer"):
        new_note.clear()

    auction_house.cancel(new_note.id, {"from": treasury})
    auction_house.refund(new_note.id, dealer, {"from": dealer})
    assert auction_house.cashOf(dealer) > 0


def test_prices_a_reopened_note_with_its_accrued_interest(reopened_note, dealer):
    result = reopened_note.sell({dealer: ladder((4_500, 1_000))})

    assert (result.price, result.accrued_interest) == price_at(REOPENED_NOTE, 4_500)
    assert result.accrued_interest == 4_250 * 500 * 59 // 181 + 1  # 59 of 181 days, rounded up
    assert result.interest_rate == 4_250


@pytest.mark.parametrize("dated_date", [date(2050, 1, 3), date(2049, 12, 13)], ids=["short", "long"])
def test_prices_a_note_in_a_first_period_that_is_no_half_year(
    auction_house, registry, treasury, dealer, dated_date
):
    announcement = replace(NEW_NOTE, dated_date=unix_day(dated_date))
    sale = announce(auction_house, treasury, announcement)

    result = sale.sell({dealer: ladder((4_321, 1_000))})

    assert (result.price, result.accrued_interest) == price_at(announcement, 4_321)
    period = FirstPeriod(announcement.dated_date, announcement.first_interest_payment_date)
    first = first_interest_payment(4_250, announcement.maturity_date, period)
    assert registry.interestPayment(NEW_NOTE.cusip.encode(), 1) == first != 4_250 * 500
    assert registry.interestPayment(NEW_NOTE.cusip.encode(), 2) == 4_250 * 500


@pytest.mark.lesson(6)
@pytest.mark.parametrize(
    "announcement", [NEW_TIPS, REOPENED_TIPS, NEW_FRN, REOPENED_FRN], ids=lambda it: it.cusip
)
def test_clears_at_a_negative_rate(auction_house, treasury, indices, dealer, bank, fund, announcement):
    """The lowest rates are awarded first, whatever their sign."""
    sale = announce(auction_house, treasury, announcement)
    bids = {
        dealer: ladder((-60, 30_000), (0, 5_000)),
        bank: ladder((-20, 35_000)),
        fund: ladder((-10, 20_000), (-5, 15_000), (5, 10)),
    }

    result = sale.sell(bids)

    assert (result.low_rate, result.median_rate, result.high_rate) == (-60, -20, -5)
    assert result.allotted_at_high == 10_000
    assert (result.price, result.accrued_interest) == price_at(announcement, -5)
    for bidder, bid in bids.items():
        sale.settle(bidder, bid)
    assert auction_house.bidOf(sale.id, fund)[1] == 0


@pytest.mark.parametrize(
    ("high_rate", "interest_rate"), [(-1_575, 125), (-1, 125), (0, 125), (249, 125), (1_374, 1_250)]
)
def test_gives_new_tips_the_interest_rate_that_follows(
    auction_house, registry, treasury, indices, dealer, high_rate, interest_rate
):
    sale = announce(auction_house, treasury, NEW_TIPS)

    result = sale.sell({dealer: ladder((high_rate, 1_000))})

    assert result.interest_rate == interest_rate
    security = registry.securityOf(NEW_TIPS.cusip.encode())
    assert (security["interestRate"], security["datedDate"]) == (interest_rate, NEW_TIPS.dated_date)


@pytest.mark.parametrize("high_rate", [-75, 0, 154])
def test_gives_a_new_floating_rate_note_its_high_rate_as_its_spread(
    auction_house, registry, treasury, indices, dealer, high_rate
):
    sale = announce(auction_house, treasury, NEW_FRN)

    result = sale.sell({dealer: ladder((high_rate, 1_000))})

    assert (result.spread, result.interest_rate) == (high_rate, 0)
    security = registry.securityOf(NEW_FRN.cusip.encode())
    assert (security["spread"], security["interestRate"]) == (high_rate, 0)


@pytest.mark.parametrize("announcement", [NEW_FRN, REOPENED_FRN], ids=["new", "reopened"])
def test_prices_by_the_index_as_it_was_announced(
    auction_house, treasury, index_board, rate_publisher, indices, dealer, alice, announcement
):
    sale = announce(auction_house, treasury, announcement)
    announced = auction_house.indexOf(sale.id)
    sale.bid(alice, 10)
    index_board.publishBillAuction(AUCTION_DAY, 3_000, TERM, {"from": rate_publisher})

    result = sale.sell({dealer: ladder((154, 1_000))})

    assert auction_house.indexOf(sale.id) == announced
    assert result.index == announced["level"] != index_board.latestIndexRate()[1]
    assert (result.price, result.accrued_interest) == price_at(announcement, 154)
    for bidder, bid in {dealer: [ladder((154, 1_000))], alice: []}.items():
        sale.settle(bidder, *bid)


def test_prices_by_the_business_days_as_they_were(
    auction_house, registry, treasury, index_board, rate_publisher, indices, dealer
):
    """A holiday would keep the low index rate of Monday out of the interest accrued by Friday."""
    index_board.publishBillAuction(AUCTION_DAY - 1, 100, TERM, {"from": rate_publisher})
    issued_on_friday = replace(REOPENED_FRN, issue_date=REOPENED_FRN.issue_date + 1)
    sale = announce(auction_house, treasury, issued_on_friday)
    sale.take_bids({dealer: ladder((154, 20_000))})
    held = sale.escrow(dealer)
    registry.announceHolidays([REOPENED_FRN.issue_date], {"from": treasury})

    sale.clear()
    sale.reach_issue_date()
    tx = sale.settle(dealer, ladder((154, 20_000)))

    assert (tx.events["Awarded"]["cost"], tx.events["Awarded"]["refund"]) == (held, 0)


def test_records_the_outcome(bill, dealer):
    bill.take_bids({dealer: ladder((400, 1_000))})

    tx = bill.clear()

    recorded = dict(tx.events["Cleared"])
    result = bill.result()
    assert recorded.pop("cusip") == "0x" + BILL.cusip.encode().hex()
    assert recorded == {
        "auctionId": bill.id,
        "highRate": 400,
        "allottedAtHigh": 10_000,
        "interestRate": 0,
        "price": result.price,
        "accruedInterest": 0,
    }
