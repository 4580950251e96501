"""
refusals
├── every error that the interface names is met by a call below
├── each is a named error, and never a number
├── a number outside its type is no call, whoever encodes it
└── one refused call refuses the whole multicall, by its name
"""

import re
from dataclasses import astuple
from pathlib import Path

import pytest
from brownie import web3
from brownie.exceptions import VirtualMachineError

from model.bill_pricing import PAR
from model.frn_pricing import Accrual
from tests.appendix_b import day, period
from tests.helpers import rejects

INTERFACE = Path(__file__).resolve().parents[3] / "interfaces" / "ITreasuryPricing.sol"

ISSUE, MID_PERIOD, MATURITY = day("2020-01-31"), day("2020-04-30"), day("2030-01-15")
REGULAR = astuple(period("2020-01-15", "2020-07-15"))
LAST_DATE = 2**32 - 1
HIGHEST_RATE = 2**23 - 1
FOUR_RATES = [(99, 10**9), (106, 10**9), (113, 10**9), (120, 10**9)]
ACCRUAL = astuple(Accrual(100, 102, 118, 120))

REFUSED = [
    # bills
    ("NegativeRate", "billPrice", (-5, 91)),
    ("NoDaysToMaturity", "billPrice", (1_000, 0)),
    ("DiscountAbovePar", "billPrice", (100_000, 360)),
    ("DiscountAbovePar", "billPrice", (HIGHEST_RATE, LAST_DATE)),
    ("NotAPriceOfABill", "purchasePrice", (1, 0)),
    ("NotAPriceOfABill", "purchasePrice", (1, PAR + 1)),
    ("NotAPriceOfABill", "discountAmount", (1, PAR + 1)),
    ("NotAPriceOfABill", "discountRate", (0, 91)),
    ("NotAPriceOfABill", "discountRate", (PAR + 1, 91)),
    ("NoDaysToMaturity", "discountRate", (PAR, 0)),
    ("NotAPriceOfABill", "investmentRate", (0, ISSUE, ISSUE + 91)),
    ("NotAPriceOfABill", "investmentRate", (PAR + 1, ISSUE, ISSUE + 91)),
    ("NoDaysToMaturity", "investmentRate", (PAR, ISSUE, ISSUE)),
    ("NoDaysToMaturity", "investmentRate", (PAR, ISSUE, ISSUE - 1)),
    ("TermAboveOneYear", "investmentRate", (PAR, day("2023-01-03"), day("2024-01-04"))),
    ("TermAboveOneYear", "investmentRate", (PAR, day("2024-02-29"), day("2025-03-01"))),
    ("AfterYear9999", "investmentRate", (PAR, LAST_DATE - 91, LAST_DATE)),
    # notes and bonds
    ("AlreadyMatured", "notePrice", (1_500, 1_500, MATURITY, MATURITY)),
    ("AlreadyMatured", "notePrice", (1_500, 1_500, MATURITY + 1, MATURITY)),
    ("BeforeUnixTime", "notePrice", (1_500, 1_500, 10, 100)),
    ("AfterYear9999", "notePrice", (1_500, 1_500, ISSUE, LAST_DATE)),
    ("TooManyCouponDates", "notePrice", (1_500, 1_500, ISSUE, day("2120-02-01"))),
    ("YieldTooLow", "notePrice", (1_500, -5_001, ISSUE, MATURITY)),
    ("YieldTooHigh", "notePrice", (1_500, HIGHEST_RATE, MID_PERIOD, MATURITY)),
    ("IssuedBeforeDated", "notePriceInFirstPeriod", (1_500, 1_500, REGULAR, day("2020-01-14"), MATURITY)),
    (
        "NotAFirstInterestPaymentDate",
        "notePriceInFirstPeriod",
        (1_500, 1_500, astuple(period("2020-01-15", "2020-07-14")), ISSUE, MATURITY),
    ),
    (
        "NotAFirstInterestPaymentDate",
        "notePriceInFirstPeriod",
        (1_500, 1_500, astuple(period("2020-01-15", "2021-07-15")), ISSUE, MATURITY),
    ),
    ("AlreadyMatured", "notePriceInFirstPeriod", (1_500, 1_500, REGULAR, MATURITY, MATURITY)),
    ("YieldTooLow", "notePriceInFirstPeriod", (1_500, -5_001, REGULAR, ISSUE, MATURITY)),
    ("YieldTooHigh", "notePriceInFirstPeriod", (1_500, HIGHEST_RATE, REGULAR, MID_PERIOD, MATURITY)),
    ("AlreadyMatured", "accruedInterest", (1_500, MATURITY, MATURITY)),
    ("TooManyCouponDates", "accruedInterest", (1_500, ISSUE, day("2120-02-01"))),
    ("IssuedBeforeDated", "accruedInterestInFirstPeriod", (1_500, REGULAR, day("2020-01-14"), MATURITY)),
    ("AlreadyMatured", "accruedInterestInFirstPeriod", (1_500, REGULAR, MATURITY, MATURITY)),
    ("NotAFirstInterestPaymentDate", "firstInterestPayment", (1_500, (ISSUE, ISSUE), MATURITY)),
    ("AlreadyMatured", "firstInterestPayment", (1_500, (MATURITY, MATURITY), MATURITY)),
    # TIPS
    ("MissingCpi", "referenceCpi", (0, 258_115, ISSUE)),
    ("MissingCpi", "referenceCpi", (258_115, 0, ISSUE)),
    ("MissingCpi", "indexRatioFromCpi", (0, 1)),
    ("MissingCpi", "indexRatioFromCpi", (1, 0)),
    ("MissingCpi", "adjustedValue", (1, 125, 0)),
    ("MissingCpi", "strippedPayment", (1, 0)),
    ("MissingIndexRatio", "tipsPrice", (125, -500, 0, ISSUE, MATURITY)),
    ("MissingIndexRatio", "tipsAccruedInterest", (125, 0, ISSUE, MATURITY)),
    ("MissingIndexRatio", "tipsInterestPayment", (125, 0)),
    ("MissingIndexRatio", "inflationCompensation", (0,)),
    ("MissingIndexRatio", "principalAtMaturity", (0,)),
    ("YieldTooLow", "unadjustedTipsPrice", (125, -5_001, ISSUE, MATURITY)),
    ("YieldTooHigh", "tipsPrice", (125, HIGHEST_RATE, 100_000, MID_PERIOD, MATURITY)),
    ("AlreadyMatured", "tipsAccruedInterest", (125, 100_000, MATURITY, MATURITY)),
    # floating rate notes
    ("NegativeRate", "indexRateFromBill", (-5, 91)),
    ("NoDaysToMaturity", "indexRateFromBill", (1_000, 0)),
    ("DiscountAbovePar", "indexRateFromBill", (400_000, 91)),
    ("IndexRateTooHigh", "indexRateFromBill", (5_142_857, 7)),
    ("DatesOutOfOrder", "frnAccruedInterest", ((102, 102, 118, 120), FOUR_RATES, 0)),
    ("DatesOutOfOrder", "frnAccruedInterest", ((100, 102, 120, 120), FOUR_RATES, 0)),
    ("DatesOutOfOrder", "frnAccruedInterest", ((100, 121, 118, 120), FOUR_RATES, 0)),
    ("IndexRatesOutOfOrder", "frnAccruedInterest", (ACCRUAL, FOUR_RATES[::-1], 0)),
    ("MissingIndexRate", "frnAccruedInterest", (ACCRUAL, [], 0)),
    ("MissingIndexRate", "frnAccruedInterest", (ACCRUAL, FOUR_RATES[1:], 0)),
    ("AlreadyMatured", "frnPrice", (120, 120, 10**8, 0, MATURITY, MATURITY)),
    ("TooManyCouponDates", "frnPrice", (120, 120, 10**8, 0, ISSUE, day("2070-02-01"))),
    ("DiscountMarginTooLow", "frnPrice", (120, -5_101, 10**8, 0, ISSUE, day("2022-01-31"))),
    ("DiscountMarginTooHigh", "frnPrice", (0, HIGHEST_RATE, 10**12, 10**11, ISSUE, day("2022-01-31"))),
    # calendar
    ("AlreadyMatured", "nextCouponDate", (MATURITY, MATURITY)),
    ("AlreadyMatured", "halfYearOf", (MATURITY, MATURITY)),
    ("AlreadyMatured", "quarterOf", (MATURITY, MATURITY)),
    ("BeforeUnixTime", "previousCouponDate", (10, 100)),
    ("AfterYear9999", "oneYearAfter", (day("9999-01-01"),)),
    ("AfterYear9999", "oneYearAfter", (LAST_DATE,)),
    ("AfterYear9999", "couponDatesAfter", (ISSUE, LAST_DATE)),
]


