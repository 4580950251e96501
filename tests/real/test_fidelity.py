"""
fidelity
├── every auction shipped is examined, each of its figures is equal, and docs/fidelity.md says so
├── finds one falsified figure, of every kind, and nothing else
├── says what cannot be checked, and why
│   ├── the interest of a floating rate note, where a week's bill is missing; with it, it is equal
│   └── what depends on holidays that are not known, and what an empty cell leaves open
├── shows what a library refuses, and goes on
└── the command
    ├── shows a falsified row of another file, and fails
    ├── shows one auction with the rules it follows, or every auction of a security
    ├── reads a file of another year
    ├── lists rows of a file that were only announced, or cannot be read, and goes on
    └── refuses an unknown CUSIP and a bad file in one sentence
"""

import csv
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from brownie import project
from click.testing import CliRunner

from market.auctions import DATA, Auction, find, load
from scripts.fidelity import page
from scripts.fidelity.__main__ import main
from scripts.fidelity.chain import Chain
from scripts.fidelity.examination import NO_INPUT, NOT_PUBLISHED, examine
from scripts.fidelity.tally import tally

ROOT = Path(__file__).resolve().parents[2]

BILL, NEW_NOTE = ("912796N96", "2022-05-02"), ("91282CEQ0", "2022-05-10")
TIPS, NEW_FLOATER = ("91282CDX6", "2022-05-19"), ("912828N97", "2016-01-27")
REOPENED_FLOATER = ("91282CEL1", "2022-05-25")


@pytest.fixture(scope="module")
def libraries(treasury):
    return Chain(project.get_loaded_projects()[0], treasury)


def changed(auction: Auction, **figures) -> Auction:
    """A copy that no reader would check."""
    announcement, result = auction.announcement, auction.result
    of_result = {name: each for name, each in figures.items() if name in type(result).model_fields}
    others = {name: each for name, each in figures.items() if name not in of_result}
    return auction.model_copy(
        update={
            "announcement": announcement.model_copy(update=others),
            "result": result.model_copy(update=of_result),
        }
    )


def unequal(examination) -> list[tuple]:
    return [(figure.name, figure.published, figure.on_chain) for figure in examination.unequal]


def undetermined(examination) -> list[tuple[str, str]]:
    return [(figure.rule.name, figure.reason) for figure in examination.undetermined]


# The report


def test_every_figure_shipped_is_equal(libraries):
    done = []

    examinations = examine(load(), libraries, done.append)

    whole = tally(examinations)
    assert [each.auction for each in examinations] == list(load())
    assert sum(done) == whole.auctions == 1_180
    assert (whole.figures, whole.unequal, whole.undetermined) == (5_105, 0, 8)
    assert page.text(examinations) == page.PAGE.read_text()


def test_what_is_not_determined_is_the_interest_of_reopened_floaters(libraries):
    floaters = [it for it in load() if it.announcement.security_type == "FRN"]

    left = [each for each in examine(floaters, libraries) if each.undetermined]

    assert all(each.auction.announcement.is_reopening for each in left)
    assert Counter(name for each in left for name, _ in undetermined(each)) == {"accrued interest": 8}


# Falsified figures


@pytest.mark.parametrize(
    ("sold", "field", "name"),
    [
        (BILL, "bid_to_cover", "bid-to-cover"),
        (BILL, "maximum_competitive_award", "largest award"),
        (BILL, "price", "price"),
        (BILL, "investment_rate", "investment rate"),
        (NEW_NOTE, "interest_rate", "interest rate"),
        (NEW_NOTE, "price", "price"),
        (NEW_NOTE, "accrued_interest", "accrued interest"),
        (TIPS, "index_ratio", "index ratio"),
        (TIPS, "unadjusted_price", "unadjusted price"),
        (TIPS, "unadjusted_accrued_interest", "unadjusted accrued interest"),
        (TIPS, "price", "price"),
        (TIPS, "accrued_interest", "accrued interest"),
        (NEW_FLOATER, "price", "price"),
        (NEW_FLOATER, "floating_accrued_interest", "accrued interest"),
    ],
)
def test_finds_a_figure_off_by_one_and_no_other(libraries, sold, field, name):
    auction = find(*sold)
    right = getattr(auction.result, field, None) or getattr(auction.announcement, field)

    (examination,) = examine([changed(auction, **{field: right + 1})], libraries)

    assert unequal(examination) == [(name, right + 1, right)]


def test_an_empty_cell_of_interest_that_has_accrued_is_a_fault(libraries):
    (examination,) = examine([changed(find(*NEW_NOTE), accrued_interest=None)], libraries)

    assert unequal(examination) == [("accrued interest", "none", 7_473)]


# What cannot be checked


def test_a_floater_is_determined_once_every_week_has_its_bill(libraries):
    bill = changed(
        next(it for it in load() if it.announcement.term == "13-Week"),
        auction_date=date(2022, 4, 25),
        issue_date=date(2022, 4, 28),
        maturity_date=date(2022, 7, 28),
        high_rate=890,
    )

    floater, _ = examine([find(*REOPENED_FLOATER), bill], libraries)

    assert not floater.undetermined and not floater.unequal
    assert ("accrued interest", 66_411_593) in [(each.name, each.on_chain) for each in floater.figures]


def test_a_floater_whose_holidays_are_not_known_is_left_open(libraries):
    later = changed(find(*NEW_FLOATER), issue_date=date(2030, 11, 1))

    (examination,) = examine([later], libraries)

    reason = "it depends on holidays, which market/data/holidays.csv has up to 2030"
    assert undetermined(examination) == [("accrued interest", reason), ("price", reason)]
    assert [figure.name for figure in examination.figures] == ["bid-to-cover", "largest award"]


