"""The coin and its model agree on every balance, allowance and refusal, after any sequence of steps."""

from dataclasses import replace

from brownie import ZERO_ADDRESS
from eth_account import Account
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from model.par_dollar import (
    INFINITE,
    SUPPLY_LIMIT,
    Authorization,
    Cancellation,
    ParDollar,
    Permit,
    Sender,
)
from scripts.batch import read
from scripts.network import chain_in_use
from tests import authorizations
from tests.helpers import now
from tests.permits import sign, submit
from tests.stateful.machine import camel, run, take
from tests.twins import on_both

SIGNERS = [Account.from_key(bytes([number]) * 32) for number in (0x5A, 0x5B)]


def test_the_coin_and_its_model_agree(ParDollar, accounts):
    reserve, compliance, *people = (account.address for account in accounts[20:25])
    coin = accounts.at(reserve).deploy(ParDollar, compliance)
    chain_in_use().snapshot()

    tally = run(
        lambda tally: CoinMachine(coin, reserve, compliance, people, tally), "the coin", more_steps=1.5
    )

    tally.require(
        share=0.5,
        **{"transfer": 4, "transfer_from": 0.3, "burn": 5, "permit": 0.3},
        **{"send_authorization": 2, "send_authorizations": 2, "cancel_authorization": 0.1},
        **{"seize": 1, "reissue": 1, "burn_frozen": 1},
    )


