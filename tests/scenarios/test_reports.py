"""
The monthly report of a reserve with cash and two bills
├── has every figure as the chain has it at the end of the month
├── holds them against the law in force, and says which are broken
├── changes with the law, not with what happens after the month
├── looks back at the reports of earlier months
├── is published and signed by one command, and checked by another
│   ├── which finds a changed figure
│   ├── a version that was replaced
│   └── a file that is no report
├── is shown to people with every bill
├── cannot be made of a month that has not ended, or in which nothing was deployed
└── on the command line, says in one sentence why there is none
"""

import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from market.rule_profiles import laws
from model.auction import NO_LADDER, to_abi
from model.bill_pricing import price
from model.calendar import unix_day
from model.clock import SECONDS_IN_DAY
from model.reserve import NO_DUE_DATE
from scripts import node
from scripts.deploy import deploy
from scripts.reports.__main__ import tell
from scripts.reports.anchor import check, publish, recomputed
from scripts.reports.composition import canonical, hash_of
from scripts.reports.dashboard import dashboard
from scripts.reports.figures import Figures
from scripts.reports.page import page
from scripts.reports.position import Books, ReportError, at, last_block
from scripts.story.words import day_of
from tests.auctions import BILL, announce, cusip, ladder
from tests.helpers import as_contract, now, travel_to, write_law_without_a_day

DOLLAR = 1_000_000  # [micro-dollars]
PAR = 100 * DOLLAR
UNITS = 2_000  # of each bill: $200,000
RATE = 4_000  # of every award [0.001 %]
YIELD = 500  # of every tenor at the end of the month: the bills have lost value [0.01 %]
MINTED, CAPITAL = 1_000_000 * DOLLAR, 5_000_000 * DOLLAR
JANUARY = 205_001
TERMS = {cusip("912796AA"): 28, cusip("912796AB"): 91}
MARCH = unix_day(date(2050, 3, 1)) * SECONDS_IN_DAY
END = unix_day(date(2050, 2, 1)) * SECONDS_IN_DAY
FOREVER = 2**256 - 1
NOT_DEPLOYED = "No reserve with reports is written down for this node: run `make deploy`.\n"


@pytest.fixture(scope="module")
def system(parts):
    """Deployed at the beginning of January 2050."""
    travel_to(unix_day(date(2050, 1, 3)) * SECONDS_IN_DAY)
    return deploy(parts)


@pytest.fixture(scope="module")
def books(system):
    names = ("reserve", "registry", "reserve_monitor", "compliance", "rule_book", "disclosure", "cash")
    return Books(**{name: getattr(system, name) for name in names})


@pytest.fixture(scope="module")
def month(system, parts, alice, dealer):
    """January: coins, capital, two bills bought at auction. It is February now."""
    for account, spender in ((alice, system.reserve), (dealer, system.auction_house)):
        system.cash.mint(account, 10**15, {"from": account})
        system.cash.approve(spender, FOREVER, {"from": account})
    system.reserve.mint(alice, MINTED, {"from": alice})
    system.reserve.contributeCapital(CAPITAL, {"from": alice})
    system.compliance.setHolder(dealer, 3, b"US", False, {"from": parts.compliance_officer})
    buy(system, parts, dealer)
    travel_to(END - 2 * SECONDS_IN_DAY)
    publish_yields(system, parts)
    travel_to(END + SECONDS_IN_DAY)


def publish_yields(system, parts):
    today = now() // SECONDS_IN_DAY
    system.rate_board.publish(today, [YIELD] * 6, {"from": parts.rate_publisher})


def buy(system, parts, dealer):
    sales = [
        announce(
            system.auction_house,
            parts.treasury,
            replace(BILL, cusip=each, maturity_date=BILL.issue_date + days),
        )
        for each, days in TERMS.items()
    ]
    bids = ladder((RATE, 30_000))
    for sale in sales:
        system.reserve.bidNoncompetitive(sale.id, UNITS, {"from": parts.portfolio_manager})
        sale.commit(dealer, bids)
    sales[0].close_bidding()
    for sale in sales:
        sale.reveal(dealer, bids)
    sales[0].close()
    for sale in sales:
        sale.clear()
    sales[0].reach_issue_date()
    for sale in sales:
        system.reserve.settleBid(sale.id, to_abi(NO_LADDER), {"from": dealer})


