"""
claimRedemption
├── when there is no such redemption, rejects
├── when a stranger would have it paid to himself, rejects
├── given nothing is covered, rejects
├── given everything was paid, rejects
├── given the owner or the receiver is frozen, rejects, and its cash waits
├── given there is cash for all
│   ├── pays the owner, whoever calls
│   └── pays whom the owner names
├── given there is cash for some
│   ├── pays those who asked first, the one at the border in part
│   ├── pays the rest as cash comes in
│   └── pays in any order of claims the same
├── given an owner is frozen, pays those behind it
├── given cash refuses an owner, pays whom the owner names
├── given the reserve is insolvent
│   ├── pays everybody the same share, whether asked before or after
│   ├── pays the same share of what comes in later, also to who was paid before it came
│   ├── counts what was paid before as no share
│   └── never pays more than was asked for
├── given an insolvency has ended, pays the rest in full
└── records what was paid, and to whom
"""

from itertools import permutations

import pytest

from tests.helpers import rejects
from tests.unit.Reserve.conftest import ALICE_MINTED, DOLLAR, cusip_of, reach_maturity

pytestmark = pytest.mark.usefixtures("coins")


@pytest.fixture
def short(reserve, cash, bill, buy, alice):
    """The reserve is in bills, with 1,000 dollars of cash."""
    buy(bill, units=19_999)
    reserve.redeem(alice, cash.balanceOf(reserve) - 1_000 * DOLLAR, {"from": alice})
    return bill


@pytest.fixture
def queue(reserve, par_dollar, alice, bob, bank):
    """`queue(*dollars)`: Alice, Bob and the bank ask, in this order."""

    def queue(*amounts):
        for holder, dollars in zip((alice, bob, bank), amounts, strict=False):
            if holder != alice:
                par_dollar.transfer(holder, dollars, {"from": alice})
            reserve.requestRedemption(dollars, {"from": holder})

    return queue


def claimable(reserve):
    return [reserve.claimable(number) for number in range(1, reserve.redemptionCount() + 1)]


def test_rejects_an_unknown_redemption(reserve, alice):
    with rejects("UnknownRedemption"):
        reserve.claimRedemption(1, alice, {"from": alice})


def test_rejects_a_stranger_who_would_have_it_paid_to_himself(reserve, queue, stranger):
    queue(400)

    with rejects("NotOwner"):
        reserve.claimRedemption(1, stranger, {"from": stranger})


def test_rejects_given_nothing_is_covered(reserve, short, queue, bob):
    queue(1_000 * DOLLAR, 1)

    with rejects("NothingClaimable"):
        reserve.claimRedemption(2, bob, {"from": bob})


def test_rejects_given_everything_was_paid(reserve, queue, alice):
    queue(400)
    reserve.claimRedemption(1, alice, {"from": alice})

    with rejects("NothingClaimable"):
        reserve.claimRedemption(1, alice, {"from": alice})


@pytest.mark.lesson(19)
def test_a_frozen_owner_waits_and_its_cash_with_it(reserve, queue, freeze, alice, bob):
    queue(400)
    freeze(alice)

    for to in (alice, bob):
        with rejects("AccountFrozen"):
            reserve.claimRedemption(1, to, {"from": alice})
    assert reserve.claimable(1) == 400
    assert reserve.freeCash() == ALICE_MINTED - 400


def test_rejects_a_frozen_receiver(reserve, queue, freeze, alice, bob):
    queue(400)
    freeze(bob)

    with rejects("AccountFrozen"):
        reserve.claimRedemption(1, bob, {"from": alice})


@pytest.mark.ganache
def test_pays_the_owner_whoever_calls(reserve, cash, queue, alice, stranger):
    queue(400)
    before = cash.balanceOf(alice)

    reserve.claimRedemption(1, alice, {"from": stranger})

    assert cash.balanceOf(alice) == before + 400


def test_pays_whom_the_owner_names(reserve, cash, queue, alice, bob):
    queue(400)

    reserve.claimRedemption(1, bob, {"from": alice})

    assert cash.balanceOf(bob) == 400


@pytest.mark.lesson(13)
def test_pays_those_who_asked_first_the_one_at_the_border_in_part(reserve, short, queue):
    queue(700 * DOLLAR, 500 * DOLLAR, 100 * DOLLAR)

    assert claimable(reserve) == [700 * DOLLAR, 300 * DOLLAR, 0]


@pytest.mark.ganache
def test_pays_the_rest_as_cash_comes_in(reserve, cash, short, queue, alice, bob, bank):
    queue(700 * DOLLAR, 500 * DOLLAR, 100 * DOLLAR)
    reserve.claimRedemption(2, bob, {"from": bob})
    reserve.contributeCapital(250 * DOLLAR, {"from": alice})
    assert claimable(reserve) == [700 * DOLLAR, 200 * DOLLAR, 50 * DOLLAR]

    reach_maturity(short)
    reserve.collect(cusip_of(short), {"from": alice})
    for number, owner in enumerate((alice, bob, bank), 1):
        reserve.claimRedemption(number, owner, {"from": owner})

    assert (cash.balanceOf(bob), cash.balanceOf(bank)) == (500 * DOLLAR, 100 * DOLLAR)
    assert reserve.owed() == 0


