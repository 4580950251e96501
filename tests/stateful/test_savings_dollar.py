"""Savings, the coin and their models agree on every share, price and refusal, after any sequence of steps."""

from brownie import ZERO_ADDRESS
from eth_account import Account
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from model.clock import Clock
from model.par_dollar import INFINITE, Authorization, ParDollar, Sender
from model.savings_dollar import EARNINGS_PERIOD, SavingsDollar
from scripts.batch import read
from scripts.network import chain_in_use, set_clock
from tests import authorizations
from tests.helpers import now, travel_to
from tests.stateful.machine import camel, run, take
from tests.twins import on_both

SIGNER = Account.from_key(b"\x5a" * 32)
HAS = 10**12  # everybody at first [micro-dollars]


def test_savings_and_their_model_agree(ParDollar, SavingsDollar, accounts):
    reserve, compliance, *people = (account.address for account in accounts[20:25])
    coin = accounts.at(reserve).deploy(ParDollar, compliance)
    savings = accounts.at(reserve).deploy(SavingsDollar, coin)
    for person in people:
        coin.approve(savings, INFINITE, {"from": person})
    for holder in (*people, SIGNER.address):
        coin.mint(holder, HAS, {"from": reserve})
    chain_in_use().snapshot()

    tally = run(
        lambda tally: SavingsMachine(coin, savings, reserve, compliance, people, tally),
        "savings",
        more_steps=2,
    )

    tally.require(
        share=0.5,
        **{"deposit": 2, "mint": 0.5, "withdraw": 1, "redeem": 1, "add_earnings": 1, "transfer": 0.3},
        **{"transfer_from": 0.5, "deposit_with_authorization": 0.3, "seize": 0.5},
    )


