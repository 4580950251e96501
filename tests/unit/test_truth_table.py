"""Every cell of the tables of docs/compliance.md, on the deployed system.

Each step is asked of the chain as a call, which changes nothing: so one state, in which one party is of one
status, does for all steps of a stage.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from brownie import ZERO_ADDRESS
from brownie.exceptions import decode_typed_error
from brownie.network.contract import OverloadedMethod
from eth_account import Account

from model.auction import to_abi
from model.calendar import unix_day
from model.clock import SECONDS_IN_DAY
from model.compliance import EVERYTHING, HolderClass, OrderAction
from model.par_dollar import INFINITE, Authorization, Cancellation, Permit, Sender
from model.security import SecurityType
from scripts.batch import ask
from scripts.permissions import OPEN
from tests import authorizations, permits
from tests.auctions import AUCTION_DAY, BILL, Sale, announce, cusip, ladder
from tests.helpers import as_contract, as_sender, travel_to
from tests.obstacles import named
from tests.securities import Series
from tests.signed_bids import sign_commitment, sign_noncompetitive
from tests.truth_table import (
    ABOVE_THE_LIMIT,
    ELSEWHERE,
    PARTIES,
    PASSES,
    STEPS,
    Stage,
    Status,
    Step,
    on_page,
    tables,
)

pytestmark = pytest.mark.node  # answers a stage in one batch, for senders that are contracts too

KEY = Account.from_key("0x" + "7a" * 32)  # of the holder, who signs
DOLLAR = 1_000_000  # [micro-dollars]
TOGETHER = ("submitCommitments", "submitNoncompetitiveBids", "revealBids", "settleBids")  # bids of many
RICH = 10**12  # [micro-dollars]
PAPERS = (b"\xa1" * 32, b"\xd0" * 32)  # of a lawful order
FOREVER = 2**40 - 1  # [unix time]

# Interest and par are paid on a Monday, in the week of the auctions
NOTE = Series(
    *(cusip("91282CZZ").encode(), SecurityType.NOTE, 4_000),
    *(unix_day(date(2048, 1, 15)), unix_day(date(2050, 1, 15))),
)
HELD_BILL = Series(
    *(cusip("912796ZZ").encode(), SecurityType.BILL, 0),
    *(unix_day(date(2050, 1, 6)), unix_day(date(2050, 4, 7))),
)
PAID_ON = unix_day(date(2050, 1, 17))
BIDS = ladder((4_000, 100))
DEALERS = ladder((4_000, 30_000))


@dataclass(frozen=True)
class World:
    """The deployed system, who takes part, and the auctions that the holder bids in."""

    system: Any
    holder: Any
    receiver: Any
    caller: Any  # operator of the holder, for securities
    spender: Any  # within an allowance; the caller too
    dealer: Any
    by_itself: Sale  # the holder has committed
    by_caller: Sale  # the caller has submitted what the holder has signed
    silent: Sale  # the holder commits and never reveals
    cancelled: Sale
    no_bids: Sale

    def parts(self, party: str) -> list:
        return [self.caller, self.spender] if party == "caller" else [getattr(self, party)]


# Steps. Each returns the function, its arguments, and who sends


def coin(world):
    return world.system.par_dollar


def savings(world):
    return world.system.savings_dollar


def reserve(world):
    return world.system.reserve


def registry(world):
    return world.system.registry


def house(world):
    return world.system.auction_house


def authorization(world, sender=Sender.ANYBODY, to=None):
    terms = Authorization(
        *(world.holder.address, (to or world.receiver).address),
        *(DOLLAR, 0, FOREVER, bytes(32), sender),
    )
    return terms, authorizations.joined(authorizations.sign(coin(world), KEY, terms))


def single(world, sender, by):
    terms, signature = authorization(world, sender)
    name = sender[0].lower() + sender[1:]
    return getattr(coin(world), name), (*authorizations.terms(terms), signature), by


def several(world, sender, by):
    terms, signature = authorization(world, sender)
    name = sender[0].lower() + sender[1:] + "s"
    return getattr(coin(world), name), ([(authorizations.terms(terms), signature)],), by


def cancellation(world):
    terms = Cancellation(world.holder.address, bytes(32))
    signature = authorizations.joined(authorizations.sign(coin(world), KEY, terms))
    return coin(world).cancelAuthorization, (*authorizations.terms(terms), signature), world.caller


def coin_permit(world):
    terms = Permit(world.holder.address, world.caller.address, 1, 0, FOREVER)
    signature = authorizations.joined(permits.sign(coin(world), KEY, terms))
    sent = (terms.owner, terms.spender, terms.dollars, terms.deadline, signature)
    return coin(world).permit, sent, world.caller


def share_permit(world):
    terms = Permit(world.holder.address, world.caller.address, 1, 0, FOREVER)
    sent = (terms.owner, terms.spender, terms.dollars, terms.deadline)
    return savings(world).permit, (*sent, *permits.sign(savings(world), KEY, terms)), world.caller


def deposit_with_authorization(world):
    terms, signature = authorization(world, Sender.RECEIVER, savings(world))
    sent = (terms.holder, terms.dollars, terms.valid_after, terms.valid_before, terms.nonce, signature)
    return savings(world).depositWithAuthorization, sent, world.caller


def deposit_with_permit(world):
    terms = Permit(world.holder.address, savings(world).address, DOLLAR, 0, FOREVER)
    signature = authorizations.joined(permits.sign(coin(world), KEY, terms))
    return savings(world).depositWithPermit, (DOLLAR, world.receiver, FOREVER, signature), world.holder


def in_kind(function, cusip_, to, by):
    limit = 0 if function._name.endswith("mintInKind") else INFINITE
    return function, (cusip_, 1, to, limit, FOREVER), by


def principal(world):
    return world.system.strips.principalId(NOTE.cusip)


def signed_commitment(world, sale):
    commitment = sale.house.commitmentOf(sale.id, world.holder, to_abi(BIDS))
    return sign_commitment(sale.house, KEY, sale.id, commitment, world.holder.address)


def opening(world):
    return [(world.holder.address, to_abi(BIDS))]


def by_order(action):
    """The orders are recorded in the order of their actions."""
    return lambda w: (
        w.system.compliance.executeOrder,
        (action - OrderAction.SEIZE + 1,),
        w.system.access_manager,
    )


TAKE: dict[tuple[str, str], Callable[[World], tuple]] = {
    ("ParDollar", "mint"): lambda w: (coin(w).mint, (w.receiver, 1), reserve(w)),
    ("ParDollar", "burn"): lambda w: (coin(w).burn, (w.holder, 1), reserve(w)),
    ("ParDollar", "transfer"): lambda w: (coin(w).transfer, (w.receiver, 1), w.holder),
    ("ParDollar", "transferFrom"): lambda w: (coin(w).transferFrom, (w.holder, w.receiver, 1), w.caller),
    ("ParDollar", "approve"): lambda w: (coin(w).approve, (w.caller, 1), w.holder),
    ("ParDollar", "permit"): coin_permit,
    ("ParDollar", "transferWithAuthorization"): lambda w: single(w, Sender.ANYBODY, w.caller),
    ("ParDollar", "transferWithAuthorizations"): lambda w: several(w, Sender.ANYBODY, w.caller),
    ("ParDollar", "receiveWithAuthorization"): lambda w: single(w, Sender.RECEIVER, w.receiver),
    ("ParDollar", "receiveWithAuthorizations"): lambda w: several(w, Sender.RECEIVER, w.receiver),
    ("ParDollar", "cancelAuthorization"): cancellation,
    ("ParDollar", "seize"): lambda w: (coin(w).seize, (w.holder, w.receiver, 1), w.system.compliance),
    ("ParDollar", "reissue"): lambda w: (coin(w).reissue, (w.holder, w.receiver, 1), w.system.compliance),
    ("ParDollar", "burnFrozen"): lambda w: (coin(w).burnFrozen, (w.holder, 1), w.system.compliance),
    ("SavingsDollar", "deposit"): lambda w: (savings(w).deposit, (1, w.receiver), w.holder),
    ("SavingsDollar", "mint"): lambda w: (savings(w).mint, (1, w.receiver), w.holder),
    ("SavingsDollar", "depositWithAuthorization"): deposit_with_authorization,
    ("SavingsDollar", "depositWithPermit"): deposit_with_permit,
    ("SavingsDollar", "withdraw"): lambda w: (savings(w).withdraw, (1, w.receiver, w.holder), w.caller),
    ("SavingsDollar", "redeem"): lambda w: (savings(w).redeem, (1, w.receiver, w.holder), w.caller),
    ("SavingsDollar", "transfer"): lambda w: (savings(w).transfer, (w.receiver, 1), w.holder),
    ("SavingsDollar", "transferFrom"): lambda w: (
        *(savings(w).transferFrom, (w.holder, w.receiver, 1)),
        w.caller,
    ),
    ("SavingsDollar", "approve"): lambda w: (savings(w).approve, (w.caller, 1), w.holder),
    ("SavingsDollar", "permit"): share_permit,
    ("SavingsDollar", "seize"): lambda w: (savings(w).seize, (w.holder, w.receiver, 1), w.system.compliance),
    ("Reserve", "mint"): lambda w: (reserve(w).mint, (w.receiver, 1), w.holder),
    ("Reserve", "redeem"): lambda w: (reserve(w).redeem, (w.receiver, 1), w.holder),
    ("Reserve", "mintInKind"): lambda w: in_kind(
        reserve(w).mintInKind, HELD_BILL.cusip, w.receiver, w.holder
    ),
    ("Reserve", "mintInKind, for oneself"): lambda w: in_kind(
        reserve(w).mintInKind, HELD_BILL.cusip, w.holder, w.holder
    ),
    ("Reserve", "redeemInKind"): lambda w: in_kind(
        reserve(w).redeemInKind, HELD_BILL.cusip, w.receiver, w.holder
    ),
    ("Reserve", "redeemInKind, for oneself"): lambda w: in_kind(
        reserve(w).redeemInKind, HELD_BILL.cusip, w.holder, w.holder
    ),
    ("Reserve", "requestRedemption"): lambda w: (reserve(w).requestRedemption, (1,), w.holder),
    ("Reserve", "claimRedemption, by the owner"): lambda w: (
        *(reserve(w).claimRedemption, (1, w.receiver)),
        w.holder,
    ),
    ("Reserve", "claimRedemption, for the owner"): lambda w: (
        *(reserve(w).claimRedemption, (1, w.holder)),
        w.caller,
    ),
    ("Reserve", "contributeCapital"): lambda w: (reserve(w).contributeCapital, (1,), w.holder),
    ("TreasuryRegistry", "issue"): lambda w: (
        *(registry(w).issue, (NOTE.cusip, w.receiver, 1, AUCTION_DAY)),
        house(w),
    ),
    ("TreasuryRegistry", "retire"): lambda w: (
        *(registry(w).retire, (NOTE.cusip, w.holder, 1)),
        w.system.strips,
    ),
    ("TreasuryRegistry", "claim"): lambda w: (registry(w).claim, (NOTE.cusip, w.holder), w.holder),
    ("TreasuryRegistry", "claim, by an operator"): lambda w: (
        *(registry(w).claim, (NOTE.cusip, w.holder)),
        w.caller,
    ),
    ("TreasuryRegistry", "redeem"): lambda w: (registry(w).redeem, (NOTE.cusip, w.holder), w.holder),
    ("TreasuryRegistry", "redeem, by an operator"): lambda w: (
        *(registry(w).redeem, (NOTE.cusip, w.holder)),
        w.caller,
    ),
    ("Strips", "strip"): lambda w: (w.system.strips.strip, (NOTE.cusip, 1), w.holder),
    ("Strips", "reconstitute"): lambda w: (w.system.strips.reconstitute, (NOTE.cusip, 1), w.holder),
    ("Strips", "redeem"): lambda w: (w.system.strips.redeem, (principal(w), w.holder), w.holder),
    ("Strips", "redeem, by an operator"): lambda w: (
        *(w.system.strips.redeem, (principal(w), w.holder)),
        w.caller,
    ),
    ("AuctionHouse", "deposit"): lambda w: (house(w).deposit, (w.receiver, 1), w.holder),
    ("AuctionHouse", "withdraw"): lambda w: (house(w).withdraw, (1,), w.holder),
    ("AuctionHouse", "bidNoncompetitive"): lambda w: (
        *(house(w).bidNoncompetitive, (w.no_bids.id, 1)),
        w.holder,
    ),
    ("AuctionHouse", "submitNoncompetitiveBids"): lambda w: (
        house(w).submitNoncompetitiveBids,
        (w.no_bids.id, [sign_noncompetitive(house(w), KEY, w.no_bids.id, 1, w.holder.address)]),
        w.caller,
    ),
    ("AuctionHouse", "commitBid"): lambda w: (
        *(house(w).commitBid, (w.no_bids.id, b"\x11" * 32)),
        w.holder,
    ),
    ("AuctionHouse", "submitCommitments"): lambda w: (
        *(house(w).submitCommitments, (w.no_bids.id, [signed_commitment(w, w.no_bids)])),
        w.caller,
    ),
    ("AuctionHouse", "refund"): lambda w: (house(w).refund, (w.cancelled.id, w.holder), w.caller),
    ("AuctionHouse", "revealBid"): lambda w: (house(w).revealBid, (w.by_itself.id, to_abi(BIDS)), w.holder),
    ("AuctionHouse", "revealBids"): lambda w: (house(w).revealBids, (w.by_caller.id, opening(w)), w.caller),
    ("AuctionHouse", "settle"): lambda w: (house(w).settle, (w.by_itself.id, to_abi(BIDS)), w.holder),
    ("AuctionHouse", "settleBids"): lambda w: (house(w).settleBids, (w.by_caller.id, opening(w)), w.caller),
    ("AuctionHouse", "forfeitBond"): lambda w: (house(w).forfeitBond, (w.silent.id, w.holder), w.caller),
    ("Compliance", "executeOrder, Seize"): by_order(OrderAction.SEIZE),
    ("Compliance", "executeOrder, Reissue"): by_order(OrderAction.REISSUE),
    ("Compliance", "executeOrder, Burn"): by_order(OrderAction.BURN),
    ("Compliance", "executeOrder, SeizeSavings"): by_order(OrderAction.SEIZE_SAVINGS),
    ("Compliance", "executeOrder, ReassignRedemption"): by_order(OrderAction.REASSIGN_REDEMPTION),
}

# The registry of whole securities and that of pieces move them alike
for name, contract_of, id_of in (
    ("TreasuryRegistry", registry, lambda world: NOTE.id),
    ("Strips", lambda world: world.system.strips, principal),
):
    TAKE |= {
        (name, "transfer"): lambda w, c=contract_of, i=id_of: (
            *(c(w).transfer, (w.receiver, i(w), 1)),
            w.holder,
        ),
        (name, "transferFrom, by an operator"): lambda w, c=contract_of, i=id_of: (
            *(c(w).transferFrom, (w.holder, w.receiver, i(w), 1)),
            w.caller,
        ),
        (name, "transferFrom, within an allowance"): lambda w, c=contract_of, i=id_of: (
            *(c(w).transferFrom, (w.holder, w.receiver, i(w), 1)),
            w.spender,
        ),
        (name, "approve"): lambda w, c=contract_of, i=id_of: (c(w).approve, (w.caller, i(w), 1), w.holder),
        (name, "setOperator"): lambda w, c=contract_of: (c(w).setOperator, (w.caller, True), w.holder),
    }

# What


@pytest.fixture(scope="module")
def register(system, compliance_officer):
    def register(account, holder_class=HolderClass.RETAIL):
        system.compliance.setHolder(account, holder_class, b"US", False, {"from": compliance_officer})

    return register


@pytest.fixture(scope="module")
def set_frozen(system, regulator, compliance_officer):
    def set_frozen(account, frozen):
        action = OrderAction.FREEZE if frozen else OrderAction.UNFREEZE
        order = (*PAPERS, action, account, FOREVER)
        system.compliance.recordOrder(*order, {"from": regulator})
        system.compliance.executeOrder(system.compliance.orderCount(), {"from": compliance_officer})

    return set_frozen


@pytest.fixture(scope="module")
def people(system, register, alice, bob, fund, dealer):
    """All may hold securities and have cash; the holder has allowed the caller everything."""
    holder = as_sender(KEY, paid_by=alice)
    for account in (holder, alice, bob, fund, dealer):
        register(account)
        system.cash.mint(account, 100 * RICH)
    for account in (holder, dealer):
        for spender in (system.auction_house, system.reserve):
            system.cash.approve(spender, INFINITE, {"from": account})
    return {"holder": holder, "receiver": alice, "caller": bob, "spender": fund, "dealer": dealer}


@pytest.fixture(scope="module")
def belongings(system, people, treasury, rate_publisher):
    """The holder has some of everything; the rest is where the steps need it."""
    travel_to(AUCTION_DAY * SECONDS_IN_DAY)
    system.rate_board.publish(AUCTION_DAY, [400] * 6, {"from": rate_publisher})
    system.reserve.publishCashPrice(DOLLAR, {"from": rate_publisher})
    system.cash.mint(treasury, RICH)
    holder, caller, spender = people["holder"], people["caller"], people["spender"]
    mine = {"from": holder}
    for terms in (NOTE, HELD_BILL):
        system.registry.establish(*terms, {"from": treasury})
        system.registry.issue(
            terms.cusip, holder, 100, terms.dated_date, {"from": as_contract(system.auction_house)}
        )
    system.strips.strip(NOTE.cusip, 10, mine)
    system.reserve.mint(holder, RICH, mine)
    system.par_dollar.approve(system.savings_dollar, INFINITE, mine)
    system.savings_dollar.deposit(1_000 * DOLLAR, holder, mine)
    for token in (system.par_dollar, system.savings_dollar):
        token.approve(caller, INFINITE, mine)
    for token, series in ((system.registry, NOTE.id), (system.strips, system.strips.principalId(NOTE.cusip))):
        token.setOperator(caller, True, mine)
        token.approve(spender, series, INFINITE, mine)
    system.registry.setOperator(system.reserve, True, mine)
    system.reserve.mintInKind(HELD_BILL.cusip, 10, holder, 0, FOREVER, mine)
    system.reserve.requestRedemption(DOLLAR, mine)
    system.auction_house.deposit(holder, RICH, mine)


@pytest.fixture(scope="module")
def world(system, people, belongings, treasury, regulator):
    """Auctions take bids, and every order is recorded."""
    sales = [
        announce(system.auction_house, treasury, replace(BILL, cusip=cusip(f"912796A{letter}")))
        for letter in "BCDEF"
    ]
    world = World(
        system,
        **people,
        **dict(zip(("by_itself", "by_caller", "silent", "cancelled", "no_bids"), sales, strict=True)),
    )
    for sale in sales[:3]:
        sale.commit(world.dealer, DEALERS)
    for sale in (world.by_itself, world.silent):
        sale.commit(world.holder, BIDS)
    signed = [signed_commitment(world, world.by_caller)]
    house(world).submitCommitments(world.by_caller.id, signed, {"from": world.caller})
    world.cancelled.bid(world.holder, 100)
    house(world).cancel(world.cancelled.id, {"from": treasury})
    record_orders(world, regulator)
    return world


def record_orders(world, regulator):
    """The first has number 1."""
    compliance = world.system.compliance
    for action in (OrderAction.SEIZE, OrderAction.REISSUE, OrderAction.BURN, OrderAction.SEIZE_SAVINGS):
        receiver = ZERO_ADDRESS if action == OrderAction.BURN else world.receiver
        order = (*PAPERS, action, world.holder, receiver, EVERYTHING, FOREVER)
        compliance.recordCoinOrder(*order, {"from": regulator})
    compliance.recordRedemptionOrder(*PAPERS, world.holder, world.receiver, 1, FOREVER, {"from": regulator})


@pytest.fixture(scope="module", params=Stage, ids=lambda stage: stage.name.lower())
def stage(request, world, set_frozen):
    """The world taken on to the next stage."""
    awarded = (world.by_itself, world.by_caller, world.silent)
    if request.param == Stage.ORDERED:
        set_frozen(world.holder, True)
    elif request.param == Stage.REVEALING:
        set_frozen(world.holder, False)
        world.no_bids.close_bidding()
    elif request.param == Stage.SETTLING:
        world.by_itself.reveal(world.holder, BIDS)
        house(world).revealBids(world.by_caller.id, opening(world), {"from": world.caller})
        for sale in awarded:
            sale.reveal(world.dealer, DEALERS)
        world.no_bids.close()
        for sale in awarded:
            sale.clear()
        world.no_bids.reach_issue_date()
    elif request.param == Stage.MATURED:
        travel_to(PAID_ON * SECONDS_IN_DAY)
    return request.param


# The tables


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("party", PARTIES)
def test_every_cell(stage, party, status, world, register, set_frozen, compliance_officer):
    for account in world.parts(party):
        register(account, HolderClass.RETAIL if status.is_registered else HolderClass.NONE)
        set_frozen(account, status.is_frozen)

    steps = [step for step in STEPS if step.stage == stage]

    assert answers(world, steps, compliance_officer) == {
        (step.contract, step.name): step.answer(party, status) for step in steps
    }


@pytest.mark.parametrize("holder_class", HolderClass, ids=lambda holder_class: holder_class.name)
@pytest.mark.parametrize("stage", [Stage.TRADING], indirect=True)
def test_a_bid_above_the_limit(stage, holder_class, world, register):
    register(world.holder, holder_class)
    units = world.no_bids.announcement.maximum_noncompetitive_award + 1
    bid = (house(world).bidNoncompetitive, (world.no_bids.id, units), world.holder)

    assert outcome(*ask([request_of(*bid)]), bid[0]) == ABOVE_THE_LIMIT[holder_class]


def test_no_step_is_forgotten():
    assert TAKE.keys() == {(step.contract, step.name) for step in STEPS}
    for contract, elsewhere in ELSEWHERE.items():
        tried = {step.function for step in STEPS if step.contract == contract}
        assert tried | elsewhere == OPEN[contract].keys()
        assert not tried & elsewhere


def test_the_page_has_these_tables():
    """`python -m tests.truth_table` writes them."""
    assert on_page() == tables()


def answers(world: World, steps: list[Step], officer) -> dict[tuple[str, str], str]:
    keys = [(step.contract, step.name) for step in steps]
    taken = [TAKE[key](world) for key in keys]
    calls = [
        request_of(function, arguments, officer if sender == world.system.access_manager else sender)
        for function, arguments, sender in taken
    ]
    functions = [function for function, *_ in taken]
    outcomes = [outcome(*each) for each in zip(ask(calls), functions, strict=True)]
    return dict(zip(keys, outcomes, strict=True))


def request_of(function, arguments, sender) -> tuple[str, list]:
    if isinstance(function, OverloadedMethod):
        function = function._get_fn_from_args(arguments)
    call = {
        "from": sender.address,
        "to": function._address,
        "data": function.encode_input(*arguments),
    }
    return "eth_call", [call, "latest"]


def outcome(answer: dict, function: Any) -> str:
    """Passes, or the name of the error; of one bid among many, that for which it is skipped."""
    if "error" in answer:
        return decode_typed_error(answer["error"].get("data", "0x")).split(":")[0]
    if getattr(function, "_name", "").endswith(TOGETHER):
        (obstacle,) = named(function.decode_output(answer["result"]))
        return obstacle or PASSES
    return PASSES
