// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAuctionHouse} from "./IAuctionHouse.sol";
import {Cusip} from "./ITreasuryRegistry.sol";

/// @notice Amounts by kind of bidder, as the Treasury publishes them [units of $100 par].
struct Amounts {
    uint64 primaryDealer;
    uint64 direct;
    uint64 indirect;
    uint64 noncompetitive;
    uint64 fima; // foreign officials' noncompetitive bids, inside the offering
    uint64 soma; // the Federal Reserve's own account, on top of the offering
}

/// @notice A result as the Treasury publishes it (31 CFR 356.23).
struct Result {
    Cusip cusip; // under which the units are issued
    int24 highRate; // every award is made at it [0.001 %]
    int24 medianRate; // half of the accepted competitive amount was bid at or below it [0.001 %]
    int24 lowRate; // 5 % of the accepted competitive amount was bid at or below it [0.001 %]
    uint16 allottedAtHigh; // share of each bid at the high rate, rounded up [0.01 %]
    uint24 interestRate; // [0.001 %]
    int24 spread; // of a floating rate note [0.001 %]
    uint24 investmentRate; // of a bill [0.001 %]
    uint64 index; // index ratio of TIPS [0.00001]; index rate of a floating rate note [1e-9 %]
    uint64 price; // of TIPS adjusted for inflation [micro-dollars per unit]
    uint64 accruedInterest; // paid on top of the price, of TIPS adjusted [micro-dollars per unit]
    uint64 unadjustedPrice; // of TIPS [micro-dollars per unit]
    uint64 unadjustedAccruedInterest; // of TIPS [micro-dollars per unit]
    uint64 bidToCover; // tendered by accepted, without SOMA, rounded half up [0.01]
    Amounts tendered;
    Amounts accepted;
}

/// @title IAuctionResults
/// @notice The results of auctions as the Treasury publishes them, and the demand behind them.
/// @dev Reads what the auction house has recorded; nothing is stored here. Meant to be called off the chain: it walks all
/// rates that were bid.
interface IAuctionResults {
    /// @notice The result as published.
    /// @dev Accepted amounts by class count each bid at the high rate by the exact percentage; the $100 rounding of a bid
    /// that is not a multiple of $1 million joins them with its award. Until then they are too low by less than a unit
    /// a bid, rounded down.
    function resultOf(uint256 auctionId) external view returns (Result memory);

    /// @notice Units bid for at one rate, by class, within the award limits [units of $100 par].
    function demandAt(uint256 auctionId, int24 rate)
        external
        view
        returns (uint64 primaryDealer, uint64 direct, uint64 indirect);

    /// @notice Whose results these are.
    function auctionHouse() external view returns (IAuctionHouse);
}
