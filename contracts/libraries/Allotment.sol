// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Allotment
/// @notice How much each bidder is awarded (31 CFR 356.20 to 356.22). Amounts are units of $100 par, which are also the
/// minimum and the multiple of an award; percentages are in 0.01 %.
library Allotment {
    uint256 internal constant WHOLE = 10_000; // 100.00 %

    /// @notice The largest single bid and the largest competitive award: 35 % of the offering, rounded down
    /// (31 CFR 356.12(c)(2), 356.22(b)).
    function awardLimit(uint256 offering) internal pure returns (uint256) {
        return offering * 35 / 100;
    }

    /// @notice The share of each bid at the high rate that is awarded, rounded up to 0.01 % (31 CFR 356.20(a)(2)).
    function allottedAtHigh(uint256 remaining, uint256 demandAtHigh) internal pure returns (uint256) {
        if (remaining >= demandAtHigh) return WHOLE;
        return (remaining * WHOLE + demandAtHigh - 1) / demandAtHigh;
    }

    /// @notice The award of one bid at the high rate, rounded up to $100 (31 CFR 356.21(a)).
    function awardAtHigh(uint256 units, uint256 percentage) internal pure returns (uint256) {
        return (units * percentage + WHOLE - 1) / WHOLE;
    }

    /// @notice What rounding added to the award of one bid at the high rate [1/10,000 unit].
    function rounding(uint256 units, uint256 percentage) internal pure returns (uint256) {
        return awardAtHigh(units, percentage) * WHOLE - units * percentage;
    }

    /// @notice Tendered by accepted, rounded half up [0.01] (31 CFR 356.2).
    function bidToCover(uint256 tendered, uint256 accepted) internal pure returns (uint256) {
        return (200 * tendered + accepted) / (2 * accepted);
    }
}
