"""The whole system and its model agree in every figure and every refusal, after any sequence of steps.

All that the market does is in it, under laws that change, with hostile cash and hostile participants. Left to
machines of their own are coins between any two accounts, holders of every class, signatures of one person in
several capacities, and figures that are published out of order.
"""

from dataclasses import replace

import pytest
from hypothesis.stateful import precondition, rule

from model.compliance import HolderClass
from model.par_dollar import INFINITE
from scripts.network import chain_in_use
from tests.changed_cash import ChangedCashTwin, deploy_with_changed_cash
from tests.helpers import as_sender
from tests.stateful.clearing_invariants import ClearingInvariants, RateInvariants
from tests.stateful.machine import run
from tests.stateful.market import open_market
from tests.stateful.market_invariants import (
    EventInvariants,
    ExclusionInvariants,
    FreezeInvariants,
    MoneyInvariants,
    MonitorInvariants,
    OrderInvariants,
    ReserveInvariants,
    SavingsInvariants,
)
from tests.stateful.market_steps import (
    BOND,
    ExclusionSteps,
    NoteSteps,
    OrderSteps,
    TimeSteps,
)
from tests.stateful.pending_steps import ChangedCashSteps, OrderingSteps
from tests.stateful.permission_steps import PermissionSteps
from tests.stateful.report_steps import ReportInvariants, ReportSteps
from tests.stateful.reserve_steps import CoinOrderSteps, RedemptionOrderSteps
from tests.stateful.signature_steps import SignatureInvariants, SignatureSteps
from tests.stateful.strips_steps import StripsInvariants, StripsSteps
from tests.stateful.wallet_steps import with_wallets

LEAST_ACCEPTED = 0.7  # of all steps
LEAST_OF_A_KIND = {  # in an average example; far less than was measured, for rules are drawn at random
    "auction_house.settle": 1,
    "reserve.settle_bid": 0.2,
    "reserve.collect": 0.2,
    "registry.transfer": 0.05,
    "registry.claim": 0.1,
    "registry.redeem": 0.5,
    "strips.strip": 1,
    "strips.reconstitute": 0.03,
    "strips.redeem": 1,
    "payment": 0.5,
    "indexed payment": 0.5,
    "call refused by the table": 0.2,
    "cash.set_fee": 0.05,
    "cash.set_blocked": 0.05,
    "cash.set_refusing": 0.05,
    "intrusion": 0.05,
    "step in a block of others": 0.05,
    "redemption reassigned": 0.05,
    "taken by order": 0.05,
    "compliance.revoke_order": 0.05,
    "power used": 0.1,
    "registry.exclude_classes": 1,
    "kept out of a security": 0.05,
    "paid by signature": 0.05,
    "par_dollar.permit": 0.05,
    "rule_book.adopt": 0.5,
    "complete": 0.03,
    "reserve.distribute": 0.1,
    "distributed among savers of a moment": 0.01,
    "done once cash has turned back": 0.05,
    "prorated": 0.2,
}


@pytest.fixture(scope="module")
def system(parts, stranger):
    """Its cash can change."""
    return deploy_with_changed_cash(parts, by=stranger)


def test_the_system_and_its_model_agree(
    system, parts, stranger, dealer, other_dealer, bank, foreign_official, federal_reserve, fund, alice, saver
):
    classes = {
        dealer: HolderClass.PRIMARY_DEALER,
        other_dealer: HolderClass.PRIMARY_DEALER,
        bank: HolderClass.BANK,
        foreign_official: HolderClass.FOREIGN_OFFICIAL,
        federal_reserve: HolderClass.FEDERAL_RESERVE,
        fund: HolderClass.FUND,
    }
    savers = [alice, as_sender(saver, paid_by=stranger)]
    market = open_market(system, parts, classes, savers=savers, cash=ChangedCashTwin())
    market = with_wallets(market, by=stranger)
    market = replace(market, stranger=stranger.address, signer=saver)
    chain_in_use().snapshot()

    tally = run(lambda tally: SystemMachine(market, tally), "the system", more_steps=1.6)

    tally.require(LEAST_ACCEPTED, **LEAST_OF_A_KIND)


class SystemMachine(
    PermissionSteps,
    ChangedCashSteps,
    OrderingSteps,
    SignatureSteps,
    ReportSteps,
    NoteSteps,
    StripsSteps,
    ExclusionSteps,
    OrderSteps,
    RedemptionOrderSteps,
    CoinOrderSteps,
    TimeSteps,
    MoneyInvariants,
    ReserveInvariants,
    SavingsInvariants,
    StripsInvariants,
    EventInvariants,
    ExclusionInvariants,
    FreezeInvariants,
    OrderInvariants,
    MonitorInvariants,
    SignatureInvariants,
    ReportInvariants,
    ClearingInvariants,
    RateInvariants,
):
    def __init__(self, market, tally):
        super().__init__(market, tally)
        self.mint(0, 0, 10**12)
        self.give(0, 2 * BOND, as_capital=True)
        self.announce_bill(91, 10_000, [[(20, 3_500)], [(10, 3_000)]])
        self.exclude(self.next_cusip, [])  # it may exclude whom it likes from then on
        self.announce_note(4, 10_000, [[(0, 1_000), (20, 2_500)], [(5, 3_000)]])
        self.announce_frn(4, 10_000, [[(0, 1_000), (10, 2_500)], [(5, 3_000)]])
        self.reserve_bids_noncompetitive(0, 50)
        self.finish_auctions()
        self.strip(0, 50)

    @precondition(lambda self: self.frozen())
    @rule()
    def try_everything_while_frozen(self):
        saver, other_saver, *_ = self.market.savers
        for account in self.frozen():
            self.step(saver, "par_dollar", "approve", account, INFINITE)
            self.step(account, "par_dollar", "transfer_from", saver, other_saver, self.coins_of(saver))
            self.step(account, "par_dollar", "transfer", saver, 0)
            self.step(account, "reserve", "redeem", account, 0)
            self.step(account, "auction_house", "withdraw", self.model.auction_house.cash_of[account])

    def wait_until(self, time):
        self.finish_auctions()
        super().wait_until(time)

    def teardown(self):
        """Everybody can leave in the end: released, paid, redeemed."""
        self.release()
        self.wind_up()
        while self.pieces():
            self.redeem_piece(0, True)
        while self.holdings():
            self.redeem_security(0, True)

        assert self.model.reserve.supply() == self.coins_of(self.model.savings_dollar.address)
        assert not any(self.outstanding().values()) and not any(self.model.strips.total_supply.values())
        for account in self.creditors():
            self.step(account, "auction_house", "withdraw", self.model.auction_house.cash_of[account])
        assert self.model.cash.balance_of[self.model.auction_house.address] == 0
        self.contract_and_model_agree()
        self.every_row_is_what_was_written()
        self.cash_accounts_follow_from_events()
