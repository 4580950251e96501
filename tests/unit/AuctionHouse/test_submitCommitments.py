"""
submitCommitments
├── when bidding has closed, rejects, though all was submitted before
├── skips, and takes the others
│   ├── a signature of somebody else
│   ├── a signature for another auction, another commitment or another bidder
│   ├── what is no signature, for nobody
│   ├── a bidder that is not registered, is frozen, of an excluded class or cannot pay
│   └── a bidder that has bid otherwise, by itself or by another signature
├── says beforehand, asked as a view, what it would skip
├── takes later what was skipped
├── given an account is short
│   ├── takes the rest out of the allowance
│   └── takes nothing if the allowance is too small
├── given this very bid is in already, goes on with the others and tells nothing
└── otherwise
    ├── commits everybody, at the expense of each
    ├── takes the signature of a contract
    ├── asks for no limit of noncompetitive bids
    └── shows nothing but commitments
"""

from dataclasses import replace

import pytest
from brownie import ZERO_ADDRESS
from eth_account.messages import _hash_eip191_message

from model.auction import BidStatus, to_abi
from model.compliance import HolderClass
from scripts.batch import read
from tests.auctions import BILL, announce, ladder
from tests.helpers import rejects
from tests.obstacles import named, skipped
from tests.signed_bids import COMPETITIVE, sign_commitment, typed_data
from tests.unit.AuctionHouse.conftest import CASH, CUSTOMERS

BIDS = ladder((400, 1_000))


@pytest.fixture
def signed(bill, customers):
    """The bid of each customer, signed."""
    return [signature_of(bill, each) for each in customers]


def signature_of(sale, signer, bids=BIDS):
    commitment = sale.house.commitmentOf(sale.id, signer.address, to_abi(bids))
    return sign_commitment(sale.house, signer, sale.id, commitment)


def submit(sale, bids, by):
    return sale.house.submitCommitments(sale.id, bids, {"from": by})


def test_rejects_a_bid_at_the_close(bill, signed, dealer):
    bill.close_bidding()

    with rejects("BiddingClosed"):
        submit(bill, signed, dealer)


def test_rejects_at_the_close_what_was_submitted_before(bill, signed, dealer):
    submit(bill, signed, dealer)
    bill.close_bidding()

    with rejects("BiddingClosed"):
        submit(bill, signed, dealer)


def test_skips_the_signature_of_somebody_else(bill, customers, dealer):
    first, second, _ = customers
    commitment = bill.house.commitmentOf(bill.id, first.address, to_abi(BIDS))
    forged = sign_commitment(bill.house, second, bill.id, commitment, bidder=first.address)

    assert skipped(submit(bill, [forged], dealer)) == {first.address: "InvalidSignature"}
    assert bill.house.bidOf(bill.id, first.address)[0] == BidStatus.NONE


@pytest.mark.parametrize("changed", ["auction", "commitment", "bidder"])
def test_skips_a_signature_of_other_words(bill, customers, dealer, changed):
    first, second, _ = customers
    bidder, commitment, _ = signature_of(bill, first)
    auction_id = bill.id + (changed == "auction")
    other = b"\1" * 32 if changed == "commitment" else commitment
    *_, signature = sign_commitment(bill.house, first, auction_id, other)

    bidder = second.address if changed == "bidder" else bidder
    tx = submit(bill, [(bidder, commitment, signature)], dealer)

    assert skipped(tx) == {bidder: "InvalidSignature"}
    assert bill.house.bidOf(bill.id, bidder)[0] == BidStatus.NONE


def test_skips_what_is_no_signature_for_nobody(bill, dealer):
    """From such bytes the address of nobody is recovered."""
    assert skipped(submit(bill, [(ZERO_ADDRESS, bytes(32), bytes(65))], dealer)) == {
        ZERO_ADDRESS: "InvalidSignature"
    }


def test_skips_a_bidder_of_an_excluded_class_and_takes_the_others(
    restricted_bill, customers, compliance, compliance_officer, dealer
):
    signed = [signature_of(restricted_bill, each) for each in customers]
    terms = (HolderClass.RETAIL, b"US", False)
    compliance.setHolder(customers[1].address, *terms, {"from": compliance_officer})

    tx = submit(restricted_bill, signed, dealer)

    assert skipped(tx) == {customers[1].address: "ClassExcluded"}
    assert [restricted_bill.house.bidOf(restricted_bill.id, each.address)[0] for each in customers] == [
        *(BidStatus.COMMITTED, BidStatus.NONE, BidStatus.COMMITTED)
    ]


@pytest.mark.parametrize("obstacle", ["NotEligible", "AccountFrozen", "InsufficientCash"])
def test_skips_a_bidder_that_cannot_bid_now_and_takes_the_others(
    bill, signed, customers, dealer, hinder, obstacle
):
    hinder(obstacle)

    tx = submit(bill, signed, dealer)

    assert skipped(tx) == {customers[1].address: obstacle}
    assert [bill.house.bidOf(bill.id, each.address)[0] for each in customers] == [
        BidStatus.COMMITTED,
        BidStatus.NONE,
        BidStatus.COMMITTED,
    ]


