"""
excludeClasses
├── when the caller is not the regulator, rejects
├── when the CUSIP is not valid, rejects
├── given the security excluded nobody when it was established, rejects
└── otherwise
    ├── excludes these classes, and `None`, in the place of those before
    ├── is kept when the security is established, under this CUSIP
    ├── goes on after it is established
    ├── of no classes, keeps the right to exclude some later
    ├── leaves a security that another CUSIP becomes part of as it is
    └── records the classes
"""

from dataclasses import replace

import pytest

from model.compliance import HolderClass
from tests.helpers import rejects
from tests.securities import BILL, NOTE, UNKNOWN

RETAIL_AND_FUNDS = [HolderClass.RETAIL, HolderClass.FUND]
NEW_BILL = replace(BILL, cusip=UNKNOWN)


def bits(*classes):
    return sum(1 << each for each in (HolderClass.NONE, *classes))


@pytest.mark.parametrize("caller", ["compliance_officer", "treasury"])
def test_rejects_a_caller_who_is_not_the_regulator(registry, request, caller):
    with rejects("AccessManagedUnauthorized"):
        registry.excludeClasses(UNKNOWN, RETAIL_AND_FUNDS, {"from": request.getfixturevalue(caller)})


def test_rejects_an_invalid_cusip(registry, regulator):
    with rejects("InvalidCusip"):
        registry.excludeClasses(b"912828Q95", RETAIL_AND_FUNDS, {"from": regulator})


def test_rejects_a_security_that_was_established_open_to_every_class(registry, regulator):
    for classes in (RETAIL_AND_FUNDS, []):
        with rejects("OpenToEveryClass"):
            registry.excludeClasses(NOTE.cusip, classes, {"from": regulator})


def test_excludes_these_classes_in_the_place_of_those_before(registry, regulator):
    assert registry.excludedClasses(UNKNOWN) == 0

    registry.excludeClasses(UNKNOWN, RETAIL_AND_FUNDS, {"from": regulator})
    assert registry.excludedClasses(UNKNOWN) == bits(*RETAIL_AND_FUNDS)

    registry.excludeClasses(UNKNOWN, [HolderClass.BANK], {"from": regulator})
    assert registry.excludedClasses(UNKNOWN) == bits(HolderClass.BANK)


def test_is_kept_when_the_security_is_established(registry, regulator, treasury):
    registry.excludeClasses(UNKNOWN, RETAIL_AND_FUNDS, {"from": regulator})
    assert not registry.isEstablished(UNKNOWN)

    registry.establish(*NEW_BILL, {"from": treasury})

    assert registry.securityOf(UNKNOWN)["excludedClasses"] == bits(*RETAIL_AND_FUNDS)
    assert registry.securityOf(NOTE.cusip)["excludedClasses"] == registry.excludedClasses(NOTE.cusip) == 0


@pytest.mark.parametrize("classes", [RETAIL_AND_FUNDS, []])
def test_goes_on_after_it_is_established(registry, regulator, treasury, classes):
    registry.excludeClasses(UNKNOWN, classes, {"from": regulator})
    registry.establish(*NEW_BILL, {"from": treasury})
    before = registry.securityOf(UNKNOWN)

    registry.excludeClasses(UNKNOWN, [], {"from": regulator})
    registry.excludeClasses(UNKNOWN, [HolderClass.BANK], {"from": regulator})

    assert registry.excludedClasses(UNKNOWN) == bits(HolderClass.BANK)
    assert registry.securityOf(UNKNOWN)[:-1] == before[:-1]


def test_leaves_a_security_that_another_cusip_becomes_part_of(registry, regulator, treasury):
    registry.excludeClasses(UNKNOWN, RETAIL_AND_FUNDS, {"from": regulator})

    registry.establish(*replace(NOTE, cusip=UNKNOWN), {"from": treasury})

    assert not registry.isEstablished(UNKNOWN)
    assert registry.excludedClasses(NOTE.cusip) == 0


def test_records_the_classes(registry, regulator):
    tx = registry.excludeClasses(UNKNOWN, RETAIL_AND_FUNDS, {"from": regulator})

    cusip, classes = tx.events["ClassesExcluded"].values()
    assert (bytes(cusip), list(classes)) == (UNKNOWN, RETAIL_AND_FUNDS)
