"""The twin of TreasuryRegistry: which securities exist, who holds how much of each, what is owed on them.

Who may establish a series or announce a holiday is not told here: the access manager decides that.
A series is named by its CUSIP also where the contract takes the id.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

from model import note_pricing, tips_pricing
from model.business_days import business_days_before, closure_around, payment_date
from model.calendar import MONTHS_IN_QUARTER, previous_coupon_date
from model.cash import Cash
from model.clock import Clock
from model.compliance import Compliance, HolderClass
from model.coupon_schedule import schedule_of
from model.cusip import is_valid
from model.frn_pricing import Accrual, in_micro_dollars
from model.index_board import EVERY_WEEK, IndexBoard
from model.note_pricing import EIGHTH, HALF_COUPON, PAR, FirstPeriod
from model.par_dollar import INFINITE, NOBODY
from model.rejected import require
from model.security import INDEXED, WITHOUT_INTEREST_RATE, FirstCoupon, SecurityType, Terms

MAXIMUM_INTEREST_RATE = 100_000  # [0.001 %]
WIDEST_SPREAD = 10_000  # [0.001 %]
LONGEST_CLOSURE = 5  # [days]
LOCK_OUT = 2  # before a coupon or issue date of a floating rate note [business days]


@dataclass(frozen=True)
class Security:
    security_type: SecurityType
    first_coupon: FirstCoupon
    interest_rate: int  # [0.001 %]
    spread: int  # [0.001 %]
    dated_date: int  # [unix day]
    maturity_date: int  # [unix day]
    coupon_count: int
    coupons_fixed: int = 0  # of TIPS and floating rate notes: payments whose amount is known
    outstanding: int = 0  # [units of $100 par]
    missed_payments: int = 0  # holders whose latest claim found the Treasury's account short
    excluded_classes: int = 0  # bit by class, as in `TreasuryRegistry.excluded`


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
    index_board: IndexBoard
    treasury_account: str
    auction_house: str = NOBODY
    strips: str = NOBODY
    securities: dict[str, Security] = field(default_factory=dict)
    excluded: dict[str, int] = field(default_factory=dict)  # classes that may not take it up, a bit each
    coupon_dates: dict[str, list[int]] = field(default_factory=dict)  # of every series [unix day]
    interest_fixed: dict[str, list[int]] = field(default_factory=dict)  # of TIPS and FRN [micro-dollars]
    holdings: dict[tuple[str, str], Holding] = field(default_factory=dict)  # by CUSIP and holder
    cusip_of: dict[tuple, str] = field(default_factory=dict)  # notes and bonds by what makes them fungible
    holidays: set[int] = field(default_factory=set)
    operators: set[tuple[str, str]] = field(default_factory=set)  # (owner, operator)
    allowance: Counter = field(default_factory=Counter)  # (owner, spender, CUSIP) -> [units]

    # Series

    def establish(self, cusip: str, terms: Terms) -> str:
        require(is_valid(cusip), "InvalidCusip")
        require(terms.security_type != SecurityType.NONE, "UnknownSecurity")
        self._require_consistent_rates(terms)
        schedule = schedule_of(terms)
        require(schedule is not None, "InvalidDates")

        if cusip in self.securities:
            require(self._is_reopened_by(cusip, terms), "TermsDiffer")
            return cusip
        if terms.security_type in (SecurityType.NOTE, SecurityType.BOND):
            alike = terms.security_type, terms.interest_rate, terms.maturity_date
            outstanding = self.cusip_of.get(alike)
            if outstanding and self._is_reopened_by(outstanding, terms):
                return outstanding
            self.cusip_of[alike] = cusip
        self._record(cusip, terms, *schedule)
        return cusip

    def _require_consistent_rates(self, terms: Terms) -> None:
        rate, spread = terms.interest_rate, terms.spread
        if terms.security_type in WITHOUT_INTEREST_RATE:
            require(rate == 0, "InvalidInterestRate")
        else:
            require(rate % EIGHTH == 0 and 0 < rate <= MAXIMUM_INTEREST_RATE, "InvalidInterestRate")
        widest = WIDEST_SPREAD if terms.security_type == SecurityType.FRN else 0
        require(abs(spread) <= widest, "InvalidSpread")

    def _is_reopened_by(self, cusip: str, terms: Terms) -> bool:
        """Whether units of these terms are the same security: all that is paid from here on is the same."""
        known, dates = self.securities[cusip], self.coupon_dates[cusip]
        if (known.security_type, known.interest_rate, known.spread, known.maturity_date) != (
            terms.security_type,
            terms.interest_rate,
            terms.spread,
            terms.maturity_date,
        ):
            return False
        if terms.security_type == SecurityType.BILL:
            return known.dated_date <= terms.dated_date

        next_date = min(date for date in dates if date > terms.dated_date)
        if next_date != terms.first_interest_payment_date:
            return False
        is_later = terms.dated_date in dates and terms.security_type not in INDEXED
        return terms.dated_date == known.dated_date or is_later

    def _record(self, cusip: str, terms: Terms, first_coupon: FirstCoupon, dates: list[int]) -> None:
        self.coupon_dates[cusip] = dates
        self.interest_fixed[cusip] = []
        self.securities[cusip] = Security(
            terms.security_type,
            first_coupon,
            terms.interest_rate,
            terms.spread,
            terms.dated_date,
            terms.maturity_date,
            len(dates),
            excluded_classes=self.excluded_classes(cusip),
        )

    def exclude_classes(self, cusip: str, classes: list[HolderClass]) -> None:
        require(is_valid(cusip), "InvalidCusip")
        require(cusip not in self.securities or self.excluded_classes(cusip) != 0, "OpenToEveryClass")

        self.excluded[cusip] = sum(1 << each for each in {HolderClass.NONE, *classes})
        if cusip in self.securities:
            security = self.securities[cusip]
            self.securities[cusip] = replace(security, excluded_classes=self.excluded[cusip])

    def excluded_classes(self, cusip: str) -> int:
        return self.excluded.get(cusip, 0)

    def require_admitted(self, cusip: str, account: str) -> None:
        """Who takes units up; an award is the bidder's, whatever its class."""
        bit = 1 << self.compliance.holder_of(account).holder_class
        require(self.excluded_classes(cusip) & bit == 0, "ClassExcluded")

    def issue(self, caller: str, cusip: str, to: str, units: int, issue_date: int) -> None:
        require(caller in (self.auction_house, self.strips), "NotIssuer")
        self.compliance.require_not_frozen(to)
        self.security_of(cusip)
        self._payments_passed(cusip)  # refuses if a figure is missing
        if caller == self.strips:
            self.require_admitted(cusip, to)
        self.fix_interest(cusip)

        holding = self._up_to_date(cusip, to)
        since = range(self._coupons_passed(cusip, issue_date), holding.coupons_credited)
        missed = sum(self._payment(cusip, coupon) for coupon in since)
        self.holdings[cusip, to] = replace(
            holding, units=holding.units + units, interest_owed=holding.interest_owed + units * missed
        )
        self._change_outstanding(cusip, units)

    def retire(self, caller: str, cusip: str, holder: str, units: int) -> None:
        require(caller == self.strips, "NotStrips")
        self.compliance.require_not_frozen(holder)
        self._take(cusip, holder, units)
        self._change_outstanding(cusip, -units)

    def _change_outstanding(self, cusip: str, units: int) -> None:
        security = self.securities[cusip]
        self.securities[cusip] = replace(security, outstanding=security.outstanding + units)

    def set_auction_house(self, auction_house: str) -> None:
        require(self.auction_house == NOBODY, "AlreadySet")
        require(auction_house != NOBODY, "ZeroAddress")

        self.auction_house = auction_house

    def set_strips(self, strips: str) -> None:
        require(self.strips == NOBODY, "AlreadySet")
        require(strips != NOBODY, "ZeroAddress")

        self.strips = strips

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
        self._require_units(cusip, holder, units)
        if units:
            self.require_admitted(cusip, to)
        self._take(cusip, holder, units)
        self._add(cusip, to, units)

    def _take(self, cusip: str, holder: str, units: int) -> None:
        self._require_units(cusip, holder, units)
        self.fix_interest(cusip)
        self._add(cusip, holder, -units)

    def _require_units(self, cusip: str, holder: str, units: int) -> None:
        require(self.clock.today < self.security_of(cusip).maturity_date, "Matured")
        self._payments_passed(cusip)  # refuses if a figure is missing
        require(self.holding_of(cusip, holder).units >= units, "InsufficientUnits")

    def _add(self, cusip: str, holder: str, units: int) -> None:
        """Change a holding, but first credit what its units have earned."""
        holding = self._up_to_date(cusip, holder)
        self.holdings[cusip, holder] = replace(holding, units=holding.units + units)

    # Payment

    def claim(self, caller: str, cusip: str, holder: str) -> int:
        holding = self._payable(caller, cusip, holder)
        interest = holding.interest_owed
        require(interest != 0, "NothingOwed")

        self.fix_interest(cusip)
        if not self._can_pay(interest):
            return self._miss(cusip, holder, holding)
        security = self.securities[cusip]
        is_principal_owed = holding.units != 0 and self.clock.today >= security.maturity_date
        if not is_principal_owed:
            self.securities[cusip] = self._missed_less(security, holding)
        is_missed = holding.is_payment_missed and is_principal_owed
        self.holdings[cusip, holder] = replace(holding, interest_owed=0, is_payment_missed=is_missed)
        self.cash.transfer_from(self.address, self.treasury_account, holder, interest)
        return interest

    def redeem(self, caller: str, cusip: str, holder: str) -> int:
        require(self.clock.today >= self.security_of(cusip).maturity_date, "NotMatured")
        holding = self._payable(caller, cusip, holder)
        owed = holding.units * self.principal(cusip) + holding.interest_owed
        require(owed != 0, "NothingOwed")

        self.fix_interest(cusip)
        if not self._can_pay(owed):
            return self._miss(cusip, holder, holding)
        security = self.securities[cusip]
        outstanding = security.outstanding - holding.units
        self.securities[cusip] = replace(self._missed_less(security, holding), outstanding=outstanding)
        del self.holdings[cusip, holder]
        self.cash.transfer_from(self.address, self.treasury_account, holder, owed)
        return owed

    def interest_owed(self, cusip: str, holder: str) -> int:
        return self._up_to_date(cusip, holder).interest_owed

    def _payable(self, caller: str, cusip: str, holder: str) -> Holding:
        """The holding brought up to date, if the latest coupon or maturity date is paid by now."""
        self.security_of(cusip)
        require(caller == holder or (holder, caller) in self.operators, "NotOperator")
        require(not self.compliance.is_frozen(holder), "AccountFrozen")
        require(not self.compliance.is_frozen(caller), "AccountFrozen")
        require(self.clock.today >= self.payment_date(self._latest_due_date(cusip)), "PaymentNotDue")
        self._payments_passed(cusip)  # refuses if a figure is missing
        return self._up_to_date(cusip, holder)

    def _latest_due_date(self, cusip: str) -> int:
        dates = [*self.coupon_dates[cusip], self.securities[cusip].maturity_date]
        return max((date for date in dates if date <= self.clock.today), default=0)

    def _up_to_date(self, cusip: str, holder: str) -> Holding:
        """The holding with every coupon up to now credited."""
        self.security_of(cusip)
        holding, passed = self.holding_of(cusip, holder), self._coupons_passed(cusip, self.clock.today)
        earned = 0
        if holding.units:
            since = range(holding.coupons_credited, passed)
            earned = holding.units * sum(self._payment(cusip, coupon) for coupon in since)
        return replace(holding, coupons_credited=passed, interest_owed=holding.interest_owed + earned)

    def _coupons_passed(self, cusip: str, date: int) -> int:
        return sum(coupon_date <= date for coupon_date in self.coupon_dates[cusip])

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

    # Interest and principal

    def fix_interest(self, cusip: str) -> None:
        security = self.security_of(cusip)
        if security.security_type not in INDEXED:
            return
        self.interest_fixed[cusip] = self._payments_passed(cusip)
        self.securities[cusip] = replace(security, coupons_fixed=len(self.interest_fixed[cusip]))

    def _payments_passed(self, cusip: str) -> list[int]:
        """What one unit was paid on every coupon date up to now."""
        passed = self._coupons_passed(cusip, self.clock.today)
        return [self._payment(cusip, coupon) for coupon in range(passed)]

    def interest_payment(self, cusip: str, coupon: int) -> int:
        require(0 < coupon <= self.security_of(cusip).coupon_count, "NoSuchCoupon")
        return self._payment(cusip, coupon - 1)

    def principal(self, cusip: str) -> int:
        security = self.security_of(cusip)
        if security.security_type != SecurityType.TIPS:
            return PAR
        ratio = self.index_board.index_ratio(security.maturity_date, security.dated_date)
        return tips_pricing.principal_at_maturity(ratio)

    def accrued_interest(self, cusip: str, date: int) -> int:
        security = self.security_of(cusip)
        if security.security_type == SecurityType.BILL:
            return 0
        if security.security_type == SecurityType.FRN:
            require(date >= security.dated_date, "IssuedBeforeDated")
            require(date < security.maturity_date, "AlreadyMatured")
            start = previous_coupon_date(date, security.maturity_date, MONTHS_IN_QUARTER)
            return in_micro_dollars(self._floating_interest(security, start, date))

        accrued = note_pricing.accrued_interest(
            security.interest_rate, date, security.maturity_date, self._first_period(cusip)
        )
        if security.security_type != SecurityType.TIPS:
            return accrued
        return tips_pricing.adjusted(accrued, self.index_board.index_ratio(date, security.dated_date))

    def floating_interest(self, start_date: int, end_date: int, spread: int, last_week: int) -> int:
        accrual = Accrual(self.lock_out(start_date), start_date, self.lock_out(end_date), end_date)
        return self.index_board.floating_interest(accrual, spread, last_week)

    def lock_out(self, date: int) -> int:
        return business_days_before(self.holidays, date, LOCK_OUT)

    def _payment(self, cusip: str, coupon: int) -> int:
        """What one unit is paid on a coupon date, counted from 0 [micro-dollars]."""
        if coupon < len(self.interest_fixed[cusip]):
            return self.interest_fixed[cusip][coupon]

        security, date = self.securities[cusip], self.coupon_dates[cusip][coupon]
        if security.security_type == SecurityType.FRN:
            start = self.coupon_dates[cusip][coupon - 1] if coupon else security.dated_date
            return in_micro_dollars(self._floating_interest(security, start, date))
        if coupon == 0:
            payment = note_pricing.first_interest_payment(
                security.interest_rate, security.maturity_date, self._first_period(cusip)
            )
        else:
            payment = security.interest_rate * HALF_COUPON
        if security.security_type != SecurityType.TIPS:
            return payment
        return tips_pricing.adjusted(payment, self.index_board.index_ratio(date, security.dated_date))

    def _floating_interest(self, security: Security, start: int, end: int) -> int:
        return self.floating_interest(start, end, security.spread, EVERY_WEEK)

    def _first_period(self, cusip: str) -> FirstPeriod:
        return FirstPeriod(self.securities[cusip].dated_date, self.coupon_dates[cusip][0])

    # Calendar

    def announce_holidays(self, dates: list[int]) -> None:
        for place, date in enumerate(dates):
            require(date > self.clock.today, "DateHasPassed")
            closed = closure_around(self.holidays | set(dates[: place + 1]), date)
            require(closed <= LONGEST_CLOSURE, "ClosedTooLong")
        self.holidays.update(dates)

    def payment_date(self, date: int) -> int:
        return payment_date(self.holidays, date)
