from dataclasses import replace

import pytest

from model import auction
from model.auction import to_abi
from model.bill_pricing import price
from model.calendar import next_coupon_date
from model.clock import SECONDS_IN_DAY
from model.security import SecurityType
from scripts.batch import order, send
from scripts.network import load
from scripts.notice import announcement
from scripts.permissions import NOTICE, Role
from tests.auctions import BILL, announce, cusip, ladder
from tests.changed_cash import deploy_with_changed_cash
from tests.helpers import now, travel_to

DOLLAR = 1_000_000  # [micro-dollars]
PAR = 100 * DOLLAR  # of one unit
ALICE_STARTS_WITH = 10_000_000 * DOLLAR  # cash
ALICE_MINTED = 2_000_000 * DOLLAR  # coins, from as much of her cash
UNITS = 10_000  # of the reserve's bids: $1 million
RATE = 4_000  # of the dealer's bid, and so of every award [0.001 %]
COST = UNITS * price(RATE, 91)
FOREVER = 2**256 - 1
NO_DEADLINE = 2**40 - 1
YIELD = 400  # of every tenor, where a test needs rates and not which [0.01 %]
NO_LADDER = to_abi(auction.NO_LADDER)


def cusip_of(sale) -> bytes:
    return sale.announcement.cusip.encode()


def sealed(sale, reserve, bid) -> str:
    """What the reserve commits to its `bid`."""
    return sale.house.commitmentOf(sale.id, reserve, to_abi(bid))


def reach_maturity(sale) -> None:
    travel_to(sale.announcement.maturity_date * SECONDS_IN_DAY)


@pytest.fixture(scope="module")
def coins(cash, reserve, alice):
    """Alice has cash and coins; the reserve has the cash the coins were minted for."""
    cash.mint(alice, ALICE_STARTS_WITH, {"from": alice})
    cash.approve(reserve, FOREVER, {"from": alice})
    reserve.mint(alice, ALICE_MINTED, {"from": alice})


@pytest.fixture
def buffer(coins, reserve, alice):
    """Capital that covers a bond twice."""
    reserve.contributeCapital(2_000 * DOLLAR, {"from": alice})
    return 2_000 * DOLLAR


@pytest.fixture(scope="module")
def admit(system, compliance_officer):
    """`admit(bidder)`: a primary dealer with cash that the auction house may take."""

    def admit(bidder):
        system.compliance.setHolder(bidder, 3, b"US", False, {"from": compliance_officer})
        system.cash.mint(bidder, 1_000_000_000 * DOLLAR, {"from": bidder})
        system.cash.approve(system.auction_house, FOREVER, {"from": bidder})

    return admit


@pytest.fixture(scope="module")
def competition(admit, dealer, cash, treasury):
    """A dealer that can bid, and a Treasury that can pay."""
    admit(dealer)
    cash.mint(treasury, 100_000_000 * DOLLAR, {"from": treasury})


@pytest.fixture(scope="module")
def offer(auction_house, treasury, competition, coins):
    """`offer()`: announce a bill of `term` days, with a CUSIP by `number`, `weeks` after the first."""

    def offer(number=1, term=91, weeks=0, **changes):
        issue_date = BILL.issue_date + 7 * weeks
        later = 7 * weeks * SECONDS_IN_DAY
        terms = replace(
            BILL,
            cusip=cusip(f"9127{number:04d}"),
            dated_date=issue_date,
            issue_date=issue_date,
            maturity_date=issue_date + term,
            noncompetitive_close=BILL.noncompetitive_close + later,
            competitive_close=BILL.competitive_close + later,
            reveal_close=BILL.reveal_close + later,
            maximum_noncompetitive_award=100_000,
        )
        terms = replace(terms, **changes)
        if terms.security_type == SecurityType.NOTE:
            first_date = next_coupon_date(terms.dated_date, terms.maturity_date)
            terms = replace(terms, first_interest_payment_date=first_date)
        return announce(auction_house, treasury, terms)

    return offer


@pytest.fixture
def bill(offer):
    """A bill of 91 days, announced."""
    return offer()


@pytest.fixture
def clear(dealer):
    """`clear(*sales)`: the dealer bids for a third of each at `RATE`, and they clear there."""

    def clear(*sales):
        bids = [(sale, ladder((RATE, sale.announcement.offering * 35 // 100))) for sale in sales]
        for sale, bid in bids:
            sale.commit(dealer, bid)
        sales[0].close_bidding()
        for sale, bid in bids:
            sale.reveal(dealer, bid)
        sales[0].close()
        for sale in sales:
            sale.clear()

    return clear


@pytest.fixture
def buy(reserve, portfolio_manager, clear, alice):
    """`buy(*sales)`: the reserve bids noncompetitively for `units` of each, and is delivered them."""

    def buy(*sales, units=UNITS):
        for sale in sales:
            reserve.bidNoncompetitive(sale.id, units, {"from": portfolio_manager})
        clear(*sales)
        sales[0].reach_issue_date()
        return [reserve.settleBid(sale.id, NO_LADDER, {"from": alice}) for sale in sales][-1]

    return buy


@pytest.fixture
def bought(bill, buy):
    """The bill, of which the reserve holds `UNITS`."""
    buy(bill)
    return bill


@pytest.fixture
def spend_cash(reserve, offer, buy):
    """Put nearly all cash of the reserve into bills."""

    def spend_cash():
        buy(offer(number=77), units=19_999)

    return spend_cash


@pytest.fixture
def publish_yields(rate_board, rate_publisher):
    """`publish_yields()`: the same for every tenor, for today."""

    def publish_yields(percent=YIELD):
        rate_board.publish(now() // SECONDS_IN_DAY, [percent] * 6, {"from": rate_publisher})

    return publish_yields


@pytest.fixture
def bought_by_bank(bill, buy, admit, bank, registry, reserve):
    """A bill of which a bank holds 100 units, which the reserve may take, and the reserve `UNITS`."""
    admit(bank)
    bill.bid(bank, 100)
    buy(bill)
    bill.settle(bank)
    registry.setOperator(reserve, True, {"from": bank})
    return bill


@pytest.fixture(scope="module")
def changed_cash_system(parts, alice):
    """A system whose cash can begin to keep a fee, or refuse accounts; Alice has some."""
    system = deploy_with_changed_cash(parts, by=alice)
    cash = system.cash
    cash.mint(alice, ALICE_STARTS_WITH, {"from": alice})
    cash.approve(system.reserve, FOREVER, {"from": alice})
    return system


@pytest.fixture
def another_reserve(system, parts):
    """Just deployed: it has no savings."""
    parties = system.cash, system.auction_house, system.registry
    boards = system.rate_board, system.rule_book, system.compliance, system.access_manager
    return parts.administrator.deploy(load().Reserve, *parties, *boards)


@pytest.fixture
def after_notice(access_manager, issuer):
    """`after_notice(function, *arguments)`: the issuer announces it, waits, and does it."""

    def after_notice(function, *arguments):
        planned = order(function, *arguments, by=issuer)
        send([announcement(access_manager, planned)])
        travel_to(now() + NOTICE[Role.ISSUER])
        return function(*arguments, {"from": issuer})

    return after_notice
