"""One session of pytest for all mutants: tests are collected once, run once as they are, then on each."""

import multiprocessing
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import Phase, settings

from evm.chain import Chain
from scripts.network import IN_PROCESS, chain_in_use
from tests.mutants.compiler import Compiler
from tests.mutants.mutant import Mutant
from tests.mutants.targets import ROOT, Target
from tests.mutants.trial import Bench, Trials, Verdict, run_here

PROFILE = "mutants"
CODE_LIMIT = 200_000  # what is not optimised is large [bytes]
PATIENCE = 10  # times what the tests take on what is not changed; a mutant that takes longer hangs
OPTIONS = ("--network", IN_PROCESS, "--hypothesis-profile", PROFILE)
QUIET = ("--capture=no", "-p", "no:cacheprovider", "-p", "no:terminal")

Told = Callable[[Mutant, Verdict], None]


class TestsFail(Exception):
    """Which test fails before anything is changed."""


def try_all(targets: list[Target], mutants: list[Mutant], processes: int, tell: Told) -> None:
    """Every verdict is told as soon as it is known."""
    session = Session(targets, mutants, processes, tell)
    Chain.code_size_limit = CODE_LIMIT
    paths = [str(path.relative_to(ROOT)) for target in targets for path in target.paths]
    pytest.main([*paths, *OPTIONS, *QUIET], plugins=[session])
    if session.failure:
        raise session.failure


class Session:
    """A plugin of pytest that takes the place of its loop over the tests."""

    def __init__(self, targets: list[Target], mutants: list[Mutant], processes: int, tell: Told):
        self.targets, self.mutants, self.processes, self.tell = targets, mutants, processes, tell
        self.failure: BaseException | None = TestsFail("No test could be collected.")

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config) -> None:
        """A failure is enough: nobody wants to see it as short as it can be."""
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile(PROFILE, settings.get_profile("default"), phases=phases)

    def pytest_collection(self, session) -> None:
        settings.load_profile(PROFILE)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session) -> bool:
        try:
            self.run(session.items)
            self.failure = None
        except BaseException as why:  # pytest would print it and go on
            self.failure = why
        return True

    def run(self, items: list[pytest.Item]) -> None:
        build = chain_in_use().build
        benches = prepared(self.targets, items, build)
        with multiprocessing.get_context("fork").Pool(
            self.processes, initializer=begin, initargs=(benches, build)
        ) as pool:
            for number, verdict in pool.imap_unordered(judge, enumerate(self.mutants)):
                self.tell(self.mutants[number], verdict)


def prepared(targets: list[Target], items: list[pytest.Item], build) -> dict[str, Bench]:
    """Their tests hold on the code that is compiled quickly; how long they take is measured."""
    compiler, benches = Compiler(), {}
    for target in targets:
        own = list(tests_of(target, items))
        bench = benches[target.name] = Bench(target, own, compiler.code(target, {}))
        began = time.process_time()
        failed = run_here(build, bench.code, own)
        if failed:
            raise TestsFail(f"{failed} fails without any change.")
        bench.limit = PATIENCE * (time.process_time() - began)
    compiler.close()
    return benches


def tests_of(target: Target, items: list[pytest.Item]) -> Iterator[pytest.Item]:
    for path in target.paths:
        yield from (item for item in items if item.path.is_relative_to(path))


# In each process of the pool

trials: Trials


def begin(benches: dict[str, Bench], build) -> None:
    global trials
    trials = Trials(benches, build)


def judge(numbered: tuple[int, Mutant]) -> tuple[int, Verdict]:
    number, mutant = numbered
    return number, trials.verdict(mutant)
