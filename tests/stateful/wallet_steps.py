"""Participants that are contracts: told what to do, asked for signatures, intruding upon payments."""

import pickle
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from model import system as model
from model.auction import to_abi
from model.compliance import HolderClass
from model.par_dollar import INFINITE
from model.rejected import Rejected
from scripts.batch import Refused, order, read, send
from scripts.network import load, now
from tests.obstacles import skipped
from tests.stateful.machine import camel
from tests.stateful.market import MONEY, Market, MarketMachine
from tests.stateful.market_steps import BOND, AuctionSteps
from tests.stateful.pending_steps import PendingSteps

SIGNATURE = b"what a wallet is asked about"
ALWAYS = 2**40  # [unix time]


ANSWERS = ("yes", "no", "silence")  # to whether it has signed (ContractWallet.Answer)
ANSWER = st.sampled_from(["yes", "yes", *ANSWERS])


def with_wallets(market: Market, by: Any) -> Market:
    """A contract more among the holders, and one among the savers."""
    bidding, saving = (by.deploy(load().ContractWallet) for _ in range(2))
    wallets = {wallet.address: wallet for wallet in (bidding, saving)}
    system, twin, terms = market.system, market.model, (HolderClass.FUND, b"US", False)
    system.compliance.setHolder(bidding.address, *terms, {"from": market.parts.compliance_officer})
    twin.compliance.set_holder(bidding.address, *terms)
    for address, wallet in wallets.items():
        system.cash.mint(address, MONEY, {"from": by})
        twin.cash.mint(address, MONEY)
        for contract in (system.auction_house, system.reserve):
            approval = system.cash.approve.encode_input(contract.address, INFINITE)
            wallet.execute(system.cash.address, approval, {"from": by})
            twin.cash.approve(address, contract.address, INFINITE)
    return replace(
        market,
        holders=[*market.holders, bidding.address],
        savers=[*market.savers, saving.address],
        everybody=[*market.everybody, *wallets],
        wallets=wallets,
    )


