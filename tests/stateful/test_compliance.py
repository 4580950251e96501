"""Compliance, the coin and their models agree on who is stopped, after any sequence of lawful orders."""

from brownie import ZERO_ADDRESS
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from model import compliance as model
from model.compliance import EVERYTHING, HolderClass, OrderAction
from model.par_dollar import ParDollar
from scripts.batch import read
from scripts.network import chain_in_use, set_clock
from tests.helpers import now
from tests.stateful.machine import camel, run, take

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
    chain_in_use().snapshot()

    tally = run(
        lambda tally: OrderMachine(compliance, coin, administrator, reserve, people, tally), "compliance"
    )

    tally.require(share=0.6, execute_order=2, revoke_order=0.5, take_coins=3, strike_off=0.5)


class OrderMachine(RuleBasedStateMachine):
    orders = Bundle("orders")  # every order recorded so far
    person = st.integers(0, 2)
    action = st.sampled_from([OrderAction.FREEZE, OrderAction.FREEZE, OrderAction.UNFREEZE])

    takes_coins = st.sampled_from([OrderAction.SEIZE, OrderAction.REISSUE, OrderAction.BURN])
    percent = st.sampled_from([1, 50, 100, 100, 101])  # of what is held; above 100 both sides must reject

    def __init__(self, compliance, coin, administrator, reserve, people, tally):
        super().__init__()
        chain_in_use().revert()
        self.compliance = compliance
        self.coin = coin
        self.administrator = administrator
        self.reserve = reserve
        self.tally = tally
        self.people = [person.address for person in people]
        self.coin_model = ParDollar(coin.reserve(), compliance.address)
        self.model = model.Compliance(compliance.address, self.coin_model)
        self.time = now()

        self.minted = self.burned = 0  # burned by order

        for person in self.people:
            self.mint(person)

    # Steps

    @rule(
        person=person,
        kind=st.sampled_from(HolderClass),
        jurisdiction=st.sampled_from([b"US", b"GB"]),
        bids_directly=st.booleans(),
    )
    def set_holder(self, person, kind, jurisdiction, bids_directly):
        self.step("set_holder", self.people[person], kind, jurisdiction, bids_directly)

    @rule(jurisdiction=st.sampled_from([b"US", b"GB"]), is_excluded=st.booleans())
    def set_jurisdiction(self, jurisdiction, is_excluded):
        self.step("set_jurisdiction", jurisdiction, is_excluded)

    @rule(people=st.lists(person, max_size=3))
    def strike_off(self, people):
        self.step("strike_off", [self.people[each] for each in people])

    @rule(jurisdiction=st.sampled_from([b"US", b"GB"]), people=st.lists(person, min_size=1, max_size=3))
    def strike_off_all_of_a_jurisdiction(self, jurisdiction, people):
        """As it is meant to be: excluded first, and nobody else among them."""
        self.step("set_jurisdiction", jurisdiction, True)
        listed = [self.people[each] for each in people]
        concerned = [each for each in listed if self.model.holder_of(each).jurisdiction == jurisdiction]
        self.step("strike_off", concerned)
        self.step("set_jurisdiction", jurisdiction, False)

    @rule(target=orders, action=action, person=person)
    def record_order(self, action, person):
        return self.record(action, person)

    @rule(target=orders, action=action, person=person)
    def record_and_execute_order(self, action, person):
        order = self.record(action, person)
        self.execute(order)
        return order

    @rule(target=orders, action=action, person=person)
    def record_and_revoke_order(self, action, person):
        """Before it is executed: it changes nothing else."""
        order = self.record(action, person)
        self.step("revoke_order", order, at=True)
        return order

    @rule(target=orders, action=takes_coins, person=person, to=person, percent=percent)
    def record_coin_order(self, action, person, to, percent):
        return self.record_on_coins(action, person, to, percent)

    @rule(
        target=orders,
        action=takes_coins,
        person=person,
        to=person,
        percent=percent,
        freezes=st.sampled_from([True, True, False]),
    )
    def record_and_execute_coin_order(self, action, person, to, percent, freezes):
        """From a frozen account to a free one, or between any."""
        if freezes:
            self.execute(self.record(OrderAction.UNFREEZE, other(person, to)))
            self.execute(self.record(OrderAction.FREEZE, person))
        order = self.record_on_coins(action, person, to, percent)
        accepted = self.execute(order)
        self.tally.observe("take_coins", accepted)
        return order

    @rule(action=action, person=person)
    def record_an_order_by_the_other_function(self, action, person):
        self.step(
            "record_coin_order",
            *(AUTHORITY, DOCUMENT, action, self.people[person], ZERO_ADDRESS, 1, self.time + DAY),
            at=True,
        )

    @rule(action=takes_coins, person=person)
    def record_a_coin_order_by_the_other_function(self, action, person):
        self.record(action, person)

    @rule(order=orders)
    def execute_order(self, order):
        self.execute(order)

    @rule(order=orders)
    def revoke_order(self, order):
        self.step("revoke_order", order, at=True)

    @rule()
    def wait_until_every_pending_order_has_expired(self):
        self.time += 2 * DAY

    # Invariants

    @invariant()
    def every_holder_agrees(self):
        holders = read([(self.compliance.holderOf, person) for person in self.people])
        for person, (holder_class, jurisdiction, *others) in zip(self.people, holders, strict=True):
            expected = self.model.holder_of(person)
            assert (holder_class, bytes(jurisdiction)) == (expected.holder_class, expected.jurisdiction)
            assert others == [
                expected.bids_directly,
                expected.freezes_in_force,
                expected.releases,
                expected.released_at,
            ]

    @invariant()
    def every_jurisdiction_agrees(self):
        jurisdictions = [b"US", b"GB", b"FR"]
        excluded = read([(self.compliance.isJurisdictionExcluded, each) for each in jurisdictions])
        assert excluded == [self.model.is_jurisdiction_excluded(each) for each in jurisdictions]

    @invariant()
    def securities_and_coin_are_stopped_together(self):
        stopped = [self.model.is_frozen(person) for person in self.people]
        assert stopped == [person in self.coin_model.frozen for person in self.people]
        on_chain = read(
            [
                (contract.isFrozen, person)
                for contract in (self.compliance, self.coin)
                for person in self.people
            ]
        )
        assert on_chain == stopped + stopped

    @invariant()
    def every_order_agrees(self):
        orders = read([(self.compliance.orderOf, order) for order in self.model.orders])
        expected = [(order.status, order.receiver, order.dollars) for order in self.model.orders.values()]
        assert [(order["status"], order["receiver"], order["dollars"]) for order in orders] == expected

    @invariant()
    def every_coin_agrees_and_only_burning_changes_the_supply(self):
        *balances, supply = read(
            [(self.coin.balanceOf, person) for person in self.people] + [(self.coin.totalSupply,)]
        )
        assert balances == [self.coin_model.balance_of[person] for person in self.people]
        assert supply == self.coin_model.total_supply == sum(balances)
        assert supply == self.minted - self.burned

    # How a step is taken

    def record(self, action, person):
        expiry = self.time + DAY
        self.step("record_order", AUTHORITY, DOCUMENT, action, self.people[person], expiry, at=True)
        return len(self.model.orders)

    def execute(self, order):
        supply = self.coin_model.total_supply
        accepted = self.step("execute_order", order, at=True)
        if self.model.order_of(order).action == OrderAction.BURN:
            self.burned += supply - self.coin_model.total_supply
        return accepted

    def record_on_coins(self, action, person, to, percent):
        receiver = ZERO_ADDRESS if action == OrderAction.BURN else self.people[other(person, to)]
        held = self.coin_model.balance_of[self.people[person]]
        dollars = EVERYTHING if percent == 100 else held * percent // 100
        terms = (action, self.people[person], receiver, dollars, self.time + DAY)
        self.step("record_coin_order", AUTHORITY, DOCUMENT, *terms, at=True)
        return len(self.model.orders)

    def mint(self, person):
        self.coin_model.mint(self.reserve.address, person, 10**9)
        self.coin.mint(person, 10**9, {"from": self.reserve})
        self.minted += 10**9

    def step(self, name, *arguments, at=False):
        """One second after the one before; the model is told when, only where that matters."""
        self.time += 1
        set_clock(self.time)
        accepted = take(
            lambda: getattr(self.model, name)(*arguments, *([self.time] if at else [])),
            getattr(self.compliance, camel(name)),
            *arguments,
            by=self.administrator,
        )
        self.tally.count(name, accepted)
        return accepted

    def teardown(self):
        """Whatever has happened, orders can take coins, and an Unfreeze order releases everybody."""
        for action in (OrderAction.SEIZE, OrderAction.REISSUE, OrderAction.BURN):
            self.execute(self.record(OrderAction.UNFREEZE, 0))
            self.mint(self.people[0])
            self.record_and_execute_coin_order(action, 0, 1, 50, True)
        for person in range(len(self.people)):
            self.execute(self.record(OrderAction.UNFREEZE, person))
        self.securities_and_coin_are_stopped_together()
        self.every_coin_agrees_and_only_burning_changes_the_supply()
        assert not self.coin_model.frozen


def other(person: int, to: int) -> int:
    """Somebody else, unless `to` is 2: an order in favour of the account itself both sides must reject."""
    return (person + 1 + to) % 3
