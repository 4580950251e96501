"""
every step that moves an account's value, on the deployed system
├── says what docs/compliance.md says, in each cell: for each party of each status
├── says the same in an insolvency, but for those that the page names
├── given several parties are not as they should be, passes only if it does for each alone
├── given a stranger sends it, is refused, unless it is sent for another or is about the stranger's own
├── is in the tables, by the selector that it is sent to
└── a bid above the limit depends on the class of the bidder

Each step is only attempted, and changes nothing: so one state does for all steps of a stage.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from brownie import ZERO_ADDRESS
from eth_account import Account
from eth_utils import keccak
from hexbytes import HexBytes

from model.auction import to_abi
from model.calendar import unix_day
from model.clock import SECONDS_IN_DAY
from model.compliance import EVERYTHING, HolderClass, OrderAction
from model.par_dollar import INFINITE, Authorization, Cancellation, Permit, Sender
from model.security import SecurityType
from scripts.network import load
from scripts.permissions import Role
from tests import authorizations, permits
from tests.auctions import AUCTION_DAY, BILL, Sale, announce, cusip, ladder
from tests.helpers import (
    REFUSALS,
    as_contract,
    as_sender,
    attempt,
    changing_functions,
    signature,
    travel_to,
)
from tests.obstacles import named
from tests.securities import Series
from tests.signed_bids import sign_commitment, sign_noncompetitive
from tests.truth_table import (
    ABOVE_THE_LIMIT,
    ELSEWHERE,
    FORMS,
    PARTIES,
    PASSES,
    STEPS,
    WITHOUT_VALUE,
    Stage,
    Status,
    Step,
    on_page,
    tables,
)

IN_PARTS, IN_BYTES, BY_CONTRACT = FORMS
SELECTOR = 4  # bytes
KEY = Account.from_key("0x" + "7a" * 32)  # of the holder, who signs
DOLLAR = 1_000_000  # [micro-dollars]
TOGETHER = ("submitCommitments", "submitNoncompetitiveBids", "revealBids", "settleBids")  # bids of many
RICH = 10**12  # [micro-dollars]
PAPERS = (b"\xa1" * 32, b"\xd0" * 32)  # of a lawful order
FOREVER = 2**40 - 1  # [unix time]
EXCLUDED_CLASS = HolderClass.PENSION  # from all securities here

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
SALES = ("by_itself", "by_caller", "silent", "cancelled", "no_bids", "open_to_all")


@dataclass(frozen=True)
class World:
    """The deployed system, who takes part, and the auctions that the holder bids in."""

    system: Any
    holder: Any
    receiver: Any
    caller: Any  # operator of the holder, for securities
    spender: Any  # within an allowance; the caller too
    wallet: Any  # a contract, the holder where it signs itself
    dealer: Any
    stranger: Any  # registered, and has nothing
    deputy: Any  # the issuer's, who need not give notice
    officer: Any  # of compliance
    by_itself: Sale  # the holder has committed
    by_caller: Sale  # the caller has submitted what the holder has signed
    silent: Sale  # the holder commits and never reveals
    cancelled: Sale
    no_bids: Sale
    open_to_all: Sale  # excludes no class

    def parts(self, party: str) -> list:
        if party == "receiver":
            return [self.receiver]
        return [self.caller, self.spender] if party == "caller" else [self.holder, self.wallet]


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


def signer(world, form):
    """Whose value it is."""
    return world.wallet if form == BY_CONTRACT else world.holder


def signature_of(parts, form):
    """As it is sent."""
    if form == IN_PARTS:
        return parts
    return (b"whatever" if form == BY_CONTRACT else authorizations.joined(parts),)


def payment(world, form, sender, to):
    """An authorization and its signature."""
    terms = Authorization(signer(world, form).address, to.address, DOLLAR, 0, FOREVER, bytes(32), sender)
    return authorizations.terms(terms), signature_of(authorizations.sign(coin(world), KEY, terms), form)


def single(world, form, sender, by):
    terms, signature = payment(world, form, sender, world.receiver)
    return getattr(coin(world), camel_of(sender)), (*terms, *signature), by


def several(world, form, sender, by):
    terms, signature = payment(world, form, sender, world.receiver)
    return getattr(coin(world), f"{camel_of(sender)}s"), ([(terms, *signature)],), by


def camel_of(sender):
    return sender[0].lower() + sender[1:]


def cancellation(world, form):
    terms = Cancellation(signer(world, form).address, bytes(32))
    signature = signature_of(authorizations.sign(coin(world), KEY, terms), form)
    return coin(world).cancelAuthorization, (*authorizations.terms(terms), *signature), world.caller


def permit(world, form, token):
    terms = Permit(signer(world, form).address, world.caller.address, 1, 0, FOREVER)
    signature = signature_of(permits.sign(token, KEY, terms), form)
    return token.permit, (terms.owner, terms.spender, terms.dollars, terms.deadline, *signature), world.caller


def deposit_with_authorization(world, form):
    terms, signature = payment(world, form, Sender.RECEIVER, savings(world))
    holder, _, *rest = terms
    return savings(world).depositWithAuthorization, (holder, *rest, *signature), world.caller


def deposit_with_permit(world, form):
    """A contract sends it itself, when it is told to."""
    terms = Permit(world.holder.address, savings(world).address, DOLLAR, 0, FOREVER)
    signature = signature_of(permits.sign(coin(world), KEY, terms), form)
    step = savings(world).depositWithPermit, (DOLLAR, world.receiver.address, FOREVER, *signature)
    if form != BY_CONTRACT:
        return *step, world.holder
    function, arguments = step
    return world.wallet.execute, (function._address, function.encode_input(*arguments)), world.dealer


def in_kind(function, cusip_, to, by):
    limit = 0 if function._name.endswith("mintInKind") else INFINITE
    return function, (cusip_, 1, to, limit, FOREVER), by


def principal(world):
    return world.system.strips.principalId(NOTE.cusip)


def signed_commitment(world, sale, form):
    bidder = signer(world, form).address
    signed = sign_commitment(
        sale.house, KEY, sale.id, sale.house.commitmentOf(sale.id, bidder, to_abi(BIDS)), bidder
    )
    return signed if form == IN_BYTES else (*signed[:2], b"whatever")


def signed_noncompetitive(world, sale, form):
    signed = sign_noncompetitive(sale.house, KEY, sale.id, 1, signer(world, form).address)
    return signed if form == IN_BYTES else (*signed[:2], b"whatever")


def opening(world):
    return [(world.holder.address, to_abi(BIDS))]


def by_order(action):
    """The orders are recorded in the order of their actions."""
    return lambda w: (
        w.system.compliance.executeOrder,
        (action - OrderAction.SEIZE + 1,),
        w.officer,
    )


TAKE: dict[tuple[str, str], Callable[[World], tuple]] = {
    ("ParDollar", "mint"): lambda w: (coin(w).mint, (w.receiver, 1), reserve(w)),
    ("ParDollar", "burn"): lambda w: (coin(w).burn, (w.holder, 1), reserve(w)),
    ("ParDollar", "transfer"): lambda w: (coin(w).transfer, (w.receiver, 1), w.holder),
    ("ParDollar", "transferFrom"): lambda w: (coin(w).transferFrom, (w.holder, w.receiver, 1), w.caller),
    ("ParDollar", "approve"): lambda w: (coin(w).approve, (w.caller, 1), w.holder),
    ("ParDollar", "seize"): lambda w: (coin(w).seize, (w.holder, w.receiver, 1), w.system.compliance),
    ("ParDollar", "reissue"): lambda w: (coin(w).reissue, (w.holder, w.receiver, 1), w.system.compliance),
    ("ParDollar", "burnFrozen"): lambda w: (coin(w).burnFrozen, (w.holder, 1), w.system.compliance),
    ("SavingsDollar", "deposit"): lambda w: (savings(w).deposit, (1, w.receiver), w.holder),
    ("SavingsDollar", "mint"): lambda w: (savings(w).mint, (1, w.receiver), w.holder),
    ("SavingsDollar", "withdraw"): lambda w: (savings(w).withdraw, (1, w.receiver, w.holder), w.caller),
    ("SavingsDollar", "redeem"): lambda w: (savings(w).redeem, (1, w.receiver, w.holder), w.caller),
    ("SavingsDollar", "transfer"): lambda w: (savings(w).transfer, (w.receiver, 1), w.holder),
    ("SavingsDollar", "transferFrom"): lambda w: (
        *(savings(w).transferFrom, (w.holder, w.receiver, 1)),
        w.caller,
    ),
    ("SavingsDollar", "approve"): lambda w: (savings(w).approve, (w.caller, 1), w.holder),
    ("SavingsDollar", f"permit, {IN_PARTS}"): lambda w: permit(w, IN_PARTS, savings(w)),
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
    ("Reserve", "withdrawCapital"): lambda w: (reserve(w).withdrawCapital, (w.receiver, 1), w.deputy),
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
    ("AuctionHouse", "commitBid"): lambda w: (
        *(house(w).commitBid, (w.no_bids.id, b"\x11" * 32)),
        w.holder,
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

# Each form of a signature, where it can be sent
for form in FORMS:
    TAKE |= {
        ("ParDollar", f"permit, {form}"): lambda w, f=form: permit(w, f, coin(w)),
        ("ParDollar", f"transferWithAuthorization, {form}"): lambda w, f=form: single(
            w, f, Sender.ANYBODY, w.caller
        ),
        ("ParDollar", f"receiveWithAuthorization, {form}"): lambda w, f=form: single(
            w, f, Sender.RECEIVER, w.receiver
        ),
        ("ParDollar", f"cancelAuthorization, {form}"): lambda w, f=form: cancellation(w, f),
    }
for form in (IN_BYTES, BY_CONTRACT):
    TAKE |= {
        ("ParDollar", f"transferWithAuthorizations, {form}"): lambda w, f=form: several(
            w, f, Sender.ANYBODY, w.caller
        ),
        ("ParDollar", f"receiveWithAuthorizations, {form}"): lambda w, f=form: several(
            w, f, Sender.RECEIVER, w.receiver
        ),
        ("SavingsDollar", f"depositWithAuthorization, {form}"): lambda w, f=form: deposit_with_authorization(
            w, f
        ),
        ("SavingsDollar", f"depositWithPermit, {form}"): lambda w, f=form: deposit_with_permit(w, f),
        ("AuctionHouse", f"submitNoncompetitiveBids, {form}"): lambda w, f=form: (
            house(w).submitNoncompetitiveBids,
            (w.no_bids.id, [signed_noncompetitive(w, w.no_bids, f)]),
            w.caller,
        ),
        ("AuctionHouse", f"submitCommitments, {form}"): lambda w, f=form: (
            *(house(w).submitCommitments, (w.no_bids.id, [signed_commitment(w, w.no_bids, f)])),
            w.caller,
        ),
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
        terms = (account.address, holder_class, b"US", False)
        system.compliance.setHolder(*terms, {"from": compliance_officer})

    return register


@pytest.fixture(scope="module")
def exclude(system, regulator):
    """A class that is otherwise nobody's, from a security before it is announced or established."""
    return lambda cusip: system.registry.excludeClasses(cusip, [EXCLUDED_CLASS], {"from": regulator})


