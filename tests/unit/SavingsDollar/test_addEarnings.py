"""
addEarnings
├── when the caller is not the reserve, rejects
├── given nobody saves, rejects
├── given earlier earnings still vest, rejects
├── when the coins have not come, rejects
└── otherwise
    ├── changes no price at that moment
    ├── vests in a straight line, rounded down, until all has vested
    ├── can begin anew once they have vested
    ├── gives to those who stay what others leave behind
    └── records the earnings
"""

import pytest

from tests.helpers import rejects, travel_to
from tests.unit.SavingsDollar.conftest import WEEK

SAVED = 400_000000  # [micro-dollars]


@pytest.fixture(scope="module", autouse=True)
def saved(savings, alice):
    savings.deposit(SAVED, alice, {"from": alice})


@pytest.mark.parametrize("caller", ["alice", "compliance"])
def test_rejects_a_caller_who_is_not_the_reserve(caller, savings, request):
    with rejects("NotReserve"):
        savings.addEarnings(0, {"from": request.getfixturevalue(caller)})


def test_rejects_earnings_of_nobody(savings, earn, alice):
    savings.withdraw(SAVED, alice, alice, {"from": alice})

    with rejects("NoSavers"):
        earn(700)


def test_rejects_earnings_while_earlier_ones_vest(earn):
    vests = earn(700).timestamp + WEEK
    travel_to(vests - 1)

    with rejects("StillVesting"):
        earn(700)


def test_rejects_coins_that_have_not_come(dollar, savings, reserve):
    dollar.mint(savings, 699, {"from": reserve})

    with rejects("NotReceived"):
        savings.addEarnings(700, {"from": reserve})


@pytest.mark.parametrize("dollars", [2**104 - SAVED, 2**160])
def test_rejects_more_than_it_can_count(dollars, earn):
    with rejects("SavingsTooLarge"):
        earn(dollars)


def test_changes_no_price_at_that_moment(savings, earn):
    earn(700_000000)

    assert savings.totalAssets() == SAVED
    assert savings.convertToAssets(10**18) == 1_000000
    assert savings.unvested() == 700_000000


@pytest.mark.parametrize("dollars", [0, 1, 604_799, 700_000001])
@pytest.mark.parametrize("elapsed", [1, 86_400, WEEK // 2 + 1, WEEK - 1, WEEK, 2 * WEEK])
def test_vests_in_a_straight_line(elapsed, dollars, savings, earn):
    start = earn(dollars).timestamp

    travel_to(start + elapsed)

    vested = dollars * min(elapsed, WEEK) // WEEK
    assert savings.totalAssets() == SAVED + vested
    assert savings.unvested() == dollars - vested


def test_can_begin_anew(savings, earn):
    vests = earn(700).timestamp + WEEK
    travel_to(vests)

    tx = earn(800)

    assert tx.timestamp == vests
    assert savings.totalAssets() == SAVED + 700
    assert (savings.unvested(), savings.vestedAt()) == (800, vests + WEEK)


def test_gives_to_those_who_stay_what_others_leave(savings, earn, alice, bob):
    savings.deposit(SAVED, bob, {"from": bob})
    vests = earn(700_000000).timestamp + WEEK
    savings.redeem(savings.balanceOf(alice), alice, alice, {"from": alice})

    travel_to(vests)

    assert savings.maxWithdraw(bob) in (SAVED + 699_999998, SAVED + 699_999999)


def test_records_the_earnings(earn):
    tx = earn(700)

    assert dict(tx.events["EarningsAdded"]) == {"dollars": 700, "vestedAt": tx.timestamp + WEEK}
