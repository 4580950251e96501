"""
isLate, lateFrom, lateMonths
├── when the number is no month, or comes before the first, rejects
├── given the month's report is complete, is not late
├── given it is not complete, or not published
│   ├── is late from the last day's end on, without a transaction
│   └── is late again while a correction waits for signatures
├── given the law in force asks for no report, is never late
├── given another law is adopted, follows its time
├── counts months of every length, and from one year to the next
└── names every late month, the earliest first
"""

from datetime import date

import pytest

from model.calendar import unix_day
from model.clock import SECONDS_IN_DAY
from tests.helpers import rejects, travel_to
from tests.securities import start_of
from tests.unit.Disclosure.conftest import JULY, JUNE, MAY, OTHER_HASH, start_of_month

NEVER = 2**40 - 1
END_OF_JULY_30 = start_of_month(JULY) + 30 * SECONDS_IN_DAY  # thirty days after June


@pytest.mark.parametrize(
    ("month", "error"),
    [(201_500, "NotAMonth"), (201_513, "NotAMonth"), (1_000_001, "NotAMonth"), (MAY - 1, "BeforeFirstMonth")],
)
def test_rejects_what_has_no_report(disclosure, month, error):
    with rejects(error):
        disclosure.isLate(month)


def test_is_late_from_the_end_of_the_last_day(disclosure):
    travel_to(END_OF_JULY_30 - 1)
    assert not disclosure.isLate(JUNE)

    travel_to(END_OF_JULY_30)

    assert disclosure.isLate(JUNE)
    assert disclosure.lateFrom(JUNE) == END_OF_JULY_30


def test_is_not_late_once_complete(disclosure, complete):
    complete()

    travel_to(END_OF_JULY_30)

    assert not disclosure.isLate(JUNE)


def test_is_late_without_its_signatures(disclosure, publish):
    publish()

    travel_to(END_OF_JULY_30)

    assert disclosure.isLate(JUNE)


def test_is_late_again_while_a_correction_waits(disclosure, complete, publish):
    complete()
    travel_to(END_OF_JULY_30)

    publish(report=OTHER_HASH)

    assert disclosure.isLate(JUNE)


def test_is_never_late_where_the_law_asks_for_no_report(disclosure, adopt):
    travel_to(END_OF_JULY_30)

    adopt("HK")

    assert disclosure.lateFrom(JUNE) == NEVER
    assert not disclosure.isLate(JUNE)
    assert disclosure.lateMonths() == ()


def test_follows_the_law_in_force(disclosure, adopt_with):
    adopt_with(report_days=10)

    assert disclosure.lateFrom(JUNE) == start_of_month(JULY) + 10 * SECONDS_IN_DAY


@pytest.mark.parametrize(
    ("month", "late_from"),
    [
        (201_512, date(2016, 1, 31)),
        (201_601, date(2016, 3, 2)),  # of a leap year
        (201_701, date(2017, 3, 3)),
        (202_002, date(2020, 3, 31)),
        (999_912, None),
    ],
)
def test_counts_from_the_end_of_the_month(disclosure, month, late_from):
    expected = start_of(unix_day(late_from)) if late_from else 253_402_300_800 + 30 * SECONDS_IN_DAY

    assert disclosure.lateFrom(month) == expected


def test_names_every_late_month(disclosure, complete):
    assert disclosure.lateMonths() == (MAY,)  # thirty days after it ended

    complete(JUNE)
    travel_to(start_of_month(201_604))

    assert disclosure.lateMonths() == (
        MAY,
        *range(JULY, 201_513),
        201_601,
        201_602,
    )
