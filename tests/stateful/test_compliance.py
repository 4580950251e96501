"""Compliance, the coin and their models agree on who is stopped, after any sequence of lawful orders."""

from brownie import chain
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from model import compliance as model
from model.compliance import HolderClass, OrderAction
from model.par_dollar import ParDollar
from tests.helpers import now, travel_to
from tests.twins import on_both

DAY = 86_400
AUTHORITY = b"\xa1" * 32
DOCUMENT = b"\xd0" * 32


def test_compliance_and_its_model_agree(Compliance, ParAccessManager, ParDollar, accounts):
    administrator, reserve, *people = accounts[20:25]
    manager = administrator.deploy(ParAccessManager, administrator)
    compliance = administrator.deploy(
        Compliance, manager
    )  # restricted to the administrator, who takes every step
    coin = reserve.deploy(ParDollar, compliance)
    compliance.setParDollar(coin, {"from": administrator})
    chain.snapshot()

    run_state_machine_as_test(lambda: OrderMachine(compliance, coin, administrator, people))


class OrderMachine(RuleBasedStateMachine):
    orders = Bundle("orders")  # every order recorded so far
    person = st.integers(0, 2)
    action = st.sampled_from([OrderAction.FREEZE, OrderAction.FREEZE, OrderAction.UNFREEZE])

    def __init__(self, compliance, coin, administrator, people):
        super().__init__()
        chain.revert()
        self.compliance = compliance
        self.coin = coin
        self.administrator = {"from": administrator}
        self.people = [person.address for person in people]
        self.coin_model = ParDollar(coin.reserve(), compliance.address)
        self.model = model.Compliance(compliance.address, self.coin_model)

    # Steps

    @rule(
        person=person,
        kind=st.sampled_from(HolderClass),
        jurisdiction=st.sampled_from([b"US", b"GB"]),
        bids_directly=st.booleans(),
    )
    def set_holder(self, person, kind, jurisdiction, bids_directly):
        terms = (self.people[person], kind, jurisdiction, bids_directly)
        self.model.set_holder(*terms)
        self.compliance.setHolder(*terms, self.administrator)

    @rule(target=orders, action=action, person=person)
    def record_order(self, action, person):
        return self.record(action, person)

    @rule(target=orders, action=action, person=person)
    def record_and_execute_order(self, action, person):
        order = self.record(action, person)
        self.execute_order(order)
        return order

    @rule(order=orders)
    def execute_order(self, order):
        on_both(
            lambda: self.model.execute_order(order, now()),
            lambda: self.compliance.executeOrder(order, self.administrator),
        )

    @rule(order=orders)
    def revoke_order(self, order):
        on_both(
            lambda: self.model.revoke_order(order),
            lambda: self.compliance.revokeOrder(order, self.administrator),
        )

    @rule()
    def wait_until_every_pending_order_has_expired(self):
        travel_to(now() + 2 * DAY)

    # Invariants

    @invariant()
    def every_holder_agrees(self):
        for person in self.people:
            expected = self.model.holder_of(person)
            holder_class, jurisdiction, *others = self.compliance.holderOf(person)
            assert (holder_class, str(jurisdiction)) == (
                expected.holder_class,
                "0x" + expected.jurisdiction.hex(),
            )
            assert others == [expected.bids_directly, expected.freezes_in_force, expected.releases]

    @invariant()
    def securities_and_coin_are_stopped_together(self):
        for person in self.people:
            assert self.compliance.isFrozen(person) == self.model.is_frozen(person)
            assert self.coin.isFrozen(person) == (person in self.coin_model.frozen)
            assert self.coin.isFrozen(person) == self.compliance.isFrozen(person)

    @invariant()
    def every_order_agrees(self):
        for order, expected in self.model.orders.items():
            assert self.compliance.orderOf(order)["status"] == expected.status

    # How a step is taken

    def record(self, action, person):
        terms = (AUTHORITY, DOCUMENT, action, self.people[person], now() + DAY)
        order = self.model.record_order(*terms, now())
        self.compliance.recordOrder(*terms, self.administrator)
        return order

    def teardown(self):
        """An Unfreeze order releases everybody, whatever has happened."""
        for person in range(len(self.people)):
            self.execute_order(self.record(OrderAction.UNFREEZE, person))
        self.securities_and_coin_are_stopped_together()
        assert not self.coin_model.frozen
