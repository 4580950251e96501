"""
send
└── mines every order once and in turn, however impatient it is with the node
"""

import pytest
from brownie import web3

from scripts import batch
from scripts.batch import order, read, send

pytestmark = pytest.mark.node

TIMES = 12
ORDERS = 25  # in a batch


def test_mines_every_order_once_however_impatient(cash, accounts, alice, monkeypatch):
    """What is slow is sent again at once, in the place of what may yet be mined."""
    monkeypatch.setattr(batch, "PATIENCE_SECONDS", 0)
    senders = accounts[10:15]
    before = [web3.eth.get_transaction_count(each.address) for each in senders]

    for number in range(TIMES):
        dollars = [ORDERS * number + each for each in range(ORDERS)]
        send([order(cash.approve, alice, each, by=senders[each % len(senders)]) for each in dollars])

    last = ORDERS * TIMES
    allowed = read([(cash.allowance, each, alice) for each in senders])
    assert allowed == [last - len(senders) + at for at in range(len(senders))]
    sent = [web3.eth.get_transaction_count(each.address) for each in senders]
    assert sent == [count + TIMES * ORDERS // len(senders) for count in before]
