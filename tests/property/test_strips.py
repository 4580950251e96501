"""The pieces of a note or bond are the whole, whoever has them and whenever they were made."""

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.calendar import coupon_date
from model.cash import INFINITE, Cash
from model.clock import SECONDS_IN_DAY, Clock
from model.compliance import Compliance, HolderClass
from model.cusip import check_digit
from model.index_board import IndexBoard
from model.registry import TreasuryRegistry
from model.security import SecurityType, Terms
from model.strips import Strips
from scripts.batch import read
from scripts.network import chain_in_use, travel_to
from tests.securities import day, start_of

HOUSE, TREASURY = "house", "treasury"
PEOPLE = ["alice", "bob", "carol"]
FIRST_DAY, LAST_DAY = day(2031, 1, 1), day(2079, 12, 31)
ALL_PAID = LAST_DAY + 14

units = st.integers(1, 10**9)
percent = st.integers(1, 100)
month_ends = st.integers(1, 12 * 18).map(lambda month: day(2062 + month // 12, month % 12 + 1, 1) - 1)
maturities = st.integers(day(2062, 1, 1), LAST_DAY) | month_ends


@st.composite
def terms(draw, longest=60, maturities=maturities) -> Terms:
    """A note or bond; its first interest period is often short or long."""
    half_years = draw(st.integers(1, longest))
    maturity_date = draw(maturities)
    previous, first, second = (coupon_date(maturity_date, half_years - n) for n in range(3))
    kind = draw(st.sampled_from(["normal", "short", "long"] if half_years > 1 else ["normal", "short"]))
    dated_date = previous if kind == "normal" else draw(st.integers(previous + 1, first - 1))
    return Terms(
        draw(st.sampled_from([SecurityType.NOTE, SecurityType.BOND])),
        draw(st.integers(1, 160)) * 125,
        0,
        dated_date,
        second if kind == "long" else first,
        maturity_date,
    )


@st.composite
def series_alike(draw) -> list[Terms]:
    """Up to three, which pay interest on the same dates."""
    last = draw(maturities)
    ends = st.integers(0, 8).map(lambda half_years: coupon_date(last, half_years))
    series = draw(st.lists(terms(longest=20, maturities=ends), min_size=1, max_size=3))
    return sorted(series, key=lambda terms: terms.dated_date)


def market(*series: Terms) -> tuple[Strips, list[str]]:
    """In which everybody may hold and the Treasury can pay, and its securities; today the first is dated."""
    compliance = Compliance("compliance")
    for holder in PEOPLE:
        compliance.set_holder(holder, HolderClass.FUND, b"US", False)
    clock = Clock(series[0].dated_date * SECONDS_IN_DAY)
    cash = Cash()
    registry = TreasuryRegistry("registry", clock, cash, compliance, IndexBoard(clock), TREASURY)
    strips = Strips("strips", clock, cash, compliance, registry, TREASURY)
    registry.set_auction_house(HOUSE)
    registry.set_strips(strips.address)
    cash.mint(TREASURY, 10**24)
    for payer in (registry, strips):
        cash.approve(TREASURY, payer.address, INFINITE)
    notes = [registry.establish(cusip(number), each) for number, each in enumerate(series)]
    return strips, sorted(set(notes))


def cusip(number: int) -> str:
    first = f"912828A{number:X}"
    return f"{first}{check_digit(first)}"


@given(
    terms=terms(),
    holding=units,
    share=percent,
    waits=st.lists(st.integers(0, 4_000), min_size=3, max_size=3),
)
def test_reconstitution_undoes_a_strip(terms, holding, share, waits):
    """Interest that came due in between is owed by pieces instead of the registry; nothing else differs."""
    strips, (note,) = market(terms)
    registry = strips.registry
    registry.issue(HOUSE, note, "alice", holding, terms.dated_date)
    before, until, after = waits
    stripped = max(1, holding * share // 100)

    pass_days(strips, before % (terms.maturity_date - terms.dated_date))
    owed = registry.interest_owed(note, "alice")
    strips.strip("alice", note, stripped)
    assert registry.interest_owed(note, "alice") == owed
    pass_days(strips, until % (terms.maturity_date - strips.clock.today))
    strips.reconstitute("alice", note, stripped)

    assert registry.holding_of(note, "alice").units == registry.security_of(note).outstanding == holding
    assert all(piece.payment_date <= strips.clock.today for piece in +strips.total_supply)
    pass_days(strips, after)
    due = sum(strips.total_supply.values())
    assert registry.interest_owed(note, "alice") + due == holding * earned(strips, note)


@given(
    series=series_alike(),
    holding=st.integers(1, 10**6),
    wait=st.integers(0, 1_000),
    sales=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 100), percent), max_size=20),
)
def test_pieces_pay_what_the_whole_pays(series, holding, wait, sales):
    """Bob keeps all securities whole; Alice strips as many and trades pieces with Carol, as time passes."""
    strips, notes = market(*series)
    pass_days(strips, series[-1].dated_date - strips.clock.today)
    for note in notes:
        for holder in ("alice", "bob"):
            strips.registry.issue(HOUSE, note, holder, holding, strips.clock.today)
    pass_days(strips, wait)
    for note in notes:
        if strips.clock.today < strips.registry.security_of(note).maturity_date:
            strips.strip("alice", note, holding)
    for days, *sale in sales:
        pass_days(strips, days)
        sell(strips, *sale)

    pass_days(strips, ALL_PAID - strips.clock.today)
    redeem_everything(strips)

    paid = strips.cash.balance_of
    assert paid["alice"] + paid["carol"] == paid["bob"]
    assert not +strips.total_supply


