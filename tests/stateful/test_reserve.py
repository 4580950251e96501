"""The reserve and its model agree, and the coin is backed, after any sequence of steps."""

from model.compliance import HolderClass
from scripts.network import chain_in_use
from tests.stateful.machine import run
from tests.stateful.market import open_market
from tests.stateful.market_invariants import MoneyInvariants, ReserveInvariants
from tests.stateful.market_steps import BOND, CoinSteps, ReserveSteps, TimeSteps

LEAST_ACCEPTED = 0.7  # of all steps


def test_the_reserve_and_its_model_agree(system, parts, dealer, other_dealer, bank, alice, bob):
    classes = {
        dealer: HolderClass.PRIMARY_DEALER,
        other_dealer: HolderClass.PRIMARY_DEALER,
        bank: HolderClass.BANK,
    }
    market = open_market(system, parts, classes, savers=[alice, bob])
    chain_in_use().snapshot()

    tally = run(lambda tally: ReserveMachine(market, tally), "the reserve")

    tally.require(LEAST_ACCEPTED)


class ReserveMachine(CoinSteps, ReserveSteps, TimeSteps, MoneyInvariants, ReserveInvariants):
    def __init__(self, market, tally):
        super().__init__(market, tally)
        self.mint(0, 0, 10**12)
        self.give(0, 2 * BOND, as_capital=True)
        self.announce_bill(91, 10_000, [[(20, 3_500)], [(10, 3_000)]])

    def teardown(self):
        """Everybody can redeem in the end, once bills have matured and the Treasury has paid."""
        self.wind_up()

        assert self.model.reserve.supply() == 0
        self.contract_and_model_agree()
