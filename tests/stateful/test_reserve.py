"""The reserve and its model agree, and the coin is backed, after any sequence of steps."""

from brownie import chain
from hypothesis.stateful import invariant, run_state_machine_as_test

from model.compliance import HolderClass
from tests.stateful.market import MONEY, MarketMachine, open_market
from tests.stateful.market_steps import BOND, CoinSteps, ReserveSteps, TimeSteps

LEAST_ACCEPTED = 0.7  # of all steps


def test_the_reserve_and_its_model_agree(system, parts, dealer, other_dealer, bank, alice, bob):
    classes = {
        dealer: HolderClass.PRIMARY_DEALER,
        other_dealer: HolderClass.PRIMARY_DEALER,
        bank: HolderClass.BANK,
    }
    market = open_market(system, parts, classes, savers=[alice, bob])
    chain.snapshot()

    run_state_machine_as_test(lambda: ReserveMachine(market))

    print(market.tally)
    assert market.tally.share_accepted > LEAST_ACCEPTED


class ReserveInvariants(MarketMachine):
    """What holds for the reserve in every state, on the chain and in the model."""

    @invariant()
    def figures_agree(self):
        reserve, model = self.market.system.reserve, self.model.reserve
        functions = (reserve.backing, reserve.supply, reserve.surplus, reserve.inSettlement, reserve.capital)
        figures = [model.backing(), model.supply(), model.surplus(), model.in_settlement(), model.capital]
        assert self.ask(*((function, []) for function in functions)) == figures

    @invariant()
    def positions_agree(self):
        on_chain = {
            (bytes(cusip).decode(), *figures) for cusip, *figures in self.market.system.reserve.positions()
        }
        assert on_chain == {tuple(vars(position).values()) for position in self.model.reserve.positions()}

    @invariant()
    def money_agrees(self):
        for token, model in (
            (self.market.system.cash, self.model.cash),
            (self.market.system.par_dollar, self.model.par_dollar),
        ):
            balances = self.ask(*((token.balanceOf, [account]) for account in self.market.everybody))
            assert balances == [model.balance_of[account] for account in self.market.everybody]

    @invariant()
    def the_coin_is_backed(self):
        assert self.model.reserve.supply() <= self.model.reserve.backing()

    @invariant()
    def savers_neither_gain_nor_lose(self):
        cash, coins = self.model.cash.balance_of, self.model.par_dollar.balance_of
        savers = self.market.savers
        assert sum(cash[saver] + coins[saver] for saver in savers) == MONEY * len(savers)


class ReserveMachine(CoinSteps, ReserveSteps, TimeSteps, ReserveInvariants):
    def __init__(self, market):
        super().__init__(market)
        self.mint(0, 0, 10**12)
        self.give(0, 2 * BOND, as_capital=True)
        self.announce_bill(91, 10_000, [(20, 3_500)])

    def teardown(self):
        """Everybody can redeem in the end, once bills have matured and the Treasury has paid."""
        self.change_treasury_account(is_short=False)
        self.finish_auctions()
        while self.unrevealed():
            self.forfeit_bond(0)
        while self.model.reserve.position_of:
            self.collect(0, True)
        for saver, holder in enumerate(self.market.savers):
            self.redeem(saver, saver, 100)
            assert self.coins_of(holder) == 0

        assert self.model.reserve.supply() == 0
        self.figures_agree()
