"""Who takes part, and on which chain: a new node for each run, Anvil unless `--network` says otherwise."""

import gc
import os
from pathlib import Path

import hypothesis.extra.pytestplugin  # noqa: F401 (Brownie expects somebody to have imported it)
import pytest
from brownie import web3
from eth_account import Account
from hypothesis import HealthCheck, settings

from model.compliance import OrderAction
from scripts import records
from scripts.deploy import deploy
from scripts.network import connect
from scripts.node import NodeError
from scripts.settings import local_settings
from tests import in_process

PAPERS = b"authority".ljust(32), b"document".ljust(32)
FOREVER = 2**40 - 1  # [unix time]
OPENING = 1_199_145_600  # 2008-01-01 00:00 UTC: before every auction the tests replay

LEAVE_TO_PROCESS = "Leave out tests in these places that run without a node as well (not marked `node`)."

settings.register_profile(
    "default",
    derandomize=True,  # the same examples in every run; `deep` looks for others
    database=None,  # nor do those come first that failed before
    deadline=None,
    max_examples=25,
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile(
    "brief",  # for what is slow on a node and is tested without one by the default as well
    settings.get_profile("default"),
    max_examples=5,
)
settings.register_profile(
    "deep",
    settings.get_profile("default"),
    derandomize=False,
    max_examples=int(os.environ.get("EXAMPLES", 500)),
    stateful_step_count=60,
)
settings.load_profile("default")


def pytest_addoption(parser):
    parser.addoption("--leave-to-process", type=Path, action="append", default=[], help=LEAVE_TO_PROCESS)
    parser.addoption("--program", type=Path, help="Steps for a state machine, in the place of random ones.")
    parser.addoption("--tally", type=Path, help="Write down here how many steps state machines have taken.")


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    """Once Brownie's plugin is there. Files tested at the same time write deployments down apart."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        records.FOLDER = records.FOLDER.parent / ".cache" / "deployments" / worker
        os.environ[records.FOLDER_VARIABLE] = str(records.FOLDER)
    if in_process.is_wanted(config):
        in_process.replace_brownie(config, timestamp=OPENING)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    left = [(config.rootpath / each).resolve() for each in config.getoption("--leave-to-process")]
    leave_out(config, items, lambda item: "node" not in item.keywords and is_under(left, item.path))
    if in_process.is_wanted(config):
        leave_out(config, items, lambda item: "node" in item.keywords)


def is_under(paths, file) -> bool:
    return any(file.is_relative_to(each) for each in paths)


def leave_out(config, items, is_left_out) -> None:
    config.hook.pytest_deselected(items=[item for item in items if is_left_out(item)])
    items[:] = [item for item in items if not is_left_out(item)]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session):
    """Before Brownie would start a node of its own, on a port that another run may be using."""
    if session.items and not in_process.is_wanted(session.config):
        try:
            connect(session.config.getoption("--network")[0], timestamp=OPENING)
        except NodeError as why:
            pytest.exit(str(why), returncode=1)


@pytest.fixture(scope="session", autouse=True)
def quick_isolation():
    """Brownie collects garbage at every revert: exempt what lives as long as the run."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def examples_of_our_own(request):
    """Brownie loads a profile in the place of ours, with a database of the examples that failed before."""
    settings.load_profile(request.config.getoption("--hypothesis-profile") or "default")


@pytest.fixture(autouse=True)
def isolation(fn_isolation):
    """Every test starts from the state its module's fixtures have made."""


@pytest.fixture(scope="module", autouse=True)
def accounts_of_the_node(accounts):
    """What a module has added to them is taken away again, here and on the node: others use all of them."""
    own = set(map(str, accounts))
    yield
    for added in [each for each in map(str, accounts) if each not in own]:
        web3.provider.make_request("anvil_stopImpersonatingAccount", [added])
        accounts.remove(added)


# Who


@pytest.fixture(scope="session")
def treasury(accounts):
    return accounts[0]


@pytest.fixture(scope="session")
def regulator(accounts):
    return accounts[1]


@pytest.fixture(scope="session")
def issuer(accounts):
    return accounts[2]


@pytest.fixture(scope="session")
def portfolio_manager(accounts):
    return accounts[3]


@pytest.fixture(scope="session")
def compliance_officer(accounts):
    return accounts[4]


@pytest.fixture(scope="session")
def rate_publisher(accounts):
    return accounts[6]


@pytest.fixture(scope="session")
def chief_executive(accounts):
    return accounts[7]


@pytest.fixture(scope="session")
def chief_financial_officer(accounts):
    return accounts[8]


@pytest.fixture(scope="session")
def auditor(accounts):
    return accounts[9]


@pytest.fixture(scope="session")
def federal_reserve(accounts):
    return accounts[36]


@pytest.fixture(scope="session")
def foreign_official(accounts):
    return accounts[37]


@pytest.fixture(scope="session")
def dealer(accounts):
    return accounts[38]


@pytest.fixture(scope="session")
def other_dealer(accounts):
    return accounts[10]


@pytest.fixture(scope="session")
def bank(accounts):
    return accounts[11]


@pytest.fixture(scope="session")
def pension(accounts):
    return accounts[12]


@pytest.fixture(scope="session")
def fund(accounts):
    return accounts[13]


@pytest.fixture(scope="session")
def alice(accounts):
    return accounts[14]


@pytest.fixture(scope="session")
def bob(accounts):
    return accounts[15]


@pytest.fixture(scope="session")
def carol(accounts):
    return accounts[22]


@pytest.fixture(scope="session")
def saver():
    """Signs and never sends a transaction."""
    return Account.from_key("0x" + "5a" * 32)


@pytest.fixture(scope="session")
def stranger(accounts):
    """Has no role and may hold nothing."""
    return accounts[39]


# What


@pytest.fixture(scope="session")
def parts(accounts):
    """Who holds the roles of the deployed system."""
    return local_settings(accounts)


@pytest.fixture(scope="session")
def administrator(parts):
    return parts.administrator


@pytest.fixture(scope="module")
def system(parts):
    """The whole system, as scripts and demos deploy it."""
    return deploy(parts)


@pytest.fixture(scope="module")
def access_manager(system):
    return system.access_manager


@pytest.fixture(scope="module")
def compliance(system):
    return system.compliance


@pytest.fixture(scope="module")
def freeze(compliance, regulator, compliance_officer):
    """`freeze(account)`: by a lawful order."""

    def freeze(account):
        compliance.recordOrder(*PAPERS, OrderAction.FREEZE, account, FOREVER, {"from": regulator})
        compliance.executeOrder(compliance.orderCount(), {"from": compliance_officer})

    return freeze


@pytest.fixture(scope="module")
def cash(system):
    return system.cash


@pytest.fixture(scope="module")
def index_board(system):
    return system.index_board


@pytest.fixture(scope="module")
def rate_board(system):
    return system.rate_board


@pytest.fixture(scope="module")
def registry(system):
    return system.registry


@pytest.fixture(scope="module")
def auction_house(system):
    return system.auction_house


@pytest.fixture(scope="module")
def auction_results(system):
    return system.auction_results


@pytest.fixture(scope="module")
def reserve(system):
    return system.reserve


@pytest.fixture(scope="module")
def par_dollar(system):
    return system.par_dollar


@pytest.fixture(scope="module")
def savings_dollar(system):
    return system.savings_dollar


@pytest.fixture(scope="module")
def pricing(system):
    return system.pricing


@pytest.fixture(scope="module")
def rule_book(system):
    return system.rule_book


@pytest.fixture(scope="module")
def disclosure(system):
    return system.disclosure


@pytest.fixture(scope="module")
def reserve_monitor(system):
    return system.reserve_monitor
