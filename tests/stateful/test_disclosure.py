"""Disclosure and its model agree on what is published, signed and late, after any sequence of steps."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from market.rule_profiles import laws
from model.calendar import unix_day
from model.clock import SECONDS_IN_DAY
from scripts.deploy import deploy
from scripts.network import chain_in_use, travel_to
from scripts.permissions import Role
from tests.stateful.machine import run
from tests.stateful.market import open_market
from tests.stateful.report_steps import ReportInvariants, ReportSteps

SIGNERS = (Role.CHIEF_EXECUTIVE, Role.CHIEF_FINANCIAL_OFFICER, Role.AUDITOR)
UNITED_STATES = laws()[0]
OCTOBER = unix_day(date(2015, 10, 20)) * SECONDS_IN_DAY
SOONER = b"US, ten days".ljust(32, b"\0")


@pytest.fixture(scope="module")
def system(parts):
    travel_to(OCTOBER)  # so that years end
    return deploy(parts)


def test_disclosure_and_its_model_agree(system, parts, accounts):
    market = open_market(system, parts, classes={}, savers=[])
    people = accounts[20:24]
    for person in people:  # they may sign in every capacity
        for role in SIGNERS:
            system.access_manager.grantRole(role, person, 0, {"from": parts.administrator})
    chain_in_use().snapshot()

    tally = run(lambda tally: ReportMachine(market, people, tally), "disclosure")

    tally.require(
        share=0.4,
        **{"disclosure.publish": 2, "disclosure.examine": 0.5, "complete": 0.5, "rule_book.adopt": 0.5},
    )


class ReportMachine(ReportSteps, ReportInvariants):
    def __init__(self, market, people, tally):
        self.people = [person.address for person in people]
        super().__init__(market, tally)
        sooner = replace(UNITED_STATES.profile, report_days=10)
        self.step(self.legislator, "rule_book", "set_profile", SOONER, sooner)
        self.wait(65)

    @rule(days=st.sampled_from([1, 5, 15, 30, 31]))
    def wait(self, days):
        self.travel(self.model.clock.now + days * SECONDS_IN_DAY)

    def who_may_sign(self, capacity):
        return self.people

    def teardown(self):
        self.every_row_is_what_was_written()
