"""
constructor
├── takes reserve and compliance from the coin
├── names the shares, which have twelve digits more than the coin
├── begins with nothing, and 10^12 shares a micro-dollar
└── gives nobody an allowance, not even Permit2
"""

PERMIT2 = "0x000000000022D473030F116dDEE9F6B43aC78BA3"


def test_takes_reserve_and_compliance_from_the_coin(savings, dollar, reserve, compliance):
    assert savings.asset() == savings.parDollar() == dollar
    assert (savings.reserve(), savings.compliance()) == (reserve, compliance)


def test_names_the_shares(savings):
    assert (savings.name(), savings.symbol(), savings.decimals()) == ("Savings Par Dollar", "sparUSD", 18)


def test_begins_with_nothing(savings):
    assert savings.totalAssets() == savings.totalSupply() == savings.unvested() == savings.vestedAt() == 0
    assert savings.convertToShares(1) == 10**12
    assert savings.convertToAssets(10**12) == 1


def test_gives_nobody_an_allowance(savings, alice):
    assert savings.allowance(alice, PERMIT2) == 0
