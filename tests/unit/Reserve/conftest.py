import pytest

from model.bill_pricing import price
from tests.auctions import NO_LADDER, announce, ladder

DOLLAR = 1_000_000  # [micro-dollars]
PAR = 100 * DOLLAR  # of one unit
ALICE_STARTS_WITH = 10_000_000 * DOLLAR  # cash
ALICE_MINTED = 2_000_000 * DOLLAR  # coins, from as much of her cash
UNITS = 10_000  # of the reserve's bids: $1 million
RATE = 4_000  # of the dealer's bid, and so of every award [0.001 %]
COST = UNITS * price(RATE, 91)
FOREVER = 2**256 - 1


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
    """`offer(term=91)`: announce a bill."""
    return lambda **terms: announce(auction_house, treasury, **terms)


@pytest.fixture
def bill(offer):
    """A bill of 91 days, announced."""
    return offer()


@pytest.fixture
def clear(dealer):
    """`clear(*auctions)`: the dealer bids for a third of each at `RATE`, and they clear there."""

    def clear(*auctions):
        bids = [(auction, ladder((RATE, auction.terms.offering * 35 // 100))) for auction in auctions]
        for auction, bid in bids:
            auction.commit(dealer, bid)
        auctions[0].travel_to_reveals()
        for auction, bid in bids:
            auction.reveal(dealer, bid)
        auctions[0].travel_to_clearing()
        for auction in auctions:
            auction.clear(dealer)

    return clear


@pytest.fixture
def buy(reserve, portfolio_manager, clear, alice):
    """`buy(*auctions)`: the reserve bids noncompetitively for `units` of each, and is delivered them."""

    def buy(*auctions, units=UNITS):
        for auction in auctions:
            reserve.bidNoncompetitive(auction.id, units, {"from": portfolio_manager})
        clear(*auctions)
        auctions[0].travel_to_issue()
        return [reserve.settleBid(auction.id, NO_LADDER, {"from": alice}) for auction in auctions][-1]

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
def freeze(compliance, regulator, compliance_officer):
    """`freeze(account)`: by a lawful order."""

    def freeze(account):
        compliance.recordOrder(
            b"court".ljust(32), b"document".ljust(32), 0, account, 2**40 - 1, {"from": regulator}
        )
        compliance.executeOrder(compliance.orderCount(), {"from": compliance_officer})

    return freeze