@pytest.fixture(scope="module")
def set_frozen(system, regulator, compliance_officer):
    def set_frozen(account, frozen):
        action = OrderAction.FREEZE if frozen else OrderAction.UNFREEZE
        order = (*PAPERS, action, account.address, FOREVER)
        system.compliance.recordOrder(*order, {"from": regulator})
        system.compliance.executeOrder(system.compliance.orderCount(), {"from": compliance_officer})

    return set_frozen


@pytest.fixture(scope="module")
def people(system, parts, register, alice, bob, fund, dealer, stranger, compliance_officer):
    """All may hold securities, and all but the stranger have cash."""
    holder, wallet = as_sender(KEY, paid_by=alice), alice.deploy(load().ContractWallet)
    system.access_manager.grantRole(Role.ISSUER, parts.administrator, 0, {"from": parts.administrator})
    register(stranger)
    for account in (holder, alice, bob, fund, dealer, wallet):
        register(account)
        system.cash.mint(account.address, 100 * RICH)
    for account in (holder, dealer):
        for spender in (system.auction_house, system.reserve):
            system.cash.approve(spender, INFINITE, {"from": account})
    others = {"stranger": stranger, "deputy": parts.administrator, "officer": compliance_officer}
    takes_part = {"holder": holder, "wallet": wallet, "receiver": alice, "caller": bob, "spender": fund}
    return {**takes_part, "dealer": dealer, **others}


