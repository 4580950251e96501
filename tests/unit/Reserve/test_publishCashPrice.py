"""
publishCashPrice
├── when the caller is not the rate publisher, rejects
└── otherwise remembers the price and when, and records it
"""

from tests.helpers import rejects


def test_rejects_a_caller_who_is_not_the_rate_publisher(reserve, issuer):
    with rejects("AccessManagedUnauthorized"):
        reserve.publishCashPrice(1_000_000, {"from": issuer})


def test_remembers_the_price_and_when_and_records_it(reserve, rate_publisher):
    tx = reserve.publishCashPrice(998_500, {"from": rate_publisher})

    standing = reserve.standing()
    assert (standing["cashPrice"], standing["cashPricedAt"]) == (998_500, tx.timestamp)
    assert dict(tx.events["CashPriced"]) == {"price": 998_500}
