"""
The pages of a real auction
├── the announcement, line by line
├── the result, line by line
├── say of each type what the Treasury says of it
└── can be written of every auction shipped
"""

import pytest

from market.auctions import find, load
from market.release import announcement_page, result_page

NOTE = find("912828YS3", "2020-01-08")  # the 10-year note reopened in January 2020


def test_the_announcement_of_a_reopened_note():
    assert (
        announcement_page(NOTE.announcement)
        == """\
TREASURY OFFERING ANNOUNCEMENT

Term and Type of Security                 9-Year 10-Month Note
Offering Amount                           $24,000,000,000
Currently Outstanding                     $63,785,000,000
CUSIP Number                              912828YS3
Auction Date                              January 08, 2020
Original Issue Date                       November 15, 2019
Issue Date                                January 15, 2020
Maturity Date                             November 15, 2029
Dated Date                                November 15, 2019
Yield                                     Determined at Auction
Interest Rate                             1-3/4%
First Interest Payment Date               May 15, 2020
Maximum Award                             $8,400,000,000
Maximum Recognized Bid at a Single Yield  $8,400,000,000
NLP Reporting Threshold                   $8,400,000,000
Minimum Bid Amount and Multiples          $100
Competitive Bid Yield Increments          0.001%
Maximum Noncompetitive Award              $5,000,000
Noncompetitive Closing Time               12:00 Noon ET
Competitive Closing Time                  1:00 p.m. ET
"""
    )


def test_the_result_of_a_reopened_note():
    assert result_page(NOTE).startswith("""\
TREASURY AUCTION RESULTS

Term and Type of Security                 9-Year 10-Month Note
CUSIP Number                              912828YS3
Interest Rate                             1-3/4%
High Yield (1)                            1.869%
Allotted at High                          26.93%
Price                                     98.933819
Accrued Interest per $1,000               $2.93269
Median Yield (2)                          1.820%
Low Yield (3)                             1.700%
Issue Date                                January 15, 2020
Maturity Date                             November 15, 2029
Original Issue Date                       November 15, 2019
Dated Date                                November 15, 2019

                                      Tendered              Accepted
Competitive                    $58,738,475,000       $23,995,938,400
Noncompetitive                      $4,095,300            $4,095,300
FIMA (Noncompetitive)                       $0                    $0
Subtotal (4)                   $58,742,570,300       $24,000,033,700
SOMA                              $767,911,700          $767,911,700
Total                          $59,510,482,000       $24,767,945,400

                                      Tendered              Accepted
Primary Dealer (5)             $39,425,000,000        $6,885,790,000
Direct Bidder (6)               $4,530,500,000        $3,866,673,400
Indirect Bidder (7)            $14,782,975,000       $13,243,475,000
Total Competitive              $58,738,475,000       $23,995,938,400

(1) All tenders at lower yields were accepted in full.
(2) 50% of the amount of accepted competitive tenders was tendered at or below that yield.
(3) 5% of the amount of accepted competitive tenders was tendered at or below that yield.
(4) Bid-to-Cover Ratio: $58,742,570,300/$24,000,033,700 = 2.45
""")


@pytest.mark.parametrize(
    ("cusip", "day", "lines"),
    [
        ("912796N96", "2022-05-02", ["182-Day Bill", "High Rate (1)", "Investment Rate (2)", "Low Rate (4)"]),
        ("91282CDX6", "2022-05-19", ["9-Year 8-Month TIPS", "Adjusted Price", "Unadjusted Price", "1.03672"]),
        ("91282CEL1", "2022-05-25", ["Floating Rate Note", "High Discount Margin (1)", "$0.066411593"]),
        (
            "912828Z29",
            "2020-01-07",
            ["3-Year Note", "1-1/2%", "Accrued Interest per $1,000               None"],
        ),
    ],
)
def test_says_what_the_treasury_says_of_each_type(cusip, day, lines):
    page = result_page(find(cusip, day))

    assert [line for line in lines if line not in page] == []


def test_can_be_written_of_every_auction():
    for auction in load():
        assert "None\n" not in announcement_page(auction.announcement)
        assert f"= {auction.result.bid_to_cover / 100:.2f}\n" in result_page(auction)
