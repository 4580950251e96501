"""
what one party can do to another in an auction
├── who bids at many rates, or for one unit, delays nobody and pays for it alone
├── who copies a commitment cannot open it; who sends somebody else's bid first, or a false one, stops nothing
├── who knows a ladder cannot reveal it for a bidder who has not signed
├── a signature counts once, in one auction, and has no second form; that of a key counts despite code
├── a bidder that was frozen while bids were revealed keeps its bond, whenever the release came
├── a bidder whose cash cannot be taken, or that is frozen, stops nobody else
├── clearing left half done is continued by anybody, and nothing is possible before; so is one never begun
├── amounts too large to be counted are refused, never cut
├── blocks that are taken back and replayed in another order come to the same
└── every account follows from events alone
"""

from dataclasses import replace

import pytest
from brownie import chain

from model.auction import NO_LADDER, AuctionStatus, BidStatus, to_abi
from model.clock import SECONDS_IN_DAY
from scripts.network import ask
from tests.auctions import BILL, announce, cusip, ladder, price_at
from tests.cash_events import cash_by_events
from tests.helpers import rejects, travel_to
from tests.obstacles import skipped
from tests.signed_bids import sign_commitment, sign_noncompetitive
from tests.unit.AuctionHouse.conftest import CASH

BIDS = ladder((400, 1_000))
EVERYTHING = ladder((405, 35_000))
DUST = ladder((405, 1))
ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141  # of secp256k1
WALLET = "0x60006000fd"  # refuses every call


def held(registry, holder):
    return registry.holdingOf(BILL.cusip.encode(), holder)[0]


def submitted(sale, signer, by):
    """One bid of a customer, on its way by somebody else."""
    commitment = sale.house.commitmentOf(sale.id, signer.address, to_abi(BIDS))
    sale.house.submitCommitments(
        sale.id, [sign_commitment(sale.house, signer, sale.id, commitment)], {"from": by}
    )


# Many rates, small bids


@pytest.mark.node
def test_bids_at_very_many_rates_do_not_stop_clearing(bill, registry, dealer, bank):
    """Tick spam: a ladder of two hundred rates of a unit each, to make clearing run out of gas."""
    spam = ladder(*((5 * rate, 1) for rate in range(200)))
    bill.take_bids({bank: spam, dealer: EVERYTHING})

    steps = 0
    while bill.house.statusOf(bill.id) != AuctionStatus.CLEARED:
        assert bill.clear(16).gas_used < 200_000
        steps += 1

    assert steps == 13
    bill.reach_issue_date()
    bill.settle(dealer, EVERYTHING)
    bill.settle(bank, spam)
    assert [held(registry, each) for each in (dealer, bank)] == [35_000, 200]


def test_bids_above_the_high_rate_are_not_walked(bill, dealer, other_dealer, fund, bank):
    """Tick spam at high rates, which would never be awarded."""
    spam = ladder(*((500 + 5 * rate, 1) for rate in range(100)))
    bill.take_bids({each: ladder((400, 35_000)) for each in (dealer, other_dealer, fund)} | {bank: spam})

    assert bill.clear(1).events["Cleared"]["highRate"] == 400


@pytest.mark.node
def test_dust_bids_add_no_gas_to_the_bids_of_others(
    auction_house, treasury, bill, dealer, bank, fund, alice, bob
):
    """Dust: bids of one unit at the rate of a large one, to make it dear to reveal and to settle."""
    quiet = announce(auction_house, treasury, replace(BILL, cusip=cusip("912796AB")))
    for sale, others in ((quiet, [bank]), (bill, [bank, fund, alice, bob])):
        for each in others:
            sale.commit(each, DUST)
        sale.commit(dealer, EVERYTHING)
    bill.close_bidding()
    gas = []
    for sale, others in ((quiet, [bank]), (bill, [bank, fund, alice, bob])):
        for each in others:
            sale.reveal(each, DUST)
        gas.append([sale.reveal(dealer, EVERYTHING).gas_used])
    bill.close()
    for sale in (quiet, bill):
        sale.clear()
    bill.reach_issue_date()
    for sale, each in zip((quiet, bill), gas, strict=True):
        each.append(sale.settle(dealer, EVERYTHING).gas_used)

    assert gas[0][0] == gas[1][0]
    assert gas[0][1] >= gas[1][1]  # the first to settle opens the Treasury's account


# The bids of others


def test_a_copied_commitment_is_of_no_use(bill, dealer, bank):
    """Copying: a bidder commits to what another has committed to, to bid as it does."""
    commitment = bill.house.commitmentOf(bill.id, dealer, to_abi(BIDS))
    bill.commit(dealer, BIDS)
    bill.house.commitBid(bill.id, commitment, {"from": bank})
    bill.close_bidding()

    with rejects("CommitmentDiffers"):
        bill.reveal(bank, BIDS)
    bill.reveal(dealer, BIDS)


