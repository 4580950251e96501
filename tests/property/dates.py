"""Dates and terms as they occur, and some that do not."""

from datetime import date

from hypothesis import strategies as st

from model.calendar import previous_coupon_date, unix_day

FIRST = date(1980, 1, 1)
LAST = date(2080, 12, 31)
DAYS_IN_30_YEARS = 30 * 365 + 7

month_ends = st.builds(
    lambda year, month: unix_day(date(year + month // 12, month % 12 + 1, 1)) - 1,
    st.integers(FIRST.year, LAST.year - 1),
    st.integers(1, 12),
)
days = st.one_of(st.dates(FIRST, LAST).map(unix_day), month_ends)


@st.composite
def issue_and_maturity(draw, longest=DAYS_IN_30_YEARS):
    """A date and a later maturity; the date is often a coupon date or the day after."""
    maturity_date = draw(days)
    date = max(maturity_date - draw(st.integers(1, longest)), unix_day(FIRST) - 200)
    if draw(st.booleans()):
        date = max(
            previous_coupon_date(date, maturity_date) + draw(st.integers(0, 1)), maturity_date - longest
        )
    return date, maturity_date
