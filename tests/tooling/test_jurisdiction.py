"""
scripts.jurisdiction
├── lists who of a jurisdiction is registered, in the order in which they came
└── leaves out who was struck off, or has another jurisdiction by now
"""

import pytest

from model.compliance import HolderClass
from scripts.jurisdiction import registered

pytestmark = pytest.mark.node  # asks a node for its logs


@pytest.fixture
def register(compliance, compliance_officer):
    def register(account, jurisdiction, holder_class=HolderClass.FUND):
        compliance.setHolder(account, holder_class, jurisdiction, False, {"from": compliance_officer})

    return register


def test_lists_who_is_registered(compliance, register, regulator, stranger, alice, bob, fund, bank, dealer):
    for account in (bob, alice, fund, bank):
        register(account, b"KP")
    register(dealer, b"KR")
    register(fund, b"KR")
    register(bank, b"KP", HolderClass.NONE)

    assert registered(compliance, b"KP") == [bob, alice]
    compliance.setJurisdiction(b"KP", True, {"from": regulator})
    compliance.strikeOff(registered(compliance, b"KP"), {"from": stranger})

    assert registered(compliance, b"KP") == []
    assert registered(compliance, b"KR") == [fund, dealer]
