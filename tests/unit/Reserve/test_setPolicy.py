"""
setPolicy
├── when the caller is not the issuer, rejects
├── when the issuer has given no notice of seven days, rejects
├── given the regulator has called the notice off, rejects
├── when a figure is beyond what it may be, rejects
└── otherwise sets the policy, and records it
"""

import pytest

from scripts.batch import order, send
from scripts.notice import announcement
from scripts.permissions import NOTICE, Role
from tests.helpers import now, rejects, travel_to

POLICY = (100, 300, 5_000)


def test_rejects_a_caller_who_is_not_the_issuer(reserve, treasury):
    with rejects("AccessManagedUnauthorized"):
        reserve.setPolicy(POLICY, {"from": treasury})


@pytest.mark.lesson(30)
def test_rejects_without_notice_of_seven_days(reserve, access_manager, issuer):
    with rejects("AccessManagerNotScheduled"):
        reserve.setPolicy(POLICY, {"from": issuer})

    send([announcement(access_manager, order(reserve.setPolicy, POLICY, by=issuer))])
    announced_at = now()
    travel_to(announced_at + NOTICE[Role.ISSUER] - 1)
    with rejects("AccessManagerNotReady"):
        reserve.setPolicy(POLICY, {"from": issuer})
    assert NOTICE[Role.ISSUER] == 7 * 86_400


def test_rejects_given_the_regulator_has_called_the_notice_off(reserve, access_manager, issuer, regulator):
    planned = order(reserve.setPolicy, POLICY, by=issuer)
    send([announcement(access_manager, planned)])

    access_manager.cancel(issuer, reserve, planned.function.encode_input(POLICY), {"from": regulator})
    travel_to(now() + NOTICE[Role.ISSUER])

    with rejects("AccessManagerNotScheduled"):
        reserve.setPolicy(POLICY, {"from": issuer})


@pytest.mark.lesson(30)
@pytest.mark.parametrize("policy", [(501, 0, 0), (0, 1_001, 0), (0, 0, 10_001)])
def test_rejects_a_figure_beyond_what_it_may_be(policy, reserve, after_notice):
    with rejects("PolicyOutOfBounds"):
        after_notice(reserve.setPolicy, policy)


@pytest.mark.parametrize("policy", [(0, 0, 0), (500, 1_000, 10_000), POLICY])
def test_sets_the_policy_and_records_it(policy, reserve, after_notice):
    tx = after_notice(reserve.setPolicy, policy)

    assert reserve.policy() == policy
    assert tuple(tx.events["PolicyChanged"]["policy"]) == policy