@pytest.mark.lesson(13)
@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
def test_pays_in_any_order_of_claims_the_same(order, reserve, cash, short, queue, alice, bob, bank):
    queue(300 * DOLLAR, 600 * DOLLAR, 500 * DOLLAR)
    owners = (alice, bob, bank)
    before = [cash.balanceOf(owner) for owner in owners]

    for number in order:
        reserve.claimRedemption(number, owners[number - 1], {"from": owners[number - 1]})

    paid = [cash.balanceOf(owner) - had for owner, had in zip(owners, before, strict=True)]
    assert paid == [300 * DOLLAR, 600 * DOLLAR, 100 * DOLLAR]


@pytest.mark.lesson(13)
def test_pays_those_behind_a_frozen_owner(reserve, cash, short, queue, freeze, alice, bob):
    queue(700 * DOLLAR, 300 * DOLLAR)
    freeze(alice)

    reserve.claimRedemption(2, bob, {"from": bob})

    assert cash.balanceOf(bob) == 300 * DOLLAR
    assert reserve.claimable(1) == 700 * DOLLAR


@pytest.mark.lesson(19)
def test_pays_whom_the_owner_names_given_cash_refuses_the_owner(changed_cash_system, alice, bob):
    cash, reserve = changed_cash_system.cash, changed_cash_system.reserve
    reserve.mint(alice, 400, {"from": alice})
    reserve.requestRedemption(400, {"from": alice})
    cash.setBlocked(alice, True, {"from": alice})

    with rejects("Blocked"):
        reserve.claimRedemption(1, alice, {"from": alice})
    reserve.claimRedemption(1, bob, {"from": alice})

    assert cash.balanceOf(bob) == 400


@pytest.mark.ganache
def test_pays_everybody_the_same_share_in_an_insolvency(reserve, short, queue, alice, bob, regulator):
    queue(700 * DOLLAR)
    claims = reserve.liabilities()
    reserve.declareInsolvency({"from": regulator})
    reserve.requestRedemption(claims - 700 * DOLLAR, {"from": alice})

    held = 1_000 * DOLLAR
    first, last = 700 * DOLLAR * held // claims, (claims - 700 * DOLLAR) * held // claims
    assert claimable(reserve) == [first, last]
    reserve.claimRedemption(1, alice, {"from": alice})
    assert claimable(reserve) == [0, last]
    reserve.claimRedemption(2, alice, {"from": alice})
    with rejects("NothingClaimable"):
        reserve.claimRedemption(2, alice, {"from": alice})


def test_pays_the_same_share_of_what_comes_in_later(reserve, cash, short, queue, alice, bob, regulator):
    queue(600 * DOLLAR, 300 * DOLLAR)
    reserve.declareInsolvency({"from": regulator})
    claims = reserve.insolvency()["claims"]
    reserve.claimRedemption(1, alice, {"from": alice})
    reserve.contributeCapital(claims // 10, {"from": bob_pays(cash, reserve, bob, claims // 10)})

    before = cash.balanceOf(bob)
    reserve.claimRedemption(2, bob, {"from": bob})

    recovered = 1_000 * DOLLAR + claims // 10
    assert cash.balanceOf(bob) - before == 300 * DOLLAR * recovered // claims
    assert (
        reserve.claimable(1) == 600 * DOLLAR * recovered // claims - 600 * DOLLAR * 1_000 * DOLLAR // claims
    )
    reserve.claimRedemption(1, alice, {"from": alice})
    assert reserve.redemptionOf(1)["paid"] == 600 * DOLLAR * recovered // claims
    assert reserve.claimable(1) == 0


def bob_pays(cash, reserve, bob, dollars):
    cash.mint(bob, dollars, {"from": bob})
    cash.approve(reserve, dollars, {"from": bob})
    return bob


def test_counts_what_was_paid_before_as_no_share(reserve, short, queue, alice, regulator):
    queue(1_500 * DOLLAR)
    reserve.claimRedemption(1, alice, {"from": alice})
    reserve.contributeCapital(800 * DOLLAR, {"from": alice})

    reserve.declareInsolvency({"from": regulator})

    claims = reserve.insolvency()["claims"]
    assert claims == reserve.liabilities()
    assert reserve.claimable(1) == 500 * DOLLAR * 800 * DOLLAR // claims


def test_never_pays_more_than_was_asked_for(reserve, queue, alice, regulator):
    queue(400)
    reserve.contributeCapital(DOLLAR, {"from": alice})

    reserve.declareInsolvency({"from": regulator})

    assert reserve.claimable(1) == 400


def test_pays_the_rest_in_full_once_an_insolvency_has_ended(
    reserve, cash, short, queue, alice, bob, regulator, publish_yields
):
    queue(600 * DOLLAR, 900 * DOLLAR)
    reserve.declareInsolvency({"from": regulator})
    reserve.claimRedemption(2, bob, {"from": bob})
    reach_maturity(short)
    reserve.collect(cusip_of(short), {"from": alice})
    reserve.endInsolvency({"from": regulator})

    reserve.claimRedemption(1, alice, {"from": alice})
    reserve.claimRedemption(2, bob, {"from": bob})

    assert cash.balanceOf(bob) == 900 * DOLLAR
    assert reserve.owed() == 0


def test_records_what_was_paid_and_to_whom(reserve, queue, alice, bob):
    queue(400)

    tx = reserve.claimRedemption(1, bob, {"from": alice})

    assert dict(tx.events["RedemptionPaid"]) == {"id": 1, "to": bob, "dollars": 400}
