"""
make verify
├── given a deployment that has lived
│   ├── finds that all holds, from a node and an address
│   ├── tells what the monitor tells, and would on every day to come
│   ├── finds that all holds for the monitor too, named or written down
│   ├── tells of those who wait, by which day, and of those who have none
│   ├── reads the logs in parts, as small as the node wants them
│   └── says so, writes it down, and ends with 0
├── given no yields were published lately, ends with 2
├── given nothing to read, or nowhere to write, says why in one sentence and ends with 2
├── given a contract that is no reserve, ends with 1
└── finds, and ends with 1
    ├── a log that cannot have happened
    ├── changed code
    ├── another minter, also one that is part of the deployment; another coin
    ├── wrong wiring
    ├── a hidden role, another holder, a shorter notice, another guardian
    ├── a function for anybody, a closed contract, a delay
    ├── a redemption that waits longer than the law allows, also behind one that may
    ├── somebody who was allowed to take cash, bills or savings
    ├── a monitor with other code, of another reserve, or that no transaction created
    ├── coins that nobody was sent, coins that nobody paid for
    └── a bill that is not there, a bill that cost less
"""

import json
import time
from dataclasses import astuple

import pytest
from brownie import web3
from click.testing import CliRunner
from eth_utils import keccak
from web3.eth import Eth
from web3.exceptions import Web3RPCError

from model.clock import SECONDS_IN_DAY
from model.reserve_monitor import ReserveMonitor
from scripts import records
from scripts.deploy import bind_administrator
from scripts.network import load
from scripts.permissions import Role
from scripts.story.words import day_of
from scripts.verify.__main__ import main
from scripts.verify.chain import CannotRead, Chain
from scripts.verify.check import Verdict
from scripts.verify.code import as_word
from scripts.verify.deployment import discover
from scripts.verify.examination import examine, followed, recorded
from scripts.verify.history import History
from scripts.verify.roles import PUBLIC_ROLE
from tests.auctions import ladder
from tests.helpers import as_contract, now, travel_to, write_law_without_a_day
from tests.stateful.market_invariants import as_statement
from tests.unit.Reserve.conftest import (  # noqa: F401 (fixtures)
    DOLLAR,
    NO_DEADLINE,
    NO_LADDER,
    PAR,
    RATE,
    admit,
    coins,
    competition,
    cusip_of,
    offer,
)

SECONDS = 60  # an examination may take
MOST_BLOCKS_A_PART = 20
WORD = 32
MOST_SLOTS = 40