@pytest.mark.parametrize(("error", "function", "arguments"), REFUSED)
def test_refuses(pricing, error, function, arguments):
    with rejects(error):
        getattr(pricing, function)(*arguments)


def test_every_error_of_the_interface_is_met():
    named = set(re.findall(r"^///     ([A-Z]\w+) ", INTERFACE.read_text(), re.MULTILINE))

    assert named == {error for error, _, _ in REFUSED}


@pytest.mark.parametrize(
    ("function", "arguments", "place"),
    [
        ("billPrice", (1_000, 91), 0),
        ("billPrice", (1_000, 91), 1),
        ("notePrice", (1_500, 1_500, ISSUE, MATURITY), 0),
        ("notePrice", (1_500, 1_500, ISSUE, MATURITY), 1),
        ("notePrice", (1_500, 1_500, ISSUE, MATURITY), 2),
        ("indexRatioFromCpi", (1, 1), 0),
    ],
)
@pytest.mark.node
def test_a_number_outside_its_type_is_no_call(pricing, function, arguments, place):
    """A client that does not check its numbers sends 2^255 instead."""
    method = getattr(pricing, function)
    encoded = bytes.fromhex(method.encode_input(*arguments)[2:])
    word = 4 + 32 * place
    wrong = encoded[:word] + bytes([128]) + encoded[word + 1 :]

    with pytest.raises(Exception, match="revert"):
        web3.eth.call({"to": pricing.address, "data": "0x" + wrong.hex()})


def test_a_refusal_in_a_multicall_keeps_its_name(pricing):
    calls = [pricing.billPrice.encode_input(1_000, 91), pricing.billPrice.encode_input(1_000, 0)]

    with rejects("NoDaysToMaturity"):
        pricing.multicall.call(calls)


@pytest.mark.node
def test_takes_no_ether(pricing, treasury):
    with pytest.raises(VirtualMachineError):
        pricing.multicall([], {"from": treasury, "value": 1})


def test_the_last_date_of_each_kind_is_no_refusal(pricing):
    """One day or one step further, the tests above are refused."""
    assert pricing.oneYearAfter(day("9998-12-31")) == day("9999-12-31")
    assert pricing.investmentRate(PAR, day("2023-01-03"), day("2024-01-03")) == 0
    assert pricing.notePrice(0, -5_000, ISSUE, day("2120-01-31"))[0] > PAR
    assert pricing.frnPrice(120, -5_100, 10**8, 0, ISSUE, day("2070-01-31")) > PAR