class WalletSteps(PendingSteps):
    """What only contracts do."""

    payment = st.sampled_from(["mint", "redeem", "claim", "deposit", "contribute", "withdraw"])
    intrusion = st.sampled_from(["change hands", "mint", "redeem", "ask", "claim", "distribute", "assess"])

    @property
    def bidding_wallet(self) -> str:
        return self.market.holders[-1]

    @property
    def saving_wallet(self) -> str:
        return self.market.savers[-1]

    # Signatures

    @precondition(lambda self: self.bidding_wallet not in self.frozen())
    @rule(
        opening=MarketMachine.pick,
        bids=AuctionSteps.bids,
        is_competitive=st.booleans(),
        answer=ANSWER,
        later=ANSWER,
    )
    def submit_bid_of_wallet(self, opening, bids, is_competitive, answer, later):
        auction, bidder = self.opening(opening, [self.bidding_wallet])
        if not is_competitive:
            ((_, units), *_) = bids
            self.submit(answer, later, "submit_noncompetitive_bids", auction, (bidder, min(units, 2_900)))
            return
        ladder = self.ladder(auction, bids)
        commitment = (bidder, (auction, bidder, ladder))
        if self.submit(answer, later, "submit_commitments", auction, commitment):
            self.ladders[auction, bidder] = ladder

    def submit(self, answer: str, later: str, name: str, auction: int, bid: tuple) -> bool:
        """Whatever the wallet says later: its bid is binding, and the same sent again stops nobody."""
        (bidder, _), bids = bid, [bid]
        had_submitted = self.has_submitted(auction, bidder)
        self.let_answer(bidder, answer)
        if answer != "yes":
            self.tick()
            function = getattr(self.market.system.auction_house, camel(name))
            tx = function(*self.for_chain(name, (auction, bids)), {"from": self.market.treasury})
            assert had_submitted or skipped(tx) == {bidder: "InvalidSignature"}
            return False
        self.step(self.market.treasury, "auction_house", name, auction, bids)
        self.let_answer(bidder, later)
        is_taken = self.has_submitted(auction, bidder) and not had_submitted
        if is_taken:
            self.step(self.market.treasury, "auction_house", name, auction, bids)
        return is_taken

    def has_submitted(self, auction: int, bidder: str) -> bool:
        return self.model.auction_house.bid_of(auction, bidder).is_submitted

    def let_answer(self, wallet: str, answer: str) -> None:
        self.beside(
            [order(self.market.wallets[wallet].setAnswer, ANSWERS.index(answer), by=self.market.treasury)]
        )

    def beside(self, orders: list) -> None:
        """No step, for the model knows nothing of it."""
        send(orders)
        self.pass_time(now())

    def reveal(self, auction, bidder):
        """By anybody, if somebody else has submitted the bid."""
        if not self.has_submitted(auction, bidder):
            super().reveal(auction, bidder)
            return
        openings = [(bidder, self.ladders[auction, bidder])]
        self.step(self.market.treasury, "auction_house", "reveal_bids", auction, openings)

    def for_chain(self, name, arguments):
        if name not in FOR_OTHERS:
            return super().for_chain(name, arguments)
        auction, bids = arguments
        return [auction, [self.as_submitted(name, auction, *bid) for bid in bids]]

    def as_submitted(self, name: str, auction: int, bidder: str, content: Any) -> tuple:
        if name == "reveal_bids":
            return bidder, to_abi(content)
        if name == "submit_commitments":
            _, content = self.for_chain("commit_bid", (auction, content))
        return bidder, content, SIGNATURE

    # Intrusion

    @rule(attempts=st.lists(st.tuples(payment, intrusion, st.integers(1, 60)), min_size=2, max_size=5))
    def intrude_often(self, attempts):
        for each in attempts:
            self.intrude(*each)

    def intrude(self, payment: str, intrusion: str, percent: int) -> None:
        """A wallet that is told of its payments does something else, before it pays or after it is paid."""
        self.keep_cash_priced()
        wallet = self.bidding_wallet if payment in OF_A_BIDDER else self.saving_wallet
        paying = self.payments(wallet, percent)[payment]
        intruding = self.intrusions(wallet, percent)[intrusion]
        cash = self.market.system.cash
        execute, arguments, sender = self.as_sent(wallet, *self.on_chain(intruding))
        plan = (wallet, execute.encode_input(*arguments), payment in BEFORE)
        self.beside([order(cash.plan, *plan, by=sender)])
        before = cash.intrusions()
        self.tick()
        moment = self.model.clock.now
        accepted = self.is_accepted(wallet, paying)
        self.tally.observe("intrusion", cash.intrusions() > before)
        self.beside([order(cash.forgetPlans, by=sender)])
        orders = [[paying], [paying, intruding], [intruding, paying]] if accepted else [[]]
        self.model = self.which_has_happened(wallet, orders, moment)

    def payments(self, wallet: str, percent: int) -> dict[str, tuple]:
        """A function and its arguments."""
        coins, kept = self.coins_of(wallet), self.model.auction_house.cash_of[wallet]
        payable = min(coins, self.model.reserve.free_cash())
        return {
            "mint": ("reserve", "mint", wallet, percent * BOND),
            "redeem": ("reserve", "redeem", wallet, payable * percent // 100),
            "claim": self.own_claim(wallet),
            "deposit": ("auction_house", "deposit", wallet, percent * BOND),
            "contribute": ("reserve", "contribute_capital", percent * BOND),
            "withdraw": ("auction_house", "withdraw", kept * percent // 100),
        }

    def intrusions(self, wallet: str, percent: int) -> dict[str, tuple]:
        coins = self.coins_of(wallet) * percent // 100
        if wallet == self.bidding_wallet:  # a redemption that waits is a saver's
            change_hands = ("auction_house", "withdraw", percent * BOND)
            ask = ("auction_house", "deposit", wallet, percent * BOND)
        else:
            change_hands = ("par_dollar", "transfer", self.saver(0), coins)
            ask = ("reserve", "request_redemption", coins)
        return {
            "change hands": change_hands,
            "ask": ask,
            "mint": ("reserve", "mint", wallet, percent * BOND),
            "redeem": ("reserve", "redeem", wallet, coins),
            "claim": self.own_claim(wallet),
            "distribute": ("reserve", "distribute"),
            "assess": ("reserve", "assess_solvency"),
        }

    def own_claim(self, wallet: str) -> tuple:
        """Of the redemption it asked for first, if any."""
        owners = [each.owner for each in self.model.reserve.redemptions]
        number = owners.index(wallet) + 1 if wallet in owners else len(owners) + 1
        return ("reserve", "claim_redemption", number, wallet)

    def on_chain(self, step: tuple) -> tuple[Any, list]:
        contract, name, *arguments = step
        return getattr(getattr(self.market.system, contract), camel(name)), self.for_chain(name, arguments)

    def is_accepted(self, wallet: str, step: tuple) -> bool:
        function, arguments, sender = self.as_sent(wallet, *self.on_chain(step))
        try:
            send([order(function, *arguments, by=sender)])
        except Refused:
            return False
        return True

    def which_has_happened(self, wallet: str, orders: Iterable[list[tuple]], moment: int) -> model.System:
        """The model after the order of steps with which all that the chain says agrees."""
        before, present = self.model, now()
        for steps in orders:
            self.model = pickle.loads(pickle.dumps(before))
            self.model.clock.now = moment
            try:
                for contract, name, *arguments in steps:
                    self.model.take(contract, name, *self.for_model(wallet, contract, name, arguments))
            except Rejected:
                continue
            self.model.clock.now = present
            if self.agrees():
                return self.model
        raise AssertionError(f"What has happened is none of {orders}")

    def agrees(self) -> bool:
        facts = list(self.facts())
        answers = read([(fact.function, *fact.arguments) for fact in facts])
        return all(fact.seen_as(answer) == fact.expected for fact, answer in zip(facts, answers, strict=True))


FOR_OTHERS = ("submit_commitments", "submit_noncompetitive_bids", "reveal_bids")
BEFORE = ("mint", "deposit", "contribute")  # a wallet is told before it pays
OF_A_BIDDER = ("deposit", "contribute", "withdraw")