def sell(strips, one, share):
    """A part of a piece, from Alice to Carol or the other way."""
    tradable = [key for key in +strips.balance_of if key[1].payment_date > strips.clock.today]
    if tradable:
        holder, piece = tradable[one % len(tradable)]
        to = "carol" if holder == "alice" else "alice"
        strips.transfer(holder, to, piece, strips.balance_of[holder, piece] * share // 100)


def redeem_everything(strips):
    for holder, piece in list(+strips.balance_of):
        strips.redeem(holder, piece, holder)
    for note, holder in list(strips.registry.holdings):
        holding = strips.registry.holding_of(note, holder)
        if holding.units or holding.interest_owed:
            strips.registry.redeem(holder, note, holder)


def pass_days(strips, days):
    strips.clock.now += max(0, days) * SECONDS_IN_DAY


def earned(strips, note) -> int:
    """Interest of one unit since the dated date [micro-dollars]."""
    dates = strips.registry.coupon_dates[note]
    passed = sum(date <= strips.clock.today for date in dates)
    return sum(strips.registry.interest_payment(note, coupon) for coupon in range(1, passed + 1))


# On the chain


@pytest.fixture(scope="module")
def on_chain(Strips, TreasuryRegistry, system, parts):
    """Only the administrator may do what needs a role."""
    registry = parts.administrator.deploy(
        TreasuryRegistry,
        system.cash,
        system.compliance,
        system.index_board,
        parts.treasury,
        system.access_manager,
    )
    return parts.administrator.deploy(Strips, system.cash, system.compliance, registry), registry


@given(
    series=st.lists(terms(longest=180), min_size=5, max_size=5),
    holding=st.integers(1, 2**64 - 1),
    days=st.lists(st.integers(FIRST_DAY, LAST_DAY), min_size=3, max_size=3).map(sorted),
)
def test_contract_and_model_agree_on_the_pieces(on_chain, parts, series, holding, days):
    """Of five securities, three times in their lives."""
    chain_in_use().revert()  # to before the example
    strips, registry = on_chain
    model, notes = market(*series)
    for number, each in enumerate(series):
        registry.establish(cusip(number).encode(), astuple(each), {"from": parts.administrator})
    for today in days:
        travel_to(start_of(today))
        model.clock.now = start_of(today)
        outstanding = [note for note in notes if model.registry.securities[note].maturity_date > today]
        said = read([(strips.piecesOf, note.encode(), holding) for note in outstanding])
        expected = [model.pieces_of(note, holding) for note in outstanding]
        assert [dict(zip(*pieces, strict=True)) for pieces in said] == [
            {piece.id: held for piece, held in pieces.items()} for pieces in expected
        ]
