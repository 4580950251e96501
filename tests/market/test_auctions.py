"""
load
├── reads every auction shipped, from both layouts
├── has no two auctions of 13-week bills in one week, Monday to Sunday
├── reads a bill, a new note, a reopening, TIPS and FRN to the last digit
└── refuses a file in one sentence that names the line, the column and the value
week
├── takes a year and its ISO week, a day, or a first and a last day
└── refuses anything else
find
├── takes the CUSIP issued or the one announced
└── when there is none, says so
"""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from market.announcement import unix_day, unix_time
from market.auctions import find, load, week
from market.index_bills import monday
from market.record import BadRecord


def test_reads_every_auction_shipped():
    types = [auction.announcement.security_type for auction in load()]

    assert {kind: types.count(kind) for kind in set(types)} == {
        "Bill": 495,
        "Note": 493,
        "Bond": 90,
        "TIPS": 74,
        "FRN": 28,
    }


def test_has_no_two_auctions_of_13_week_bills_in_one_week():
    bills = [each.announcement.auction_date for each in load() if each.announcement.term == "13-Week"]
    named = {each.result.index_auction_date for each in load() if each.result.index_auction_date}
    dates = named.union(bills)

    assert len({monday(each) for each in bills}) == len(bills) == 64
    assert len({monday(each) for each in dates}) == len(dates) == 87


def test_reads_a_bill():
    auction = find("912796N96", "2022-05-02")
    announcement, result = auction.announcement, auction.result

    assert (announcement.term, announcement.is_reopening, announcement.rate_increment) == ("26-Week", True, 5)
    assert announcement.competitive_closing == datetime(2022, 5, 2, 15, 30, tzinfo=UTC)
    assert announcement.offering == 420_000_000
    assert announcement.maximum_competitive_award == 147_000_000
    assert announcement.maximum_noncompetitive_award == 50_000
    assert announcement.dated_date is announcement.interest_rate is None
    assert (result.low_rate, result.median_rate, result.high_rate) == (1_250, 1_380, 1_420)
    assert (result.price, result.investment_rate) == (99_282_111, 1_450)
    assert (result.allotted_at_high, result.bid_to_cover) == (5257, 299)
    assert (result.tendered("primary_dealer"), result.accepted("primary_dealer")) == (
        912_550_000,
        144_914_250,
    )
    assert (result.soma_tendered, result.total_accepted) == (74_664_009, 494_664_110)


def test_reads_a_new_note_of_which_the_auction_decides_the_coupon():
    auction = find("91282CEQ0", "2022-05-10")

    assert auction.announcement.interest_rate is None
    assert auction.announcement.first_interest_payment_date == date(2022, 11, 15)
    assert (auction.result.interest_rate, auction.result.price) == (2_750, 99_831_427)
    assert auction.result.accrued_interest == 7_473


def test_reads_a_reopening_of_which_the_coupon_is_known():
    auction = find("912828YS3", "2020-01-08")

    assert (auction.announcement.term, auction.announcement.is_reopening) == ("9-Year 10-Month", True)
    assert auction.announcement.original_dated_date == date(2019, 11, 15)
    assert auction.announcement.interest_rate == auction.result.interest_rate == 1_750


def test_reads_indexed_and_floating_rate_notes():
    tips, floating = find("91282CDX6", "2022-05-19"), find("91282CEL1", "2022-05-25")

    assert (tips.announcement.security_type, tips.announcement.term) == ("TIPS", "9-Year 8-Month")
    assert (tips.result.price, tips.result.accrued_interest) == (102_616_800, 48_685)
    assert (tips.result.unadjusted_price, tips.result.unadjusted_accrued_interest) == (98_982_175, 46_961)
    assert tips.announcement.ref_cpi_on_issue_date == 28_738_181
    assert tips.announcement.ref_cpi_on_dated_date == 27_720_274
    assert tips.announcement.index_ratio == 103_672
    assert floating.announcement.security_type == "FRN"
    assert (floating.result.low_rate, floating.result.median_rate, floating.result.high_rate) == (-60, -13, 0)
    assert floating.result.accrued_interest is None
    assert (floating.result.spread, floating.result.floating_accrued_interest) == (-75, 66_411_593)
    assert floating.result.index_auction_date == date(2022, 5, 23)
    assert floating.result.index_high_rate == 1_060


