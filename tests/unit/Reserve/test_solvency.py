"""
assessSolvency
├── given the market value covers liabilities, notes nothing
├── given it does not
│   ├── notes since when, and records it
│   ├── no coins are created until it does again
│   ├── within two days, changes nothing more
│   ├── after two days and up to four, the reserve is insolvent
│   └── later, begins anew
├── given it does again, forgets the shortfall, and records it
├── counts a payment that the Treasury missed as a loss
├── given a wrong price of cash, goes on once the regulator has replaced who publishes it
├── given bills are held and no yields were published lately, rejects
└── given the reserve is insolvent, rejects

declareInsolvency
├── when the caller is not the regulator, rejects
├── given nothing is owed, rejects
├── given the reserve is insolvent, rejects
├── otherwise counts coins and unpaid redemptions as claims, and records them
├── leaves no cash free: it belongs to all of these
└── savers share a loss like everybody

endInsolvency
├── when the caller is not the regulator, rejects
├── given the reserve is not insolvent, rejects
├── given cash does not cover what was asked for, rejects, and ends given it just does
├── given backing or market value do not cover liabilities, rejects
└── otherwise coins are created and redeemed again, and it is recorded
"""

import pytest

from model.clock import SECONDS_IN_DAY
from scripts.permissions import Role
from tests.helpers import now, rejects, travel_to
from tests.unit.Reserve.conftest import ALICE_MINTED, DOLLAR, cusip_of, reach_maturity

TWO_DAYS = 2 * SECONDS_IN_DAY
SHOCK = 800  # yields at which the bills are worth less than is owed [0.01 %]

pytestmark = pytest.mark.usefixtures("coins")


@pytest.fixture
def shocked(reserve, bought, publish_yields):
    """Yields have doubled since the reserve bought."""
    publish_yields(SHOCK)
    assert reserve.marketValue() < reserve.liabilities() <= reserve.backing()
    return bought


# assessSolvency


def test_notes_nothing_given_the_market_value_covers_liabilities(reserve, stranger):
    tx = reserve.assessSolvency({"from": stranger})

    assert reserve.shortfallSince() == 0
    assert len(tx.events) == 0


def test_notes_since_when_it_does_not_and_records_it(reserve, shocked, stranger):
    tx = reserve.assessSolvency({"from": stranger})

    assert reserve.shortfallSince() == tx.timestamp
    assert tx.events["ShortfallBegan"]["liabilities"] == ALICE_MINTED
    assert tx.events["ShortfallBegan"]["marketValue"] < ALICE_MINTED


def test_no_coins_are_created_in_a_shortfall_until_it_has_ended(
    reserve, shocked, alice, bank, rate_publisher, stranger
):
    """Whoever paid a dollar in would get what is worth less, and those who are in would have the rest."""
    reserve.assessSolvency({"from": stranger})

    with rejects("InShortfall"):
        reserve.mint(alice, 1, {"from": alice})
    with rejects("InShortfall"):
        reserve.mintInKind(cusip_of(shocked), 1, bank, 0, now() + 60, {"from": bank})

    reserve.contributeCapital(20_000 * DOLLAR, {"from": alice})
    reserve.assessSolvency({"from": stranger})
    reserve.publishCashPrice(1_000_000, {"from": rate_publisher})
    reserve.mint(alice, 1, {"from": alice})


def test_coins_are_redeemed_in_a_shortfall(reserve, shocked, alice, stranger):
    reserve.assessSolvency({"from": stranger})

    reserve.redeem(alice, 1, {"from": alice})


def test_is_insolvent_after_two_days_and_not_before(reserve, shocked, stranger):
    since = reserve.assessSolvency({"from": stranger}).timestamp
    travel_to(since + TWO_DAYS - 1)
    reserve.assessSolvency({"from": stranger})
    assert not reserve.standing()["isInsolvent"]
    assert reserve.shortfallSince() == since

    travel_to(since + TWO_DAYS)
    tx = reserve.assessSolvency({"from": stranger})

    assert reserve.standing()["isInsolvent"]
    assert dict(tx.events["InsolvencyDeclared"]) == {"number": 1, "claims": ALICE_MINTED}


def test_is_insolvent_still_when_four_days_have_just_passed(reserve, shocked, stranger):
    since = reserve.assessSolvency({"from": stranger}).timestamp
    travel_to(since + 2 * TWO_DAYS)

    reserve.assessSolvency({"from": stranger})

    assert reserve.standing()["isInsolvent"]


