"""The regulator writes laws down, and says which one is in force."""

from dataclasses import astuple

from hypothesis import strategies as st
from hypothesis.stateful import rule

from model.rule_book import Profile
from tests.stateful.market import Fact, MarketMachine


class LawSteps(MarketMachine):
    """Most often the law of the United States is in force, by which reports are signed by three people."""

    law = st.sampled_from([0, 0, 1, 3, 3, 5, 5])  # United States, EU, New York, and the first that is added
    days = st.sampled_from([0, 1, 2, 5])
    written = st.builds(
        Profile,
        longest_maturity=st.sampled_from([0, 28, 60, 93]),
        redemption_days=days,
        report_days=st.sampled_from([0, 10, 30]),
        signatures=st.integers(0, 8),  # of which there are seven
        weekly_liquidity=st.sampled_from([0, 3_000, 10_001]),
    )

    @rule(law=law)
    def adopt(self, law):
        names = list(self.model.rule_book.profiles)
        self.step(self.legislator, "rule_book", "adopt", names[law % len(names)])

    @rule(profile=written, number=st.integers(0, 5))
    def write_law(self, profile, number):
        """Once; a second one of its name both sides must reject."""
        name = f"law {number}".encode().ljust(32, b"\0")
        if self.step(self.legislator, "rule_book", "set_profile", name, profile):
            self.step(self.legislator, "rule_book", "adopt", name)

    @property
    def legislator(self) -> str:
        return self.market.parts.regulator.address


class LawInvariants(MarketMachine):
    """Of rows, as they were written: one of them is compared after each step, and all in the end."""

    def __init__(self, market, tally):
        self.rows = dict(market.model.rule_book.profiles)
        super().__init__(market, tally)

    def step(self, by, contract, name, *arguments):
        accepted = super().step(by, contract, name, *arguments)
        if accepted and name == "set_profile":
            self.write(*arguments)
        assert self.model.rule_book.profiles == self.rows
        return accepted

    def write(self, name, profile):
        assert name not in self.rows
        self.rows[name] = profile

    def facts(self):
        yield from super().facts()
        rule_book = self.market.system.rule_book
        yield Fact(self.model.rule_book.adopted, rule_book.adopted, seen_as=bytes)
        names = list(self.rows)
        yield self.row(names[self.model.clock.now % len(names)])

    def row(self, name: bytes) -> Fact:
        return Fact(astuple(self.rows[name]), self.market.system.rule_book.profileOf, (name,), tuple)

    def every_row_is_what_was_written(self):
        rows = [self.row(name) for name in self.rows]
        for row in rows:
            assert row.seen_as(row.function(*row.arguments)) == row.expected
