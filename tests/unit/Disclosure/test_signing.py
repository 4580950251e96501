"""
certifyAsChiefExecutive, certifyAsChiefFinancialOfficer, examine
├── when the caller has another role, or none, rejects
├── given nothing is published, rejects
├── when the hash is not the latest version's, rejects
├── given the version is signed in this capacity, rejects
├── given the caller has signed in another capacity, rejects
├── otherwise
│   ├── keeps who signed, and when
│   ├── completes the report with the last signature, in any order
│   └── records both
├── given the account signed an earlier version in another capacity, takes its signature
└── given the report is complete without it, takes the signature and leaves the time of completion
"""

from itertools import permutations

import pytest

from model.rule_book import Capacity
from scripts.permissions import Role
from tests.helpers import now, rejects, travel_to
from tests.unit.Disclosure.conftest import EVERYBODY, HASH, JUNE, MAY, OTHER_HASH

ROLES = {
    Capacity.CHIEF_EXECUTIVE: Role.CHIEF_EXECUTIVE,
    Capacity.CHIEF_FINANCIAL_OFFICER: Role.CHIEF_FINANCIAL_OFFICER,
    Capacity.AUDITOR: Role.AUDITOR,
}


@pytest.fixture(scope="module")
def appoint(access_manager, parts):
    """Gives an account one more role."""

    def appoint(account, capacity):
        access_manager.grantRole(ROLES[capacity], account, 0, {"from": parts.administrator})

    return appoint


@pytest.mark.parametrize("capacity", EVERYBODY)
@pytest.mark.parametrize("other", ["chief_executive", "chief_financial_officer", "auditor", "administrator"])
def test_rejects_a_caller_in_another_capacity(publish, sign, parts, capacity, other):
    if other == capacity.name.lower():
        return
    publish()

    with rejects("AccessManagedUnauthorized"):
        sign(capacity, by=getattr(parts, other))


@pytest.mark.parametrize("report", [HASH, bytes(32)])
def test_rejects_when_nothing_is_published(publish, sign, report):
    publish(MAY)

    with rejects("NotTheLatest"):
        sign(Capacity.AUDITOR, report=report)


def test_rejects_a_hash_that_was_replaced(publish, sign):
    publish()
    publish(report=OTHER_HASH)

    with rejects("NotTheLatest"):
        sign(Capacity.CHIEF_EXECUTIVE)


def test_rejects_a_second_signature_in_one_capacity(publish, sign, appoint, alice):
    publish()
    sign(Capacity.AUDITOR)
    appoint(alice, Capacity.AUDITOR)

    for again in (None, alice):
        with rejects("AlreadySigned"):
            sign(Capacity.AUDITOR, by=again)


@pytest.mark.parametrize(("first", "second"), list(permutations(EVERYBODY, 2)))
def test_rejects_one_account_in_two_capacities(publish, sign, appoint, alice, first, second):
    appoint(alice, first)
    appoint(alice, second)
    publish()
    sign(first, by=alice)

    with rejects("SignedInAnotherCapacity"):
        sign(second, by=alice)


def test_takes_an_account_that_signed_an_earlier_version_in_another_capacity(
    disclosure, publish, sign, appoint, alice
):
    appoint(alice, Capacity.AUDITOR)
    appoint(alice, Capacity.CHIEF_EXECUTIVE)
    publish()
    sign(Capacity.AUDITOR, by=alice)
    publish(report=OTHER_HASH)

    sign(Capacity.CHIEF_EXECUTIVE, report=OTHER_HASH, by=alice)

    assert disclosure.signatureOf(JUNE, Capacity.CHIEF_EXECUTIVE)["signer"] == alice


def test_keeps_who_signed_and_when(disclosure, publish, sign, auditor):
    publish()
    travel_to(now() + 1_000)

    tx = sign(Capacity.AUDITOR)

    assert disclosure.signatureOf(JUNE, Capacity.AUDITOR) == (auditor, tx.timestamp, 1)
    assert disclosure.reportOf(JUNE)["signatures"] == Capacity.AUDITOR.bit
    assert not disclosure.isComplete(JUNE)


@pytest.mark.parametrize("order", list(permutations(EVERYBODY)))
def test_the_last_signature_completes_the_report(disclosure, publish, sign, order):
    publish()
    for capacity in order:
        assert not disclosure.isComplete(JUNE)
        tx = sign(capacity)

    assert disclosure.isComplete(JUNE)
    assert disclosure.reportOf(JUNE)["completedAt"] == tx.timestamp


def test_records_signature_and_completion(publish, sign, auditor):
    publish()
    sign(Capacity.CHIEF_EXECUTIVE)
    sign(Capacity.CHIEF_FINANCIAL_OFFICER)

    tx = sign(Capacity.AUDITOR)

    version = {"month": JUNE, "version": 1, "reportHash": "0x" + HASH.hex()}
    assert dict(tx.events["ReportSigned"]) == {**version, "capacity": Capacity.AUDITOR, "signer": auditor}
    assert dict(tx.events["ReportCompleted"]) == version


def test_takes_a_signature_that_is_not_needed(disclosure, publish, sign, adopt):
    adopt("NYDFS")
    publish()
    completed_at = sign(Capacity.AUDITOR).timestamp
    travel_to(now() + 1_000)

    tx = sign(Capacity.CHIEF_EXECUTIVE)

    report = disclosure.reportOf(JUNE)
    assert report["signatures"] == Capacity.AUDITOR.bit | Capacity.CHIEF_EXECUTIVE.bit
    assert report["completedAt"] == completed_at
    assert "ReportCompleted" not in tx.events
