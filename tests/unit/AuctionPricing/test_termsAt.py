"""
termsAt
├── of a bill, as announced
├── of a new note or TIPS, with the interest rate that follows from the rate
├── of a new floating rate note, with the rate as its spread
└── of what is reopened, as announced
"""

import pytest

from model.auction import to_abi
from model.security import SecurityType
from tests.auctions import BILL, NEW_FRN, NEW_NOTE, NEW_TIPS, REOPENED_FRN, REOPENED_NOTE, REOPENED_TIPS


def terms(announcement, interest_rate=0, spread=0):
    return (
        announcement.security_type,
        interest_rate,
        spread,
        announcement.dated_date,
        announcement.first_interest_payment_date,
        announcement.maturity_date,
    )


def test_of_a_bill_as_announced(pricing):
    assert pricing.termsAt(to_abi(BILL), 4_000) == terms(BILL)


@pytest.mark.parametrize(
    ("high_rate", "interest_rate"), [(0, 125), (124, 125), (125, 125), (249, 125), (250, 250), (4_321, 4_250)]
)
@pytest.mark.parametrize("announcement", [NEW_NOTE, NEW_TIPS], ids=["note", "TIPS"])
def test_of_a_new_note_with_the_interest_rate_that_follows(pricing, announcement, high_rate, interest_rate):
    assert pricing.termsAt(to_abi(announcement), high_rate) == terms(announcement, interest_rate)


def test_of_new_tips_at_a_negative_yield_with_the_least_interest_rate(pricing):
    assert pricing.termsAt(to_abi(NEW_TIPS), -1_000) == terms(NEW_TIPS, interest_rate=125)


@pytest.mark.parametrize("high_rate", [-75, 0, 154])
def test_of_a_new_floating_rate_note_with_the_rate_as_its_spread(pricing, high_rate):
    assert pricing.termsAt(to_abi(NEW_FRN), high_rate) == terms(NEW_FRN, spread=high_rate)


def test_of_what_is_reopened_as_announced(pricing):
    assert pricing.termsAt(to_abi(REOPENED_NOTE), 4_500) == terms(REOPENED_NOTE, interest_rate=4_250)
    assert pricing.termsAt(to_abi(REOPENED_TIPS), 1_500) == terms(REOPENED_TIPS, interest_rate=125)
    assert pricing.termsAt(to_abi(REOPENED_FRN), 50) == terms(REOPENED_FRN, spread=-75)
    assert pricing.termsAt(to_abi(REOPENED_FRN), 50)[0] == SecurityType.FRN
