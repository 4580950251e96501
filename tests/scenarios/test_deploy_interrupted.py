"""
deploy, interrupted before or after any transaction
└── when it is run again
    ├── ends with every contract and role in place
    └── has deployed no contract twice
"""

from contextlib import contextmanager
from itertools import count

import pytest
from brownie import web3
from brownie.network.account import _PrivateKeyAccount

from scripts import records
from scripts.deploy import check, deploy
from tests.scenarios.history import CONTRACTS, created_contracts

TRANSACTIONS = [1, 4, 7, 12, 40]


class PowerFailure(Exception):
    """The program ends here."""


@contextmanager
def interrupted(number, is_sent):
    """The program ends at its transaction of that number: before it is sent, or as soon as it was."""
    send, seen = _PrivateKeyAccount._make_transaction, count(1)

    def failing(*arguments):
        is_last = next(seen) == number
        if is_sent or not is_last:
            answer = send(*arguments)
        if is_last:
            raise PowerFailure
        return answer

    with pytest.MonkeyPatch.context() as patch, pytest.raises(PowerFailure):
        patch.setattr(_PrivateKeyAccount, "_make_transaction", failing)
        yield


@pytest.mark.parametrize("is_sent", [False, True])
@pytest.mark.parametrize("number", TRANSACTIONS)
def test_goes_on_after_an_interruption(parts, monkeypatch, tmp_path, number, is_sent):
    monkeypatch.setattr(records, "FOLDER", tmp_path)
    first = web3.eth.block_number + 1
    with interrupted(number, is_sent):
        deploy(parts, records.find())

    system = deploy(parts, records.find())

    check(system, parts)
    assert created_contracts(web3.provider.endpoint_uri, first) == CONTRACTS
    deployed = {name: str(contract) for name, contract in system.by_name().items()}
    assert records.find().contracts.items() <= deployed.items()
