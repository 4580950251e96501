"""What other issuers' queues and minimum sizes have taught: lessons 14 to 18 and 26 of docs/lessons.md."""

from dataclasses import astuple, replace

import pytest

from market.rule_profiles import laws
from scripts.permissions import Role
from tests.helpers import rejects
from tests.unit.Reserve.conftest import ALICE_MINTED, DOLLAR, FOREVER, reach_maturity

MOST = 2**80 - 1  # that redemptions are counted in [micro-dollars]
LAWS = laws()


def entry(reserve, number) -> tuple:
    """All that a redemption is, and will be."""
    return tuple(reserve.redemptionOf(number)), reserve.claimable(number), reserve.dueDate(number)


@pytest.mark.lesson(14)
def test_an_entry_is_never_free_and_the_smallest_is_paid(reserve, coins, cash, bob, alice):
    """Lesson 14: entries of nothing, in strict order, stopped a queue."""
    with rejects("NothingToRedeem"):
        reserve.requestRedemption(0, {"from": alice})

    reserve.requestRedemption(1, {"from": alice})
    reserve.claimRedemption(1, bob, {"from": alice})

    assert cash.balanceOf(bob) == 1


@pytest.mark.lesson(14)
def test_many_small_entries_stop_nobody_behind_them(reserve, coins, cash, alice, bob):
    """Lesson 14: whoever is behind need not touch them."""
    for _ in range(20):
        reserve.requestRedemption(1, {"from": alice})
    reserve.requestRedemption(DOLLAR, {"from": alice})

    reserve.claimRedemption(21, bob, {"from": alice})

    assert cash.balanceOf(bob) == DOLLAR


@pytest.mark.lesson(15, 18)
@pytest.mark.parametrize("change", ["law", "policy", "price of cash", "minting"])
def test_nothing_anybody_can_set_changes_what_waits(
    change, reserve, coins, system, parts, regulator, rate_publisher, alice
):
    """Lessons 15 and 18: a setter overwrote requests, and a changed cooldown stranded who was in it."""
    administrator = {"from": parts.administrator}
    system.access_manager.grantRole(Role.ISSUER, parts.administrator, 0, administrator)
    reserve.requestRedemption(DOLLAR, {"from": alice})
    before = entry(reserve, 1)

    if change == "law":
        for law in LAWS:
            system.rule_book.adopt(law.key, {"from": regulator})
            assert entry(reserve, 1) == before
        slower = replace(LAWS[0].profile, redemption_days=255)
        system.rule_book.setProfile(b"slower".ljust(32), astuple(slower), {"from": regulator})
        system.rule_book.adopt(b"slower".ljust(32), {"from": regulator})
    elif change == "policy":
        reserve.setPolicy((500, 1_000, 10_000), administrator)
    elif change == "price of cash":
        reserve.publishCashPrice(0, {"from": rate_publisher})
    else:
        reserve.stopMinting(True, {"from": regulator})

    assert entry(reserve, 1) == before
    reserve.claimRedemption(1, alice, {"from": alice})


@pytest.mark.lesson(16)
@pytest.mark.parametrize("left", [0, 1])
def test_a_holder_can_always_leave_with_everything(left, reserve, coins, par_dollar, cash, alice, bob):
    """Lesson 16: what lay below a minimum could not be redeemed."""
    reserve.redeem(bob, ALICE_MINTED - left, {"from": alice})
    reserve.redeem(bob, left, {"from": alice})

    assert par_dollar.balanceOf(alice) == 0
    assert cash.balanceOf(bob) == ALICE_MINTED


@pytest.mark.lesson(16)
def test_a_saver_can_always_leave_with_everything(reserve, coins, par_dollar, savings_dollar, alice):
    """Lesson 16, of the smallest deposit."""
    par_dollar.approve(savings_dollar, FOREVER, {"from": alice})
    savings_dollar.deposit(1, alice, {"from": alice})

    savings_dollar.redeem(savings_dollar.balanceOf(alice), alice, alice, {"from": alice})

    assert savings_dollar.balanceOf(alice) == 0
    assert par_dollar.balanceOf(alice) == ALICE_MINTED


@pytest.mark.lesson(17)
def test_cash_that_is_there_is_paid_though_the_treasury_pays_nothing(
    reserve, bought, cash, treasury, stranger, alice, bob
):
    """Lesson 17: a redemption failed for what somebody else did not pay, though there was cash."""
    reach_maturity(bought)
    cash.transfer(stranger, cash.balanceOf(treasury), {"from": treasury})
    assert reserve.collect(bought.announcement.cusip.encode(), {"from": alice}).return_value == 0
    free = reserve.freeCash()

    reserve.redeem(bob, free, {"from": alice})

    assert cash.balanceOf(bob) == free > 0


@pytest.mark.lesson(26)
@pytest.mark.parametrize("is_insolvent", [False, True])
def test_the_largest_redemption_there_can_be_is_paid(is_insolvent, reserve, coins, cash, regulator, bob):
    """Lesson 26: a product that did not fit stopped every redemption."""
    dollars = MOST - reserve.liabilities()
    cash.mint(bob, dollars)
    cash.approve(reserve, FOREVER, {"from": bob})
    reserve.mint(bob, dollars, {"from": bob})
    if is_insolvent:
        reserve.declareInsolvency({"from": regulator})

    reserve.requestRedemption(dollars, {"from": bob})
    reserve.claimRedemption(1, bob, {"from": bob})

    assert cash.balanceOf(bob) == dollars


@pytest.mark.lesson(26)
def test_beyond_it_coins_are_redeemed_at_once(reserve, par_dollar, cash, bob):
    """Lesson 26: it is more than a quintillion dollars, and yet stops nothing but the queue."""
    cash.mint(bob, MOST + 1)
    cash.approve(reserve, FOREVER, {"from": bob})
    reserve.mint(bob, MOST + 1, {"from": bob})
    with rejects("SafeCastOverflowedUintDowncast"):
        reserve.requestRedemption(MOST + 1, {"from": bob})

    reserve.redeem(bob, MOST + 1, {"from": bob})

    assert par_dollar.balanceOf(bob) == 0
    assert cash.balanceOf(bob) == MOST + 1
