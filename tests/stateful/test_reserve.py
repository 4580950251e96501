"""The reserve and its model agree, and the coin is backed, after any sequence of steps."""

from model.compliance import HolderClass
from scripts.network import chain_in_use
from tests.stateful.machine import run
from tests.stateful.market import open_market
from tests.stateful.market_invariants import (
    FreezeInvariants,
    MoneyInvariants,
    MonitorInvariants,
    OrderInvariants,
    ReserveInvariants,
    SavingsInvariants,
)
from tests.stateful.market_steps import BOND, TimeSteps
from tests.stateful.reserve_steps import CoinOrderSteps, RedemptionOrderSteps, ReserveSteps

LEAST_ACCEPTED = 0.7  # of all steps
LEAST_OF_A_KIND = {  # in an average example; far less than was measured, for rules are drawn at random
    "reserve.request_redemption": 0.03,
    "reserve.claim_redemption": 0.03,
    "reserve.end_insolvency": 0.5,
    "savings_dollar.deposit": 0.5,
    "reserve.collect": 0.2,
    "taken by order": 0.05,
}


def test_the_reserve_and_its_model_agree(system, parts, dealer, other_dealer, bank, alice, bob):
    classes = {
        dealer: HolderClass.PRIMARY_DEALER,
        other_dealer: HolderClass.PRIMARY_DEALER,
        bank: HolderClass.BANK,
    }
    market = open_market(system, parts, classes, savers=[alice, bob])
    chain_in_use().snapshot()

    tally = run(lambda tally: ReserveMachine(market, tally), "the reserve")

    tally.require(LEAST_ACCEPTED, **LEAST_OF_A_KIND)


class ReserveMachine(
    ReserveSteps,
    RedemptionOrderSteps,
    CoinOrderSteps,
    TimeSteps,
    MoneyInvariants,
    ReserveInvariants,
    SavingsInvariants,
    FreezeInvariants,
    OrderInvariants,
    MonitorInvariants,
):
    def __init__(self, market, tally):
        super().__init__(market, tally)
        self.mint(0, 0, 4 * 10**11)
        self.mint(1, 1, 10**11)
        self.save(0, 10**10)
        self.give(0, 2 * BOND, as_capital=True)
        self.announce_bill(91, 10_000, [[(20, 3_500)], [(10, 3_000)]])
        self.reserve_bids_noncompetitive(0, 80)
        self.finish_auctions()
        self.announce_bill(60, 10_000, [[(20, 3_500)], [(10, 3_000)]])

    def teardown(self):
        """Everybody can redeem in the end, once bills have matured and the Treasury has paid."""
        self.wind_up()

        assert self.model.reserve.supply() == self.coins_of(self.model.savings_dollar.address)
        self.contract_and_model_agree()
