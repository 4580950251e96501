"""What a saver has signed and somebody else sends: payments and allowances in coins. Each counts once."""

from collections import Counter
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from model.compliance import OrderAction
from model.par_dollar import Authorization, Cancellation, Permit, Sender
from tests import authorizations, permits
from tests.stateful.market import Fact, MarketMachine
from tests.stateful.market_invariants import changes
from tests.stateful.market_steps import BOND, HOUR
from tests.stateful.wallet_steps import ALWAYS, ANSWER, SIGNATURE, WalletSteps

FUNCTIONS = {
    Sender.ANYBODY: "transferWithAuthorization",
    Sender.RECEIVER: "receiveWithAuthorization",
}
SIGNED = ("permit", "send_authorization", "cancel_authorization")


class SignatureSteps(WalletSteps):
    """By a saver with a key, and by one that is a contract and says what it has signed."""

    slip = st.sampled_from(
        [None, None, None, "twice", "by another", "early", "late", "other terms", "stopped", "taken back"]
    )
    slip_of_permit = st.sampled_from([None, None, "twice", "late", "other terms"])

    signed_payment = st.tuples(MarketMachine.pick, MarketMachine.percent, st.sampled_from(Sender), slip)

    @rule(payments=st.lists(signed_payment, min_size=2, max_size=4))
    def pay_by_signature(self, payments):
        for each in payments:
            self.send_payment(*each)

    def send_payment(self, to: int, percent: int, sent_by: Sender, slip: str | None) -> None:
        """Whatever slips, the payer keeps its coins."""
        payer, now = self.signer, self.model.clock.now
        self.have_coins(payer, BOND)
        dollars = self.coins_of(payer) * percent // 100
        terms = (now - HOUR, now + HOUR * 24, self.unused_nonce(), sent_by)
        payment = Authorization(payer, self.saver(to), dollars, *terms)
        if slip == "early":
            payment = replace(payment, valid_after=now + HOUR)
        if slip == "late":
            payment = replace(payment, valid_before=now)
        signed = replace(payment, dollars=dollars + 1) if slip == "other terms" else payment
        if slip == "stopped":
            self.order(OrderAction.FREEZE, payer)
        if slip == "taken back":
            cancellation = Cancellation(payer, payment.nonce)
            self.step(self.market.treasury, "par_dollar", "cancel_authorization", cancellation, cancellation)
        sender = self.market.treasury if slip == "by another" else payment.to
        for _ in range(2 if slip == "twice" else 1):
            is_paid = self.step(sender, "par_dollar", "send_authorization", payment, signed)
            self.tally.observe("paid by signature", is_paid and dollars > 0)
        self.set_everybody_free()

    @rule(to=MarketMachine.pick, percent=MarketMachine.percent, answer=ANSWER)
    def pay_out_of_wallet(self, to, percent, answer):
        """By a word that somebody else sends."""
        wallet = self.saving_wallet
        self.let_answer(wallet, answer)
        dollars = self.coins_of(wallet) * percent // 100
        payment = Authorization(wallet, self.saver(to), dollars, 0, ALWAYS, self.unused_nonce())
        signed = payment if answer == "yes" else None
        self.step(self.market.treasury, "par_dollar", "send_authorization", payment, signed)

    @rule(spender=MarketMachine.pick, percent=MarketMachine.percent, slip=slip_of_permit)
    def permit_and_spend(self, spender, percent, slip):
        owner, spender, coin = self.signer, self.saver(spender), self.model.par_dollar
        self.have_coins(owner, BOND)
        dollars = self.coins_of(owner) * percent // 100
        deadline = self.model.clock.now + (0 if slip == "late" else HOUR)
        permit = Permit(owner, spender, dollars, coin.nonces[owner], deadline)
        signed = replace(permit, dollars=dollars + 1) if slip == "other terms" else permit
        for _ in range(2 if slip == "twice" else 1):
            self.step(self.market.treasury, "par_dollar", "permit", permit, signed)
        self.step(spender, "par_dollar", "transfer_from", owner, spender, dollars)

    @property
    def signer(self) -> str:
        return self.market.signer.address

    def unused_nonce(self) -> bytes:
        return len(self.model.par_dollar.used_nonces).to_bytes(32, "big")

    # As it is sent

    def function_of(self, contract, name, arguments):
        if name != "send_authorization":
            return super().function_of(contract, name, arguments)
        payment, _ = arguments
        return getattr(self.market.system.par_dollar, FUNCTIONS[payment.sender])

    def for_chain(self, name, arguments):
        if name not in SIGNED:
            return super().for_chain(name, arguments)
        submitted, signed = arguments
        if isinstance(submitted, Permit):
            terms = (submitted.owner, submitted.spender, submitted.dollars, submitted.deadline)
            return [*terms, *permits.sign(self.market.system.par_dollar, self.market.signer, signed)]
        return [*authorizations.terms(submitted), *authorizations.parts(self.signature(submitted, signed))]

    def signature(self, submitted: Authorization | Cancellation, signed) -> tuple | bytes:
        if submitted.holder in self.market.wallets:
            return SIGNATURE
        return authorizations.sign(self.market.system.par_dollar, self.market.signer, signed)


class SignatureInvariants(MarketMachine):
    """Of signatures, in a ledger beside the model; and of the words in which coins are kept."""

    def __init__(self, market, tally):
        self.spent = set()  # numbers of authorizations that were used or taken back, each with its holder
        self.permits = Counter()  # by owner
        super().__init__(market, tally)

    def step(self, by, contract, name, *arguments):
        """A step in coins stops and releases nobody, and only permits are counted as permits."""
        coin = self.model.par_dollar
        coins, stopped = coin.balance_of.copy(), coin.frozen.copy()
        accepted = super().step(by, contract, name, *arguments)

        if accepted and name in SIGNED:
            submitted, signed = arguments
            assert signed == submitted
            moved = changes(coins, self.model.par_dollar.balance_of)
            getattr(self, f"count_{name}")(submitted, by, moved, stopped)
        assert self.model.par_dollar.frozen == stopped or name in ("execute_order", "revoke_order")
        return accepted

    def count_send_authorization(self, payment, by, moved, stopped):
        """It pays what it says, in its time, and by its receiver if it wants that."""
        assert payment.valid_after < self.model.clock.now < payment.valid_before
        assert payment.sender == Sender.ANYBODY or by == payment.to
        assert not stopped & {payment.holder, payment.to}
        paid = Counter({payment.holder: -payment.dollars})
        paid[payment.to] += payment.dollars
        assert moved == changes(Counter(), paid)
        self.spend(payment)

    def count_cancel_authorization(self, cancellation, _, moved, __):
        assert not moved
        self.spend(cancellation)

    def spend(self, signed):
        """Once."""
        number = (signed.holder, signed.nonce)
        assert number not in self.spent
        self.spent.add(number)

    def count_permit(self, permit, _, moved, __):
        """In its time and in its turn, it allows what it says."""
        assert self.model.clock.now <= permit.deadline and permit.nonce == self.permits[permit.owner]
        assert self.model.par_dollar.allowance[permit.owner, permit.spender] == permit.dollars and not moved
        self.permits[permit.owner] += 1

    @invariant()
    def every_signature_counts_once(self):
        assert self.model.par_dollar.used_nonces == self.spent
        assert +self.model.par_dollar.nonces == self.permits

    def facts(self):
        yield from super().facts()
        coin = self.market.system.par_dollar
        for account in self.market.savers:
            yield Fact(self.permits[account], coin.nonces, (account,))
        for number in self.spent:
            yield Fact(True, coin.authorizationState, number)
