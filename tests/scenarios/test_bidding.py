"""
bid
├── places, opens, settles and withdraws, each in the run in which it is due
├── says in every run what waits until when
├── writes a ladder down before it is committed, and never over another
├── without that, says that the bid cannot be opened; opened, settles it all the same
├── says what comes too late
├── warns who has sealed more than it can pay
├── when it is interrupted before any transaction, goes on and bids once
├── gives all money back when the auction is cancelled
├── lets a dealer submit what others sign, and pay in for them; tells it why a bid was skipped
├── opens large ladders, one in a transaction if need be
└── sends nothing when
    ├── a bid is wrong, and lists all that is wrong
    ├── a ladder has more rates than one transaction can open
    ├── cash does not suffice
    ├── what is sealed cannot be written down
    └── another bid is sealed already
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from brownie import web3

from model.auction import BidStatus
from model.compliance import HolderClass
from scripts import batch, house
from scripts.bidding import desk, sealed
from scripts.bidding.__main__ import run
from scripts.bidding.desk import CashError
from scripts.bidding.position import Unplaceable
from scripts.bidding.sealed import SealedError
from scripts.files import NotWritable
from tests.auctions import BILL, REOPENED_NOTE, announce, cusip

CASH = 10**14  # of each bidder [micro-dollars]
BOND = BILL.bond
HEADER = "auction,account,rate,par,netLongPosition\n"
NONE, NONCOMPETITIVE, COMMITTED, REVEALED, SETTLED = list(BidStatus)[:5]


@pytest.fixture(scope="module", autouse=True)
def bidders(compliance, compliance_officer, cash, dealer, fund, alice, bob):
    classes = {
        dealer: HolderClass.PRIMARY_DEALER,
        fund: HolderClass.FUND,
        alice: HolderClass.RETAIL,
        bob: HolderClass.RETAIL,
    }
    for account, holder_class in classes.items():
        compliance.setHolder(account, holder_class, b"US", False, {"from": compliance_officer})
        cash.mint(account, CASH)


@pytest.fixture
def bill(auction_house, treasury):
    return announce(auction_house, treasury, BILL)


@pytest.fixture
def desk_of(auction_results, tmp_path, monkeypatch):
    """Run `make bid` over these lines; what it tells."""
    monkeypatch.setattr(sealed, "FOLDER", tmp_path / "bids")
    found, path = house.at(auction_results), tmp_path / "bids.csv"

    def run_over(lines, account=None, dealer=None):
        told = []
        path.write_text(HEADER + lines)
        run(found, path, account and account.address, dealer and dealer.address, told.append)
        return told

    return run_over


@pytest.fixture
def status(auction_house):
    return lambda sale, account: auction_house.bidOf(sale.id, account)[0]


def ladder_and_savings(fund, alice):
    return (
        f"{BILL.cusip},{fund},1.500,1000000,\n{BILL.cusip},{fund},1.505,2400000,\n"
        f"{BILL.cusip},{alice},noncompetitive,50000,\n"
    )


def test_does_in_each_run_what_is_due(desk_of, bill, status, auction_house, registry, cash, fund, alice):
    lines = ladder_and_savings(fund, alice)

    placed = desk_of(lines)

    assert [status(bill, each) for each in (fund, alice)] == [COMMITTED, NONCOMPETITIVE]
    assert placed[0] == (
        f"Bid: {fund.address[:8]}...{fund.address[-4:]}, $3,400,000 of the 13-Week Bill {BILL.cusip}, "
        "sealed, in 2 rungs; its bond of $1,000 is paid."
    )
    assert (
        "is sealed; run this again from Tue 11 Jan 2050 16:30 UTC to before Tue 11 Jan 2050 17:00"
        in placed[2]
    )
    assert "has its price from Tue 11 Jan 2050 17:00 UTC; run this again then." in placed[3]

    bill.close_bidding()
    assert desk_of(lines)[0].startswith("Opened:")
    assert [status(bill, each) for each in (fund, alice)] == [REVEALED, NONCOMPETITIVE]

    bill.close()
    cleared = desk_of(lines)
    assert cleared[0] == (
        f"Cleared: the 13-Week Bill {BILL.cusip} stops at 1.505 %, where 100.00 % is allotted, and costs "
        "99.619569 for 100."
    )
    assert "is delivered from Thu 13 Jan 2050 00:00 UTC; run this again then." in cleared[1]

    bill.reach_issue_date()
    settled = desk_of(lines)
    assert [status(bill, each) for each in (fund, alice)] == [SETTLED, SETTLED]
    assert [line.split(":")[0] for line in settled[:4]] == ["Settled", "Settled", "Withdrawn", "Withdrawn"]
    assert [registry.balanceOf(each, bill_id()) for each in (fund, alice)] == [34_000, 500]
    price = bill.result().price
    assert [cash.balanceOf(each) for each in (fund, alice)] == [CASH - 34_000 * price, CASH - 500 * price]
    assert auction_house.cashOf(fund) == auction_house.cashOf(alice) == 0

    assert [line.split(": ")[1] for line in desk_of(lines)] == ["is settled.", "is settled."]


def bill_id():
    return int.from_bytes(BILL.cusip.encode(), "big")


def test_writes_a_ladder_down_before_it_is_committed(
    desk_of, bill, status, fund, alice, tmp_path, monkeypatch
):
    def fail(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(desk, "send", fail)
        desk_of(ladder_and_savings(fund, alice))

    (written,) = (tmp_path / "bids").rglob("*.json")
    salted = written.read_text()
    assert status(bill, fund) == NONE
    desk_of(ladder_and_savings(fund, alice))
    assert written.read_text() == salted
    with pytest.raises(SealedError, match="never written over"):
        sealed.keep(written, "{}")


def test_without_its_salt_a_bid_cannot_be_opened(desk_of, bill, status, fund, tmp_path):
    lines = f"{bill.id},{fund},1.500,100,\n"
    desk_of(lines)
    (written,) = (tmp_path / "bids").rglob("*.json")
    salted = written.read_text()

    written.unlink()
    bill.close_bidding()
    (told,) = desk_of(lines)
    assert told.endswith(f"cannot be opened: {written} is missing, with its salt.")
    assert status(bill, fund) == COMMITTED

    written.write_text(salted)
    desk_of(lines)
    written.unlink()
    bill.close()
    bill.reach_issue_date()
    desk_of(lines)
    assert status(bill, fund) == SETTLED


def test_says_what_comes_too_late(desk_of, bill, fund, alice, bob):
    late, in_time = f"{bill.id},{fund},1.500,100,\n", f"{bill.id},{bob},1.500,100,\n"
    desk_of(late + in_time)
    bill.close_bidding()
    desk_of(in_time)
    bill.close()

    told = desk_of(f"{late}{bill.id},{alice},noncompetitive,100,\n")

    assert told[1].endswith("was not opened before Tue 11 Jan 2050 17:00 UTC; its bond of $1,000 is lost.")
    assert told[2].endswith("was not placed; bidding closed on Tue 11 Jan 2050 16:00 UTC.")


class PowerFailure(Exception):
    """The program ends here."""


@pytest.mark.parametrize("is_sent", [False, True])
def test_goes_on_after_any_interruption(
    desk_of, bill, status, registry, auction_house, cash, fund, alice, monkeypatch, is_sent
):
    lines, ways = ladder_and_savings(fund, alice), [bill.close_bidding, bill.close, bill.reach_issue_date]

    for way in (lambda: None, *ways):
        way()
        interrupt_everywhere(desk_of, lines, monkeypatch, is_sent)

    desk_of(lines)
    assert [status(bill, each) for each in (fund, alice)] == [SETTLED, SETTLED]
    assert [registry.balanceOf(each, bill_id()) for each in (fund, alice)] == [34_000, 500]
    assert [cash.balanceOf(each) for each in (fund, alice)] == [
        CASH - units * bill.result().price for units in (34_000, 500)
    ]


def interrupt_everywhere(desk_of, lines, monkeypatch, is_sent):
    """Each run sends one transaction and is ended before the next, or after it without having heard of it."""
    send_one = batch.send

    def one(orders):
        if orders:
            if is_sent:
                send_one(orders[:1])
            raise PowerFailure

    for _ in range(4):
        with monkeypatch.context() as patch, suppress(PowerFailure):
            patch.setattr(desk, "send", one)
            desk_of(lines)
    desk_of(lines)


def test_takes_all_money_back_from_a_cancelled_auction(
    desk_of, bill, auction_house, cash, treasury, fund, alice
):
    lines = ladder_and_savings(fund, alice)
    desk_of(lines)
    auction_house.cancel(bill.id, {"from": treasury})

    told = desk_of(lines)

    assert [line.split(":")[0] for line in told[:4]] == ["Refunded", "Refunded", "Withdrawn", "Withdrawn"]
    assert cash.balanceOf(fund) == cash.balanceOf(alice) == CASH


@pytest.mark.ganache
def test_a_dealer_submits_what_others_sign(
    desk_of, bill, status, auction_house, treasury, cash, dealer, fund, alice, bob
):
    second = announce(auction_house, treasury, replace(BILL, cusip=cusip("912796AB")))
    customers = fund, alice, bob
    lines = (
        f"{second.id},{bob},1.500,200,\n{bill.id},{bob},1.500,100,\n{second.id},{fund},1.500,300,\n"
        f"{ladder_and_savings(fund, alice)}"
    )
    sent = [each.nonce for each in customers]

    desk_of(lines, dealer=dealer)
    assert [status(bill, each) for each in customers] == [COMMITTED, NONCOMPETITIVE, COMMITTED]
    assert [status(second, each) for each in customers] == [COMMITTED, NONE, COMMITTED]
    bill.close_bidding()
    desk_of(lines, dealer=dealer)
    bill.close()
    desk_of(lines, dealer=dealer)
    bill.reach_issue_date()
    told = desk_of(lines, dealer=dealer)

    assert [status(bill, each) for each in customers] == [SETTLED] * 3
    assert [each.nonce for each in customers] == sent
    assert [cash.balanceOf(each) for each in customers] == [CASH] * 3
    paid = 34_501 * bill.result().price + 5 * second.result().price
    kept = sum(auction_house.cashOf(each) for each in customers)
    assert cash.balanceOf(dealer) == CASH - paid - kept
    assert told[-1].endswith("at the auction house, to withdraw itself.")


def test_tells_a_dealer_why_a_bid_was_skipped(desk_of, bill, status, freeze, dealer, fund, bob):
    lines = f"{bill.id},{fund},1.500,100,\n{bill.id},{bob},1.505,100,\n"
    desk_of(lines, dealer=dealer)
    freeze(bob)
    bill.close_bidding()

    told = desk_of(lines, dealer=dealer)

    assert [status(bill, each) for each in (fund, bob)] == [REVEALED, COMMITTED]
    assert told[1] == (
        f"Skipped: {bob.address[:8]}...{bob.address[-4:]}, $100 of the 13-Week Bill {BILL.cusip}: "
        "the account is frozen by a lawful order. It can go on later."
    )

    assert desk_of(lines, dealer=dealer)[0] == told[1]


def test_opens_large_ladders(desk_of, bill, status, dealer, fund, bob):
    """More rates together than a transaction can open, and each more than it usually may cost."""
    rates = [f"{5 * rank / 1000:.3f}" for rank in range(300)]
    lines = "".join(f"{bill.id},{each},{rate},100,\n" for each in (fund, bob) for rate in rates)
    desk_of(lines, dealer=dealer)
    bill.close_bidding()

    desk_of(lines, dealer=dealer)

    assert [status(bill, each) for each in (fund, bob)] == [REVEALED, REVEALED]


def test_takes_no_ladder_that_cannot_be_opened(desk_of, auction_house, treasury, fund):
    note = announce(auction_house, treasury, REOPENED_NOTE)
    lines = "".join(f"{note.id},{fund},{rank / 1000:.3f},100,\n" for rank in range(251))

    with pytest.raises(Unplaceable) as refusal:
        desk_of(lines)

    assert refusal.value.faults == (
        f"bids.csv line 2: 251 rates are bid for the 9-Year 10-Month Note {REOPENED_NOTE.cusip}, and one "
        "transaction opens at most 250.",
    )


def test_lists_all_that_is_wrong_and_sends_nothing(
    desk_of, bill, auction_house, treasury, fund, alice, stranger
):
    announce(auction_house, treasury, REOPENED_NOTE)
    unknown, before = "0x" + "ab" * 20, web3.eth.block_number
    lines = (
        f"{BILL.cusip},{fund},1.502,100,\n{BILL.cusip},{fund},10.005,100,\n"
        f"{BILL.cusip},{alice},noncompetitive,500100,\n{BILL.cusip},{stranger},noncompetitive,100,\n"
        f"9,{fund},1.500,100,\n{bill.id},{unknown},1.500,100,\n{bill.id},,1.500,100,\n"
        f"{bill.id},{alice},1.500,100,\n2,{alice},1.502,100,\n"
        f"2,{fund},1.5025,100,\n"
    )

    with pytest.raises(Unplaceable) as refusal:
        desk_of(lines)

    assert sorted(refusal.value.faults) == [
        "bids.csv line 11: rate 1.5025 is not a multiple of 0.001 %.",
        "bids.csv line 2: rate 1.502 % is not a multiple of 0.005 %, as bids for bills are.",
        f"bids.csv line 3: rate 10.005 % is not within 0.000 % to 10.000 %, as bids for the 13-Week Bill "
        f"{BILL.cusip} are.",
        "bids.csv line 4: par $500,100 is above the noncompetitive limit of $500,000.",
        f"bids.csv line 5: account {stranger} may not hold securities.",
        "bids.csv line 6: auction 9 is not on this chain.",
        f"bids.csv line 7: account {unknown} is none that the node signs for.",
        "bids.csv line 8: account is empty, and no --account is given.",
        f"bids.csv line 9: there is another bid of {alice} for the 13-Week Bill {BILL.cusip}.",
    ]
    assert web3.eth.block_number == before


def test_sends_nothing_without_the_cash(desk_of, bill, status, cash, fund, alice):
    cash.transfer(alice, CASH - BOND + 1, {"from": fund})

    with pytest.raises(CashError, match="has .* of cash, and .* are due now"):
        desk_of(ladder_and_savings(fund, alice))

    assert [status(bill, each) for each in (fund, alice)] == [NONE, NONE]


def test_sends_nothing_where_it_cannot_write_it_down(desk_of, bill, status, fund, monkeypatch):
    monkeypatch.setattr(sealed, "FOLDER", Path("/dev/null/bids"))

    with pytest.raises(NotWritable, match="^/dev/null/bids/.* cannot be written: not a directory.$"):
        desk_of(f"{bill.id},{fund},1.500,100,\n")

    assert status(bill, fund) == NONE


def test_warns_who_has_sealed_more_than_it_can_pay(desk_of, bill, status, cash, dealer, fund, bob):
    lines = f"{bill.id},{fund},1.500,1000000,\n"
    cash.transfer(bob, CASH - BOND, {"from": fund})

    beware = desk_of(lines)[-1]
    assert status(bill, fund) == COMMITTED
    assert beware == (
        f"Beware: {fund.address[:8]}...{fund.address[-4:]} has $0, and to open what is sealed takes up to "
        "$995,208.33 more; a bid that is not opened loses its bond."
    )
    assert desk_of(lines)[-1] == beware

    assert not desk_of(lines, dealer=dealer)[-1].startswith("Beware")
    cash.transfer(bob, CASH, {"from": dealer})
    assert desk_of(lines, dealer=dealer)[-1].startswith(f"Beware: {dealer.address[:8]}")


def test_does_not_seal_another_bid(desk_of, bill, fund):
    desk_of(f"{bill.id},{fund},1.500,100,\n")

    with pytest.raises(Unplaceable, match="another bid for the 13-Week Bill .* is sealed in .*, and stands"):
        desk_of(f"{bill.id},{fund},1.500,200,\n")


def test_asks_which_auction_of_a_cusip(desk_of, bill, auction_house, treasury, fund):
    auction_house.cancel(bill.id, {"from": treasury})
    announce(auction_house, treasury, BILL)

    with pytest.raises(Unplaceable, match=f"auction {BILL.cusip} may be any of 1 and 2: give its number"):
        desk_of(f"{BILL.cusip},{fund},1.500,100,\n")
