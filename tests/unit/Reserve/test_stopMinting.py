"""
stopMinting
├── when the caller is not the regulator, rejects
└── otherwise stops it or allows it again, and records it
"""

import pytest

from tests.helpers import rejects


def test_rejects_a_caller_who_is_not_the_regulator(reserve, issuer):
    with rejects("AccessManagedUnauthorized"):
        reserve.stopMinting(True, {"from": issuer})


@pytest.mark.parametrize("is_stopped", [True, False])
def test_stops_it_or_allows_it_again_and_records_it(is_stopped, reserve, regulator):
    tx = reserve.stopMinting(is_stopped, {"from": regulator})

    assert reserve.standing()["isMintingStopped"] == is_stopped
    assert dict(tx.events["MintingStopped"]) == {"isStopped": is_stopped}
