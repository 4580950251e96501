"""A file with one auction in it, of which a test changes one cell."""

import csv

import pytest

from market.auctions import DATA

FILES = {"query": "auctions_2008_2020.csv", "releases": "auction_results_2022_05.csv"}


@pytest.fixture
def write(tmp_path):
    """write("query", "Bill", offeringAmount="100"): a file with the first bill of a layout, changed so."""

    def _write(layout, kind="Bill", without=(), **changes):
        with (DATA / FILES[layout]).open(newline="") as file:
            rows = list(csv.DictReader(file))
        row = next(row for row in rows if kind in (row.get("type"), row.get("Ann.SecurityType")))
        row = {column: text for column, text in (row | changes).items() if column not in without}
        path = tmp_path / "auctions.csv"
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, row)
            writer.writeheader()
            writer.writerow(row)
        return path

    return _write