def test_a_bid_sent_on_behalf_of_another_stops_nothing(bill, customers, dealer, stranger):
    """A bid placed in your name, so that your own is refused: only what you have signed can be sent."""
    submitted(bill, customers[0], stranger)
    submitted(bill, customers[0], dealer)

    commitment = bill.house.commitmentOf(bill.id, dealer, to_abi(BIDS))
    forged = sign_commitment(bill.house, customers[0], bill.id, commitment, bidder=dealer.address)
    tx = bill.house.submitCommitments(bill.id, [forged], {"from": stranger})
    assert skipped(tx) == {dealer: "InvalidSignature"}
    bill.commit(dealer, BIDS)


def test_anybody_has_the_house_say_of_anybody_that_it_was_skipped(bill, customers, dealer, stranger):
    """The event is no proof that the bidder, or its dealer, has tried anything."""
    bidder = customers[0].address

    tx = bill.house.submitCommitments(bill.id, [(bidder, bytes(32), b"")], {"from": stranger})

    assert skipped(tx) == {bidder: "InvalidSignature"}
    assert bill.house.bidOf(bill.id, bidder) == (BidStatus.NONE, 0)
    submitted(bill, customers[0], by=dealer)
    assert bill.house.bidOf(bill.id, bidder)[0] == BidStatus.COMMITTED


def test_nobody_reveals_a_bid_that_its_bidder_has_sent_itself(bill, dealer, stranger):
    """Revealing for somebody else, who may have wanted to forfeit its bond instead."""
    bill.commit(dealer, BIDS)
    bill.close_bidding()

    with rejects("NotBidder"):
        bill.house.revealBids(bill.id, [(dealer, to_abi(BIDS))], {"from": stranger})


# Signatures


def test_a_signature_is_no_use_in_the_next_auction(auction_house, treasury, bill, customers, dealer):
    """Replay: a signed bid is sent again when the same bill is auctioned again."""
    signer = customers[0]
    bid = sign_noncompetitive(bill.house, signer, bill.id, 10)
    bill.house.submitNoncompetitiveBids(bill.id, [bid], {"from": dealer})
    auction_house.cancel(bill.id, {"from": treasury})
    auction_house.announce(to_abi(BILL), {"from": treasury})

    again = auction_house.auctionCount()
    tx = auction_house.submitNoncompetitiveBids(again, [bid], {"from": dealer})

    assert skipped(tx) == {signer.address: "InvalidSignature"}
    assert auction_house.bidOf(again, signer.address)[0] == BidStatus.NONE


def test_a_signature_is_no_use_once_settled(bill, customers, dealer, bank):
    """Replay: a signed bid is sent again after its award."""
    signer = customers[0]
    bid = sign_noncompetitive(bill.house, signer, bill.id, 10)
    bill.house.submitNoncompetitiveBids(bill.id, [bid], {"from": dealer})
    bill.sell({bank: BIDS})
    bill.house.settleBids(bill.id, [(signer.address, to_abi(NO_LADDER))], {"from": dealer})
    before = bill.house.cashOf(signer.address)

    with rejects("BiddingClosed"):
        bill.house.submitNoncompetitiveBids(
            bill.id, [sign_noncompetitive(bill.house, signer, bill.id, 11)], {"from": dealer}
        )
    bill.house.settleBids(bill.id, [(signer.address, to_abi(NO_LADDER))], {"from": dealer})
    assert bill.house.cashOf(signer.address) == before


def test_a_signature_has_no_second_form(bill, customers, dealer):
    """Malleability: of every signature anybody can make another that the same key seems to have made."""
    bidder, units, signature = sign_noncompetitive(bill.house, customers[0], bill.id, 10)
    s, v = int.from_bytes(signature[32:64], "big"), signature[64]
    other = signature[:32] + (ORDER - s).to_bytes(32, "big") + bytes([55 - v])

    tx = bill.house.submitNoncompetitiveBids(bill.id, [(bidder, units, other)], {"from": dealer})

    assert skipped(tx) == {bidder: "InvalidSignature"}
    assert bill.house.bidOf(bill.id, bidder)[0] == BidStatus.NONE


@pytest.mark.node
def test_the_key_of_an_account_with_code_still_signs(bill, customers, dealer):
    """EIP-7702: an account with a key takes on code that knows no signatures: its bids would be refused."""
    ask("anvil_setCode", customers[0].address, WALLET)

    submitted(bill, customers[0], dealer)

    assert bill.house.bidOf(bill.id, customers[0].address)[0] == BidStatus.COMMITTED


