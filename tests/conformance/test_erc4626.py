"""ERC-4626, its MUST sentences one by one, at a price at which every rounding shows."""

import pytest

from tests.helpers import REFUSALS

AMOUNTS = (0, 1, 2, 3, 1_000_003, 99_999_999)
WAYS_IN, WAYS_OUT = ("deposit", "mint"), ("withdraw", "redeem")
SHARE = 10**12  # about a micro-dollar's worth


def as_given(way, amount):
    """Dollars, or shares of about as many."""
    return amount if way in ("deposit", "withdraw") else amount * SHARE + amount


def with_virtual_ones(vault):
    """Shares and dollars, whose ratio is the exact price."""
    return vault.totalSupply() + SHARE, vault.totalAssets() + 1


def test_asset_must_be_an_erc20_and_must_not_revert(vault, coin):
    assert vault.asset() == coin


def test_total_assets_must_not_revert_and_includes_what_was_earned(vault):
    assert 333_333_331 < vault.totalAssets() < 333_333_331 + 7_654_321


@pytest.mark.parametrize("amount", AMOUNTS)
def test_conversions_must_not_depend_on_the_caller_and_must_round_down(vault, alice, bob, amount):
    shares = amount * SHARE
    supply, assets = with_virtual_ones(vault)
    assert vault.convertToShares(amount) == amount * supply // assets
    assert vault.convertToAssets(shares) == shares * assets // supply
    for question, given in ((vault.convertToShares, amount), (vault.convertToAssets, shares)):
        assert question(given, {"from": alice}) == question(given, {"from": bob})


@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.parametrize("way", WAYS_IN)
def test_a_way_in_is_as_its_preview_or_better(vault, alice, bob, way, amount):
    given = as_given(way, amount)
    preview = getattr(vault, f"preview{way.title()}")(given)
    supply, assets = with_virtual_ones(vault)

    tx = getattr(vault, way)(given, bob, {"from": alice})

    assert tx.return_value >= preview if way == "deposit" else tx.return_value <= preview
    dollars, shares = (given, tx.return_value) if way == "deposit" else (tx.return_value, given)
    assert list(tx.events["Deposit"][0].values()) == [alice, bob, dollars, shares]
    assert vault.balanceOf(bob) == shares
    assert shares * assets <= dollars * supply


@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_way_out_is_as_its_preview_or_better(vault, coin, alice, bob, way, amount):
    given, held, has = as_given(way, amount), vault.balanceOf(alice), coin.balanceOf(bob)
    preview = getattr(vault, f"preview{way.title()}")(given)
    supply, assets = with_virtual_ones(vault)

    tx = getattr(vault, way)(given, bob, alice, {"from": alice})

    assert tx.return_value <= preview if way == "withdraw" else tx.return_value >= preview
    dollars, shares = (given, tx.return_value) if way == "withdraw" else (tx.return_value, given)
    assert list(tx.events["Withdraw"][0].values()) == [alice, bob, alice, dollars, shares]
    assert vault.balanceOf(alice) == held - shares
    assert coin.balanceOf(bob) == has + dollars
    assert dollars * supply <= shares * assets


@pytest.mark.parametrize("amount", AMOUNTS)
def test_roundings_favour_the_vault(vault, amount):
    shares = amount * SHARE + 1
    assert vault.previewDeposit(amount) <= vault.previewWithdraw(amount)
    assert vault.previewRedeem(shares) <= vault.previewMint(shares)


@pytest.mark.parametrize("way", WAYS_OUT)
def test_the_most_that_can_leave_leaves_and_more_must_revert(vault, alice, way):
    most = getattr(vault, f"max{way.title()}")(alice)

    with pytest.raises(REFUSALS):
        getattr(vault, way)(most + SHARE * (way == "redeem") + 1, alice, alice, {"from": alice})
    getattr(vault, way)(most, alice, alice, {"from": alice})


@pytest.mark.parametrize("part", [0, 1, 2, 3])
@pytest.mark.parametrize("way", WAYS_IN + WAYS_OUT)
def test_what_is_within_the_most_must_not_revert(vault, coin, reserve, alice, bob, way, part):
    coin.mint(alice, 2**72, {"from": reserve})
    whose = (bob,) if way in WAYS_IN else (bob, alice)  # who receives; whose shares they are
    most = getattr(vault, f"max{way.title()}")(whose[-1])

    getattr(vault, way)(most * part // 3, *whose, {"from": alice})


@pytest.mark.parametrize("way", WAYS_IN + WAYS_OUT)
def test_the_most_must_be_0_for_whom_it_is_disabled(vault, coin, officer, alice, way):
    most = getattr(vault, f"max{way.title()}")
    assert most(alice) > 0

    coin.setFrozen(alice, True, {"from": officer})

    assert most(alice) == 0


@pytest.mark.parametrize("way", WAYS_IN)
def test_the_most_that_can_come_must_not_depend_on_a_balance(vault, alice, stranger, way):
    most = getattr(vault, f"max{way.title()}")

    assert most(alice) == most(stranger) > 0


@pytest.mark.parametrize("way", WAYS_OUT)
def test_another_must_be_approved_to_take_out_and_may_then(vault, alice, bob, way):
    with pytest.raises(REFUSALS):
        getattr(vault, way)(as_given(way, 5), bob, alice, {"from": bob})

    vault.approve(bob, 10 * SHARE, {"from": alice})
    tx = getattr(vault, way)(as_given(way, 5), bob, alice, {"from": bob})

    spent = tx.events["Withdraw"][0]["shares"]
    assert vault.allowance(alice, bob) == 10 * SHARE - spent


@pytest.mark.parametrize("way", WAYS_IN)
def test_must_revert_if_not_all_can_be_taken_in(vault, alice, bob, coin, way):
    coin.approve(vault, 3, {"from": bob})

    with pytest.raises(REFUSALS):
        getattr(vault, way)(as_given(way, 1_000), bob, {"from": bob})