@pytest.fixture(scope="module")
def belongings(system, people, exclude, treasury, rate_publisher):
    """The holder has some of everything, and has allowed the caller everything; its wallet has coins, and
    cash at the auction house.
    """
    travel_to(AUCTION_DAY * SECONDS_IN_DAY)
    system.rate_board.publish(AUCTION_DAY, [400] * 6, {"from": rate_publisher})
    system.reserve.publishCashPrice(DOLLAR, {"from": rate_publisher})
    system.cash.mint(treasury, RICH)
    holder, wallet, caller, spender = (people[each] for each in ("holder", "wallet", "caller", "spender"))
    mine = {"from": holder}
    for terms in (NOTE, HELD_BILL):
        exclude(terms.cusip)
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
    system.reserve.contributeCapital(RICH // 10, mine)
    system.par_dollar.transfer(wallet.address, 100 * DOLLAR, mine)
    for account in (holder, wallet):
        system.auction_house.deposit(account.address, RICH, mine)


@pytest.fixture(scope="module")
def world(system, people, belongings, exclude, treasury, regulator):
    """Auctions take bids, and every order is recorded."""
    bills = [replace(BILL, cusip=cusip(f"912796A{letter}")) for letter in "BCDEF"]
    for bill in bills:
        exclude(bill.cusip.encode())
    bills.append(replace(BILL, cusip=cusip("912796AG")))
    sales = [announce(system.auction_house, treasury, bill) for bill in bills]
    world = World(
        system,
        **people,
        **dict(zip(SALES, sales, strict=True)),
    )
    for sale in sales[:3]:
        sale.commit(world.dealer, DEALERS)
    for sale in (world.by_itself, world.silent):
        sale.commit(world.holder, BIDS)
    signed = [signed_commitment(world, world.by_caller, IN_BYTES)]
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


@pytest.fixture(scope="module")
def be(world, register, set_frozen):
    """Gives the accounts of a party a status."""

    def be(party, status):
        for account in world.parts(party):
            register(account, class_of(status))
            set_frozen(account, status.is_frozen)

    return be


@pytest.mark.lesson(12, 20, 21, 23)
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("party", PARTIES)
def test_every_cell(stage, party, status, world, be):
    be(party, status)

    assert answers(world, stage) == {step: step.answer(party, status) for step in steps_of(stage)}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("party", PARTIES)
def test_every_cell_in_an_insolvency(stage, party, status, world, be, regulator):
    be(party, status)
    reserve(world).declareInsolvency({"from": regulator})

    assert answers(world, stage) == {
        step: step.answer_in_insolvency(party, status) for step in steps_of(stage)
    }


@pytest.mark.lesson(12)
def test_every_combination(stage, world, be):
    """Of the statuses of all who take part."""
    steps = [step for step in steps_of(stage) if len(step.asked) > 1]
    taken = {step: TAKE[step.contract, step.name](world) for step in steps}
    now, wrong = {}, []
    for combination in product(Status, repeat=len(PARTIES)):
        statuses = dict(zip(PARTIES, combination, strict=True))
        for party in PARTIES:
            if now.get(party) != statuses[party]:
                be(party, statuses[party])
        now = statuses
        wrong += [
            (step.contract, step.name, *combination)
            for step in steps
            if outcome(*taken[step]) not in step.answers(statuses)
        ]

    assert not wrong


def test_a_stranger_gets_nothing_of_others(stage, world):
    for step in steps_of(stage):
        function, arguments, _ = TAKE[step.contract, step.name](world)
        if function._address != world.wallet.address:  # a wallet of the tests, which anybody may tell
            has_passed = outcome(function, arguments, world.stranger) == PASSES
            assert has_passed == step.is_for_anyone, step


@pytest.mark.parametrize("holder_class", HolderClass, ids=lambda holder_class: holder_class.name)
@pytest.mark.parametrize("stage", [Stage.TRADING], indirect=True)
def test_a_bid_above_the_limit(stage, holder_class, world, register):
    register(world.holder, holder_class)
    units = world.open_to_all.announcement.maximum_noncompetitive_award + 1
    bid = (house(world).bidNoncompetitive, (world.open_to_all.id, units), world.holder)

    assert outcome(*bid) == ABOVE_THE_LIMIT[holder_class]


@pytest.mark.lesson(12)
def test_no_step_is_forgotten(world):
    contracts = world.system.by_name()

    assert TAKE.keys() == {(step.contract, step.name) for step in STEPS}
    assert {step.contract for step in STEPS} == ELSEWHERE.keys() == contracts.keys() - WITHOUT_VALUE
    for name, elsewhere in ELSEWHERE.items():
        tried = set(selectors_tried(world, contracts[name]))
        left = {
            function
            for function, entry in changing_functions(contracts[name]).items()
            if keccak(text=signature(entry))[:SELECTOR] not in tried
        }
        assert left == elsewhere


def test_the_page_has_these_tables():
    """`python -m tests.truth_table` writes them."""
    assert on_page() == tables()


def steps_of(stage: Stage) -> list[Step]:
    return [step for step in STEPS if step.stage == stage]


def class_of(status: Status) -> HolderClass:
    if status == Status.EXCLUDED:
        return EXCLUDED_CLASS
    return HolderClass.RETAIL if status.is_registered else HolderClass.NONE


def answers(world: World, stage: Stage) -> dict[Step, str]:
    return {step: outcome(*TAKE[step.contract, step.name](world)) for step in steps_of(stage)}


def outcome(function: Any, arguments: tuple, sender: Any) -> str:
    """Passes, or the name of the error; of one bid among many, that for which it is skipped."""
    try:
        answer = attempt(function, *arguments, by=sender)
    except REFUSALS as refusal:
        return refusal.revert_msg.split(":")[0]
    if function._name.endswith(TOGETHER):
        (obstacle,) = named(answer)
        return obstacle or PASSES
    return PASSES


def selectors_tried(world: World, contract: Any) -> Iterator[bytes]:
    """Of this contract's functions."""
    for take in TAKE.values():
        function, arguments, _ = take(world)
        if function._address == contract.address:
            yield bytes(HexBytes(function.encode_input(*arguments)))[:SELECTOR]
