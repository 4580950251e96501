"""
unadjustedPriceAt
├── of TIPS, the price before adjustment for inflation
└── of others, zero
"""

import pytest

from model import note_pricing
from model.auction import to_abi
from tests.auctions import BILL, NEW_FRN, NEW_NOTE, NEW_TIPS, REOPENED_NOTE, REOPENED_TIPS


@pytest.mark.parametrize("announcement", [NEW_TIPS, REOPENED_TIPS], ids=["new", "reopened"])
@pytest.mark.parametrize("rate", [-1_500, 0, 130])
def test_of_tips_as_of_a_nominal_note(pricing, announcement, rate):
    dates = announcement.issue_date, announcement.maturity_date

    assert pricing.unadjustedPriceAt(to_abi(announcement), rate) == note_pricing.price(125, rate, *dates)


@pytest.mark.parametrize("announcement", [BILL, NEW_NOTE, REOPENED_NOTE, NEW_FRN])
def test_of_others_zero(pricing, announcement):
    assert pricing.unadjustedPriceAt(to_abi(announcement), 1_000) == (0, 0)