class CoinMachine(RuleBasedStateMachine):
    anyone = st.integers(0, 4)  # the reserve itself, three people, then a signer, who only signs
    is_other = st.booleans()  # whether the other of the two signs
    dollars = st.integers(0, 10**19)  # up to ten trillion dollars
    percent = st.integers(0, 110)  # of what can be moved; above 100 both sides must reject
    delay = st.sampled_from([3600, 3600, 3600, -1])
    nonce = st.integers(0, 11)  # so few that some are used again
    sender = st.integers(0, 3)
    sent_by = st.sampled_from(Sender)

    def __init__(self, coin, reserve, compliance, people, tally):
        super().__init__()
        chain_in_use().revert()
        self.coin = coin
        self.tally = tally
        self.reserve = reserve
        self.compliance = compliance
        self.accounts = [reserve, *people, SIGNERS[0].address]
        self.model = ParDollar(reserve, compliance)

        for holder in self.accounts:
            self.step("mint", reserve, holder, 10**9)

    # Steps

    @rule(to=anyone, dollars=dollars)
    def mint(self, to, dollars):
        self.step("mint", self.reserve, self.accounts[to], dollars)

    @rule(holder=anyone, percent=percent)
    def burn(self, holder, percent):
        holder = self.accounts[holder]
        self.step("burn", self.reserve, holder, self.share(holder, percent))

    @rule(holder=sender, to=anyone, percent=percent)
    def transfer(self, holder, to, percent):
        holder = self.accounts[holder]
        self.step("transfer", holder, self.accounts[to], self.share(holder, percent))

    @rule(owner=sender, spender=sender, dollars=dollars | st.just(INFINITE))
    def approve(self, owner, spender, dollars):
        self.step("approve", self.accounts[owner], self.accounts[spender], dollars)

    @rule(owner=anyone, spender=sender, to=anyone, percent=percent, allow=st.sampled_from([False, True]))
    def transfer_from(self, owner, spender, to, percent, allow):
        owner, spender = self.accounts[owner], self.accounts[spender]
        if allow and owner != SIGNERS[0].address:
            self.step("approve", owner, spender, self.model.balance_of[owner] * 2)
        movable = min(self.model.balance_of[owner], self.model.allowance[owner, spender])

        self.step("transfer_from", spender, owner, self.accounts[to], movable * percent // 100)

    @rule(owner=sender, spender=sender, to=anyone, frozen=st.integers(0, 2))
    def transfer_from_with_one_of_three_frozen(self, owner, spender, to, frozen):
        three = [self.accounts[number] for number in (owner, spender, to)]
        owner, spender, to = three
        self.step("approve", owner, spender, INFINITE)
        self.step("set_frozen", self.compliance, three[frozen], True)

        self.step("transfer_from", spender, owner, to, self.share(owner, 50))

        self.step("set_frozen", self.compliance, three[frozen], False)

    @rule(spender=sender, dollars=dollars | st.just(INFINITE), delay=delay)
    def permit(self, spender, dollars, delay):
        permit = self.next_permit(spender, dollars, delay)

        self.submit_on_both(permit, permit, SIGNERS[0])

    @rule(
        spender=sender, dollars=dollars, is_other=is_other, nonce=st.integers(-1, 1), more=st.integers(0, 1)
    )
    def permit_of_other_terms(self, spender, dollars, is_other, nonce, more):
        signer = SIGNERS[is_other]
        permit = self.next_permit(spender, dollars, 3600)
        signed = replace(
            permit, owner=signer.address, nonce=max(0, permit.nonce + nonce), dollars=dollars + more
        )

        self.submit_on_both(permit, signed, signer)

    @rule(
        to=sender,
        percent=percent,
        delay=delay,
        nonce=nonce,
        sent_by=sent_by,
        released=st.sampled_from([True, True, False]),
        times=st.integers(1, 2),
    )
    def pay_by_signature(self, to, percent, delay, nonce, sent_by, released, times):
        if released:
            self.release_everybody()
        payment = self.payment(to, percent, nonce, sent_by, delay)

        for _ in range(times):
            self.send_on_both(payment, payment, SIGNERS[0], self.accounts[to])

    @rule(to=sender, percents=st.lists(st.integers(0, 40), min_size=2, max_size=3), sent_by=sent_by)
    def pay_many_by_signature(self, to, percents, sent_by):
        """With nonces that no other step uses, unless one step is repeated."""
        used = len(self.model.used_nonces)
        payments = [
            self.payment(to, percent, 100 * used + number, sent_by) for number, percent in enumerate(percents)
        ]
        signed = [
            (payment, authorizations.joined(authorizations.sign(self.coin, SIGNERS[0], payment)))
            for payment in payments
        ]
        caller, both = self.accounts[to], [(payment, payment) for payment in payments]

        tx = on_both(
            lambda: self.model.send_authorizations(caller, both, now()),
            lambda: authorizations.submit_all(self.coin, sent_by, signed, caller),
        )
        self.tally.count("send_authorizations", tx is not None)

    @rule(to=sender, nonce=nonce)
    def cancel_and_pay(self, to, nonce):
        self.cancel(nonce)

        payment = self.payment(to, 50, nonce, Sender.ANYBODY)
        self.send_on_both(payment, payment, SIGNERS[0], self.accounts[to])

    @rule(
        to=sender,
        nonce=nonce,
        sent_by=sent_by,
        other=st.sampled_from(["nothing", "nothing", "dollars", "kind", "signer", "caller"]),
    )
    def payment_of_other_terms(self, to, nonce, sent_by, other):
        payment = self.payment(to, 50, nonce, sent_by)
        signer = SIGNERS[other == "signer"]
        signed = replace(
            payment,
            holder=signer.address,
            dollars=payment.dollars + (other == "dollars"),
            sender=list(Sender)[(sent_by == Sender.RECEIVER) ^ (other == "kind")],
        )
        caller = self.accounts[(to + (other == "caller")) % 4]

        self.send_on_both(payment, signed, signer, caller, "payment_of_other_terms")

    @rule(
        account=st.integers(1, 4),
        to=anyone,
        percents=st.tuples(percent, percent, percent),
        released=st.sampled_from([True, True, False]),
    )
    def take_by_order(self, account, to, percents, released):
        """In each of three ways. The account is frozen first, and is still frozen afterwards."""
        if released:
            self.release_everybody()
        account, to = self.accounts[account], self.accounts[to]
        self.step("set_frozen", self.compliance, account, True)

        for step, percent in zip(("seize", "reissue", "burn_frozen"), percents, strict=True):
            receiver = [to] if step != "burn_frozen" else []
            self.step(step, self.compliance, account, *receiver, self.share(account, percent))

    @rule(account=anyone, frozen=st.sampled_from([False, False, True]))
    def set_frozen(self, account, frozen):
        self.step("set_frozen", self.compliance, self.accounts[account], frozen)

    @rule()
    def release_everybody(self):
        for account in sorted(self.model.frozen):
            self.step("set_frozen", self.compliance, account, False)

    # Steps that both sides must reject

    @rule(caller=st.integers(1, 3), account=anyone, dollars=dollars)
    def mint_by_anyone(self, caller, account, dollars):
        self.step("mint", self.accounts[caller], self.accounts[account], dollars)

    @rule(caller=st.integers(1, 3), account=anyone)
    def burn_by_anyone(self, caller, account):
        self.step("burn", self.accounts[caller], self.accounts[account], 0)

    @rule(caller=sender, account=anyone)
    def freeze_by_anyone(self, caller, account):
        self.step("set_frozen", self.accounts[caller], self.accounts[account], True)

    @rule(caller=sender, account=anyone, to=anyone, step=st.sampled_from(["seize", "reissue"]))
    def take_by_anyone(self, caller, account, to, step):
        self.step(step, self.accounts[caller], self.accounts[account], self.accounts[to], 0)

    @rule(account=anyone, to=anyone)
    def take_from_whoever_is_free(self, account, to):
        self.release_everybody()
        self.step("seize", self.compliance, self.accounts[account], self.accounts[to], 0)

    @rule(holder=sender)
    def pay_nobody(self, holder):
        self.step("transfer", self.accounts[holder], ZERO_ADDRESS, 0)

    @rule(to=anyone)
    def mint_too_much(self, to):
        self.step("mint", self.reserve, self.accounts[to], SUPPLY_LIMIT - self.model.total_supply)

    # Invariants

    @invariant()
    def every_account_agrees(self):
        coin, model, accounts = self.coin, self.model, self.accounts
        on_chain = read(
            [(function, each) for function in (coin.balanceOf, coin.isFrozen) for each in accounts]
        )
        balances = [model.balance_of[account] for account in accounts]
        assert on_chain == balances + [account in model.frozen for account in accounts]

    @invariant()
    def every_allowance_agrees(self):
        allowances = read([(self.coin.allowance, *pair) for pair in self.model.allowance])
        assert allowances == list(self.model.allowance.values())

    @invariant()
    def every_nonce_of_an_authorization_agrees(self):
        nonces = [(SIGNERS[0].address, nonce_bytes(nonce)) for nonce in range(12)]
        on_chain = read([(self.coin.authorizationState, *nonce) for nonce in nonces])
        assert on_chain == [nonce in self.model.used_nonces for nonce in nonces]

    @invariant()
    def the_nonce_agrees_and_balances_sum_to_the_supply(self):
        owner = SIGNERS[0].address
        nonce, supply = read([(self.coin.nonces, owner), (self.coin.totalSupply,)])
        assert nonce == self.model.nonces[owner]
        assert supply == self.model.total_supply == sum(self.model.balance_of.values())

    # How a step is taken

    def step(self, name, caller, *args):
        accepted = take(
            lambda: getattr(self.model, name)(caller, *args),
            getattr(self.coin, camel(name)),
            *args,
            by=caller,
        )
        self.tally.count(name, accepted)

    def submit_on_both(self, permit, signed, signer):
        tx = on_both(
            lambda: self.model.permit(permit, signed, now()),
            lambda: submit(self.coin, permit, sign(self.coin, signer, signed), self.accounts[1]),
        )
        self.tally.count("permit", tx is not None)

    def send_on_both(self, payment, signed, signer, caller, kind="send_authorization"):
        signature = authorizations.sign(self.coin, signer, signed)
        tx = on_both(
            lambda: self.model.send_authorization(caller, payment, signed, now()),
            lambda: authorizations.submit(self.coin, payment, signature, caller),
        )
        self.tally.count(kind, tx is not None)

    def cancel(self, nonce):
        cancellation = Cancellation(SIGNERS[0].address, nonce_bytes(nonce))
        signature = authorizations.sign(self.coin, SIGNERS[0], cancellation)

        tx = on_both(
            lambda: self.model.cancel_authorization(cancellation, cancellation),
            lambda: authorizations.cancel(self.coin, cancellation, signature, self.accounts[1]),
        )
        self.tally.count("cancel_authorization", tx is not None)

    def payment(self, to, percent, nonce, sent_by, delay=3600):
        """Of the signer, out of what it has."""
        holder, by = SIGNERS[0].address, now() + delay
        dollars, nonce = self.share(holder, percent), nonce_bytes(nonce)
        return Authorization(holder, self.accounts[to], dollars, now() - 3600, by, nonce, sent_by)

    def share(self, holder, percent):
        return self.model.balance_of[holder] * percent // 100

    def next_permit(self, spender, dollars, delay):
        owner = SIGNERS[0].address
        return Permit(owner, self.accounts[spender], dollars, self.model.nonces[owner], now() + delay)

    def teardown(self):
        """Everybody, once released, can still pay in every way, orders can take, and all can be handed in."""
        self.release_everybody()
        for number in range(4):
            self.transfer(number, (number + 1) % 4, 50)
        for sent_by in Sender:
            self.pay_by_signature(1, 50, 3600, 1000 + len(self.model.used_nonces), sent_by, True, 1)
            self.pay_many_by_signature(1, [20, 20], sent_by)
        self.take_by_order(1, 2, (50, 50, 50), True)

        self.release_everybody()
        for holder in self.accounts:
            self.step("burn", self.reserve, holder, self.model.balance_of[holder])
        assert self.coin.totalSupply() == 0


def nonce_bytes(number: int) -> bytes:
    return number.to_bytes(32, "big")
