// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title AmortisedCost
/// @notice What a bill is worth between purchase and maturity when its discount is earned evenly: second by second,
/// in a straight line from cost to par.
library AmortisedCost {
    /// @notice The part of a discount not yet earned at `time`, rounded up, so that the bill is never worth too much.
    /// @param discount What was not yet earned at `since` [micro-dollars].
    function remainingDiscount(uint256 discount, uint256 since, uint256 maturity, uint256 time)
        internal
        pure
        returns (uint256)
    {
        if (time >= maturity) return 0;

        uint256 whole = maturity - since;
        return (discount * (maturity - time) + whole - 1) / whole;
    }
}