def test_begins_anew_four_days_after_a_shortfall_that_nobody_looked_at_again(
    reserve, shocked, publish_yields, stranger
):
    """The market may have recovered in between: one bad moment weeks later is no insolvency."""
    since = reserve.assessSolvency({"from": stranger}).timestamp
    travel_to(since + 2 * TWO_DAYS + 1)

    tx = reserve.assessSolvency({"from": stranger})

    assert not reserve.standing()["isInsolvent"]
    assert reserve.shortfallSince() == tx.timestamp


def test_forgets_a_shortfall_that_has_ended_and_records_it(reserve, shocked, alice, stranger):
    reserve.assessSolvency({"from": stranger})
    reserve.contributeCapital(20_000 * DOLLAR, {"from": alice})

    tx = reserve.assessSolvency({"from": stranger})

    assert reserve.shortfallSince() == 0
    assert tx.events["ShortfallEnded"]["liabilities"] == ALICE_MINTED


@pytest.mark.lesson(6)
def test_counts_a_payment_that_the_treasury_missed_as_a_loss(reserve, cash, bought, treasury, alice):
    cash.transfer(alice, cash.balanceOf(treasury), {"from": treasury})
    reach_maturity(bought)
    reserve.assessSolvency({"from": alice})
    assert reserve.shortfallSince() == 0

    travel_to(now() + 5 * SECONDS_IN_DAY)
    reserve.assessSolvency({"from": alice})

    assert reserve.shortfallSince() != 0


def test_assessing_is_rejected_given_the_reserve_is_insolvent(reserve, regulator, stranger):
    reserve.declareInsolvency({"from": regulator})

    with rejects("IsInsolvent"):
        reserve.assessSolvency({"from": stranger})


