"""A chain in this process and a node tell the same: what is answered, refused, and has happened."""

from collections.abc import Callable
from typing import Any

import pytest

from model.compliance import HolderClass, OrderAction
from scripts.deploy import deploy
from scripts.network import InProcess, chain_in_use, now, set_clock, travel_to, use
from scripts.settings import local_settings
from tests.helpers import as_contract, attempt

LATER = 2_000_000_000  # [unix time]


@pytest.fixture(scope="module")
def world(system, parts):
    return system, parts


@pytest.fixture(scope="module")
def inner_world():
    """The same system in this process."""
    chain = InProcess(now())
    with in_process(chain):
        parts = local_settings(chain.accounts)
        return chain, deploy(parts), parts


class in_process:
    """What is done within is done on this chain."""

    def __init__(self, chain: InProcess):
        self.chain = chain

    def __enter__(self) -> None:
        self.before = chain_in_use()
        use(self.chain)

    def __exit__(self, *_) -> None:
        use(self.before)


@pytest.fixture
def on_both(world, inner_world) -> Callable:
    """Do something on a node and in this process, where it must come to the same; what it comes to."""
    chain, system, parts = inner_world

    def take(action: Callable) -> Any:
        on_node = action(*world)
        with in_process(chain):
            assert action(system, parts) == on_node
        return on_node

    chain.snapshot()
    yield take
    chain.revert()


def refusal(function: Callable, *arguments: Any) -> str:
    try:
        function(*arguments)
    except Exception as refused:
        return refused.revert_msg.strip()
    raise AssertionError("was not refused")


def test_an_attempt_changes_nothing(on_both):
    def seen(system, parts):
        record = system.compliance.recordOrder
        order = (b"\1" * 32, b"\2" * 32, OrderAction.FREEZE, parts.treasury, 2**40 - 1)
        answer = attempt(record, *order, by=parts.regulator)
        refused = refusal(lambda: attempt(record, *order, by=parts.treasury))
        return answer, system.compliance.orderCount(), refused.partition(":")[0]

    assert on_both(seen) == (1, 0, "AccessManagedUnauthorized")


def test_accounts_are_those_of_the_node(on_both):
    assert len(on_both(lambda system, parts: [str(each) for each in chain_in_use().accounts])) == 64


def test_a_struct_has_the_names_of_its_fields_and_equals_a_tuple(on_both):
    def seen(system, parts):
        order = system.compliance.orderOf(1)
        return order["action"], order["dollars"], tuple(order)[0] == order["authority"], order == tuple(order)

    assert on_both(seen) == (0, 0, True, True)


def test_several_results_and_arrays(on_both):
    def seen(system, parts):
        holder = system.compliance.holderOf(system.reserve)
        return holder[0], bytes(holder[1]), list(system.reserve.positions())

    assert on_both(seen) == (HolderClass.STABLECOIN_ISSUER, b"US", [])


def test_a_contract_is_equal_to_its_address(on_both):
    def seen(system, parts):
        return system.reserve.cash() == system.cash, system.cash == system.cash.address

    assert on_both(seen) == (True, True)


def test_an_error_passes_through_other_contracts_with_what_it_says(on_both):
    def seen(system, parts):
        by = {"from": parts.rate_publisher}
        house = system.auction_house
        role = refusal(house.cancel, 1, by)
        system.cash.approve(house, 1, by)
        return role, refusal(house.deposit, parts.rate_publisher, 1, by)

    role, cash = on_both(seen)
    assert role.startswith("AccessManagedUnauthorized: 0x") and cash == "InsufficientBalance:"


def test_overloads_are_told_apart_by_their_arguments(on_both):
    def seen(system, parts):
        terms = (parts.issuer, parts.treasury, 1, 0, 2**40, b"\1" * 32)
        by = {"from": parts.issuer}
        transfer = system.par_dollar.transferWithAuthorization
        return refusal(transfer, *terms, 27, b"\1" * 32, b"\2" * 32, by), refusal(transfer, *terms, b"", by)

    in_parts, as_one = on_both(seen)
    assert in_parts == as_one != ""


