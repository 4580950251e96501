"""
consumer prices
├── has every month from 2007 to 2023, once
├── keeps to what was first published where it was revised later
└── when a row cannot be, names file, line and column
"""

from datetime import date

import pytest

from market import consumer_prices as module
from market.consumer_prices import consumer_prices
from market.record import BadRecord


def test_has_every_month():
    numbers = [price.number for price in consumer_prices()]

    assert consumer_prices()[0].month == date(2007, 1, 1)
    assert consumer_prices()[-1].month == date(2023, 12, 1)
    assert numbers == list(range(37 * 12, 54 * 12))


def test_keeps_to_what_was_first_published():
    index = {price.month: price.index for price in consumer_prices()}

    assert [index[date(2016, month, 1)] for month in range(5, 9)] == [240_236, 241_038, 240_647, 240_853]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2020-13,258.678", "month 2020-13 is not a month such as 2020-01."),
        ("2020-02,258.6785", "index 258.6785 is not a multiple of 0.001."),
        ("2020-02,", "index is empty."),
        (",258.678", "month is empty."),
        ("2020-02,0", "index 0 is refused: "),
    ],
)
def test_refuses_what_cannot_be(tmp_path, monkeypatch, row, why):
    file = tmp_path / "prices.csv"
    file.write_text(f"month,index\n2020-01,257.971\n{row}\n")
    monkeypatch.setattr(module, "FILE", file)

    with pytest.raises(BadRecord) as refusal:
        consumer_prices.__wrapped__()
    assert str(refusal.value).startswith(f"prices.csv line 3: {why}")
