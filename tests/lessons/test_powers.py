"""Lesson 30: every power has a role and leaves the record that docs/permissions.md names; what changes the
terms is announced before.

Each function of scripts/permissions.py that needs a role is called by who holds it, on the deployed system.
"""

from collections.abc import Callable
from dataclasses import astuple, replace
from typing import Any

import pytest
from brownie import web3
from eth_utils import keccak

from market.rule_profiles import laws
from model.auction import to_abi
from model.clock import SECONDS_IN_DAY
from model.compliance import HolderClass, OrderAction
from model.par_dollar import INFINITE
from scripts.permissions import GUARDIANS, NOTICE, RESTRICTED, Role
from tests.auctions import AUCTION_DAY, BILL, announce, cusip, ladder, publications
from tests.helpers import signature, travel_to
from tests.powers import powers
from tests.securities import NOTE

DOLLAR = 1_000_000  # [micro-dollars]
PAPERS = (b"\xa1" * 32, b"\xd0" * 32)  # of a lawful order
REPORT = (200_802, b"\xaa" * 32)  # of the month after the deployment
FOREVER = 2**40 - 1  # [unix time]
NEW_LAW = b"new".ljust(32, b"\0")
BIDS = ladder((4_000, 100))

EVENTS = {(power.contract, power.function): power.event_name for power in powers()}

# Called once, at deployment.
AT_DEPLOYMENT = [
    ("Compliance", "setParDollar"),
    ("Compliance", "setSavingsDollar"),
    ("TreasuryRegistry", "setAuctionHouse"),
    ("TreasuryRegistry", "setStrips"),
    ("Reserve", "setSavingsDollar"),
]

# Later, in an order in which each can be called. Alice and Bob are savers; auctions 1 to 3 take bids.
POWERS: dict[tuple[str, str], Callable[[Any, Any, Any], tuple]] = {
    ("Compliance", "setHolder"): lambda s, alice, bob: (alice, HolderClass.RETAIL, b"US", False),
    ("Compliance", "setJurisdiction"): lambda s, alice, bob: (b"KP", True),
    ("Compliance", "recordOrder"): lambda s, alice, bob: (*PAPERS, OrderAction.FREEZE, alice, FOREVER),
    ("Compliance", "recordCoinOrder"): lambda s, alice, bob: (
        *(*PAPERS, OrderAction.SEIZE, alice, bob, 1, FOREVER),
    ),
    ("Compliance", "recordRedemptionOrder"): lambda s, alice, bob: (*PAPERS, alice, bob, 1, FOREVER),
    ("Compliance", "executeOrder"): lambda s, alice, bob: (1,),
    ("Compliance", "revokeOrder"): lambda s, alice, bob: (1,),
    ("IndexBoard", "publishCpi"): lambda s, alice, bob: publications()[0][0],
    ("IndexBoard", "publishBillAuction"): lambda s, alice, bob: publications()[1][0],
    ("RateBoard", "publish"): lambda s, alice, bob: (AUCTION_DAY, [400] * 6),
    ("TreasuryRegistry", "establish"): lambda s, alice, bob: tuple(NOTE),
    ("TreasuryRegistry", "excludeClasses"): lambda s, alice, bob: (
        cusip("912796AY").encode(),
        [HolderClass.RETAIL],
    ),
    ("TreasuryRegistry", "announceHolidays"): lambda s, alice, bob: ([AUCTION_DAY + 30],),
    ("AuctionHouse", "announce"): lambda s, alice, bob: (to_abi(replace(BILL, cusip=cusip("912796AX"))),),
    ("AuctionHouse", "cancel"): lambda s, alice, bob: (3,),
    ("Reserve", "bidNoncompetitive"): lambda s, alice, bob: (1, 10),
    ("Reserve", "commitBid"): lambda s, alice, bob: (
        *(2, s.auction_house.commitmentOf(2, s.reserve, to_abi(BIDS))),
    ),
    ("Reserve", "revealBid"): lambda s, alice, bob: (2, to_abi(BIDS)),
    ("Reserve", "publishCashPrice"): lambda s, alice, bob: (DOLLAR,),
    ("Reserve", "stopMinting"): lambda s, alice, bob: (False,),
    ("Reserve", "setPolicy"): lambda s, alice, bob: ((50, 200, 9_000),),
    ("Reserve", "withdrawCapital"): lambda s, alice, bob: (bob, 1),
    ("Reserve", "declareInsolvency"): lambda s, alice, bob: (),
    ("Reserve", "endInsolvency"): lambda s, alice, bob: (),
    ("RuleBook", "setProfile"): lambda s, alice, bob: (NEW_LAW, astuple(laws()[0].profile)),
    ("RuleBook", "adopt"): lambda s, alice, bob: (NEW_LAW,),
    ("Disclosure", "publish"): lambda s, alice, bob: REPORT,
    ("Disclosure", "certifyAsChiefExecutive"): lambda s, alice, bob: REPORT,
    ("Disclosure", "certifyAsChiefFinancialOfficer"): lambda s, alice, bob: REPORT,
    ("Disclosure", "examine"): lambda s, alice, bob: REPORT,
}

