"""
row_of
├── writes what is read back equal, of every auction shipped
├── in a CSV file too
└── of an announcement, leaves the columns of the result empty
a JSON file
└── is refused in one sentence if it is none, or not a list of auctions
"""

import csv
import json

import pytest

from market.auctions import load, read
from market.export import row_of, row_of_announcement
from market.record import BadRecord, NoResult


def test_is_read_back_equal_as_csv(tmp_path):
    some = load()[::50]
    rows = [row_of(auction) for auction in some]
    path = tmp_path / "auctions.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)

    assert load(path) == some


def test_is_read_back_equal(tmp_path):
    path = tmp_path / "auctions.json"
    path.write_text(json.dumps([row_of(auction) for auction in load()]))

    assert load(path) == load()


def test_an_announcement_has_no_result(tmp_path):
    path = tmp_path / "auctions.json"
    path.write_text(json.dumps([row_of_announcement(load()[0].announcement)]))

    _, (refusal,) = read(path)

    assert isinstance(refusal, NoResult)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[", "auctions.json line 1: this is not JSON: Expecting value."),
        ("3", "auctions.json: this is not a list of auctions."),
        ("[3]", "auctions.json: this is not a list of auctions."),
    ],
)
def test_refuses_what_is_no_list_of_auctions(tmp_path, text, sentence):
    path = tmp_path / "auctions.json"
    path.write_text(text)

    with pytest.raises(BadRecord) as refusal:
        load(path)

    assert str(refusal.value) == sentence
