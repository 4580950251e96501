"""What the same step costs elsewhere, measured from receipts in the same way.

The floor is the sum of what the EVM charges for the storage, the event and the call data that the step cannot
do without. The peers were built from their public sources and measured on Anvil, as shipped.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """Gas of one step elsewhere; the peer is the best one found that does the same."""

    floor: int | None = None
    peer_gas: int | None = None
    peer: str = ""
    other_gas: int | None = None  # of one that does less
    other: str = ""


EXACT = "none: nobody prices them to the Treasury's last digit"
UNSTRIPPED = "none: nobody strips on a chain"

BARS = {
    "coin: transfer to a holder": Bar(33_352, 34_192, "Aave GHO, without a freeze"),
    "coin: transfer to a fresh account": Bar(50_452, 51_292, "Aave GHO, without a freeze"),
    "coin: transfer of everything to a holder": Bar(28_552, 29_392, "Aave GHO, without a freeze"),
    "coin: approve": Bar(45_452, 45_960, "ERC-7943 uRWA20 reference"),
    "coin: transferFrom, finite allowance": Bar(
        38_720, 42_948, "Agora AUSD, the best with a freeze", 40_137, "Aave GHO, without a freeze"
    ),
    "coin: transferFrom, infinite allowance": Bar(
        35_820, 39_824, "Agora AUSD, the best with a freeze", 37_001, "Aave GHO, without a freeze"
    ),
    "coin: permit, first of its owner": Bar(None, 74_257, "Aave GHO, without a freeze"),
    "coin: transferWithAuthorization": Bar(None, 66_295, "M^0 MToken, without a freeze"),
    "coin: receiveWithAuthorization": Bar(None, 66_295, "M^0 MToken, transferWithAuthorization"),
    "coin: each of 10 receiveWithAuthorizations": Bar(None, None, "none of them has a batch"),
    "reserve: mint for a holder": Bar(None, 60_297, "Maker LitePSM, sell gem"),
    "reserve: redeem": Bar(None, 62_600, "Maker LitePSM, buy gem"),
    "savings: deposit of a holder": Bar(None, 71_363, "Ethena sUSDe, the cheapest that earns"),
    "savings: redeem a part": Bar(None, 70_180, "Ethena sUSDe"),
    "savings: withdraw a part": Bar(None, 72_639, "Ethena sUSDe"),
    "savings: depositWithAuthorization": Bar(None, None, "none measured"),
    "savings: transfer to a holder": Bar(33_352, 38_754, "Ethena sUSDe"),
    "savings: add earnings": Bar(None, 54_576, "Ethena sUSDe"),
    "registry: transfer to a holder": Bar(
        33_510, 42_080, "ERC-7943 uRWA20 reference, the best with an allowlist"
    ),
    "registry: transfer to a fresh account": Bar(50_610, 59_180, "ERC-7943 uRWA20 reference"),
    "registry: transfer after a coupon date": Bar(33_510, None, "none: nobody pays coupons lazily"),
    "registry: claim a coupon": Bar(None, 105_045, "Paxos USDG V3, claimForAddresses"),
    "registry: redeem at maturity": Bar(None, 73_613, "Porter Bond"),
    "auction: pay into a cash account": Bar(None, None, "none: orders take the token each time"),
    "auction: withdraw from it": Bar(None, None, "none: claims pay the token each time"),
    "auction: bid noncompetitively": Bar(None, 168_559, "Gnosis EasyAuction, order of a new bidder"),
    "auction: commit a sealed bid": Bar(None, None, "none: nobody seals bids"),
    "auction: commit a sealed bid out of the allowance": Bar(None, None, "none: nobody seals bids"),
    "auction: reveal one rung at a new rate": Bar(None, 168_559, "Gnosis EasyAuction, order of a new bidder"),
    "auction: reveal one rung at a used rate": Bar(
        None, 117_596, "Gnosis EasyAuction, order of a known bidder"
    ),
    "auction: clear 10 distinct rates": Bar(None, 154_646, "Gnosis EasyAuction, settle 10 winning orders"),
    "auction: settle an award": Bar(None, 100_603, "Gnosis EasyAuction, claim"),
    "auction: commit, reveal at a used rate and settle": Bar(
        None, 218_199, "Gnosis EasyAuction, order of a known bidder, and claim; not sealed"
    ),
    "auction: new bidder at a new rate: commit, reveal, settle": Bar(
        None, 269_162, "Gnosis EasyAuction, order of a new bidder, and claim; not sealed"
    ),
    "auction: from cash and back: deposit, commit, reveal at a used rate, settle, withdraw": Bar(
        None, 218_199, "Gnosis EasyAuction, order of a known bidder, and claim, which move tokens; not sealed"
    ),
    "auction: commit, each of 10 submitted together": Bar(None, None, "none: nobody seals bids"),
    "auction: reveal, each of 10 together": Bar(
        None, 57_420, "Gnosis EasyAuction, 10 orders of one bidder in one transaction"
    ),
    "auction: settle, each of 9 together": Bar(None, None, "none measured"),
    "auction: commit, reveal and settle, each together with others": Bar(None, None, "none measured"),
    "pricing: price of a 26-week bill": Bar(None, None, EXACT),
    "pricing: investment rate of a 52-week bill": Bar(None, None, EXACT),
    "pricing: price of a new 10-year note": Bar(None, None, EXACT),
    "pricing: price of a 30-year bond between coupon dates": Bar(None, None, EXACT),
    "pricing: price of a 30-year bond in a long first period": Bar(None, None, EXACT),
    "pricing: price of a 10-year TIPS": Bar(None, None, EXACT),
    "pricing: price of a new 2-year floating rate note": Bar(None, None, EXACT),
    "pricing: market price of a 13-week bill": Bar(None, None, "none: nobody keeps the curve of par yields"),
    "rates: publish the par yields of a day": Bar(None, None, "none: nobody keeps the curve of par yields"),
    "STRIPS: strip 2 years": Bar(None, None, UNSTRIPPED),
    "STRIPS: strip 10 years": Bar(None, None, UNSTRIPPED),
    "STRIPS: strip 30 years": Bar(None, None, UNSTRIPPED),
    "STRIPS: strip 30 years, payments known": Bar(None, None, UNSTRIPPED),
    "STRIPS: reconstitute 30 years": Bar(None, None, UNSTRIPPED),
    "STRIPS: transfer interest to a holder": Bar(
        33_510, 42_080, "ERC-7943 uRWA20 reference, the best with an allowlist"
    ),
}
