"""
fixInterest
├── when the CUSIP is unknown, rejects
├── given the price index of a coupon date is missing, rejects, and does so no more once it is published
├── given a bill auction is missing, rejects, and does so no more once it is published
├── changes nothing of a security that follows no index
├── changes nothing before the first coupon date
└── otherwise, by anyone
    ├── records the payment of a coupon date
    ├── records all payments since the last time, in their order
    ├── records nothing twice
    ├── is the same as what a transfer, a claim or a delivery records
    └── does not change what is owed
"""

import pytest

from model import frn_pricing
from model.frn_pricing import Accrual
from tests.helpers import rejects, travel_to
from tests.indices import consumer_prices, index_rates, publish
from tests.securities import BILL, FRN, LONG_NOTE, NOTE, TIPS, UNKNOWN, day, start_of

FIRST_QUARTER = frn_pricing.accrued_interest(
    Accrual(day(2040, 1, 27), day(2040, 1, 31), day(2040, 4, 26), day(2040, 4, 30)),
    index_rates(day(2040, 1, 10), day(2040, 4, 30)),
    FRN.spread,
)


def fixed(tx):
    return [tuple(event.values())[1:] for event in tx.events["InterestFixed"]]


@pytest.fixture(scope="module")
def registry(registry, house, alice):
    """Alice has ten units of the indexed series."""
    for terms in (TIPS, FRN):
        registry.issue(terms.cusip, alice, 10, terms.dated_date, {"from": house})
    return registry


def test_rejects_an_unknown_cusip(registry, alice):
    with rejects("UnknownSecurity"):
        registry.fixInterest(UNKNOWN, {"from": alice})


def test_rejects_a_missing_price_index(registry, index_board, rate_publisher, stranger):
    travel_to(start_of(TIPS.coupon_date(1)))
    *known, last_needed, _ = consumer_prices(TIPS.dated_date, TIPS.coupon_date(1))
    for price in known:
        index_board.publishCpi(*price, {"from": rate_publisher})
    with rejects("MissingCpi"):
        registry.fixInterest(TIPS.cusip, {"from": stranger})

    index_board.publishCpi(*last_needed, {"from": rate_publisher})
    tx = registry.fixInterest(TIPS.cusip, {"from": stranger})

    assert len(fixed(tx)) == 1


def test_rejects_a_missing_bill_auction(registry, index_board, rate_publisher, travel, stranger):
    travel(day(2040, 4, 1))
    travel_to(start_of(FRN.coupon_date(1)))
    with rejects("MissingIndexRate"):
        registry.fixInterest(FRN.cusip, {"from": stranger})

    publish(index_board, rate_publisher, day(2040, 4, 1), FRN.coupon_date(1))
    tx = registry.fixInterest(FRN.cusip, {"from": stranger})

    assert len(fixed(tx)) == 1


@pytest.mark.parametrize("terms", [NOTE, LONG_NOTE, BILL])
def test_changes_nothing_of_a_security_that_follows_no_index(registry, stranger, terms):
    travel_to(start_of(NOTE.coupon_date(2)))
    before = registry.securityOf(terms.cusip)

    tx = registry.fixInterest(terms.cusip, {"from": stranger})

    assert not tx.events
    assert registry.securityOf(terms.cusip) == before


@pytest.mark.parametrize("terms", [TIPS, FRN])
def test_changes_nothing_before_the_first_coupon_date(registry, stranger, terms):
    travel_to(start_of(terms.coupon_date(1)) - 2)

    tx = registry.fixInterest(terms.cusip, {"from": stranger})

    assert not tx.events
    assert registry.securityOf(terms.cusip)["couponsFixed"] == 0


def test_records_the_payment_of_a_coupon_date(registry, travel, stranger):
    travel(FRN.coupon_date(1))

    tx = registry.fixInterest(FRN.cusip, {"from": stranger})

    (event,) = tx.events["InterestFixed"]
    expected = frn_pricing.in_micro_dollars(FIRST_QUARTER)
    assert tuple(event.values()) == ("0x" + FRN.cusip.hex(), 1, expected)
    assert registry.interestPayment(FRN.cusip, 1) == expected
    assert registry.securityOf(FRN.cusip)["couponsFixed"] == 1


def test_records_all_payments_since_the_last_time(registry, travel, stranger):
    travel(TIPS.coupon_date(1))
    assert fixed(registry.fixInterest(TIPS.cusip, {"from": stranger})) == [(1, 505_000)]

    travel(TIPS.maturity_date + 100)

    tx = registry.fixInterest(TIPS.cusip, {"from": stranger})
    assert fixed(tx) == [(2, 512_500), (3, 485_000), (4, 520_000)]
    assert registry.securityOf(TIPS.cusip)["couponsFixed"] == 4


def test_records_nothing_twice(registry, travel, stranger):
    travel(TIPS.coupon_date(2))
    registry.fixInterest(TIPS.cusip, {"from": stranger})
    before = registry.securityOf(TIPS.cusip)

    tx = registry.fixInterest(TIPS.cusip, {"from": stranger})

    assert not tx.events
    assert registry.securityOf(TIPS.cusip) == before


@pytest.mark.parametrize("terms", [TIPS, FRN])
def test_is_what_any_other_step_records(registry, house, travel, alice, bob, terms):
    recorded = []
    for number, step in enumerate(
        [
            lambda: registry.transfer(bob, terms.id, 1, {"from": alice}),
            lambda: registry.claim(terms.cusip, alice, {"from": alice}),
            lambda: registry.issue(terms.cusip, bob, 1, terms.coupon_date(3), {"from": house}),
        ],
        start=1,
    ):
        travel(terms.coupon_date(number))
        foretold = registry.interestPayment(terms.cusip, number)
        recorded += fixed(step())
        assert recorded[-1] == (number, foretold)
    assert len(recorded) == 3


@pytest.mark.lesson(10)
@pytest.mark.parametrize("terms", [TIPS, FRN])
def test_does_not_change_what_is_owed(registry, travel, alice, stranger, terms):
    travel(terms.coupon_date(3))
    before = registry.interestOwed(terms.cusip, alice)

    registry.fixInterest(terms.cusip, {"from": stranger})

    assert registry.interestOwed(terms.cusip, alice) == before > 0
