"""What a security on auction costs at a rate. Twin of AuctionPricing."""

from dataclasses import dataclass

from model import allotment, bill_pricing, frn_pricing, note_pricing, tips_pricing
from model.auction import Announcement, Index
from model.calendar import MONTHS_IN_QUARTER, one_year_after, previous_coupon_date
from model.clock import SECONDS_IN_DAY, Clock
from model.coupon_schedule import schedule_of
from model.frn_pricing import Accrual
from model.note_pricing import PAR, FirstPeriod
from model.registry import WIDEST_SPREAD, TreasuryRegistry
from model.rejected import require
from model.security import INDEXED, WITHOUT_INTEREST_RATE, SecurityType, Terms

HIGHEST_RATE = 50_000  # far above any rate at which the Treasury has ever sold [0.001 %]
LOWEST_RATE = -5_000  # and far below [0.001 %]
MOST_ROUNDED = 20  # above par, for 200 quarters of a floating rate note [micro-dollars]
LEAST_REVEAL_TIME = 900  # [seconds]
BILL_INCREMENT = 5  # 31 CFR 356.12(c)(1)(i) [0.001 %]


@dataclass
class AuctionPricing:
    clock: Clock
    registry: TreasuryRegistry

    # Announcement

    def examine(self, announcement: Announcement) -> Index:
        """What the auction will be priced by; refuses an auction that cannot be."""
        require(announcement.security_type != SecurityType.NONE, "NotASecurity")
        require(allotment.award_limit(announcement.offering) != 0, "NothingOffered")
        require(announcement.bond != 0, "NoBond")
        self._require_band(announcement)
        self._require_consistent_interest(announcement)
        self._require_consistent_dates(announcement)

        index = self._index_of(announcement)
        self.highest_cost(announcement, index, announcement.minimum_rate)
        self.highest_cost(announcement, index, announcement.maximum_rate)
        return index

    def _require_band(self, announcement: Announcement) -> None:
        lowest, highest = announcement.minimum_rate, announcement.maximum_rate
        floor = LOWEST_RATE if announcement.security_type in INDEXED else 0
        ceiling = WIDEST_SPREAD if announcement.security_type == SecurityType.FRN else HIGHEST_RATE
        is_on_grid = is_on_the_grid(announcement, lowest) and is_on_the_grid(announcement, highest)
        require(floor <= lowest <= highest <= ceiling and is_on_grid, "InvalidRateBand")

    def _require_consistent_interest(self, announcement: Announcement) -> None:
        kind, is_reopening = announcement.security_type, announcement.is_reopening
        has_interest_rate = kind not in WITHOUT_INTEREST_RATE and is_reopening
        require((announcement.interest_rate != 0) == has_interest_rate, "InvalidInterestRate")
        has_spread = kind == SecurityType.FRN and is_reopening
        require(announcement.spread == 0 or has_spread, "InvalidSpread")

    def _require_consistent_dates(self, announcement: Announcement) -> None:
        closes = (
            announcement.noncompetitive_close,
            announcement.competitive_close,
            announcement.reveal_close,
        )
        issue_date = announcement.issue_date
        require(
            self.clock.now < closes[0] <= closes[1] < closes[2] <= issue_date * SECONDS_IN_DAY
            and announcement.dated_date <= issue_date < announcement.maturity_date,
            "InvalidDates",
        )
        require(closes[2] - closes[1] >= LEAST_REVEAL_TIME, "RevealTimeTooShort")
        if announcement.security_type == SecurityType.BILL:
            require(announcement.maturity_date <= one_year_after(issue_date), "InvalidDates")
        terms = self.terms_at(announcement, announcement.minimum_rate)
        require(schedule_of(terms) is not None, "InvalidDates")

    def _index_of(self, announcement: Announcement) -> Index:
        board = self.registry.index_board
        if announcement.security_type == SecurityType.TIPS:
            return Index(board.index_ratio(announcement.issue_date, announcement.dated_date))
        if announcement.security_type == SecurityType.FRN:
            lock_outs = [
                self.registry.lock_out(date)
                for date in (last_coupon_date(announcement), announcement.issue_date)
            ]
            return Index(*self._index_rate_before(lock_outs[1]), *lock_outs)
        return Index()

    def _index_rate_before(self, lock_out: int) -> tuple[int, int]:
        """The latest in effect before the lock-out [1e-9 %], and its week."""
        board = self.registry.index_board
        board.latest_index_rate()  # must be published
        week = board.latest_week
        while week in board.index_rate_of and board.index_rate_of[week].effective_date >= lock_out:
            week -= 1
        require(week in board.index_rate_of, "MissingIndexRate")
        return board.index_rate_of[week].rate, week

    def terms_at(self, announcement: Announcement, rate: int) -> Terms:
        """The terms of the security if `rate` is the high rate."""
        return Terms(
            announcement.security_type,
            self._interest_rate_at(announcement, rate),
            self._spread_at(announcement, rate),
            announcement.dated_date,
            announcement.first_interest_payment_date,
            announcement.maturity_date,
        )

    def _interest_rate_at(self, announcement: Announcement, rate: int) -> int:
        if announcement.is_reopening or announcement.security_type in WITHOUT_INTEREST_RATE:
            return announcement.interest_rate
        return tips_pricing.interest_rate_from_yield(rate)

    def _spread_at(self, announcement: Announcement, rate: int) -> int:
        """That of a new floating rate note is the high discount margin of its auction."""
        is_new = announcement.security_type == SecurityType.FRN and not announcement.is_reopening
        return rate if is_new else announcement.spread

    # Price

    def price_at(self, announcement: Announcement, index: Index, rate: int) -> tuple[int, int]:
        """Price and accrued interest of one unit if `rate` is the high rate [micro-dollars]."""
        kind = announcement.security_type
        if kind == SecurityType.BILL:
            return bill_pricing.price(rate, announcement.maturity_date - announcement.issue_date), 0
        if kind == SecurityType.FRN:
            return self._frn_price_at(announcement, index, rate)
        price, accrued = self._note_price_at(announcement, rate)
        if kind == SecurityType.TIPS:
            return tips_pricing.adjusted(price, index.level), tips_pricing.adjusted(accrued, index.level)
        return price, accrued

    def unadjusted_price_at(self, announcement: Announcement, rate: int) -> tuple[int, int]:
        """Of TIPS before adjustment for inflation; zero for other securities [micro-dollars]."""
        is_tips = announcement.security_type == SecurityType.TIPS
        return self._note_price_at(announcement, rate) if is_tips else (0, 0)

    def highest_cost(self, announcement: Announcement, index: Index, rate: int) -> int:
        """The most that one unit bid at `rate` can cost, whatever the high rate [micro-dollars].

        A price falls as the rate rises. The interest of a new note rises with the high rate, but keeps its
        price at or below par unless it is the least possible; of a floating rate note, but for roundings.
        """
        price, accrued = self.price_at(announcement, index, rate)
        if announcement.is_reopening or announcement.security_type == SecurityType.BILL:
            return price + accrued

        highest_of_new = PAR
        if announcement.security_type == SecurityType.FRN:
            highest_of_new = PAR + MOST_ROUNDED
        elif announcement.security_type == SecurityType.TIPS:
            highest_of_new = tips_pricing.adjusted(PAR, index.level)
        return max(price, highest_of_new) + self._highest_accrued(announcement, index)

    def investment_rate(self, announcement: Announcement, price: int) -> int:
        """The investment rate of a bill at `price`; zero for other securities."""
        if announcement.security_type != SecurityType.BILL:
            return 0
        return bill_pricing.investment_rate(price, announcement.issue_date, announcement.maturity_date)

    def _note_price_at(self, announcement: Announcement, rate: int) -> tuple[int, int]:
        return note_pricing.price(
            self._interest_rate_at(announcement, rate),
            rate,
            announcement.issue_date,
            announcement.maturity_date,
            first_period(announcement),
        )

    def _frn_price_at(self, announcement: Announcement, index: Index, rate: int) -> tuple[int, int]:
        spread = self.terms_at(announcement, rate).spread
        accrued = self._floating_interest(announcement, index, spread)
        dates = announcement.issue_date, announcement.maturity_date
        price = frn_pricing.price(spread, rate, index.level, accrued, *dates)
        return price, frn_pricing.in_micro_dollars(accrued)

    def _highest_accrued(self, announcement: Announcement, index: Index) -> int:
        highest = announcement.maximum_rate
        if announcement.security_type == SecurityType.FRN:
            return frn_pricing.in_micro_dollars(self._floating_interest(announcement, index, highest))
        accrued = note_pricing.accrued_interest(
            self._interest_rate_at(announcement, highest),
            announcement.issue_date,
            announcement.maturity_date,
            first_period(announcement),
        )
        is_tips = announcement.security_type == SecurityType.TIPS
        return tips_pricing.adjusted(accrued, index.level) if is_tips else accrued

    def _floating_interest(self, announcement: Announcement, index: Index, spread: int) -> int:
        """Since the last coupon date, or the dated date [1e-9 dollars]."""
        start, end = last_coupon_date(announcement), announcement.issue_date
        if start == end:
            return 0
        accrual = Accrual(index.start_lock_out, start, index.end_lock_out, end)
        return self.registry.index_board.floating_interest(accrual, spread, index.last_week)


def last_coupon_date(announcement: Announcement) -> int:
    """Of a floating rate note: up to the issue date, or its dated date."""
    return previous_coupon_date(announcement.issue_date, announcement.maturity_date, MONTHS_IN_QUARTER)


def is_new_note(announcement: Announcement) -> bool:
    """Whether the auction itself decides the interest rate, or the spread (31 CFR 356.20(b))."""
    return announcement.security_type != SecurityType.BILL and not announcement.is_reopening


def is_on_the_grid(announcement: Announcement, rate: int) -> bool:
    return announcement.security_type != SecurityType.BILL or rate % BILL_INCREMENT == 0


def first_period(announcement: Announcement) -> FirstPeriod:
    return FirstPeriod(announcement.dated_date, announcement.first_interest_payment_date)
