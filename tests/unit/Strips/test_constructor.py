"""
constructor
├── keeps what it was given
└── pays from the account of the registry
"""


def test_keeps_what_it_was_given(strips, registry, system):
    assert strips.cash() == system.cash
    assert strips.compliance() == system.compliance
    assert strips.registry() == registry


def test_pays_from_the_account_of_the_registry(strips, registry):
    assert strips.treasuryAccount() == registry.treasuryAccount()