def test_skips_a_bidder_that_has_bid_otherwise(bill, signed, customers, accounts, dealer):
    """Nobody stops many bids by bidding otherwise at the last moment."""
    bidder = accounts[CUSTOMERS[1]]
    bill.bid(bidder, 1)

    tx = submit(bill, signed, dealer)

    assert skipped(tx) == {bidder: "AlreadyBid"}
    assert bill.house.bidOf(bill.id, bidder)[0] == BidStatus.NONCOMPETITIVE
    assert bill.house.bidOf(bill.id, customers[2].address)[0] == BidStatus.COMMITTED


def test_skips_another_bid_of_a_bidder_whose_bid_was_submitted(bill, signed, customers, dealer):
    submit(bill, signed, dealer)

    tx = submit(bill, [signature_of(bill, customers[1], ladder((405, 1_000)))], dealer)

    assert skipped(tx) == {customers[1].address: "AlreadyBid"}


@pytest.mark.node
def test_says_beforehand_what_it_would_skip(bill, signed, hinder):
    hinder("AccountFrozen")

    (answer,) = read([(bill.house.submitCommitments, bill.id, signed)])

    assert named(answer) == [None, "AccountFrozen", None]


def test_takes_later_what_was_skipped(bill, signed, customers, dealer, hinder):
    bidder = customers[1].address
    hinder("InsufficientCash")
    submit(bill, signed, dealer)

    bill.house.deposit(bidder, BILL.bond, {"from": dealer})
    tx = submit(bill, signed, dealer)

    assert [event["bidder"] for event in tx.events["BidCommitted"]] == [bidder]
    assert bill.house.cashOf(bidder) == 0


def test_takes_what_an_account_is_short_of_out_of_the_allowance(bill, signed, cash, accounts, dealer, hinder):
    bidder = accounts[CUSTOMERS[1]]
    hinder("InsufficientCash")
    bill.house.deposit(bidder, BILL.bond - 1, {"from": dealer})
    cash.approve(bill.house, 5, {"from": bidder})

    submit(bill, signed, dealer)

    assert bill.house.bidOf(bill.id, bidder) == (BidStatus.COMMITTED, BILL.bond)
    assert bill.house.cashOf(bidder) == 0
    assert (cash.balanceOf(bidder), cash.allowance(bidder, bill.house)) == (CASH - 1, 4)


def test_takes_nothing_from_a_bidder_whose_allowance_is_too_small(
    bill, signed, cash, accounts, dealer, hinder
):
    """What its account holds stays there."""
    bidder = accounts[CUSTOMERS[1]]
    hinder("InsufficientCash")
    bill.house.deposit(bidder, BILL.bond - 2, {"from": dealer})
    cash.approve(bill.house, 1, {"from": bidder})

    assert skipped(submit(bill, signed, dealer)) == {bidder: "InsufficientCash"}

    assert bill.house.cashOf(bidder) == BILL.bond - 2
    assert (cash.balanceOf(bidder), cash.allowance(bidder, bill.house)) == (CASH, 1)


@pytest.mark.lesson(27)
def test_goes_on_past_a_bid_that_was_submitted_before(bill, signed, customers, dealer, stranger):
    """Nobody stops many bids by submitting one of them first."""
    submit(bill, signed[1:2], stranger)

    tx = submit(bill, signed, dealer)

    assert skipped(tx) == {}
    assert [event["bidder"] for event in tx.events["BidCommitted"]] == [signed[0][0], signed[2][0]]
    assert {bill.house.cashOf(each.address) for each in customers} == {CASH - BILL.bond}


def test_commits_everybody_at_the_expense_of_each(bill, signed, customers, stranger):
    submit(bill, signed, stranger)

    for each in customers:
        assert bill.house.bidOf(bill.id, each.address) == (BidStatus.COMMITTED, BILL.bond)
        assert bill.house.cashOf(each.address) == CASH - BILL.bond
    assert bill.house.cashOf(stranger) == 0


def test_takes_the_signature_of_a_contract(
    SignatureWallet, bill, cash, compliance, compliance_officer, dealer, stranger
):
    wallet = SignatureWallet.deploy({"from": dealer})
    compliance.setHolder(wallet, 6, b"US", False, {"from": compliance_officer})
    bill.house.deposit(wallet, BILL.bond, {"from": dealer})
    commitment = bytes(bill.house.commitmentOf(bill.id, wallet, to_abi(BIDS)))
    words = typed_data(
        bill.house, COMPETITIVE, auctionId=bill.id, bidder=wallet.address, commitment=commitment
    )
    assert skipped(submit(bill, [(wallet, commitment, b"seal")], stranger)) == {
        wallet.address: "InvalidSignature"
    }

    wallet.note(_hash_eip191_message(words), b"seal", {"from": dealer})
    submit(bill, [(wallet, commitment, b"seal")], stranger)

    assert bill.house.bidOf(bill.id, wallet)[0] == BidStatus.COMMITTED


def test_asks_for_no_limit_of_noncompetitive_bids(auction_house, treasury, customers, dealer):
    """Not even where the limit is none."""
    sale = announce(auction_house, treasury, replace(BILL, maximum_noncompetitive_award=0))

    assert skipped(submit(sale, [signature_of(sale, each) for each in customers], dealer)) == {}


@pytest.mark.lesson(29)
def test_shows_nothing_but_commitments(bill, signed, dealer):
    tx = submit(bill, signed, dealer)

    assert [dict(event) for event in tx.events["BidCommitted"]] == [
        {"auctionId": bill.id, "bidder": bidder, "commitment": commitment} for bidder, commitment, _ in signed
    ]
