"""
setParDollar
├── when the caller is not the administrator, rejects
├── given the coin is set, rejects
└── otherwise
    ├── names the coin
    └── records it
"""

from tests.helpers import rejects


def test_rejects_a_caller_who_is_not_the_administrator(bare_compliance, dollar, compliance_officer):
    with rejects("AccessManagedUnauthorized"):
        bare_compliance.setParDollar(dollar, {"from": compliance_officer})


def test_names_the_coin_and_records_it(bare_compliance, dollar, treasury):
    tx = bare_compliance.setParDollar(dollar, {"from": treasury})

    assert bare_compliance.parDollar() == dollar
    assert dict(tx.events["ParDollarSet"]) == {"parDollar": dollar}


def test_rejects_a_coin_once_one_is_set(bare_compliance, dollar, treasury):
    bare_compliance.setParDollar(dollar, {"from": treasury})

    with rejects("AlreadySet"):
        bare_compliance.setParDollar(dollar, {"from": treasury})
