"""
publish
├── when the caller is not the chief financial officer, rejects
├── when the number is no month, rejects
├── when the month came before the first one, rejects
├── when the month has not ended, rejects until it has
├── when the hash is empty, rejects
├── given the latest version has this hash, rejects
├── otherwise
│   ├── keeps the hash, the time and the signatures that the law in force asks for
│   └── records it
├── given the law in force asks for no signature, completes the report at once
├── given another law is adopted later, asks for what was asked for then
└── given a version is published
    ├── replaces it by the next, without its signatures
    └── takes back an earlier hash
"""

import pytest

from model.rule_book import Capacity
from tests.helpers import now, rejects, travel_to
from tests.unit.Disclosure.conftest import (
    EVERYBODY,
    HASH,
    JULY,
    JUNE,
    MAY,
    OTHER_HASH,
    start_of_month,
)


def test_rejects_a_caller_who_is_not_the_chief_financial_officer(disclosure, chief_executive):
    with rejects("AccessManagedUnauthorized"):
        disclosure.publish(JUNE, HASH, {"from": chief_executive})


@pytest.mark.parametrize("number", [0, 201_500, 201_513, 545, 1_000_001, 2**32 - 1])
def test_rejects_what_is_no_month(publish, number):
    with rejects("NotAMonth"):
        publish(number)


@pytest.mark.parametrize("month", [MAY - 1, 201_412, 1, 197_001])
def test_rejects_a_month_before_the_first(publish, month):
    with rejects("BeforeFirstMonth"):
        publish(month)


def test_takes_the_month_of_its_creation(disclosure, publish):
    publish(MAY)

    assert disclosure.firstMonth() == MAY
    assert disclosure.reportOf(MAY)["version"] == 1


def test_rejects_a_month_that_has_not_ended(disclosure, publish):
    travel_to(start_of_month(JULY + 1) - 1)
    with rejects("MonthNotEnded"):
        publish(JULY)

    travel_to(start_of_month(JULY + 1))
    publish(JULY)

    assert disclosure.reportOf(JULY)["version"] == 1


def test_rejects_an_empty_hash(publish):
    with rejects("HashMissing"):
        publish(JUNE, bytes(32))


def test_rejects_the_hash_of_the_latest_version(complete, publish):
    complete()

    with rejects("AlreadyPublished"):
        publish()


def test_keeps_hash_time_and_signatures_needed(disclosure, publish):
    publish()

    assert disclosure.reportOf(JUNE) == ("0x" + HASH.hex(), now(), 0, 1, 0b111, 0)
    assert not disclosure.isComplete(JUNE)


def test_records_it(publish):
    tx = publish()

    recorded = {"month": JUNE, "version": 1, "reportHash": "0x" + HASH.hex(), "needed": 0b111}
    assert dict(tx.events["ReportPublished"]) == recorded
    assert "ReportCompleted" not in tx.events


def test_completes_at_once_where_no_signature_is_needed(disclosure, publish, adopt):
    adopt("EU")

    tx = publish()

    assert disclosure.isComplete(JUNE)
    assert disclosure.reportOf(JUNE)["completedAt"] == tx.timestamp
    assert dict(tx.events["ReportCompleted"]) == {
        "month": JUNE,
        "version": 1,
        "reportHash": "0x" + HASH.hex(),
    }


def test_asks_for_the_signatures_of_the_law_when_it_was_published(disclosure, publish, sign, adopt):
    adopt("NYDFS")
    publish()
    adopt("US")

    sign(Capacity.AUDITOR)

    assert disclosure.reportOf(JUNE)["needed"] == Capacity.AUDITOR.bit
    assert disclosure.isComplete(JUNE)


def test_a_correction_needs_every_signature_anew(disclosure, complete, publish, sign):
    complete()

    publish(report=OTHER_HASH)

    report = disclosure.reportOf(JUNE)
    assert (report["reportHash"], report["version"]) == ("0x" + OTHER_HASH.hex(), 2)
    assert report["signatures"] == report["completedAt"] == 0
    for capacity in EVERYBODY:
        assert disclosure.signatureOf(JUNE, capacity) == ("0x" + "00" * 20, 0, 0)
        sign(capacity, report=OTHER_HASH)
    assert disclosure.isComplete(JUNE)


def test_takes_back_an_earlier_hash(disclosure, complete, publish):
    complete()
    publish(report=OTHER_HASH)

    publish()

    report = disclosure.reportOf(JUNE)
    assert (report["reportHash"], report["version"], report["signatures"]) == ("0x" + HASH.hex(), 3, 0)