class SavingsMachine(RuleBasedStateMachine):
    person = st.integers(0, 2)
    anyone = st.integers(0, 3)  # the people, then a signer, who only signs
    percent = st.integers(0, 101)  # of what can be moved; above 100 both sides must reject
    dollars = st.integers(0, 1000) | st.integers(0, 10**11)  # [micro-dollars]
    seconds = st.integers(1, 86_400) | st.integers(1, EARNINGS_PERIOD)

    def __init__(self, coin, savings, reserve, compliance, people, tally):
        super().__init__()
        chain_in_use().revert()
        self.coin = coin
        self.savings = savings
        self.reserve = reserve
        self.compliance = compliance
        self.tally = tally
        self.people = [*people, SIGNER.address]
        self.coin_model = ParDollar(reserve, compliance)
        self.model = SavingsDollar(savings.address, Clock(now()), self.coin_model)
        self.price = 1, 10**12

        for holder in self.people:
            self.coin_model.mint(reserve, holder, HAS)
        for person in people:
            self.coin_model.approve(person, savings.address, INFINITE)
        self.go_in(0, 1, 10)

    # Steps

    @rule(saver=person, to=anyone, percent=percent)
    def go_in(self, saver, to, percent):
        """One way, then the other with a part of the rest."""
        saver, to = self.people[saver], self.people[to]
        self.step("deposit", saver, self.coin_model.balance_of[saver] * percent // 100, to)
        most = self.model.convert_to_shares(self.coin_model.balance_of[saver])
        self.step("mint", saver, most * percent // 100, to)

    @rule(percent=percent, sender=person, nonce=st.integers(0, 5))
    def deposit_by_signature(self, percent, sender, nonce):
        """Nonces are so few that some are used again."""
        dollars, nonce = self.coin_model.balance_of[SIGNER.address] * percent // 100, bytes([nonce]) * 32
        by = self.model.clock.now + 3600
        signed = Authorization(
            *(SIGNER.address, self.savings.address, dollars, 0, by, nonce, Sender.RECEIVER)
        )
        signature = authorizations.joined(authorizations.sign(self.coin, SIGNER, signed))

        set_clock(self.model.clock.now)
        tx = on_both(
            lambda: self.model.deposit_with_authorization(signed, signed),
            lambda: self.savings.depositWithAuthorization(
                *(SIGNER.address, dollars, 0, by, nonce, signature), {"from": self.people[sender]}
            ),
        )
        self.tally.count("deposit_with_authorization", tx is not None)

    @rule(owner=person, to=anyone, percent=percent)
    def go_out(self, owner, to, percent):
        """One way, then the other with a part of the rest."""
        owner, to = self.people[owner], self.people[to]
        self.step("withdraw", owner, self.dollars_of(owner) * percent // 100, to, owner)
        self.step("redeem", owner, self.model.balance_of[owner] * percent // 100, to, owner)

    @rule(
        step=st.sampled_from(["withdraw", "redeem", "transfer_from"]),
        owner=person,
        spender=person,
        to=anyone,
        percent=percent,
        allowed=st.sampled_from([0, 50, 100, INFINITE]),
    )
    def spend(self, step, owner, spender, to, percent, allowed):
        """Shares of an owner, who first allows so many percent of them."""
        owner, spender, to = self.people[owner], self.people[spender], self.people[to]
        held = self.model.balance_of[owner]
        self.step("approve", owner, spender, INFINITE if allowed == INFINITE else held * allowed // 100)
        if step == "transfer_from":
            self.step("transfer_from", spender, owner, to, held * percent // 100)
        else:
            amount = held if step == "redeem" else self.dollars_of(owner)
            self.step(step, spender, amount * percent // 100, to, owner)

    @rule(holder=person, to=anyone, percent=percent)
    def transfer(self, holder, to, percent):
        holder, to = self.people[holder], self.people[to]
        self.step("transfer", holder, to, self.model.balance_of[holder] * percent // 100)

    @rule(dollars=dollars, waits=st.sampled_from([True, True, True, False]))
    def add_earnings(self, dollars, waits):
        if waits:
            self.wait(max(0, self.model.vested_at - self.model.clock.now))
        self.move_coins("mint", self.reserve, self.savings.address, dollars)
        self.step("add_earnings", self.reserve, dollars, self.model.total_assets)

    @rule(percent=st.integers(0, 100))
    def add_earnings_out_of_what_lies_there(self, percent):
        """Given, or left behind. Nothing is created for it, and more than that is not there."""
        self.wait(max(0, self.model.vested_at - self.model.clock.now))
        self.step("add_earnings", self.reserve, self.model.uncounted + 1, 0)
        dollars = self.model.uncounted * percent // 100
        self.step("add_earnings", self.reserve, dollars, self.model.total_assets * percent // 50)

    @rule(giver=person, percent=st.integers(0, 30))
    def give_coins(self, giver, percent):
        giver = self.people[giver]
        dollars = self.coin_model.balance_of[giver] * percent // 100
        self.move_coins("transfer", giver, self.savings.address, dollars)

    @rule(seconds=seconds)
    def wait(self, seconds):
        self.model.clock.now += seconds
        travel_to(self.model.clock.now)

    @rule(account=anyone, to=anyone, percent=percent, released=st.sampled_from([True, True, False]))
    def seize(self, account, to, percent, released):
        """From an account that is frozen first, and stays frozen until others are released."""
        if released:
            self.release_everybody()
        account, to = self.people[account], self.people[to]
        self.set_frozen(account, True)

        self.step("seize", self.compliance, account, to, self.model.balance_of[account] * percent // 100)

    @rule(account=anyone, other=anyone)
    def freeze_somebody_while_others_move(self, account, other):
        """Each part that the frozen account takes in a step of three is tried, and all are released."""
        self.release_everybody()
        self.set_frozen(self.people[account], True)
        for owner, spender, to in ((0, 1, other), (1, 0, other), (2, 2, other)):
            self.spend("redeem", owner, spender, to, 10, INFINITE)
            self.spend("transfer_from", owner, spender, to, 10, INFINITE)
            self.go_in(spender, to, 10)
        self.release_everybody()

    @rule(saver=person, percent=percent, dollars=dollars)
    def everybody_leaves_and_somebody_comes_back(self, saver, percent, dollars):
        """What has not vested stays, and counts for nobody. Nobody can earn anything in between."""
        self.everybody_leaves()
        self.add_earnings(dollars, True)
        self.go_in(saver, saver, percent)

    @rule()
    def release_everybody(self):
        for account in sorted(self.coin_model.frozen):
            self.set_frozen(account, False)

    # Steps that both sides must reject

    @rule(caller=person, dollars=dollars)
    def add_earnings_by_anyone(self, caller, dollars):
        self.step("add_earnings", self.people[caller], dollars, dollars)

    @rule(caller=person, account=anyone, to=anyone)
    def seize_by_anyone(self, caller, account, to):
        self.step("seize", self.people[caller], self.people[account], self.people[to], 0)

    @rule(account=anyone, to=anyone)
    def seize_from_whoever_is_free(self, account, to):
        self.release_everybody()
        self.step("seize", self.compliance, self.people[account], self.people[to], 0)

    @rule(holder=person, step=st.sampled_from(["deposit", "transfer", "redeem"]))
    def move_to_nobody(self, holder, step):
        holder = self.people[holder]
        arguments = {
            "deposit": (0, ZERO_ADDRESS),
            "transfer": (ZERO_ADDRESS, 0),
            "redeem": (0, ZERO_ADDRESS, holder),
        }
        self.step(step, holder, *arguments[step])

    # Invariants

    @invariant()
    def every_holding_agrees(self):
        savings, coin, holders = self.savings, self.coin, [*self.people, self.savings.address]
        on_chain = read([(each.balanceOf, holder) for each in (savings, coin) for holder in holders])
        shares = [self.model.balance_of[holder] for holder in holders]
        assert on_chain == shares + [self.coin_model.balance_of[holder] for holder in holders]
        assert sum(shares) == self.model.total_supply

    @invariant()
    def every_allowance_agrees(self):
        allowances = read([(self.savings.allowance, *pair) for pair in self.model.allowance])
        assert allowances == list(self.model.allowance.values())

    @invariant()
    def what_everybody_could_take_agrees_and_is_there(self):
        savings, model = self.savings, self.model
        limits = read([(savings.maxWithdraw, person) for person in self.people])
        assets, supply, unvested, vested_at, uncounted = read(
            [
                (savings.totalAssets,),
                (savings.totalSupply,),
                (savings.unvested,),
                (savings.vestedAt,),
                (savings.uncounted,),
            ]
        )
        assert limits == [model.max_withdraw(person) for person in self.people]
        assert (assets, supply) == (model.total_assets, model.total_supply)
        assert (unvested, vested_at) == (model.unvested, model.vested_at)
        owned = sum(self.dollars_of(person) for person in self.people)
        assert owned <= assets
        assert uncounted == model.uncounted >= 0
        assert assets + unvested + uncounted == self.coin_model.balance_of[savings.address]

    @invariant()
    def the_price_of_a_share_never_falls(self):
        (assets, shares), (assets_before, shares_before) = self.model.price, self.price
        assert assets * shares_before >= assets_before * shares
        self.price = assets, shares

    # How a step is taken

    def step(self, name, caller, *arguments):
        """At the time at which the model is."""
        set_clock(self.model.clock.now)
        accepted = take(
            lambda: getattr(self.model, name)(caller, *arguments),
            getattr(self.savings, camel(name)),
            *arguments,
            by=caller,
        )
        self.tally.count(name, accepted)
        return accepted

    def move_coins(self, name, caller, *arguments):
        set_clock(self.model.clock.now)
        return take(
            lambda: getattr(self.coin_model, name)(caller, *arguments),
            getattr(self.coin, camel(name)),
            *arguments,
            by=caller,
        )

    def set_frozen(self, account, frozen):
        self.move_coins("set_frozen", self.compliance, account, frozen)

    def everybody_leaves(self):
        """The signer, who sends nothing, by a lawful order."""
        self.release_everybody()
        *people, signer = self.people
        self.set_frozen(signer, True)
        self.step("seize", self.compliance, signer, people[0], self.model.balance_of[signer])
        self.set_frozen(signer, False)
        for person in people:
            self.step("withdraw", person, self.dollars_of(person) // 2, person, person)
            self.step("redeem", person, self.model.balance_of[person], person, person)

    def dollars_of(self, holder):
        return self.model.convert_to_assets(self.model.balance_of[holder])

    def teardown(self):
        """Everybody, once released, can take out all that is his, and almost nothing is left."""
        self.release_everybody()
        self.step("deposit", self.people[0], self.coin_model.balance_of[self.people[0]] // 2, self.people[1])
        self.add_earnings(10**9, True)
        self.wait(EARNINGS_PERIOD)
        self.every_holding_agrees()
        self.what_everybody_could_take_agrees_and_is_there()

        left = self.model.preview_mint(10**12)
        self.everybody_leaves()
        assert self.savings.totalSupply() == 0
        assert self.savings.totalAssets() <= left + 3