@pytest.mark.node
def test_nobody_signs_for_an_account_with_code(bill, customers, dealer):
    """EIP-7702: another key for an account whose code knows no signatures."""
    ask("anvil_setCode", customers[0].address, WALLET)
    forged = sign_noncompetitive(bill.house, customers[1], bill.id, 10, bidder=customers[0].address)

    tx = bill.house.submitNoncompetitiveBids(bill.id, [forged], {"from": dealer})

    assert skipped(tx) == {customers[0].address: "InvalidSignature"}


# A frozen bidder


@pytest.mark.parametrize("released", ["while bids are revealed", "after that", "never"])
def test_a_bidder_frozen_while_bids_are_revealed_keeps_its_bond(
    bill, wealth, freeze, release, dealer, bank, stranger, released
):
    """Frozen in the reveal: the order keeps the bidder from revealing, which would cost it the bond."""
    bill.commit(bank, BIDS)
    bill.commit(dealer, BIDS)
    bill.close_bidding()
    bill.reveal(dealer, BIDS)
    freeze(bank)
    with rejects("AccountFrozen"):
        bill.reveal(bank, BIDS)
    if released == "while bids are revealed":
        release(bank)
    bill.close()
    bill.clear()
    if released == "after that":
        release(bank)

    bill.house.forfeitBond(bill.id, bank, {"from": stranger})

    assert wealth(bank) == CASH


def test_a_bidder_frozen_only_before_bids_are_revealed_loses_its_bond_like_others(
    bill, wealth, freeze, release, dealer, bank, stranger
):
    """It was free all the time that it could have revealed."""
    bill.commit(bank, BIDS)
    bill.commit(dealer, BIDS)
    freeze(bank)
    release(bank)
    bill.close_bidding()
    bill.reveal(dealer, BIDS)
    bill.close()
    bill.clear()

    bill.house.forfeitBond(bill.id, bank, {"from": stranger})

    assert wealth(bank) == CASH - BILL.bond


def test_a_bidder_frozen_in_the_second_in_which_bids_close_keeps_its_bond(
    bill, wealth, freeze, release, dealer, bank, stranger
):
    """The first second of the reveal counts."""
    bill.commit(bank, BIDS)
    bill.commit(dealer, BIDS)
    freeze(bank)
    bill.close_bidding()
    release(bank)
    bill.reveal(dealer, BIDS)
    bill.close()
    bill.clear()

    bill.house.forfeitBond(bill.id, bank, {"from": stranger})

    assert wealth(bank) == CASH


def test_a_frozen_bidder_stops_nobody_else(bill, registry, freeze, release, dealer, bank):
    """Frozen between bid and delivery: the units wait, and those of others do not."""
    bill.sell({dealer: BIDS, bank: BIDS})
    freeze(bank)

    bill.settle(dealer, BIDS)
    with rejects("AccountFrozen"):
        bill.settle(bank, BIDS)
    release(bank)
    bill.settle(bank, BIDS)

    assert [held(registry, each) for each in (dealer, bank)] == [1_000, 1_000]


# Cash that cannot be taken


def test_a_bidder_whose_cash_cannot_be_taken_stops_nobody_else(bill, registry, cash, dealer, bank, stranger):
    """Cash refused, or run out, between bid and reveal: the bid is not revealed, and its bond is lost."""
    for bidder in (dealer, bank):
        bill.commit(bidder, BIDS)
    bill.close_bidding()
    cash.approve(bill.house, 0, {"from": bank})
    with rejects("InsufficientAllowance"):
        bill.reveal(bank, BIDS)
    bill.reveal(dealer, BIDS)
    bill.close()
    bill.clear()
    bill.house.forfeitBond(bill.id, bank, {"from": stranger})
    bill.reach_issue_date()

    bill.settle(dealer, BIDS)

    assert [held(registry, each) for each in (dealer, bank)] == [1_000, 0]


@pytest.mark.node
def test_settlement_moves_no_cash_token(bill, cash, dealer):
    """A token that refuses bidder, house or Treasury on the issue date: what is due waits in accounts."""
    bill.sell({dealer: BIDS})
    before = cash.balanceOf(bill.house)

    tx = bill.settle(dealer, BIDS)

    assert cash.balanceOf(bill.house) == before
    assert all(event.address != cash for event in tx.events)


# Clearing


