from dataclasses import replace
from datetime import date

import pytest

from market.rule_profiles import laws
from model.calendar import unix_day
from model.clock import SECONDS_IN_DAY
from model.rule_book import Capacity
from scripts.deploy import deploy
from tests.helpers import travel_to
from tests.securities import start_of

LAWS = {law.name: law for law in laws()}
MAY, JUNE, JULY = 201_505, 201_506, 201_507
HASH, OTHER_HASH = b"\xaa" * 32, b"\xbb" * 32
EVERYBODY = tuple(Capacity)


def start_of_month(month: int) -> int:
    return start_of(unix_day(date(month // 100, month % 100, 1)))


@pytest.fixture(scope="module")
def system(parts):
    """Created in the middle of May 2015."""
    travel_to(start_of_month(MAY) + 14 * SECONDS_IN_DAY)
    return deploy(parts)


@pytest.fixture(scope="module")
def disclosure(system):
    """In July: May and June have ended."""
    travel_to(start_of_month(JULY))
    return system.disclosure


@pytest.fixture(scope="module")
def publish(disclosure, chief_financial_officer):
    return lambda month=JUNE, report=HASH: disclosure.publish(
        month, report, {"from": chief_financial_officer}
    )


@pytest.fixture(scope="module")
def sign(disclosure, chief_executive, chief_financial_officer, auditor):
    """Signs in a capacity, as who holds its role unless `by` says otherwise."""
    functions = {
        Capacity.CHIEF_EXECUTIVE: (disclosure.certifyAsChiefExecutive, chief_executive),
        Capacity.CHIEF_FINANCIAL_OFFICER: (
            disclosure.certifyAsChiefFinancialOfficer,
            chief_financial_officer,
        ),
        Capacity.AUDITOR: (disclosure.examine, auditor),
    }

    def sign(capacity, month=JUNE, report=HASH, by=None):
        function, officer = functions[capacity]
        return function(month, report, {"from": by or officer})

    return sign


@pytest.fixture(scope="module")
def complete(publish, sign):
    """Publishes a report and has it signed by everybody."""

    def complete(month=JUNE, report=HASH):
        publish(month, report)
        for capacity in EVERYBODY:
            sign(capacity, month, report)

    return complete


@pytest.fixture(scope="module")
def adopt(rule_book, regulator):
    return lambda name: rule_book.adopt(LAWS[name].key, {"from": regulator})


@pytest.fixture(scope="module")
def adopt_with(rule_book, regulator):
    """Puts a new law in force: the United States', with other numbers."""

    def adopt_with(**numbers):
        name = repr(numbers).encode()[:32].ljust(32, b"\0")
        law = replace(LAWS["US"].profile, **numbers)
        rule_book.setProfile(name, tuple(vars(law).values()), {"from": regulator})
        rule_book.adopt(name, {"from": regulator})

    return adopt_with
