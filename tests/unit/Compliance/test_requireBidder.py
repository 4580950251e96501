"""
requireBidder
├── given an account that may not hold securities, rejects
├── given a frozen account, rejects
├── given an account of an excluded class, rejects
└── otherwise names its holder class, and its bidder class
    ├── given a primary dealer, PrimaryDealer, however it bids
    ├── given an account that bids for itself, Direct
    └── otherwise, Indirect
"""

import pytest

from model.compliance import BidderClass, HolderClass, OrderAction
from tests.helpers import rejects

NONE_EXCLUDED = 0
OTHERS = [kind for kind in HolderClass if kind not in (HolderClass.NONE, HolderClass.PRIMARY_DEALER)]


@pytest.fixture
def register(compliance, compliance_officer, fund):
    def register(kind, bids_directly=False):
        compliance.setHolder(fund, kind, b"US", bids_directly, {"from": compliance_officer})

    return register


def test_rejects_an_account_that_may_hold_nothing(compliance, fund):
    with rejects("NotEligible"):
        compliance.requireBidder(fund, NONE_EXCLUDED)


def test_rejects_a_frozen_account(compliance, execute, register, fund):
    register(HolderClass.FUND)
    execute(OrderAction.FREEZE, fund)

    with rejects("AccountFrozen"):
        compliance.requireBidder(fund, NONE_EXCLUDED)


def test_rejects_an_account_of_an_excluded_class(compliance, register, fund):
    register(HolderClass.FUND)

    with rejects("ClassExcluded"):
        compliance.requireBidder(fund, 1 << HolderClass.FUND)


@pytest.mark.parametrize("bids_directly", [False, True])
def test_a_primary_dealer_is_one_however_it_bids(bids_directly, compliance, register, fund):
    register(HolderClass.PRIMARY_DEALER, bids_directly)

    assert compliance.requireBidder(fund, NONE_EXCLUDED) == (
        HolderClass.PRIMARY_DEALER,
        BidderClass.PRIMARY_DEALER,
    )


@pytest.mark.parametrize("kind", OTHERS, ids=lambda kind: kind.name)
def test_any_other_is_direct_or_indirect(kind, compliance, register, fund):
    register(kind, bids_directly=True)
    assert compliance.requireBidder(fund, NONE_EXCLUDED) == (kind, BidderClass.DIRECT)

    register(kind, bids_directly=False)
    assert compliance.requireBidder(fund, NONE_EXCLUDED) == (kind, BidderClass.INDIRECT)
