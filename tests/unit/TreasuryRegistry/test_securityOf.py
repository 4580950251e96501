"""
securityOf
├── when the CUSIP is unknown, rejects
├── is the series as it was established
└── holds the largest issue there can be
"""

import pytest

from model.security import FirstCoupon
from tests.helpers import rejects
from tests.securities import MONTH_END_NOTE, NOTE, UNKNOWN


def test_rejects_an_unknown_cusip(registry):
    with rejects("UnknownSecurity"):
        registry.securityOf(UNKNOWN)

    assert not registry.isEstablished(UNKNOWN)


def test_is_the_series_as_it_was_established(registry):
    note = MONTH_END_NOTE

    assert registry.securityOf(note.cusip) == (
        note.security_type,
        FirstCoupon.NORMAL,
        note.interest_rate,
        0,
        note.dated_date,
        note.maturity_date,
        4,
        0,
        0,
        0,
        0,
    )


@pytest.mark.lesson(26)
def test_holds_the_largest_issue_there_can_be(registry, deliver, alice):
    largest = 2**64 - 1

    deliver(NOTE, alice, largest)

    assert registry.securityOf(NOTE.cusip)["outstanding"] == largest
    assert registry.balanceOf(alice, NOTE.id) == largest
