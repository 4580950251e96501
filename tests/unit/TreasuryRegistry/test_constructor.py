"""
constructor
├── when the Treasury's account is the zero address, rejects
└── otherwise, keeps what it was given
"""

from brownie import ZERO_ADDRESS

from tests.helpers import rejects


def test_rejects_no_treasury_account(TreasuryRegistry, system, administrator):
    with rejects("ZeroAddress"):
        administrator.deploy(
            TreasuryRegistry,
            system.cash,
            system.compliance,
            system.index_board,
            ZERO_ADDRESS,
            system.access_manager,
        )


def test_keeps_what_it_was_given(bare_registry, system, treasury):
    assert bare_registry.cash() == system.cash
    assert bare_registry.compliance() == system.compliance
    assert bare_registry.treasuryAccount() == treasury
    assert bare_registry.authority() == system.access_manager