AFTER_THE_CLOSE = ("Reserve", "revealBid")


@pytest.fixture
def market(system, parts, cash, treasury, rate_publisher, alice):
    """Alice has coins, the reserve has capital, auctions take bids; who administers need not give notice."""
    system.access_manager.grantRole(Role.ISSUER, parts.administrator, 0, {"from": parts.administrator})
    travel_to(AUCTION_DAY * SECONDS_IN_DAY)
    system.reserve.publishCashPrice(DOLLAR, {"from": rate_publisher})
    cash.mint(alice, 10**12)
    cash.approve(system.reserve, INFINITE, {"from": alice})
    system.reserve.mint(alice, 10**11, {"from": alice})
    system.reserve.contributeCapital(10**10, {"from": alice})
    for number in range(3):
        announce(system.auction_house, treasury, replace(BILL, cusip=cusip(f"912796A{number}")))
    return system


def test_the_tables_have_every_power():
    every = {(name, function) for name, functions in RESTRICTED.items() for function in functions}

    assert POWERS.keys() | set(AT_DEPLOYMENT) == every


@pytest.mark.lesson(30)
def test_every_power_leaves_a_record(market, parts, alice, bob):
    silent = []
    for (name, function), arguments in POWERS.items():
        if (name, function) == AFTER_THE_CLOSE:
            travel_to(BILL.competitive_close)
        by = holder_of(parts, RESTRICTED[name][function])
        tx = getattr(market.by_name()[name], function)(*arguments(market, alice, bob), {"from": by})
        if not is_recorded(tx, market, *EVENTS[name, function]):
            silent.append((name, function))

    assert not silent


@pytest.mark.lesson(30)
@pytest.mark.node
@pytest.mark.parametrize(("name", "function"), AT_DEPLOYMENT)
def test_the_deployment_has_left_a_record(name, function, system):
    contract = system.by_name()[name]
    topic = contract.topics[EVENTS[name, function][1]]

    logs = web3.eth.get_logs({"fromBlock": 0, "address": contract.address, "topics": [topic]})

    assert len(logs) == 1


@pytest.mark.lesson(30)
def test_who_changes_the_terms_gives_notice_that_another_can_call_off():
    needs_notice = {
        function
        for functions in RESTRICTED.values()
        for function, role in functions.items()
        if role in NOTICE
    }

    assert needs_notice == {"setPolicy", "withdrawCapital"}
    assert NOTICE.keys() == GUARDIANS.keys()
    assert min(NOTICE.values()) >= 7 * SECONDS_IN_DAY


def is_recorded(tx, market, contract: str, event: str) -> bool:
    """Whether the contract has told this event."""
    teller = market.by_name()[contract]
    told = {bytes(log.topics[0]) for log in tx.logs if str(log.address) == teller.address}
    declared = next(each for each in teller.abi if each["type"] == "event" and each["name"] == event)
    return keccak(text=signature(declared)) in told


def holder_of(parts, role: Role):
    if role in NOTICE:
        return parts.administrator
    return parts.treasury if role == Role.REGISTRAR else getattr(parts, role.name.lower())