def test_reads_indexed_and_floating_rate_notes_of_the_query():
    tips, floating = find("912828HW3", "2008-04-22"), find("912828S84", "2016-09-28")

    assert (tips.result.unadjusted_price, tips.result.unadjusted_accrued_interest) == (99_416_746, 25_615)
    assert tips.announcement.ref_cpi_on_issue_date == 21_167_257
    assert tips.announcement.ref_cpi_on_dated_date == 21_136_607
    assert tips.announcement.index_ratio == 100_145
    assert (floating.result.spread, floating.result.floating_accrued_interest) == (174, 82_970_848)
    assert floating.result.index_auction_date == date(2016, 9, 26)
    assert floating.result.index_high_rate == 250


def test_only_indexed_and_floating_rate_notes_have_an_index():
    others = [it for it in load() if it.announcement.security_type in ("Bill", "Note", "Bond")]

    for it in others:
        announcement, result = it.announcement, it.result
        assert announcement.ref_cpi_on_issue_date is announcement.index_ratio is None
        assert result.unadjusted_price is result.spread is result.floating_accrued_interest is None


def test_knows_a_cash_management_bill():
    announcement = find("912796XU8", "2022-05-04").announcement

    assert (announcement.is_cash_management_bill, announcement.term) == (True, "119-Day")


def test_an_auction_does_not_change():
    with pytest.raises(ValidationError):
        find("912796N96", "2022-05-02").announcement.offering = 1


def test_dates_and_times_convert_to_those_of_the_contracts():
    announcement = find("912796N96", "2022-05-02").announcement

    assert unix_day(announcement.issue_date) * 86_400 == unix_time(datetime(2022, 5, 5, tzinfo=UTC))
    assert unix_time(announcement.competitive_closing) == 1_651_505_400


# (type, changes, sentence) of the first such row of the layout of the auction query
REFUSED = [
    ("Bill", {"highDiscountRate": "1.0630"}, "highDiscountRate 1.0630 is not a multiple of 0.005 %."),
    ("Note", {"highYield": "4.00005"}, "highYield 4.00005 is not a multiple of 0.001 %."),
    ("Bill", {"lowDiscountRate": "-0.005"}, "lowDiscountRate -0.005 is negative."),
    ("Bill", {"lowDiscountRate": "1.055"}, "lowDiscountRate 1.055 is above the median rate."),
    (
        "Bill",
        {"averageMedianDiscountRate": "1.065"},
        "averageMedianDiscountRate 1.065 is above the high rate.",
    ),
    ("Bill", {"highDiscountRate": ""}, "912795F55 has no high rate: it was announced only."),
    ("Bill", {"offeringAmount": "22000000050"}, "offeringAmount 22000000050 is not a multiple of $100."),
    ("Bill", {"offeringAmount": "a lot"}, "offeringAmount a lot is not a number."),
    ("Bill", {"offeringAmount": ""}, "offeringAmount is empty."),
    ("Bill", {"offeringAmount": "0"}, "offeringAmount 0 is refused: input should be greater than 0."),
    (
        "Bill",
        {"offeringAmount": "7000000000"},
        "maximumCompetitiveAward 7700000000 is more than the offering.",
    ),
    ("Bill", {"issueDate": "2008-04-13"}, "auctionDate 2008-04-14 is after the issue date, 2008-04-13."),
    ("Bill", {"maturityDate": "2008-04-16"}, "issueDate 2008-04-17 is after the maturity date, 2008-04-16."),
    ("Bill", {"issueDate": "2008-02-30"}, "issueDate 2008-02-30 is not a date such as 2020-01-31."),
    ("Bill", {"auctionDate": ""}, "auctionDate is empty."),
    ("Note", {"datedDate": ""}, "datedDate is empty."),
    (
        "TIPS",
        {"refCpiOnIssueDate": "211.6725701"},
        "refCpiOnIssueDate 211.6725701 is not a multiple of 0.00001.",
    ),
    (
        "TIPS",
        {"indexRatioOnIssueDate": "0"},
        "indexRatioOnIssueDate 0 is refused: input should be greater than 0.",
    ),
    ("TIPS", {"unadjustedPrice": "free"}, "unadjustedPrice free is not a number."),
    ("FRN", {"spread": "0.0705"}, "spread 0.0705 is not a multiple of 0.001 %."),
    (
        "Bill",
        {"closingTimeCompetitive": "noon"},
        "closingTimeCompetitive noon is not a time such as 11:30 AM or 11:30.",
    ),
    ("Bill", {"cusip": "912795F56"}, "cusip 912795F56 is not a CUSIP with a right check digit."),
    ("Bill", {"reopening": "perhaps"}, "reopening perhaps is neither Yes nor No."),
    (
        "Bill",
        {"type": "Share"},
        "type Share is refused: input should be 'Bill', 'Note', 'Bond', 'TIPS' or 'FRN'.",
    ),
    ("Bill", {"pricePer100": "100.000001"}, "pricePer100 100.000001 is more than par."),
    (
        "Bill",
        {"bidToCoverRatio": "2.88"},
        "bidToCoverRatio 2.88 is not the ratio of the totals without the Federal Reserve's.",
    ),
    (
        "Bill",
        {"competitiveAccepted": "20408046100"},
        "competitiveAccepted 20408046100 is not the sum of its parts, $20,408,046,000.",
    ),
    (
        "Bill",
        {"totalTendered": "66000783400"},
        "totalTendered 66000783400 is not the sum of its parts, $66,000,783,300.",
    ),
    (
        "Bill",
        {"directBidderAccepted": "345000100"},
        "directBidderAccepted 345000100 is more than the $345,000,000 tendered.",
    ),
]


