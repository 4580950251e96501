"""
investmentRate
├── of a bill, the simple yield of its price
└── of others, zero
"""

import pytest

from model.auction import to_abi
from model.bill_pricing import investment_rate
from tests.auctions import BILL, NEW_FRN, NEW_NOTE, NEW_TIPS, REOPENED_NOTE, price_at


@pytest.mark.parametrize("rate", [0, 400, 5_000])
def test_of_a_bill(pricing, rate):
    price, _ = price_at(BILL, rate)

    assert pricing.investmentRate(to_abi(BILL), price) == investment_rate(
        price, BILL.issue_date, BILL.maturity_date
    )


@pytest.mark.parametrize("announcement", [NEW_NOTE, REOPENED_NOTE, NEW_TIPS, NEW_FRN])
def test_of_others_zero(pricing, announcement):
    assert pricing.investmentRate(to_abi(announcement), 99_000_000) == 0
