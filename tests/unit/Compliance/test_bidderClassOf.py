"""
bidderClassOf
├── given a primary dealer, is PrimaryDealer, however it bids
├── given an account that bids for itself, is Direct
└── otherwise, is Indirect
"""

import pytest

from model.compliance import BidderClass, HolderClass

OTHERS = [kind for kind in HolderClass if kind != HolderClass.PRIMARY_DEALER]


@pytest.mark.parametrize("bids_directly", [False, True])
def test_a_primary_dealer_is_one_however_it_bids(bids_directly, compliance, compliance_officer, dealer):
    compliance.setHolder(
        dealer, HolderClass.PRIMARY_DEALER, b"US", bids_directly, {"from": compliance_officer}
    )

    assert compliance.bidderClassOf(dealer) == BidderClass.PRIMARY_DEALER


@pytest.mark.parametrize("kind", OTHERS, ids=lambda kind: kind.name)
def test_any_other_is_direct_or_indirect(kind, compliance, compliance_officer, fund):
    compliance.setHolder(fund, kind, b"US", True, {"from": compliance_officer})
    assert compliance.bidderClassOf(fund) == BidderClass.DIRECT

    compliance.setHolder(fund, kind, b"US", False, {"from": compliance_officer})
    assert compliance.bidderClassOf(fund) == BidderClass.INDIRECT
