"""The reserve of the Reserve's tests, with its bills."""

import pytest

from tests.unit.Reserve.conftest import (  # noqa: F401 (fixtures)
    admit,
    bill,
    bought,
    buy,
    clear,
    coins,
    competition,
    offer,
    publish_yields,
    spend_cash,
)

BILL = ("cusip", "units", "par", "amortisedCost", "marketValue", "maturityDate", "isEligible")


@pytest.fixture
def told(reserve_monitor):
    """`told(group)`: one group of figures of the statement, by name; of bills, a list of such."""

    def told(group):
        statement = reserve_monitor.statement()
        if group == "bills":
            return [dict(zip(BILL, each, strict=True)) for each in statement["bills"]]
        return statement.dict()[group]

    return told
