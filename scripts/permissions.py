"""Who may call what: the one table of roles, for deployment, its check, tests and docs/permissions.md."""

from enum import IntEnum


class Role(IntEnum):
    """A role of the access manager; its number is the role's id on chain."""

    TREASURY = 1  # announces auctions and holidays
    REGULATOR = 2  # records lawful orders, excludes classes and jurisdictions, says which law is in force
    ISSUER = 3  # takes back capital, sets the policy; after notice
    PORTFOLIO_MANAGER = 4  # bids for the reserve
    COMPLIANCE_OFFICER = 5  # registers holders, executes lawful orders
    REGISTRAR = 6  # establishes series: the auction house and the Treasury
    RATE_PUBLISHER = 7  # publishes consumer prices, auctions of index bills, par yields, the price of cash
    CHIEF_EXECUTIVE = 8  # certifies the monthly reports
    CHIEF_FINANCIAL_OFFICER = 9  # publishes and certifies them
    AUDITOR = 10  # examines them
    ADMINISTRATOR = 0  # wires the contracts together, grants the roles


# How long before it is done a role announces what it does [seconds]. Changed terms are published seven days
# before (GENIUS Act, Pub. L. 119-27, sec. 4(a)(1)(B)).
NOTICE = {Role.ISSUER: 7 * 86_400}

# The same of the administrator, once everything is wired.
ADMINISTRATOR_NOTICE = 7 * 86_400

# Who may call a notice off.
GUARDIANS = {Role.ISSUER: Role.REGULATOR}

# Who grants a role and takes it away, at once, where it is not the administrator after notice. Wrong yields,
# or a wrong price of cash, would make the reserve look insolvent, and after two days anyone can have that
# declared: within these the regulator has somebody else publish what is right.
ROLE_ADMINISTRATORS = {Role.RATE_PUBLISHER: Role.REGULATOR}

# Every function that needs a role. Any other can be called by anyone, or checks its caller itself.
RESTRICTED = {
    "Compliance": {
        "setHolder": Role.COMPLIANCE_OFFICER,
        "recordOrder": Role.REGULATOR,
        "recordCoinOrder": Role.REGULATOR,
        "recordRedemptionOrder": Role.REGULATOR,
        "executeOrder": Role.COMPLIANCE_OFFICER,
        "setJurisdiction": Role.REGULATOR,
        "revokeOrder": Role.REGULATOR,
        "setParDollar": Role.ADMINISTRATOR,
        "setSavingsDollar": Role.ADMINISTRATOR,
    },
    "IndexBoard": {
        "publishCpi": Role.RATE_PUBLISHER,
        "publishBillAuction": Role.RATE_PUBLISHER,
    },
    "RateBoard": {"publish": Role.RATE_PUBLISHER},
    "TreasuryRegistry": {
        "establish": Role.REGISTRAR,
        "excludeClasses": Role.REGULATOR,
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
        "setPolicy": Role.ISSUER,
        "setSavingsDollar": Role.ADMINISTRATOR,
        "publishCashPrice": Role.RATE_PUBLISHER,
        "stopMinting": Role.REGULATOR,
        "declareInsolvency": Role.REGULATOR,
        "endInsolvency": Role.REGULATOR,
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

TERMS = "address,address,uint256,uint256,uint256,bytes32"  # of an authorization, as ERC-3009 has them
PARTS = "uint8,bytes32,bytes32"  # of a signature: v, r and s

# Every other function that changes something, and whom it lets. By its name, or by its signature where the
# contract has several of the name.
OPEN = {
    "Compliance": {
        "setAuthority": "the access manager",
        "strikeOff": "anyone, accounts of an excluded jurisdiction",
    },
    "IndexBoard": {"setAuthority": "the access manager"},
    "RateBoard": {"setAuthority": "the access manager"},
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
        "collect": "the contract itself",
        "withdraw": "anyone, out of its own account",
        "forfeitBond": "anyone",
    },
    "Reserve": {
        "setAuthority": "the access manager",
        "mint": "anyone, for cash",
        "redeem": "a holder of coins",
        "mintInKind": "a holder of an eligible bill",
        "redeemInKind": "a holder of coins, for somebody eligible",
        "requestRedemption": "a holder of coins",
        "claimRedemption": "the owner; anyone, for the owner",
        "reassignRedemption": "the compliance contract",
        "settleBid": "anyone",
        "closeBid": "anyone",
        "collect": "anyone",
        "contributeCapital": "anyone",
        "distribute": "anyone, once a week",
        "assessSolvency": "anyone",
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
        f"permit(address,address,uint256,uint256,{PARTS})": "anyone, with the owner's signature",
        "permit(address,address,uint256,uint256,bytes)": "anyone, with the owner's signature",
        f"transferWithAuthorization({TERMS},{PARTS})": "anyone, with the holder's signature",
        f"transferWithAuthorization({TERMS},bytes)": "anyone, with the holder's signature",
        "transferWithAuthorizations": "anyone, with the holders' signatures",
        f"receiveWithAuthorization({TERMS},{PARTS})": "the receiver, with the holder's signature",
        f"receiveWithAuthorization({TERMS},bytes)": "the receiver, with the holder's signature",
        "receiveWithAuthorizations": "the receiver, with the holders' signatures",
        f"cancelAuthorization(address,bytes32,{PARTS})": "anyone, with the holder's signature",
        "cancelAuthorization(address,bytes32,bytes)": "anyone, with the holder's signature",
    },
    "SavingsDollar": {
        "addEarnings": "the reserve",
        "seize": "the compliance contract",
        "deposit": "anyone, its own coins within what it allows the contract",
        "mint": "anyone, its own coins within what it allows the contract",
        "depositWithAuthorization": "anyone, with the saver's signature",
        "depositWithPermit": "anyone, its own coins",
        "withdraw": "the owner, or within an allowance",
        "redeem": "the owner, or within an allowance",
        "transfer": "a holder, for its own shares",
        "transferFrom": "within an allowance",
        "approve": "anyone, for its own shares",
        "permit": "anyone, with the owner's signature",
    },
    "RuleBook": {"setAuthority": "the access manager"},
    "Disclosure": {"setAuthority": "the access manager"},
    "TreasuryPricing": {"multicall": "anyone; it changes nothing"},
}

# Whom of these no person can be, and how everybody else is refused.
OF_CONTRACTS = {
    "the access manager": "AccessManagedUnauthorized",
    "the auction house, and the STRIPS contract": "NotIssuer",
    "the STRIPS contract": "NotStrips",
    "the compliance contract": "NotCompliance",
    "the reserve": "NotReserve",
    "the contract itself": "NotItself",
}

# The access manager's own functions. It lets by itself; no role can be set on them.
ACCESS_MANAGER = {
    "labelRole": "the administrator",
    "setRoleAdmin": "the administrator",
    "setRoleGuardian": "the administrator",
    "setGrantDelay": "the administrator",
    "setTargetFunctionRole": "the administrator",
    "setTargetAdminDelay": "the administrator",
    "setTargetClosed": "the administrator",
    "updateAuthority": "the administrator",
    "grantRole": "who grants the role",
    "revokeRole": "who grants the role",
    "renounceRole": "the holder of a role, for itself",
    "schedule": "who may do what is announced",
    "execute": "who may do what is executed",
    "cancel": "who has announced it, its guardian, the administrator",
    "consumeScheduledOp": "the contract that was called",
    "multicall": "anyone; each call as if it was alone",
}
