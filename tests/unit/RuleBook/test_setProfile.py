"""
setProfile
├── when the caller is not the regulator, rejects
├── when the name is empty, rejects
├── given a row of this name is set, rejects, be it the same row again
├── when a share is more than the whole, rejects
├── when more is due within one day than within five, rejects
├── when a signature is asked for in an unknown capacity, rejects
└── otherwise
    ├── keeps every number, up to the largest
    ├── takes a row without any number
    ├── takes one day's liquidity without five days'
    ├── puts nothing in force
    └── records the whole row
"""

from dataclasses import astuple, replace

import pytest

from model.rule_book import SHARES, Profile
from tests.helpers import rejects
from tests.unit.RuleBook.conftest import HERE, LARGEST, LAW, OTHER_LAW, THERE


def test_rejects_a_caller_who_is_not_the_regulator(book, issuer):
    with rejects("AccessManagedUnauthorized"):
        book.setProfile(HERE, astuple(LAW), {"from": issuer})


def test_rejects_an_empty_name(book, regulator):
    with rejects("NameMissing"):
        book.setProfile(bytes(32), astuple(LAW), {"from": regulator})


@pytest.mark.parametrize("again", [LAW, OTHER_LAW])
def test_rejects_a_name_that_is_set(book, regulator, again):
    book.setProfile(HERE, astuple(LAW), {"from": regulator})

    with rejects("ProfileAlreadySet"):
        book.setProfile(HERE, astuple(again), {"from": regulator})
    assert book.profileOf(HERE) == astuple(LAW)


@pytest.mark.parametrize("share", SHARES)
def test_rejects_a_share_above_the_whole(book, regulator, share):
    with rejects("ShareAboveWhole"):
        book.setProfile(HERE, astuple(replace(LAW, **{share: 10_001})), {"from": regulator})


def test_rejects_more_within_one_day_than_within_five(book, regulator):
    with rejects("DailyAboveWeekly"):
        book.setProfile(HERE, astuple(replace(LAW, daily_liquidity=3_001)), {"from": regulator})


def test_rejects_a_capacity_that_does_not_exist(book, regulator):
    with rejects("UnknownCapacity"):
        book.setProfile(HERE, astuple(replace(LAW, signatures=0b1000)), {"from": regulator})


@pytest.mark.parametrize("profile", [LAW, LARGEST, Profile(), Profile(daily_liquidity=1)])
def test_keeps_every_number(book, regulator, profile):
    book.setProfile(HERE, astuple(profile), {"from": regulator})

    assert book.profileOf(HERE) == astuple(profile)
    assert book.isSet(HERE)


def test_puts_nothing_in_force(book, regulator):
    book.setProfile(HERE, astuple(LAW), {"from": regulator})
    book.adopt(HERE, {"from": regulator})
    book.setProfile(THERE, astuple(OTHER_LAW), {"from": regulator})

    assert book.rules() == astuple(LAW)


def test_records_the_whole_row(book, regulator):
    tx = book.setProfile(HERE, astuple(LAW), {"from": regulator})

    recorded = tx.events["ProfileSet"]
    assert recorded["name"] == "0x" + HERE.hex()
    assert tuple(recorded["profile"]) == astuple(LAW)
