"""
submitCommitments
├── when bidding has closed, rejects
├── when a signature
│   ├── is of somebody else, rejects
│   └── is for another auction, another commitment or another bidder, rejects
├── given the bidder
│   ├── has bid otherwise, rejects
│   └── has this very bid in already, goes on with the others
├── when one of many is refused, takes none
└── otherwise
    ├── commits everybody, at the expense of each
    ├── takes the signature of a contract
    └── shows nothing but commitments
"""

import pytest
from eth_account.messages import _hash_eip191_message

from model.auction import BidStatus, to_abi
from tests.auctions import BILL, ladder
from tests.helpers import rejects
from tests.signed_bids import COMPETITIVE, sign_commitment, typed_data
from tests.unit.AuctionHouse.conftest import CASH

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


def test_rejects_the_signature_of_somebody_else(bill, customers, dealer):
    first, second, _ = customers
    commitment = bill.house.commitmentOf(bill.id, first.address, to_abi(BIDS))
    forged = sign_commitment(bill.house, second, bill.id, commitment, bidder=first.address)

    with rejects("InvalidSignature"):
        submit(bill, [forged], dealer)


@pytest.mark.parametrize("changed", ["auction", "commitment", "bidder"])
def test_rejects_a_signature_of_other_words(bill, customers, dealer, changed):
    first, second, _ = customers
    bidder, commitment, _ = signature_of(bill, first)
    auction_id = bill.id + (changed == "auction")
    other = b"\1" * 32 if changed == "commitment" else commitment
    *_, signature = sign_commitment(bill.house, first, auction_id, other)

    with rejects("InvalidSignature"):
        submit(bill, [(second.address if changed == "bidder" else bidder, commitment, signature)], dealer)


def test_rejects_another_bid_of_the_same_bidder(bill, signed, customers, dealer):
    submit(bill, signed[:1], dealer)

    with rejects("AlreadyBid"):
        submit(bill, [signature_of(bill, customers[0], ladder((405, 1)))], dealer)


def test_goes_on_past_a_bid_that_was_submitted_before(bill, signed, customers, dealer, stranger):
    """Nobody stops many bids by submitting one of them first."""
    submit(bill, signed[1:2], stranger)

    tx = submit(bill, signed, dealer)

    assert [event["bidder"] for event in tx.events["BidCommitted"]] == [signed[0][0], signed[2][0]]
    assert {bill.house.cashOf(each.address) for each in customers} == {CASH - BILL.bond}


def test_takes_none_when_one_is_refused(bill, signed, customers, dealer):
    bidder, commitment, signature = signed[2]
    broken = bidder, commitment, signature[:-1] + b"\0"

    with rejects("InvalidSignature"):
        submit(bill, [*signed[:2], broken], dealer)

    assert [bill.house.bidOf(bill.id, each.address)[0] for each in customers] == [BidStatus.NONE] * 3


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
    with rejects("InvalidSignature"):
        submit(bill, [(wallet, commitment, b"seal")], stranger)

    wallet.note(_hash_eip191_message(words), b"seal", {"from": dealer})
    submit(bill, [(wallet, commitment, b"seal")], stranger)

    assert bill.house.bidOf(bill.id, wallet)[0] == BidStatus.COMMITTED


def test_shows_nothing_but_commitments(bill, signed, dealer):
    tx = submit(bill, signed, dealer)

    assert [dict(event) for event in tx.events["BidCommitted"]] == [
        {"auctionId": bill.id, "bidder": bidder, "commitment": commitment} for bidder, commitment, _ in signed
    ]