def test_an_empty_cell_is_said(libraries):
    bill, tips = changed(find(*BILL), investment_rate=None), changed(find(*TIPS), ref_cpi_on_issue_date=None)

    of_bill, of_tips = examine([bill, tips], libraries)

    assert undetermined(of_bill) == [("investment rate", NOT_PUBLISHED)]
    assert undetermined(of_tips) == [
        (name, NO_INPUT) for name in ("index ratio", "price", "accrued interest")
    ]
    assert not of_bill.unequal and not of_tips.unequal


def test_a_refusal_is_shown_and_stops_no_other_auction(libraries):
    refused = changed(find(*TIPS), high_rate=-6_000)
    unfit = changed(find(*NEW_NOTE), high_rate=2**24)

    of_tips, of_unfit, of_note = examine([refused, unfit, find(*NEW_NOTE)], libraries)

    assert unequal(of_tips) == [
        ("TreasuryPricing.unadjustedTipsPrice", "an answer", "refused: YieldTooLow: -6000"),
        ("TreasuryPricing.tipsPrice", "an answer", "refused: YieldTooLow: -6000"),
    ]
    assert unequal(of_unfit) == [
        (
            "TreasuryPricing.interestRateFromYield",
            "an answer",
            "refused: a number is out of the range of its type",
        )
    ]
    assert undetermined(of_unfit) == [("price", NO_INPUT), ("accrued interest", NO_INPUT)]
    assert len(of_note.figures) == 5 and not of_note.unequal


# The command


def fidelity(*arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "scripts.fidelity", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.fixture
def rows(tmp_path):
    """A file of one real auction, once for each set of changed cells."""

    def _rows(cusip: str, *changes: dict[str, str]) -> str:
        with (DATA / "auctions_2008_2020.csv").open(newline="") as file:
            row = next(row for row in csv.DictReader(file) if row["cusip"] == cusip)
        path = tmp_path / "results.csv"
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, row)
            writer.writeheader()
            writer.writerows(row | each for each in changes)
        return str(path)

    return _rows


@pytest.fixture
def one_row(rows):
    """A file of one real auction, of which one cell is changed."""
    return lambda cusip, **changes: rows(cusip, changes)


def test_the_command_lists_what_was_only_announced_and_goes_on(rows):
    done = fidelity("--file", rows("912795F55", {}, {"highDiscountRate": ""}))

    assert done.returncode == 0
    assert "results.csv line 3: 912795F55 has no high rate: it was announced only." in done.stdout
    assert "4 of 4 published figures equal" in done.stdout


def test_the_command_lists_what_cannot_be_read_goes_on_and_fails(rows):
    done = fidelity("--file", rows("912795F55", {"pricePer100": "cheap"}, {}))

    assert done.returncode == 1
    assert "results.csv line 2: pricePer100 cheap is not a number." in done.stdout
    assert "4 of 4 published figures equal" in done.stdout


def test_the_command_shows_a_falsified_digit_and_fails(one_row):
    before = page.PAGE.read_text()

    done = fidelity("--file", one_row("912795F55", pricePer100="99.732057"))

    assert done.returncode == 1
    assert "13-Week Bill 912795F55 of 2008-04-14" in done.stdout
    assert [line.split()[:4] for line in done.stdout.splitlines() if "DIFFERENT" in line] == [
        ["price", "99.732057", "99.732056", "DIFFERENT"]
    ]
    assert "3 of 4 published figures equal" in done.stdout
    assert page.PAGE.read_text() == before


def test_the_command_shows_an_auction_with_its_rules():
    done = fidelity("--cusip", "912828YS3", "--date", "2020-01-08")

    (price,) = [line.split(maxsplit=4) for line in done.stdout.splitlines() if line.startswith("price")]
    assert done.returncode == 0
    assert price[:4] == ["price", "98.933819", "98.933819", "equal"]
    assert price[4].strip() == "payments discounted at the high yield (App. B, II)"
    assert "4 of 4 published figures equal" in done.stdout


def test_the_command_shows_every_auction_of_a_security():
    done = fidelity("--cusip", "912828YS3")

    assert done.returncode == 0
    assert "10-Year Note 912828YS3 of 2019-11-06" in done.stdout
    assert "9-Year 10-Month Note 912828YS3 of 2020-01-08" in done.stdout
    assert "8 of 8 published figures equal, 0 not determined, in 2 auctions" in done.stdout


def test_the_command_reads_a_file_of_another_year():
    done = fidelity("--file", "tests/data/auction_2024.csv", "--cusip", "91282CJY8")

    assert done.returncode == 0
    assert "8 of 8 published figures equal" in done.stdout


@pytest.mark.parametrize(
    ("changes", "arguments", "sentence"),
    [
        ({}, ("--cusip", "912828YS4"), "No auction of 912828YS4 is among the 1 given."),
        ({"pricePer100": "cheap"}, (), "results.csv line 2: pricePer100 cheap is not a number."),
        ({}, ("--cusip", "912795F55", "--date", "2020-01-08"), "No auction of 912795F55 on 2020-01-08 is"),
    ],
)
def test_the_command_refuses_in_one_sentence(one_row, changes, arguments, sentence):
    done = CliRunner().invoke(main, ["--file", one_row("912795F55", **changes), *arguments])

    assert done.exit_code == 1
    assert done.output.startswith(sentence) and done.output.count("\n") == 1
