"""
announcementOf
└── when no auction has this number, rejects
"""

import pytest

from tests.helpers import rejects


@pytest.mark.parametrize("past_the_last", [True, False])
def test_rejects_a_number_without_an_auction(auction_house, bill, past_the_last):
    with rejects("UnknownAuction"):
        auction_house.announcementOf(bill.id + 1 if past_the_last else 0)
