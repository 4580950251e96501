"""
par yields
├── has every day since 2008 on which the bond market was open, in order
├── has no tenor of two or four months before 2023
├── moves by at most 1.06 percentage points from one day to the next
└── when a row cannot be, names file, line and column
"""

from datetime import date, timedelta

import pytest

from market import par_yields as module
from market.holidays import is_business_day
from market.par_yields import par_yields
from market.record import BadRecord
from model.rate_board import NOT_PUBLISHED

# Banks were open and the bond market was closed: Good Fridays, days before a holiday on a Saturday, a
# hurricane in October 2012, a day of mourning in December 2018.
CLOSED = """
2008-03-21 2009-04-10 2009-07-03 2010-12-24 2011-04-22 2012-10-30 2013-03-29 2014-04-18 2015-07-03 2016-03-25
2017-04-14 2018-03-30 2018-12-05 2019-04-19 2020-04-10 2020-07-03 2021-12-24 2022-04-15 2024-03-29 2025-04-18
"""


def test_has_every_day_in_order():
    first, last = date(2008, 1, 2), date(2026, 2, 20)
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    closed = {date.fromisoformat(each) for each in CLOSED.split()}

    assert [each.date for each in par_yields()] == [
        day for day in days if is_business_day(day) and day not in closed
    ]


def test_has_no_tenor_of_two_or_four_months_before_2023():
    for each in par_yields():
        published = [tenor != NOT_PUBLISHED for tenor in each.yields]

        assert published in ([True] * 6, [True, False, True, False, True, True])
        assert not all(published) or each.date.year >= 2023


def test_moves_by_little():
    curves = [each.yields for each in par_yields()]

    assert (
        max(
            abs(tenor - before)
            for curve, last in zip(curves[1:], curves, strict=False)
            for tenor, before in zip(curve, last, strict=True)
            if NOT_PUBLISHED not in (tenor, before)
        )
        == 106
    )


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("03.01.2020,1.52,,1.52,,1.55,1.55", "date 03.01.2020 is not a date such as 2020-01-31."),
        (",1.52,,1.52,,1.55,1.55", "date is empty."),
        ("2020-01-03,1.525,,1.52,,1.55,1.55", "1M 1.525 is not a multiple of 0.01."),
        ("2020-01-03,1.52,,,,1.55,1.55", "3M is empty."),
        ("2020-01-03,1.52,n/a,1.52,,1.55,1.55", "2M n/a is not a number."),
        ("2020-01-03,1.52,,1.52,,1.55,155", "1Y 155 is refused: "),
        ("2020-01-03,1.52,,1.52,,-5.01,1.55", "6M -5.01 is refused: "),
    ],
)
def test_refuses_what_cannot_be(tmp_path, monkeypatch, row, why):
    file = tmp_path / "yields.csv"
    file.write_text(f"date,1M,2M,3M,4M,6M,1Y\n2020-01-02,1.53,,1.54,,1.57,1.56\n{row}\n")
    monkeypatch.setattr(module, "FILE", file)

    with pytest.raises(BadRecord) as refusal:
        par_yields.__wrapped__()
    assert str(refusal.value).startswith(f"yields.csv line 3: {why}")
