"""
indexOf
├── of TIPS, the index ratio of the issue date
├── of a floating rate note, the latest index rate when it was announced, its week and the lock-outs
└── of others, or if there is no such auction, nothing
"""

import pytest

from model.auction import Index, to_abi
from tests.auctions import NEW_FRN, NEW_TIPS, REOPENED_FRN, REOPENED_TIPS, announce, index_of


@pytest.mark.parametrize("announcement", [NEW_TIPS, REOPENED_TIPS], ids=["new", "reopened"])
def test_of_tips_the_index_ratio(auction_house, index_board, treasury, indices, announcement):
    sale = announce(auction_house, treasury, announcement)

    ratio = index_board.indexRatio(announcement.issue_date, announcement.dated_date)
    assert auction_house.indexOf(sale.id)["level"] == ratio
    assert auction_house.indexOf(sale.id) == to_abi(index_of(announcement))


@pytest.mark.parametrize("announcement", [NEW_FRN, REOPENED_FRN], ids=["new", "reopened"])
def test_of_a_floating_rate_note_the_latest_index_rate(
    auction_house, index_board, treasury, indices, announcement
):
    sale = announce(auction_house, treasury, announcement)

    assert auction_house.indexOf(sale.id)["level"] == index_board.latestIndexRate()[1]
    assert auction_house.indexOf(sale.id) == to_abi(index_of(announcement))


def test_of_others_nothing(auction_house, bill, reopened_note):
    for number in (bill.id, reopened_note.id, reopened_note.id + 1):
        assert auction_house.indexOf(number) == to_abi(Index())
