"""AuctionPricing: contract and model agree; what a bidder pays at its own rate covers every higher one.

Any bill, note, bond, TIPS or floating rate note, new or reopened, is put up for auction on the auction day of
tests/auctions.py, after a year in which consumer prices and bill auctions were published at random.
"""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.auction import Index, to_abi
from model.auction_pricing import MOST_ROUNDED, AuctionPricing, is_new_note, last_coupon_date
from model.calendar import (
    MONTHS_IN_QUARTER,
    calendar_date,
    coupon_date,
    next_coupon_date,
    previous_coupon_date,
    unix_day,
)
from model.cash import Cash
from model.clock import SECONDS_IN_DAY, Clock
from model.compliance import Compliance
from model.frn_pricing import index_rate_from_bill
from model.index_board import IndexBoard, month_of, week_of
from model.note_pricing import PAR
from model.registry import TreasuryRegistry
from model.rejected import Rejected
from model.security import SecurityType
from model.tips_pricing import adjusted
from scripts.batch import order, read, send
from tests.auctions import AUCTION_DAY, BILL, NEW_NOTE, TERM
from tests.helpers import now, rejects, travel_to

HIGHEST = 20_000  # 20 %, of an interest rate, and of what is bid as a rule [0.001 %]
WEEKS = 60  # before the auction day, in which a bill was auctioned
MONTHS = 24  # before it, whose consumer prices are published
MOST_YEARS = 30
PRICES, RATES = Random("consumer prices"), Random("bill auctions")
FIRST_BILL = AUCTION_DAY - 1 - 7 * (WEEKS - 1)  # a Monday
THIS_MONTH, THIS_WEEK = month_of(AUCTION_DAY), week_of(AUCTION_DAY)

CPI_OF = {THIS_MONTH - number: PRICES.randint(240_000, 260_000) for number in range(1, MONTHS + 1)}
BILL_AUCTIONS = [(FIRST_BILL + 7 * number, RATES.randint(0, HIGHEST), TERM) for number in range(WEEKS)]

# Announcements


def announced(kind: SecurityType, **terms):
    is_indexed = kind in (SecurityType.TIPS, SecurityType.FRN)
    most = 10_000 if kind == SecurityType.FRN else HIGHEST
    band = {"minimum_rate": -5_000 if is_indexed else 0, "maximum_rate": most}
    return replace(NEW_NOTE, security_type=kind, **band, **terms)


@st.composite
def dates(draw, longest=366 * MOST_YEARS):
    """When it is issued, and when it matures: often on the last day of a month."""
    issue_date = BILL.issue_date + draw(st.integers(0, 200))
    maturity_date = issue_date + draw(st.integers(1, 800) | st.integers(1, longest))
    if draw(st.booleans()):
        maturity_date = unix_day(calendar_date(maturity_date).replace(day=28)) + 4
        maturity_date -= calendar_date(maturity_date).day
    return issue_date, max(maturity_date, issue_date + 1)


@st.composite
def notes(draw, kinds=(SecurityType.NOTE, SecurityType.BOND, SecurityType.TIPS)):
    """With any first interest period, before, in or after which it is issued."""
    issue_date, maturity_date = draw(dates())
    dated_date = issue_date - draw(st.integers(0, 190) | st.integers(0, 380))
    if draw(st.booleans()):
        dated_date = previous_coupon_date(dated_date, maturity_date)
    first = next_coupon_date(dated_date, maturity_date)
    if first < maturity_date and draw(st.booleans()):
        first = next_coupon_date(first, maturity_date)  # a long first period
    is_reopening = draw(st.booleans())
    return announced(
        draw(st.sampled_from(kinds)),
        is_reopening=is_reopening,
        interest_rate=draw(st.integers(1, 120)) * 125 if is_reopening else 0,
        dated_date=dated_date,
        first_interest_payment_date=first,
        issue_date=issue_date,
        maturity_date=maturity_date,
    )


@st.composite
def floating_rate_notes(draw):
    """Interest has accrued in the quarter of issue, up to a day before which the bill auctions are known."""
    issue_date = BILL.issue_date + draw(st.integers(0, 2))
    quarters = draw(st.integers(1, 12) | st.integers(1, 4 * MOST_YEARS))
    due = issue_date + draw(st.integers(1, 90))
    maturity_date = coupon_date(due, -quarters, MONTHS_IN_QUARTER)
    dated_date = previous_coupon_date(issue_date, maturity_date, MONTHS_IN_QUARTER)
    if is_reopening := draw(st.booleans()):
        dated_date -= draw(st.integers(0, 200))
        dated_date = previous_coupon_date(dated_date, maturity_date, MONTHS_IN_QUARTER)
    return announced(
        SecurityType.FRN,
        is_reopening=is_reopening,
        spread=draw(st.integers(-500, 500) | st.integers(-10_000, 10_000)) if is_reopening else 0,
        dated_date=dated_date,
        first_interest_payment_date=next_coupon_date(dated_date, maturity_date, MONTHS_IN_QUARTER),
        issue_date=issue_date,
        maturity_date=maturity_date,
    )


