"""Series: contract and model record the same of any terms, or refuse them by the same error."""

from dataclasses import astuple, dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.calendar import MONTHS_IN_HALF_YEAR, MONTHS_IN_QUARTER, coupon_date
from model.cash import Cash
from model.clock import Clock
from model.compliance import Compliance
from model.cusip import check_digit
from model.index_board import IndexBoard
from model.registry import TreasuryRegistry
from model.security import INDEXED, SecurityType, Terms
from scripts.batch import read
from scripts.network import chain_in_use
from tests.property.dates import days
from tests.securities import day
from tests.twins import on_both

maturities = days.filter(lambda date: date > day(2025, 1, 1))  # fifty years after the first date there is
kinds = st.sampled_from([kind for kind in SecurityType if kind != SecurityType.NONE])


def cusip(number: int) -> str:
    first = f"912810A{number}"
    return f"{first}{check_digit(first)}"


@dataclass(frozen=True)
class Proposal:
    """Terms by what they are next to the coupon dates of the maturity date."""

    cusip: int
    is_like_the_first: bool
    coupon_dates_before: int  # on or before the dated date, counted back from maturity
    days_later: int  # the dated date
    first_payment: int  # the coupon date after the dated date, 1 is the next
    days_off: int  # of the first interest payment


proposals = st.builds(
    Proposal,
    cusip=st.integers(0, 1),
    is_like_the_first=st.sampled_from([True] * 5 + [False]),
    coupon_dates_before=st.integers(1, 4) | st.integers(1, 4) | st.integers(1, 100),
    days_later=st.sampled_from([0, 0, 0, 0, 1, 40]),
    first_payment=st.sampled_from([1, 1, 1, 1, 2, 2, 3]),
    days_off=st.sampled_from([0] * 18 + [-1, 1]),
)


@st.composite
def series(draw):
    """Several terms, of which some are those of one series."""
    maturity_date = draw(maturities)
    kind, rate, spread = rates = (
        draw(kinds),
        draw(st.integers(1, 800)) * 125,
        draw(st.integers(-10_001, 10_001)),
    )
    proposed = []
    for proposal in draw(st.lists(proposals, min_size=4, max_size=8)):
        if not proposal.is_like_the_first:
            kind, rate, spread = (
                draw(kinds),
                draw(st.sampled_from([0, 124, 125, 1_000, 100_125])),
                draw(st.sampled_from([0, 1, 10_000])),
            )
        else:
            kind, rate, spread = rates
        proposed.append((cusip(proposal.cusip), terms_of(proposal, kind, rate, spread, maturity_date)))
    return proposed


def terms_of(proposal, kind, rate, spread, maturity_date):
    months = MONTHS_IN_QUARTER if kind == SecurityType.FRN else MONTHS_IN_HALF_YEAR
    before = proposal.coupon_dates_before
    first = coupon_date(maturity_date, max(before - proposal.first_payment, 0), months) + proposal.days_off
    return Terms(
        kind,
        0 if kind in (SecurityType.BILL, SecurityType.FRN) and rate > 125 else rate,
        spread if kind == SecurityType.FRN else spread * (spread == 1),
        coupon_date(maturity_date, before, months) + proposal.days_later,
        0 if kind == SecurityType.BILL and proposal.first_payment == 1 else first,
        maturity_date,
    )


@pytest.fixture
def start(registry):
    chain_in_use().snapshot()


@given(proposed=series())
def test_what_is_recorded_of_any_terms_agrees(start, registry, treasury, proposed):
    chain_in_use().revert()
    clock = Clock(0)
    model = TreasuryRegistry(
        "registry", clock, Cash(), Compliance("compliance"), IndexBoard(clock), "treasury"
    )

    for name, terms in proposed:
        on_both(
            lambda name=name, terms=terms: model.establish(name, terms),
            lambda name=name, terms=terms: registry.establish(
                name.encode(), astuple(terms), {"from": treasury}
            ),
        )

    recorded = read([(registry.securityOf, name.encode()) for name in model.securities])
    assert [tuple(security) for security in recorded] == [astuple(each) for each in model.securities.values()]
    payments = [
        (name, number)
        for name, security in model.securities.items()
        if security.security_type not in INDEXED
        for number in {1, 2, security.coupon_count}
        if 0 < number <= security.coupon_count
    ]
    paid = read([(registry.interestPayment, name.encode(), number) for name, number in payments])
    assert paid == [model.interest_payment(*payment) for payment in payments]
