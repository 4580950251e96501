"""The model prints the figures of 31 CFR 356 Appendix B on TIPS and floating rate notes."""

import pytest

from model import frn_pricing, tips_pricing
from model.calendar import MONTHS_IN_QUARTER, coupon_date
from model.frn_pricing import PAR, THOUSANDTH
from tests.appendix_b import ACCRUALS, FRNS, INDEX_BILLS, TIPS, day, printed

UNITS_OF_100_000_DOLLARS = 1_000
CENT = 10_000  # [micro-dollars]


def test_reference_cpi_and_index_ratio():
    """Printed are the reference CPIs that begin two months: the CPI-U of January and February 1996."""
    on_15_april = tips_pricing.reference_cpi(154_400, 154_900, day("1996-04-15"))
    on_16_april = tips_pricing.reference_cpi(154_400, 154_900, day("1996-04-16"))

    assert on_15_april == printed("I.B.3", "refcpi_apr15_round5", 5)
    assert on_16_april == printed("I.B.3", "refcpi_apr16", 5)
    assert tips_pricing.index_ratio_from_cpi(on_16_april, on_15_april) == printed(
        "I.B.3", "index_ratio_round5", 5
    )


def test_tips_interest_payment():
    ratio = tips_pricing.index_ratio_from_cpi(16_620_000, 16_400_000)
    principal = UNITS_OF_100_000_DOLLARS * tips_pricing.principal_at_maturity(ratio)
    payment = UNITS_OF_100_000_DOLLARS * tips_pricing.interest_payment(3875, ratio)

    assert principal == printed("I.B.5", "inflation_adjusted_principal", 6)
    assert (payment + CENT // 2) // CENT == printed("I.B.5", "interest_payment", 2)


@pytest.mark.parametrize("example", TIPS)
def test_tips_price(example):
    interest_rate, real_yield, ref_cpi, ref_cpi_on_dated_date, *dates = TIPS[example]
    ratio = tips_pricing.index_ratio_from_cpi(ref_cpi, ref_cpi_on_dated_date)

    unadjusted, unadjusted_accrued = tips_pricing.unadjusted_price(interest_rate, real_yield, *dates)
    price, accrued = tips_pricing.price(interest_rate, real_yield, ratio, *dates)

    assert unadjusted == printed(example, "P", 6)
    assert price + accrued == printed(example, "SA", 6)
    if example == "III.B":
        assert ratio == printed(example, "index_ratio", 5)
        assert (unadjusted_accrued, accrued) == (printed(example, "A", 6), printed(example, "A_adj", 6))
        assert price == printed(example, "P_adj", 6)
    else:
        assert (unadjusted_accrued, accrued) == (0, 0)


def test_stripped_tips_interest():
    value = tips_pricing.adjusted_value(10_000, 3875, 16_400_000)

    assert value == printed("V", "AV", 6)
    assert tips_pricing.stripped_payment(value, 16_824_516) == printed("V", "PA", 6)


@pytest.mark.parametrize("auction", INDEX_BILLS)
def test_index_rate(auction):
    assert frn_pricing.index_rate_from_bill(*INDEX_BILLS[auction]) == printed(
        "IV.index", f"{auction} index rate pct", 9
    )


@pytest.mark.parametrize("example", FRNS)
def test_frn_price(example):
    spread, margin, index_rate, issue_date, maturity_date = FRNS[example]
    accrued = frn_pricing.accrued_interest(*ACCRUALS[example], spread) if example in ACCRUALS else 0

    price = frn_pricing.price(spread, margin, index_rate, accrued, issue_date, maturity_date)

    assert price == printed(example, "P_C" if accrued else "price", 6)
    if accrued:
        assert accrued == printed(example, "AI", 9)
        assert frn_pricing.in_micro_dollars(accrued) == printed(example, "AI_6", 6)
        assert price + frn_pricing.in_micro_dollars(accrued) == printed(example, "P_D", 6)


@pytest.mark.parametrize(
    ("example", "quantity", "quarter"),
    [
        *(("IV.A", quantity, quarter) for quantity, quarter in (("A_1", 1), ("A_3", 3), ("A_8", 8))),
        ("IV.B", "a_i", 1),
        *(("IV.C", f"A_{quarter}", quarter) for quarter in (1, 2, 3, 8)),
        *(("IV.E", f"A_{quarter}", quarter) for quarter in (1, 8)),
        *(("IV.D", f"IP_{quarter} new", quarter) for quarter in (1, 7)),
        *(("IV.D", f"IP_{quarter} reopened", quarter) for quarter in (1, 3, 8)),
    ],
)
def test_frn_payments(example, quantity, quarter):
    of = {"IP_1 new": "IV.A", "IP_7 new": "IV.A"}.get(quantity, "IV.C" if example == "IV.D" else example)
    spread, _, index_rate, *dates = FRNS[of]
    days = _days_in_quarters(*dates)[quarter - 1]

    payment = days * frn_pricing.daily_interest(index_rate, spread)
    if quantity == "IP_1 reopened":
        payment += frn_pricing.accrued_interest(*ACCRUALS[of], spread)
    if quantity == "A_8":
        payment += PAR

    assert payment == printed(example, quantity, 9)


@pytest.mark.parametrize(
    ("example", "quarter"),
    [("IV.A", 1), ("IV.A", 3), ("IV.B", 1), ("IV.B", 3), ("IV.C", 1), ("IV.C", 2), ("IV.C", 3), ("IV.E", 3)],
)
def test_frn_discounts(example, quarter):
    _, margin, index_rate, *dates = FRNS[example]
    days = _days_in_quarters(*dates)[quarter - 1]

    growth = frn_pricing.growth_over(days, index_rate + margin * THOUSANDTH)

    assert growth * 10**9 == printed(example, f"B_{quarter}", 9)


def _days_in_quarters(issue_date, maturity_date):
    ends = [coupon_date(maturity_date, quarters, MONTHS_IN_QUARTER) for quarters in range(7, -1, -1)]
    return [end - start for start, end in zip([issue_date, *ends], ends, strict=False)]
