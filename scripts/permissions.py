"""Who may call what: the one table of roles, for deployment, its check, tests and docs/permissions.md."""

from enum import IntEnum


class Role(IntEnum):
    """A role of the access manager; its number is the role's id on chain."""

    TREASURY = 1  # announces auctions and holidays
    REGULATOR = 2  # records lawful orders, says which law is in force
    ISSUER = 3  # takes back capital, pays out surplus
    PORTFOLIO_MANAGER = 4  # bids for the reserve
    COMPLIANCE_OFFICER = 5  # registers holders, executes lawful orders
    REGISTRAR = 6  # establishes series: the auction house and the Treasury
    RATE_PUBLISHER = 7  # publishes consumer prices and the auctions of index bills
    CHIEF_EXECUTIVE = 8  # certifies the monthly reports
    CHIEF_FINANCIAL_OFFICER = 9  # publishes and certifies them
    AUDITOR = 10  # examines them
    ADMINISTRATOR = 0  # wires the contracts together, grants the roles


# Every function that needs a role. Any other can be called by anyone, or checks its caller itself.
RESTRICTED = {
    "Compliance": {
        "setHolder": Role.COMPLIANCE_OFFICER,
        "recordOrder": Role.REGULATOR,
        "recordCoinOrder": Role.REGULATOR,
        "executeOrder": Role.COMPLIANCE_OFFICER,
        "revokeOrder": Role.REGULATOR,
        "setParDollar": Role.ADMINISTRATOR,
    },
    "IndexBoard": {
        "publishCpi": Role.RATE_PUBLISHER,
        "publishBillAuction": Role.RATE_PUBLISHER,
    },
    "TreasuryRegistry": {
        "establish": Role.REGISTRAR,
        "announceHolidays": Role.TREASURY,
        "setAuctionHouse": Role.ADMINISTRATOR,
        "setStrips": Role.ADMINISTRATOR,
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
    "RuleBook": {
        "setProfile": Role.REGULATOR,
        "adopt": Role.REGULATOR,
    },
    "Disclosure": {
        "publish": Role.CHIEF_FINANCIAL_OFFICER,
        "certifyAsChiefExecutive": Role.CHIEF_EXECUTIVE,
        "certifyAsChiefFinancialOfficer": Role.CHIEF_FINANCIAL_OFFICER,
        "examine": Role.AUDITOR,
    },
}

# Every other function that changes something, and whom it lets.
OPEN = {
    "Compliance": {"setAuthority": "the access manager"},
    "IndexBoard": {"setAuthority": "the access manager"},
    "TreasuryRegistry": {
        "setAuthority": "the access manager",
        "issue": "the auction house, and the STRIPS contract",
        "retire": "the STRIPS contract",
        "fixInterest": "anyone",
        "transfer": "a holder, for its own units",
        "transferFrom": "an operator, or within an allowance",
        "approve": "anyone, for its own units",
        "setOperator": "anyone, for its own units",
        "claim": "the holder or its operator",
        "redeem": "the holder or its operator",
    },
    "Strips": {
        "strip": "an eligible holder, its own units",
        "reconstitute": "an eligible holder, its own pieces",
        "transfer": "a holder, for its own pieces",
        "transferFrom": "an operator, or within an allowance",
        "approve": "anyone, for its own pieces",
        "setOperator": "anyone, for its own pieces",
        "redeem": "the holder or its operator",
    },
    "AuctionHouse": {
        "setAuthority": "the access manager",
        "bidNoncompetitive": "an eligible holder",
        "commitBid": "an eligible holder",
        "revealBid": "the bidder",
        "clear": "anyone",
        "settle": "the bidder",
        "submitNoncompetitiveBids": "anyone, with the bidders' signatures",
        "submitCommitments": "anyone, with the bidders' signatures",
        "revealBids": "the bidder; anyone for a bid submitted by signature",
        "settleBids": "the bidder; anyone for a bid submitted by signature",
        "refund": "anyone; the money goes to the bidder's account",
        "deposit": "anyone, its own cash into any account",
        "withdraw": "anyone, out of its own account",
        "forfeitBond": "anyone",
    },
    "Reserve": {
        "setAuthority": "the access manager",
        "mint": "anyone, for cash",
        "redeem": "a holder of coins",
        "settleBid": "anyone",
        "closeBid": "anyone",
        "collect": "anyone",
        "contributeCapital": "anyone",
    },
    "ParDollar": {
        "mint": "the reserve",
        "burn": "the reserve",
        "setFrozen": "the compliance contract",
        "seize": "the compliance contract",
        "reissue": "the compliance contract",
        "burnFrozen": "the compliance contract",
        "transfer": "a holder, for its own coins",
        "transferFrom": "within an allowance",
        "approve": "anyone, for its own coins",
        "permit": "anyone, with the owner's signature",
        "transferWithAuthorization": "anyone, with the holder's signature",
        "transferWithAuthorizations": "anyone, with the holders' signatures",
        "receiveWithAuthorization": "the receiver, with the holder's signature",
        "receiveWithAuthorizations": "the receiver, with the holders' signatures",
        "cancelAuthorization": "anyone, with the holder's signature",
    },
    "RuleBook": {"setAuthority": "the access manager"},
    "Disclosure": {"setAuthority": "the access manager"},
    "TreasuryPricing": {"multicall": "anyone; it changes nothing"},
}
