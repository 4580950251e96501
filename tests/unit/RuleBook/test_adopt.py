"""
adopt, adopted, rules
├── when the caller is not the regulator, rejects
├── given no row of the name is set, rejects
├── given nothing is adopted, there are no rules
└── otherwise
    ├── puts the row in force, in place of the one before
    └── records it
"""

from dataclasses import astuple

import pytest

from tests.helpers import rejects
from tests.unit.RuleBook.conftest import HERE, LAW, OTHER_LAW, THERE


@pytest.fixture(scope="module")
def book(book, regulator):
    book.setProfile(HERE, astuple(LAW), {"from": regulator})
    book.setProfile(THERE, astuple(OTHER_LAW), {"from": regulator})
    return book


def test_rejects_a_caller_who_is_not_the_regulator(book, issuer):
    with rejects("AccessManagedUnauthorized"):
        book.adopt(HERE, {"from": issuer})


def test_rejects_an_unknown_name(book, regulator):
    with rejects("UnknownProfile"):
        book.adopt(b"Nowhere".ljust(32, b"\0"), {"from": regulator})


def test_has_no_rules_before_one_is_adopted(book):
    with rejects("NothingAdopted"):
        book.rules()
    assert not any(book.adopted())


def test_puts_the_row_in_force(book, regulator):
    book.adopt(HERE, {"from": regulator})
    assert book.rules() == astuple(LAW)

    book.adopt(THERE, {"from": regulator})

    assert book.rules() == astuple(OTHER_LAW)
    assert bytes(book.adopted()) == THERE


def test_records_it(book, regulator):
    tx = book.adopt(HERE, {"from": regulator})

    assert dict(tx.events["ProfileAdopted"]) == {"name": "0x" + HERE.hex()}