bills = st.integers(1, 366).map(lambda term: replace(BILL, maturity_date=BILL.issue_date + term))
announcements = bills | notes() | floating_rate_notes()
low_rates = st.integers(-200, 260)  # around zero and the least interest rate
rates = st.lists(low_rates | st.integers(-5_000, HIGHEST), min_size=1, max_size=12)
index_rates = st.builds(index_rate_from_bill, st.integers(0, 300) | st.integers(0, HIGHEST), st.just(TERM))
index_ratios = st.integers(50_000, 300_000)


@st.composite
def indices(draw, announcement):
    """What it is priced by, by itself: of a floating rate note, some bill auctions may be missing."""
    if announcement.security_type == SecurityType.TIPS:
        return Index(draw(index_ratios))
    if announcement.security_type == SecurityType.FRN:
        last_week = THIS_WEEK + draw(st.sampled_from([0, 0, 0, -5, 1, -WEEKS]))
        dates = last_coupon_date(announcement), announcement.issue_date
        return Index(draw(index_rates), last_week, *map(PRICING.registry.lock_out, dates))
    return Index()


def in_band(announcement, some: list[int]) -> list[int]:
    """Those that may be bid, on the grid, ascending."""
    lowest, highest = announcement.minimum_rate, announcement.maximum_rate
    step = 5 if announcement.security_type == SecurityType.BILL else 1
    return sorted({rate - rate % step for rate in some if lowest <= rate <= highest})


# Both sides


@pytest.fixture(scope="module")
def contract(system, parts):
    """The deployed contract, when all is published."""
    travel_to(AUCTION_DAY * SECONDS_IN_DAY)
    board = system.index_board
    publications = [order(board.publishCpi, *each, by=parts.rate_publisher) for each in CPI_OF.items()]
    publications += [
        order(board.publishBillAuction, *each, by=parts.rate_publisher) for each in BILL_AUCTIONS
    ]
    send(publications)
    return system.auction_pricing


def model_now(time: int) -> AuctionPricing:
    clock = Clock(time)
    board = IndexBoard(clock)
    for month in CPI_OF.items():
        board.publish_cpi(*month)
    for bill in BILL_AUCTIONS:
        board.publish_bill_auction(*bill)
    registry = TreasuryRegistry("registry", clock, Cash(), Compliance("compliance"), board, "treasury")
    return AuctionPricing(clock, registry)


@pytest.fixture(scope="module")
def twin(contract):
    return model_now(now())


PRICING = model_now((AUCTION_DAY + 1) * SECONDS_IN_DAY - 1)  # for laws, which need no chain


def agree(questions) -> None:
    """(what the model says, function of the contract, its arguments): the same answer or refusal to each."""
    answered, expected = [], []
    for on_model, function, *arguments in questions:
        try:
            expected.append(plain(on_model()))
            answered.append((function, *arguments))
        except Rejected as why:
            with rejects(str(why)):
                function(*arguments)
    assert [plain(answer) for answer in read(answered)] == expected


def plain(answer):
    return tuple(to_abi(answer)) if hasattr(answer, "__dataclass_fields__") else answer


# Contract and model


@given(announcement=announcements, some=rates, data=st.data())
def test_contract_and_model_agree_on_every_price(contract, twin, announcement, some, data):
    index = data.draw(indices(announcement))
    terms = to_abi(announcement), to_abi(index)
    some = in_band(announcement, some)
    each = [(rate, (announcement, index, rate)) for rate in some]

    agree(
        [(lambda asked=asked: twin.price_at(*asked), contract.priceAt, *terms, rate) for rate, asked in each]
    )
    agree(
        [
            (lambda: [twin.highest_cost(*asked) for _, asked in each], contract.highestCosts, *terms, some),
            *(
                (lambda rate=rate: twin.terms_at(announcement, rate), contract.termsAt, terms[0], rate)
                for rate in some
            ),
            *(
                (
                    lambda rate=rate: twin.unadjusted_price_at(announcement, rate),
                    contract.unadjustedPriceAt,
                    terms[0],
                    rate,
                )
                for rate in some
            ),
        ]
    )


@given(announcement=bills, rate=st.integers(0, 10_000).map(lambda step: 5 * step))
def test_contract_and_model_agree_on_the_investment_rate(contract, twin, announcement, rate):
    price, _ = twin.price_at(announcement, Index(), rate)
    agree(
        [
            (
                lambda each=each: twin.investment_rate(each, price),
                contract.investmentRate,
                to_abi(each),
                price,
            )
            for each in (announcement, NEW_NOTE)
        ]
    )


