"""
highestCosts
├── answers for each rate, in their order
├── of a bill and of what is reopened, price and accrued interest at the rate itself
└── of what is new
    ├── of a note, par, or more around the least interest rate, and what accrues at the highest rate
    ├── of TIPS, par adjusted by the index ratio, or more
    └── of a floating rate note, par and its roundings, or more where the spread is negative
"""

import pytest

from model.auction import to_abi
from model.auction_pricing import MOST_ROUNDED
from tests.auctions import (
    BILL,
    NEW_FRN,
    NEW_NOTE,
    NEW_TIPS,
    REOPENED_FRN,
    REOPENED_NOTE,
    REOPENED_TIPS,
    highest_cost,
    index_of,
    price_at,
)

PAR = 100_000_000  # [micro-dollars per unit]

pytestmark = pytest.mark.usefixtures("indices")


def ask(pricing, announcement, *rates):
    return list(pricing.highestCosts(to_abi(announcement), to_abi(index_of(announcement)), rates))


@pytest.mark.parametrize("announcement", [BILL, NEW_NOTE, NEW_TIPS, NEW_FRN])
def test_answers_for_each_rate(pricing, announcement):
    rates = [1_000, 0, 500, 500]

    assert ask(pricing, announcement) == []
    assert ask(pricing, announcement, *rates) == [highest_cost(announcement, rate) for rate in rates]


@pytest.mark.parametrize("announcement", [BILL, REOPENED_NOTE, REOPENED_TIPS, REOPENED_FRN])
def test_of_what_is_reopened_the_cost_at_the_rate_itself(pricing, announcement):
    assert ask(pricing, announcement, 500) == [sum(price_at(announcement, 500))]


def test_of_a_new_note_par_and_what_accrues_at_the_highest_rate(pricing):
    accrued = price_at(NEW_NOTE, NEW_NOTE.maximum_rate)[1]

    assert ask(pricing, NEW_NOTE, 125, 5_000) == [PAR + accrued] * 2
    assert ask(pricing, NEW_NOTE, 0) == [price_at(NEW_NOTE, 0)[0] + accrued]
    assert price_at(NEW_NOTE, 0)[0] > PAR


def test_of_new_tips_adjusted_par_and_what_accrues_at_the_highest_rate(pricing):
    accrued = price_at(NEW_TIPS, NEW_TIPS.maximum_rate)[1]
    adjusted_par = PAR * index_of(NEW_TIPS).level // 100_000

    assert ask(pricing, NEW_TIPS, 125, 5_000) == [adjusted_par + accrued] * 2
    assert ask(pricing, NEW_TIPS, -500) == [price_at(NEW_TIPS, -500)[0] + accrued]
    assert price_at(NEW_TIPS, -500)[0] > adjusted_par


def test_of_a_new_floating_rate_note_par_and_its_roundings(pricing):
    accrued = price_at(NEW_FRN, NEW_FRN.maximum_rate)[1]

    assert ask(pricing, NEW_FRN, -1_000, 0, 2_000) == [PAR + MOST_ROUNDED + accrued] * 3
    assert ask(pricing, NEW_FRN, -3_000) == [price_at(NEW_FRN, -3_000)[0] + accrued]
    assert price_at(NEW_FRN, -3_000)[0] > PAR + MOST_ROUNDED
