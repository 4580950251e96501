"""
setParDollar
├── when the caller is not the administrator, rejects
├── given the coin is set, rejects
├── before it is set, no account is the reserve's, and any can be struck off
└── otherwise
    ├── names the coin
    └── records it
"""

from model.compliance import HolderClass
from tests.helpers import rejects


def test_rejects_a_caller_who_is_not_the_administrator(bare_compliance, dollar, compliance_officer):
    with rejects("AccessManagedUnauthorized"):
        bare_compliance.setParDollar(dollar, {"from": compliance_officer})


def test_before_it_is_set_any_account_can_be_struck_off(bare_compliance, compliance_officer, reserve):
    """Whose the reserve is, the coin says."""
    for holder_class in (HolderClass.FUND, HolderClass.NONE):
        bare_compliance.setHolder(reserve, holder_class, b"US", False, {"from": compliance_officer})

    with rejects("NotEligible"):
        bare_compliance.requireEligible(reserve)


def test_names_the_coin_and_records_it(bare_compliance, dollar, treasury):
    tx = bare_compliance.setParDollar(dollar, {"from": treasury})

    assert bare_compliance.parDollar() == dollar
    assert dict(tx.events["ParDollarSet"]) == {"parDollar": dollar}


def test_rejects_a_coin_once_one_is_set(bare_compliance, dollar, treasury):
    bare_compliance.setParDollar(dollar, {"from": treasury})

    with rejects("AlreadySet"):
        bare_compliance.setParDollar(dollar, {"from": treasury})
