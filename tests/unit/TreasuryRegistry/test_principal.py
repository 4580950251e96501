"""
principal
├── when the CUSIP is unknown, rejects
├── is par of what follows no price index
└── of TIPS
    ├── is par times the index ratio of the maturity date
    ├── is par, and not less, when prices have fallen
    └── rejects while the price index is missing
"""

import pytest

from tests.helpers import rejects, travel_to
from tests.indices import consumer_prices
from tests.securities import BILL, FRN, NOTE, TIPS, UNKNOWN, start_of

PAR = 100_000000  # [micro-dollars]


def test_rejects_an_unknown_cusip(registry):
    with rejects("UnknownSecurity"):
        registry.principal(UNKNOWN)


@pytest.mark.parametrize("terms", [BILL, NOTE, FRN])
def test_is_par(registry, terms):
    assert registry.principal(terms.cusip) == PAR


def test_of_tips_is_par_times_the_index_ratio(registry, travel):
    travel(TIPS.maturity_date)

    assert registry.principal(TIPS.cusip) == 104 * PAR // 100


@pytest.mark.parametrize(("price", "principal"), [(299_999, PAR), (285_000, PAR), (300_003, 100_001000)])
def test_of_tips_is_never_less_than_par(registry, index_board, rate_publisher, price, principal):
    travel_to(start_of(TIPS.maturity_date))
    for month, _ in consumer_prices(TIPS.dated_date, TIPS.maturity_date):
        index_board.publishCpi(month, price, {"from": rate_publisher})

    assert registry.principal(TIPS.cusip) == principal


def test_of_tips_rejects_a_missing_price_index(registry):
    with rejects("MissingCpi"):
        registry.principal(TIPS.cusip)
