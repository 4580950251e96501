"""Holders take notes apart and put them together; pieces are traded and paid."""

from collections import Counter

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from model.clock import SECONDS_IN_DAY
from model.note_pricing import PAR
from model.strips import STRIPPABLE, Piece
from tests.stateful.market import Fact, MarketMachine
from tests.stateful.market_invariants import HoldingInvariants
from tests.stateful.market_steps import HoldingSteps

Held = tuple[str, Piece]  # by whom, and what


class StripsSteps(HoldingSteps):
    """What is stripped, and what becomes of the pieces."""

    @precondition(lambda self: self.strippable())
    @rule(holding=MarketMachine.pick, percent=MarketMachine.percent)
    def strip(self, holding, percent):
        cusip, holder = self.one_of(holding, self.strippable())
        units = self.model.registry.holding_of(cusip, holder).units
        self.step(holder, "strips", "strip", cusip, units * percent // 100)

    @precondition(lambda self: self.complete())
    @rule(whole=MarketMachine.pick, percent=MarketMachine.percent)
    def reconstitute(self, whole, percent):
        """By who has all pieces."""
        (cusip, holder), units = self.one_of(whole, list(self.complete().items()))
        self.step(holder, "strips", "reconstitute", cusip, units * percent // 100)

    @precondition(lambda self: self.pieces())
    @rule(piece=MarketMachine.pick, to=MarketMachine.pick, percent=MarketMachine.percent)
    def trade_piece(self, piece, to, percent):
        """One that is due both sides must reject."""
        holder, piece = self.one_of(piece, self.pieces())
        held = self.model.strips.balance_of[holder, piece]
        self.step(holder, "strips", "transfer", self.holder(to), piece, held * percent // 100)

    @precondition(lambda self: self.pieces())
    @rule(piece=MarketMachine.pick, waits=st.sampled_from([True, True, False]))
    def redeem_piece(self, piece, waits):
        """One of those that are due first."""
        first = min(piece.payment_date for _, piece in self.pieces())
        due = [(holder, piece) for holder, piece in self.pieces() if piece.payment_date == first]
        holder, piece = self.one_of(piece, due)
        if waits:
            self.finish_auctions()
            self.travel(self.model.registry.payment_date(first) * SECONDS_IN_DAY)
        self.step(holder, "strips", "redeem", piece, holder)

    # What there is

    def strippable(self) -> list[tuple[str, str]]:
        securities = self.model.registry.securities
        return [held for held in self.tradable() if securities[held[0]].security_type in STRIPPABLE]

    def pieces(self) -> list[Held]:
        """Those of holders who are not stopped."""
        return [
            (holder, piece)
            for (holder, piece), held in self.model.strips.balance_of.items()
            if held and not self.model.compliance.is_frozen(holder)
        ]

    def complete(self) -> dict[tuple[str, str], int]:
        """Who has all pieces of how many units of which security."""
        principals = [(holder, piece.cusip) for holder, piece in self.pieces() if piece.cusip]
        whole = {
            (cusip, holder): self.units_from_pieces(cusip, holder)
            for holder, cusip in principals
            if not self.has_matured(cusip)
        }
        return {held: units for held, units in whole.items() if units}

    def units_from_pieces(self, cusip: str, holder: str) -> int:
        balance_of = self.model.strips.balance_of
        needed = self.model.strips.pieces_of(cusip, 1).items()
        return min(balance_of[holder, piece] // of_one for piece, of_one in needed if of_one)


class StripsInvariants(HoldingInvariants):
    """Of pieces, counted beside the model: what was made of each, and paid for it."""

    def __init__(self, market, tally):
        self.made = Counter()  # of a piece, by strips, less what reconstitution took
        self.paid_pieces = Counter()  # of a piece, by its payment
        self.of_the_whole = 0  # what would be paid if nothing had been stripped [micro-dollars]
        self.paid_for_pieces = 0  # [micro-dollars]
        super().__init__(market, tally)

    def step(self, by, contract, name, *arguments):
        held, money = self.model.strips.balance_of.copy(), self.model.cash.balance_of[self.market.treasury]
        accepted = super().step(by, contract, name, *arguments)

        if accepted and name in ("strip", "reconstitute"):
            self.count_pieces(*arguments, 1 if name == "strip" else -1)
        if accepted and (contract, name) == ("strips", "redeem"):
            piece, holder = arguments
            paid = money - self.model.cash.balance_of[self.market.treasury]
            assert paid in (0, held[holder, piece] * (PAR if piece.cusip else 1))  # whole, or not at all
            self.paid_pieces[piece] += held[holder, piece] if paid else 0
            self.paid_for_pieces += paid
        return accepted

    def count_pieces(self, cusip, units, sign):
        """Of every payment to come, and of the principal."""
        registry = self.model.registry
        for number, date in enumerate(registry.coupon_dates[cusip], 1):
            if date > self.model.clock.today:
                self.made[Piece(date)] += sign * units * registry.interest_payment(cusip, number)
        self.made[self.principal_of(cusip)] += sign * units
        coupons = self.coupons_passed(cusip, self.model.clock.today), len(registry.coupon_dates[cusip])
        self.of_the_whole += sign * units * (self.interest(cusip, *coupons) + PAR)

    def principal_of(self, cusip):
        return Piece(self.model.registry.security_of(cusip).maturity_date, cusip)

    def facts(self):
        yield from super().facts()
        strips, model = self.market.system.strips, self.model.strips
        for (holder, piece), held in model.balance_of.items():
            yield Fact(held, strips.balanceOf, (holder, piece.id))
        for piece, outstanding in model.total_supply.items():
            yield Fact(outstanding, strips.totalSupply, (piece.id,))

    @invariant()
    def every_piece_is_somebodys(self):
        held = Counter()
        for (_, piece), holding in self.model.strips.balance_of.items():
            held[piece] += holding
        assert held == self.model.strips.total_supply

    @invariant()
    def every_piece_is_outstanding_or_paid(self):
        outstanding = self.model.strips.total_supply
        for piece in {*outstanding, *self.made}:
            assert outstanding[piece] + self.paid_pieces[piece] == self.made[piece]

    @invariant()
    def pieces_pay_what_the_whole_would_have_paid(self):
        """In all, whoever has them."""
        pieces = self.model.strips.total_supply.items()
        unpaid = sum(held * (PAR if piece.cusip else 1) for piece, held in pieces)
        assert self.paid_for_pieces + unpaid == self.of_the_whole

    @invariant()
    def every_unit_is_whole_or_has_its_principal_piece(self):
        for cusip, outstanding in self.outstanding().items():
            principal = self.principal_of(cusip)
            redeemed = self.redeemed[cusip] + self.paid_pieces[principal]
            pieces = self.model.strips.total_supply[principal]
            assert outstanding + pieces == self.awarded[cusip] - redeemed