def test_events_and_the_time_of_a_transaction(on_both):
    def seen(system, parts):
        set_clock(LATER)
        tx = system.cash.mint(parts.issuer, 5, {"from": parts.issuer})
        event = tx.events["Transfer"]
        return tx.timestamp, now(), event["to"] == parts.issuer, event["amount"], len(tx.events["Transfer"])

    assert on_both(seen) == (LATER, LATER, True, 5, 1)


def test_events_of_other_contracts_too_with_their_values_in_order(on_both):
    def seen(system, parts):
        by = {"from": parts.issuer}
        system.cash.mint(parts.issuer, 5, by)
        system.cash.approve(system.auction_house, 5, by)
        events = system.auction_house.deposit(parts.treasury, 5, by).events
        (paid,) = events["Transfer"]
        return (
            list(paid.keys()),
            list(paid.values())[::2],
            [dict(events[number]) == dict(paid) for number in (0, 1)],
        )

    assert on_both(seen)[0] == ["from", "to", "amount"]


def test_bytes_are_given_and_told_as_digits_too(on_both):
    def seen(system, parts):
        digits = "0x" + "01" * 32
        system.compliance.recordOrder(digits, b"\2" * 32, 0, parts.issuer, 2**39, {"from": parts.regulator})
        authority = system.compliance.orderOf(1)["authority"]
        return authority == digits, bytes(authority) == b"\1" * 32, str(authority)

    assert on_both(seen) == (True, True, "0x" + "01" * 32)


def test_what_a_transaction_gives_back(on_both):
    def seen(system, parts):
        by = {"from": parts.regulator}
        terms = b"\1" * 32, b"\2" * 32, 0, parts.issuer, 2**39
        return [system.compliance.recordOrder(*terms, by).return_value for _ in range(2)]

    assert on_both(seen) == [1, 2]


def test_a_refused_transaction_takes_its_second_too(on_both):
    def seen(system, parts):
        travel_to(LATER)
        set_clock(LATER + 7)
        refusal(system.cash.transfer, parts.treasury, 1, {"from": parts.issuer})
        return now()

    assert on_both(seen) == LATER + 7


def test_who_deployed_a_contract_sends_where_nobody_is_named(on_both):
    def seen(system, parts):
        cash = parts.issuer.deploy(chain_in_use().load()["CashToken"])
        cash.mint(parts.issuer, 3)
        cash.transfer(parts.treasury, 1)
        return cash.balanceOf(parts.issuer), cash.balanceOf(parts.treasury)

    assert on_both(seen) == (2, 1)


def test_a_contract_is_deployed_where_it_was_said(inner_world):
    chain, _, parts = inner_world
    for _ in range(2):
        expected = parts.issuer.get_deployment_address()
        assert parts.issuer.deploy(chain.build.CashToken) == expected
        assert len(chain.code_at(expected)) > 0


def test_reverting_brings_back_balances_contracts_and_time_again_and_again():
    chain = InProcess(LATER)
    somebody, other = chain.accounts[:2]
    cash = somebody.deploy(chain.build.CashToken)
    cash.mint(somebody, 10, {"from": somebody})
    chain.snapshot()
    for _ in range(3):
        chain.travel_to(LATER + 100)
        cash.transfer(other, 4, {"from": somebody})
        deployed = somebody.deploy(chain.build.CashToken)
        assert (cash.balanceOf(somebody), cash.balanceOf(other)) == (6, 4)

        chain.revert()

        assert (cash.balanceOf(somebody), cash.balanceOf(other), chain.now) == (10, 0, LATER)
        assert chain.code_at(deployed.address) == b""


def test_a_question_changes_nothing():
    chain = InProcess(LATER)
    somebody, other = chain.accounts[:2]
    cash = somebody.deploy(chain.build.CashToken)
    question = cash.mint.function.question(other, 5)

    with pytest.raises(Exception, match="StateChangeDuringStaticCall"):
        chain.call(cash.address, question, by=somebody)
    assert cash.balanceOf(other) == 0


def test_a_contract_can_send(on_both):
    def seen(system, parts):
        coin, reserve = system.par_dollar, as_contract(system.reserve)
        refused = refusal(coin.mint, system.reserve, 1, {"from": as_contract(system.compliance)})
        coin.mint(parts.treasury, 5, {"from": reserve})
        return refused.partition(":")[0], coin.balanceOf(parts.treasury), system.reserve.supply()

    assert on_both(seen) == ("NotReserve", 5, 5)
