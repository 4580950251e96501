"""RuleBook: contract and model keep the same rows, and refuse the same ones."""

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.rejected import Rejected
from model.rule_book import Profile, RuleBook
from tests.helpers import rejects
from tests.twins import on_both

names = st.sampled_from([bytes([letter]) * 32 for letter in b"\0ABC"])
days = st.integers(0, 2**16 - 1)
short = st.integers(0, 2**8 - 1)
shares = st.one_of(st.integers(0, 10_000), st.sampled_from([0, 9_999, 10_000, 10_001, 2**16 - 1]))
profiles = st.builds(
    Profile,
    longest_maturity=days,
    weighted_average_maturity=days,
    daily_liquidity=st.one_of(st.just(0), shares),
    weekly_liquidity=shares,
    concentration=st.integers(0, 10_000),
    deposits=st.integers(0, 10_000),
    own_funds=shares,
    capital=st.integers(0, 2**40 - 1),
    redemption_days=short,
    notice_days=short,
    report_days=short,
    signatures=st.one_of(st.integers(0, 7), st.sampled_from([8, 255])),
    fee_forbidden=st.booleans(),
)
steps = st.lists(st.tuples(names, st.one_of(st.none(), profiles)), min_size=4, max_size=12)


@pytest.fixture(scope="module")
def regulator(accounts):
    return accounts[20]


@pytest.fixture(scope="module")
def books(RuleBook, ParAccessManager, regulator):
    """`books()`: an empty book of the regulator's."""
    manager = regulator.deploy(ParAccessManager, regulator)
    return lambda: regulator.deploy(RuleBook, manager)


@given(steps=steps)
def test_rows_and_law_in_force_agree(books, regulator, steps):
    chain, model = books(), RuleBook()
    by = {"from": regulator}

    for name, profile in steps:
        if profile:
            on_both(
                lambda name=name, profile=profile: model.set_profile(name, profile),
                lambda name=name, profile=profile: chain.setProfile(name, astuple(profile), by),
            )
        else:
            on_both(lambda name=name: model.adopt(name), lambda name=name: chain.adopt(name, by))

    for name in {name for name, _ in steps}:
        assert chain.isSet(name) == model.is_set(name)
        agree(lambda name=name: model.profile_of(name), lambda name=name: chain.profileOf(name))
    assert bytes(chain.adopted()) == model.adopted
    agree(model.rules, chain.rules)


def agree(on_model, on_chain):
    """A view of the contract gives the model's row, or its refusal."""
    try:
        expected = on_model()
    except Rejected as why:
        with rejects(str(why)):
            on_chain()
    else:
        assert on_chain() == astuple(expected)
