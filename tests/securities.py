"""Securities for tests, with dates that fall on chosen days of the week."""

from dataclasses import astuple, dataclass
from datetime import date

from model.calendar import MONTHS_IN_HALF_YEAR, MONTHS_IN_QUARTER, coupon_date, unix_day
from model.clock import SECONDS_IN_DAY
from model.security import SecurityType, Terms


@dataclass(frozen=True)
class Series:
    cusip: bytes
    security_type: SecurityType
    interest_rate: int  # [0.001 %]
    dated_date: int  # [unix day]
    maturity_date: int  # [unix day]
    spread: int = 0  # [0.001 %]
    first_interest_payment_date: int | None = None  # if not the first coupon date after the dated date

    def __iter__(self):
        """In the order of the arguments of `establish`."""
        return iter((self.cusip, astuple(self.terms)))

    @property
    def terms(self) -> Terms:
        return Terms(
            self.security_type,
            self.interest_rate,
            self.spread,
            self.dated_date,
            self._first_interest_payment_date(),
            self.maturity_date,
        )

    @property
    def id(self) -> int:
        return int.from_bytes(self.cusip, "big")

    @property
    def coupon(self) -> int:
        """Half the annual interest on one unit [micro-dollars]."""
        return self.interest_rate * 500

    def coupon_date(self, number: int) -> int:
        """The first coupon date after the dated date is number 1."""
        months = MONTHS_IN_QUARTER if self.security_type == SecurityType.FRN else MONTHS_IN_HALF_YEAR
        last = 0
        while coupon_date(self.maturity_date, last, months) > self.dated_date:
            last += 1
        return coupon_date(self.maturity_date, last - number, months)

    def _first_interest_payment_date(self) -> int:
        if self.security_type == SecurityType.BILL:
            return 0
        if self.first_interest_payment_date is not None:
            return self.first_interest_payment_date
        return self.coupon_date(1)


def day(year: int, month: int, day_of_month: int) -> int:
    return unix_day(date(year, month, day_of_month))


def start_of(unix_date: int) -> int:
    """The first second of a date [unix time]."""
    return unix_date * SECONDS_IN_DAY


# Coupons on a Wednesday, a Friday and a Thursday; the last one and par on a Saturday.
NOTE = Series(b"912828ZZ6", SecurityType.NOTE, 4_000, day(2040, 2, 15), day(2042, 2, 15))

# From a leap day to the end of another February, always on the last day of a month; the third coupon date is
# the Saturday before Labor Day.
MONTH_END_NOTE = Series(b"912828M23", SecurityType.NOTE, 1_625, day(2040, 2, 29), day(2042, 2, 28))

# Thirteen weeks, from a Thursday to a Thursday.
BILL = Series(b"912797AB3", SecurityType.BILL, 0, day(2040, 2, 16), day(2040, 5, 17))

# As the note, but adjusted for inflation.
TIPS = Series(b"912828ZT0", SecurityType.TIPS, 1_000, day(2040, 2, 15), day(2042, 2, 15))

# Eight quarters, each to the last day of a month.
FRN = Series(b"91282CZF1", SecurityType.FRN, 0, day(2040, 1, 31), day(2042, 1, 31), spread=150)

# Dated 106 of the 182 days before a coupon date; the long one's interest is first paid on the next.
SHORT_NOTE = Series(b"91282CZS3", SecurityType.NOTE, 3_000, day(2040, 5, 1), day(2042, 2, 15))
LONG_NOTE = Series(
    b"91282CZL8",
    SecurityType.NOTE,
    2_000,
    day(2040, 5, 1),
    day(2042, 2, 15),
    first_interest_payment_date=day(2041, 2, 15),
)

UNKNOWN = b"912828Q94"  # a valid CUSIP under which nothing was established
