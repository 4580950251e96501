"""
requireAdmitted
├── given an account of an excluded class, rejects it, with its class
├── given an account of any other class, passes
└── given an account that is not registered, rejects it where `None` is excluded
"""

import pytest

from model.compliance import HolderClass
from tests.helpers import rejects

REGISTERED = [kind for kind in HolderClass if kind != HolderClass.NONE]
ALL = sum(1 << kind for kind in HolderClass)


@pytest.mark.parametrize("kind", REGISTERED, ids=lambda kind: kind.name)
def test_asks_for_the_class_alone(kind, compliance, compliance_officer, fund):
    compliance.setHolder(fund, kind, b"US", False, {"from": compliance_officer})

    compliance.requireAdmitted(fund, ALL - (1 << kind))
    with rejects("ClassExcluded"):
        compliance.requireAdmitted(fund, 1 << kind)


def test_rejects_who_is_not_registered_where_none_is_excluded(compliance, stranger):
    compliance.requireAdmitted(stranger, 0)
    with rejects("ClassExcluded"):
        compliance.requireAdmitted(stranger, 1 << HolderClass.NONE)
