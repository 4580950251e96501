import pytest

from model.compliance import OrderAction
from scripts.permissions import RESTRICTED, Role
from tests.helpers import now

AUTHORITY = "0x" + "a1" * 32
DOCUMENT = "0x" + "d0" * 32
DAY = 86_400

# What


@pytest.fixture(scope="module")
def manager(ParAccessManager, treasury, regulator, compliance_officer):
    """Administered by the Treasury's account."""
    manager = treasury.deploy(ParAccessManager, treasury)
    manager.grantRole(Role.REGULATOR, regulator, 0, {"from": treasury})
    manager.grantRole(Role.COMPLIANCE_OFFICER, compliance_officer, 0, {"from": treasury})
    return manager


@pytest.fixture(scope="module")
def bare_compliance(Compliance, manager, treasury):
    """Knows no coin yet."""
    compliance = treasury.deploy(Compliance, manager)
    for function, role in RESTRICTED["Compliance"].items():
        selector = compliance.signatures[function]
        manager.setTargetFunctionRole(compliance, [selector], role, {"from": treasury})
    return compliance


@pytest.fixture(scope="module")
def reserve(accounts):
    """An account in the place of the contract."""
    return accounts[20]


@pytest.fixture(scope="module")
def dollar(ParDollar, bare_compliance, reserve):
    return reserve.deploy(ParDollar, bare_compliance)


@pytest.fixture(scope="module")
def compliance(bare_compliance, dollar, treasury):
    bare_compliance.setParDollar(dollar, {"from": treasury})
    return bare_compliance


@pytest.fixture(scope="module")
def savings(SavingsDollar, compliance, dollar, reserve, treasury):
    """Known to compliance."""
    savings = reserve.deploy(SavingsDollar, dollar)
    compliance.setSavingsDollar(savings, {"from": treasury})
    return savings


@pytest.fixture(scope="module")
def record(compliance, regulator):
    """Records an order of a court and returns its id."""

    def record(action: OrderAction, account, expiry: int | None = None) -> int:
        expiry = expiry or now() + DAY
        tx = compliance.recordOrder(AUTHORITY, DOCUMENT, action, account, expiry, {"from": regulator})
        return tx.events["OrderRecorded"]["id"]

    return record


@pytest.fixture(scope="module")
def record_on_coins(compliance, regulator):
    """Records an order of a court that takes coins and returns its id."""

    def record_on_coins(action: OrderAction, account, receiver, dollars, expiry: int | None = None) -> int:
        expiry = expiry or now() + DAY
        order = (AUTHORITY, DOCUMENT, action, account, receiver, dollars, expiry)
        tx = compliance.recordCoinOrder(*order, {"from": regulator})
        return tx.events["OrderRecorded"]["id"]

    return record_on_coins


@pytest.fixture(scope="module")
def execute(compliance, compliance_officer, record):
    """Records an order and executes it at once."""

    def execute(action: OrderAction, account) -> int:
        order = record(action, account)
        compliance.executeOrder(order, {"from": compliance_officer})
        return order

    return execute
