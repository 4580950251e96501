"""
revealBids
├── when a bid was not submitted by signature and is not the caller's, rejects
├── when a ladder is not the committed one, or cannot be bid, reveals none
├── skips, and reveals the others
│   ├── a bidder that is frozen or cannot pay, which keeps bid, bond and cash
│   └── a bidder that has no bid
├── reveals later what was skipped
├── given a bidder reveals its own while it pays, does not reveal it again
├── given a ladder that costs less than the bond, takes nothing
└── otherwise
    ├── reveals what was submitted by signature, whoever calls
    ├── goes on past what was revealed before
    ├── reveals the caller's own
    └── each bidder pays for its own ladder
"""

import pytest

from model.auction import BidStatus, to_abi
from model.compliance import HolderClass
from scripts.network import load
from tests.auctions import BILL, announce, highest_cost, ladder
from tests.changed_cash import deploy_with_changed_cash
from tests.helpers import rejects
from tests.obstacles import skipped
from tests.unit.AuctionHouse.conftest import CASH, CUSTOMERS
from tests.unit.AuctionHouse.test_submitCommitments import signature_of, submit

LADDERS = [ladder((400 + 5 * number, 1_000 + number)) for number in range(3)]


@pytest.fixture
def submitted(bill, customers, dealer):
    """Each customer's ladder is committed by the dealer; bidding has closed."""
    submit(bill, [signature_of(bill, *each) for each in zip(customers, LADDERS, strict=True)], dealer)
    bill.close_bidding()
    return [(each.address, to_abi(bids)) for each, bids in zip(customers, LADDERS, strict=True)]


def reveal(sale, openings, by):
    return sale.house.revealBids(sale.id, openings, {"from": by})


def test_rejects_a_bid_that_only_its_bidder_can_reveal(bill, bank, dealer):
    bill.commit(bank, LADDERS[0])
    bill.close_bidding()

    with rejects("NotBidder"):
        reveal(bill, [(bank, to_abi(LADDERS[0]))], dealer)


def test_reveals_none_when_one_ladder_differs(bill, submitted, customers, dealer):
    wrong = submitted[2][0], to_abi(LADDERS[0])

    with rejects("CommitmentDiffers"):
        reveal(bill, [*submitted[:2], wrong], dealer)

    assert bill.house.bidOf(bill.id, customers[0].address)[0] == BidStatus.COMMITTED


def test_reveals_none_when_one_ladder_cannot_be_bid(bill, customers, dealer, hinder):
    """Whether or not its bidder could pay for it."""
    descending = ladder((500, 1_000), (400, 1_000))
    submit(bill, [signature_of(bill, customers[1], descending)], dealer)
    hinder("InsufficientCash")
    bill.close_bidding()

    with rejects("RatesNotAscending"):
        reveal(bill, [(customers[1].address, to_abi(descending))], dealer)


@pytest.mark.parametrize("obstacle", ["AccountFrozen", "InsufficientCash"])
def test_skips_a_bidder_that_cannot_reveal_now_and_reveals_the_others(
    bill, submitted, customers, dealer, hinder, obstacle
):
    hinder(obstacle)
    bidder = customers[1].address
    before = bill.house.cashOf(bidder)

    tx = reveal(bill, submitted, dealer)

    assert skipped(tx) == {bidder: obstacle}
    assert bill.house.bidOf(bill.id, bidder) == (BidStatus.COMMITTED, BILL.bond)
    assert bill.house.cashOf(bidder) == before
    assert bill.demand(LADDERS[1].rungs[0].rate) == (0, 0, 0)
    for each in (customers[0], customers[2]):
        assert bill.house.bidOf(bill.id, each.address)[0] == BidStatus.REVEALED


def test_reveals_later_what_was_skipped(bill, submitted, customers, accounts, dealer, hinder):
    """By the dealer or by the bidder itself, out of new cash."""
    bidder = accounts[CUSTOMERS[1]]
    hinder("InsufficientCash")
    reveal(bill, submitted, dealer)

    bill.house.deposit(bidder, CASH, {"from": dealer})
    bill.reveal(bidder, LADDERS[1])

    assert bill.house.bidOf(bill.id, bidder)[0] == BidStatus.REVEALED


