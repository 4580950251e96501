"""
announceHolidays
├── when the caller has not the Treasury's role, rejects
├── when a day has begun, rejects
├── when there would be no business day for more than five days, rejects
└── otherwise
    ├── moves payments past it
    └── records each day
"""

from tests.helpers import now, rejects
from tests.securities import day

INDEPENDENCE_DAY = day(2040, 7, 4)  # a Wednesday
LABOR_DAY = day(2040, 9, 3)


def test_rejects_a_caller_without_the_role(registry, alice):
    with rejects("AccessManagedUnauthorized"):
        registry.announceHolidays([LABOR_DAY], {"from": alice})


def test_rejects_a_day_that_has_begun(registry, treasury):
    with rejects("DateHasPassed"):
        registry.announceHolidays([LABOR_DAY, now() // 86_400], {"from": treasury})

    assert registry.paymentDate(LABOR_DAY) == LABOR_DAY


def test_rejects_a_week_without_a_business_day(registry, treasury):
    """Thursday, Friday and Monday around a weekend are five days; a Tuesday more would be six."""
    thursday, friday, monday, tuesday = (INDEPENDENCE_DAY + days for days in (1, 2, 5, 6))
    registry.announceHolidays([thursday, friday, monday], {"from": treasury})

    for another in (INDEPENDENCE_DAY, tuesday):
        with rejects("ClosedTooLong"):
            registry.announceHolidays([another], {"from": treasury})


def test_moves_payments_past_it(registry, treasury):
    registry.announceHolidays([INDEPENDENCE_DAY, LABOR_DAY], {"from": treasury})

    assert registry.paymentDate(INDEPENDENCE_DAY) == INDEPENDENCE_DAY + 1
    assert registry.paymentDate(LABOR_DAY) == LABOR_DAY + 1


def test_records_each_day(registry, treasury):
    tx = registry.announceHolidays([INDEPENDENCE_DAY, LABOR_DAY], {"from": treasury})

    assert [event["date"] for event in tx.events["HolidayAnnounced"]] == [INDEPENDENCE_DAY, LABOR_DAY]
