"""Whatever a share costs: contract and model agree, and no order of steps takes from those who stay."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.clock import Clock
from model.par_dollar import INFINITE, ParDollar
from model.savings_dollar import EARNINGS_PERIOD, SavingsDollar
from scripts.network import chain_in_use, set_clock
from tests.helpers import now, travel_to
from tests.stateful.machine import camel
from tests.twins import on_both

HAS = 10**18  # each saver, so that nobody runs out [micro-dollars]

DOLLARS = st.integers(1, 10**9) | st.integers(1, 10**16)  # up to ten billion dollars [micro-dollars]
EARNED = st.integers(0, 1000) | st.integers(0, 10**16)  # [micro-dollars]
ELAPSED = st.integers(0, EARNINGS_PERIOD + 10)  # [seconds]
WAY_IN = st.sampled_from(["deposit", "mint"])
WAY_OUT = st.sampled_from(["withdraw", "redeem"])


@dataclass
class Vault:
    """The savings and their model. Time passes only when somebody waits: all else happens in one moment."""

    coin: object
    savings: object
    coin_model: ParDollar
    model: SavingsDollar
    reserve: str

    def give(self, holder: str, dollars: int) -> None:
        self.coin_model.mint(self.reserve, holder, dollars)
        self.at_once(self.coin.mint, holder, dollars, by=self.reserve)

    def take(self, name: str, *arguments: int | str, by: str) -> None:
        """One step on both sides."""
        on_both(
            lambda: getattr(self.model, name)(by, *arguments),
            lambda: self.at_once(getattr(self.savings, camel(name)), *arguments, by=by),
        )

    def at_once(self, function, *arguments, by: str):
        set_clock(self.model.clock.now)
        return function(*arguments, {"from": by})

    def go_in(self, way: str, dollars: int, saver: str) -> None:
        """By dollars, or by about as many shares."""
        self.take(
            way, dollars if way == "deposit" else self.model.convert_to_shares(dollars), saver, by=saver
        )

    def go_out(self, way: str, saver: str) -> None:
        """With everything."""
        limit = self.model.max_withdraw if way == "withdraw" else self.model.max_redeem
        self.take(way, limit(saver), saver, saver, by=saver)

    def earn(self, dollars: int) -> None:
        self.give(self.savings.address, dollars)
        self.take("add_earnings", dollars, self.model.total_assets, by=self.reserve)

    def wait(self, seconds: int) -> None:
        self.model.clock.now += seconds
        travel_to(self.model.clock.now)

    def require_agreement(self, *holders: str) -> None:
        savings, model = self.savings, self.model
        assert savings.totalAssets() == model.total_assets
        assert savings.totalSupply() == model.total_supply
        assert savings.unvested() == model.unvested
        assert [savings.balanceOf(holder) for holder in holders] == [
            model.balance_of[holder] for holder in holders
        ]
        assert [self.coin.balanceOf(holder) for holder in holders] == [
            self.coin_model.balance_of[holder] for holder in holders
        ]


@pytest.fixture(scope="module")
def people(accounts):
    """The reserve and three savers."""
    return [account.address for account in accounts[20:24]]


@pytest.fixture(scope="module")
def deployed(ParDollar, SavingsDollar, accounts, people):
    reserve, *savers = people
    coin = accounts.at(reserve).deploy(ParDollar, accounts[25])
    savings = accounts.at(reserve).deploy(SavingsDollar, coin)
    for saver in savers:
        coin.approve(savings, INFINITE, {"from": saver})
        coin.mint(saver, HAS, {"from": reserve})
    return coin, savings


@pytest.fixture
def fresh(deployed, people):
    """A vault in which nobody has saved yet, for each example."""
    (coin, savings), (reserve, *savers) = deployed, people
    chain_in_use().snapshot()

    def fresh() -> Vault:
        chain_in_use().revert()
        coin_model = ParDollar(reserve, coin.compliance())
        for saver in savers:
            coin_model.mint(reserve, saver, HAS)
            coin_model.approve(saver, savings.address, INFINITE)
        return Vault(
            coin, savings, coin_model, SavingsDollar(savings.address, Clock(now()), coin_model), reserve
        )

    return fresh


@pytest.fixture
def at_odd_price(fresh, people):
    """Alice has saved, and has earned a part of what was added."""

    def at_odd_price(first: int, earned: int, elapsed: int) -> Vault:
        vault = fresh()
        vault.take("deposit", first, people[1], by=people[1])
        vault.earn(earned)
        vault.wait(elapsed)
        return vault

    return at_odd_price


@given(first=DOLLARS, earned=EARNED, elapsed=ELAPSED, dollars=DOLLARS, shares=st.integers(0, 10**28))
def test_contract_and_model_agree(at_odd_price, people, first, earned, elapsed, dollars, shares):
    """On every preview and limit, then on every way in and out."""
    vault, (_, alice, bob, _) = at_odd_price(first, earned, elapsed), people
    savings, model = vault.savings, vault.model

    assert savings.previewDeposit(dollars) == model.convert_to_shares(dollars)
    assert savings.previewMint(shares) == model.preview_mint(shares)
    assert savings.previewWithdraw(dollars) == model.preview_withdraw(dollars)
    assert savings.previewRedeem(shares) == model.convert_to_assets(shares)
    assert savings.maxDeposit(bob) == model.max_deposit(bob)
    assert savings.maxMint(bob) == model.max_mint(bob)
    assert savings.maxWithdraw(alice) == model.max_withdraw(alice)
    assert savings.maxRedeem(alice) == model.max_redeem(alice)

    vault.take("deposit", dollars, bob, by=alice)
    vault.take("mint", shares, alice, by=bob)
    vault.take("withdraw", dollars, bob, alice, by=alice)
    vault.take("redeem", shares, alice, bob, by=bob)
    vault.require_agreement(alice, bob, savings.address)


@pytest.mark.lesson(25)
@given(first=DOLLARS, earned=EARNED, elapsed=ELAPSED, way_in=WAY_IN, way_out=WAY_OUT, dollars=DOLLARS)
def test_in_and_out_at_once_gains_nothing(
    at_odd_price, people, first, earned, elapsed, way_in, way_out, dollars
):
    """At whatever price; and who stays loses nothing."""
    vault, (_, alice, bob, _) = at_odd_price(first, earned, elapsed), people
    owned = vault.savings.maxWithdraw(alice)

    vault.go_in(way_in, dollars, bob)
    vault.go_out(way_out, bob)

    assert vault.coin.balanceOf(bob) <= HAS
    assert vault.savings.maxWithdraw(alice) >= owned
    vault.require_agreement(alice, bob)


@pytest.mark.lesson(3)
@given(first=DOLLARS, earned=EARNED, dollars=DOLLARS, added=EARNED, way_in=WAY_IN, way_out=WAY_OUT)
def test_who_comes_for_a_distribution_and_leaves_after_it_gains_nothing(
    at_odd_price, people, first, earned, dollars, added, way_in, way_out
):
    vault, (_, alice, bob, _) = at_odd_price(first, earned, EARNINGS_PERIOD), people
    owned = vault.savings.maxWithdraw(alice)

    vault.go_in(way_in, dollars, bob)
    vault.earn(added)
    vault.go_out(way_out, bob)

    assert vault.coin.balanceOf(bob) <= HAS
    assert vault.savings.maxWithdraw(alice) >= owned
    vault.require_agreement(alice, bob)


@pytest.mark.lesson(24)
@given(first=DOLLARS, given=DOLLARS, dollars=DOLLARS, way_in=WAY_IN, way_out=WAY_OUT)
def test_a_first_depositor_who_gives_coins_away_takes_nothing_of_the_next(
    fresh, people, first, given, dollars, way_in, way_out
):
    """A gift is never price: the next saver gets all back but the rounding, and the gift is lost."""
    vault, (_, attacker, victim, _) = fresh(), people
    vault.go_in("deposit", first, attacker)
    vault.coin_model.transfer(attacker, vault.savings.address, given)
    vault.at_once(vault.coin.transfer, vault.savings, given, by=attacker)
    assert vault.savings.totalAssets() == first

    vault.go_in(way_in, dollars, victim)
    vault.go_out(way_out, attacker)
    vault.go_out(way_out, victim)

    assert vault.coin.balanceOf(victim) >= HAS - 1
    assert vault.coin.balanceOf(attacker) <= HAS - given
    vault.require_agreement(attacker, victim)


@given(first=DOLLARS, earned=EARNED, dollars=DOLLARS, way_in=WAY_IN, way_out=WAY_OUT)
def test_whoever_had_the_price_raised_beforehand_pays_for_it(
    fresh, people, first, earned, dollars, way_in, way_out
):
    """The first saver leaves with all he can, so that few shares are worth much; the next gets all back
    but the price of a share."""
    vault, (_, alice, bob, _) = fresh(), people
    vault.go_in("deposit", first, alice)
    vault.earn(earned)
    vault.go_out("redeem", alice)
    vault.wait(EARNINGS_PERIOD)
    share = vault.model.preview_mint(1)

    vault.go_in(way_in, dollars, bob)
    paid = HAS - vault.coin.balanceOf(bob)
    vault.go_out(way_out, bob)

    assert HAS - vault.coin.balanceOf(bob) <= min(paid, share + 1)
    vault.require_agreement(alice, bob)


@pytest.mark.lesson(16)
@given(
    first=DOLLARS,
    earned=EARNED,
    times=st.lists(ELAPSED, min_size=1, max_size=4),
    saved=st.lists(DOLLARS, min_size=3, max_size=3),
)
def test_all_can_leave_whenever_they_want(fresh, people, first, earned, times, saved):
    """What savers can take is never more than what is there, and once they have left, what is left is small:
    the price of the 10^12 shares."""
    vault, (_, *savers) = fresh(), people
    for saver, dollars in zip(savers, saved, strict=True):
        vault.go_in("deposit", dollars, saver)
    vault.earn(earned)
    for seconds in times:
        vault.wait(seconds)
        can_take = sum(vault.savings.maxWithdraw(saver) for saver in savers)
        assert can_take <= vault.savings.totalAssets() <= vault.coin.balanceOf(vault.savings)

    vault.wait(EARNINGS_PERIOD)
    price = vault.model.preview_mint(10**12)
    for saver in savers:
        vault.go_out("redeem", saver)

    assert 0 <= vault.coin.balanceOf(vault.savings) <= price + len(savers)
    vault.require_agreement(*savers)


@given(first=DOLLARS, other=DOLLARS, earned=EARNED, elapsed=ELAPSED, way=WAY_OUT)
def test_no_dollar_earns_more_for_those_who_leave(fresh, people, first, other, earned, elapsed, way):
    """What vests on a dollar is what was added on one, or less."""
    vault, (_, alice, bob, _) = fresh(), people
    vault.go_in("deposit", first, alice)
    vault.go_in("deposit", other, bob)
    saved = vault.model.total_assets
    vault.earn(earned)
    vault.wait(elapsed)

    vault.go_out(way, bob)

    vault.require_agreement(alice, bob)
    unvested = vault.savings.unvested()
    left = EARNINGS_PERIOD - min(elapsed, EARNINGS_PERIOD)
    assert (unvested - 1) * EARNINGS_PERIOD * saved <= earned * left * vault.savings.totalAssets()
    assert vault.savings.uncounted() == vault.model.uncounted


@given(first=DOLLARS, other=DOLLARS, earned=EARNED, elapsed=ELAPSED, way_in=WAY_IN, way_out=WAY_OUT)
def test_who_comes_and_goes_at_once_takes_nothing_along(
    fresh, people, first, other, earned, elapsed, way_in, way_out
):
    vault, (_, alice, bob, _) = fresh(), people
    vault.go_in("deposit", first, alice)
    vault.earn(earned)
    vault.wait(elapsed)
    unvested = vault.savings.unvested()

    vault.go_in(way_in, other, bob)
    vault.go_out(way_out, bob)

    vault.require_agreement(alice, bob)
    assert vault.savings.unvested() == unvested
    assert vault.savings.uncounted() == 0
