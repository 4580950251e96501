"""Who may call what: the one table of roles, for deployment, its check, tests and docs/permissions.md."""

from enum import IntEnum


class Role(IntEnum):
    """A role of the access manager; its number is the role's id on chain."""

    TREASURY = 1  # announces auctions and holidays
    REGULATOR = 2  # records lawful orders
    ISSUER = 3  # takes back capital, pays out surplus
    PORTFOLIO_MANAGER = 4  # bids for the reserve
    COMPLIANCE_OFFICER = 5  # registers holders, executes lawful orders
    RATE_PUBLISHER = 6  # publishes rates
    GUARDIAN = 7  # can only stop what has a delay
    REGISTRAR = 8  # establishes series: the auction house and the Treasury
    ADMINISTRATOR = 0  # wires the contracts together, grants the roles


# Every function that needs a role. Any other can be called by anyone, or checks its caller itself.
RESTRICTED = {
    "Compliance": {
        "setHolder": Role.COMPLIANCE_OFFICER,
        "recordOrder": Role.REGULATOR,
        "executeOrder": Role.COMPLIANCE_OFFICER,
        "revokeOrder": Role.REGULATOR,
        "setParDollar": Role.ADMINISTRATOR,
    },
    "TreasuryRegistry": {
        "establish": Role.REGISTRAR,
        "announceHolidays": Role.TREASURY,
        "setAuctionHouse": Role.ADMINISTRATOR,
    },
    "AuctionHouse": {
        "announce": Role.TREASURY,
        "cancel": Role.TREASURY,
    },
    "Reserve": {
        "bidNoncompetitive": Role.PORTFOLIO_MANAGER,
        "commitBid": Role.PORTFOLIO_MANAGER,
        "revealBid": Role.PORTFOLIO_MANAGER,
        "withdrawCapital": Role.ISSUER,
        "distributeSurplus": Role.ISSUER,
    },
}
