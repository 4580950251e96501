"""The twin of TreasuryRegistry: which securities exist, who holds how much of each, what is owed on them.

Who may establish a series or announce a holiday is not told here: the access manager decides that.
A series is named by its CUSIP also where the contract takes the id.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import IntEnum

from model import note_pricing
from model.business_days import closure_around, payment_date
from model.calendar import coupon_dates_after, is_schedule, previous_coupon_date
from model.cash import Cash
from model.clock import Clock
from model.compliance import Compliance
from model.cusip import is_valid
from model.note_pricing import EIGHTH, HALF_COUPON, PAR
from model.par_dollar import INFINITE, NOBODY
from model.rejected import require

MAXIMUM_INTEREST_RATE = 100_000  # [0.001 %]
LONGEST_CLOSURE = 5  # [days]


class SecurityType(IntEnum):
    NONE = 0
    BILL = 1
    NOTE = 2
    BOND = 3


@dataclass(frozen=True)
class Security:
    security_type: SecurityType
    interest_rate: int  # [0.001 %]
    dated_date: int  # [unix day]
    maturity_date: int  # [unix day]
    coupon_count: int
    outstanding: int = 0  # [units of $100 par]
    missed_payments: int = 0  # holders whose latest claim found the Treasury's account short

    @property
    def coupon(self) -> int:
        """Half the annual interest on one unit [micro-dollars]."""
        return self.interest_rate * HALF_COUPON

    def coupons_passed(self, date: int) -> int:
        """Coupon dates up to `date` itself."""
        if self.coupon_count == 0 or date < self.dated_date:
            return 0
        return self.coupon_count - coupon_dates_after(date, self.maturity_date)


@dataclass(frozen=True)
class Holding:
    units: int = 0  # [units of $100 par]
    coupons_credited: int = 0  # coupon dates whose interest is part of `interest_owed`
    interest_owed: int = 0  # [micro-dollars]
    is_payment_missed: bool = False


@dataclass
class TreasuryRegistry:
    address: str
    clock: Clock
    cash: Cash
    compliance: Compliance
    treasury_account: str
    auction_house: str = NOBODY
    securities: dict[str, Security] = field(default_factory=dict)
    holdings: dict[tuple[str, str], Holding] = field(default_factory=dict)  # by CUSIP and holder
    cusip_of: dict[tuple, str] = field(default_factory=dict)  # notes and bonds by what makes them fungible
    holidays: set[int] = field(default_factory=set)
    operators: set[tuple[str, str]] = field(default_factory=set)  # (owner, operator)
    allowance: Counter = field(default_factory=Counter)  # (owner, spender, CUSIP) -> [units]

    # Series

    def establish(
        self, cusip: str, security_type: SecurityType, interest_rate: int, dated_date: int, maturity_date: int
    ) -> str:
        require(is_valid(cusip), "InvalidCusip")
        require(security_type != SecurityType.NONE, "UnknownSecurity")
        require(dated_date < maturity_date, "InvalidDates")

        if cusip in self.securities:
            known = self.securities[cusip]
            terms = (known.security_type, known.interest_rate, known.maturity_date)
            is_same = terms == (security_type, interest_rate, maturity_date)
            require(is_same and known.dated_date <= dated_date, "TermsDiffer")
            return cusip
        if security_type == SecurityType.BILL:
            require(interest_rate == 0, "InvalidInterestRate")
            self.securities[cusip] = Security(security_type, 0, dated_date, maturity_date, 0)
            return cusip
        return self._establish_note(cusip, security_type, interest_rate, dated_date, maturity_date)

    def _establish_note(
        self, cusip: str, security_type: SecurityType, interest_rate: int, dated_date: int, maturity_date: int
    ) -> str:
        is_eighths = interest_rate % EIGHTH == 0
        require(is_eighths and 0 < interest_rate <= MAXIMUM_INTEREST_RATE, "InvalidInterestRate")
        require(is_schedule(dated_date, maturity_date), "InvalidDates")

        terms = security_type, interest_rate, maturity_date
        outstanding = self.cusip_of.get(terms)
        # a series dated later does not know the coupon dates before
        if outstanding and self.securities[outstanding].dated_date <= dated_date:
            return outstanding

        self.cusip_of[terms] = cusip
        coupon_count = coupon_dates_after(dated_date, maturity_date)
        self.securities[cusip] = Security(
            security_type, interest_rate, dated_date, maturity_date, coupon_count
        )
        return cusip

    def issue(self, caller: str, cusip: str, to: str, units: int, issue_date: int) -> None:
        require(caller == self.auction_house, "NotAuctionHouse")
        self.compliance.require_not_frozen(to)

        security, holding = self.security_of(cusip), self._up_to_date(cusip, to)
        coupons_missed = holding.coupons_credited - security.coupons_passed(issue_date)
        self.holdings[cusip, to] = replace(
            holding,
            units=holding.units + units,
            interest_owed=holding.interest_owed + coupons_missed * units * security.coupon,
        )
        self.securities[cusip] = replace(security, outstanding=security.outstanding + units)

    def set_auction_house(self, auction_house: str) -> None:
        require(self.auction_house == NOBODY, "AlreadySet")
        require(auction_house != NOBODY, "ZeroAddress")

        self.auction_house = auction_house

    def is_established(self, cusip: str) -> bool:
        return cusip in self.securities

    def security_of(self, cusip: str) -> Security:
        require(cusip in self.securities, "UnknownSecurity")
        return self.securities[cusip]

    # Holding

    def transfer(self, caller: str, to: str, cusip: str, units: int) -> None:
        self._transfer(caller, caller, to, cusip, units)

    def transfer_from(self, caller: str, holder: str, to: str, cusip: str, units: int) -> None:
        if caller == holder or (holder, caller) in self.operators:
            self._transfer(caller, holder, to, cusip, units)
            return

        allowed = self.allowance[holder, caller, cusip]
        require(allowed >= units, "InsufficientAllowance")
        self._transfer(caller, holder, to, cusip, units)
        if allowed != INFINITE:
            self.allowance[holder, caller, cusip] = allowed - units

    def approve(self, caller: str, spender: str, cusip: str, units: int) -> None:
        self.allowance[caller, spender, cusip] = units

    def set_operator(self, caller: str, operator: str, approved: bool) -> None:
        if approved:
            self.operators.add((caller, operator))
        else:
            self.operators.discard((caller, operator))

    def holding_of(self, cusip: str, holder: str) -> Holding:
        return self.holdings.get((cusip, holder), Holding())

    def _transfer(self, caller: str, holder: str, to: str, cusip: str, units: int) -> None:
        require(to != NOBODY, "ZeroAddress")
        self.compliance.require_transferable(caller, holder, to)
        require(self.clock.today < self.security_of(cusip).maturity_date, "Matured")
        held = self.holding_of(cusip, holder).units
        require(held >= units, "InsufficientUnits")

        self._add(cusip, holder, -units)
        self._add(cusip, to, units)

    def _add(self, cusip: str, holder: str, units: int) -> None:
        """Change a holding, but first credit what its units have earned."""
        holding = self._up_to_date(cusip, holder)
        self.holdings[cusip, holder] = replace(holding, units=holding.units + units)

    # Interest and principal

    def claim(self, caller: str, cusip: str, holder: str) -> int:
        security = self.security_of(cusip)
        holding = self._payable(caller, cusip, holder)
        interest = holding.interest_owed
        require(interest != 0, "NothingOwed")

        if not self._can_pay(interest):
            return self._miss(cusip, holder, holding)
        is_principal_owed = holding.units != 0 and self.clock.today >= security.maturity_date
        if not is_principal_owed:
            self.securities[cusip] = self._missed_less(security, holding)
        is_missed = holding.is_payment_missed and is_principal_owed
        self.holdings[cusip, holder] = replace(holding, interest_owed=0, is_payment_missed=is_missed)
        self.cash.transfer_from(self.address, self.treasury_account, holder, interest)
        return interest

    def redeem(self, caller: str, cusip: str, holder: str) -> int:
        security = self.security_of(cusip)
        require(self.clock.today >= security.maturity_date, "NotMatured")
        holding = self._payable(caller, cusip, holder)
        owed = holding.units * PAR + holding.interest_owed
        require(owed != 0, "NothingOwed")

        if not self._can_pay(owed):
            return self._miss(cusip, holder, holding)
        outstanding = security.outstanding - holding.units
        self.securities[cusip] = replace(self._missed_less(security, holding), outstanding=outstanding)
        del self.holdings[cusip, holder]
        self.cash.transfer_from(self.address, self.treasury_account, holder, owed)
        return owed

    def interest_owed(self, cusip: str, holder: str) -> int:
        return self._up_to_date(cusip, holder).interest_owed

    def accrued_interest(self, cusip: str, date: int) -> int:
        security = self.security_of(cusip)
        if security.coupon_count == 0:
            return 0
        return note_pricing.accrued_interest(security.interest_rate, date, security.maturity_date)

    def _payable(self, caller: str, cusip: str, holder: str) -> Holding:
        """The holding brought up to date, if the latest coupon or maturity date is paid by now."""
        require(caller == holder or (holder, caller) in self.operators, "NotOperator")
        require(not self.compliance.is_frozen(holder), "AccountFrozen")
        require(not self.compliance.is_frozen(caller), "AccountFrozen")
        require(self.clock.today >= self.payment_date(self._latest_due_date(cusip)), "PaymentNotDue")
        return self._up_to_date(cusip, holder)

    def _latest_due_date(self, cusip: str) -> int:
        security = self.securities[cusip]
        if security.coupon_count == 0 and self.clock.today < security.maturity_date:
            return 0
        return previous_coupon_date(self.clock.today, security.maturity_date)

    def _up_to_date(self, cusip: str, holder: str) -> Holding:
        """The holding with every coupon up to now credited."""
        security, holding = self.security_of(cusip), self.holding_of(cusip, holder)
        passed = security.coupons_passed(self.clock.today)
        earned = (passed - holding.coupons_credited) * holding.units * security.coupon
        return replace(holding, coupons_credited=passed, interest_owed=holding.interest_owed + earned)

    def _can_pay(self, owed: int) -> bool:
        payer = self.treasury_account
        return min(self.cash.balance_of[payer], self.cash.allowance[payer, self.address]) >= owed

    def _miss(self, cusip: str, holder: str, holding: Holding) -> int:
        if not holding.is_payment_missed:
            security = self.securities[cusip]
            self.securities[cusip] = replace(security, missed_payments=security.missed_payments + 1)
        self.holdings[cusip, holder] = replace(holding, is_payment_missed=True)
        return 0

    def _missed_less(self, security: Security, holding: Holding) -> Security:
        return replace(security, missed_payments=security.missed_payments - holding.is_payment_missed)

    # Calendar

    def announce_holidays(self, dates: list[int]) -> None:
        for place, date in enumerate(dates):
            require(date > self.clock.today, "DateHasPassed")
            closed = closure_around(self.holidays | set(dates[: place + 1]), date)
            require(closed <= LONGEST_CLOSURE, "ClosedTooLong")
        self.holidays.update(dates)

    def payment_date(self, date: int) -> int:
        return payment_date(self.holidays, date)