@pytest.fixture(scope="module")
def sold(offer, reserve, portfolio_manager, dealer, admit, bank, treasury):  # noqa: F811
    """A bill of which the reserve and a bank hold some; and one in which the reserve has bid."""
    sale, next_sale = offer(), offer(number=2, weeks=1)
    admit(bank)
    reserve.bidNoncompetitive(sale.id, 10_000, {"from": portfolio_manager})
    sale.bid(bank, 100)
    bid = ladder((RATE, sale.announcement.offering * 35 // 100))
    sale.commit(dealer, bid)
    sale.close_bidding()
    sale.reveal(dealer, bid)
    sale.close()
    sale.clear()
    sale.reach_issue_date()
    reserve.settleBid(sale.id, NO_LADDER, {"from": treasury})
    sale.settle(bank)
    reserve.bidNoncompetitive(next_sale.id, 1_000, {"from": portfolio_manager})
    return sale


@pytest.fixture(scope="module", autouse=True)
def lived(system, sold, rate_publisher, treasury, alice, bank, compliance, regulator, compliance_officer):
    """A week of everything that the reserve can do."""
    reserve, savings = system.reserve, system.savings_dollar
    system.rate_board.publish(now() // SECONDS_IN_DAY, [400] * 6, {"from": rate_publisher})
    reserve.publishCashPrice(1_000_000, {"from": rate_publisher})
    reserve.contributeCapital(50_000 * DOLLAR, {"from": alice})
    system.par_dollar.approve(savings, 2**256 - 1, {"from": alice})
    savings.deposit(1_000_000 * DOLLAR, alice, {"from": alice})
    system.registry.setOperator(reserve, True, {"from": bank})
    reserve.mintInKind(cusip_of(sold), 40, bank, 0, NO_DEADLINE, {"from": bank})
    reserve.redeemInKind(cusip_of(sold), 15, bank, 2**200, NO_DEADLINE, {"from": bank})
    travel_to(now() + 3 * SECONDS_IN_DAY)
    yields = [395, 400, 405, 410, 415, 420]
    system.rate_board.publish(now() // SECONDS_IN_DAY, yields, {"from": rate_publisher})
    reserve.distribute({"from": treasury})
    savings.withdraw(1_000 * DOLLAR, alice, alice, {"from": alice})
    reserve.requestRedemption(300_000 * DOLLAR, {"from": alice})
    reserve.claimRedemption(1, alice, {"from": alice})
    reserve.requestRedemption(reserve.freeCash() + 7 * DOLLAR, {"from": alice})
    reserve.claimRedemption(2, alice, {"from": alice})
    reserve.requestRedemption(5 * DOLLAR, {"from": alice})
    reissue(system, alice, bank, regulator, compliance_officer)
    travel_to(now() + SECONDS_IN_DAY)


def reissue(system, holder, to, regulator, compliance_officer):
    """Coins of a holder, frozen for it and released again."""
    compliance, papers = system.compliance, (b"court".ljust(WORD), b"document".ljust(WORD))
    freeze, reissue_, unfreeze = 0, 3, 1
    compliance.recordOrder(*papers, freeze, holder, NO_DEADLINE, {"from": regulator})
    compliance.recordCoinOrder(*papers, reissue_, holder, to, 400, NO_DEADLINE, {"from": regulator})
    compliance.recordOrder(*papers, unfreeze, holder, NO_DEADLINE, {"from": regulator})
    for number in (1, 2, 3):
        compliance.executeOrder(number, {"from": compliance_officer})


@pytest.fixture
def bound(system, parts):
    """As after `make deploy`: the administrator gives notice."""
    bind_administrator(system, parts)


@pytest.fixture
def found(reserve, system, parts):
    """`found()`: the sentences of what fails, after the administrator has done its worst and is bound."""

    def found():
        bind_administrator(system, parts)
        examination = examine(web3.provider.endpoint_uri, reserve.address)
        assert examination.verdict == Verdict.FAILS
        return [each.sentence for each in examination.checks if each.verdict == Verdict.FAILS]

    return found


# What is done to a chain that has no rules


def tamper(method, *arguments):
    answer = web3.provider.make_request(method, list(arguments))
    assert "error" not in answer, answer
    travel_to(now() + 1)


def store(contract, slot: int, word: bytes):
    tamper("anvil_setStorageAt", contract.address, f"0x{slot:064x}", "0x" + word.hex())


def slot_of(contract, word: bytes) -> int:
    """Where a contract keeps a word, or the end of one."""
    kept = (bytes(web3.eth.get_storage_at(contract.address, slot)) for slot in range(MOST_SLOTS))
    return next(slot for slot, each in enumerate(kept) if each.endswith(word.lstrip(b"\0")))


def change_code(contract, change):
    code = bytearray(web3.eth.get_code(contract.address))
    change(code)
    tamper("anvil_setCode", contract.address, "0x" + code.hex())


# What holds


@pytest.mark.ganache
def test_finds_that_all_holds(bound, reserve):
    began = time.monotonic()
    examination = examine(web3.provider.endpoint_uri, reserve.address)

    assert [each for each in examination.checks if each.verdict != Verdict.HOLDS] == []
    assert time.monotonic() - began < SECONDS


def test_tells_what_the_monitor_tells_on_every_day_to_come(reserve, reserve_monitor, sold):
    """Rates grow old, bills come due, their payment is missed."""
    deployment = discover(Chain(web3.provider.endpoint_uri), reserve.address)
    twin = followed(deployment, recorded(deployment, lambda _: None)).reserve
    assert twin.in_settlement() and twin.owed() and twin.portfolio.position_of

    for day in range(sold.announcement.maturity_date + 5 - now() // SECONDS_IN_DAY):
        twin.clock.now += SECONDS_IN_DAY + 60 * day
        travel_to(twin.clock.now)
        told = astuple(ReserveMonitor(twin).statement())
        assert as_statement(reserve_monitor.statement()) == as_statement(told)


def test_reads_the_logs_in_parts_as_small_as_the_node_wants_them(bound, reserve, monkeypatch):
    whole, said = examine(web3.provider.endpoint_uri, reserve.address), []
    get_logs = Eth.get_logs

    def bounded(eth, which):
        if which["toBlock"] - which["fromBlock"] >= MOST_BLOCKS_A_PART:
            raise Web3RPCError("too many blocks")
        return get_logs.__get__(eth)(which)

    monkeypatch.setattr(Eth, "get_logs", bounded)

    assert examine(web3.provider.endpoint_uri, reserve.address, said.append) == whole
    assert sum(sentence.startswith("Logs up to block") for sentence in said) > 3


def test_says_so_and_writes_it_down(bound, reserve, tmp_path):
    path = tmp_path / "found.json"
    done = run("--reserve", reserve.address, "--json", str(path))

    assert done.exit_code == 0, done.output
    written = json.loads(path.read_text())
    assert written["verdict"] == "holds"
    assert f"All {len(written['checks'])} checks hold" in done.output
    assert "1 function of RateBoard needs the role" in done.output
    assert written["statement"]["claims"]["supply"] == reserve.supply()


def test_says_what_cannot_be_written(reserve):
    done = run("--reserve", reserve.address, "--json", "/dev/null/found.json")

    assert done.output.endswith("/dev/null/found.json cannot be written: not a directory.\n")
    assert done.exit_code == 2


def run(*arguments):
    return CliRunner().invoke(main, ["--rpc", web3.provider.endpoint_uri, *arguments])


def test_cannot_tell_without_fresh_yields(bound, reserve, cash, alice):
    cash.transfer(reserve, reserve.owed(), {"from": alice})
    travel_to(now() + 10 * SECONDS_IN_DAY)

    done = run("--reserve", reserve.address)

    assert done.exit_code == 2
    assert "No par yields were published lately: the market value cannot be told." in done.output
    assert "1 check could not be made" in done.output


def test_says_why_nothing_can_be_read(reserve, stranger):
    assert run("--reserve", "0x12").exit_code == 2
    assert f"There is no contract at {stranger} on this chain." in run("--reserve", stranger.address).output
    with pytest.raises(CannotRead, match="^No node answers at http://127.0.0.1:9: name one that runs with"):
        examine("http://127.0.0.1:9", reserve.address)


def test_finds_a_contract_that_is_no_reserve(cash):
    done = run("--reserve", cash.address)

    assert done.exit_code == 1
    assert f"The code of Reserve at {cash} is not what the sources compile to." in done.output
    assert "Reserve.cash gives no answer." in done.output


# What fails


def test_finds_a_log_that_cannot_have_happened(found, monkeypatch):
    """As if the bill that was bought had never been established."""
    take = History.take

    def without_bills(history, events):
        take(history, [event for event in events if event.name != "Established"])

    monkeypatch.setattr(History, "take", without_bills)

    (sentence,) = found()
    assert sentence.startswith("Reserve has recorded BillBought in block ")
    assert "which cannot have happened by the rules" in sentence


def test_finds_changed_code(found, reserve):
    def turn_one_bit(code):
        code[1_000] ^= 1

    change_code(reserve, turn_one_bit)

    assert f"The code of Reserve at {reserve} is not what the sources compile to." in found()


@pytest.mark.parametrize("who", ["stranger", "compliance"])
def test_finds_another_minter(found, par_dollar, reserve, who, request):
    minter = request.getfixturevalue(who)

    def replace_last(code):
        place = code.rindex(as_word(reserve.address))
        code[place : place + WORD] = as_word(minter.address)

    change_code(par_dollar, replace_last)

    assert found() == [
        f"ParDollar has {minter.address.lower()} in its code, where its constructor would not have put it."
    ]


def test_finds_a_coin_that_the_reserve_has_not_created(found, par_dollar, reserve):
    """The same code elsewhere, and a reserve that takes it for its coin."""
    elsewhere = "0x" + "5" * 40
    tamper("anvil_setCode", elsewhere, "0x" + web3.eth.get_code(par_dollar.address).hex())

    def replace_all(code):
        code[:] = code.replace(as_word(par_dollar.address), as_word(elsewhere))

    change_code(reserve, replace_all)

    assert (
        f"ParDollar at {elsewhere} is not the contract that the constructor of the Reserve has created."
        in (found())
    )


def test_finds_wrong_wiring(found, compliance, par_dollar, stranger):
    store(compliance, slot_of(compliance, as_word(par_dollar.address)), as_word(stranger.address))

    assert f"Compliance.parDollar is {stranger} and should be ParDollar." in found()


def test_finds_a_hidden_role(found, access_manager, parts, stranger):
    access_manager.grantRole(77, stranger, 0, {"from": parts.administrator})

    assert found() == [f"Role 77, which is not in the table, is held by {stranger}."]


def test_finds_another_holder(found, access_manager, parts, stranger):
    access_manager.grantRole(Role.REGISTRAR, stranger, 0, {"from": parts.administrator})

    (sentence,) = found()
    assert sentence.startswith("The registrar should be AuctionHouse and the Treasury's account and is")


def test_finds_a_shorter_notice(found, access_manager, parts, issuer):
    access_manager.revokeRole(Role.ISSUER, issuer, {"from": parts.administrator})
    access_manager.grantRole(Role.ISSUER, issuer, 0, {"from": parts.administrator})

    assert found() == [
        f"The issuer {issuer} should act after a notice of 604800 seconds; the access manager says 0."
    ]


def test_finds_an_administrator_that_gives_no_notice(reserve, parts):
    examination = examine(web3.provider.endpoint_uri, reserve.address)

    assert [each.sentence for each in examination.checks if each.verdict == Verdict.FAILS] == [
        f"The administrator {parts.administrator} should act after a notice of 604800 seconds; "
        "the access manager says 0."
    ]


def test_finds_another_guardian(found, access_manager, parts):
    access_manager.setRoleGuardian(Role.ISSUER, Role.ISSUER, {"from": parts.administrator})

    assert found() == ["The issuer is guarded by the issuer and should be by the regulator."]


def test_finds_a_function_for_anybody(found, access_manager, reserve, parts):
    selector = reserve.signatures["withdrawCapital"]
    access_manager.setTargetFunctionRole(reserve, [selector], PUBLIC_ROLE, {"from": parts.administrator})

    assert found() == ["Reserve.withdrawCapital can be called by anybody; the table says by the issuer."]


def test_finds_a_closed_contract(found, access_manager, auction_house, parts):
    access_manager.setTargetClosed(auction_house, True, {"from": parts.administrator})

    assert found() == ["AuctionHouse is closed: nobody can call what needs a role."]


def test_finds_a_delay(found, access_manager, rule_book, parts):
    access_manager.setTargetAdminDelay(rule_book, SECONDS_IN_DAY, {"from": parts.administrator})
    travel_to(now() + 6 * SECONDS_IN_DAY)

    assert "The roles of RuleBook change only after 86400 seconds; the table has no delay." in found()


def test_finds_a_role_on_a_strange_contract(found, access_manager, stranger, parts):
    access_manager.setTargetFunctionRole(stranger, ["0x12345678"], Role.ISSUER, {"from": parts.administrator})

    assert found() == [f"Roles were set on {stranger}, which is no contract of this deployment."]


def test_finds_a_redemption_that_waits_longer_than_the_law_allows(found, reserve):
    travel_to((reserve.dueDate(2) + 1) * SECONDS_IN_DAY)

    (sentence,) = found()
    assert sentence.startswith("Redemption 2 waits for cash, and was due on ")


@pytest.fixture
def without_day_and_with(cash, reserve, rule_book, regulator, alice):
    """Redemption 4 by a law that sets no day, and 5 by one that does: those before are covered."""
    cash.transfer(reserve, reserve.owed() - cash.balanceOf(reserve), {"from": alice})
    for law in (write_law_without_a_day(rule_book, regulator), rule_book.adopted()):
        rule_book.adopt(law, {"from": regulator})
        reserve.requestRedemption(DOLLAR, {"from": alice})


def redemptions_told(reserve):
    examination = examine(web3.provider.endpoint_uri, reserve.address)
    return [each.sentence for each in examination.checks if each.group == "Redemptions"][-1]


def test_tells_who_waits_and_until_when(without_day_and_with, reserve, cash, alice):
    due = day_of(reserve.dueDate(5))
    sentence = f"2 redemptions waiting for cash, none beyond its day: the first is due on {due}, "
    assert redemptions_told(reserve) == sentence + "1 by a law that sets no day."

    cash.transfer(reserve, 2 * DOLLAR, {"from": alice})
    assert redemptions_told(reserve) == "Nobody waits for cash: all that is unpaid can be claimed."


def test_finds_a_late_redemption_behind_one_without_a_day(found, without_day_and_with, reserve):
    travel_to((reserve.dueDate(5) + 1) * SECONDS_IN_DAY)

    sentence = f"Redemption 5 waits for cash, and was due on {day_of(reserve.dueDate(5))}"
    assert found() == [f"{sentence}; of 2 that wait 1 are late."]


def test_finds_who_was_allowed_to_take_cash(found, cash, reserve, stranger, bank):
    for spender, amount in ((stranger, 2**256 - 1), (bank, 5 * DOLLAR)):
        cash.approve(spender, amount, {"from": as_contract(reserve)})

    assert found() == [
        f"{stranger} was allowed to take any sum of cash of the Reserve, and may now take any sum.",
        f"{bank} was allowed to take $5 of cash of the Reserve, and may now take $5.",
    ]


def test_finds_who_was_allowed_to_take_cash_of_the_auction_house(found, cash, auction_house, stranger):
    for amount in (DOLLAR, 0):
        cash.approve(stranger, amount, {"from": as_contract(auction_house)})

    assert found() == [f"{stranger} was allowed to take $1 of cash of the AuctionHouse, and may now take $0."]


def test_finds_who_was_allowed_to_take_savings(found, par_dollar, savings_dollar, stranger):
    par_dollar.approve(stranger, DOLLAR, {"from": as_contract(savings_dollar)})

    assert found() == [
        f"{stranger} was allowed to take $1 of coins of the SavingsDollar, and may now take $1."
    ]


def test_finds_who_was_allowed_to_take_bills(found, registry, reserve, stranger, bank):
    own = {"from": as_contract(reserve)}
    registry.approve(bank, 2**255, 5, own)
    for approved in (True, False):
        registry.setOperator(stranger, approved, own)

    assert found() == [
        f"{bank} was allowed to take bills of the Reserve, and may now.",
        f"{stranger} was allowed to take bills of the Reserve, and may not any more.",
    ]


def test_finds_coins_that_nobody_was_sent(found, par_dollar, stranger):
    supply, more = par_dollar.totalSupply(), 900_000 * DOLLAR
    store(par_dollar, slot_of(par_dollar, supply.to_bytes(WORD)), (supply + more).to_bytes(WORD))
    holder_word = 2**256 - 1 - (int(stranger.address, 16) << 96)
    store(par_dollar, holder_word, more.to_bytes(WORD))

    sentences = found()

    assert par_dollar.balanceOf(stranger) == more
    assert any(sentence.startswith("All transfers add up to") for sentence in sentences)


def test_finds_coins_that_nobody_paid_for(found, par_dollar, reserve, stranger, accounts):
    tx = par_dollar.mint(stranger, 900_000 * DOLLAR, {"from": as_contract(reserve)})

    sentences = found()

    assert f"$900,000 of coins were created for $0 in the transaction {tx.txid}." in sentences
    assert any("is there at amortised cost: $" in sentence for sentence in sentences)


def test_finds_a_bill_that_is_not_there(found, registry, reserve, sold, bank, accounts):
    units = registry.holdingOf(cusip_of(sold), reserve)["units"]
    identity = int.from_bytes(cusip_of(sold))
    registry.transfer(bank, identity, 1_000, {"from": as_contract(reserve)})

    (sentence,) = found()

    left = (units - 1_000) * PAR // DOLLAR
    assert sentence.startswith(f"{sold.announcement.cusip}: the reserve counts ${units * 100:,}; ")
    assert f"the registry has ${left:,} in its name" in sentence


def test_finds_a_bill_that_cost_less(found, reserve, sold):
    """The discount is forgotten: so the bill counts as par."""
    kept = (keccak(cusip_of(sold).ljust(WORD, b"\0") + slot.to_bytes(WORD)) for slot in range(MOST_SLOTS))
    words = {int.from_bytes(each): web3.eth.get_storage_at(reserve.address, each) for each in kept}
    place, word = next((slot, int.from_bytes(word)) for slot, word in words.items() if any(word))
    store(reserve, place, (word & ~((2**64 - 1) << 64)).to_bytes(WORD))

    sentences = found()

    assert any("; from the logs follow $" in sentence for sentence in sentences)
    assert any(sentence.startswith("Reserve.backing is $") for sentence in sentences)


# A monitor


@pytest.fixture
def found_of(reserve, bound):
    """`found_of(monitor)`: the sentences of what does not hold."""

    def found_of(monitor):
        examination = examine(web3.provider.endpoint_uri, reserve.address, monitor=str(monitor))
        return [each.sentence for each in examination.checks if each.verdict != Verdict.HOLDS]

    return found_of


def test_checks_a_monitor_that_is_named(bound, reserve, reserve_monitor):
    done = run("--reserve", reserve.address, "--monitor", reserve_monitor.address)

    assert done.exit_code == 0, done.output
    assert "The statement of the monitor is what follows from the logs, figure by figure." in done.output
    assert "The feed of the monitor says what follows from the logs." in done.output


def test_checks_a_monitor_that_is_written_down(bound, reserve, reserve_monitor, deployments):
    record = records.find()
    record.contracts = {"Reserve": reserve.address, "ReserveMonitor": reserve_monitor.address}
    deployments.parent.mkdir(parents=True, exist_ok=True)
    deployments.write_text(record.model_dump_json())

    assert f"ReserveMonitor at {reserve_monitor} is the code" in run("--reserve", reserve.address).output

    deployments.write_text("{}")
    assert "ReserveMonitor" not in run("--reserve", reserve.address).output


def test_a_monitor_without_fresh_yields_has_no_answer(found_of, reserve, reserve_monitor, cash, alice):
    cash.transfer(reserve, reserve.owed(), {"from": alice})
    travel_to(now() + 10 * SECONDS_IN_DAY)

    assert found_of(reserve_monitor) == [
        "No par yields were published lately: the market value cannot be told."
    ]


def test_finds_a_monitor_of_other_code(found_of, reserve_monitor):
    """It tells the same today, whatever it may tell tomorrow."""

    def turn_last_bit(code):
        code[-1] ^= 1

    change_code(reserve_monitor, turn_last_bit)

    assert found_of(reserve_monitor) == [
        f"The code of ReserveMonitor at {reserve_monitor} is not what the sources compile to."
    ]


def test_finds_a_monitor_that_no_transaction_created(found_of, reserve_monitor):
    somewhere = "0x" + "5" * 40
    tamper("anvil_setCode", somewhere, "0x" + web3.eth.get_code(reserve_monitor.address).hex())

    (sentence,) = found_of(somewhere)
    assert sentence.startswith("ReserveMonitor appeared in block ")
    assert sentence.endswith("no transaction created it: anything may have been written into it.")


def test_finds_a_monitor_of_another_reserve(found_of, system, alice):
    """Which looks like ours, and is empty."""
    contracts, by = load(), {"from": alice}
    arguments = (system.cash, system.auction_house, system.registry, system.rate_board, system.rule_book)
    other = contracts.Reserve.deploy(*arguments, system.compliance, system.access_manager, by)
    monitor = contracts.ReserveMonitor.deploy(other, by)

    sentences = found_of(monitor)

    assert f"ReserveMonitor.reserve is {other} and should be Reserve." in sentences
    assert any(each.endswith("with other arguments than this deployment calls for.") for each in sentences)
    assert any(each.startswith("The statement of the monitor says otherwise than") for each in sentences)
    assert "The feed of the monitor does not say what follows from the logs." in sentences


def test_finds_a_monitor_whose_code_names_another_reserve(found_of, reserve, reserve_monitor, cash):
    def replace_all(code):
        code[:] = code.replace(as_word(reserve.address), as_word(cash.address))

    change_code(reserve_monitor, replace_all)

    sentences = found_of(reserve_monitor)

    word = cash.address.lower()
    assert any(each.startswith(f"ReserveMonitor has {word} in its code") for each in sentences)
    assert "The monitor gives no statement." in sentences