def test_reveals_once_what_a_bidder_reveals_while_it_pays(parts, treasury, compliance_officer, alice):
    """Cash that tells holders of their payments lets a contract act in the midst of its own."""
    system = deploy_with_changed_cash(parts, by=alice)
    bill, cash = announce(system.auction_house, treasury, BILL), system.cash
    wallet = alice.deploy(load().ContractWallet)
    system.compliance.setHolder(wallet, HolderClass.FUND, b"US", False, {"from": compliance_officer})
    cash.mint(wallet, CASH, {"from": alice})

    def act(function, *arguments):
        wallet.execute(*told(function, *arguments), {"from": alice})

    def told(function, *arguments):
        return function._address, function.encode_input(*arguments)

    bids = to_abi(LADDERS[0])
    act(cash.approve, bill.house.address, CASH)
    act(bill.house.commitBid, bill.id, bill.house.commitmentOf(bill.id, wallet, bids))
    bill.close_bidding()

    while_it_pays = wallet.execute.encode_input(*told(bill.house.revealBid, bill.id, bids))
    cash.plan(wallet, while_it_pays, True, {"from": alice})
    act(bill.house.revealBids, bill.id, [(wallet.address, bids)])

    rung = LADDERS[0].rungs[0]
    assert cash.intrusions() == 1
    assert bill.demand(rung.rate) == (0, 0, rung.units)
    assert bill.house.bidOf(bill.id, wallet) == (
        BidStatus.REVEALED,
        rung.units * highest_cost(BILL, rung.rate),
    )


def test_skips_a_bidder_without_a_bid(bill, submitted, bank, dealer):
    """One that was skipped when the others' bids were submitted, say."""
    tx = reveal(bill, [(bank, to_abi(LADDERS[0])), *submitted], dealer)

    assert skipped(tx) == {bank: "NoSuchBid"}
    assert bill.house.bidOf(bill.id, submitted[0][0])[0] == BidStatus.REVEALED


def test_takes_no_cash_for_a_ladder_that_was_not_committed(bill, submitted, cash, accounts, dealer, hinder):
    """Else anybody could move what a bidder allows to be taken into its account."""
    bidder = accounts[CUSTOMERS[1]]
    hinder("InsufficientCash")
    cash.approve(bill.house, CASH, {"from": bidder})

    with rejects("CommitmentDiffers"):
        reveal(bill, [(bidder, to_abi(LADDERS[2]))], dealer)

    assert cash.balanceOf(bidder) == CASH - BILL.bond


def test_reveals_for_the_bond_a_ladder_that_costs_less(bill, customers, dealer, hinder):
    small = ladder((400, 1))
    submit(bill, [signature_of(bill, customers[1], small)], dealer)
    hinder("InsufficientCash")
    bill.close_bidding()

    reveal(bill, [(customers[1].address, to_abi(small))], dealer)

    assert bill.house.bidOf(bill.id, customers[1].address) == (BidStatus.REVEALED, BILL.bond)


def test_reveals_what_was_submitted_whoever_calls(bill, submitted, customers, stranger):
    reveal(bill, submitted, stranger)

    for each, bids in zip(customers, LADDERS, strict=True):
        ((rate, units),) = ((rung.rate, rung.units) for rung in bids.rungs)
        assert bill.demand(rate) == (0, 0, units)
        cost = units * highest_cost(BILL, rate)
        assert bill.house.bidOf(bill.id, each.address) == (BidStatus.REVEALED, cost)
        assert bill.house.cashOf(each.address) == CASH - cost


def test_reveals_the_own_bid_of_the_caller(bill, bank):
    bill.commit(bank, LADDERS[0])
    bill.close_bidding()

    reveal(bill, [(bank, to_abi(LADDERS[0]))], bank)

    assert bill.house.bidOf(bill.id, bank)[0] == BidStatus.REVEALED


def test_goes_on_past_a_bid_that_was_revealed_before(bill, submitted, customers, dealer, stranger):
    """Nobody stops many reveals, and costs others their bonds, by revealing one of them first."""
    reveal(bill, submitted[:1], stranger)

    tx = reveal(bill, submitted, dealer)

    assert skipped(tx) == {}
    statuses = {bill.house.bidOf(bill.id, each.address)[0] for each in customers}
    assert statuses == {BidStatus.REVEALED}