@pytest.fixture
def report(books, month):
    return recomputed(books, JANUARY)


@pytest.fixture
def file(report, tmp_path):
    path = tmp_path / "2050-01.json"
    path.write_bytes(canonical(report))
    return path


@pytest.fixture
def told():
    """What was said, sentence by sentence."""
    return []


def verdicts(report):
    return {line.number: line.verdict for line in report.dashboard}


# Figures


def test_has_every_figure_as_the_chain_had_it(report, system):
    block = report.as_of.block
    cost = UNITS * sum(price(RATE, days) for days in TERMS.values())

    assert report.as_of.time < END
    assert report.outstanding == MINTED
    assert report.capital == CAPITAL
    assert report.reserve == system.reserve.backing(block_identifier=block)
    assert report.categories[0].amortised_cost == MINTED + CAPITAL - cost
    assert report.categories[1].amortised_cost == sum(each.amortised_cost for each in report.holdings)
    assert [each.par for each in report.holdings] == [UNITS * PAR] * 2
    assert [each.cusip for each in report.holdings] == list(TERMS)
    assert report.market_value == system.reserve.marketValue(block_identifier=block) < report.reserve
    assert report.backing_ratio == report.market_value * 10_000 // MINTED


def test_rounds_against_the_issuer(report):
    value, today = report.market_value, report.as_of.time // SECONDS_IN_DAY
    weighed = sum(
        each.market_value * (BILL.issue_date + days - today)
        for each, days in zip(report.holdings, TERMS.values(), strict=True)
    )

    assert report.weighted_average_maturity == -(-weighed * 100 // value)
    assert report.daily_liquidity == report.categories[0].amortised_cost * 10_000 // value
    assert report.concentration == -(-report.categories[0].amortised_cost * 10_000 // value)


def test_holds_them_against_the_law(report):
    found = verdicts(report)

    assert list(found) == [f"R{number}" for number in range(1, 16)]
    assert found["R7"] == "broken"  # nearly all of it is cash, which one institution owes
    assert found["R14"] == "no rule"
    assert found["R15"] == "not on chain"
    kept = ("R1", "R2", "R3", "R4", "R5", "R6", "R8", "R9", "R13")
    assert {found[line] for line in kept} == {"kept"}


def test_counts_at_cost_what_no_yields_price(month, books):
    """And a bill at nothing that was not paid on its day, as the reserve counts it."""
    travel_to(MARCH - SECONDS_IN_DAY)
    travel_to(MARCH)

    february = recomputed(books, 205_002)

    assert february.market_value is february.categories[1].market_value is None
    assert [each.market_value for each in february.holdings] == [0, None]
    assert february.backing_ratio == (february.reserve - UNITS * PAR) * 10_000 // MINTED


def test_counts_cash_at_what_it_is_worth(month, books, system, parts):
    system.reserve.publishCashPrice(990_000, {"from": parts.rate_publisher})
    travel_to(MARCH)

    february = recomputed(books, 205_002)

    cash = february.categories[0]
    assert cash.market_value == cash.amortised_cost * 99 // 100


def test_a_redemption_that_cash_covers_is_kept(month, books, system, alice):
    system.reserve.requestRedemption(MINTED, {"from": alice})
    travel_to(MARCH)

    february = recomputed(books, 205_002)

    assert february.redemptions_owed == MINTED
    assert february.outstanding == 0
    assert february.dashboard[7].found == "none; $1,000,000 to be claimed"
    assert verdicts(february)["R8"] == "kept"


@pytest.fixture
def position(month, books):
    return at(books, JANUARY, last_block(books, JANUARY))


def words(position, number):
    line = next(line for line in dashboard(position, Figures(position)) if line.number == number)
    return line.found, line.asked, line.verdict


@pytest.mark.parametrize(("days", "verdict"), [(0, "kept"), (-1, "broken")])
def test_a_redemption_that_waits_is_kept_to_its_day(position, days, verdict):
    """Whatever may wait longer before it."""
    due = (NO_DUE_DATE, position.today + 5, position.today + days)
    waiting = replace(position, owed=DOLLAR, waiting=due)

    found, *others = words(waiting, "R8")
    assert found == f"3, the first is due on {day_of(due[2])}; 1 by a law that sets no day"
    assert others == ["by its day", verdict]


def test_a_redemption_that_waits_without_a_day_has_no_rule(position):
    waiting = replace(position, owed=DOLLAR, waiting=(NO_DUE_DATE,))

    assert words(waiting, "R8") == ("1, by a law that sets no day", "", "no rule")


@pytest.mark.parametrize("is_insolvent", [False, True])
def test_judges_every_redemption_that_cash_does_not_cover(month, books, system, parts, alice, is_insolvent):
    """One that was asked for by a law without a day, and behind it one by the law of the United States."""
    reserve, regulator = system.reserve, {"from": parts.regulator}
    reserve.requestRedemption(DOLLAR, {"from": alice})
    law = system.rule_book
    for each in (write_law_without_a_day(law, parts.regulator), law.adopted()):
        law.adopt(each, regulator)
        reserve.requestRedemption(DOLLAR, {"from": alice})
    left = system.cash.balanceOf(reserve) - DOLLAR
    system.cash.transfer(alice, left, {"from": as_contract(reserve)})  # however it was lost
    if is_insolvent:
        reserve.declareInsolvency(regulator)
    travel_to(MARCH - SECONDS_IN_DAY)
    travel_to(MARCH)

    february = recomputed(books, 205_002)

    first, number = (1, 3) if is_insolvent else (3, 2)  # all by the same share, or those behind the first
    due = f"the first is due on {day_of(reserve.dueDate(first))}"
    assert february.dashboard[7].found == f"{number}, {due}; 1 by a law that sets no day"
    assert verdicts(february)["R8"] == "broken"


def test_european_law_asks_for_deposits_and_own_funds(position):
    europe = replace(position, rules=laws()[1].profile)
    in_bills = replace(europe, cash=0)

    asked = "at least 30.00 % in deposits, no fee"
    assert words(europe, "R14")[1:] == (asked, "not on chain")  # who knows where the bank keeps it
    assert words(in_bills, "R14") == ("cash 0.00 %, no fee", asked, "broken")
    assert words(europe, "R13")[1:] == ("at least $20,000", "kept")
    assert words(europe, "R3")[2] == words(europe, "R9")[2] == words(europe, "R10")[2] == "no rule"


def test_says_so_where_there_is_nothing(position):
    empty = replace(position, cash=0, bills=(), supply=0, capital=0)

    assert words(empty, "R1") == ("nothing to measure", "at least 100.00 %", "kept")
    assert words(empty, "R5")[0] == words(empty, "R7")[0] == "nothing to measure"
    assert words(empty, "R13")[2] == "broken"


def test_is_of_the_law_in_force_then(report, books, rule_book, regulator):
    rule_book.adopt(b"EU".ljust(32, b"\0"), {"from": regulator})

    assert recomputed(books, JANUARY) == report
    travel_to(MARCH)
    february = recomputed(books, 205_002)
    assert february.law == "EU"
    assert verdicts(february)["R4"] == "no rule"


def test_does_not_change_with_what_comes_after(report, books, system, alice):
    system.reserve.redeem(alice, MINTED, {"from": alice})

    assert recomputed(books, JANUARY) == report


def test_asks_for_the_signatures_of_the_month_before(report, books, parts, told):
    publish(books, parts, JANUARY, hash_of(canonical(report)), told.append)
    travel_to(MARCH)

    february = recomputed(books, 205_002)

    assert report.dashboard[9].found == "this is the first month"
    assert february.dashboard[9].found == "chief executive, chief financial officer, auditor"
    assert verdicts(february)["R10"] == "kept"


def test_says_which_months_are_late(month, books):
    for when in (MARCH, MARCH + 15 * SECONDS_IN_DAY, MARCH + 31 * SECONDS_IN_DAY):
        travel_to(when)
    february, march = recomputed(books, 205_002), recomputed(books, 205_003)

    assert verdicts(february)["R10"] == "reported"  # January's has time until 3 March
    assert march.dashboard[8].found == "2050-01"
    assert verdicts(march)["R9"] == "broken"


# On the chain


def test_is_published_signed_and_checked(books, parts, file, report, told):
    publish(books, parts, JANUARY, hash_of(canonical(report)), told.append)

    assert books.disclosure.isComplete(JANUARY)
    assert check(books, file, told.append)
    assert "signed by: chief executive, chief financial officer, auditor; complete since" in told[0]
    assert told[-1] == "Computed again from the chain, every figure of it is the same."


def test_publishing_again_does_what_is_missing(books, parts, report, told):
    digest = hash_of(canonical(report))
    books.disclosure.publish(JANUARY, digest, {"from": parts.chief_financial_officer})
    books.disclosure.examine(JANUARY, digest, {"from": parts.auditor})

    for _ in range(2):
        publish(books, parts, JANUARY, digest, told.append)

    assert books.disclosure.reportOf(JANUARY)["version"] == 1
    assert books.disclosure.isComplete(JANUARY)


def test_finds_a_figure_that_was_changed(books, parts, report, file, told):
    better = report.model_copy(update={"capital": report.capital + 1})
    publish(books, parts, JANUARY, hash_of(canonical(better)), told.append)
    file.write_bytes(canonical(better))

    assert not check(books, file, told.append)
    assert told[-1] == "The chain says otherwise of: capital."


def test_finds_a_report_that_was_not_published(books, file, told):
    assert not check(books, file, told.append)
    assert told[1] == "It is not published, nor is any other report of 2050-01."


def test_finds_a_version_that_was_replaced(books, parts, report, file, told):
    officer = {"from": parts.chief_financial_officer}
    books.disclosure.publish(JANUARY, hash_of(canonical(report)), officer)
    books.disclosure.publish(JANUARY, b"\xaa" * 32, officer)

    assert not check(books, file, told.append)
    assert told[1] == "It is version 1, replaced by version 2 since."


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: "{}", "2050-01.json is no report: month: field required."),
        (lambda text: text.replace("\n", ""), "2050-01.json is not written as a report is: "),
        (lambda text: text.replace('"form": 1', '"form": 2'), "2050-01.json is no report: form: "),
        (lambda text: text.replace(f'"{CAPITAL}"', '"much"'), "2050-01.json is no report: capital: "),
    ],
)
def test_refuses_a_file_that_is_no_report(books, file, told, change, why):
    file.write_text(change(file.read_text()))

    with pytest.raises(ReportError) as refusal:
        check(books, file, told.append)
    assert str(refusal.value).startswith(why)


