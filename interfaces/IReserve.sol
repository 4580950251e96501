// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ladder} from "./IAuctionHouse.sol";
import {IParDollar} from "./IParDollar.sol";
import {Cusip} from "./ITreasuryRegistry.sol";

/// @notice What the reserve holds of one bill. One storage word.
struct Position {
    uint64 units; // [units of $100 par]
    uint64 discount; // par less amortised cost, when last changed [micro-dollars]
    uint40 changedAt; // [unix time]
    uint32 maturityDate; // [unix day]
}

/// @notice A position as the public sees it.
struct Holdings {
    Cusip cusip;
    uint64 units; // [units of $100 par]
    uint256 amortisedCost; // now [micro-dollars]
    uint32 maturityDate; // [unix day]
}

/// @title IReserve
/// @notice What stands behind the Par Dollar: cash and Treasury bills. It creates coins for cash and pays them back,
/// one dollar each, and keeps the cash in bills bought at auction.
/// @dev Dollars are micro-dollars everywhere. Bills are carried at amortised cost, which grows in a straight line from
/// what was paid to par at maturity. Backing, rounded down, never falls below the supply of coins:
/// minting adds the same to both, redeeming takes the same from both, a purchase exchanges cash for its cost, time only
/// adds; and a bond, which might be forfeited, is counted only once the bid it was paid for is revealed.
///
/// Assumptions:
/// 1. The cash token moves exactly what it is told and has 6 decimals.
/// 2. The Treasury pays. A payment it misses stays owed, and backing counts it in full.
interface IReserve {
    /* EVENTS */

    event Minted(address indexed payer, address indexed to, uint256 dollars);
    event Redeemed(address indexed holder, address indexed to, uint256 dollars);
    event BillBought(Cusip indexed cusip, uint64 units, uint256 cost);
    event Collected(Cusip indexed cusip, uint64 units, uint256 paid);
    event CapitalContributed(address indexed contributor, uint256 dollars);
    event CapitalWithdrawn(address indexed to, uint256 dollars);
    event SurplusDistributed(uint256 dollars);

    /* ERRORS */

    /// @notice There is less cash than the step needs; bills mature or can be waited for.
    error InsufficientCash(uint256 held, uint256 needed);
    /// @notice There is less surplus than the step needs.
    error InsufficientSurplus(uint256 surplus, uint256 needed);
    /// @notice Less capital was contributed than is to be withdrawn.
    error InsufficientCapital(uint256 contributed, uint256 needed);
    /// @notice The reserve buys only bills with at most 93 days to maturity.
    error NotEligible(Cusip cusip);
    /// @notice The reserve has as many bills and open bids as it can hold.
    error TooMany();
    /// @notice The reserve has no bid in this auction, or has settled it.
    error NoOpenBid(uint256 auctionId);
    /// @notice The reserve holds nothing of this security.
    error NoPosition(Cusip cusip);

    /* COIN */

    /// @notice Take cash from the caller and create as many coins for `to`. Neither may be frozen.
    function mint(address to, uint256 dollars) external;

    /// @notice Destroy coins of the caller and pay `to` as much cash. Neither may be frozen.
    function redeem(address to, uint256 dollars) external;

    function parDollar() external view returns (IParDollar);

    /* BACKING */

    /// @notice Cash, bills at amortised cost, and cash held for bids, rounded down.
    function backing() external view returns (uint256);

    /// @notice Coins in circulation.
    function supply() external view returns (uint256);

    /// @notice Backing beyond supply, the contributed capital included. Reverts if there were none.
    function surplus() external view returns (uint256);

    /// @notice Every bill held, with its amortised cost now.
    function positions() external view returns (Holdings[] memory);

    /// @notice Cash kept by the auction house: in the reserve's account, and for bids that are revealed or noncompetitive.
    function inSettlement() external view returns (uint256);

    /* PORTFOLIO */

    /// @notice Bid noncompetitively for an eligible bill. Only the portfolio manager.
    function bidNoncompetitive(uint256 auctionId, uint64 units) external;

    /// @notice Commit a sealed bid for an eligible bill. Only the portfolio manager. The surplus must cover the bond:
    /// should it be forfeited, because the bid is not revealed or there is not the cash for it, capital bears the loss
    /// until earnings have replaced it.
    function commitBid(uint256 auctionId, bytes32 commitment) external;

    /// @notice Reveal a committed bid. Only the portfolio manager.
    function revealBid(uint256 auctionId, Ladder calldata ladder) external;

    /// @notice Take delivery of an award and the rest of the money. Anyone may call.
    function settleBid(uint256 auctionId, Ladder calldata ladder) external;

    /// @notice Close the bid in an auction that was cancelled or whose bond was forfeited. Anyone may call.
    function closeBid(uint256 auctionId) external;

    /// @notice Collect the par of a matured bill, or of a security that somebody gave to the reserve. Anyone may call.
    /// @return paid Cash received; zero if the Treasury missed the payment, which then stays owed.
    function collect(Cusip cusip) external returns (uint256 paid);

    /* SURPLUS */

    /// @notice Add a loss buffer to the reserve. Anyone may.
    function contributeCapital(uint256 dollars) external;

    /// @notice Take contributed capital back, out of surplus. Only the issuer.
    function withdrawCapital(address to, uint256 dollars) external;

    /// @notice Pay the Treasury out of the surplus beyond the contributed capital. Only the issuer.
    function distributeSurplus(uint256 dollars) external;

    /// @notice Capital contributed and not withdrawn.
    function capital() external view returns (uint256);
}
