"""The twin of Strips: interest and principal of notes and bonds, traded separately.

A piece is a `Piece` where the contract takes its id.
"""

from collections import Counter
from dataclasses import dataclass, field

from model.cash import Cash
from model.clock import Clock
from model.compliance import Compliance
from model.par_dollar import INFINITE, NOBODY
from model.registry import Security, TreasuryRegistry
from model.rejected import require
from model.security import SecurityType

CUSIP_BITS = 72
STRIPPABLE = (SecurityType.NOTE, SecurityType.BOND)


@dataclass(frozen=True)
class Piece:
    """One payment of the Treasury: interest of one date, or the principal of one security."""

    payment_date: int  # coupon date or maturity, business day or not [unix day]
    cusip: str = ""  # of the security whose principal it is; none of an interest piece

    @property
    def id(self) -> int:
        return self.payment_date << CUSIP_BITS | int.from_bytes(self.cusip.encode(), "big")


@dataclass
class Strips:
    address: str
    clock: Clock
    cash: Cash
    compliance: Compliance
    registry: TreasuryRegistry
    treasury_account: str
    balance_of: Counter = field(default_factory=Counter)  # (holder, piece) -> [micro-dollars] or [units]
    total_supply: Counter = field(default_factory=Counter)  # piece -> [micro-dollars] or [units]
    operators: set[tuple[str, str]] = field(default_factory=set)  # (owner, operator)
    allowance: Counter = field(default_factory=Counter)  # (owner, spender, piece)

    # Stripping

    def strip(self, caller: str, cusip: str, units: int) -> None:
        self.compliance.require_eligible(caller)
        pieces = self.pieces_of(cusip, units)
        self.registry.retire(self.address, cusip, caller, units)
        for piece, holding in pieces.items():
            self._add(caller, piece, holding)

    def reconstitute(self, caller: str, cusip: str, units: int) -> None:
        self.compliance.require_eligible(caller)
        pieces = self.pieces_of(cusip, units)
        for piece, holding in pieces.items():
            require(self.balance_of[caller, piece] >= holding, "ERC6909InsufficientBalance")
        self.registry.require_admitted(cusip, caller)
        for piece, holding in pieces.items():
            self._add(caller, piece, -holding)
        self.registry.issue(self.address, cusip, caller, units, self.clock.today)

    def pieces_of(self, cusip: str, units: int) -> dict[Piece, int]:
        """What so many units consist of today."""
        require(units != 0, "ZeroUnits")
        security = self._strippable(cusip)
        pieces = {
            Piece(date): units * self.registry.interest_payment(cusip, coupon)
            for coupon, date in enumerate(self.registry.coupon_dates[cusip], start=1)
            if date > self.clock.today
        }
        return pieces | {Piece(security.maturity_date, cusip): units}

    def _strippable(self, cusip: str) -> Security:
        security = self.registry.security_of(cusip)
        require(security.security_type in STRIPPABLE, "NotStrippable")
        require(self.clock.today < security.maturity_date, "Matured")
        return security

    # Pieces

    def transfer(self, caller: str, to: str, piece: Piece, holding: int) -> None:
        self._transfer(caller, caller, to, piece, holding)

    def transfer_from(self, caller: str, holder: str, to: str, piece: Piece, holding: int) -> None:
        if caller == holder or (holder, caller) in self.operators:
            self._transfer(caller, holder, to, piece, holding)
            return

        allowed = self.allowance[holder, caller, piece]
        require(allowed >= holding, "ERC6909InsufficientAllowance")
        self._transfer(caller, holder, to, piece, holding)
        if allowed != INFINITE:
            self.allowance[holder, caller, piece] = allowed - holding

    def approve(self, caller: str, spender: str, piece: Piece, holding: int) -> None:
        require(spender != NOBODY, "ERC6909InvalidSpender")
        self.allowance[caller, spender, piece] = holding

    def set_operator(self, caller: str, operator: str, approved: bool) -> None:
        require(operator != NOBODY, "ERC6909InvalidSpender")
        if approved:
            self.operators.add((caller, operator))
        else:
            self.operators.discard((caller, operator))

    def _transfer(self, caller: str, holder: str, to: str, piece: Piece, holding: int) -> None:
        require(to != NOBODY, "ERC6909InvalidReceiver")
        self.compliance.require_transferable(caller, holder, to)
        require(self.clock.today < piece.payment_date, "PieceDue")
        require(self.balance_of[holder, piece] >= holding, "ERC6909InsufficientBalance")
        self._add(holder, piece, -holding)
        self._add(to, piece, holding)

    def _add(self, holder: str, piece: Piece, holding: int) -> None:
        self.balance_of[holder, piece] += holding
        self.total_supply[piece] += holding

    # Payment

    def redeem(self, caller: str, piece: Piece, holder: str) -> int:
        require(caller == holder or (holder, caller) in self.operators, "NotOperator")
        self.compliance.require_not_frozen(holder)
        self.compliance.require_not_frozen(caller)
        held = self.balance_of[holder, piece]
        require(held != 0, "NothingOwed")
        require(self.clock.today >= self.registry.payment_date(piece.payment_date), "PaymentNotDue")

        owed = held * self.registry.principal(piece.cusip) if piece.cusip else held
        if not self._can_pay(owed):
            return 0
        self._add(holder, piece, -held)
        self.cash.transfer_from(self.address, self.treasury_account, holder, owed)
        return owed

    def _can_pay(self, owed: int) -> bool:
        payer = self.treasury_account
        return min(self.cash.balance_of[payer], self.cash.allowance[payer, self.address]) >= owed