def test_clearing_left_half_done_is_continued_by_anybody(bill, dealer, bank, fund, stranger):
    """Somebody clears one rate and leaves: nobody can bid, reveal or settle on what is half known."""
    bids = {dealer: ladder((400, 1_000), (405, 1_000), (410, 1_000)), bank: EVERYTHING}
    bill.commit(fund, BIDS)
    bill.take_bids(bids)
    bill.house.clear(bill.id, 1, {"from": stranger})

    for step, error in (
        (lambda: bill.bid(fund, 1), "BiddingClosed"),
        (lambda: bill.commit(fund, BIDS), "BiddingClosed"),
        (lambda: bill.reveal(fund, BIDS), "BiddingClosed"),
        (lambda: bill.settle(bank, EVERYTHING), "WrongStatus"),
        (lambda: bill.refund(bank), "WrongStatus"),
        (lambda: bill.house.forfeitBond(bill.id, fund, {"from": stranger}), "WrongStatus"),
    ):
        with rejects(error):
            step()
    bill.house.clear(bill.id, 1, {"from": fund})
    bill.house.clear(bill.id, 9, {"from": bank})
    assert bill.house.statusOf(bill.id) == AuctionStatus.CLEARED


def test_if_nobody_clears_a_bidder_does_though_the_bill_has_matured(bill, registry, treasury, cash, dealer):
    """Nobody clears, and the house would keep all money: late, the award is still delivered, and paid."""
    bill.take_bids({dealer: BIDS})
    travel_to((BILL.maturity_date + 1) * SECONDS_IN_DAY)

    bill.house.clear(bill.id, 9, {"from": dealer})
    bill.settle(dealer, BIDS)
    cash.mint(treasury, 10**12)
    before = cash.balanceOf(dealer)
    registry.redeem(BILL.cusip.encode(), dealer, {"from": dealer})

    assert cash.balanceOf(dealer) - before == 1_000 * 10**8


# Too much to count


@pytest.mark.parametrize("units", [2**64 - 1, 2**63, 2**57])
def test_a_bid_that_costs_more_than_can_be_counted_is_refused(bill, federal_reserve, units):
    """Truncation: units whose cost does not fit its storage would be bought for a fraction."""
    with rejects("SafeCastOverflowedUintDowncast"):
        bill.bid(federal_reserve, units)


def test_units_beyond_the_limit_are_cut_before_they_are_priced(bill, dealer):
    """Truncation: the same by a ladder, of which no more than 35 % of the offering counts."""
    most = ladder((400, 2**64 - 1))
    bill.commit(dealer, most)
    bill.close_bidding()

    bill.reveal(dealer, most)

    assert bill.escrow(dealer) == 35_000 * price_at(BILL, 400)[0]


# A block taken back


@pytest.mark.node
def test_blocks_taken_back_and_replayed_in_another_order_come_to_the_same(
    auction_house, treasury, registry, wealth, dealer, bank
):
    """Reorganisation: all blocks of an auction are undone, and come again in another order."""
    bids = {dealer: ladder((400, 1_000), (405, 2_000)), bank: EVERYTHING}
    outcomes = []

    for order in ([dealer, bank], [bank, dealer]):
        chain.revert()
        bill = announce(auction_house, treasury, BILL)
        for bidder in order:
            bill.commit(bidder, bids[bidder])
        bill.close_bidding()
        for bidder in reversed(order):
            bill.reveal(bidder, bids[bidder])
        bill.close()
        bill.clear(1)
        bill.clear()
        bill.reach_issue_date()
        for bidder in order:
            bill.settle(bidder, bids[bidder])
        outcomes.append([bill.result(), *((held(registry, each), wealth(each)) for each in bids)])

    assert outcomes[0] == outcomes[1]
    assert [units for units, _ in outcomes[0][1:]] == [3_000, 35_000]


# Events


@pytest.mark.node
def test_every_account_follows_from_events(
    bill, cash, treasury, dealer, bank, fund, alice, bob, customers, stranger
):
    """An indexer that has nothing but events could not say what an account holds."""
    bill.bid(alice, 40)
    submitted(bill, customers[0], dealer)
    bill.commit(fund, BIDS)
    bill.house.deposit(bank, 5 * BILL.bond // 2, {"from": dealer})  # too little for its bid
    small = ladder((300, 1))  # costs less than the bond
    bill.sell({dealer: BIDS, bank: ladder((300, 1_000)), bob: small})
    bill.settle(bob, small)
    bill.settle(alice)
    bill.settle(bank, ladder((300, 1_000)))
    bill.house.forfeitBond(bill.id, fund, {"from": stranger})
    bill.house.withdraw(7, {"from": bank})
    bill.house.withdraw(9, {"from": treasury})

    accounts = [treasury.address, *(each.address for each in (dealer, bank, fund, alice, bob, customers[0]))]
    by_events = cash_by_events(bill.house)
    assert [by_events[each] for each in accounts] == [bill.house.cashOf(each) for each in accounts]
    assert min(by_events[each] for each in (treasury.address, bank.address, alice.address)) > 0