def test_goes_on_once_the_regulator_has_replaced_a_rate_publisher_who_is_wrong(
    reserve, access_manager, rate_publisher, regulator, stranger
):
    reserve.publishCashPrice(DOLLAR // 2, {"from": rate_publisher})
    since = reserve.assessSolvency({"from": stranger}).timestamp

    access_manager.revokeRole(Role.RATE_PUBLISHER, rate_publisher, {"from": regulator})
    access_manager.grantRole(Role.RATE_PUBLISHER, regulator, 0, {"from": regulator})
    reserve.publishCashPrice(DOLLAR, {"from": regulator})
    travel_to(since + TWO_DAYS)
    reserve.assessSolvency({"from": stranger})

    assert not reserve.standing()["isInsolvent"]
    assert reserve.shortfallSince() == 0
    with rejects("AccessManagedUnauthorized"):
        reserve.publishCashPrice(0, {"from": rate_publisher})


def test_assessing_rejects_given_bills_are_held_and_no_yields_were_published_lately(
    reserve, bought, publish_yields, stranger
):
    """Then only the regulator can say that there is a shortfall."""
    publish_yields()
    travel_to(now() + 8 * SECONDS_IN_DAY)

    with rejects("StaleRates"):
        reserve.assessSolvency({"from": stranger})


# declareInsolvency


def test_declaring_rejects_a_caller_who_is_not_the_regulator(reserve, issuer):
    with rejects("AccessManagedUnauthorized"):
        reserve.declareInsolvency({"from": issuer})


def test_declaring_rejects_given_nothing_is_owed(reserve, alice, regulator):
    reserve.redeem(alice, ALICE_MINTED, {"from": alice})

    with rejects("NothingOwed"):
        reserve.declareInsolvency({"from": regulator})


def test_declaring_rejects_given_it_is_insolvent(reserve, regulator):
    reserve.declareInsolvency({"from": regulator})

    with rejects("IsInsolvent"):
        reserve.declareInsolvency({"from": regulator})


def test_declaring_counts_coins_and_unpaid_redemptions_as_claims(reserve, alice, regulator):
    reserve.requestRedemption(400, {"from": alice})
    reserve.claimRedemption(1, alice, {"from": alice})
    reserve.requestRedemption(300, {"from": alice})

    tx = reserve.declareInsolvency({"from": regulator})

    assert reserve.insolvency() == (1, ALICE_MINTED - 400, 400, tx.timestamp)
    assert dict(tx.events["InsolvencyDeclared"]) == {"number": 1, "claims": ALICE_MINTED - 400}


def test_declaring_leaves_no_cash_free(reserve, alice, regulator):
    assert reserve.freeCash() == ALICE_MINTED

    reserve.declareInsolvency({"from": regulator})

    assert reserve.freeCash() == 0


def test_savers_share_a_loss_like_everybody(reserve, system, cash, bought, alice, bob, regulator):
    """Their shares are worth coins, and these are claims like any others."""
    coin, savings = system.par_dollar, system.savings_dollar
    saved = ALICE_MINTED // 4
    coin.approve(savings, saved, {"from": alice})
    savings.deposit(saved, bob, {"from": alice})
    reserve.declareInsolvency({"from": regulator})

    savings.redeem(savings.balanceOf(bob), bob, bob, {"from": bob})
    coins = {bob: coin.balanceOf(bob), alice: coin.balanceOf(alice)}
    for holder in coins:
        reserve.requestRedemption(coins[holder], {"from": holder})

    recovered = cash.balanceOf(reserve)
    assert 0 < recovered < ALICE_MINTED
    assert coins[bob] == saved
    for number, dollars in enumerate(coins.values(), 1):
        assert reserve.claimable(number) == dollars * recovered // ALICE_MINTED


# endInsolvency


def test_ending_rejects_a_caller_who_is_not_the_regulator(reserve, issuer):
    with rejects("AccessManagedUnauthorized"):
        reserve.endInsolvency({"from": issuer})


def test_ending_rejects_given_it_is_not_insolvent(reserve, regulator):
    with rejects("NotInsolvent"):
        reserve.endInsolvency({"from": regulator})


def test_ending_rejects_given_cash_does_not_cover_what_was_asked_for(
    reserve, cash, bought, alice, regulator, publish_yields
):
    publish_yields(1)
    reserve.requestRedemption(cash.balanceOf(reserve) + 1, {"from": alice})
    reserve.declareInsolvency({"from": regulator})

    with rejects("NotCovered"):
        reserve.endInsolvency({"from": regulator})


def test_ends_given_cash_just_covers_what_was_asked_for(
    reserve, cash, bought, alice, regulator, publish_yields
):
    publish_yields(1)
    reserve.requestRedemption(cash.balanceOf(reserve), {"from": alice})
    reserve.declareInsolvency({"from": regulator})

    reserve.endInsolvency({"from": regulator})

    assert not reserve.standing()["isInsolvent"]


def test_ending_rejects_given_the_market_value_does_not_cover_liabilities(reserve, shocked, alice, regulator):
    reserve.declareInsolvency({"from": regulator})
    with rejects("NotCovered"):
        reserve.endInsolvency({"from": regulator})

    reserve.contributeCapital(20_000 * DOLLAR, {"from": alice})
    reserve.endInsolvency({"from": regulator})


def test_after_the_end_coins_are_created_and_redeemed_again(reserve, alice, regulator):
    reserve.declareInsolvency({"from": regulator})

    tx = reserve.endInsolvency({"from": regulator})

    assert dict(tx.events["InsolvencyEnded"]) == {"number": 1}
    assert (reserve.standing()["isInsolvent"], reserve.shortfallSince()) == (False, 0)
    reserve.mint(alice, 400, {"from": alice})
    reserve.redeem(alice, ALICE_MINTED + 400, {"from": alice})


def test_a_second_insolvency_counts_what_the_first_paid_as_paid(reserve, bought, alice, bob, cash, regulator):
    reserve.requestRedemption(ALICE_MINTED // 2, {"from": alice})
    reserve.declareInsolvency({"from": regulator})
    reserve.claimRedemption(1, alice, {"from": alice})
    first = reserve.redemptionOf(1)["paid"]
    reach_maturity(bought)
    reserve.collect(cusip_of(bought), {"from": alice})
    reserve.endInsolvency({"from": regulator})

    reserve.declareInsolvency({"from": regulator})

    claims, held = ALICE_MINTED - first, cash.balanceOf(reserve)
    assert reserve.insolvency()["claims"] == claims
    assert reserve.claimable(1) == (ALICE_MINTED // 2 - first) * min(held, claims) // claims
    reserve.claimRedemption(1, alice, {"from": alice})
    assert reserve.redemptionOf(1)["insolvency"] == 2
