"""What takes the place of Brownie's pytest plugin when tests run in this process."""

import pytest

from scripts.network import IN_PROCESS, chain_in_use, connect


def is_wanted(config) -> bool:
    return config.getoption("--network")[0] == IN_PROCESS


def replace_brownie(config, timestamp: int) -> None:
    """Its plugin would start a node; its fixtures would answer from it."""
    connect(IN_PROCESS, timestamp=timestamp)
    for plugin in ("brownie-core", "brownie-fixtures"):
        if config.pluginmanager.has_plugin(plugin):
            config.pluginmanager.unregister(name=plugin)
    config.pluginmanager.register(InProcessFixtures(), "in-process-fixtures")


class InProcessFixtures:
    """Those of Brownie that tests use."""

    def __new__(cls):
        containers = {container._name: fixture_of(container) for container in chain_in_use().build}
        return object.__new__(type(cls.__name__, (cls,), containers))

    @pytest.fixture(scope="session")
    def accounts(self):
        return chain_in_use().accounts

    @pytest.fixture(scope="module")
    def module_isolation(self):
        chain_in_use().reset()

    @pytest.fixture
    def fn_isolation(self, module_isolation):
        chain_in_use().snapshot()
        yield
        chain_in_use().revert()


def fixture_of(container):
    return pytest.fixture(scope="session")(lambda self: container)