# For people and programs


def test_is_shown_to_people(report):
    shown = page(report, hash_of(canonical(report)))

    assert all(f"<td>{each.cusip}</td>" in shown for each in report.holdings)
    assert hash_of(canonical(report)).hex() in shown
    assert shown.count("<rect") == 12  # cash, and the eleven weeks that the longer bill has left
    assert 'class="broken">broken' in shown
    assert "http" not in shown


def test_says_at_a_terminal_why_rules_can_be_broken(report):
    console = Console(record=True, soft_wrap=True, file=io.StringIO())

    tell(console, report)

    assert "\nBroken: R7. The report finds it; no contract prevents it" in console.export_text()


def test_dollars_are_text_and_nothing_is_lost(report):
    written = json.loads(canonical(report))

    assert written["outstanding"] == str(MINTED)
    assert type(report).model_validate_json(canonical(report)) == report


# What cannot be


def test_refuses_a_month_that_has_not_ended(month, books):
    with pytest.raises(ReportError, match="2050-02 has not ended on this chain."):
        recomputed(books, 205_002)


def test_refuses_a_month_before_the_deployment(month, books):
    with pytest.raises(ReportError, match="There was nothing to report at the end of 2049-12."):
        recomputed(books, 204_912)


@pytest.fixture
def running():
    started = node.start("anvil", timestamp=END)
    yield started
    started.stop()


def test_says_in_one_sentence_why_there_is_none(running, deployments):
    def run(module, *arguments):
        command = [sys.executable, "-m", f"scripts.{module}", "--network", running.url, *arguments]
        return subprocess.run(command, cwd=node.ROOT, capture_output=True, text=True, timeout=120)

    assert run("reports").stderr == NOT_DEPLOYED
    assert run("deploy").returncode == 0
    assert run("reports").stderr == "There was nothing to report at the end of 2050-01.\n"
    assert run("reports", "--month", "2050-02").stderr == "2050-02 has not ended on this chain.\n"