@given(announcement=announcements, data=st.data())
def test_contract_and_model_agree_on_what_can_be_announced(contract, twin, announcement, data):
    """Mostly as it is, sometimes with a change that may make it impossible."""
    changes = data.draw(
        st.dictionaries(
            st.sampled_from(
                ["dated_date", "first_interest_payment_date", "issue_date", "maturity_date"]
                + ["minimum_rate", "maximum_rate", "interest_rate", "spread", "offering"]
            ),
            st.sampled_from([-100, -1, 1, 5, 100, 125]),
            max_size=1,
        )
    )
    for name, change in changes.items():
        announcement = replace(
            announcement, **{name: max(getattr(announcement, name) + change, LEAST.get(name, 0))}
        )

    agree([(lambda: twin.examine(announcement), contract.examine, to_abi(announcement))])


LEAST = {"minimum_rate": -(2**23), "spread": -(2**23)}  # of the numbers that may be negative


# What a unit can cost


@given(announcement=announcements, some=rates, data=st.data())
def test_the_highest_cost_covers_every_higher_rate(announcement, some, data):
    some = in_band(announcement, some)
    index = known(data.draw(indices(announcement)))
    costs = [possible(PRICING.price_at, announcement, index, rate) for rate in some]
    assume(some and all(costs))

    for place, own in enumerate(some):
        held = PRICING.highest_cost(announcement, index, own)
        assert all(sum(cost) <= held for cost in costs[place:])


@given(announcement=announcements, some=rates, data=st.data())
def test_the_price_of_what_is_reopened_falls_as_the_rate_rises(announcement, some, data):
    index = known(data.draw(indices(announcement)))
    assume(not is_new_note(announcement))
    costs = [possible(PRICING.price_at, announcement, index, rate) for rate in in_band(announcement, some)]
    assume(all(costs))

    assert [price for price, _ in costs] == sorted((price for price, _ in costs), reverse=True)
    assert len({accrued for _, accrued in costs}) <= 1


@given(announcement=notes(), ratio=index_ratios, rate=st.integers(125, HIGHEST))
def test_no_interest_rate_of_a_new_note_brings_its_price_above_par_but_the_least(announcement, ratio, rate):
    assume(is_new_note(announcement))
    index = Index(ratio if announcement.security_type == SecurityType.TIPS else 0)
    price = possible(PRICING.price_at, announcement, index, rate)
    assume(price)

    assert price[0] <= (adjusted(PAR, ratio) if index.level else PAR)


@given(announcement=floating_rate_notes(), rate=low_rates | st.integers(-5_000, 10_000), data=st.data())
def test_a_new_floating_rate_note_sells_at_par_but_for_roundings_or_above_it(announcement, rate, data):
    """Above, if index rate and spread together are negative: no interest is then paid, and none charged."""
    assume(is_new_note(announcement))
    index = known(data.draw(indices(announcement)))
    price, accrued = PRICING.price_at(announcement, index, rate)
    if index.level + rate * 1_000_000 < 0:
        assert price >= PAR - MOST_ROUNDED
    else:
        assert price <= PAR + MOST_ROUNDED
        assert accrued or price >= PAR - MOST_ROUNDED


def test_its_roundings_grow_with_its_term():
    """In a quarter, half of 1e-9 dollars on the interest of each of 92 days, and on the discount of par."""
    most = {}
    for quarters in (8, 199):
        dated_date = unix_day(calendar_date(AUCTION_DAY).replace(month=1, day=13))
        maturity_date = coupon_date(dated_date, -quarters, MONTHS_IN_QUARTER)
        first = next_coupon_date(dated_date, maturity_date, MONTHS_IN_QUARTER)
        note = announced(
            SecurityType.FRN,
            dated_date=dated_date,
            issue_date=dated_date,
            first_interest_payment_date=first,
            maturity_date=maturity_date,
        )
        prices = [PRICING.price_at(note, Index(level), 0)[0] for level in range(0, 20_000, 997)]
        most[quarters] = max(prices) - PAR

    assert most[8] <= 1
    assert 1 < most[199] <= MOST_ROUNDED


def test_the_highest_cost_covers_every_rate_around_the_least_interest_rate():
    """Where the interest rate cannot fall with the yield, the price rises above par."""
    announcement = replace(NEW_NOTE, maximum_rate=1_000)
    costs = [sum(PRICING.price_at(announcement, Index(), rate)) for rate in range(1_001)]
    for own in range(1_001):
        assert max(costs[own:]) <= PRICING.highest_cost(announcement, Index(), own)


def known(index: Index) -> Index:
    """By all bill auctions there were."""
    return replace(index, last_week=THIS_WEEK) if index.last_week else index


def possible(price_at, announcement, index, rate):
    """Price and accrued interest, or nothing if there is no price at that rate."""
    try:
        return price_at(announcement, index, rate)
    except Rejected:
        return None