@pytest.mark.parametrize(("kind", "changes", "sentence"), REFUSED, ids=[sentence for *_, sentence in REFUSED])
def test_refuses_a_row(write, kind, changes, sentence):
    with pytest.raises(BadRecord) as refusal:
        load(write("query", kind, **changes))

    assert str(refusal.value) == f"auctions.csv line 2: {sentence}"


def test_refuses_a_row_of_the_other_layout(write):
    with pytest.raises(BadRecord) as refusal:
        load(write("releases", "BILL", **{"Res.HighDiscountRate": "1.421"}))

    assert (
        str(refusal.value) == "auctions.csv line 2: Res.HighDiscountRate 1.421 is not a multiple of 0.005 %."
    )


@pytest.mark.parametrize(
    ("layout", "kind", "column"),
    [("query", "Bill", "highDiscountRate"), ("releases", "BILL", "Res.MedianYield")],
)
def test_refuses_a_file_without_a_column(write, layout, kind, column):
    with pytest.raises(BadRecord) as refusal:
        load(write(layout, kind, without=[column]))

    assert str(refusal.value) == f"auctions.csv line 1: the column {column} is missing."


def test_refuses_an_empty_file(tmp_path):
    (tmp_path / "auctions.csv").touch()

    with pytest.raises(BadRecord) as refusal:
        load(tmp_path / "auctions.csv")

    assert str(refusal.value) == "auctions.csv line 1: the column cusip is missing."


def test_refuses_a_short_row(write):
    path = write("query")
    path.write_text(path.read_text() + "912795F55,2008-04-17\n")

    with pytest.raises(BadRecord) as refusal:
        load(path)

    assert str(refusal.value) == "auctions.csv line 3: the row has 2 cells, the header has 100."


@pytest.mark.parametrize(
    "when", ["2020-02", "2020-W02", "2020-01-08", date(2020, 1, 6), ("2020-01-06", date(2020, 1, 12))]
)
def test_lists_a_week(when):
    terms = [auction.announcement.term for auction in week(when)]

    assert terms == [
        "13-Week",
        "26-Week",
        "3-Year",
        "9-Year 10-Month",
        "4-Week",
        "8-Week",
        "29-Year 10-Month",
    ]


@pytest.mark.parametrize("when", ["2020", "2020-54", "soon", "2020-13-01"])
def test_refuses_what_is_no_week(when):
    with pytest.raises(ValueError):
        week(when)


def test_finds_a_note_by_the_cusip_issued_or_announced():
    auction = find("912828ST8", "2017-04-25")

    assert auction is find("912828X62", date(2017, 4, 25))
    assert (auction.announcement.cusip, auction.announcement.announced_cusip) == ("912828ST8", "912828X62")
    assert auction.announcement.interest_rate is None


def test_says_when_there_is_no_such_auction():
    with pytest.raises(LookupError, match="No auction of 912828ST8 on 2020-01-06 is in data."):
        find("912828ST8", "2020-01-06")
