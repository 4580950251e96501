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
    ├── gives nobody what others leave behind
    ├── takes nothing from who stays, however often others leave
    ├── loses nothing to who comes and goes
    ├── takes what lies there for the next
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
        savings.addEarnings(0, 0, {"from": request.getfixturevalue(caller)})


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
        savings.addEarnings(700, SAVED, {"from": reserve})


@pytest.mark.parametrize("dollars", [2**72 - SAVED, 2**160])
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


def test_gives_nobody_what_others_leave(savings, earn, alice, bob):
    """Else the last to stay would earn in a week what the bills earn in years."""
    savings.deposit(SAVED, bob, {"from": bob})
    vests = earn(700_000000).timestamp + WEEK
    savings.redeem(savings.balanceOf(alice), alice, alice, {"from": alice})

    travel_to(vests)

    assert SAVED + 349_999900 < savings.maxWithdraw(bob) <= SAVED + 350_000000
    assert 350_000000 <= savings.uncounted() < 350_000100


def test_takes_nothing_from_who_stays_however_often_others_leave(savings, earn, alice, bob):
    """What is left of the earnings is of the dollars left, when the next one leaves as well."""
    savings.deposit(SAVED, bob, {"from": bob})
    vests = earn(700_000000).timestamp + WEEK
    for _ in range(4):
        savings.withdraw(SAVED // 4, alice, alice, {"from": alice})

    travel_to(vests)

    assert SAVED + 349_999900 < savings.maxWithdraw(bob) <= SAVED + 350_000000


def test_loses_nothing_to_who_comes_and_goes(savings, earn, alice, bob):
    """However often, with however much: what vests was earned by those who were there."""
    vests = earn(700_000000).timestamp + WEEK
    for _ in range(3):
        savings.deposit(2 * SAVED, bob, {"from": bob})
        savings.redeem(savings.balanceOf(bob), bob, bob, {"from": bob})

    travel_to(vests)

    assert savings.maxWithdraw(alice) > SAVED + 699_900000  # but for the seconds in which Bob's were there
    assert savings.uncounted() == 0


def test_takes_what_lies_there(savings, dollar, earn, reserve, alice, bob):
    """Whoever saves for the moment of a distribution only puts off what is shared out."""
    savings.deposit(SAVED, bob, {"from": bob})
    vests = earn(700_000000).timestamp + WEEK
    savings.redeem(savings.balanceOf(bob), bob, bob, {"from": bob})
    dollar.transfer(savings, 50, {"from": alice})
    lying = savings.uncounted()
    travel_to(vests)

    with rejects("NotReceived"):
        savings.addEarnings(lying + 1, SAVED, {"from": reserve})
    savings.addEarnings(lying, SAVED, {"from": reserve})

    assert (savings.uncounted(), savings.unvested()) == (0, lying)


def test_records_the_earnings(earn):
    tx = earn(700)

    assert dict(tx.events["EarningsAdded"]) == {
        "dollars": 700,
        "saved": SAVED,
        "vestedAt": tx.timestamp + WEEK,
    }
