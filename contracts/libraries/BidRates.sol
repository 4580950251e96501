// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Announcement} from "../../interfaces/IAuctionHouse.sol";
import {SecurityType} from "../../interfaces/ITreasuryRegistry.sol";

/// @title BidRates
/// @notice The rates that may be bid (31 CFR 356.12(c)(1)): bills by discount rate, notes and bonds by yield, TIPS by real
/// yield, floating rate notes by discount margin; the last two may be negative. All in 0.001 %.
/// @dev A tick is the distance of a rate from the lowest one announced.
library BidRates {
    int24 internal constant HIGHEST = 50_000; // far above any rate at which the Treasury has ever sold
    int24 internal constant HIGHEST_MARGIN = 10_000; // it becomes the spread, which is within 10 %
    int24 internal constant LOWEST = -5_000; // and far below
    int24 private constant BILL_INCREMENT = 5;

    /// @notice The rates from the lowest to the highest, on a grid.
    struct Band {
        int24 lowest;
        int24 highest;
        int24 increment;
    }

    /// @notice The rates that may be bid for a security of this kind, within the announced limits.
    function band(SecurityType kind, int24 lowest, int24 highest) internal pure returns (Band memory) {
        return Band(lowest, highest, _increment(kind));
    }

    /// @notice Whether the announced band lies on the grid of the security.
    function isBand(Announcement memory announcement) internal pure returns (bool) {
        SecurityType kind = announcement.securityType;
        (int24 lowest, int24 highest) = (announcement.minimumRate, announcement.maximumRate);
        return lowest >= _lowest(kind) && lowest <= highest && highest <= _highest(kind)
            && lowest % _increment(kind) == 0 && highest % _increment(kind) == 0;
    }

    function contains(Band memory band_, int24 rate) internal pure returns (bool) {
        return rate >= band_.lowest && rate <= band_.highest && rate % band_.increment == 0;
    }

    function tickOf(int24 rate, int24 minimumRate) internal pure returns (uint256) {
        return uint24(rate - minimumRate);
    }

    function rateAt(uint256 tick, int24 minimumRate) internal pure returns (int24) {
        return minimumRate + int24(uint24(tick));
    }

    function _increment(SecurityType kind) private pure returns (int24) {
        return kind == SecurityType.Bill ? BILL_INCREMENT : int24(1);
    }

    function _lowest(SecurityType kind) private pure returns (int24) {
        return kind == SecurityType.Tips || kind == SecurityType.Frn ? LOWEST : int24(0);
    }

    function _highest(SecurityType kind) private pure returns (int24) {
        return kind == SecurityType.Frn ? HIGHEST_MARGIN : HIGHEST;
    }
}
